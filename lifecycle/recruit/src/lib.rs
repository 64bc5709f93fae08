//! Recruit: strangers apply, are scored against the ideal partner profile, and are decided on.
//!
//! What leaves this stage is one fact, `PartnerApproved`: by then the partner, its administrator,
//! its enrollment and its manager exist. Declaration order is reading order.

pub mod applications;
mod migrations;
pub mod scoring;
mod secret;
mod stage;

pub use stage::stage;
