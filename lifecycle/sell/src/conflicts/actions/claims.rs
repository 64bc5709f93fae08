//! What is known of the sides of a case, from deals, accounts and partners.

use base::{CaseId, Instant, PartnerId, ProductId, Result};
use work::Work;

use super::super::model::{Case, Claim, Question, Side, Trigger};
use super::super::rules::{Given, Standing};
use super::super::store;
use crate::deals::actions as deals;
use crate::deals::model::{Deal, Held, StateKind};
use crate::leads::actions::{self as leads, Evidence};

/// All sides of a case, for actions that weigh them; who asks sees them all or is the system.
pub(super) async fn sides(work: &Work, case: CaseId) -> Result<Vec<Side>> {
    store::sides::of(work, case).await
}

/// What is known of the lead that is a side's claim.
pub(crate) async fn evidence(work: &Work, side: &Side) -> Result<Option<Evidence>> {
    match (side.lead, side.partner) {
        (Some(lead), Some(partner)) => leads::evidence(work, lead, partner).await,
        _ => Ok(None),
    }
}

/// The products of the catalog that a lead is about.
async fn products_of(work: &Work, lead: &Evidence) -> Result<Vec<ProductId>> {
    if lead.products.is_empty() {
        return Ok(Vec::new());
    }
    let catalog = partners::products(work).await?;
    Ok(catalog.into_iter().filter(|p| lead.products.contains(&p.key)).map(|p| p.id).collect())
}

/// Where the deals and leads of some sides stand.
pub(crate) async fn standings(work: &Work, sides: &[Side]) -> Result<Vec<Standing>> {
    let mut all = Vec::new();
    for side in sides {
        let deal = match side.deal {
            Some(id) => deals::find(work, id).await?,
            None => None,
        };
        let deal = deal.map(|d| (d.id, d.kind(), d.registration.lines.iter().map(|l| l.product).collect()));
        let lead = match (side.lead, evidence(work, side).await?) {
            (Some(lead), Some(e)) => Some(Given { lead, holds: e.until.is_some(), products: products_of(work, &e).await? }),
            _ => None,
        };
        all.push(Standing { side: side.id, partner: side.partner, deal, lead });
    }
    Ok(all)
}

/// Whether a claim still counts.
fn live(state: StateKind) -> bool {
    matches!(state, StateKind::InReview | StateKind::Disputed | StateKind::Approved | StateKind::Won)
}

/// How many sides are compared; who comes after so many was not first, nor approved first.
const COMPARED: usize = 24;

/// What the rules are asked about a case.
pub(super) async fn question(work: &Work, case: &Case, sides: &[Side]) -> Result<Question> {
    let mut deals_of: Vec<(&Side, Option<Deal>)> = Vec::new();
    for side in sides.iter().take(COMPARED) {
        let deal = match side.deal {
            Some(id) => deals::find(work, id).await?,
            None => None,
        };
        deals_of.push((side, deal));
    }
    let mut won = Vec::new();
    for deal in deals_of.iter().filter_map(|(_, d)| d.as_ref()) {
        for found in deals::finding_of(work, deal).await?.into_iter().filter(|f| f.held == Held::Won) {
            if let Some(at) = deals::find(work, found.deal).await?.and_then(|d| d.closed_at) {
                won.push((found.partner, at));
            }
        }
    }
    let mut claims = Vec::new();
    for (side, deal) in &deals_of {
        let lead = evidence(work, side).await?;
        let others = deals_of.iter().filter_map(|(_, d)| d.as_ref());
        let known = match (deal, &lead, side.partner) {
            (Some(deal), _, _) => claim(work, side, deal, &won).await?,
            (None, Some(lead), Some(partner)) => given(work, side, partner, lead, others, &won).await?,
            (None, ..) => direct(side, others, work).await?,
        };
        claims.push(Claim { lead_at: lead.and_then(held_since), ..known });
    }
    claims.sort_by_key(|c| (c.submitted_at.is_none(), c.submitted_at, c.side));
    Ok(Question { disputed: case.trigger == Trigger::Dispute, claims })
}

/// Since when a lead is its partner's claim, while it is.
fn held_since(lead: Evidence) -> Option<Instant> {
    lead.until.and(lead.accepted_at.or(lead.offered_at))
}

/// When a partner won the customer last.
fn won_by(partner: PartnerId, won: &[(PartnerId, Instant)]) -> Option<Instant> {
    won.iter().filter(|w| w.0 == partner).map(|w| w.1).max()
}

/// How many certificates a partner's people hold.
async fn certified(work: &Work, partner: PartnerId) -> Result<i64> {
    let standing = partners::standing(work, partner).await?;
    let mut certificates: Vec<_> =
        standing.grants.iter().filter(|g| g.right.starts_with("certified:")).map(|g| (g.user, g.right.as_str())).collect();
    certificates.sort_unstable();
    certificates.dedup();
    Ok(i64::try_from(certificates.len()).unwrap_or(i64::MAX))
}

/// A partner that has registered nothing and was given the customer as a lead.
async fn given<'a>(
    work: &Work,
    side: &Side,
    partner: PartnerId,
    lead: &Evidence,
    mut others: impl Iterator<Item = &'a Deal>,
    won: &[(PartnerId, Instant)],
) -> Result<Claim> {
    let served = match others.next() {
        Some(deal) => Some(deals::coverage(work, deal).await?.served).filter(|s| s.way != accounts::Way::Open),
        None => None,
    };
    Ok(Claim {
        side: side.id,
        direct: false,
        live: lead.until.is_some(),
        submitted_at: None,
        protected_since: None,
        products: products_of(work, lead).await?,
        lead_at: None,
        won_at: won_by(partner, won),
        covered: served.map(|s| s.admits(partner)),
        progress_at: lead.contacted_at,
        buyer: !lead.contact_name.is_empty() && !is_mailbox(&lead.contact_email),
        certified: certified(work, partner).await?,
    })
}

async fn claim(work: &Work, side: &Side, deal: &Deal, won: &[(PartnerId, Instant)]) -> Result<Claim> {
    let served = deals::coverage(work, deal).await?.served;
    Ok(Claim {
        side: side.id,
        direct: false,
        live: live(deal.kind()),
        submitted_at: deal.submitted_at,
        protected_since: deal.protected().map(|p| p.approved_at),
        products: deal.registration.lines.iter().map(|l| l.product).collect(),
        lead_at: None,
        won_at: won_by(deal.partner, won),
        covered: (served.way != accounts::Way::Open).then(|| served.admits(deal.partner)),
        progress_at: Some(deal.active_at).filter(|at| deal.submitted_at.is_some_and(|from| *at > from)),
        buyer: !deal.registration.customer.contact_name.is_empty() && !is_mailbox(&deal.registration.customer.contact_email),
        certified: certified(work, deal.partner).await?,
    })
}

/// The vendor's direct team: it has what the plan, or the stage of the account, gives it.
async fn direct<'a>(side: &Side, deals_of: impl Iterator<Item = &'a Deal>, work: &Work) -> Result<Claim> {
    let mut covered = None;
    let mut products = Vec::new();
    for deal in deals_of {
        let way = deals::coverage(work, deal).await?.served.way;
        if way != accounts::Way::Open {
            covered = Some(way == accounts::Way::Direct);
        }
        products.extend(deal.registration.lines.iter().map(|l| l.product));
    }
    products.sort_unstable();
    products.dedup();
    Ok(Claim {
        side: side.id,
        direct: true,
        live: true,
        submitted_at: None,
        protected_since: None,
        products,
        lead_at: None,
        won_at: None,
        covered,
        progress_at: None,
        buyer: false,
        certified: 0,
    })
}

/// Whether an address belongs to a desk and not to a person.
fn is_mailbox(address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default().to_lowercase();
    ["", "info", "office", "contact", "mail", "sales", "hello", "kontakt", "post", "admin"].contains(&local.as_str())
}
