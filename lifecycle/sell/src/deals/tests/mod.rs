//! Tests of this capability.

mod api;
mod coverage;
mod machine;
mod pages;
mod rules;
mod sample;
mod store;
mod world;
