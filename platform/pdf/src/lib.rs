//! Documents as PDF: agreements, sealed agreements with their certificate page, statements, letters.
//!
//! Plain structs in, bytes out. The layout is in `templates/`, set by typst; everything that a person
//! wrote reaches it as data (JSON), never as part of its source.
//!
//! **Invariants**
//! - No text of a user is ever read as layout code.
//! - The same input gives the same bytes; the only time is the one passed in.
//! - Every document is PDF/A-2a and PDF/UA-1: tagged, with language, title and embedded fonts.
//! - Nothing is loaded at run time: no fonts of the system, no packages, no network.
//! - A character that no font has is shown as a box, never silently left out.
//!
//! Setting a page takes from milliseconds to seconds of a processor: call these functions where
//! blocking is allowed, and never inside a transaction.
//!
//! Absent on purpose: the digital signature over the bytes, and texts in the reader's own language
//! (a document has the language that it governs in).

mod agreement;
mod drawing;
mod engine;
mod letter;
mod markup;
mod statement;
#[cfg(test)]
mod tests;
mod text;
mod words;

pub use agreement::{AgreementDoc, Certificate, Party, Signature, SignatureLine, Signer, agreement, sealed_agreement};
pub use drawing::{BadDrawing, Drawing};
pub use engine::use_fonts;
pub use letter::{LetterDoc, letter};
pub use statement::{StatementDoc, StatementLine, statement};

/// What the refusals of this crate say, by language.
pub const MESSAGES: &[(&str, &str)] = &[("en", include_str!("../messages/en.ftl")), ("de", include_str!("../messages/de.ftl"))];
