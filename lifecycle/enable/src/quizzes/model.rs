//! What an attempt is.

use base::{AttemptId, CourseId, Instant, PartnerId, UserId};

/// Where an attempt is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttemptState {
    /// Being answered.
    Open,
    /// Handed in, at or above the pass mark.
    Passed,
    /// Handed in, below it.
    Failed,
}

impl AttemptState {
    /// The name in the database and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Passed => "passed",
            Self::Failed => "failed",
        }
    }

    /// The one of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Open, Self::Passed, Self::Failed].into_iter().find(|s| s.code() == code)
    }
}

/// A question as it was drawn, with its right answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// What is asked.
    pub words: String,
    /// The answers, and whether each is right.
    pub choices: Vec<(String, bool)>,
}

/// One try of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Its id.
    pub id: AttemptId,
    /// Of whom.
    pub user: UserId,
    /// Of which partner.
    pub partner: Option<PartnerId>,
    /// In which course.
    pub course: CourseId,
    /// Which try it is, from 1.
    pub number: i64,
    /// Its questions.
    pub questions: Vec<Drawn>,
    /// The chosen answers of each question, by place; empty is not answered.
    pub answers: Vec<Vec<usize>>,
    /// When it began.
    pub started_at: Instant,
    /// The score in percent, once it is handed in.
    pub score: Option<i64>,
    /// Where it is.
    pub state: AttemptState,
    /// Counts changes.
    pub version: i64,
}
