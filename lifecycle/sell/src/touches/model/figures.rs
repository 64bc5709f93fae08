//! What figures are counted from, and what they are.

use std::collections::BTreeSet;

use base::{AccountId, DealId, Instant, PartnerId};
use chrono::NaiveDate;

use super::Kind;

/// A touch as figures look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Which partner.
    pub partner: PartnerId,
    /// At which account, as it stands now.
    pub account: AccountId,
    /// What it did.
    pub kind: Kind,
    /// When.
    pub at: Instant,
}

/// A deal that was won.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Win {
    /// Which deal.
    pub deal: DealId,
    /// At which account, as it stands now.
    pub account: AccountId,
    /// New business, an expansion or a renewal.
    pub kind: Kind,
    /// When.
    pub at: Instant,
}

/// Who had a part in a deal that was won.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// Which deal.
    pub deal: DealId,
    /// At which account.
    pub account: AccountId,
    /// Who brought the customer.
    pub sourced: Option<PartnerId>,
    /// Who else helped.
    pub influenced: BTreeSet<PartnerId>,
}

/// The figures of one partner, or of the whole program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// From this day.
    pub from: NaiveDate,
    /// Wins before this day; touches up to now.
    pub until: NaiveDate,
    /// Touches that count, by what they are; none for a kind that there is none of.
    pub kinds: Vec<(Kind, i64)>,
    /// Claims that wait for an answer.
    pub waiting: i64,
    /// Customers that were touched.
    pub customers: i64,
    /// Those of them with a deal that was won later and that the touches sourced or influenced.
    pub won: i64,
    /// Deals that were sourced.
    pub sourced: i64,
    /// Deals that were influenced and not sourced.
    pub influenced: i64,
}
