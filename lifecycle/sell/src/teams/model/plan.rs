//! The common plan of a team: tasks and notes.

use base::{CommentId, DealId, Instant, PartnerId, TeamTaskId, UserId};
use chrono::NaiveDate;

use super::codes::TaskState;

/// A task as somebody writes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewTask {
    /// What is to be done.
    pub title: String,
    /// Who does it; one of the people of the team.
    pub owner: Option<UserId>,
    /// By when.
    pub due_on: Option<NaiveDate>,
}

/// A task of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its id.
    pub id: TeamTaskId,
    /// Of which deal.
    pub deal: DealId,
    /// What is to be done.
    pub title: String,
    /// Who does it.
    pub owner: Option<UserId>,
    /// That person's name.
    pub owner_name: String,
    /// That person's partner; none for the vendor's people.
    pub owner_partner: Option<PartnerId>,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// Where it is.
    pub state: TaskState,
    /// Its place among the others.
    pub place: i64,
    /// What its owner was told: 0 nothing, 1 that it is due soon, 2 that it is late.
    pub told: i64,
    /// Who wrote it.
    pub by_name: String,
    /// That person's partner; none for the vendor's people.
    pub by_partner: Option<PartnerId>,
    /// When.
    pub at: Instant,
    /// Who finished or dropped it; empty while it is open.
    pub closed_by: String,
    /// When.
    pub closed_at: Option<Instant>,
    /// Which version of the row it is.
    pub version: i64,
}

/// A note of the team, or of one organization on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its id.
    pub id: CommentId,
    /// About which deal.
    pub deal: DealId,
    /// The author's partner; none for the vendor's people.
    pub partner: Option<PartnerId>,
    /// Who wrote it.
    pub author: Option<UserId>,
    /// The author's name.
    pub author_name: String,
    /// The name of the author's organization.
    pub org: String,
    /// Whether only the author's own organization reads it.
    pub own: bool,
    /// The text, in Markdown.
    pub body: String,
    /// When.
    pub at: Instant,
}
