//! The tables of the stage.

mod claims;
mod conflicts;
mod controls;
mod deals;
mod decisions;
mod leads;
mod rights;
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
    rights::RIGHTS,
];
