//! Tests of certificates.

mod api;
mod time;
mod warnings;
