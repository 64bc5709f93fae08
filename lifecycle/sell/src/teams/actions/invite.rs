//! Inviting another partner, and finding whose address it is.

use base::{DealId, Error, Invalid, PartnerId, Result, TeamInvitationId};
use chrono::TimeDelta;
use notices::{Message, values};
use serde_json::json;
use work::{Entry, Work};

use super::super::model::{Answer, Invitation, NewInvitation};
use super::super::rules::{self, TeamRefusal};
use super::super::store;
use super::{Place, Seat, in_force, leading, tell};
use crate::links;

/// The job that finds whose address was typed, and tells that partner. It runs as the system and after the answer, so
/// that nobody learns by asking who is in the program.
pub const INVITE: &str = "sell.team_invite";

/// The most invitations that wait at once.
const WAITING: u64 = 20;

/// The most members of a team.
pub(super) const MEMBERS: usize = 20;

/// Invites another partner to sell a deal together.
///
/// A partner names it by the address of one of its people, and is told the same whether there is somebody of that
/// address or not; staff may choose it.
pub async fn invite(work: &Work, id: DealId, new: &NewInvitation, unread: &Invalid) -> Result<Invitation> {
    let seat = leading(work, id).await?;
    if new.partner.is_some() && seat.place != Place::Staff {
        return Err(Error::forbidden());
    }
    let new = rules::check(new.clone(), unread.clone())?;
    if store::invitations::waiting(work, id).await? >= WAITING {
        return Err(TeamRefusal::TooMany { most: 20 }.into());
    }
    if new.points > 0 && seat.frozen() {
        return Err(TeamRefusal::Frozen.into());
    }
    // Asked now, and again when it is accepted: other shares may be agreed meanwhile.
    if rules::of(&in_force(work, &seat.deal).await?, seat.deal.partner) < new.points {
        return Err(TeamRefusal::ShareGone { points: new.points }.into());
    }
    let (to, address) = match new.partner {
        Some(partner) => (Some(partner), chosen(work, &seat, partner).await?),
        None => (None, new.address),
    };
    let invitation = Invitation {
        id: work.new_id(),
        deal: id,
        lead: seat.deal.partner,
        to,
        address,
        role: new.role,
        view: new.view,
        points: new.points,
        message: new.message,
        by: work.actor().user,
        by_name: work.actor().name.clone(),
        by_staff: seat.place == Place::Staff,
        at: work.now(),
        answer_by: work.now() + TimeDelta::days(new.days),
        reminded: false,
        answer: Answer::Waiting,
        version: 1,
    };
    store::invitations::add(work, &invitation, rules::alarm(&invitation)).await?;
    let entry = Entry::new("team.invited", "team_invitation", invitation.id).partner(Some(seat.deal.partner));
    let shown = json!({
        "deal": id, "to": invitation.to, "address": invitation.address, "role": invitation.role.code(),
        "basis_points": invitation.points, "sees": [new.view.value, new.view.contact, new.view.files],
    });
    work.audit(entry.after(shown));
    work.enqueue(INVITE, json!({ "invitation": invitation.id }));
    tell(work, id, seat.deal.partner, "invited")?;
    Ok(invitation)
}

/// Saves an invitation, with the moment at which something falls due for it next.
pub(super) async fn save(work: &Work, invitation: Invitation) -> Result<Invitation> {
    let alarm = rules::alarm(&invitation);
    store::invitations::save(work, invitation, alarm).await
}

/// The name of a partner that staff choose.
async fn chosen(work: &Work, seat: &Seat, partner: PartnerId) -> Result<String> {
    let found = partners::get(work, partner).await?;
    if found.state != partners::Lifecycle::Active {
        return Err(TeamRefusal::PartnerNotActive.into());
    }
    if partner == seat.deal.partner || seat.members.iter().any(|m| m.partner == partner) {
        return Err(TeamRefusal::OnTeam.into());
    }
    Ok(found.name)
}

/// Takes an invitation back.
pub async fn take_back(work: &Work, deal: DealId, id: TeamInvitationId) -> Result<()> {
    let seat = leading(work, deal).await?;
    let found = store::invitations::find(work, id).await?.filter(|i| i.deal == deal).ok_or_else(Error::missing)?;
    rules::answerable(&found, work.now())?;
    let to = found.to;
    save(work, Invitation { answer: Answer::Withdrawn { at: work.now() }, ..found }).await?;
    work.audit(Entry::new("team.invitation_withdrawn", "team_invitation", id).partner(Some(seat.deal.partner)));
    if let Some(to) = to {
        tell(work, deal, to, "invitation")?;
    }
    tell(work, deal, seat.deal.partner, "invitation")
}

/// Finds whose address an invitation has, and tells that partner's people who sell; nobody where there is none.
pub async fn deliver(work: &Work, id: TeamInvitationId) -> Result<()> {
    let Some(found) = store::invitations::find(work, id).await? else { return Ok(()) };
    if rules::answerable(&found, work.now()).is_err() {
        return Ok(());
    }
    let invitation = match found.to {
        Some(_) => found,
        None => {
            let Some(to) = asked(work, &found).await? else { return Ok(()) };
            save(work, Invitation { to: Some(to), ..found }).await?
        }
    };
    notify(work, &invitation, "team.invited").await
}

/// The partner that an address stands for, where it can be asked.
async fn asked(work: &Work, invitation: &Invitation) -> Result<Option<PartnerId>> {
    let user = identity::find_by_email(work, &invitation.address).await?;
    let Some(partner) = user.filter(|u| u.state == identity::UserState::Active).and_then(|u| u.partner) else { return Ok(None) };
    let active = partners::find(work, partner).await?.is_some_and(|p| p.state == partners::Lifecycle::Active);
    let on_team = partner == invitation.lead || store::members::active(work, invitation.deal).await?.iter().any(|m| m.partner == partner);
    let asked = store::invitations::to_partner(work, partner).await?.iter().any(|i| i.deal == invitation.deal);
    Ok(Some(partner).filter(|_| active && !on_team && !asked))
}

/// Tells the people of the partner that is asked, those who sell.
pub(super) async fn notify(work: &Work, invitation: &Invitation, topic: &'static str) -> Result<()> {
    let Some(to) = invitation.to else { return Ok(()) };
    let people: Vec<identity::User> = identity::of_partner(work, to).await?.into_iter().filter(links::sells).collect();
    let args = vec![("partner", super::name_of(work, invitation.lead).await?.into()), ("by", values::moment(invitation.answer_by))];
    let message = Message { topic, args, href: format!("/joint/invitations/{}", invitation.id), mail: true };
    notices::tell(work, &identity::recipients(&people), &message).await?;
    tell(work, invitation.deal, to, "invitation")
}
