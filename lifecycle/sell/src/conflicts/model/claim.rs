//! What is known of each side, and what the rules make of it.

use base::{CasePartyId, Instant, ProductId};

use super::codes::{Check, Kind};

/// What is known of one side, from facts and not from what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Which side.
    pub side: CasePartyId,
    /// Whether it is the vendor's direct team.
    pub direct: bool,
    /// Whether its deal still waits, is disputed, protected or won; or its lead is still a claim.
    pub live: bool,
    /// When it was handed in first.
    pub submitted_at: Option<Instant>,
    /// Since when it is protected, while it is.
    pub protected_since: Option<Instant>,
    /// What it is to sell.
    pub products: Vec<ProductId>,
    /// Since when a lead about the customer is its claim, while it is.
    pub lead_at: Option<Instant>,
    /// When it won this customer last.
    pub won_at: Option<Instant>,
    /// Whether the coverage plan gives it the customer; none when the plan leaves it open.
    pub covered: Option<bool>,
    /// When something was last done about its deal after it was handed in.
    pub progress_at: Option<Instant>,
    /// Whether it names a person at the customer, and not a mailbox.
    pub buyer: bool,
    /// How many certificates its people hold.
    pub certified: i64,
}

/// What the rules are asked about a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Whether a partner disputes a decision.
    pub disputed: bool,
    /// The claims, in the order in which they were handed in.
    pub claims: Vec<Claim>,
}

/// Whom one comparison favors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Favor {
    /// What was compared.
    pub check: Check,
    /// Whom it favors; nobody when it says nothing.
    pub side: Option<CasePartyId>,
}

/// What the rules propose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Which ruling.
    pub kind: Kind,
    /// Who keeps the customer.
    pub lead: Option<CasePartyId>,
    /// The comparison that decided; none when nothing did.
    pub because: Option<Check>,
    /// Every comparison.
    pub favors: Vec<Favor>,
}

impl Proposal {
    /// How many comparisons favor the proposed side, and how many another.
    pub fn score(&self) -> (usize, usize) {
        let favored = self.favors.iter().filter(|f| f.side.is_some());
        let (own, other): (Vec<_>, Vec<_>) = favored.partition(|f| f.side == self.lead);
        (own.len(), other.len())
    }
}
