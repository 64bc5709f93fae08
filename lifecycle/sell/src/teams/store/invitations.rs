//! Invitations: what was offered to whom, and what became of it.

use base::{DealId, Error, Fault, Instant, PartnerId, Result, TeamInvitationId, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};
use work::{Scope, Work};

use super::super::model::{Answer, Invitation, InvitationState, Role, View};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deal_team_invitation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub deal_id: Uuid,
    pub partner_id: Uuid,
    pub to_partner_id: Option<Uuid>,
    pub by_id: Option<Uuid>,
    pub role: String,
    pub address: String,
    pub message: String,
    pub by_name: String,
    pub state: String,
    pub answered_by: String,
    pub reason: String,
    pub sees_value: bool,
    pub sees_contact: bool,
    pub sees_files: bool,
    pub by_staff: bool,
    pub reminded: bool,
    pub points: i64,
    pub version: i64,
    pub at: DateTimeUtc,
    pub answer_by: DateTimeUtc,
    pub answered_at: Option<DateTimeUtc>,
    pub alarm_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn invitation(m: Model) -> Result<Invitation> {
    let bad = |what: &str| Fault::plain(format!("deal_team_invitation.{what} of {} cannot be read", m.id));
    let at = || m.answered_at.ok_or_else(|| bad("answered_at"));
    let answer = match InvitationState::from_code(&m.state).ok_or_else(|| bad("state"))? {
        InvitationState::Waiting => Answer::Waiting,
        InvitationState::Accepted => Answer::Accepted { at: at()?, by: m.answered_by.clone() },
        InvitationState::Declined => Answer::Declined { at: at()?, by: m.answered_by.clone(), reason: m.reason.clone() },
        InvitationState::Lapsed => Answer::Lapsed { at: at()? },
        InvitationState::Withdrawn => Answer::Withdrawn { at: at()? },
    };
    Ok(Invitation {
        id: m.id.into(),
        deal: m.deal_id.into(),
        lead: m.partner_id.into(),
        to: m.to_partner_id.map(PartnerId::from),
        role: Role::from_code(&m.role).ok_or_else(|| bad("role"))?,
        address: m.address,
        view: View { value: m.sees_value, contact: m.sees_contact, files: m.sees_files },
        points: m.points,
        message: m.message,
        by: m.by_id.map(UserId::from),
        by_name: m.by_name,
        by_staff: m.by_staff,
        at: m.at,
        answer_by: m.answer_by,
        reminded: m.reminded,
        answer,
        version: m.version,
    })
}

fn row(i: &Invitation, alarm: Option<Instant>) -> ActiveModel {
    let (answered_by, reason) = match &i.answer {
        Answer::Accepted { by, .. } => (by.clone(), String::new()),
        Answer::Declined { by, reason, .. } => (by.clone(), reason.clone()),
        Answer::Waiting | Answer::Lapsed { .. } | Answer::Withdrawn { .. } => (String::new(), String::new()),
    };
    ActiveModel {
        id: Set(i.id.uuid()),
        deal_id: Set(i.deal.uuid()),
        partner_id: Set(i.lead.uuid()),
        to_partner_id: Set(i.to.map(Uuid::from)),
        by_id: Set(i.by.map(Uuid::from)),
        role: Set(i.role.code().to_owned()),
        address: Set(i.address.clone()),
        message: Set(i.message.clone()),
        by_name: Set(i.by_name.clone()),
        state: Set(i.state().code().to_owned()),
        answered_by: Set(answered_by),
        reason: Set(reason),
        sees_value: Set(i.view.value),
        sees_contact: Set(i.view.contact),
        sees_files: Set(i.view.files),
        by_staff: Set(i.by_staff),
        reminded: Set(i.reminded),
        points: Set(i.points),
        version: Set(i.version),
        at: Set(i.at),
        answer_by: Set(i.answer_by),
        answered_at: Set(i.answer.at()),
        alarm_at: Set(alarm),
    }
}

/// Adds an invitation, with the moment at which something falls due for it.
pub(crate) async fn add(work: &Work, i: &Invitation, alarm: Option<Instant>) -> Result<()> {
    Entity::insert(row(i, alarm)).exec_without_returning(&work.conn()).await.broken("adding an invitation to a team")?;
    Ok(())
}

/// Saves an invitation whose version is still the one that was read, and returns it with the next.
pub(crate) async fn save(work: &Work, i: Invitation, alarm: Option<Instant>) -> Result<Invitation> {
    let (read, mut saved) = (i.version, i);
    saved.version += 1;
    let update = Entity::update_many().set(row(&saved, alarm)).filter(Column::Id.eq(saved.id.uuid())).filter(Column::Version.eq(read));
    let done = update.exec(&work.conn()).await.broken("saving an invitation to a team")?;
    if done.rows_affected == 1 { Ok(saved) } else { Err(Error::stale()) }
}

/// The invitations to the team of a deal, newest first.
pub(crate) async fn of(work: &Work, deal: DealId, most: u64) -> Result<Vec<Invitation>> {
    let find = Entity::find().filter(Column::DealId.eq(deal.uuid())).order_by_desc(Column::At).order_by_desc(Column::Id).limit(most);
    find.all(&work.conn()).await.broken("reading the invitations to a team")?.into_iter().map(invitation).collect()
}

/// How many invitations to the team of a deal wait.
pub(crate) async fn waiting(work: &Work, deal: DealId) -> Result<u64> {
    let find = Entity::find().filter(Column::DealId.eq(deal.uuid())).filter(Column::State.eq(InvitationState::Waiting.code()));
    Ok(find.count(&work.conn()).await.broken("counting invitations to a team")?)
}

/// What the actor's own partner is asked.
fn own(work: &Work) -> Condition {
    match work.scope() {
        Scope::All => Condition::all(),
        Scope::Partners(ids) => Condition::all().add(Column::ToPartnerId.is_in(ids.into_iter().map(Uuid::from))),
        Scope::Nothing => Condition::all().add(Column::Id.is_null()),
    }
}

/// An invitation of the actor's own partner, or for staff any; a missing and a forbidden one look alike.
pub(crate) async fn get(work: &Work, id: TeamInvitationId) -> Result<Invitation> {
    let found = Entity::find_by_id(id.uuid()).filter(own(work)).one(&work.conn()).await.broken("reading an invitation to a team")?;
    invitation(found.ok_or_else(Error::missing)?)
}

/// An invitation to a deal, whoever asks: for its lead, who has been asked for before, and for jobs.
pub(crate) async fn find(work: &Work, id: TeamInvitationId) -> Result<Option<Invitation>> {
    Entity::find_by_id(id.uuid()).one(&work.conn()).await.broken("reading an invitation to a team")?.map(invitation).transpose()
}

/// What a partner is asked and has not answered, the first to end first.
pub(crate) async fn to_partner(work: &Work, partner: PartnerId) -> Result<Vec<Invitation>> {
    let find = Entity::find()
        .filter(Column::ToPartnerId.eq(partner.uuid()))
        .filter(Column::State.eq(InvitationState::Waiting.code()))
        .filter(Column::AnswerBy.gt(work.now()))
        .order_by_asc(Column::AnswerBy)
        .limit(100);
    find.all(&work.conn()).await.broken("reading the invitations of a partner")?.into_iter().map(invitation).collect()
}

/// The invitations for which something is due, longest due first.
pub(crate) async fn due(work: &Work, n: u64) -> Result<Vec<TeamInvitationId>> {
    let find = Entity::find().select_only().column(Column::Id).filter(Column::AlarmAt.lte(work.now()));
    let ids: Vec<Uuid> =
        find.order_by_asc(Column::AlarmAt).limit(n).into_tuple().all(&work.conn()).await.broken("reading which invitations are due")?;
    Ok(ids.into_iter().map(TeamInvitationId::from).collect())
}
