//! Letters: what was decided about somebody, and what it means for them.

use base::{Fault, Instant};
use serde_json::json;

use crate::engine::{Engine, Job};
use crate::markup;
use crate::text::{clean, clean_or_dash};
use crate::words::{Tongue, locale};

/// A letter from the vendor to one party; every word comes from the caller, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterDoc {
    /// The document's number, on every page.
    pub number: String,
    /// The language, as a tag such as `de`.
    pub lang: String,
    /// From whom to whom, in a line.
    pub route: String,
    /// The day, as the reader reads days.
    pub date: String,
    /// What the letter is.
    pub title: String,
    /// The vendor, as who wrote it.
    pub author: String,
    /// What it comes to, in a sentence.
    pub outcome: String,
    /// The text, in Markdown.
    pub body: String,
    /// Names and values.
    pub facts: Vec<(String, String)>,
    /// What can be done about it; empty when nothing.
    pub closing: String,
    /// When it was decided; the only time that it carries.
    pub at: Instant,
}

/// Sets a letter.
pub fn letter(doc: &LetterDoc) -> Result<Vec<u8>, Fault> {
    let data = json!({
        "kind": "letter",
        "locale": locale(&doc.lang),
        "title": clean_or_dash(&doc.title),
        "number": clean(&doc.number),
        "author": [clean(&doc.author)],
        "route": clean(&doc.route),
        "date": clean(&doc.date),
        "outcome": clean(&doc.outcome),
        "body": markup::blocks(&doc.body),
        "facts": doc.facts.iter().map(|(name, value)| json!([clean(name), clean(value)])).collect::<Vec<_>>(),
        "closing": clean(&doc.closing),
        "words": Tongue::of(&doc.lang).words(),
    });
    Engine::get().pdf(Job { template: "letter.typ", ident: doc.number.clone(), at: doc.at, data: &data, images: Vec::new() })
}
