//! Who may register, and whether the rules or a person decide.

use base::{Instant, PartnerId, ProductId};
use chrono::TimeDelta;

use super::super::model::{Case, Findings, Held, Origin, Registration, Standing, Terms, Why};
use super::DealRefusal;

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
        renewal: r.origin == Origin::Renewal,
        products: r.lines.iter().map(|l| l.product).collect(),
        standing,
        known: findings.account.is_some(),
        maybe: i64::try_from(findings.maybe.len()).unwrap_or(i64::MAX),
        account_stage: findings.account_stage.clone(),
        plan_direct: findings.served.way == accounts::Way::Direct,
        plan_others: !findings.served.admits(partner),
        rivals: Case::rivals_of(findings, partner),
        taken: false,
    }
}

/// Whether another deal holds the customer under these terms.
pub fn holds(held: Held, won_at: Option<Instant>, terms: &Terms, now: Instant) -> bool {
    match held {
        Held::Protected | Held::Open => true,
        Held::Won => won_at.is_some_and(|at| now - at <= TimeDelta::days(terms.incumbency_days)),
    }
}

/// Whether the vendor itself sells to a customer whose account is in this stage.
fn is_direct(stage: &str, terms: &Terms) -> bool {
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
    let mut rivals = case.rivals.iter().filter(|r| holds(r.held, r.won_at, terms, now));
    note(case.taken || rivals.clone().any(|r| !r.own), Why::Overlap);
    // A partner that extends what its customer bought is not in its own way.
    note(!case.renewal && rivals.any(|r| r.own && r.same_product), Why::OwnDuplicate);
    note(!case.known && case.maybe > 0, Why::CustomerUnsure);
    note(is_direct(&case.account_stage, terms) || case.plan_direct, Why::Direct);
    note(!case.plan_direct && case.plan_others, Why::Coverage);
    match terms.auto_approve {
        None => note(true, Why::ByHand),
        Some(limit) if limit.currency != case.value.currency => note(true, Why::Currency),
        Some(limit) => note(case.value.minor > limit.minor, Why::Value),
    }
    why
}
