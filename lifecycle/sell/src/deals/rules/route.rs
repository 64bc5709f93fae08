//! Who may register, and whether the rules or a person decide.

use base::{Instant, PartnerId, ProductId};
use chrono::{NaiveDate, TimeDelta};

use super::super::model::{Business, Case, Claimed, Findings, Held, Origin, Registration, Standing, Tenders, Terms, Why};
use super::DealRefusal;
use super::incumbency::{other_first, own_first};

/// Whether the partner may register a deal for these products.
pub fn eligible(standing: &Standing, products: &[(ProductId, String)], terms: &Terms) -> Result<(), DealRefusal> {
    if !standing.active {
        return Err(DealRefusal::PartnerNotActive);
    }
    if !standing.may_register {
        return Err(DealRefusal::NoRight);
    }
    for (product, name) in products {
        let asked = terms.certificates.iter().filter(|(p, _)| p == product);
        for (_, certificate) in asked {
            if !standing.certificates.contains(certificate) {
                return Err(DealRefusal::NotCertified { product: name.clone(), certificate: certificate.clone() });
            }
        }
    }
    Ok(())
}

/// A registration with what is known about it, as the rules see it.
pub fn case(r: &Registration, findings: &Findings, partner: PartnerId, standing: Standing) -> Case {
    Case {
        partner,
        value: r.value(),
        renewal: r.business != Business::New || r.origin == Origin::Renewal,
        products: r.lines.iter().map(|l| l.product).collect(),
        standing,
        known: findings.account.is_some(),
        maybe: i64::try_from(findings.maybe.len()).unwrap_or(i64::MAX),
        account_stage: findings.account_stage.clone(),
        plan_direct: findings.served.way == accounts::Way::Direct,
        plan_others: !findings.served.admits(partner),
        rivals: Case::rivals_of(findings, partner),
        claims: Case::claims_of(findings, partner),
        taken: false,
        business: r.business,
        sold: Case::sold_of(findings, partner),
        published_on: r.published_on.filter(|_| r.tender),
    }
}

/// Whether everybody can read a tender by now.
fn is_published(published_on: Option<NaiveDate>, terms: &Terms, now: Instant) -> bool {
    published_on.is_some_and(|on| on <= now.with_timezone(&terms.zone).date_naive())
}

/// Whether a tender can be registered: one that is published already may be excluded.
pub fn open_tender(published_on: Option<NaiveDate>, terms: &Terms, now: Instant) -> Result<(), DealRefusal> {
    let excluded = terms.tenders == Tenders::Exclude && is_published(published_on, terms, now);
    if excluded { Err(DealRefusal::TenderPublished) } else { Ok(()) }
}

/// Whether another deal holds the customer under these terms.
pub fn holds(held: Held, won_at: Option<Instant>, terms: &Terms, now: Instant) -> bool {
    match held {
        Held::Protected | Held::Open => true,
        Held::Won => won_at.is_some_and(|at| now - at <= TimeDelta::days(terms.incumbency_days)),
    }
}

/// Whether a lead that another partner was given holds the customer under these terms; a claim that was given keeps its end.
pub fn claimed(claims: &[Claimed], terms: &Terms, now: Instant) -> bool {
    terms.claim_days > 0 && claims.iter().any(|c| !c.own && c.until > now)
}

/// Whether the vendor itself sells to a customer whose account is in this stage.
pub fn is_direct(stage: &str, terms: &Terms) -> bool {
    !stage.is_empty() && terms.direct_stages.iter().any(|s| s.to_lowercase() == stage.to_lowercase())
}

/// Why a person must decide; empty when the rules approve at once.
pub fn route(case: &Case, terms: &Terms, now: Instant) -> Vec<Why> {
    let mut why = Vec::new();
    let mut note = |holds: bool, reason: Why| {
        if holds {
            why.push(reason);
        }
    };
    // Who serves the customer does not wait for others that wait for an answer themselves.
    let first = own_first(case, terms, now);
    let waits = |held: Held| first && held == Held::Open;
    let mut rivals = case.rivals.iter().filter(|r| holds(r.held, r.won_at, terms, now)).filter(|r| r.own || !waits(r.held));
    note(case.taken || rivals.clone().any(|r| !r.own), Why::Overlap);
    note(claimed(&case.claims, terms, now), Why::Claimed);
    // A partner that extends what its customer bought is not in its own way.
    note(!case.renewal && rivals.any(|r| r.own && r.same_product), Why::OwnDuplicate);
    note(!case.known && case.maybe > 0, Why::CustomerUnsure);
    note(is_direct(&case.account_stage, terms) || case.plan_direct, Why::Direct);
    note(!case.plan_direct && case.plan_others, Why::Coverage);
    note(other_first(case, terms, now), Why::Incumbent);
    note(terms.tenders == Tenders::Review && is_published(case.published_on, terms, now), Why::Tender);
    match terms.auto_approve {
        None => note(true, Why::ByHand),
        Some(limit) if limit.currency != case.value.currency => note(true, Why::Currency),
        Some(limit) => note(case.value.minor > limit.minor, Why::Value),
    }
    why
}
