//! All SQL of the endpoints.

use base::{Cursor, EndpointId, Error, Fault, Page, PageRequest, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{Condition, QueryOrder as _, QuerySelect as _};
use work::{Scope, Work};

use super::model::{Endpoint, EndpointState};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_endpoint")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub url: String,
    pub description: String,
    pub kinds: String,
    pub secret: String,
    pub state: String,
    pub old_secret: Option<String>,
    pub old_until: Option<DateTimeUtc>,
    pub warned_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn endpoint(m: Model) -> Result<Endpoint> {
    let state =
        EndpointState::from_code(&m.state).ok_or_else(|| Fault::plain(format!("webhook_endpoint.state of {} is {:?}", m.id, m.state)))?;
    Ok(Endpoint {
        id: m.id.into(),
        url: m.url,
        description: m.description,
        kinds: m.kinds.split_whitespace().map(str::to_owned).collect(),
        state,
        secret: m.secret,
        old_secret: m.old_secret.zip(m.old_until),
        warned_at: m.warned_at,
        created_at: m.created_at,
        version: m.version,
    })
}

fn model(e: &Endpoint) -> Model {
    let (old_secret, old_until) = e.old_secret.clone().unzip();
    Model {
        id: e.id.uuid(),
        url: e.url.clone(),
        description: e.description.clone(),
        kinds: e.kinds.join(" "),
        secret: e.secret.clone(),
        state: e.state.code().to_owned(),
        old_secret,
        old_until,
        warned_at: e.warned_at,
        created_at: e.created_at,
        version: e.version,
    }
}

/// Endpoints belong to the vendor: who does not see everything sees none.
fn own(work: &Work) -> Condition {
    match work.scope() {
        Scope::All => Condition::all(),
        Scope::Partners(_) | Scope::Nothing => Condition::all().add(Expr::value(false)),
    }
}

/// Writes a new endpoint.
pub(crate) async fn add(work: &Work, e: &Endpoint) -> Result<()> {
    let row: ActiveModel = model(e).into();
    Entity::insert(row.reset_all()).exec_without_returning(&work.conn()).await.broken("writing an endpoint")?;
    Ok(())
}

/// One endpoint.
pub(crate) async fn get(work: &Work, id: EndpointId) -> Result<Endpoint> {
    let find = Entity::find_by_id(id.uuid()).filter(own(work));
    find.one(&work.conn()).await.broken("reading an endpoint")?.map(endpoint).transpose()?.ok_or_else(Error::missing)
}

/// Endpoints, latest first.
pub(crate) async fn list(work: &Work, page: &PageRequest) -> Result<Page<Endpoint>> {
    let mut all = own(work);
    if let Some((at, id)) = page.after.as_ref().and_then(|c| Some((c.instant()?, c.id))) {
        all = all.add(Column::CreatedAt.lt(at).or(Column::CreatedAt.eq(at).and(Column::Id.lt(id))));
    }
    let find = Entity::find().filter(all).order_by_desc(Column::CreatedAt).order_by_desc(Column::Id).limit(page.limit + 1);
    let found: Result<Vec<Endpoint>> = find.all(&work.conn()).await.broken("reading endpoints")?.into_iter().map(endpoint).collect();
    Ok(Page::from_rows(found?, page.limit, |e| Cursor::at(e.created_at, e.id)))
}

/// Every endpoint that is called.
pub(crate) async fn active(work: &Work) -> Result<Vec<Endpoint>> {
    let find = Entity::find().filter(own(work)).filter(Column::State.eq(EndpointState::Active.code()));
    find.all(&work.conn()).await.broken("reading endpoints")?.into_iter().map(endpoint).collect()
}

/// Saves an endpoint; a stale version is refused.
pub(crate) async fn save(work: &Work, e: &Endpoint) -> Result<()> {
    let m = model(e);
    let done = Entity::update_many()
        .col_expr(Column::Url, Expr::value(m.url))
        .col_expr(Column::Description, Expr::value(m.description))
        .col_expr(Column::Kinds, Expr::value(m.kinds))
        .col_expr(Column::Secret, Expr::value(m.secret))
        .col_expr(Column::State, Expr::value(m.state))
        .col_expr(Column::OldSecret, Expr::value(m.old_secret))
        .col_expr(Column::OldUntil, Expr::value(m.old_until))
        .col_expr(Column::WarnedAt, Expr::value(m.warned_at))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(m.id))
        .filter(Column::Version.eq(m.version))
        .exec(&work.conn())
        .await
        .broken("saving an endpoint")?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Error::stale()) }
}

/// Removes an endpoint; its deliveries are removed first.
pub(crate) async fn remove(work: &Work, id: EndpointId) -> Result<()> {
    Entity::delete_by_id(id.uuid()).exec(&work.conn()).await.broken("removing an endpoint")?;
    Ok(())
}
