//! The values that everybody speaks: ids, money, time, pages, refusals and faults.
//!
//! No async, no input or output, and few dependencies, because every crate waits for this one to
//! compile. What belongs to one capability does not belong here.

mod error;
mod ids;
mod money;
mod page;
mod text;
mod time;

pub use error::{Error, Fault, FieldError, Invalid, Kind, Refusal, Result, Simple, refuse};
pub use ids::*;
pub use money::{Currency, Money, MoneyError, Rate, Rounding};
pub use page::{Cursor, Page, PageRequest};
pub use text::{check_length, csv_separator, initials, one_line, plain_cell, safe_cell};
pub use time::{Clock, Instant, ManualClock, SystemClock, micros};
