//! Languages: the words of the user interface, and how numbers, money, dates and times are written.
//!
//! Words are Fluent messages that each crate keeps beside its pages and hands to [`Catalogs`] at
//! start. [`L10n`] is what a page holds: a language, a time zone and the catalogs. It never asks a
//! clock; moments come in as parameters. What belongs to one capability does not belong here.

mod arg;
mod catalogs;
mod countries;
mod format;
mod locale;
mod pseudo;

pub use arg::{Arg, ToArg};
pub use catalogs::{CatalogError, Catalogs, Problem};
pub use chrono_tz::Tz;
pub use countries::{country_name, is_country};
pub use format::L10n;
pub use locale::{Direction, Locale};

/// The words of this crate: how far away a moment is, and how long a span lasts.
pub const MESSAGES: &[(&str, &str)] = &[("en", include_str!("../messages/en.ftl")), ("de", include_str!("../messages/de.ftl"))];

#[cfg(test)]
mod tests;
