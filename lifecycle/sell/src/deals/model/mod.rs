//! Values of the deals: the deal and its states, what a partner hands in, the terms, what a check found.

mod card;
mod codes;
mod deal;
mod decision;
mod terms;

pub use card::{Card, Note, Promised, Sum};
pub use codes::{Breach, Clause, Held, LossReason, Move, Origin, OverlapAnswer, PartnerRole, RejectReason, Stage, StateKind, Why};
pub use deal::{Ask, Customer, Deal, Dispute, Line, NewDeal, Protection, Registration, Review, State};
pub use decision::{Case, Claimed, Decided, Difference, Outcome, Question, Rival, Standing};
pub use terms::{DisputeTerms, Filter, Finding, Findings, LeadClaim, Sort, Terms};
