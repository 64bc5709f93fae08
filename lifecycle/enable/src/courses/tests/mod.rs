//! Tests of courses.

mod api;
mod pages;
mod rules;
