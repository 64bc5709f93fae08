//! The fact that makes the bell of open pages ring.

use base::{PartnerId, UserId};
use outbox::Fact;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Somebody has a new notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeTold {
    /// Who.
    pub user: UserId,
}

impl Fact for NoticeTold {
    const KIND: &'static str = "notice.told";
    const VERSION: i64 = 1;
    const SUBJECT: &'static str = "user";

    fn subject(&self) -> Uuid {
        self.user.uuid()
    }

    fn partner(&self) -> Option<PartnerId> {
        None
    }
}
