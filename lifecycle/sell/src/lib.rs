//! Sell: the stage in which partners register deals and win them.

mod deals;
mod migrations;
