//! Values of the deals: the deal and its states, what a partner hands in, the terms, what a check found.

mod around;
mod card;
mod codes;
mod deal;
mod decision;
mod terms;

pub use around::{CoOwner, DealFile, FirstClaim, Holder};
pub use card::{Asked, Card, Note, Promised, Sum};
pub use codes::{
    Breach, Business, Clause, Held, LossReason, Move, Origin, Over, OverlapAnswer, Paper, PartnerRole, RejectReason, Stage, StateKind,
    Tenders, Why,
};
pub use deal::{Ask, Customer, Deal, Dispute, Line, NewDeal, Protection, Registration, Review, State};
pub use decision::{Case, Claimed, Decided, Difference, Incumbency, Outcome, Question, Rival, Sold, Standing};
pub use terms::{DisputeTerms, Filter, Finding, Findings, LeadClaim, Sale, Sort, Terms};
