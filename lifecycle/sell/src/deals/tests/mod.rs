//! Tests of this capability.

mod api;
mod batch;
mod calendar;
mod clock;
mod coverage;
mod decisions;
mod free;
mod machine;
mod mentions;
mod pages;
mod promise;
mod rules;
mod sample;
mod store;
mod updates;
mod views;
pub(crate) mod world;
