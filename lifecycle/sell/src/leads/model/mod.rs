//! What leads are: values only.

mod codes;
mod lead;
mod offer;
pub(crate) mod packed;

pub use codes::{Channel, Decline, Drop, Move, OfferState, Source, StateKind, Why};
pub use lead::{Acceptance, Card, Contact, Customer, Filter, Lead, NewLead, State, Wish};
pub use offer::{Claim, Decided, Offer, Profile, Tally};
