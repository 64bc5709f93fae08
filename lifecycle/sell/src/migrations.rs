//! The tables of the stage.

mod candidates;
mod claims;
mod conflicts;
mod controls;
mod deals;
mod decisions;
mod inquiries;
mod leads;
mod promises;
mod proposals;
mod updates;
mod views;

use db::Migration;

/// The tables, oldest first.
pub(crate) const MIGRATIONS: &[Migration] = &[
    deals::DEALS,
    decisions::DECISIONS,
    leads::LEADS,
    updates::UPDATES,
    views::VIEWS,
    conflicts::CONFLICTS,
    claims::CLAIMS,
    controls::CONTROLS,
    candidates::CANDIDATES,
    proposals::PROPOSALS,
    inquiries::INQUIRIES,
    promises::PROMISES,
];
