//! All SQL of the sessions.

use base::{Fault, Instant, PartnerId, Result, SessionId, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait as _, Query};
use sea_orm::{QueryOrder as _, QuerySelect as _};
use uuid::Uuid;
use work::Work;

use super::model::{Session, SessionState};
use crate::users::model::{User, UserState, roles_of};
use crate::users::store as users;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub hash: String,
    pub user_id: Uuid,
    pub state: String,
    pub created_at: DateTimeUtc,
    pub last_seen_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub address: Option<String>,
    pub agent: Option<String>,
    pub view_as_name: Option<String>,
    pub view_as_id: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn session(m: Model) -> Result<Session> {
    let state = SessionState::from_code(&m.state).ok_or_else(|| Fault::plain(format!("session.state of {} is {:?}", m.id, m.state)))?;
    Ok(Session {
        id: m.id.into(),
        user: m.user_id.into(),
        state,
        created_at: m.created_at,
        last_seen_at: m.last_seen_at,
        expires_at: m.expires_at,
        address: m.address,
        agent: m.agent,
        view_as: m.view_as_id.map(|id| (id.into(), m.view_as_name.unwrap_or_default())),
    })
}

/// Writes a session by the hash of its secret.
pub(crate) async fn add(work: &Work, s: &Session, hash: String) -> Result<()> {
    let (view_as_id, view_as_name) = s.view_as.clone().map_or((None, None), |(id, name)| (Some(id.uuid()), Some(name)));
    let row: ActiveModel = Model {
        id: s.id.uuid(),
        hash,
        user_id: s.user.uuid(),
        state: s.state.code().to_owned(),
        created_at: s.created_at,
        last_seen_at: s.last_seen_at,
        expires_at: s.expires_at,
        address: s.address.clone(),
        agent: s.agent.clone(),
        view_as_name,
        view_as_id,
    }
    .into();
    Entity::insert(row.reset_all()).exec_without_returning(&work.conn()).await.broken("writing a session")?;
    Ok(())
}

/// What authentication needs of a session's or token's person, read with one statement.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) session: Session,
    pub(crate) user: User,
    pub(crate) unread: u64,
}

/// The session with this hash, its user and the number of unread notices.
pub(crate) async fn find(work: &Work, hash: &str) -> Result<Option<Found>> {
    use users::Column as U;
    let doing = "reading a session";
    let u = users::Entity;
    let select = Query::select()
        .columns([
            (Entity, Column::Id),
            (Entity, Column::State),
            (Entity, Column::CreatedAt),
            (Entity, Column::LastSeenAt),
            (Entity, Column::ExpiresAt),
            (Entity, Column::Address),
            (Entity, Column::Agent),
            (Entity, Column::ViewAsName),
            (Entity, Column::ViewAsId),
            (Entity, Column::UserId),
        ])
        .columns([(u, U::Email), (u, U::Name), (u, U::Roles), (u, U::Org), (u, U::Locale), (u, U::Zone), (u, U::Theme), (u, U::PartnerId)])
        .expr_as(Expr::col((u, U::State)), "user_state")
        .expr_as(Expr::col((u, U::CreatedAt)), "user_created_at")
        .expr_as(Expr::col((u, U::LastSeenAt)), "user_last_seen_at")
        .column((u, U::Version))
        .expr_as(notices::unread_of(Expr::col((Entity, Column::UserId))), "unread")
        .from(Entity)
        .inner_join(u, Expr::col((u, U::Id)).equals((Entity, Column::UserId)))
        .and_where(Expr::col((Entity, Column::Hash)).eq(hash))
        .to_owned();
    let Some(row) = work.conn().query_one(&select).await.broken(doing)? else { return Ok(None) };
    let read = || -> std::result::Result<_, DbErr> {
        let user_id: Uuid = row.try_get("", "user_id")?;
        let state: String = row.try_get("", "user_state")?;
        let user = User {
            id: user_id.into(),
            email: row.try_get("", "email")?,
            name: row.try_get("", "name")?,
            roles: roles_of(&row.try_get::<String>("", "roles")?),
            partner: row.try_get::<Option<Uuid>>("", "partner_id")?.map(PartnerId::from),
            org: row.try_get("", "org")?,
            locale: row.try_get("", "locale")?,
            zone: row.try_get("", "zone")?,
            theme: ui::Theme::parse(&row.try_get::<String>("", "theme")?),
            state: UserState::from_code(&state).unwrap_or(UserState::Suspended),
            persona: None,
            second_factor: false,
            created_at: row.try_get("", "user_created_at")?,
            last_seen_at: row.try_get("", "user_last_seen_at")?,
            version: row.try_get("", "version")?,
        };
        let model = Model {
            id: row.try_get("", "id")?,
            hash: String::new(),
            user_id,
            state: row.try_get("", "state")?,
            created_at: row.try_get("", "created_at")?,
            last_seen_at: row.try_get("", "last_seen_at")?,
            expires_at: row.try_get("", "expires_at")?,
            address: row.try_get("", "address")?,
            agent: row.try_get("", "agent")?,
            view_as_name: row.try_get("", "view_as_name")?,
            view_as_id: row.try_get("", "view_as_id")?,
        };
        let unread: i64 = row.try_get("", "unread")?;
        Ok((model, user, u64::try_from(unread).unwrap_or(0)))
    };
    let (model, user, unread) = read().broken(doing)?;
    Ok(Some(Found { session: session(model)?, user, unread }))
}

/// A user's sessions that are still valid, latest first.
pub(crate) async fn of_user(work: &Work, user: UserId) -> Result<Vec<Session>> {
    let find = Entity::find()
        .filter(Column::UserId.eq(user.uuid()))
        .filter(Column::State.eq(SessionState::Open.code()))
        .filter(Column::ExpiresAt.gt(work.now()))
        .order_by_desc(Column::LastSeenAt)
        .limit(100);
    find.all(&work.conn()).await.broken("reading sessions")?.into_iter().map(session).collect()
}

/// Ends one session of a user; false when there is none.
pub(crate) async fn remove(work: &Work, user: UserId, id: SessionId) -> Result<bool> {
    let gone = Entity::delete_many().filter(Column::Id.eq(id.uuid())).filter(Column::UserId.eq(user.uuid()));
    Ok(gone.exec(&work.conn()).await.broken("ending a session")?.rows_affected == 1)
}

/// Ends a user's sessions, all or all but one; returns how many.
pub(crate) async fn remove_all(work: &Work, user: UserId, but: Option<SessionId>) -> Result<u64> {
    let mut gone = Entity::delete_many().filter(Column::UserId.eq(user.uuid()));
    if let Some(id) = but {
        gone = gone.filter(Column::Id.ne(id.uuid()));
    }
    Ok(gone.exec(&work.conn()).await.broken("ending sessions")?.rows_affected)
}

/// Ends a session, whosever it is: the one that a browser had before it signed in again.
pub(crate) async fn remove_any(work: &Work, id: SessionId) -> Result<()> {
    Entity::delete_by_id(id.uuid()).exec(&work.conn()).await.broken("ending a session")?;
    Ok(())
}

/// Notes that a session is in use.
pub(crate) async fn seen(work: &Work, id: SessionId) -> Result<()> {
    let update = Entity::update_many().col_expr(Column::LastSeenAt, Expr::value(work.now())).filter(Column::Id.eq(id.uuid()));
    update.exec(&work.conn()).await.broken("noting a session's use")?;
    Ok(())
}

/// Sets or clears whose view a session looks at.
pub(crate) async fn view_as(work: &Work, id: SessionId, partner: Option<(PartnerId, &str)>) -> Result<()> {
    let update = Entity::update_many()
        .col_expr(Column::ViewAsId, Expr::value(partner.map(|p| p.0.uuid())))
        .col_expr(Column::ViewAsName, Expr::value(partner.map(|p| p.1.to_owned())))
        .filter(Column::Id.eq(id.uuid()));
    update.exec(&work.conn()).await.broken("changing a session's view")?;
    Ok(())
}

/// Removes sessions that ended before a moment or were idle since another.
pub(crate) async fn prune(work: &Work, ended: Instant, idle: Instant) -> Result<()> {
    let over = Column::ExpiresAt.lt(ended).or(Column::LastSeenAt.lt(idle));
    Entity::delete_many().filter(over).exec(&work.conn()).await.broken("removing old sessions")?;
    Ok(())
}
