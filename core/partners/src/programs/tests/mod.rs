//! Tests of programs.

mod api;
mod pages;
mod rules;
