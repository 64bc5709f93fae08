//! Tests of the directory.

mod api;
mod lifecycle;
mod pages;
mod store;
