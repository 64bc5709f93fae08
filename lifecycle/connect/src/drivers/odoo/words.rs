//! What Odoo says and hears: errors, moments, searches and texts.

use base::Instant;
use chrono::NaiveDateTime;
use serde_json::Value;

use crate::client::text;
use crate::contract::model::Trouble;

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
