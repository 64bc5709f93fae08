//! What the funnel is.

use base::{Instant, PartnerId};
use chrono::TimeDelta;

/// The steps after the application, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The application was approved.
    Approved,
    /// The agreement is in force.
    Signed,
    /// The partner is fully operational.
    Activated,
    /// Its first deal was approved.
    FirstDeal,
    /// Its first deal was won.
    FirstWin,
}

impl Step {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [Self::Approved, Self::Signed, Self::Activated, Self::FirstDeal, Self::FirstWin];

    /// The key of its name for people.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::Approved => "funnel-approved",
            Self::Signed => "funnel-signed",
            Self::Activated => "funnel-activated",
            Self::FirstDeal => "funnel-first-deal",
            Self::FirstWin => "funnel-first-win",
        }
    }
}

/// One applicant on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The partner it became.
    pub partner: Option<PartnerId>,
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: String,
    /// When it applied.
    pub applied_at: Instant,
    /// When it reached each step, in the order of [`Step::ALL`].
    pub reached: [Option<Instant>; 5],
}

/// What the funnel says about one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stat {
    /// Which step.
    pub step: Step,
    /// How many rows reached it.
    pub reached: usize,
    /// The median time from the step before, over those that reached it.
    pub median: Option<TimeDelta>,
}
