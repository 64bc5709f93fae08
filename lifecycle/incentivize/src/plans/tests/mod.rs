//! Tests of plans.

mod api;
mod pages;
mod rules;
