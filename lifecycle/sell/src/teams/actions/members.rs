//! Leaving a team, ending a membership, and the vendor's people on it.

use base::{DealId, Error, PartnerId, Result, UserId};
use facts::sell::TeamLeft;
use serde_json::json;
use work::{Entry, Work};

use super::super::model::{How, Member, Role, Staff};
use super::super::rules::{self, TeamRefusal};
use super::super::store;
use super::{Place, Seat, in_force, leading, said, shares, tell, tell_all, writing};

/// The actor's partner leaves; before the win its share goes back to the lead.
pub async fn leave(work: &Work, id: DealId, reason: &str) -> Result<()> {
    let seat = writing(work, id).await?;
    let Some(member) = seat.member().cloned() else { return Err(Error::forbidden()) };
    let reason = said("reason", reason, 0)?;
    shares::give_back(work, &seat, member.partner).await?;
    end(work, seat, member, How::Left, &reason).await
}

/// The lead or the vendor ends a membership; not that of a partner with a share in force.
pub async fn remove(work: &Work, id: DealId, partner: PartnerId, reason: &str) -> Result<()> {
    let seat = leading(work, id).await?;
    let member = seat.members.iter().find(|m| m.partner == partner).cloned().ok_or_else(Error::missing)?;
    let reason = said("reason", reason, 0)?;
    if rules::of(&in_force(work, &seat.deal).await?, partner) > 0 {
        return Err(TeamRefusal::HasShare.into());
    }
    end(work, seat, member, How::Removed, &reason).await
}

/// Ends a membership; what was proposed to another team than there is now is dropped.
pub(super) async fn end(work: &Work, mut seat: Seat, member: Member, how: How, reason: &str) -> Result<()> {
    let partner = member.partner;
    store::members::put(work, &Member { ended: Some((how, work.now(), reason.to_owned())), ..member }).await?;
    seat.members.retain(|m| m.partner != partner);
    seat.team.proposed = None;
    store::teams::save(work, seat.team).await?;
    let told = TeamLeft { deal: seat.deal.id, partner, how: how.code().to_owned() };
    work.record_change(&told, None, Some(reason).filter(|r| !r.is_empty()))?;
    if how == How::Left {
        tell(work, seat.deal.id, seat.deal.partner, "left")?;
        return seat.members.iter().try_for_each(|m| tell(work, seat.deal.id, m.partner, "changed"));
    }
    tell(work, seat.deal.id, partner, if how == How::Removed { "removed" } else { "changed" })?;
    tell_all(work, &seat.deal, &seat.members, "changed")
}

/// Puts a person of the vendor on the team; staff only.
pub async fn add_staff(work: &Work, id: DealId, user: UserId, role: Role) -> Result<Staff> {
    let seat = leading(work, id).await?;
    if seat.place != Place::Staff {
        return Err(Error::forbidden());
    }
    let found = identity::get(work, user).await?;
    if !found.is_staff() || found.state != identity::UserState::Active {
        return Err(Error::missing());
    }
    let staff = Staff { user, name: found.name, role, since: work.now() };
    store::staff::put(work, id, &staff).await?;
    let entry = Entry::new("team.staff_added", "deal_team", id).partner(Some(seat.deal.partner));
    work.audit(entry.after(json!({ "user": user, "name": staff.name, "role": role.code() })));
    tell_all(work, &seat.deal, &seat.members, "changed")?;
    Ok(staff)
}

/// Takes a person of the vendor off the team; staff only.
pub async fn remove_staff(work: &Work, id: DealId, user: UserId) -> Result<()> {
    let seat = leading(work, id).await?;
    if seat.place != Place::Staff {
        return Err(Error::forbidden());
    }
    if !store::staff::remove(work, id, user).await? {
        return Err(Error::missing());
    }
    work.audit(Entry::new("team.staff_removed", "deal_team", id).partner(Some(seat.deal.partner)).after(json!({ "user": user })));
    tell_all(work, &seat.deal, &seat.members, "changed")
}
