//! Members: the partners on the team of a deal beside its lead.

use base::{DealId, Fault, PartnerId, Result, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QueryOrder, QuerySelect, Set};
use work::Work;

use super::super::model::{How, Member, Role, View};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deal_team_member")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub deal_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub partner_id: Uuid,
    pub role: String,
    pub sees_value: bool,
    pub sees_contact: bool,
    pub sees_files: bool,
    pub by_ruling: bool,
    pub person_id: Option<Uuid>,
    pub person_name: String,
    pub since: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
    pub how: String,
    pub reason: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn member(m: Model) -> Result<Member> {
    let bad = |what: &str| Fault::plain(format!("deal_team_member.{what} of {} on {} cannot be read", m.partner_id, m.deal_id));
    let ended = match m.ended_at {
        Some(at) => Some((How::from_code(&m.how).ok_or_else(|| bad("how"))?, at, m.reason.clone())),
        None => None,
    };
    Ok(Member {
        deal: m.deal_id.into(),
        partner: m.partner_id.into(),
        role: Role::from_code(&m.role).ok_or_else(|| bad("role"))?,
        view: View { value: m.sees_value, contact: m.sees_contact, files: m.sees_files },
        by_ruling: m.by_ruling,
        person: m.person_id.map(UserId::from),
        person_name: m.person_name,
        since: m.since,
        ended,
    })
}

/// The partners on the team of a deal now, oldest first.
pub(crate) async fn active(work: &Work, deal: DealId) -> Result<Vec<Member>> {
    let find = Entity::find()
        .filter(Column::DealId.eq(deal.uuid()))
        .filter(Column::EndedAt.is_null())
        .order_by_asc(Column::Since)
        .order_by_asc(Column::PartnerId);
    find.all(&work.conn()).await.broken("reading the members of a team")?.into_iter().map(member).collect()
}

/// Where a partner is on a team now, newest first.
pub(crate) async fn of_partner(work: &Work, partner: PartnerId, most: u64) -> Result<Vec<Member>> {
    let find = Entity::find()
        .filter(Column::PartnerId.eq(partner.uuid()))
        .filter(Column::EndedAt.is_null())
        .order_by_desc(Column::Since)
        .order_by_desc(Column::DealId)
        .limit(most);
    find.all(&work.conn()).await.broken("reading the teams of a partner")?.into_iter().map(member).collect()
}

/// Writes a membership, in place of one before.
pub(crate) async fn put(work: &Work, m: &Member) -> Result<()> {
    let (how, ended_at, reason) = match &m.ended {
        Some((how, at, reason)) => (how.code().to_owned(), Some(*at), reason.clone()),
        None => (String::new(), None, String::new()),
    };
    let row = ActiveModel {
        deal_id: Set(m.deal.uuid()),
        partner_id: Set(m.partner.uuid()),
        role: Set(m.role.code().to_owned()),
        sees_value: Set(m.view.value),
        sees_contact: Set(m.view.contact),
        sees_files: Set(m.view.files),
        by_ruling: Set(m.by_ruling),
        person_id: Set(m.person.map(Uuid::from)),
        person_name: Set(m.person_name.clone()),
        since: Set(m.since),
        ended_at: Set(ended_at),
        how: Set(how),
        reason: Set(reason),
    };
    let again = OnConflict::columns([Column::DealId, Column::PartnerId])
        .update_columns([
            Column::Role,
            Column::SeesValue,
            Column::SeesContact,
            Column::SeesFiles,
            Column::ByRuling,
            Column::PersonId,
            Column::PersonName,
            Column::Since,
            Column::EndedAt,
            Column::How,
            Column::Reason,
        ])
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(&work.conn()).await.broken("writing a member of a team")?;
    Ok(())
}
