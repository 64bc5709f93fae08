//! What lists show of deals, and what people write about them.

use base::{CommentId, DealId, Instant, Money, PartnerId, UserId};
use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::codes::{Stage, StateKind};
use crate::quarter::Quarter;

/// Something that somebody wrote about a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its id.
    pub id: CommentId,
    /// About which deal.
    pub deal: DealId,
    /// Who wrote it.
    pub author: Option<UserId>,
    /// The name at that time.
    pub author_name: String,
    /// Whether a person of the vendor wrote it.
    pub by_staff: bool,
    /// Whether only the vendor's staff read it.
    pub internal: bool,
    /// The text, in Markdown.
    pub body: String,
    /// When.
    pub at: Instant,
    /// Whether it asks how the deal stands.
    pub asks: bool,
    /// By when staff answers; none where staff wrote down what it was asked.
    pub answer_by: Option<Instant>,
    /// When it was answered.
    pub answered_at: Option<Instant>,
}

/// How many registrations were handed in in a quarter, and how many questions there were how a deal stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Which quarter.
    pub quarter: Quarter,
    /// How many registrations were handed in.
    pub registered: i64,
    /// How many questions were asked.
    pub questions: i64,
}

impl Asked {
    /// Questions for each hundred registrations; none without registrations.
    pub fn per_hundred(&self) -> Option<Decimal> {
        (self.registered > 0).then(|| Decimal::from(self.questions) * Decimal::ONE_HUNDRED / Decimal::from(self.registered))
    }
}

/// A deal as lists show it: without its text and its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its id.
    pub id: DealId,
    /// Whose it is.
    pub partner: PartnerId,
    /// The member who owns it.
    pub owner: Option<UserId>,
    /// That member's name.
    pub owner_name: String,
    /// The customer's name.
    pub company: String,
    /// Its country.
    pub country: String,
    /// The names of its products.
    pub products: String,
    /// Its value.
    pub value: Money,
    /// Where it is.
    pub state: StateKind,
    /// How far the sale is, while it is approved.
    pub stage: Option<Stage>,
    /// What is done next.
    pub next_step: String,
    /// When the customer is expected to decide.
    pub close_on: Option<NaiveDate>,
    /// On which day it was won.
    pub won_on: Option<NaiveDate>,
    /// By when it is, or was, decided.
    pub answer_by: Option<Instant>,
    /// Until when it is protected.
    pub protected_until: Option<Instant>,
    /// Whether an extension waits for an answer.
    pub asked: bool,
    /// Whether an overlap is known.
    pub overlap: bool,
    /// When it was handed in.
    pub submitted_at: Option<Instant>,
    /// When somebody last did something about it.
    pub active_at: Instant,
    /// Which version of the row it is.
    pub version: i64,
}

/// How many deals are somewhere, and what they are worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// In which state.
    pub state: StateKind,
    /// In which stage, while they are approved.
    pub stage: Option<Stage>,
    /// How many.
    pub n: i64,
    /// What they are worth, in one currency.
    pub value: Money,
    /// How many of them have no next step.
    pub idle: i64,
}

/// A registration whose answer by a person fell due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promised {
    /// Which deal.
    pub deal: DealId,
    /// Whose.
    pub partner: PartnerId,
    /// The customer's name.
    pub company: String,
    /// When it was handed in.
    pub submitted_at: Instant,
    /// By when an answer was promised.
    pub answer_by: Instant,
    /// When it came; none while it has not.
    pub answered_at: Option<Instant>,
}

impl Promised {
    /// Whether the answer came by the time that was promised.
    pub fn in_time(&self) -> bool {
        self.answered_at.is_some_and(|at| at <= self.answer_by)
    }
}
