//! What requests for proposals are: values only.

mod codes;
mod proposal;
mod request;

pub use codes::{AnswerState, Move, QuestionKind, StateKind};
pub use proposal::{Answers, Proposal, Score};
pub use request::{Card, Criterion, Filter, Need, NewRequest, Question, Request, State, Terms, Verdict};
