//! What is decided about touches: pure.

mod check;
mod credit;
mod refusal;

pub use check::{OLDEST_DAYS, check, day_moment};
pub use credit::{credit, customer_key, period, tally_of, totals};
pub use refusal::TouchRefusal;
