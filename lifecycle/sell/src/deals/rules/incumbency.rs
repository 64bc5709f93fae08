//! Who goes first when a customer renews or takes more: the partner that sold it what it has.

use base::{Instant, Invalid, ProductId};
use chrono::{Days, Months, NaiveDate};

use super::super::model::{Business, Case, Deal, Finding, Incumbency, Sale, Sold, StateKind, Terms};
use super::customer::Candidate;

/// The time in which the partner that serves a customer goes first with the renewal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Its first day.
    pub opens: NaiveDate,
    /// The last day on which that partner has to have registered.
    pub lapses: NaiveDate,
    /// Its last day: what was sold ends.
    pub ends: NaiveDate,
}

/// The time of the renewal of what was won on a day and runs until another, where that is known; none when the terms know no such right.
pub fn window(won_on: NaiveDate, ends: Option<NaiveDate>, terms: &Terms) -> Option<Window> {
    let months = Months::new(u32::try_from(terms.term_months).unwrap_or(0));
    let ends = ends.or_else(|| won_on.checked_add_months(months))?;
    let before = |days: i64| ends.checked_sub_days(Days::new(u64::try_from(days).ok()?));
    let (opens, lapses) = (before(terms.renewal_days)?, before(terms.renewal_lapse_days)?);
    (terms.renewal_days > 0).then_some(Window { opens, lapses, ends })
}

/// Says until when what is won on a day runs; where nobody says, the terms do.
pub fn sold_until(mut deal: Deal, won_on: NaiveDate, ends: Option<NaiveDate>) -> Result<Deal, Invalid> {
    let last = won_on.checked_add_months(Months::new(120)).unwrap_or(won_on);
    let mut invalid = Invalid::new();
    invalid.check(ends.is_none_or(|ends| ends > won_on && ends <= last), "term_ends_on", "deal.term_end");
    deal.term_ends = ends;
    invalid.finish().map(|()| deal)
}

fn day(at: Instant, terms: &Terms) -> NaiveDate {
    at.with_timezone(&terms.zone).date_naive()
}

/// Whether who sold this goes first with such business now.
///
/// With a renewal in its window, with an expansion as long as what was sold runs. What calls itself new but is the same
/// product in that window is a renewal by another name. The right is lost by inaction: where nothing was registered in time.
pub fn goes_first(sold: &Sold, business: Business, terms: &Terms, now: Instant) -> bool {
    let Some(w) = window(sold.won_on, sold.ends, terms) else { return false };
    let today = day(now, terms);
    let begun = match business {
        Business::Renewal => today >= w.opens,
        Business::Expansion => true,
        Business::New => sold.same_product && today >= w.opens,
    };
    let acted = sold.acted_at.is_some_and(|at| day(at, terms) <= w.lapses);
    sold.active && begun && today <= w.ends && (today <= w.lapses || acted)
}

/// Whether another partner goes first with what is registered.
pub fn other_first(case: &Case, terms: &Terms, now: Instant) -> bool {
    case.sold.iter().any(|s| !s.own && goes_first(s, case.business, terms, now))
}

/// Whether the partner that registers goes first, and nobody beside it.
pub fn own_first(case: &Case, terms: &Terms, now: Instant) -> bool {
    case.business != Business::New
        && !other_first(case, terms, now)
        && case.sold.iter().any(|s| s.own && goes_first(s, case.business, terms, now))
}

/// Whether the right of another partner stands in the way of an approval: nothing sets it aside.
pub fn in_the_way(incumbency: &Incumbency, terms: &Terms, now: Instant) -> bool {
    let first = |s: &Sold| !s.own && goes_first(s, incumbency.business, terms, now);
    incumbency.over.is_none() && incumbency.sold.iter().any(first)
}

/// What the customer was sold last of each of these products or their kin, among the deals that are surely about it.
///
/// Whether its partner is active is not known here.
pub fn sales(found: &[Finding], candidates: &[Candidate], wanted: &[ProductId], kin: impl Fn(ProductId, ProductId) -> bool) -> Vec<Sale> {
    let surely = |c: &&Candidate| found.iter().any(|f| f.deal == c.deal && f.same);
    let about = |c: &Candidate, p: ProductId| c.products.iter().any(|q| *q == p || kin(*q, p));
    let mut all: Vec<Sale> = Vec::new();
    for product in wanted {
        let won = candidates.iter().filter(surely).filter(|c| c.state == StateKind::Won && about(c, *product));
        let Some((last, won_on)) = won.filter_map(|c| Some((c, c.won_on?))).max_by_key(|(c, on)| (*on, c.closed_at, c.deal)) else {
            continue;
        };
        if all.iter().any(|s| s.sold.deal == last.deal) {
            continue;
        }
        let waits = |c: &&Candidate| matches!(c.state, StateKind::InReview | StateKind::Approved | StateKind::Disputed);
        let next = candidates.iter().filter(surely).filter(waits).filter(|c| c.partner == last.partner && about(c, *product));
        let acted_at = next.filter_map(|c| c.submitted_at).filter(|at| last.closed_at.is_none_or(|won| *at > won)).min();
        let same_product = last.products.iter().any(|p| wanted.contains(p));
        let sold = Sold { deal: last.deal, own: false, same_product, won_on, ends: last.term_ends, active: true, acted_at };
        all.push(Sale { partner: last.partner, sold });
    }
    all
}
