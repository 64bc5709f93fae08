//! Tests of accruals.

mod api;
mod machine;
mod pages;
mod posting;
