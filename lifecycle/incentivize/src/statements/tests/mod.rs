//! Tests of statements.

mod api;
mod closing;
mod pages;
mod rules;
