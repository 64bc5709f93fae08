//! Who sourced and who influenced a deal that was won; version 1 of the definitions.

use std::collections::{BTreeSet, HashMap, HashSet};

use base::{AccountId, Instant, PartnerId};
use chrono::{Datelike as _, Months, NaiveDate};

use super::super::model::{Company, Credit, Kind, Seen, Win};

/// The twelve whole months before a day: from the first of them until the first of this one.
pub fn period(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let until = today.with_day(1).unwrap_or(today);
    (until.checked_sub_months(Months::new(12)).unwrap_or(until), until)
}

/// Who had a part in each of these wins.
///
/// Looked at are the touches at its account on the day it was won or before. The first of those that help *sourced*
/// new business, where it is one that partners bring (not what the vendor gave) and happened on a day before anybody
/// registered the customer. Everybody else whose touches help *influenced* it. A deal that was won twice counts once,
/// by the last time.
pub fn credit(wins: &[Win], touches: &[Seen]) -> Vec<Credit> {
    let mut at: HashMap<AccountId, Vec<&Seen>> = HashMap::new();
    for t in touches {
        at.entry(t.account).or_default().push(t);
    }
    for all in at.values_mut() {
        all.sort_by_key(|t| (t.at, t.partner));
    }
    let mut last: Vec<&Win> = wins.iter().collect();
    last.sort_by(|a, b| b.at.cmp(&a.at).then(a.deal.cmp(&b.deal)));
    let mut told = HashSet::new();
    last.retain(|w| told.insert(w.deal));
    last.iter().map(|w| credit_of(w, at.get(&w.account).map_or(&[][..], Vec::as_slice))).collect()
}

fn credit_of(win: &Win, touches: &[&Seen]) -> Credit {
    let day = |at: Instant| at.date_naive();
    let before = || touches.iter().filter(|t| day(t.at) <= day(win.at));
    let registered = before().find(|t| t.kind == Kind::Registration).map(|t| day(t.at));
    let first = before().find(|t| t.kind.helps()).filter(|t| win.kind == Kind::Win && t.kind.can_be_claimed());
    let sourced = first.filter(|t| registered.is_none_or(|r| day(t.at) < r)).map(|t| t.partner);
    let influenced: BTreeSet<PartnerId> = before().filter(|t| t.kind.helps() && Some(t.partner) != sourced).map(|t| t.partner).collect();
    Credit { deal: win.deal, account: win.account, sourced, influenced }
}

/// The deals that one partner sourced, those that it influenced, and their customers.
pub fn tally_of(credits: &[Credit], partner: PartnerId) -> (i64, i64, i64) {
    let sourced = |c: &Credit| c.sourced == Some(partner);
    count(credits, sourced, |c| c.influenced.contains(&partner))
}

/// The deals that partners sourced, those that they only influenced, and their customers: each deal once.
pub fn totals(credits: &[Credit]) -> (i64, i64, i64) {
    count(credits, |c| c.sourced.is_some(), |c| !c.influenced.is_empty())
}

fn count(credits: &[Credit], sourced: impl Fn(&Credit) -> bool, influenced: impl Fn(&Credit) -> bool) -> (i64, i64, i64) {
    let (mut first, mut later, mut customers) = (0, 0, BTreeSet::new());
    for c in credits {
        if sourced(c) {
            first += 1;
        } else if influenced(c) {
            later += 1;
        } else {
            continue;
        }
        customers.insert(c.account);
    }
    (first, later, i64::try_from(customers.len()).unwrap_or(i64::MAX))
}

/// What tells a customer from others in what one partner wrote: the host name, or else the name with the country.
///
/// Never the account: two spellings that became one number would say that the vendor knows the customer.
pub fn customer_key(company: &Company) -> String {
    if company.domain.is_empty() { format!("{}/{}", crate::texts::fold(&company.name), company.country) } else { company.domain.clone() }
}
