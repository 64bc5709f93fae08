//! All SQL of the views.

use base::{DealViewId, Error, Result, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};
use uuid::Uuid;
use work::{ActorKind, Work};

use super::model::View;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deal_view")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    pub partner_id: Option<Uuid>,
    pub shared: bool,
    pub name: String,
    pub query: String,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn view(m: Model) -> View {
    View { id: m.id.into(), owner: m.user_id.into(), shared: m.shared, name: m.name, query: m.query, at: m.at }
}

/// The own views, and for staff those that are shared.
fn seen(work: &Work) -> Condition {
    let Some(user) = work.actor().user else { return Condition::all().add(Column::Id.is_null()) };
    let own = Condition::any().add(Column::UserId.eq(user.uuid()));
    if work.actor().kind == ActorKind::Staff { own.add(Column::Shared.eq(true)) } else { own }
}

/// The views that the actor sees, by name.
pub(crate) async fn list(work: &Work) -> Result<Vec<View>> {
    let find = Entity::find().filter(seen(work)).order_by_asc(Column::Name).order_by_asc(Column::Id).limit(200);
    Ok(find.all(&work.conn()).await.broken("reading views")?.into_iter().map(view).collect())
}

/// A view that the actor sees.
pub(crate) async fn get(work: &Work, id: DealViewId) -> Result<View> {
    let found = Entity::find_by_id(id.uuid()).filter(seen(work)).one(&work.conn()).await.broken("reading a view")?;
    found.map(view).ok_or_else(Error::missing)
}

/// How many views somebody has.
pub(crate) async fn count(work: &Work, user: UserId) -> Result<usize> {
    use sea_orm::PaginatorTrait as _;
    let n = Entity::find().filter(Column::UserId.eq(user.uuid())).count(&work.conn()).await.broken("counting views")?;
    Ok(usize::try_from(n).unwrap_or(usize::MAX))
}

/// Adds a view.
pub(crate) async fn add(work: &Work, v: &View) -> Result<()> {
    let row = ActiveModel {
        id: Set(v.id.uuid()),
        user_id: Set(v.owner.uuid()),
        partner_id: Set(work.actor().partner.map(Uuid::from)),
        shared: Set(v.shared),
        name: Set(v.name.clone()),
        query: Set(v.query.clone()),
        at: Set(v.at),
    };
    Entity::insert(row).exec_without_returning(&work.conn()).await.broken("adding a view")?;
    Ok(())
}

/// Removes a view.
pub(crate) async fn remove(work: &Work, id: DealViewId) -> Result<()> {
    Entity::delete_by_id(id.uuid()).exec(&work.conn()).await.broken("removing a view")?;
    Ok(())
}
