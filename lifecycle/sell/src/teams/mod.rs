//! Teams: several partners, and people of the vendor, sell one deal together.
//!
//! **Words.** The deal's own partner is the *lead*. A *member* is another partner that was invited and accepted, with a
//! *role* and a *view*: which of the deal's value, contact and files it reads beside the customer's name and the stage.
//! A *share* is what a partner gets of the credit, in hundredths of a percent; a *plan* of shares waits until every
//! partner of the team has said yes. *Staff* are people of the vendor on the team. *Tasks* are who does what by when.
//!
//! **Invitations**
//!
//! ```mermaid
//! stateDiagram-v2
//!     [*] --> waiting: invite
//!     waiting --> accepted: accept
//!     waiting --> declined: decline
//!     waiting --> lapsed: time
//!     waiting --> withdrawn: take back
//! ```
//!
//! **Invariants**
//! - The shares in force are the credit of the deal itself, the one that a ruling sets; this slice keeps no second copy.
//! - Shares come into force when the last partner of the team has agreed to exactly these, and they come to the whole.
//! - After the win, and after a ruling, only partner operations proposes other shares; every partner still agrees.
//! - Who leaves before the win gives its share back to the lead; who has a share is not removed by others.
//! - A member reads what was agreed with it and nothing else of the deal, over every door; to others nothing is there.
//! - Inviting by an address answers the same whether somebody is found or not, until that somebody answers.
//! - A ruling that has a deal sold together makes the team with the ruled shares; one that splits the credit makes none,
//!   and nobody on a team learns who has a part by it. Hearing a ruling twice changes nothing.
//!
//! **Absent on purpose**: files that members attach, introductions, and teams before a deal is approved.

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
mod tests;
