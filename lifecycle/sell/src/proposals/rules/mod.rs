//! What may become of a request, and how answers are read and compared: pure.

mod answer;
mod check;
mod compare;
mod machine;
mod refusal;

pub use answer::{check_answers, check_draft, shown};
pub use check::check;
pub use compare::{Compared, Line, compare};
pub use machine::{allowed, ask, award, close, decline, may_answer, publish, target, withdraw};
pub use refusal::ProposalRefusal;
