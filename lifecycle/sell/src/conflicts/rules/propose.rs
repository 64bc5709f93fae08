//! What the rules of engagement say about claims: comparisons in a fixed order, the first that tells decides.
//!
//! The same question under the same terms at the same moment gives the same proposal, which is why it is kept
//! with what it was made from, and can be made again.

use base::{CasePartyId, Instant};
use chrono::TimeDelta;

use super::super::model::{Check, Claim, Favor, Kind, Proposal, Question};
use crate::deals::model::{Clause, Terms};

/// The clause of the rules of engagement that a comparison rests on.
pub const fn clause(check: Check) -> Clause {
    match check {
        Check::Coverage => Clause::Direct,
        Check::Scope => Clause::Scope,
        Check::Protection => Clause::Protection,
        Check::Incumbency => Clause::Incumbency,
        Check::Lead => Clause::Claim,
        Check::First => Clause::Overlap,
        Check::Buyer | Check::Skills => Clause::Eligibility,
        Check::Progress => Clause::Extension,
    }
}

/// What the rules propose.
pub fn propose(q: &Question, terms: &Terms, now: Instant) -> Proposal {
    let live: Vec<&Claim> = q.claims.iter().filter(|c| c.live).collect();
    // Leads are compared where there are any: a proposal of a time that knew none comes out as it was.
    let led = q.claims.iter().any(|c| c.lead_at.is_some());
    let asked = Check::ALL.iter().filter(|check| led || **check != Check::Lead);
    let favors: Vec<Favor> = asked.map(|check| Favor { check: *check, side: favored(*check, &live, terms, now) }).collect();
    let told = |kind, lead, because| Proposal { kind, lead, because, favors: favors.clone() };
    if let [only] = live.as_slice() {
        return alone(q, only, &favors, told);
    }
    if live.is_empty() {
        return told(Kind::Reject, None, None);
    }
    let side_of = |check: Check| favors.iter().find(|f| f.check == check).and_then(|f| f.side);
    if let Some(side) = side_of(Check::Coverage) {
        return told(Kind::Confirm, Some(side), Some(Check::Coverage));
    }
    if apart(&live) {
        return told(Kind::Separate, None, Some(Check::Scope));
    }
    for check in [Check::Protection, Check::Incumbency, Check::Lead, Check::First] {
        if let Some(side) = side_of(check) {
            return told(Kind::Confirm, Some(side), Some(check));
        }
    }
    told(Kind::Reject, None, None)
}

/// One claim without a rival: against the plan, or against a decision.
fn alone(q: &Question, only: &Claim, favors: &[Favor], told: impl Fn(Kind, Option<CasePartyId>, Option<Check>) -> Proposal) -> Proposal {
    if only.covered == Some(false) {
        return told(Kind::Reject, None, Some(Check::Coverage));
    }
    if !q.disputed || only.covered == Some(true) {
        return told(Kind::Confirm, Some(only.side), only.covered.map(|_| Check::Coverage));
    }
    // A decision stands unless something had been done about the deal lately.
    match favors.iter().find(|f| f.check == Check::Progress && f.side.is_some()) {
        Some(f) => told(Kind::Confirm, f.side, Some(Check::Progress)),
        None => told(Kind::Reject, None, Some(Check::Progress)),
    }
}

/// Whether no two claims are about the same product; of one that names none nobody knows.
fn apart(claims: &[&Claim]) -> bool {
    !claims.iter().any(|c| c.direct || c.products.is_empty()) && disjoint(claims.iter().map(|c| c.products.as_slice()))
}

/// Whether no product is in two of these.
pub(super) fn disjoint<'a, P: PartialEq + 'a>(all: impl Iterator<Item = &'a [P]>) -> bool {
    let mut seen: Vec<&P> = Vec::new();
    for products in all {
        if products.iter().any(|p| seen.contains(&p)) {
            return false;
        }
        seen.extend(products);
    }
    true
}

/// Whom a comparison favors: nobody when two are alike.
fn favored(check: Check, claims: &[&Claim], terms: &Terms, now: Instant) -> Option<CasePartyId> {
    let lately = |at: &Instant, days: i64| now - *at <= TimeDelta::days(days);
    match check {
        Check::Coverage => {
            let mut covered = claims.iter().filter(|c| c.covered == Some(true));
            let one = covered.next().filter(|_| covered.next().is_none())?;
            claims.iter().any(|c| c.covered == Some(false)).then_some(one.side)
        }
        Check::Scope => None,
        Check::Protection => least(claims, |c| c.protected_since),
        Check::Incumbency => most(claims, |c| c.won_at.filter(|at| lately(at, terms.incumbency_days))),
        Check::Lead => least(claims, |c| c.lead_at),
        Check::First => least(claims, |c| c.submitted_at),
        Check::Buyer => {
            let mut named = claims.iter().filter(|c| c.buyer);
            named.next().filter(|_| named.next().is_none() && claims.len() > 1).map(|c| c.side)
        }
        Check::Skills => most(claims, |c| Some(c.certified).filter(|n| *n > 0)),
        Check::Progress => most(claims, |c| c.progress_at.filter(|at| lately(at, terms.evidence_days))),
    }
}

/// The one claim with the least value; none when two have it.
fn least<V: Ord + Copy>(claims: &[&Claim], value: impl Fn(&Claim) -> Option<V>) -> Option<CasePartyId> {
    let found: Vec<(V, CasePartyId)> = claims.iter().filter_map(|c| Some((value(c)?, c.side))).collect();
    let least = found.iter().map(|f| f.0).min()?;
    let mut with = found.iter().filter(|f| f.0 == least);
    with.next().filter(|_| with.next().is_none()).map(|f| f.1)
}

/// The one claim with the greatest value; none when two have it.
fn most<V: Ord + Copy>(claims: &[&Claim], value: impl Fn(&Claim) -> Option<V>) -> Option<CasePartyId> {
    least(claims, |c| value(c).map(std::cmp::Reverse))
}
