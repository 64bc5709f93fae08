//! Files: kept by their content, told apart by their content, streamed both ways.
//!
//! A file is put once under the SHA-256 of its bytes; the record that names it (who uploaded it, what it
//! was called, who may read it) belongs to the capability that asked for it. So the same bytes are stored
//! once, however often they are uploaded, and a stored file never changes.
//!
//! **Words.** A *digest* names the bytes. A *kind* is what the bytes are, found by looking at them.
//! *Limits* say what one use accepts (a logo, a signed contract, a price list).
//!
//! **Invariants**
//! - No file is ever whole in memory, neither coming nor going.
//! - What a file is called decides nothing about what it is.
//! - An upload that breaks off, is too large or of the wrong kind leaves nothing behind.
//! - A file that could run in a browser (HTML, SVG) is refused where its kind is not named.
//! - No name, however strange, gets a second header or another folder out of `content_disposition`.
//!
//! Absent on purpose: who may read a file (ask `access` about the record), and virus scanning.

mod config;
mod digest;
mod intake;
mod kind;
mod name;
mod sniff;
mod staged;
mod store;
#[cfg(test)]
mod tests;

pub use config::{FilesConfig, S3};
pub use digest::Digest;
pub use intake::{FileRefused, Limits};
pub use kind::FileKind;
pub use name::{Disposition, content_disposition, safe_name};
pub use store::{Download, Store, Stored};

/// What the refusals of this crate say, by language.
pub const MESSAGES: &[(&str, &str)] = &[("en", include_str!("../messages/en.ftl")), ("de", include_str!("../messages/de.ftl"))];
