//! Values of the deals: the deal and its states, what a partner hands in, the terms, what a check found.

mod codes;
mod deal;
mod decision;
mod terms;

pub use codes::{Clause, Held, LossReason, Move, Origin, OverlapAnswer, PartnerRole, RejectReason, Stage, StateKind, Why};
pub use deal::{Ask, Card, Customer, Deal, Dispute, Line, NewDeal, Note, Protection, Registration, Review, State, Sum};
pub use decision::{Case, Decided, Difference, Outcome, Question, Rival, Standing};
pub use terms::{DisputeTerms, Filter, Finding, Findings, Sort, Terms};
