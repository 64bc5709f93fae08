//! The API of accounts.
