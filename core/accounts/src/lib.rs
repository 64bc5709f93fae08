//! Accounts: end-customer companies, their import, and the stored side of the duplicate engine.
//!
//! Feature-specific behavior must not go here. Stages ask [`matches`] whether a company is known, and
//! [`create`] an account for one that is not, and [`coverage_of`] who serves it; what a partner may be told of it is the stage's own rule.

mod accounts;
pub mod countries;
mod coverage;
mod families;
mod imports;
mod mapping;
mod merges;
mod migrations;
mod stage;

#[cfg(test)]
mod tests;

pub use accounts::actions::{
    absorbed_by, activity, check, create, create_many, find, get, hold, ids_of, list, matches, matches_of, survivors, update, verdicts,
};
pub use accounts::fields::Field;
pub use accounts::model::{Account, Details, External, Filter, Match, NewAccount, Origin, PairVerdict, Scheme};
pub use accounts::rules::domain;
pub use coverage::actions::coverage_of;
pub use coverage::model::{By, Coverage, Outcome, Served, Step, Way, Whom};
pub use imports::jobs::{FileImport, RowProblem, Summary, import_file};
pub use imports::model::{Counts, Layout, Mapping, Options, Target};
pub use stage::stage;

/// The words of this crate.
pub const MESSAGES: &[(&str, &str)] = &[("en", include_str!("../messages/en.ftl")), ("de", include_str!("../messages/de.ftl"))];
