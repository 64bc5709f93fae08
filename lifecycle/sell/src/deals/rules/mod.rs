//! What may be done to a deal, and what follows: values in, a value or a refusal out.

mod check;
mod clock;
mod customer;
mod figures;
mod moves;
mod refusal;
mod route;
mod terms;

pub(crate) use crate::texts::{host_name, line as check_line, text as check_text};
pub use check::{Depth, check, completeness};
pub use clock::{Ring, alarm, deadline, ring};
pub use customer::{Candidate, keys, prepare, scopes, weigh};
pub use figures::{CloseSum, Trace, main_currency, months, open_at, pipeline_by_close, quarter, won_between, won_of_ended};
pub use moves::{
    Decision, Submission, allowed, approve, ask_extension, edit, expire, extend, lose, move_stage, reject, remind, reopen, submit, targets,
    win, withdraw,
};
pub use refusal::DealRefusal;
pub use route::{Standing, eligible, route};
pub use terms::check_terms;
