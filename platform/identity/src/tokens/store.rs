//! All SQL of the tokens.

use access::Permission;
use base::{Instant, Result, TokenId, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder as _, QuerySelect as _};
use uuid::Uuid;
use work::Work;

use super::model::Token;
use crate::users::model::User;
use crate::users::store as users;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "token")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub hash: String,
    pub name: String,
    pub hint: String,
    pub scopes: String,
    pub user_id: Uuid,
    pub created_at: DateTimeUtc,
    pub expires_at: Option<DateTimeUtc>,
    pub last_used_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter)]
pub enum Relation {
    User,
}

impl RelationTrait for Relation {
    fn def(&self) -> RelationDef {
        match self {
            Self::User => Entity::belongs_to(users::Entity).from(Column::UserId).to(users::Column::Id).into(),
        }
    }
}

impl Related<users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

fn token(m: Model) -> Token {
    Token {
        id: m.id.into(),
        user: m.user_id.into(),
        name: m.name,
        hint: m.hint,
        scopes: m.scopes.split(' ').filter_map(Permission::from_code).collect(),
        created_at: m.created_at,
        expires_at: m.expires_at,
        last_used_at: m.last_used_at,
    }
}

/// Writes a token by the hash of its secret.
pub(crate) async fn add(work: &Work, t: &Token, hash: String) -> Result<()> {
    let scopes: Vec<&str> = t.scopes.iter().map(|s| s.code()).collect();
    let row: ActiveModel = Model {
        id: t.id.uuid(),
        hash,
        name: t.name.clone(),
        hint: t.hint.clone(),
        scopes: scopes.join(" "),
        user_id: t.user.uuid(),
        created_at: t.created_at,
        expires_at: t.expires_at,
        last_used_at: t.last_used_at,
    }
    .into();
    Entity::insert(row.reset_all()).exec_without_returning(&work.conn()).await.broken("writing a token")?;
    Ok(())
}

/// The token with this hash and its user.
pub(crate) async fn find(work: &Work, hash: &str) -> Result<Option<(Token, User)>> {
    let found =
        Entity::find().filter(Column::Hash.eq(hash)).find_also_related(users::Entity).one(&work.conn()).await.broken("reading a token")?;
    match found {
        Some((row, Some(user))) => Ok(Some((token(row), users::user(user)?))),
        _ => Ok(None),
    }
}

/// A user's tokens, latest first.
pub(crate) async fn of_user(work: &Work, user: UserId) -> Result<Vec<Token>> {
    let find = Entity::find().filter(Column::UserId.eq(user.uuid())).order_by_desc(Column::CreatedAt).order_by_desc(Column::Id).limit(200);
    Ok(find.all(&work.conn()).await.broken("reading tokens")?.into_iter().map(token).collect())
}

/// One token, if it is the user's.
pub(crate) async fn get(work: &Work, user: UserId, id: TokenId) -> Result<Option<Token>> {
    let find = Entity::find_by_id(id.uuid()).filter(Column::UserId.eq(user.uuid()));
    Ok(find.one(&work.conn()).await.broken("reading a token")?.map(token))
}

/// Ends a token; false when the user has no such.
pub(crate) async fn remove(work: &Work, user: UserId, id: TokenId) -> Result<bool> {
    let gone = Entity::delete_many().filter(Column::Id.eq(id.uuid())).filter(Column::UserId.eq(user.uuid()));
    Ok(gone.exec(&work.conn()).await.broken("ending a token")?.rows_affected == 1)
}

/// Ends all tokens of a user; returns how many.
pub(crate) async fn remove_all(work: &Work, user: UserId) -> Result<u64> {
    Ok(Entity::delete_many().filter(Column::UserId.eq(user.uuid())).exec(&work.conn()).await.broken("ending tokens")?.rows_affected)
}

/// Notes that a token was used.
pub(crate) async fn used(work: &Work, id: TokenId) -> Result<()> {
    let update = Entity::update_many().col_expr(Column::LastUsedAt, Expr::value(work.now())).filter(Column::Id.eq(id.uuid()));
    update.exec(&work.conn()).await.broken("noting a token's use")?;
    Ok(())
}

/// Removes tokens that ended before a moment.
pub(crate) async fn prune(work: &Work, before: Instant) -> Result<()> {
    Entity::delete_many().filter(Column::ExpiresAt.lt(before)).exec(&work.conn()).await.broken("removing old tokens")?;
    Ok(())
}
