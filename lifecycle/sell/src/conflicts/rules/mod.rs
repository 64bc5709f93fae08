//! What may be done to a case, what the rules propose, and what a ruling makes of its deals: values in, values out.

pub(super) mod machine;
mod outcome;
mod propose;
mod refusal;

pub use machine::{allowed, appeal, close, drop_case, rule};
pub use outcome::{After, Standing, contested, effects, fates, sound};
pub use propose::{clause, propose};
pub use refusal::CaseRefusal;
