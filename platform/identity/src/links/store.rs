//! All SQL of the links.

use base::{Fault, Instant, Result, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use uuid::Uuid;
use work::Work;

use super::model::{Link, LinkKind};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "secret_link")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub hash: String,
    pub user_id: Option<Uuid>,
    pub email: Option<String>,
    pub created_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub used_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Writes a link by the hash of its secret.
pub(crate) async fn add(work: &Work, link: &Link, hash: String) -> Result<()> {
    let row: ActiveModel = Model {
        id: link.id,
        kind: link.kind.code().to_owned(),
        hash,
        user_id: link.user.map(Uuid::from),
        email: link.email.clone(),
        created_at: work.now(),
        expires_at: link.expires_at,
        used_at: None,
    }
    .into();
    Entity::insert(row.reset_all()).exec_without_returning(&work.conn()).await.broken("writing a link")?;
    Ok(())
}

/// The link with this hash, if it can still be used.
pub(crate) async fn find(work: &Work, kind: LinkKind, hash: &str) -> Result<Option<Link>> {
    let find = Entity::find()
        .filter(Column::Hash.eq(hash))
        .filter(Column::Kind.eq(kind.code()))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(work.now()));
    let Some(m) = find.one(&work.conn()).await.broken("reading a link")? else { return Ok(None) };
    let kind = LinkKind::from_code(&m.kind).ok_or_else(|| Fault::plain(format!("secret_link.kind of {} is {:?}", m.id, m.kind)))?;
    Ok(Some(Link { id: m.id, kind, user: m.user_id.map(UserId::from), email: m.email, expires_at: m.expires_at }))
}

/// Uses a link up; false when somebody else did first.
pub(crate) async fn use_up(work: &Work, id: Uuid) -> Result<bool> {
    let update =
        Entity::update_many().col_expr(Column::UsedAt, Expr::value(work.now())).filter(Column::Id.eq(id)).filter(Column::UsedAt.is_null());
    Ok(update.exec(&work.conn()).await.broken("using a link")?.rows_affected == 1)
}

/// Ends the links of a user of one kind, or of all.
pub(crate) async fn end(work: &Work, user: Option<UserId>, kind: Option<LinkKind>) -> Result<()> {
    let mut delete = Entity::delete_many();
    delete = match user {
        Some(user) => delete.filter(Column::UserId.eq(user.uuid())),
        None => delete.filter(Column::UserId.is_null()),
    };
    if let Some(kind) = kind {
        delete = delete.filter(Column::Kind.eq(kind.code()));
    }
    delete.exec(&work.conn()).await.broken("ending links")?;
    Ok(())
}

/// Removes links that ended before a moment.
pub(crate) async fn prune(work: &Work, before: Instant) -> Result<()> {
    Entity::delete_many().filter(Column::ExpiresAt.lt(before)).exec(&work.conn()).await.broken("removing old links")?;
    Ok(())
}
