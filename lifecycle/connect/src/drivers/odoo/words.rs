//! What Odoo says and hears: errors, moments, searches and texts.

use base::Instant;
use chrono::NaiveDateTime;
use serde_json::{Map, Value, json};

use crate::client::{plain, text};
use crate::contract::model::Trouble;
use crate::xmlrpc::Fault;

/// How Odoo writes a moment, in UTC.
pub(super) const MOMENT: &str = "%Y-%m-%d %H:%M:%S";

/// What an error of Odoo means.
pub(super) fn trouble(error: &Value) -> Trouble {
    let name = text(error, "/data/name").unwrap_or_default();
    let why = text(error, "/data/message").or_else(|| text(error, "/message")).unwrap_or_else(|| "an error without words".to_owned());
    match name.rsplit('.').next().unwrap_or_default() {
        "AccessDenied" | "AccessError" | "SessionExpiredException" => Trouble::Denied(why),
        "ValidationError" | "UserError" | "ValueError" | "TypeError" | "AttributeError" | "KeyError" => {
            Trouble::Refused { field: String::new(), why }
        }
        // A record that was removed in between, a lock, a database that is away: the next look tells more.
        _ => Trouble::Unavailable(why),
    }
}

/// What a fault of XML-RPC means: 2 is a refusal, 3 and 4 are missing rights, anything else ends with its own words.
pub(super) fn fault(told: &Fault) -> Trouble {
    let last = told.text.lines().rev().map(str::trim).find(|l| !l.is_empty()).unwrap_or("an error without words");
    let why = plain(last);
    match told.code {
        // A record that was removed in between is a refusal too, here: the next look tells more.
        2 if why.contains("has been deleted") => Trouble::Unavailable(why),
        2 => Trouble::Refused { field: String::new(), why },
        3 | 4 => Trouble::Denied(why),
        _ => {
            let (name, message) = why.split_once(": ").unwrap_or(("", why.as_str()));
            trouble(&json!({ "data": { "name": name, "message": message } }))
        }
    }
}

/// Whether an import failed because others were writing at the same moment, in the words of the database.
pub(super) fn is_crowded(why: &str) -> bool {
    ["could not serialize access", "deadlock detected", "could not obtain lock", "lock timeout"].iter().any(|words| why.contains(words))
}

/// What makes a lead a lost one, as Odoo's own button does it.
pub(super) fn lost() -> Map<String, Value> {
    let none = [("probability", json!(0)), ("automated_probability", json!(0))];
    [("active", json!(false))].into_iter().chain(none).map(|(name, value)| (name.to_owned(), value)).collect()
}

pub(super) fn moment(text: &str) -> Option<Instant> {
    NaiveDateTime::parse_from_str(text, MOMENT).ok().map(|at| at.and_utc())
}

pub(super) fn bare(cursor: &str) -> &str {
    cursor.split_once('#').map_or(cursor, |(since, _)| since)
}

/// A text that a search takes as it is.
pub(super) fn like(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// Lines of plain text as paragraphs.
pub(super) fn html(text: &str) -> String {
    let escape = |line: &str| line.trim().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let paragraphs: Vec<String> = text.lines().filter(|l| !l.trim().is_empty()).map(escape).collect();
    if paragraphs.is_empty() { String::new() } else { format!("<p>{}</p>", paragraphs.join("</p><p>")) }
}
