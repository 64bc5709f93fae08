//! What came of looking for a partner, with all that was looked at.

use base::PartnerId;
use ruleset::Line;
use serde::{Deserialize, Serialize};

/// Why a partner is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It is not active.
    NotActive,
    /// Nobody there can take leads.
    Nobody,
    /// It takes no leads for now.
    Paused,
    /// It was asked about this lead already.
    Asked,
    /// The rule names others.
    NotNamed,
    /// Another type.
    Type,
    /// A lower tier.
    Tier,
    /// A certificate is missing.
    Certificate,
    /// It works elsewhere.
    Territory,
    /// It speaks other languages.
    Language,
    /// It sells other products.
    Products,
    /// It knows other industries.
    Industry,
    /// The coverage plan gives the customer to others.
    Coverage,
    /// It has as many open leads as it can have.
    Full,
}

impl Reason {
    /// Its stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotActive => "not_active",
            Self::Nobody => "nobody",
            Self::Paused => "paused",
            Self::Asked => "asked",
            Self::NotNamed => "not_named",
            Self::Type => "type",
            Self::Tier => "tier",
            Self::Certificate => "certificate",
            Self::Territory => "territory",
            Self::Language => "language",
            Self::Products => "products",
            Self::Industry => "industry",
            Self::Coverage => "coverage",
            Self::Full => "full",
        }
    }
}

/// A partner that is left out, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Which.
    pub partner: PartnerId,
    /// Why.
    pub reason: Reason,
}

/// One measure of a partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// Which.
    pub code: String,
    /// Its value, 0 to 100.
    pub value: i64,
    /// What it counts.
    pub weight: i64,
}

/// A partner that could get the lead, at its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranked {
    /// Which.
    pub partner: PartnerId,
    /// Its weighted score, when the rule scores.
    pub score: Option<i64>,
    /// What the score is made of.
    pub measures: Vec<Measure>,
    /// How many hours it has waited.
    pub waited_hours: i64,
    /// Whether it has waited longer than anybody should.
    pub overdue: bool,
    /// Its place in the turns, when leads go round.
    pub turn: Option<i64>,
    /// How many open leads it has.
    pub open: i64,
}

/// What was tried of one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    /// The rule's key.
    pub rule: String,
    /// Its name.
    pub name: String,
    /// Whether its condition holds.
    pub holds: bool,
    /// Why.
    pub trace: Vec<Line>,
    /// Who is left out.
    pub left_out: Vec<LeftOut>,
}

/// Where the turns of a rule are to stand after a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// Of which rule.
    pub rule: String,
    /// How far they have come.
    pub clock: i64,
    /// The partner's next place.
    pub next: i64,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The rule that decided.
    pub rule: Option<String>,
    /// How it chose.
    pub method: String,
    /// The rules in order, up to that one.
    pub tried: Vec<Tried>,
    /// Who could get it, first first; the first [`super::route::TOLD`] of them.
    pub ranked: Vec<Ranked>,
    /// How many more could get it, after these.
    #[serde(default)]
    pub more: usize,
    /// Who gets it.
    pub chosen: Vec<PartnerId>,
    /// What happens to the turns.
    pub turn: Option<Turn>,
    /// Why nobody gets it.
    pub why: Option<String>,
}

impl Outcome {
    /// The same without those whom the rules left out, who are kept apart.
    pub(crate) fn without_left_out(&self) -> Self {
        let mut out = self.clone();
        for tried in &mut out.tried {
            tried.left_out.clear();
        }
        out
    }
}
