//! The deal: what it says, and where it is.

use base::{AccountId, Currency, DealId, Instant, Money, PartnerId, ProductId, UserId};
use chrono::NaiveDate;

use super::codes::{Business, LossReason, Origin, OverlapAnswer, PartnerRole, RejectReason, Stage, StateKind, Why};

/// The end customer, as the partner wrote it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Customer {
    /// Its name.
    pub company: String,
    /// Its website, as a bare host name; empty when not known.
    pub domain: String,
    /// Its country, two letters.
    pub country: String,
    /// Its city.
    pub city: String,
    /// The person the partner speaks with.
    pub contact_name: String,
    /// That person's address.
    pub contact_email: String,
    /// What that person does there.
    pub contact_role: String,
}

/// One product of a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Which product.
    pub product: ProductId,
    /// How many.
    pub quantity: i64,
    /// Its share of the value, in minor units of the deal's currency.
    pub amount_minor: i64,
}

/// What a partner hands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// Who is to buy.
    pub customer: Customer,
    /// What the customer needs and what has happened so far, in Markdown.
    pub need: String,
    /// What they are to buy.
    pub lines: Vec<Line>,
    /// The currency of the amounts.
    pub currency: Currency,
    /// When the customer is expected to decide.
    pub close_on: Option<NaiveDate>,
    /// Who else is in the running.
    pub competitor: String,
    /// What is done next, in a few words.
    pub next_step: String,
    /// What the partner does in the deal.
    pub role: PartnerRole,
    /// Where the deal comes from.
    pub origin: Origin,
    /// What the partner says to an overlap.
    pub answer: Option<OverlapAnswer>,
    /// What kind of business it is.
    pub business: Business,
    /// Whether the customer asks for bids.
    pub tender: bool,
    /// Since when everybody can read the tender; none while it is not published.
    pub published_on: Option<NaiveDate>,
}

impl Registration {
    /// An empty one in a currency.
    pub fn empty(currency: Currency) -> Self {
        Self {
            customer: Customer::default(),
            need: String::new(),
            lines: Vec::new(),
            currency,
            close_on: None,
            competitor: String::new(),
            next_step: String::new(),
            role: PartnerRole::Resell,
            origin: Origin::Partner,
            answer: None,
            business: Business::New,
            tender: false,
            published_on: None,
        }
    }

    /// The value: the sum of the lines.
    pub fn value(&self) -> Money {
        let minor = self.lines.iter().fold(0_i64, |sum, l| sum.saturating_add(l.amount_minor));
        Money::new(minor, self.currency)
    }
}

/// A deal that waits for its decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// By when it is decided.
    pub decide_by: Instant,
    /// Why a person decides.
    pub why: Vec<Why>,
    /// Whether the deadline has passed and the desk was told.
    pub escalated: bool,
}

/// An extension that a partner asked for and nobody has answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// When.
    pub at: Instant,
    /// Why more time is needed.
    pub reason: String,
}

/// The exclusive window that approval gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protection {
    /// Since when.
    pub approved_at: Instant,
    /// Who approved; none when the rules did.
    pub by: Option<UserId>,
    /// What the decision said.
    pub note: String,
    /// Until when.
    pub until: Instant,
    /// How often it was extended.
    pub extensions: i64,
    /// How far the sale is.
    pub stage: Stage,
    /// The last reminder that was sent, in days before the end.
    pub reminded: Option<i64>,
    /// When the partner was told that nothing happens; none since somebody did something.
    pub idle_told: Option<Instant>,
    /// When the partner last said that nothing has changed; it keeps the deal, and is no progress.
    pub confirmed_at: Option<Instant>,
    /// Whether it stands beside another partner's protection as a project of its own.
    pub separate: bool,
    /// The extension that was asked for.
    pub ask: Option<Ask>,
}

/// A decision that the partner contests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// What the deal was.
    pub was: StateKind,
    /// Why, in the partner's words.
    pub note: String,
    /// The protection it had, where it had one.
    pub protection: Option<Protection>,
}

/// Where a deal is, with what is true only there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// The partner is still writing it.
    Draft,
    /// A person decides.
    InReview(Review),
    /// Approved, and protected.
    Approved(Protection),
    /// The customer bought.
    Won {
        /// On this day.
        on: NaiveDate,
        /// The protection it had.
        protection: Protection,
    },
    /// The customer did not buy.
    Lost {
        /// Why.
        reason: LossReason,
        /// In words.
        note: String,
        /// The protection it had.
        protection: Protection,
    },
    /// The protection ended by time.
    Expired {
        /// The protection it had.
        protection: Protection,
    },
    /// The protection ended before its time.
    Released {
        /// Who ended it; none when the clock did.
        by: Option<UserId>,
        /// Why, in words that both sides read; empty when the clock did.
        note: String,
        /// The protection it had.
        protection: Protection,
    },
    /// The partner took it back.
    Withdrawn {
        /// Why, in words.
        note: String,
    },
    /// Refused.
    Rejected {
        /// Who refused.
        by: Option<UserId>,
        /// Why.
        reason: RejectReason,
        /// In words that both sides read.
        note: String,
    },
    /// The partner contests how it ended.
    Disputed(Dispute),
}

impl State {
    /// Which state it is.
    pub const fn kind(&self) -> StateKind {
        match self {
            Self::Draft => StateKind::Draft,
            Self::InReview(_) => StateKind::InReview,
            Self::Approved(_) => StateKind::Approved,
            Self::Won { .. } => StateKind::Won,
            Self::Lost { .. } => StateKind::Lost,
            Self::Expired { .. } => StateKind::Expired,
            Self::Released { .. } => StateKind::Released,
            Self::Withdrawn { .. } => StateKind::Withdrawn,
            Self::Rejected { .. } => StateKind::Rejected,
            Self::Disputed(_) => StateKind::Disputed,
        }
    }
}

/// A deal registration and the opportunity that it protects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deal {
    /// Its id.
    pub id: DealId,
    /// Whose it is.
    pub partner: PartnerId,
    /// The member who owns it.
    pub owner: Option<UserId>,
    /// That member's name when the deal was written.
    pub owner_name: String,
    /// The account it is about, where it is known for sure.
    pub account: Option<AccountId>,
    /// What the partner wrote.
    pub registration: Registration,
    /// The names of its products, for lists.
    pub products: String,
    /// When it was handed in; kept through later changes, for who was first.
    pub submitted_at: Option<Instant>,
    /// By when the decision was, or is, due.
    pub answer_by: Option<Instant>,
    /// When it was decided last.
    pub decided_at: Option<Instant>,
    /// When it ended.
    pub closed_at: Option<Instant>,
    /// Whether an overlap is known.
    pub overlap: bool,
    /// How often it was won.
    pub rounds: i64,
    /// Until when what was sold runs, where that was said when it was won.
    pub term_ends: Option<NaiveDate>,
    /// When its partner was told that the time of the renewal has come.
    pub renewal_told: Option<Instant>,
    /// Since when its partner has left; its protection lasts a grace longer.
    pub left_at: Option<Instant>,
    /// The version of the terms under which it was handed in.
    pub terms_version: i64,
    /// How much of the form is filled in, in percent.
    pub completeness: i64,
    /// When it was begun.
    pub created_at: Instant,
    /// When somebody last did something about it.
    pub active_at: Instant,
    /// Which version of the row it is.
    pub version: i64,
    state: State,
}

/// A deal about to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDeal {
    /// Its id.
    pub id: DealId,
    /// Whose it is.
    pub partner: PartnerId,
    /// The member who owns it.
    pub owner: Option<UserId>,
    /// That member's name.
    pub owner_name: String,
}

impl Deal {
    /// A new draft.
    pub fn draft(new: NewDeal, registration: Registration, products: String, now: Instant) -> Self {
        Self {
            id: new.id,
            partner: new.partner,
            owner: new.owner,
            owner_name: new.owner_name,
            account: None,
            registration,
            products,
            submitted_at: None,
            answer_by: None,
            decided_at: None,
            closed_at: None,
            overlap: false,
            rounds: 0,
            term_ends: None,
            renewal_told: None,
            left_at: None,
            terms_version: 0,
            completeness: 0,
            created_at: now,
            active_at: now,
            version: 1,
            state: State::Draft,
        }
    }

    /// Where it is.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Which state it is in.
    pub fn kind(&self) -> StateKind {
        self.state.kind()
    }

    /// The same deal in another state; the verbs in `rules` decide which.
    #[must_use]
    pub(in crate::deals) fn moved(mut self, state: State) -> Self {
        self.state = state;
        self
    }

    /// The protection it has or had.
    pub fn protection(&self) -> Option<&Protection> {
        match &self.state {
            State::Approved(protection)
            | State::Won { protection, .. }
            | State::Lost { protection, .. }
            | State::Expired { protection }
            | State::Released { protection, .. } => Some(protection),
            State::Disputed(d) => d.protection.as_ref(),
            State::Draft | State::InReview(_) | State::Withdrawn { .. } | State::Rejected { .. } => None,
        }
    }

    /// The protection while it lasts.
    pub fn protected(&self) -> Option<&Protection> {
        if let State::Approved(protection) = &self.state { Some(protection) } else { None }
    }

    /// The review while it lasts.
    pub fn review(&self) -> Option<&Review> {
        if let State::InReview(review) = &self.state { Some(review) } else { None }
    }

    /// How far the sale is, while the deal is approved.
    pub fn stage(&self) -> Option<Stage> {
        self.protected().map(|p| p.stage)
    }

    /// When somebody last did something about it, or said that nothing has changed.
    pub fn alive_at(&self) -> Instant {
        self.protected().and_then(|p| p.confirmed_at).map_or(self.active_at, |at| at.max(self.active_at))
    }

    /// Its value.
    pub fn value(&self) -> Money {
        self.registration.value()
    }
}
