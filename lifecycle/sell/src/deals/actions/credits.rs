//! Who shares in what a deal earns: said by a ruling, told when the deal is won, and again when a later ruling differs.

use base::{DealId, PartnerId, Result};
use facts::sell::{DealCredit, DealLine, DealRecredited};
use serde_json::json;
use work::{Entry, Work};

use super::super::model::{Deal, State};
use super::super::store;

/// How a deal is divided among partners, in percent; empty leaves all of it to its own partner.
pub async fn credits(work: &Work, id: DealId) -> Result<Vec<(PartnerId, i64)>> {
    Ok(store::credits::of(work, id).await?.map(|found| found.1).unwrap_or_default())
}

/// The same as the facts tell it.
pub(super) async fn shared(work: &Work, id: DealId) -> Result<Vec<DealCredit>> {
    let mut all = Vec::new();
    for (partner, share) in credits(work, id).await? {
        // Asked without the actor's scope: who wins may share with partners that it does not see.
        let found = partners::find(work, partner).await?;
        let tier_rank = match found.as_ref().and_then(|p| p.program.zip(p.tier)) {
            Some((program, tier)) => partners::tiers(work, program).await?.iter().find(|t| t.id == tier).map_or(0, |t| t.rank),
            None => 0,
        };
        all.push(DealCredit { partner, share, tier_rank });
    }
    Ok(all)
}

/// Divides a deal as a ruling says, or as every partner of its team has agreed; what it has earned already is told again.
///
/// For the actions that rule and those of teams, which have asked for permission themselves. Shares of partners that do
/// not come to a hundred leave the rest to the vendor.
pub async fn recredit(work: &Work, deal: &Deal, shares: &[(PartnerId, i64)], reason: &str) -> Result<()> {
    let before = store::credits::of(work, deal.id).await?;
    let own = [(deal.partner, 100)];
    let now = if shares.is_empty() { &own[..] } else { shares };
    let was = before.as_ref().map_or(&own[..], |b| &b.1);
    if was == now {
        return Ok(());
    }
    let revision = before.as_ref().map_or(1, |b| b.0 + 1);
    store::credits::put(work, deal.id, deal.partner, revision, now).await?;
    let entry = Entry::new("deal.divided", "deal", deal.id).partner(Some(deal.partner));
    work.audit(entry.after(json!({ "revision": revision })).reason(reason.to_owned()));
    let State::Won { on, .. } = deal.state() else { return Ok(()) };
    let value = deal.value();
    let lines = deal.registration.lines.iter();
    work.signal(&DealRecredited {
        deal: deal.id,
        partner: deal.partner,
        company: deal.registration.customer.company.clone(),
        value_minor: value.minor,
        currency: value.currency.code().to_owned(),
        lines: lines.map(|l| DealLine { product: l.product, quantity: l.quantity, amount_minor: l.amount_minor }).collect(),
        on: *on,
        round: deal.rounds,
        revision,
        credits: shared(work, deal.id).await?,
        reason: reason.to_owned(),
    })
}
