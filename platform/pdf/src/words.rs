//! The fixed words of the documents, by the language that the document has.

use base::{Instant, Money};
use chrono::NaiveDate;
use serde_json::{Value, json};

/// The words that the templates ask for: name, English, German.
const WORDS: &[(&str, &str, &str)] = &[
    ("page", "Page {n} of {m}", "Seite {n} von {m}"),
    ("number", "Number", "Nummer"),
    ("version", "Version", "Fassung"),
    ("between", "between", "zwischen"),
    ("and", "and", "und"),
    ("signatures", "Signatures", "Unterschriften"),
    ("signature", "Signature", "Unterschrift"),
    ("name", "Name", "Name"),
    ("title", "Title", "Funktion"),
    ("date", "Date", "Datum"),
    ("signed_by", "Signed by {name}", "Unterschrieben von {name}"),
    ("certificate", "Certificate of signature", "Nachweis der Unterschriften"),
    ("document", "Document", "Dokument"),
    ("sealed", "Sealed", "Versiegelt"),
    ("digest", "SHA-256 of the unsigned document", "SHA-256 des nicht unterschriebenen Dokuments"),
    ("verify", "Verify at", "Prüfen unter"),
    ("signers", "Signers", "Unterzeichnende"),
    ("email", "Email", "E-Mail"),
    ("party", "For", "Für"),
    ("signed", "Signed", "Unterschrieben"),
    ("method", "Signature", "Unterschrift"),
    ("typed", "Typed", "Getippt"),
    ("drawn", "Drawn", "Gezeichnet"),
    ("address", "Address", "Adresse"),
    ("agent", "Browser", "Browser"),
    ("identified", "Identified by", "Identifiziert durch"),
    ("consent", "Consented to", "Zugestimmt"),
    (
        "certificate_note",
        "This page was added when the last signature was given. It records who signed, when, from where and how each person was identified.",
        "Diese Seite wurde mit der letzten Unterschrift angefügt. Sie hält fest, wer wann und von wo unterschrieben hat und wie jede Person identifiziert wurde.",
    ),
    ("statement", "Statement", "Abrechnung"),
    ("period", "Period", "Zeitraum"),
    ("partner", "Partner", "Partner"),
    ("from", "Issued by", "Ausgestellt von"),
    ("generated", "Generated", "Erstellt"),
    ("lines", "Lines", "Posten"),
    ("what", "What", "Was"),
    ("plan", "Plan", "Plan"),
    ("base", "Base", "Grundlage"),
    ("rate", "Rate", "Satz"),
    ("amount", "Amount", "Betrag"),
    ("state", "State", "Stand"),
    ("total", "Total", "Summe"),
    ("totals", "Totals", "Summen"),
    ("no_lines", "Nothing was earned in this period.", "In diesem Zeitraum wurde nichts verdient."),
    ("definitions", "What the words mean", "Was die Wörter bedeuten"),
];

/// A document's language, as far as documents speak it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tongue {
    English,
    German,
}

impl Tongue {
    /// The tongue for a language tag; English for those that documents do not speak yet.
    pub(crate) fn of(lang: &str) -> Self {
        if primary(lang) == "de" { Self::German } else { Self::English }
    }

    /// The words that the templates ask for, by name.
    pub(crate) fn words(self) -> Value {
        let pick = |(name, english, german): &(&str, &str, &str)| {
            let word = match self {
                Self::English => english,
                Self::German => german,
            };
            ((*name).to_owned(), json!(word))
        };
        Value::Object(WORDS.iter().map(pick).collect())
    }

    /// An amount with its currency's code and all its digits, such as `EUR 1,234.50`.
    pub(crate) fn money(self, amount: Money) -> String {
        let (group, point) = match self {
            Self::English => (',', '.'),
            Self::German => ('.', ','),
        };
        let text = amount.decimal().abs().to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((text.as_str(), ""));
        let mut grouped = String::new();
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && whole.len().saturating_sub(i).is_multiple_of(3) {
                grouped.push(group);
            }
            grouped.push(digit);
        }
        let sign = if amount.minor < 0 { "\u{2212}" } else { "" };
        let fraction = if fraction.is_empty() { String::new() } else { format!("{point}{fraction}") };
        format!("{} {sign}{grouped}{fraction}", amount.currency.code())
    }

    /// A calendar date.
    pub(crate) fn date(self, date: NaiveDate) -> String {
        match self {
            Self::English => date.format("%Y-%m-%d").to_string(),
            Self::German => date.format("%d.%m.%Y").to_string(),
        }
    }
}

/// An instant as nobody can misread it.
pub(crate) fn instant(at: Instant) -> String {
    at.format("%Y-%m-%d %H:%M:%S UTC").to_string()
}

/// The language and region for the typesetter; English when the tag is none.
pub(crate) fn locale(lang: &str) -> Value {
    let region = lang.split(['-', '_']).nth(1).filter(|r| r.len() == 2 && r.chars().all(|c| c.is_ascii_alphabetic()));
    json!({ "lang": primary(lang), "region": region.map(str::to_ascii_uppercase) })
}

fn primary(lang: &str) -> String {
    let first = lang.split(['-', '_']).next().unwrap_or_default();
    let is_tag = (2..=3).contains(&first.len()) && first.chars().all(|c| c.is_ascii_alphabetic());
    if is_tag { first.to_ascii_lowercase() } else { "en".to_owned() }
}
