//! Hooks: public addresses at which connections hear that something changed on the other side.
//!
//! **Words.** A *hook* is the address of one connection with its secret. A *message* is what the other side sends
//! there: the ids of records that changed. Whose message it is, is *proven* by a signature (HubSpot) or by a secret
//! in the address (Odoo, Salesforce).
//!
//! **Invariants**
//! - A message changes nothing: it lets a record be looked at, by the same comparison as ever.
//! - Told twice, late, in another order, or not at all, both sides end the same; looking for changes goes on.
//! - A message that is not proven, about whatever connection, is answered like an address that is not there.
//! - A secret is shown once, to who makes it, and kept sealed; a new one ends the one before.
//! - Messages are limited in length and number; refused ones are counted, and stand on record at most once an hour.

pub(crate) mod actions;
pub(crate) mod api;
pub(crate) mod pages;
pub(crate) mod rules;
