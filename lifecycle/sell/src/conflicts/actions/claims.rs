//! What is known of the sides of a case, from deals, accounts and partners.

use base::{CaseId, Result};
use work::Work;

use super::super::model::{Case, Claim, Question, Side, Trigger};
use super::super::rules::Standing;
use super::super::store;
use crate::deals::actions as deals;
use crate::deals::model::{Deal, Held, StateKind};

/// All sides of a case, for actions that weigh them; who asks sees them all or is the system.
pub(super) async fn sides(work: &Work, case: CaseId) -> Result<Vec<Side>> {
    store::sides::of(work, case).await
}

/// Where the deals of some sides stand.
pub(crate) async fn standings(work: &Work, sides: &[Side]) -> Result<Vec<Standing>> {
    let mut all = Vec::new();
    for side in sides {
        let deal = match side.deal {
            Some(id) => deals::find(work, id).await?,
            None => None,
        };
        let deal = deal.map(|d| (d.id, d.kind(), d.registration.lines.iter().map(|l| l.product).collect()));
        all.push(Standing { side: side.id, partner: side.partner, deal });
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
        claims.push(match deal {
            Some(deal) => claim(work, side, deal, &won).await?,
            None => direct(side, deals_of.iter().filter_map(|(_, d)| d.as_ref()), work).await?,
        });
    }
    claims.sort_by_key(|c| (c.submitted_at.is_none(), c.submitted_at, c.side));
    Ok(Question { disputed: case.trigger == Trigger::Dispute, claims })
}

async fn claim(work: &Work, side: &Side, deal: &Deal, won: &[(base::PartnerId, base::Instant)]) -> Result<Claim> {
    let served = deals::coverage(work, deal).await?.served;
    let standing = partners::standing(work, deal.partner).await?;
    let mut certificates: Vec<_> =
        standing.grants.iter().filter(|g| g.right.starts_with("certified:")).map(|g| (g.user, g.right.as_str())).collect();
    certificates.sort_unstable();
    certificates.dedup();
    Ok(Claim {
        side: side.id,
        direct: false,
        live: live(deal.kind()),
        submitted_at: deal.submitted_at,
        protected_since: deal.protected().map(|p| p.approved_at),
        products: deal.registration.lines.iter().map(|l| l.product).collect(),
        won_at: won.iter().filter(|w| w.0 == deal.partner).map(|w| w.1).max(),
        covered: (served.way != accounts::Way::Open).then(|| served.admits(deal.partner)),
        progress_at: Some(deal.active_at).filter(|at| deal.submitted_at.is_some_and(|from| *at > from)),
        buyer: !deal.registration.customer.contact_name.is_empty() && !is_mailbox(&deal.registration.customer.contact_email),
        certified: i64::try_from(certificates.len()).unwrap_or(i64::MAX),
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
