//! Tests of applications.

mod machine;
mod pages;
mod path;
mod rules;
mod sample;
