//! What passes between the vendor and a partner about leads.

use base::{Instant, LeadId, LeadOfferId, PartnerId, UserId};

use super::codes::{Channel, Decline, OfferState};

/// A lead offered to one partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Its id.
    pub id: LeadOfferId,
    /// Which lead.
    pub lead: LeadId,
    /// To which partner.
    pub partner: PartnerId,
    /// In which round of asking, from one.
    pub round: i64,
    /// When it was made.
    pub at: Instant,
    /// Until when the partner can answer.
    pub answer_by: Instant,
    /// Where it is.
    pub state: OfferState,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// Who answered.
    pub by: Option<UserId>,
    /// By which way.
    pub channel: Option<Channel>,
    /// Why it was declined.
    pub reason: Option<Decline>,
    /// In words.
    pub note: String,
}

/// A lead that a partner took and works on, as the duplicate check finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Which lead.
    pub lead: LeadId,
    /// The customer's names, for comparison.
    pub customer: super::lead::Customer,
    /// The contact's address.
    pub email: String,
    /// The contact's phone number.
    pub phone: String,
    /// Where it is.
    pub state: super::codes::StateKind,
}

/// What a partner says it can take; where it says nothing, its company data counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Whose.
    pub partner: PartnerId,
    /// Places: `DE`, `DE-BY`, `DE:80-85`, or `*`; empty is the partner's own country.
    pub territories: Vec<String>,
    /// Languages, two letters; empty is the partner's own.
    pub languages: Vec<String>,
    /// Industries; empty is any.
    pub industries: Vec<String>,
    /// Keys of products; empty is any.
    pub products: Vec<String>,
    /// How many open leads it can have; none is what the rules say.
    pub capacity: Option<i64>,
    /// Its share when leads go round, 1 to 100.
    pub weight: i64,
    /// Takes no leads for now.
    pub paused: bool,
    /// Which version of the row it is; 0 when there is none yet.
    pub version: i64,
}

impl Profile {
    /// What holds for a partner that has said nothing.
    pub fn of(partner: PartnerId) -> Self {
        Self {
            partner,
            territories: Vec::new(),
            languages: Vec::new(),
            industries: Vec::new(),
            products: Vec::new(),
            capacity: None,
            weight: 10,
            paused: false,
            version: 0,
        }
    }
}

/// How a partner has dealt with its leads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Leads that were offered.
    pub offered: i64,
    /// Of these, taken.
    pub accepted: i64,
    /// Of these, declined.
    pub declined: i64,
    /// Of these, not answered in time.
    pub timed_out: i64,
    /// Minutes from the offer to the answer, over all answers.
    pub answer_minutes: i64,
    /// Leads whose customer was contacted.
    pub contacted: i64,
    /// Minutes from taking the lead to the first contact, over all contacts.
    pub contact_minutes: i64,
    /// Leads that became deals.
    pub converted: i64,
}

/// A decision of the rules, as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    /// About which lead.
    pub lead: LeadId,
    /// Which of its decisions, from one.
    pub n: i64,
    /// When.
    pub at: Instant,
    /// Under which version of the rules.
    pub version: i64,
    /// The key of the rule that chose; empty when none did, or a person.
    pub rule: String,
    /// What the decision looked at, to be replayed.
    pub input: serde_json::Value,
    /// What came of it.
    pub outcome: serde_json::Value,
    /// Who decided, when it was a person.
    pub by: String,
}
