//! Values of a coverage plan and of its answers.

mod proposal;

pub use proposal::{Approval, Decided, Fate, Proposal};

use base::{AccountId, CoveragePlanId, CoverageRuleId, Instant, Money, PartnerId, UserId};
use chrono::NaiveDate;

use crate::accounts::model::{Account, Details};

/// How an account is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Way {
    /// By the vendor alone.
    Direct,
    /// By partners: by those that are named, or by any if none is.
    PartnerLed,
    /// By the vendor together with the partners that are named.
    CoSell,
    /// By whoever comes first.
    #[default]
    Open,
}

impl Way {
    /// Every way, in the order of pages.
    pub const ALL: [Self; 4] = [Self::Direct, Self::PartnerLed, Self::CoSell, Self::Open];

    /// The name in the database, the API and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::PartnerLed => "partner_led",
            Self::CoSell => "co_sell",
            Self::Open => "open",
        }
    }

    /// The way of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|w| w.code() == code)
    }

    /// The message that names it.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::Direct => "coverage-way-direct",
            Self::PartnerLed => "coverage-way-partner-led",
            Self::CoSell => "coverage-way-co-sell",
            Self::Open => "coverage-way-open",
        }
    }
}

/// Who serves the accounts that something in a plan is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Served {
    /// How.
    pub way: Way,
    /// By these partners; for partner-led accounts none means any.
    pub partners: Vec<PartnerId>,
    /// The vendor's word for the kind of customers, such as `Enterprise`.
    pub segment: String,
    /// The vendor's word for the territory, such as `Nordics`.
    pub territory: String,
    /// The person of the vendor who looks after them.
    pub owner: Option<UserId>,
}

impl Served {
    /// Whether a partner may sell there.
    pub fn admits(&self, partner: PartnerId) -> bool {
        match self.way {
            Way::Direct => false,
            Way::PartnerLed => self.partners.is_empty() || self.partners.contains(&partner),
            Way::CoSell => self.partners.contains(&partner),
            Way::Open => true,
        }
    }
}

/// From which day until which day something in a plan holds, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Validity {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
}

/// A rule of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its id, the same in every version.
    pub id: CoverageRuleId,
    /// What people call it.
    pub name: String,
    /// The condition that an account must fit.
    pub condition: String,
    /// Who serves the accounts that fit.
    pub served: Served,
    /// When it holds.
    pub validity: Validity,
}

/// An account that is named in a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Which account.
    pub account: AccountId,
    /// Who serves it.
    pub served: Served,
    /// When that holds.
    pub validity: Validity,
    /// Why it is named.
    pub note: String,
}

/// Where a plan is in its life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanState {
    /// It is worked on.
    Draft,
    /// It was put in force.
    Published {
        /// When.
        at: Instant,
        /// By whom.
        by: String,
        /// Why.
        reason: String,
    },
}

/// A coverage plan, without the accounts that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its id.
    pub id: CoveragePlanId,
    /// Which version of the plan it is; the first is 1.
    pub version: i64,
    /// Where it is in its life.
    pub state: PlanState,
    /// The rules in order; the first that holds decides.
    pub rules: Vec<Rule>,
    /// Who serves an account that no name and no rule is about.
    pub otherwise: Served,
    /// Who began it.
    pub begun_by: String,
    /// When it was begun.
    pub begun_at: Instant,
    /// Raised with each change of a draft.
    pub revision: i64,
}

impl Plan {
    /// Whether it is still worked on.
    pub fn is_draft(&self) -> bool {
        self.state == PlanState::Draft
    }
}

/// A rule as it is put into a draft.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewRule {
    /// Which rule it changes; a new one when absent.
    pub id: Option<CoverageRuleId>,
    /// What people call it.
    pub name: String,
    /// The condition that an account must fit.
    pub condition: String,
    /// Who serves the accounts that fit.
    pub served: Served,
    /// When it holds.
    pub validity: Validity,
}

/// About whom it is asked who serves them.
#[derive(Debug, Clone, Copy)]
pub enum Whom<'a> {
    /// An account that was read already.
    Account(&'a Account),
    /// A company that is no account yet.
    Company(&'a Details),
}

/// What decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// No plan is in force.
    NoPlan,
    /// The account is named.
    Name {
        /// Why it is.
        note: String,
    },
    /// A rule.
    Rule {
        /// Which.
        id: CoverageRuleId,
        /// What it is called.
        name: String,
    },
    /// Nothing in the plan is about the account.
    Otherwise,
}

/// What came of looking at a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It holds, and so it decided.
    Decided,
    /// The account does not fit it.
    DoesNotFit,
    /// It does not hold yet.
    NotYet,
    /// It does not hold any more.
    Ended,
}

/// One rule, or the name, that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which rule; none for the name.
    pub rule: Option<CoverageRuleId>,
    /// What the rule is called; empty for the name.
    pub name: String,
    /// What came of it.
    pub outcome: Outcome,
    /// Each comparison of the condition, with the values it saw.
    pub trace: Vec<ruleset::Line>,
}

/// Who serves an account, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Who.
    pub served: Served,
    /// What decided.
    pub by: By,
    /// By which version of the plan; 0 when none is in force.
    pub version: i64,
    /// What was looked at, in order; the last decided.
    pub why: Vec<Step>,
}

/// Who served an account from a moment on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// Since when.
    pub since: Instant,
    /// Who, and why.
    pub coverage: Coverage,
}

/// How many accounts change from one way to another, and what they carry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The way before.
    pub from: Way,
    /// The way after; the same when only the partners change.
    pub to: Way,
    /// How many accounts.
    pub accounts: i64,
    /// The open pipeline that they carry, in each currency.
    pub pipeline: Vec<Money>,
    /// Some of the accounts.
    pub some: Vec<AccountId>,
}

/// What would change if a draft were published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhatIf {
    /// When it was counted.
    pub at: Instant,
    /// How many accounts were looked at.
    pub looked_at: i64,
    /// What changes.
    pub moves: Vec<Move>,
}

/// How far the counting of what would change is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Counting {
    /// Nobody asked.
    NotAsked,
    /// It runs.
    Runs {
        /// Since when.
        since: Instant,
    },
    /// It is counted.
    Done {
        /// What was counted.
        what_if: WhatIf,
        /// Whether the draft has changed since.
        outdated: bool,
    },
}

/// A row of a file of named accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line in the file on which it begins.
    pub line: usize,
    /// Its cells, by column.
    pub cells: std::collections::HashMap<String, String>,
    /// Its cells as they stood there.
    pub whole: Vec<String>,
}

/// A row that was not taken, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// The row.
    pub row: Row,
    /// What is wrong; the field is the column.
    pub why: Vec<base::FieldError>,
}

/// What came of a file of named accounts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// How many accounts were named; none when the whole file was left.
    pub named: usize,
    /// How many rows could be taken.
    pub good: usize,
    /// Rows that could not, in the order of the file.
    pub rejected: Vec<Rejected>,
}
