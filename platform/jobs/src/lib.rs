//! Durable background jobs: rows that workers claim, retry and finish.
//!
//! A job is enqueued in the transaction that needs it. A worker claims it for a while; when the
//! worker dies, the claim ends and another takes the job. A handler whose effect is in the database
//! calls [`finish`] in the same transaction, so that the effect happens once whatever is killed.

mod migrations;
mod store;

pub use migrations::MIGRATIONS;
pub use store::{
    Counts, Filter, Scheduled, any_due, cancel, claim, counts, enqueue, fail, finish, get, list, next_run, progress, prune, retry,
    schedule, scheduled,
};

use base::{Instant, JobId};
use serde_json::Value;

/// Where a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    /// Waits for its time or for a worker.
    Ready,
    /// A worker has it.
    Running,
    /// Done.
    Done,
    /// Given up after its last attempt; a person may retry it.
    Failed,
    /// Taken back by a person.
    Cancelled,
}

impl JobState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Ready, Self::Running, Self::Done, Self::Failed, Self::Cancelled];

    /// The name in the database and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// A job to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct NewJob {
    /// Its id.
    pub id: JobId,
    /// Which handler does it.
    pub kind: String,
    /// What the handler needs.
    pub payload: Value,
    /// Not before this moment.
    pub run_at: Instant,
    /// How often it is tried.
    pub max_attempts: i64,
    /// While a job with this key is waiting or running, another is not added.
    pub unique_key: Option<String>,
}

/// A job as it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// Which handler does it.
    pub kind: String,
    /// What the handler needs.
    pub payload: Value,
    /// Where it is.
    pub state: JobState,
    /// Not before this moment.
    pub run_at: Instant,
    /// How often it was tried.
    pub attempts: i64,
    /// How often it is tried at most.
    pub max_attempts: i64,
    /// What went wrong last.
    pub last_error: Option<String>,
    /// When it was written.
    pub created_at: Instant,
    /// When it ended.
    pub finished_at: Option<Instant>,
    /// Steps done, of [`Job::total`].
    pub done: i64,
    /// Steps in all; 0 when it is not counted.
    pub total: i64,
}

/// How long to wait before the next attempt: 10 s, then four times as long each time, an hour at most,
/// with up to a quarter more by the job's id so that many do not come back at once.
pub fn backoff(attempts: i64, id: JobId) -> chrono::TimeDelta {
    let exponent = u32::try_from(attempts.clamp(1, 6) - 1).unwrap_or(0);
    let seconds = (10 * 4_i64.pow(exponent)).min(3600);
    let spread = i64::try_from(id.uuid().as_u128() % 1000).unwrap_or(0);
    chrono::TimeDelta::milliseconds(seconds * 1000 + seconds * spread / 4)
}
