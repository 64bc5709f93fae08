//! Tests of this capability.

mod api;
mod clock;
mod coverage;
mod decisions;
mod machine;
mod pages;
mod rules;
mod sample;
mod store;
pub(crate) mod world;
