//! What may be done to a case, what the rules propose, and what a ruling makes of its deals: values in, values out.

mod course;
pub(super) mod machine;
mod outcome;
mod propose;
mod refusal;

pub use course::{ENOUGH, Traces, mark, median, quarter, quarters};
pub use machine::{allowed, appeal, close, drop_case, rule};
pub use outcome::{After, Given, LeadAfter, Standing, contested, effects, fates, lead_effects, sound};
pub use propose::{clause, propose};
pub use refusal::CaseRefusal;
