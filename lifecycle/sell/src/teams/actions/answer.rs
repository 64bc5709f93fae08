//! Answering an invitation: the partner that is asked accepts exactly what was offered, or declines.

use base::{Error, PartnerId, Result, TeamInvitationId};
use facts::sell::TeamJoined;
use serde_json::json;
use work::{Entry, Permission, Resource, Work};

use super::super::model::{Answer, Consent, Invitation, Member, Proposed};
use super::super::rules::{self, TeamRefusal};
use super::super::store;
use super::{Place, Seat, in_force, invite, said, shares, team_of, tell};
use crate::deals::actions as deals;
use crate::deals::model::StateKind;

/// The invitation that the actor's own partner can answer, and that partner.
async fn asked(work: &Work, id: TeamInvitationId) -> Result<(Invitation, PartnerId)> {
    let found = store::invitations::get(work, id).await?;
    // The vendor does not answer for a partner.
    let own = work.actor().partner.filter(|own| found.to == Some(*own)).ok_or_else(Error::forbidden)?;
    work.may(Permission::DealEdit, &Resource::own("team_invitation", work.actor()))?;
    rules::answerable(&found, work.now())?;
    Ok((found, own))
}

/// Accepts: the partner is on the team, and its share is proposed with the yes of those who offered and accepted it.
///
/// Where nobody else is on the team, that is everybody, and the shares are in force at once.
pub async fn accept(work: &Work, id: TeamInvitationId) -> Result<Member> {
    let (found, own) = asked(work, id).await?;
    let deal = deals::find(work, found.deal).await?.ok_or_else(Error::missing)?;
    if !matches!(deal.kind(), StateKind::Approved | StateKind::Won) {
        return Err(TeamRefusal::Closed.into());
    }
    if partners::get(work, own).await?.state != partners::Lifecycle::Active {
        return Err(TeamRefusal::PartnerNotActive.into());
    }
    let mut members = store::members::active(work, found.deal).await?;
    if members.len() >= invite::MEMBERS {
        return Err(TeamRefusal::TooMany { most: 20 }.into());
    }
    if members.iter().any(|m| m.partner == own) {
        return Err(TeamRefusal::OnTeam.into());
    }
    let member = Member {
        deal: found.deal,
        partner: own,
        role: found.role,
        view: found.view,
        by_ruling: false,
        person: work.actor().user,
        person_name: work.actor().name.clone(),
        since: work.now(),
        ended: None,
    };
    store::members::put(work, &member).await?;
    members.push(member.clone());
    let team = team_of(work, &deal).await?;
    let seat = Seat { place: Place::Member(member.clone()), team, members, deal };
    let invitation =
        invite::save(work, Invitation { answer: Answer::Accepted { at: work.now(), by: work.actor().name.clone() }, ..found }).await?;
    work.record(&TeamJoined { deal: seat.deal.id, account: seat.deal.account, partner: own, role: member.role.code().to_owned() })?;
    join_shares(work, seat, &invitation).await?;
    tell(work, invitation.deal, invitation.lead, "accepted")?;
    Ok(member)
}

/// What a partner was offered of the credit is proposed to the team, on top of what is proposed already.
async fn join_shares(work: &Work, mut seat: Seat, invitation: &Invitation) -> Result<()> {
    if invitation.points == 0 {
        // Whoever joins is asked about what is proposed, too.
        store::teams::save(work, seat.team).await?;
        return Ok(());
    }
    if seat.frozen() {
        return Err(TeamRefusal::Frozen.into());
    }
    let before = seat.team.proposed.take();
    let base = match &before {
        Some(p) => p.shares.clone(),
        None => in_force(work, &seat.deal).await?,
    };
    let Some(own) = seat.member().map(|m| m.partner) else { return Err(Error::forbidden()) };
    let mut agreed = vec![Consent { partner: own, name: work.actor().name.clone(), at: work.now() }];
    // Who invited for the lead has said yes by that, unless others proposed meanwhile what the lead has not agreed to.
    let lead = seat.deal.partner;
    if !invitation.by_staff && before.as_ref().is_none_or(|p| p.agreed.iter().any(|c| c.partner == lead)) {
        agreed.push(Consent { partner: lead, name: invitation.by_name.clone(), at: invitation.at });
    }
    let shares = rules::offered(&base, lead, own, invitation.points)?;
    let proposed = Proposed { shares, by_name: invitation.by_name.clone(), at: work.now(), by_operations: false, agreed };
    shares::put(work, seat, proposed).await?;
    Ok(())
}

/// Declines, with a reason that the lead and the vendor read.
pub async fn decline(work: &Work, id: TeamInvitationId, reason: &str) -> Result<()> {
    let (found, own) = asked(work, id).await?;
    let reason = said("reason", reason, 3)?;
    let (deal, lead) = (found.deal, found.lead);
    let answer = Answer::Declined { at: work.now(), by: work.actor().name.clone(), reason: reason.clone() };
    invite::save(work, Invitation { answer, ..found }).await?;
    work.audit(Entry::new("team.declined", "team_invitation", id).partner(Some(own)).after(json!({ "deal": deal })).reason(reason));
    tell(work, deal, own, "invitation")?;
    tell(work, deal, lead, "declined")
}
