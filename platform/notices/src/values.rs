//! Values that each reader sees in their own language and time zone: dates, moments, money.
//!
//! A notice is written before it is known who reads it where, so such a value is kept as what it
//! is and becomes text when it is shown.

use base::{Currency, Instant, Money};
use chrono::NaiveDate;
use i18n::{Arg, L10n};
use serde_json::{Value, json};

// What no text of a person begins with: control characters are refused everywhere.
const MARK: char = '\u{1}';

/// An amount, written as the reader writes amounts.
pub fn money(amount: Money) -> Arg {
    Arg::Text(format!("{MARK}money {} {}", amount.minor, amount.currency))
}

/// A calendar date.
pub fn date(day: NaiveDate) -> Arg {
    Arg::Text(format!("{MARK}date {day}"))
}

/// A calendar month, by any of its days.
pub fn month(day: NaiveDate) -> Arg {
    Arg::Text(format!("{MARK}month {day}"))
}

/// A moment, shown in the reader's time zone.
pub fn moment(at: Instant) -> Arg {
    Arg::Text(format!("{MARK}moment {}", at.timestamp_micros()))
}

/// The value as the reader sees it.
pub(crate) fn shown(l: &L10n, arg: &Arg) -> Arg {
    let Arg::Text(text) = arg else { return arg.clone() };
    let Some(inner) = text.strip_prefix(MARK) else { return arg.clone() };
    let mut parts = inner.split(' ');
    let words = match (parts.next(), parts.next(), parts.next()) {
        (Some("money"), Some(minor), Some(currency)) => {
            minor.parse().ok().zip(currency.parse::<Currency>().ok()).map(|(minor, currency)| l.money(Money::new(minor, currency)))
        }
        (Some("date"), Some(day), None) => day.parse().ok().map(|d| l.date(d)),
        (Some("month"), Some(day), None) => day.parse().ok().map(|d| l.month(d)),
        (Some("moment"), Some(micros), None) => {
            micros.parse().ok().and_then(chrono::DateTime::from_timestamp_micros).map(|at| format!("{} ({})", l.date_time(at), l.zone()))
        }
        _ => None,
    };
    Arg::Text(words.unwrap_or_default())
}

/// The values as JSON for the database.
pub(crate) fn to_json<'a>(args: impl Iterator<Item = (&'a str, &'a Arg)>) -> Value {
    let pairs = args.map(|(name, arg)| match arg {
        Arg::Text(text) => json!([name, text]),
        Arg::Number(n) => json!([name, n]),
    });
    Value::Array(pairs.collect())
}

/// The values back from JSON; what is no value is left out.
pub(crate) fn from_json(json: &Value) -> Vec<(String, Arg)> {
    let pairs = json.as_array().into_iter().flatten().filter_map(|pair| {
        let name = pair.get(0)?.as_str()?.to_owned();
        let value = pair.get(1)?;
        let arg = value.as_i64().map(Arg::Number).or_else(|| value.as_str().map(|t| Arg::Text(t.to_owned())))?;
        Some((name, arg))
    });
    pairs.collect()
}

/// A message of a topic, such as its title, with the values as the reader sees them.
pub(crate) fn say(l: &L10n, topic: &str, part: &str, args: &[(String, Arg)]) -> String {
    let shown: Vec<(&str, Arg)> = args.iter().map(|(name, arg)| (name.as_str(), shown(l, arg))).collect();
    l.ta(&format!("notice-{}-{part}", crate::model::slug(topic)), &shown)
}
