//! Records: a deal of this system in another one, kept equal by rules.
//!
//! **Words.** The *mirror* is what is known here of a deal, from facts. A *record* is one deal on one
//! connection; its *base* are the values on which both sides last agreed. A *conflict* is a value that the
//! rules leave to a person. To *replay* is to look and write again, whatever came of it before.
//!
//! ```text
//! waiting ──looked, merged, written──▶ synced ──something changed──▶ waiting
//!    │ ├──a person has to choose─────▶ conflict ──chosen──────────▶ waiting
//!    │ ├──the other side says no─────▶ refused ──changed, replayed▶ waiting
//!    │ ├──tried for three days───────▶ failed ──changed, replayed─▶ waiting
//!    │ └──removed on the other side──▶ gone ──made again──────────▶ waiting
//! ```
//!
//! **Invariants**
//! - One approved deal makes exactly one record on a connection, whatever is killed, repeated or lost.
//! - Nothing is written before it was looked for; what is written carries the deal's id.
//! - Two workers never speak about one record at a time, while both live.
//! - What happened twice, late or out of order on the other side ends in the same state.
//! - A field follows its owner; what the rules leave open waits in the queue, with both values.
//! - What was removed on the other side is not made again unless a person says so.
//! - No call leaves inside a transaction, and no deal waits for a call.

pub(crate) mod actions;
pub(crate) mod api;
pub(crate) mod jobs;
pub(crate) mod listeners;
pub mod model;
pub(crate) mod pages;
pub(crate) mod rules;
pub(crate) mod store;
