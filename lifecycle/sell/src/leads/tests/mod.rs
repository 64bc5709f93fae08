//! Leads: the rules by values, the rest through the public doors.

mod api;
mod fairness;
mod rules;
mod world;
