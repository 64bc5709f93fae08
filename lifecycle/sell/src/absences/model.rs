//! The absence.

use base::{Instant, UserId};
use chrono::NaiveDate;
use chrono_tz::Tz;

/// Somebody is away, and somebody else decides meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// Who is away.
    pub user: UserId,
    /// The name.
    pub name: String,
    /// Who decides meanwhile.
    pub substitute: UserId,
    /// That person's name.
    pub substitute_name: String,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// Where the days begin and end.
    pub zone: Tz,
    /// When it was said.
    pub at: Instant,
}

/// An absence to set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewAbsence {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
    /// Who decides meanwhile.
    pub substitute: Option<UserId>,
    /// Where the days begin and end.
    pub zone: Tz,
}

/// Who decides for somebody who is away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandIn {
    /// Who decides.
    pub user: UserId,
    /// The name.
    pub name: String,
    /// Who is away.
    pub absent: UserId,
    /// That person's name.
    pub absent_name: String,
    /// Until when, that day included.
    pub until: NaiveDate,
}
