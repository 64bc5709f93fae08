//! One partner's part in a request, and the points that reviewers give.

use std::collections::BTreeMap;

use base::{Instant, PartnerId, ProposalId, ProposalRequestId, UserId};

use super::codes::AnswerState;

/// Answers by the key of their question, as texts of one form for each kind.
pub type Answers = BTreeMap<String, String>;

/// One partner's part in a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Its id.
    pub id: ProposalId,
    /// Which request.
    pub request: ProposalRequestId,
    /// Which partner.
    pub partner: PartnerId,
    /// How far it is.
    pub state: AnswerState,
    /// What its people have typed so far; nobody else's to read, ever.
    pub draft: Answers,
    /// When that was kept.
    pub saved_at: Option<Instant>,
    /// What it answered.
    pub answers: Answers,
    /// When.
    pub answered_at: Option<Instant>,
    /// Who answered for it.
    pub answered_by: String,
    /// Whether its people were told of the request.
    pub told: bool,
    /// Which version of the row it is.
    pub version: i64,
}

/// The points of one reviewer for one proposal by one criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// Which proposal.
    pub proposal: ProposalId,
    /// The key of the criterion.
    pub criterion: String,
    /// Who gave them.
    pub reviewer: UserId,
    /// That person's name.
    pub reviewer_name: String,
    /// How many, 0 to 5.
    pub points: i64,
    /// Why, in words.
    pub note: String,
    /// When.
    pub at: Instant,
}
