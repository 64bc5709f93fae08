//! What courses are.

use base::{CourseId, Instant, LessonId, PartnerId, QuestionId, UserId};

/// A course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// Its id.
    pub id: CourseId,
    /// Its stable key, part of its address.
    pub key: String,
    /// Its title.
    pub title: String,
    /// What it teaches, in a sentence.
    pub summary: String,
    /// The path it belongs to: `sales`, `technical` or `support`.
    pub path: String,
    /// The certification it leads to.
    pub certification: Option<String>,
    /// How long the certification holds, in months; 0 is for ever.
    pub valid_months: i64,
    /// The share of right answers that passes, in percent.
    pub pass_mark: i64,
    /// How many questions are drawn from the bank.
    pub draw: i64,
    /// How often the quiz may be tried.
    pub attempts: i64,
}

/// A lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// Its id.
    pub id: LessonId,
    /// Its place, from 1.
    pub position: i64,
    /// About how long it takes.
    pub minutes: i64,
    /// Its title.
    pub title: String,
    /// Its text in Markdown.
    pub body: String,
}

/// A question of the bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its id.
    pub id: QuestionId,
    /// What is asked.
    pub words: String,
    /// The answers, and whether each is right.
    pub choices: Vec<(String, bool)>,
}

/// One person in one course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learner {
    /// Who.
    pub user: UserId,
    /// In which course.
    pub course: CourseId,
    /// Of which partner.
    pub partner: Option<PartnerId>,
    /// The places of the lessons done.
    pub lessons: Vec<i64>,
    /// Since when.
    pub begun_at: Instant,
    /// When the course was completed.
    pub completed_at: Option<Instant>,
    /// The score of the quiz in percent.
    pub score: Option<i64>,
}

/// A course to be published: its data and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCourse {
    /// Its stable key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// What it teaches.
    pub summary: String,
    /// The path it belongs to.
    pub path: String,
    /// The certification it leads to; empty is none.
    pub certification: String,
    /// How long the certification holds, in months.
    pub valid_months: i64,
    /// The share of right answers that passes, in percent.
    pub pass_mark: i64,
    /// How many questions are drawn.
    pub draw: i64,
    /// How often the quiz may be tried.
    pub attempts: i64,
    /// Lessons and questions, as [`super::rules::read`] reads them.
    pub text: String,
}

/// A lesson as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its title.
    pub title: String,
    /// About how long it takes.
    pub minutes: i64,
    /// Its text.
    pub body: String,
}

/// A question as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftQuestion {
    /// What is asked.
    pub words: String,
    /// The answers, and whether each is right.
    pub choices: Vec<(String, bool)>,
}
