//! Leads: captured, compared with what is known, offered to the partner that the rules find, followed to a deal.
//!
//! **Words.** An *offer* gives one partner a lead until a moment; partners asked together are a *round*. The
//! *holder* is the partner that took it. A *rule* says for which leads it is (a condition), which partners can
//! get them (a *pool*) and who of these does (a *method*). A *decision* is what the rules said once, with all
//! that they looked at. A *profile* is what a partner says it can take; its *tally* is how it dealt with leads.
//!
//! **States** (the table in `rules::machine`, walked by a test)
//!
//! ```mermaid
//! stateDiagram-v2
//!     [*] --> new
//!     new --> offered: offer
//!     new --> waiting: hold
//!     new --> duplicate: merge
//!     offered --> accepted: accept
//!     offered --> new: pass
//!     waiting --> offered: offer
//!     accepted --> contacted: contact
//!     accepted --> converted: convert
//!     contacted --> converted: convert
//!     accepted --> disqualified: disqualify
//!     contacted --> disqualified: disqualify
//!     accepted --> new: recall
//!     contacted --> new: recall
//! ```
//!
//! **Invariants**
//! - Nothing that was captured is lost: what repeats another lead is kept and says which.
//! - One name elsewhere is one lead, however often it is sent.
//! - A lead has one taker, however many accept at once.
//! - A decision replays: its input and the version of its rules give its outcome.
//! - No eligible partner starves, whatever the method.
//! - A partner sees a lead while it is offered to it or its own, and nothing of who else was asked.
//! - No lead rests with a partner that is not active, nor with nobody: after the last partner a person is named.
//! - The link of a mail answers one offer for one person, and nothing else.
//!
//! - The coverage plan goes before the rules: what the vendor serves itself goes to no partner.
//! - While a lead is offered or taken, a registration of another partner for its customer waits for a person.

pub(crate) mod actions;
pub(crate) mod api;
pub(crate) mod jobs;
pub(crate) mod listeners;
pub mod model;
pub(crate) mod pages;
pub(crate) mod panels;
pub(crate) mod rules;
pub(crate) mod store;

#[cfg(test)]
pub(crate) mod tests;
