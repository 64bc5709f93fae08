//! The product as a whole: every stage in process, through the router of the real wiring.
//!
//! `story` follows one partner from its application to its payout, over the API alone. `access` asks
//! every route as every role about records of its own and of another partner. `api_first` says which calls do what
//! pages do. `leaks` looks for
//! another partner's records where they could slip out. `examples` makes the calls of the docs.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should stop at once"
)]

mod access;
mod api_first;
mod cast;
mod examples;
mod leaks;
mod mirror;
mod story;
mod vendor;
mod walks;
mod year;
