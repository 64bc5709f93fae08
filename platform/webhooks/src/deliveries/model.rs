//! What a delivery is.

use base::{DeliveryId, EndpointId, EventId, Instant, PartnerId};
use serde_json::Value;

/// Where a delivery is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryState {
    /// Waits for its next try.
    Waiting,
    /// The receiver took it.
    Delivered,
    /// Given up; a person may send it again.
    Dead,
}

impl DeliveryState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Delivered, Self::Dead];

    /// The name in the database and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Delivered => "delivered",
            Self::Dead => "dead",
        }
    }

    /// The state of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// One fact on its way to one endpoint.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    /// Its id.
    pub id: DeliveryId,
    /// To which endpoint.
    pub endpoint: EndpointId,
    /// Which fact; the id that every try carries.
    pub event: EventId,
    /// What happened.
    pub kind: String,
    /// Of which partner.
    pub partner: Option<PartnerId>,
    /// The event as it is sent, but for its source.
    pub body: Value,
    /// Where it is.
    pub state: DeliveryState,
    /// How often it was tried since it was last asked for.
    pub attempts: i64,
    /// Since when.
    pub created_at: Instant,
    /// When it is tried next.
    pub next_at: Option<Instant>,
    /// When it was delivered or given up.
    pub ended_at: Option<Instant>,
}

impl Delivery {
    /// Says where the event comes from: the address of this deployment, which the transaction that wrote it did not know.
    pub(crate) fn set_source(&mut self, address: &str) {
        if let Some(fields) = self.body.as_object_mut() {
            fields.insert("source".to_owned(), address.into());
        }
    }
}

/// One try of a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// When.
    pub at: Instant,
    /// How long it took, in milliseconds.
    pub millis: i64,
    /// The status of the answer, if there was one.
    pub status: Option<i64>,
    /// Why there was none.
    pub error: Option<String>,
    /// The beginning of the answer.
    pub excerpt: Option<String>,
}
