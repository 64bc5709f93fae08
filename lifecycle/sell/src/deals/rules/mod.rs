//! What may be done to a deal, and what follows: values in, a value or a refusal out.

mod calendar;
mod change;
mod check;
mod clock;
mod customer;
mod dispute;
mod figures;
mod incumbency;
mod judge;
mod mention;
mod moves;
mod record;
mod refusal;
mod route;
mod terms;

pub(crate) use crate::texts::{host_name, line as check_line, text as check_text};
pub use calendar::{Dated, Falls, dated};
pub use change::edit;
pub use check::{Depth, check, check_close, completeness};
pub use clock::{LINK_DAYS, Ring, alarm, approves_late, deadline, ring, worked};
pub use customer::{Candidate, claim_asks, claim_scopes, company, keys, prepare, scopes, weigh};
pub use dispute::{dispute, in_time};
pub use figures::{CloseSum, Trace, main_currency, months, open_at, pipeline_by_close, won_between, won_of_ended};
pub use incumbency::{in_the_way, sales, sold_until, window};
pub use judge::{clauses, departs, judge, open_clauses, open_why, outcome};
pub use mention::mentioned;
pub use moves::{
    Decision, Submission, allowed, approve, ask_extension, confirm, expire, extend, lose, move_stage, reject, release, remind, reopen,
    submit, targets, warn_idle, win, withdraw,
};
pub use record::{Answer, Answered, ENOUGH, Record, Share, by_group, record};
pub use refusal::DealRefusal;
pub use route::{case, claimed, eligible, holds, is_direct, open_tender, route};
pub use terms::check_terms;
