//! What makes a plan sound, and what it says of an account.

mod check;
mod decide;
pub(crate) mod import;
mod vocabulary;

pub(crate) use check::{MOST_RULES, check_name, check_reason, check_rule, check_served, check_words};
pub(crate) use decide::{Parsed, decide, parse};
pub(crate) use vocabulary::{VOCABULARY, facts_of};
