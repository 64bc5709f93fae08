//! What was written in cases: each row belongs to one side.

use base::{CaseId, CasePartyId, Fault, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};
use work::{Scope, Work};

use super::super::model::{Entry, EntryKind, Side};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "conflict_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub case_id: Uuid,
    pub party_id: Uuid,
    pub partner_id: Option<Uuid>,
    pub author_id: Option<Uuid>,
    pub kind: String,
    pub author_name: String,
    pub body: String,
    pub by_staff: bool,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Keeps what somebody wrote about one side.
pub(crate) async fn add(work: &Work, e: &Entry, side: &Side) -> Result<()> {
    let row = ActiveModel {
        id: Set(e.id.uuid()),
        case_id: Set(side.case.uuid()),
        party_id: Set(side.id.uuid()),
        partner_id: Set(side.partner.map(Uuid::from)),
        author_id: Set(work.actor().user.map(Uuid::from)),
        kind: Set(e.kind.code().to_owned()),
        author_name: Set(e.author_name.clone()),
        body: Set(e.body.clone()),
        by_staff: Set(e.by_staff),
        at: Set(e.at),
    };
    Entity::insert(row).exec_without_returning(&work.conn()).await.broken("keeping what was written in a case")?;
    Ok(())
}

/// What was written in a case that the actor may read, oldest first; the last three hundred.
pub(crate) async fn of(work: &Work, case: CaseId) -> Result<Vec<Entry>> {
    let own = match work.scope() {
        Scope::All => Condition::all(),
        Scope::Partners(ids) => Condition::all().add(Column::PartnerId.is_in(ids.into_iter().map(Uuid::from))),
        Scope::Nothing => Condition::all().add(Column::Id.is_null()),
    };
    let find = Entity::find().filter(own).filter(Column::CaseId.eq(case.uuid())).order_by_desc(Column::At).order_by_desc(Column::Id);
    let rows = find.limit(300).all(&work.conn()).await.broken("reading what was written in a case")?;
    let entry = |m: Model| {
        let kind = EntryKind::from_code(&m.kind).ok_or_else(|| Fault::plain(format!("conflict_entry.kind of {} is {:?}", m.id, m.kind)))?;
        Ok(Entry {
            id: m.id.into(),
            side: m.party_id.into(),
            kind,
            author_name: m.author_name,
            by_staff: m.by_staff,
            body: m.body,
            at: m.at,
        })
    };
    rows.into_iter().rev().map(entry).collect()
}

/// Gives what was written in one case to another.
pub(crate) async fn turn(work: &Work, from: CaseId, to: CaseId) -> Result<()> {
    let all = Entity::update_many().col_expr(Column::CaseId, Expr::value(to.uuid())).filter(Column::CaseId.eq(from.uuid()));
    all.exec(&work.conn()).await.broken("joining what was written in two cases")?;
    Ok(())
}

/// Gives what one side wrote to another side of the same party.
pub(crate) async fn turn_side(work: &Work, from: CasePartyId, to: CasePartyId) -> Result<()> {
    let all = Entity::update_many().col_expr(Column::PartyId, Expr::value(to.uuid())).filter(Column::PartyId.eq(from.uuid()));
    all.exec(&work.conn()).await.broken("joining what two sides wrote")?;
    Ok(())
}
