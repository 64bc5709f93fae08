//! What people are asked.

use base::{ConflictId, ConnectionId, Cursor, Error, Fault, Page, PageRequest, Result, SyncId, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{QueryOrder as _, QuerySelect as _};
use work::Work;

use super::super::model::{Conflict, Settled, Side};
use crate::contract::model::Field;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "crm_conflict")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub record_id: Uuid,
    pub connection_id: Uuid,
    pub deal_id: Uuid,
    pub partner_id: Uuid,
    pub field: String,
    pub ours: String,
    pub theirs: String,
    pub code: String,
    pub state: String,
    pub chosen: Option<String>,
    pub reason: Option<String>,
    pub by_name: Option<String>,
    pub by_id: Option<Uuid>,
    pub at: DateTimeUtc,
    pub settled_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// How the record as a whole is called among the fields.
const WHOLE: &str = "record";

fn conflict(m: Model) -> Result<Conflict> {
    let field = Field::from_code(&m.field);
    if field.is_none() && m.field != WHOLE {
        return Err(Fault::plain(format!("crm_conflict.field of {} is {:?}", m.id, m.field)).into());
    }
    let settled = m.settled_at.map(|at| Settled {
        side: m.chosen.as_deref().and_then(Side::from_code),
        reason: m.reason.unwrap_or_default(),
        by: m.by_id.map(UserId::from),
        by_name: m.by_name.unwrap_or_default(),
        at,
    });
    Ok(Conflict {
        id: m.id.into(),
        record: m.record_id.into(),
        connection: m.connection_id.into(),
        deal: m.deal_id.into(),
        partner: m.partner_id.into(),
        field,
        ours: m.ours,
        theirs: m.theirs,
        code: m.code,
        at: m.at,
        settled,
    })
}

/// Opens a conflict.
pub(crate) async fn add(work: &Work, c: &Conflict) -> Result<()> {
    let row: ActiveModel = Model {
        id: c.id.uuid(),
        record_id: c.record.uuid(),
        connection_id: c.connection.uuid(),
        deal_id: c.deal.uuid(),
        partner_id: c.partner.uuid(),
        field: c.field.map_or(WHOLE, Field::code).to_owned(),
        ours: c.ours.clone(),
        theirs: c.theirs.clone(),
        code: c.code.clone(),
        state: "open".to_owned(),
        chosen: None,
        reason: None,
        by_name: None,
        by_id: None,
        at: c.at,
        settled_at: None,
    }
    .into();
    Entity::insert(row.reset_all()).exec_without_returning(&work.conn()).await.broken("writing a conflict")?;
    Ok(())
}

/// What is open about a record.
pub(crate) async fn open_of(work: &Work, record: SyncId) -> Result<Vec<Conflict>> {
    let find = Entity::find()
        .filter(super::own(work))
        .filter(Column::RecordId.eq(record.uuid()))
        .filter(Column::State.eq("open"))
        .order_by_asc(Column::At);
    find.all(&work.conn()).await.broken("reading conflicts")?.into_iter().map(conflict).collect()
}

/// One conflict.
pub(crate) async fn get(work: &Work, id: ConflictId) -> Result<Conflict> {
    let find = Entity::find_by_id(id.uuid()).filter(super::own(work));
    find.one(&work.conn()).await.broken("reading a conflict")?.map(conflict).transpose()?.ok_or_else(Error::missing)
}

/// What is open on a connection, oldest first.
pub(crate) async fn list(work: &Work, connection: ConnectionId, page: &PageRequest) -> Result<Page<Conflict>> {
    let mut all = super::own(work).add(Column::ConnectionId.eq(connection.uuid())).add(Column::State.eq("open"));
    if let Some((at, id)) = page.after.as_ref().and_then(|c| Some((c.instant()?, c.id))) {
        all = all.add(Column::At.gt(at).or(Column::At.eq(at).and(Column::Id.gt(id))));
    }
    let find = Entity::find().filter(all).order_by_asc(Column::At).order_by_asc(Column::Id).limit(page.limit + 1);
    let found: Result<Vec<Conflict>> = find.all(&work.conn()).await.broken("reading conflicts")?.into_iter().map(conflict).collect();
    Ok(Page::from_rows(found?, page.limit, |c| Cursor::at(c.at, c.id)))
}

/// How many are open on a connection.
pub(crate) async fn open_on(work: &Work, connection: ConnectionId) -> Result<u64> {
    let find = Entity::find().filter(super::own(work)).filter(Column::ConnectionId.eq(connection.uuid())).filter(Column::State.eq("open"));
    Ok(find.count(&work.conn()).await.broken("counting conflicts")?)
}

/// Ends a conflict; false when it was ended already.
pub(crate) async fn settle(work: &Work, id: ConflictId, settled: &Settled) -> Result<bool> {
    let done = Entity::update_many()
        .col_expr(Column::State, Expr::value("settled"))
        .col_expr(Column::Chosen, Expr::value(settled.side.map_or("itself", Side::code)))
        .col_expr(Column::Reason, Expr::value(settled.reason.clone()))
        .col_expr(Column::ByName, Expr::value(settled.by_name.clone()))
        .col_expr(Column::ById, Expr::value(settled.by.map(Uuid::from)))
        .col_expr(Column::SettledAt, Expr::value(settled.at))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::State.eq("open"))
        .exec(&work.conn())
        .await
        .broken("settling a conflict")?;
    Ok(done.rows_affected == 1)
}
