//! Whether a partner finds a decision fair, and how disputes go from quarter to quarter.

use base::{CaseId, CommentId, Instant, PartnerId};

use super::codes::RatingKind;
use crate::quarter::Quarter;

/// A question to a partner, whether a decision was fair, with its answer; who of the partner answered is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// Its id.
    pub id: CommentId,
    /// Which partner is asked.
    pub partner: PartnerId,
    /// About what.
    pub kind: RatingKind,
    /// About which case, where it is a ruling.
    pub case: Option<CaseId>,
    /// The customer, as the partner's own registration names it.
    pub company: String,
    /// When it was asked.
    pub asked_at: Instant,
    /// Until when it can be answered.
    pub until: Instant,
    /// How fair, from 1 to 5; none while there is no answer.
    pub stars: Option<i64>,
    /// In words.
    pub comment: String,
}

/// How disputes went in a span of time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Span {
    /// Cases that were opened.
    pub disputes: i64,
    /// Minutes of business time to the first ruling, the middle one.
    pub median_minutes: Option<i64>,
    /// Partners' answers to whether a decision was fair.
    pub answers: i64,
    /// Their mean in hundredths; none below five answers, so that nobody is known by a figure.
    pub fairness: Option<i64>,
}

/// What changed at a moment that disputes are compared around.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// When.
    pub at: Instant,
    /// Whether it is the routing of leads; otherwise the rules of engagement.
    pub routing: bool,
    /// Which version came into force.
    pub version: i64,
    /// The ninety days before.
    pub before: Span,
    /// The ninety days after, as far as they have passed.
    pub after: Span,
}

/// What a partner said, without who it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// In which quarter.
    pub quarter: Quarter,
    /// About what.
    pub kind: RatingKind,
    /// How fair, from 1 to 5.
    pub stars: i64,
    /// In words.
    pub comment: String,
}

/// How disputes go over time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Course {
    /// Each quarter, newest first.
    pub quarters: Vec<(Quarter, Span)>,
    /// Each change of rules, newest first.
    pub marks: Vec<Mark>,
    /// What partners said, in quarters with five answers or more.
    pub said: Vec<Said>,
}
