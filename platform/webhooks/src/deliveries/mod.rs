//! Deliveries: one fact on its way to one endpoint.
//!
//! ```text
//! waiting ──a 2xx answer──▶ delivered
//!    │ ▲                        │
//!    │ └──────redeliver─────────┤
//!    └──after the last try──▶ dead
//! ```
//!
//! **Invariants**
//! - A fact is delivered to an endpoint at least once, or it is shown as dead.
//! - Every try carries the same id, so that a receiver can tell a repeat.
//! - The tries of one delivery spread over about three days, each a little off its time.

pub(crate) mod actions;
pub(crate) mod model;
pub(crate) mod rules;
pub(crate) mod store;
