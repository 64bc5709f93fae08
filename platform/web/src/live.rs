//! The live channel: open pages hear that something they show has changed.
//!
//! Messages carry only the id of what changed and whose it is; the page asks for the new state with
//! its own rights. Each node reads the outbox for itself, so it does not matter which node wrote.

use base::PartnerId;
use tokio::sync::broadcast;
use uuid::Uuid;

/// Something changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its place in the line, for `Last-Event-ID`.
    pub seq: i64,
    /// What happened.
    pub kind: String,
    /// To which thing.
    pub subject: Uuid,
    /// Of which partner.
    pub partner: Option<PartnerId>,
}

/// The channel of one node.
#[derive(Clone)]
pub struct Live {
    sender: broadcast::Sender<Change>,
}

impl Live {
    pub(crate) fn new() -> Self {
        Self { sender: broadcast::channel(1024).0 }
    }

    /// Tells open pages.
    pub fn tell(&self, change: Change) {
        // No receiver only means that no page is open.
        let _ = self.sender.send(change);
    }

    /// Hears from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Change> {
        self.sender.subscribe()
    }
}
