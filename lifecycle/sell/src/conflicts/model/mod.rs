//! Values of the conflicts: the case and its sides, what is known of each, and the ruling.

mod case;
mod claim;
mod codes;

pub use case::{Card, Case, Entry, Filter, NewEntry, Opportunity, Part, Ruling, Settled, Side, State, Tally};
pub use claim::{Claim, Favor, Proposal, Question};
pub use codes::{Check, EntryKind, Fate, Kind, Move, StateKind, Trigger};
