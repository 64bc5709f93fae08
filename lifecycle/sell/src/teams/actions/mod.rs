//! What people do with teams: one function for each verb, each inside one transaction.

mod answer;
mod clock;
mod invite;
mod members;
mod notes;
mod read;
mod ruled;
mod shares;
mod tasks;
mod told;

pub use answer::{accept, decline};
pub use clock::{due, due_tasks, ring, ring_task};
pub use invite::{INVITE, deliver, invite, take_back};
pub use members::{add_staff, leave, remove, remove_staff};
pub use notes::{add_note, notes};
pub use read::{Board, Joint, Offer, Person, board, file, invitation, joint, people, reads};
pub use ruled::{departed, ruled};
pub use shares::{drop_proposed, propose, respond};
pub use tasks::{ASSIGNED, add_task, change_task, close_task, earlier, tell_assigned};
pub use told::{deal_moved, told};

use base::{DealId, Error, Invalid, PartnerId, Result};
use facts::sell::TeamChanged;
use work::{Permission, Resource, Scope, Work};

use super::model::{Member, Share, Team};
use super::rules::{self, TeamRefusal};
use super::store;
use crate::deals::actions as deals;
use crate::deals::model::{Deal, StateKind};

/// Where the actor stands in a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// One of the vendor's people, or the system.
    Staff,
    /// One of the people of the deal's own partner.
    Lead,
    /// One of the people of a member.
    Member(Member),
}

/// A team as the actor stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// The deal; a member reads of it what was agreed.
    pub deal: Deal,
    /// The team.
    pub team: Team,
    /// The partners on it beside the lead.
    pub members: Vec<Member>,
    /// Where the actor stands.
    pub place: Place,
}

impl Seat {
    /// The member that the actor belongs to.
    pub const fn member(&self) -> Option<&Member> {
        match &self.place {
            Place::Member(m) => Some(m),
            Place::Staff | Place::Lead => None,
        }
    }

    /// Whether the team changes: the deal is approved or won.
    pub fn open(&self) -> bool {
        matches!(self.deal.kind(), StateKind::Approved | StateKind::Won)
    }

    /// Whether only partner operations proposes shares.
    pub fn frozen(&self) -> bool {
        rules::frozen(self.deal.kind() == StateKind::Won, &self.team)
    }
}

/// The team of a deal for those on it and for staff; a missing deal, a forbidden one and one that was never approved
/// look alike.
async fn seat(work: &Work, id: DealId, permission: Permission) -> Result<Seat> {
    let deal = deals::find(work, id).await?.filter(|d| d.protection().is_some()).ok_or_else(Error::missing)?;
    let members = store::members::active(work, id).await?;
    let own = |m: &&Member| Some(m.partner) == work.actor().partner;
    let place = match work.scope() {
        Scope::All => Place::Staff,
        Scope::Partners(_) if work.actor().partner == Some(deal.partner) => Place::Lead,
        Scope::Partners(_) | Scope::Nothing => Place::Member(members.iter().find(own).cloned().ok_or_else(Error::missing)?),
    };
    match &place {
        Place::Staff | Place::Lead => work.may(permission, &deals::resource(&deal))?,
        Place::Member(_) => work.may(permission, &Resource::own("deal_team", work.actor()))?,
    }
    let team = team_of(work, &deal).await?;
    Ok(Seat { deal, team, members, place })
}

/// The same to change something; refused while the deal is neither approved nor won.
async fn writing(work: &Work, id: DealId) -> Result<Seat> {
    let seat = seat(work, id, Permission::DealEdit).await?;
    if seat.open() { Ok(seat) } else { Err(TeamRefusal::Closed.into()) }
}

/// The same for what the lead and the vendor do, and members do not.
async fn leading(work: &Work, id: DealId) -> Result<Seat> {
    let seat = writing(work, id).await?;
    if seat.member().is_some() { Err(Error::forbidden()) } else { Ok(seat) }
}

async fn team_of(work: &Work, deal: &Deal) -> Result<Team> {
    let begun = Team { deal: deal.id, lead: deal.partner, ruled: false, proposed: None, version: 0 };
    Ok(store::teams::find(work, deal.id).await?.unwrap_or(begun))
}

/// The shares that hold now.
async fn in_force(work: &Work, deal: &Deal) -> Result<Vec<Share>> {
    Ok(rules::in_force(deal.partner, &deals::credits(work, deal.id).await?))
}

/// Refuses a version that is no longer the current one.
fn fresh(current: i64, version: Option<i64>) -> Result<()> {
    if version.is_some_and(|v| v != current) { Err(Error::stale()) } else { Ok(()) }
}

/// A text that goes with a decision.
fn said(field: &str, text: &str, min: usize) -> Result<String> {
    let (mut invalid, mut text) = (Invalid::new(), text.to_owned());
    crate::texts::text(&mut invalid, field, &mut text, min, 2_000);
    invalid.finish()?;
    Ok(text)
}

/// Lets one partner know that something happened in the team, and its open pages follow.
fn tell(work: &Work, deal: DealId, partner: PartnerId, what: &str) -> Result<()> {
    work.signal(&TeamChanged { deal, partner: Some(partner), what: what.to_owned() })
}

/// The same for the lead and every member.
fn tell_all(work: &Work, deal: &Deal, members: &[Member], what: &str) -> Result<()> {
    tell(work, deal.id, deal.partner, what)?;
    members.iter().try_for_each(|m| tell(work, deal.id, m.partner, what))
}

/// The name of a partner, whoever asks: those on a team know each other.
async fn name_of(work: &Work, partner: PartnerId) -> Result<String> {
    Ok(partners::find(work, partner).await?.map(|p| p.name).unwrap_or_default())
}
