//! Tests of quizzes.

mod api;
mod pages;
mod rules;
