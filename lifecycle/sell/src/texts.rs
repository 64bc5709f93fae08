//! Texts that people type, checked the same way everywhere in this stage.

use base::{FieldError, Invalid, check_length};

/// A text on one line: without control characters, trimmed, of a length.
pub(crate) fn line(invalid: &mut Invalid, field: &str, value: &mut String, min: usize, max: usize) {
    if value.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\r' | '\n')) {
        invalid.push(FieldError::new(field, "plain_text"));
        return;
    }
    *value = base::one_line(value);
    if let Err(e) = check_length(field, value, min, max) {
        invalid.push(e);
    }
}

/// A text on several lines.
pub(crate) fn text(invalid: &mut Invalid, field: &str, value: &mut String, min: usize, max: usize) {
    if value.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\r' | '\n')) {
        invalid.push(FieldError::new(field, "plain_text"));
        return;
    }
    *value = value.replace("\r\n", "\n").trim().to_owned();
    if let Err(e) = check_length(field, value, min, max) {
        invalid.push(e);
    }
}

/// A text as it is sorted and searched.
pub(crate) fn fold(text: &str) -> String {
    matching::fold(text).chars().take(300).collect()
}

/// Whether it looks like a whole address: something, an at sign, a host with a dot.
pub(crate) fn is_email(address: &str) -> bool {
    let Some((local, host)) = address.rsplit_once('@') else { return false };
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '@' | '<' | '>' | ',' | ';' | '"' | '(' | ')' | '[' | ']');
    !local.is_empty() && local.len() <= 64 && local.chars().all(plain) && is_host(host)
}

/// The bare host name of what somebody typed as a website.
pub(crate) fn host_name(typed: &str) -> Option<String> {
    let lower = typed.trim().to_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.split_once(':').map_or(host, |(host, _)| host).trim_end_matches('.');
    let host = host.strip_prefix("www.").filter(|h| h.contains('.')).unwrap_or(host);
    is_host(host).then(|| host.to_owned())
}

/// Whether it is a name with a dot that a host can have; a bare address of numbers is none.
fn is_host(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let good = |l: &&str| {
        !l.is_empty()
            && l.chars().count() <= 63
            && !l.starts_with('-')
            && !l.ends_with('-')
            && l.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let last = labels.last().copied().unwrap_or_default();
    let named = last.chars().count() >= 2 && last.chars().any(char::is_alphabetic);
    labels.len() >= 2 && labels.iter().all(good) && named && host.len() <= 253
}
