//! The touch.

use base::{AccountId, DealId, Instant, PartnerId, TouchId, UserId};
use chrono::NaiveDate;
use uuid::Uuid;

use super::{Kind, State, SubjectKind};
use crate::quarter::Quarter;

/// The customer, as it was written where the touch comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Company {
    /// Its name.
    pub name: String,
    /// Its website, as a bare host name; empty when not known.
    pub domain: String,
    /// Its country, two letters; empty when not known.
    pub country: String,
}

/// What a touch is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    /// What it is.
    pub kind: SubjectKind,
    /// Which.
    pub id: Uuid,
}

/// What somebody of the vendor said to a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Who.
    pub by: Option<UserId>,
    /// The name.
    pub name: String,
    /// When.
    pub at: Instant,
    /// Why, in words that the partner reads; may be empty where it was confirmed.
    pub reason: String,
}

/// One contribution of a partner to the journey of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touch {
    /// Its id.
    pub id: TouchId,
    /// Which partner.
    pub partner: PartnerId,
    /// What it did.
    pub kind: Kind,
    /// Where it is.
    pub state: State,
    /// When that happened; the noon of its day for a claim.
    pub at: Instant,
    /// When it was written here.
    pub recorded_at: Instant,
    /// The name of the fact that it comes from; `claim` for a claim.
    pub source: String,
    /// Which fact.
    pub source_id: Uuid,
    /// What it is about.
    pub subject: Subject,
    /// The deal that it belongs to, if it does.
    pub deal: Option<DealId>,
    /// The account, once it is known.
    pub account: Option<AccountId>,
    /// The customer, as it was written.
    pub company: Company,
    /// The person who did it, where it is a user.
    pub user: Option<UserId>,
    /// That person's name; empty when a machine did.
    pub by_name: String,
    /// What happened, in the partner's words; empty for what was recorded.
    pub what: String,
    /// What speaks for it, in the partner's words.
    pub evidence: String,
    /// Where that can be read.
    pub link: String,
    /// By when the vendor answers the claim.
    pub answer_by: Option<Instant>,
    /// The answer.
    pub answered: Option<Answered>,
}

/// What a partner claims.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewTouch {
    /// The customer.
    pub company: Company,
    /// What the partner did.
    pub kind: Option<Kind>,
    /// On which day.
    pub on: Option<NaiveDate>,
    /// What happened.
    pub what: String,
    /// What speaks for it.
    pub evidence: String,
    /// Where that can be read.
    pub link: String,
}

/// What the vendor says to a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Whether it is so.
    pub confirmed: bool,
    /// Why; needed where it is not.
    pub reason: String,
    /// The account that the customer is; found or made where absent.
    pub account: Option<AccountId>,
}

/// Which touches a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this kind.
    pub kind: Option<Kind>,
    /// In this state.
    pub state: Option<State>,
    /// Of this quarter.
    pub quarter: Option<Quarter>,
    /// Of this partner.
    pub partner: Option<PartnerId>,
    /// At customers whose name begins with this.
    pub q: String,
}
