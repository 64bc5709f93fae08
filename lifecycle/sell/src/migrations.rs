//! The tables of the stage.

mod candidates;
mod claims;
mod conflicts;
mod conflicts_joined;
mod controls;
mod deals;
mod decisions;
mod fairness;
mod inquiries;
mod leads;
mod letters;
mod overrides;
mod promises;
mod proposals;
mod questions;
mod rights;
mod teams;
mod touches;
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
    conflicts_joined::JOINED,
    overrides::OVERRIDES,
    fairness::FAIRNESS,
    letters::LETTERS,
    rights::RIGHTS,
    touches::TOUCHES,
    questions::QUESTIONS,
    teams::TEAMS,
];
