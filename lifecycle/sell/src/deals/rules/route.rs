//! Who may register, and whether the rules or a person decide.

use base::ProductId;

use super::super::model::{Findings, Origin, Registration, Terms, Why};
use super::DealRefusal;

/// What a partner and its member may do at this moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// Whether the partner is active.
    pub active: bool,
    /// Whether it has the right to register deals.
    pub may_register: bool,
    /// The certificates that count for the owner, by their keys.
    pub certificates: Vec<String>,
}

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

/// Why a person must decide; empty when the rules approve at once.
pub fn route(registration: &Registration, findings: &Findings, partner: base::PartnerId, terms: &Terms) -> Vec<Why> {
    let mut why = Vec::new();
    let mut note = |holds: bool, reason: Why| {
        if holds {
            why.push(reason);
        }
    };
    note(findings.others.iter().any(|f| f.partner != partner), Why::Overlap);
    // A partner that extends what its customer bought is not in its own way.
    let renewal = registration.origin == Origin::Renewal;
    note(!renewal && findings.others.iter().any(|f| f.partner == partner && f.same_product), Why::OwnDuplicate);
    note(findings.account.is_none() && !findings.maybe.is_empty(), Why::CustomerUnsure);
    note(findings.direct || findings.served.way == accounts::Way::Direct, Why::Direct);
    note(findings.served.way != accounts::Way::Direct && !findings.served.admits(partner), Why::Coverage);
    let value = registration.value();
    match terms.auto_approve {
        None => note(true, Why::ByHand),
        Some(limit) if limit.currency != value.currency => note(true, Why::Currency),
        Some(limit) => note(value.minor > limit.minor, Why::Value),
    }
    why
}
