//! Domains, e-mail addresses and phone numbers.

use phonenumber::country::Id;

use crate::tables::SHARED_DOMAINS;
use crate::text::fold;

/// Registrable domain of a web address, or nothing when it is shared by many companies.
pub(crate) fn domain(raw: &str) -> Option<String> {
    let text = raw.trim().to_lowercase();
    let text = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest);
    let host = text.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?;
    let host = host.split(':').next()?.trim_matches('.');
    if host.is_empty() || host.len() > 253 || !host.contains('.') || host.contains(char::is_whitespace) {
        return None;
    }
    if host.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return None;
    }
    let bare = host.strip_prefix("www.").filter(|h| h.contains('.')).unwrap_or(host);
    // A sub-domain of a host is no domain of one's own either.
    let mut parent = bare;
    loop {
        if SHARED_DOMAINS.contains(parent) {
            return None;
        }
        match parent.split_once('.') {
            Some((_, rest)) if rest.contains('.') => parent = rest,
            _ => break,
        }
    }
    let known = psl::suffix(bare.as_bytes()).is_some_and(|s| s.is_known());
    if !known {
        return None;
    }
    psl::domain_str(bare).map(str::to_owned)
}

/// The part of a registrable domain before its suffix, folded and without hyphens.
pub(crate) fn label(domain: &str) -> String {
    fold(domain.split('.').next().unwrap_or(domain)).chars().filter(char::is_ascii_alphanumeric).collect()
}

/// Whole e-mail address in lower case, without what follows a plus sign.
pub(crate) fn email(raw: &str) -> Option<String> {
    let text = raw.trim().to_lowercase();
    let text = text.strip_prefix("mailto:").unwrap_or(&text);
    let (local, host) = text.rsplit_once('@')?;
    let local = local.split('+').next().unwrap_or(local);
    if local.is_empty() || !host.contains('.') || text.contains(char::is_whitespace) {
        return None;
    }
    Some(format!("{local}@{host}"))
}

/// A phone number as far as it can be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Phone {
    /// E.164 with `+`, or the digits alone when the country is not known.
    pub(crate) text: String,
    /// National digits, by which numbers with and without country meet.
    pub(crate) national: String,
}

/// Reads a phone number; without a country it is taken as written.
pub(crate) fn phone(raw: &str, country: &str) -> Option<Phone> {
    let folded: String = raw.chars().take(40).collect();
    let lower = fold(&folded);
    // Extensions and second numbers are not part of the number.
    let mut main = lower.as_str();
    for mark in ["ext", " x", ";", " or ", " and ", "durchwahl"] {
        if let Some((before, _)) = main.split_once(mark) {
            main = before;
        }
    }
    if let Some((before, after)) = main.rsplit_once('/')
        && before.bytes().filter(u8::is_ascii_digit).count() >= 7
        && after.bytes().filter(u8::is_ascii_digit).count() >= 3
    {
        main = before;
    }
    let digits: String = main.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < 6 || digits.len() > 16 {
        // Letters for digits ("1-800-FLOWERS") are not worth a guess.
        return None;
    }
    if digits.bytes().all(|b| Some(&b) == digits.as_bytes().first()) {
        return None;
    }
    let international = main.trim_start().starts_with('+') || digits.starts_with("00");
    let id: Option<Id> = country.to_uppercase().parse().ok();
    // Ten digits that fit the American plan are American unless another country is given.
    let american = id.is_none()
        && !international
        && (digits.len() == 10 && is_american(&digits)
            || digits.len() == 11 && digits.starts_with('1') && digits.get(1..).is_some_and(is_american));
    if id == Some(Id::US) || id == Some(Id::CA) || american {
        let national = if digits.len() == 11 { digits.strip_prefix('1').unwrap_or(&digits) } else { &digits };
        if national.len() == 10 {
            return Some(Phone { text: format!("+1{national}"), national: national.to_owned() });
        }
    }
    let written = match digits.strip_prefix("00") {
        Some(rest) if !main.trim_start().starts_with('+') => format!("+{rest}"),
        _ if main.trim_start().starts_with('+') => format!("+{}", digits.strip_prefix("00").unwrap_or(&digits)),
        _ => digits.clone(),
    };
    // "+49 (0) 89" has a zero too many.
    let written = if main.contains("(0)") && written.starts_with('+') {
        format!("+{}", main.replace("(0)", "").chars().filter(char::is_ascii_digit).collect::<String>())
    } else {
        written
    };
    if (id.is_some() || written.starts_with('+'))
        && let Ok(number) = phonenumber::parse(id, &written)
    {
        let national = number.national().value().to_string();
        return Some(Phone { text: format!("+{}{}", number.code().value(), national), national });
    }
    let national = digits.trim_start_matches('0').to_owned();
    (national.len() >= 6).then_some(Phone { text: digits, national })
}

fn is_american(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    bytes.len() == 10 && bytes.first().is_some_and(|b| *b >= b'2') && bytes.get(3).is_some_and(|b| *b >= b'1')
}

/// Grades of agreement of two phone numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PhoneLevel {
    Same,
    Near,
    SameExchange,
    Different,
}

pub(crate) fn compare_phones(a: &Phone, b: &Phone) -> PhoneLevel {
    if a.text == b.text {
        return PhoneLevel::Same;
    }
    let known = |p: &Phone| p.text.starts_with('+');
    if known(a) != known(b) || !known(a) {
        let (short, long) = if a.national.len() <= b.national.len() { (&a.national, &b.national) } else { (&b.national, &a.national) };
        if short.len() >= 7 && long.ends_with(short.as_str()) {
            return PhoneLevel::Same;
        }
    }
    if a.national.len() >= 7
        && a.national.len().abs_diff(b.national.len()) <= 1
        && crate::text::edits(&a.national, &b.national, 1).is_some()
    {
        return PhoneLevel::Near;
    }
    let exchange = |p: &Phone| p.national.len().checked_sub(4).filter(|n| *n >= 4).and_then(|n| p.national.get(..n).map(str::to_owned));
    if exchange(a).is_some() && exchange(a) == exchange(b) { PhoneLevel::SameExchange } else { PhoneLevel::Different }
}
