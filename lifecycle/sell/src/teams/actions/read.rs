//! Reading teams: what everybody on one reads, what a member reads of the deal, and where a partner is on teams.

use std::collections::HashMap;

use base::{DealId, Error, FileId, Instant, Kind, Money, PartnerId, Result, TeamInvitationId, UserId};
use chrono::NaiveDate;
use work::{Permission, Resource, Work};

use super::super::model::{Invitation, InvitationState, Member, Note, Proposed, Role, Share, Staff, Task, View};
use super::super::rules;
use super::super::store;
use super::{Place, Seat, in_force, name_of, notes, seat, team_of};
use crate::deals::actions as deals;
use crate::deals::model::{Deal, DealFile, Stage, StateKind};
use crate::links::sells;

/// What somebody on the team reads of the deal: the customer's name and the stage, and what was agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The customer's name.
    pub company: String,
    /// Where the deal is.
    pub kind: StateKind,
    /// How far the sale is, or was.
    pub stage: Option<Stage>,
    /// What it is worth, its products, and when the customer is expected to decide.
    pub value: Option<(Money, String, Option<NaiveDate>)>,
    /// The person at the customer: name, address, role.
    pub contact: Option<(String, String, String)>,
    /// The files that are shared with a member.
    pub files: Vec<DealFile>,
}

/// Somebody who can have a task: one of the people that those on the team know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub user: UserId,
    /// The name.
    pub name: String,
    /// The partner; none for the vendor's people.
    pub partner: Option<PartnerId>,
}

/// A team as one of those on it reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// Which deal.
    pub deal: DealId,
    /// Whose deal it is.
    pub lead: PartnerId,
    /// Where the reader stands.
    pub place: Place,
    /// Whether the team changes.
    pub open: bool,
    /// Whether only partner operations proposes shares.
    pub frozen: bool,
    /// What is read of the deal.
    pub shown: Shown,
    /// The partners beside the lead.
    pub members: Vec<Member>,
    /// The vendor's people.
    pub staff: Vec<Staff>,
    /// The names of the partners.
    pub names: HashMap<PartnerId, String>,
    /// The shares that hold.
    pub shares: Vec<Share>,
    /// Shares that are proposed.
    pub proposed: Option<Proposed>,
    /// Whether a ruling divided the deal.
    pub ruled: bool,
    /// Which version of the team this is.
    pub version: i64,
    /// What was offered to others; for the lead and the vendor.
    pub invitations: Vec<Invitation>,
    /// The plan.
    pub tasks: Vec<Task>,
    /// The notes.
    pub notes: Vec<Note>,
}

impl Board {
    /// What a partner has of the credit now.
    pub fn share(&self, partner: PartnerId) -> i64 {
        rules::of(&self.shares, partner)
    }

    /// The name of a partner.
    pub fn name(&self, partner: PartnerId) -> String {
        self.names.get(&partner).cloned().unwrap_or_default()
    }

    /// Whether a partner is asked to agree to what is proposed.
    pub fn asks(&self, partner: PartnerId) -> bool {
        self.open
            && self.proposed.as_ref().is_some_and(|p| (!self.frozen || p.by_operations) && p.agreed.iter().all(|c| c.partner != partner))
    }
}

async fn shown(work: &Work, deal: &Deal, view: Option<View>) -> Result<Shown> {
    let sees = view.unwrap_or(View { value: true, contact: true, files: false });
    let c = &deal.registration.customer;
    Ok(Shown {
        company: c.company.clone(),
        kind: deal.kind(),
        stage: deal.protection().map(|p| p.stage),
        value: sees.value.then(|| (deal.value(), deal.products.clone(), deal.registration.close_on)),
        contact: sees.contact.then(|| (c.contact_name.clone(), c.contact_email.clone(), c.contact_role.clone())),
        files: if sees.files { deals::shared_files(work, deal).await? } else { Vec::new() },
    })
}

/// The team of a deal, for those on it and for staff.
pub async fn board(work: &Work, id: DealId) -> Result<Board> {
    let seat = seat(work, id, Permission::DealRead).await?;
    let mut names = HashMap::new();
    let mut shares = in_force(work, &seat.deal).await?;
    if seat.place != Place::Staff {
        // Who shares by a ruling and is not on the team is sealed from those who are.
        shares.retain(|s| s.partner == seat.deal.partner || seat.members.iter().any(|m| m.partner == s.partner));
    }
    let partners = seat.members.iter().map(|m| m.partner).chain([seat.deal.partner]).chain(shares.iter().map(|s| s.partner));
    for partner in partners.collect::<Vec<_>>() {
        names.insert(partner, name_of(work, partner).await?);
    }
    let invitations = if seat.member().is_none() { store::invitations::of(work, id, 50).await? } else { Vec::new() };
    Ok(Board {
        deal: id,
        lead: seat.deal.partner,
        open: seat.open(),
        frozen: seat.frozen(),
        shown: shown(work, &seat.deal, seat.member().map(|m| m.view)).await?,
        staff: store::staff::of(work, id).await?,
        names,
        shares,
        proposed: seat.team.proposed.clone(),
        ruled: seat.team.ruled,
        version: seat.team.version,
        invitations,
        tasks: store::tasks::of(work, id).await?,
        notes: notes::readable(work, id).await?,
        members: seat.members,
        place: seat.place,
    })
}

/// Whether the actor reads the team of a deal: as one of its partners, or as the vendor.
pub async fn reads(work: &Work, id: DealId) -> Result<bool> {
    match seat(work, id, Permission::DealRead).await {
        Ok(_) => Ok(true),
        Err(e) if e.kind() == Some(Kind::Missing) => Ok(false),
        Err(e) => Err(e),
    }
}

/// The people of the team who can have a task: the deal's owner, who accepted for each member, the vendor's people on
/// it, and the actor's own people who sell.
pub async fn people(work: &Work, id: DealId) -> Result<Vec<Person>> {
    of_seat(work, &seat(work, id, Permission::DealRead).await?).await
}

pub(super) async fn of_seat(work: &Work, seat: &Seat) -> Result<Vec<Person>> {
    let mut all: Vec<Person> = Vec::new();
    if let Some(owner) = seat.deal.owner {
        all.push(Person { user: owner, name: seat.deal.owner_name.clone(), partner: Some(seat.deal.partner) });
    }
    for m in &seat.members {
        all.extend(m.person.map(|user| Person { user, name: m.person_name.clone(), partner: Some(m.partner) }));
    }
    for s in store::staff::of(work, seat.deal.id).await? {
        all.push(Person { user: s.user, name: s.name, partner: None });
    }
    let own = match (&seat.place, work.actor().user) {
        (Place::Staff, user) => user.map(|user| Person { user, name: work.actor().name.clone(), partner: None }).into_iter().collect(),
        (Place::Lead, _) => sellers(work, seat.deal.partner).await?,
        (Place::Member(m), _) => sellers(work, m.partner).await?,
    };
    all.extend(own);
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|p| seen.insert(p.user));
    all.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(all)
}

async fn sellers(work: &Work, partner: PartnerId) -> Result<Vec<Person>> {
    let found = identity::of_partner(work, partner).await?.into_iter().filter(sells);
    Ok(found.map(|u| Person { user: u.id, name: u.name, partner: Some(partner) }).collect())
}

/// A file that a member reads; for the lead and staff it is where the deal's files are.
pub async fn file(work: &Work, deal: DealId, id: FileId) -> Result<DealFile> {
    let seat = seat(work, deal, Permission::DealRead).await?;
    if seat.member().is_some_and(|m| !m.view.files) {
        return Err(Error::missing());
    }
    deals::shared_files(work, &seat.deal).await?.into_iter().find(|f| f.id == id).ok_or_else(Error::missing)
}

/// A joint opportunity in the list of a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joint {
    /// Which deal.
    pub deal: DealId,
    /// The customer's name.
    pub company: String,
    /// Where the deal is.
    pub kind: StateKind,
    /// How far the sale is.
    pub stage: Option<Stage>,
    /// The name of the partner whose deal it is.
    pub lead: String,
    /// What the own partner does.
    pub role: Role,
    /// What it has of the credit.
    pub points: i64,
    /// Since when it is on the team.
    pub since: Instant,
    /// Whether it is asked to agree to shares.
    pub asked: bool,
}

/// What a partner is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The invitation.
    pub invitation: Invitation,
    /// The customer's name.
    pub company: String,
    /// Where the deal is, and how far the sale; none once the invitation was not accepted.
    pub place: Option<(StateKind, Option<Stage>)>,
    /// The name of the partner whose deal it is.
    pub lead: String,
    /// The shares as they would be, with the names of those that have one.
    pub shares: Vec<(String, i64)>,
}

/// The invitations that the actor's partner has not answered, and the teams that it is on.
pub async fn joint(work: &Work) -> Result<(Vec<Offer>, Vec<Joint>)> {
    let Some(own) = work.actor().partner else { return Ok((Vec::new(), Vec::new())) };
    work.may(Permission::DealRead, &Resource::own("deal_team", work.actor()))?;
    let mut offers = Vec::new();
    for invitation in store::invitations::to_partner(work, own).await? {
        offers.extend(offer(work, invitation).await?);
    }
    let mut teams = Vec::new();
    for member in store::members::of_partner(work, own, 100).await? {
        let Some(deal) = deals::find(work, member.deal).await? else { continue };
        let team = team_of(work, &deal).await?;
        let shares = in_force(work, &deal).await?;
        let open = matches!(deal.kind(), StateKind::Approved | StateKind::Won);
        let frozen = rules::frozen(deal.kind() == StateKind::Won, &team);
        let yes = |p: &Proposed| (frozen && !p.by_operations) || p.agreed.iter().any(|c| c.partner == own);
        teams.push(Joint {
            deal: deal.id,
            company: deal.registration.customer.company.clone(),
            kind: deal.kind(),
            stage: deal.protection().map(|p| p.stage),
            lead: name_of(work, deal.partner).await?,
            role: member.role,
            points: rules::of(&shares, own),
            since: member.since,
            asked: open && team.proposed.as_ref().is_some_and(|p| !yes(p)),
        });
    }
    Ok((offers, teams))
}

/// One invitation to the actor's own partner, whatever became of it.
pub async fn invitation(work: &Work, id: TeamInvitationId) -> Result<Offer> {
    let found = store::invitations::get(work, id).await?;
    // Its address is the lead's to know; staff read it with the team.
    let own = work.actor().partner.filter(|own| found.to == Some(*own)).ok_or_else(Error::missing)?;
    work.may(Permission::DealRead, &Resource::of("team_invitation", own))?;
    // Who has left the team reads nothing of it any more, and who never joined nothing new.
    let (over, accepted) = (found.state() != InvitationState::Waiting, found.state() == InvitationState::Accepted);
    let member = accepted && store::members::active(work, found.deal).await?.iter().any(|m| m.partner == own);
    if accepted && !member {
        return Err(Error::missing());
    }
    let mut offer = offer(work, found).await?.ok_or_else(Error::missing)?;
    if over && !member {
        (offer.place, offer.shares) = (None, Vec::new());
    }
    Ok(offer)
}

async fn offer(work: &Work, invitation: Invitation) -> Result<Option<Offer>> {
    let Some(deal) = deals::find(work, invitation.deal).await? else { return Ok(None) };
    let mut shares = Vec::new();
    if let (Some(to), true) = (invitation.to, invitation.points > 0) {
        let team = team_of(work, &deal).await?;
        let base = match team.proposed {
            Some(p) => p.shares,
            None => in_force(work, &deal).await?,
        };
        // Where the lead has not that much any more, accepting says so.
        let after = rules::offered(&base, deal.partner, to, invitation.points).unwrap_or_default();
        let members = store::members::active(work, deal.id).await?;
        let known = |p: PartnerId| p == deal.partner || p == to || members.iter().any(|m| m.partner == p);
        for share in after.into_iter().filter(|s| s.points > 0 && known(s.partner)) {
            shares.push((name_of(work, share.partner).await?, share.points));
        }
    }
    Ok(Some(Offer {
        company: deal.registration.customer.company.clone(),
        place: Some((deal.kind(), deal.protection().map(|p| p.stage))),
        lead: name_of(work, deal.partner).await?,
        shares,
        invitation,
    }))
}
