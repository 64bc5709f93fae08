//! What may become of a lead, and who gets it: pure.

mod check;
mod cover;
mod machine;
mod outcome;
mod packed;
mod place;
mod promise;
mod refusal;
mod results;
mod route;
mod same;
mod score;
mod set;
mod vocabulary;

pub use check::{check, check_profile};
pub use cover::Cover;
#[cfg(test)]
pub use machine::TABLE;
pub use machine::{
    accept, acceptance, allowed, contact, convert, disqualify, hand_over, hold, merge, offer, pass, recall, restore, target,
};
pub use outcome::Outcome;
#[cfg(test)]
pub use outcome::{LeftOut, Reason};
pub(crate) use packed::{pack_input, pack_outcome, worn};
pub use place::Place;
pub use promise::{Owed, first_month, owed};
pub use refusal::LeadRefusal;
#[cfg(test)]
pub use results::verdict;
pub use results::{ENOUGH, Figures, Line, Placed, Verdict, results};
pub use route::{CONTROL, Candidate, History, Input, decide};
pub use same::{keys, prepare, same};
pub use score::score;
pub use set::{Method, Pool, Rule, RuleSet, Weights, check_set, prepare as prepare_set};
pub use vocabulary::{company, facts, vocabulary};
