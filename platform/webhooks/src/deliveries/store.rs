//! All SQL of the deliveries and their tries.

use base::{Cursor, DeliveryId, EndpointId, Error, Fault, Instant, Page, PageRequest, PartnerId, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait as _, OnConflict, Query};
use sea_orm::{Condition, QueryOrder as _, QuerySelect as _};
use work::{Scope, Work};

use super::model::{Attempt, Delivery, DeliveryState};

mod attempt {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "webhook_attempt")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub delivery_id: Uuid,
        pub at: DateTimeUtc,
        pub millis: i64,
        pub status: Option<i64>,
        pub error: Option<String>,
        pub excerpt: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_delivery")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub endpoint_id: Uuid,
    pub event_id: Uuid,
    pub kind: String,
    pub partner_id: Option<Uuid>,
    pub body: Json,
    pub state: String,
    pub attempts: i64,
    pub created_at: DateTimeUtc,
    pub next_at: Option<DateTimeUtc>,
    pub ended_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn delivery(m: Model) -> Result<Delivery> {
    let state =
        DeliveryState::from_code(&m.state).ok_or_else(|| Fault::plain(format!("webhook_delivery.state of {} is {:?}", m.id, m.state)))?;
    Ok(Delivery {
        id: m.id.into(),
        endpoint: m.endpoint_id.into(),
        event: m.event_id.into(),
        kind: m.kind,
        partner: m.partner_id.map(PartnerId::from),
        body: m.body,
        state,
        attempts: m.attempts,
        created_at: m.created_at,
        next_at: m.next_at,
        ended_at: m.ended_at,
    })
}

/// Deliveries belong to the vendor: who does not see everything sees none.
fn own(work: &Work) -> Condition {
    match work.scope() {
        Scope::All => Condition::all(),
        Scope::Partners(_) | Scope::Nothing => Condition::all().add(Expr::value(false)),
    }
}

/// Writes a delivery, unless the endpoint has that fact already.
pub(crate) async fn add(work: &Work, d: &Delivery) -> Result<bool> {
    let row: ActiveModel = Model {
        id: d.id.uuid(),
        endpoint_id: d.endpoint.uuid(),
        event_id: d.event.uuid(),
        kind: d.kind.clone(),
        partner_id: d.partner.map(Uuid::from),
        body: d.body.clone(),
        state: d.state.code().to_owned(),
        attempts: d.attempts,
        created_at: d.created_at,
        next_at: d.next_at,
        ended_at: d.ended_at,
    }
    .into();
    let once = OnConflict::columns([Column::EndpointId, Column::EventId]).do_nothing().to_owned();
    let n = Entity::insert(row.reset_all()).on_conflict(once).exec_without_returning(&work.conn()).await;
    Ok(n.broken("writing a delivery")? == 1)
}

/// One delivery.
pub(crate) async fn get(work: &Work, id: DeliveryId) -> Result<Delivery> {
    let find = Entity::find_by_id(id.uuid()).filter(own(work));
    find.one(&work.conn()).await.broken("reading a delivery")?.map(delivery).transpose()?.ok_or_else(Error::missing)
}

/// One delivery, if it is still there.
pub(crate) async fn find(work: &Work, id: DeliveryId) -> Result<Option<Delivery>> {
    Entity::find_by_id(id.uuid()).one(&work.conn()).await.broken("reading a delivery")?.map(delivery).transpose()
}

/// The deliveries to an endpoint, latest first.
pub(crate) async fn list(work: &Work, endpoint: EndpointId, state: Option<DeliveryState>, page: &PageRequest) -> Result<Page<Delivery>> {
    let mut all = own(work).add(Column::EndpointId.eq(endpoint.uuid()));
    if let Some(state) = state {
        all = all.add(Column::State.eq(state.code()));
    }
    if let Some((at, id)) = page.after.as_ref().and_then(|c| Some((c.instant()?, c.id))) {
        all = all.add(Column::CreatedAt.lt(at).or(Column::CreatedAt.eq(at).and(Column::Id.lt(id))));
    }
    let find = Entity::find().filter(all).order_by_desc(Column::CreatedAt).order_by_desc(Column::Id).limit(page.limit + 1);
    let found: Result<Vec<Delivery>> = find.all(&work.conn()).await.broken("reading deliveries")?.into_iter().map(delivery).collect();
    Ok(Page::from_rows(found?, page.limit, |d| Cursor::at(d.created_at, d.id)))
}

/// Saves where a delivery is, if it is still waiting or `from` says otherwise.
pub(crate) async fn save(work: &Work, d: &Delivery, from: DeliveryState) -> Result<bool> {
    let done = Entity::update_many()
        .col_expr(Column::State, Expr::value(d.state.code()))
        .col_expr(Column::Attempts, Expr::value(d.attempts))
        .col_expr(Column::NextAt, Expr::value(d.next_at))
        .col_expr(Column::EndedAt, Expr::value(d.ended_at))
        .filter(Column::Id.eq(d.id.uuid()))
        .filter(Column::State.eq(from.code()))
        .exec(&work.conn())
        .await
        .broken("saving a delivery")?;
    Ok(done.rows_affected == 1)
}

/// Writes a try.
pub(crate) async fn add_attempt(work: &Work, id: DeliveryId, a: &Attempt) -> Result<()> {
    let row: attempt::ActiveModel = attempt::Model {
        id: work.new_id(),
        delivery_id: id.uuid(),
        at: a.at,
        millis: a.millis,
        status: a.status,
        error: a.error.clone(),
        excerpt: a.excerpt.clone(),
    }
    .into();
    attempt::Entity::insert(row.reset_all()).exec_without_returning(&work.conn()).await.broken("writing a try")?;
    Ok(())
}

/// The tries of a delivery, latest first.
pub(crate) async fn attempts(work: &Work, id: DeliveryId) -> Result<Vec<Attempt>> {
    let find = attempt::Entity::find()
        .filter(attempt::Column::DeliveryId.eq(id.uuid()))
        .order_by_desc(attempt::Column::At)
        .order_by_desc(attempt::Column::Id)
        .limit(50);
    let rows = find.all(&work.conn()).await.broken("reading tries")?;
    Ok(rows.into_iter().map(|m| Attempt { at: m.at, millis: m.millis, status: m.status, error: m.error, excerpt: m.excerpt }).collect())
}

/// The last try of each of some deliveries.
pub(crate) async fn last_attempts(work: &Work, ids: &[DeliveryId]) -> Result<Vec<(DeliveryId, Attempt)>> {
    let find =
        attempt::Entity::find().filter(attempt::Column::DeliveryId.is_in(ids.iter().map(|d| d.uuid()))).order_by_asc(attempt::Column::At);
    let mut last: Vec<(DeliveryId, Attempt)> = Vec::new();
    for m in find.all(&work.conn()).await.broken("reading tries")? {
        let id = DeliveryId::from(m.delivery_id);
        let a = Attempt { at: m.at, millis: m.millis, status: m.status, error: m.error, excerpt: m.excerpt };
        match last.iter_mut().find(|l| l.0 == id) {
            Some(known) => known.1 = a,
            None => last.push((id, a)),
        }
    }
    Ok(last)
}

fn of_deliveries(filter: Condition) -> Condition {
    let ids = Query::select().column(Column::Id).from(Entity).cond_where(filter).to_owned();
    Condition::all().add(attempt::Column::DeliveryId.in_subquery(ids))
}

async fn remove(work: &Work, filter: Condition) -> Result<()> {
    let doing = "removing deliveries";
    attempt::Entity::delete_many().filter(of_deliveries(filter.clone())).exec(&work.conn()).await.broken(doing)?;
    Entity::delete_many().filter(filter).exec(&work.conn()).await.broken(doing)?;
    Ok(())
}

/// Removes the deliveries to an endpoint with their tries.
pub(crate) async fn remove_of(work: &Work, endpoint: EndpointId) -> Result<()> {
    remove(work, Condition::all().add(Column::EndpointId.eq(endpoint.uuid()))).await
}

/// Removes deliveries that ended and were written before a moment.
pub(crate) async fn prune(work: &Work, before: Instant) -> Result<()> {
    let over = Condition::all().add(Column::CreatedAt.lt(before)).add(Column::State.ne(DeliveryState::Waiting.code()));
    remove(work, over).await
}
