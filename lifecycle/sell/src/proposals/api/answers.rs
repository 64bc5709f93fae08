//! What the API takes and gives about answers: the own one, those of a request, and the letter.

use std::collections::BTreeMap;

use base::{Instant, PartnerId, ProposalId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::actions::{Letter, Opened};
use super::super::model::{Answers, Proposal, Score};
use super::super::rules::{Compared, Line};
use super::codes::AnswerCode;

/// What one criterion gives a proposal.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProposalPoints)]
struct LineBody {
    /// The key of the criterion.
    criterion: String,
    /// What it counts.
    weight: i64,
    /// The average of the reviewers' points, 0 to 5, in hundredths.
    average_hundredths: Option<i64>,
    /// How many reviewers gave points.
    reviewers: i64,
}

impl From<Line> for LineBody {
    fn from(l: Line) -> Self {
        Self { criterion: l.criterion, weight: l.weight, average_hundredths: l.average, reviewers: l.reviewers }
    }
}

/// What a decision says to the caller's own partner.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProposalLetter)]
pub(super) struct LetterBody {
    /// Whether the caller's partner has it.
    awarded: bool,
    /// Why, in words that every partner that answered reads.
    reason: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// The caller's own points by criterion, where the request gives them.
    points: Vec<LineBody>,
    /// The caller's own total in hundredths, where the request gives it.
    total_hundredths: Option<i64>,
}

impl From<Letter> for LetterBody {
    fn from(l: Letter) -> Self {
        let total = l.points.as_ref().and_then(|p| p.total);
        let points = l.points.map(|p| p.lines.into_iter().map(LineBody::from).collect());
        Self { awarded: l.awarded, reason: l.reason, at: l.at, points: points.unwrap_or_default(), total_hundredths: total }
    }
}

/// The points of one reviewer by one criterion.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProposalScore)]
struct ScoreBody {
    /// The key of the criterion.
    criterion: String,
    /// Who gave them.
    reviewer_name: String,
    /// How many, 0 to 5.
    points: i64,
    /// Why, in words.
    note: String,
}

impl From<&Score> for ScoreBody {
    fn from(s: &Score) -> Self {
        Self { criterion: s.criterion.clone(), reviewer_name: s.reviewer_name.clone(), points: s.points, note: s.note.clone() }
    }
}

/// What one partner answered, with its points.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Proposal)]
pub(super) struct ProposalBody {
    /// Its id.
    #[schema(value_type = String)]
    id: ProposalId,
    /// Of which partner.
    #[schema(value_type = String)]
    partner_id: PartnerId,
    /// When it was answered.
    #[schema(value_type = Option<String>, format = DateTime)]
    answered_at: Option<Instant>,
    /// The answers by the key of their question.
    answers: BTreeMap<String, String>,
    /// What its points come to, by criterion.
    points: Vec<LineBody>,
    /// The sum of weight times average, in hundredths.
    sum_hundredths: i64,
    /// The sum of the weights.
    weights: i64,
    /// The total: the sum by the weights, in hundredths, rounded half up; none until every criterion has points.
    total_hundredths: Option<i64>,
    /// The points of each reviewer.
    scores: Vec<ScoreBody>,
}

impl ProposalBody {
    pub(super) fn all(o: Opened) -> Vec<Self> {
        let scores = o.scores;
        let body = |(p, c): (Proposal, Compared)| Self {
            id: p.id,
            partner_id: p.partner,
            answered_at: p.answered_at,
            answers: p.answers,
            sum_hundredths: c.sum,
            weights: c.weights,
            total_hundredths: c.total,
            scores: scores.iter().filter(|s| s.proposal == p.id).map(ScoreBody::from).collect(),
            points: c.lines.into_iter().map(LineBody::from).collect(),
        };
        o.answers.into_iter().map(body).collect()
    }
}

/// The part of the caller's own partner.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OwnProposal)]
pub(super) struct OwnBody {
    /// Its id.
    #[schema(value_type = String)]
    id: ProposalId,
    /// How far it is.
    state: AnswerCode,
    /// What was typed so far, by the key of its question; nobody else reads it.
    draft: BTreeMap<String, String>,
    /// What was handed in.
    answers: BTreeMap<String, String>,
    /// When it was handed in.
    #[schema(value_type = Option<String>, format = DateTime)]
    answered_at: Option<Instant>,
}

impl From<Proposal> for OwnBody {
    fn from(p: Proposal) -> Self {
        Self { id: p.id, state: p.state.into(), draft: p.draft, answers: p.answers, answered_at: p.answered_at }
    }
}

/// Answers to send.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ProposalAnswers)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswersBody {
    /// By the key of their question: numbers and amounts in digits, `yes` or `no`, an option as it is written.
    answers: BTreeMap<String, String>,
}

impl AnswersBody {
    pub(super) fn read(self) -> Answers {
        self.answers
    }
}
