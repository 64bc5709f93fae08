//! Notes of a team, and those that one organization keeps to itself.

use base::{DealId, PartnerId, Result, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};
use work::{Scope, Work};

use super::super::model::Note;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deal_team_note")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub deal_id: Uuid,
    pub partner_id: Option<Uuid>,
    pub author_id: Option<Uuid>,
    pub author_name: String,
    pub org: String,
    pub body: String,
    pub own: bool,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Adds a note.
pub(crate) async fn add(work: &Work, n: &Note) -> Result<()> {
    let row = ActiveModel {
        id: Set(n.id.uuid()),
        deal_id: Set(n.deal.uuid()),
        partner_id: Set(n.partner.map(Uuid::from)),
        author_id: Set(n.author.map(Uuid::from)),
        author_name: Set(n.author_name.clone()),
        org: Set(n.org.clone()),
        body: Set(n.body.clone()),
        own: Set(n.own),
        at: Set(n.at),
    };
    Entity::insert(row).exec_without_returning(&work.conn()).await.broken("adding a note of a team")?;
    Ok(())
}

/// The notes about a deal that the actor may read: the team's, and its own organization's; newest first.
pub(crate) async fn of(work: &Work, deal: DealId, most: u64) -> Result<Vec<Note>> {
    let own = match work.scope() {
        // What a partner keeps to itself is not the vendor's either.
        Scope::All => Column::PartnerId.is_null(),
        Scope::Partners(ids) => Column::PartnerId.is_in(ids.into_iter().map(Uuid::from)),
        Scope::Nothing => Column::Id.is_null(),
    };
    let find = Entity::find()
        .filter(Column::DealId.eq(deal.uuid()))
        .filter(Condition::any().add(Column::Own.eq(false)).add(own))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(most);
    let rows = find.all(&work.conn()).await.broken("reading the notes of a team")?;
    let note = |m: Model| Note {
        id: m.id.into(),
        deal: m.deal_id.into(),
        partner: m.partner_id.map(PartnerId::from),
        author: m.author_id.map(UserId::from),
        author_name: m.author_name,
        org: m.org,
        own: m.own,
        body: m.body,
        at: m.at,
    };
    Ok(rows.into_iter().map(note).collect())
}
