//! Values of the conflicts: the case and its sides, what is known of each, and the ruling.

mod case;
mod claim;
mod codes;
mod letter;
mod opportunity;
mod rating;

pub use case::{Card, Case, Ended, Entry, Filter, NewEntry, Part, Ruling, Settled, Side, State, Tally};
pub use claim::{Claim, Favor, Proposal, Question};
pub use codes::{Check, EntryKind, Fate, Kind, Move, RatingKind, StateKind, Trigger};
pub use letter::KeptLetter;
pub use opportunity::{Consent, Opportunity};
pub use rating::{Course, Mark, Rating, Said, Span};
