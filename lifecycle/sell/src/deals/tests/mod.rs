//! Tests of this capability.

mod absences;
mod api;
mod around;
mod batch;
mod calendar;
mod clock;
mod coverage;
mod decisions;
mod departure;
mod free;
mod machine;
mod mentions;
mod pages;
mod promise;
mod questions;
mod renewals;
mod rules;
mod sample;
mod store;
mod updates;
mod views;
pub(crate) mod world;
