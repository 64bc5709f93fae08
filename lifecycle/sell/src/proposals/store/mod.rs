//! All SQL of requests for proposals. Each function applies the row scope of the reader.

pub(crate) mod proposals;
pub(crate) mod requests;
pub(crate) mod scores;
