//! The outbox: facts written in the transaction of the change, read later by listeners.
//!
//! It knows envelopes, not facts. A fact gets its place in the line (`seq`) only after its
//! transaction is committed, by [`sequence`], so that a reader's cursor never passes a fact that
//! was still being written. Reading is at least once; a listener that moves its cursor in the same
//! transaction as its effect has the effect exactly once.

mod migrations;
mod store;

pub use migrations::MIGRATIONS;
pub use store::{Dead, Lag, advance_cursor, append, bury, cursor, dead, head, lag, next_after, page_after, recent, revive, sequence};

use base::{EventId, Instant, PartnerId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

/// A typed, versioned event that one stage tells and others hear.
pub trait Fact: Serialize + DeserializeOwned + Send + Sync {
    /// Its name, such as `deal.approved`; stable.
    const KIND: &'static str;
    /// Its version; raised when the meaning of a field changes.
    const VERSION: i64;
    /// The sort of thing it is about, such as `deal`.
    const SUBJECT: &'static str;

    /// Which thing it is about.
    fn subject(&self) -> Uuid;

    /// The partner it belongs to.
    fn partner(&self) -> Option<PartnerId>;
}

/// A fact with its circumstances, as the outbox holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Envelope {
    /// Its id; consumers that keep their own list of seen facts use it.
    pub id: EventId,
    /// Its place in the line; absent until it is sequenced.
    pub seq: Option<i64>,
    /// When it happened.
    pub at: Instant,
    /// What happened.
    pub kind: String,
    /// The version of the data.
    pub version: i64,
    /// The sort of thing it is about.
    pub subject_kind: String,
    /// Which thing.
    pub subject: Uuid,
    /// The partner it belongs to.
    pub partner: Option<PartnerId>,
    /// Who caused it, as a name.
    pub actor: String,
    /// The data.
    pub data: Value,
}

impl Envelope {
    /// The fact inside, if it is of this kind.
    pub fn fact<F: Fact>(&self) -> Option<F> {
        if self.kind == F::KIND { serde_json::from_value(self.data.clone()).ok() } else { None }
    }

    /// The envelope in the shape of `CloudEvents` 1.0.
    pub fn cloud_event(&self, source: &str) -> Value {
        serde_json::json!({
            "specversion": "1.0",
            "id": self.id.to_string(),
            "source": source,
            "type": format!("{}.v{}", self.kind, self.version),
            "subject": format!("{}/{}", self.subject_kind, self.subject),
            "time": self.at.to_rfc3339(),
            "datacontenttype": "application/json",
            "data": self.data,
        })
    }
}
