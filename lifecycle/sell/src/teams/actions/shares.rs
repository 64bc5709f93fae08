//! Shares of the credit: proposed, agreed to by every partner of the team, and then in force.

use base::{DealId, PartnerId, Result};
use facts::sell::{TeamShare, TeamSharesAgreed};
use serde_json::json;
use work::{Entry, Permission, Work};

use super::super::model::{Consent, Proposed, Share, Team};
use super::super::rules::{self, TeamRefusal};
use super::super::store;
use super::{Place, Seat, fresh, in_force, leading, name_of, said, tell_all, writing};
use crate::deals::actions as deals;

/// Proposes other shares. The lead agrees by proposing; everybody else on the team is asked.
///
/// After the win, and after a ruling, only partner operations proposes.
pub async fn propose(work: &Work, id: DealId, version: Option<i64>, shares: &[Share]) -> Result<Team> {
    let mut seat = leading(work, id).await?;
    fresh(seat.team.version, version)?;
    let operations = seat.place == Place::Staff && work.can(Permission::DealManage, &deals::resource(&seat.deal));
    if seat.frozen() && !operations {
        return Err(TeamRefusal::Frozen.into());
    }
    kept_apart(work, &seat).await?;
    let shares = rules::check_shares(seat.deal.partner, &seat.members, shares)?;
    seat.team.proposed = None;
    let mut proposed =
        Proposed { shares, by_name: work.actor().name.clone(), at: work.now(), by_operations: operations, agreed: Vec::new() };
    if seat.place == Place::Lead {
        proposed.agreed.push(Consent { partner: seat.deal.partner, name: work.actor().name.clone(), at: work.now() });
    }
    let entry = Entry::new("team.shares_proposed", "deal_team", id).partner(Some(seat.deal.partner));
    work.audit(entry.after(json!(proposed.shares.iter().map(|s| json!([s.partner, s.points])).collect::<Vec<_>>())));
    put(work, seat, proposed).await
}

/// Refuses to take from a partner that is in the program and not on the team: nobody would ask it.
async fn kept_apart(work: &Work, seat: &Seat) -> Result<()> {
    let on_team = |p: PartnerId| p == seat.deal.partner || seat.members.iter().any(|m| m.partner == p);
    for share in in_force(work, &seat.deal).await?.into_iter().filter(|s| s.points > 0 && !on_team(s.partner)) {
        if partners::find(work, share.partner).await?.is_some_and(|p| p.state == partners::Lifecycle::Active) {
            return Err(TeamRefusal::ShareApart.into());
        }
    }
    Ok(())
}

/// Proposes shares to a team, and puts them in force when nobody is left to ask.
pub(super) async fn put(work: &Work, mut seat: Seat, proposed: Proposed) -> Result<Team> {
    if rules::agreed_by_all(seat.deal.partner, &seat.members, &proposed) {
        return settle(work, seat, &proposed.shares).await;
    }
    seat.team.proposed = Some(proposed);
    let team = store::teams::save(work, seat.team).await?;
    tell_all(work, &seat.deal, &seat.members, "proposed")?;
    Ok(team)
}

/// Everybody has agreed: the shares are the credit of the deal, through the same door as a ruling's.
async fn settle(work: &Work, mut seat: Seat, shares: &[Share]) -> Result<Team> {
    seat.team.proposed = None;
    let team = store::teams::save(work, seat.team).await?;
    let mut names: Vec<(PartnerId, String)> = Vec::new();
    for share in shares {
        names.push((share.partner, name_of(work, share.partner).await?));
    }
    let name = |p: PartnerId| names.iter().find(|n| n.0 == p).map(|n| n.1.clone()).unwrap_or_default();
    deals::recredit(work, &seat.deal, &rules::credits(shares), &rules::said(shares, name)).await?;
    let told = shares.iter().map(|s| TeamShare { partner: s.partner, basis_points: s.points }).collect();
    work.record(&TeamSharesAgreed { deal: seat.deal.id, partner: seat.deal.partner, shares: told })?;
    tell_all(work, &seat.deal, &seat.members, "agreed")?;
    Ok(team)
}

/// One partner of the team agrees to the proposed shares as it read them, or refuses them with a reason.
///
/// The version is that of the team: who agrees to something else than what is proposed now is asked to look again.
pub async fn respond(work: &Work, id: DealId, version: i64, agrees: bool, reason: &str) -> Result<Team> {
    let mut seat = writing(work, id).await?;
    // The vendor does not agree for a partner.
    let Some(own) = work.actor().partner else { return Err(base::Error::forbidden()) };
    fresh(seat.team.version, Some(version))?;
    let mut proposed = seat.team.proposed.take().ok_or(TeamRefusal::NothingProposed)?;
    if !agrees {
        let reason = said("reason", reason, 3)?;
        let team = store::teams::save(work, seat.team).await?;
        work.audit(Entry::new("team.shares_refused", "deal_team", id).partner(Some(own)).reason(reason));
        tell_all(work, &seat.deal, &seat.members, "refused")?;
        return Ok(team);
    }
    // What was proposed before the win, or before a ruling, is not agreed to after it.
    if seat.frozen() && !proposed.by_operations {
        return Err(TeamRefusal::Frozen.into());
    }
    if proposed.agreed.iter().all(|c| c.partner != own) {
        proposed.agreed.push(Consent { partner: own, name: work.actor().name.clone(), at: work.now() });
    }
    work.audit(Entry::new("team.shares_consented", "deal_team", id).partner(Some(own)));
    put(work, seat, proposed).await
}

/// Takes proposed shares back; what is in force stays.
pub async fn drop_proposed(work: &Work, id: DealId) -> Result<Team> {
    let mut seat = leading(work, id).await?;
    if seat.team.proposed.take().is_none() {
        return Err(TeamRefusal::NothingProposed.into());
    }
    let team = store::teams::save(work, seat.team).await?;
    work.audit(Entry::new("team.shares_withdrawn", "deal_team", id).partner(Some(seat.deal.partner)));
    tell_all(work, &seat.deal, &seat.members, "changed")?;
    Ok(team)
}

/// A partner has left before the win: what it had of the credit is the lead's again.
pub(super) async fn give_back(work: &Work, seat: &Seat, who: PartnerId) -> Result<()> {
    let before = in_force(work, &seat.deal).await?;
    if rules::of(&before, who) == 0 || seat.frozen() {
        return Ok(());
    }
    let after = rules::after_leaving(&before, seat.deal.partner, who);
    let name = name_of(work, who).await?;
    deals::recredit(work, &seat.deal, &rules::credits(&after), &format!("{name} 0 %")).await
}
