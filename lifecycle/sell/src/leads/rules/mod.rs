//! What may become of a lead, and who gets it: pure.

mod check;
mod machine;
mod place;
mod refusal;
mod route;
mod same;
mod score;
mod set;
mod vocabulary;

pub use check::{check, check_profile};
#[cfg(test)]
pub use machine::TABLE;
pub use machine::{accept, allowed, contact, convert, disqualify, hold, merge, offer, pass, recall, target};
pub use place::Place;
pub use refusal::LeadRefusal;
pub use route::{Candidate, History, Input, Outcome, decide};
#[cfg(test)]
pub use route::{LeftOut, Reason};
pub use same::{keys, prepare, same};
pub use score::score;
pub use set::{Method, Pool, Rule, RuleSet, Weights, check_set, prepare as prepare_set};
pub use vocabulary::{facts, vocabulary};
