//! Leads: the rules by values, the rest through the public doors.

mod api;
mod claims;
mod cookbook;
mod coverage;
mod fairness;
mod packed;
mod promises;
mod results;
mod rules;
pub(crate) mod world;
