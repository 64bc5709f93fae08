//! All SQL of the users.

use access::Role;
use base::{Cursor, Error, Fault, Page, PageRequest, PartnerId, Result, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Asterisk, ExprTrait as _, Func};
use sea_orm::{Condition, QueryOrder, QuerySelect};
use uuid::Uuid;
use work::{Scope, Work};

use super::model::{EmailUnavailable, Filter, User, UserState, normal_email, roles_of, roles_text};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "user")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub email: String,
    pub name: String,
    pub roles: String,
    pub org: String,
    pub locale: String,
    pub zone: String,
    pub theme: String,
    pub partner_id: Option<Uuid>,
    pub state: String,
    pub password_hash: Option<String>,
    pub totp_secret: Option<String>,
    pub persona: Option<String>,
    pub totp_step: i64,
    pub created_at: DateTimeUtc,
    pub last_seen_at: Option<DateTimeUtc>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub(crate) fn state_of(id: Uuid, code: &str) -> Result<UserState> {
    UserState::from_code(code).ok_or_else(|| Fault::plain(format!("user.state of {id} is {code:?}")).into())
}

pub(crate) fn user(m: Model) -> Result<User> {
    Ok(User {
        state: state_of(m.id, &m.state)?,
        id: m.id.into(),
        email: m.email,
        name: m.name,
        roles: roles_of(&m.roles),
        partner: m.partner_id.map(PartnerId::from),
        org: m.org,
        locale: m.locale,
        zone: m.zone,
        theme: ui::Theme::parse(&m.theme),
        persona: m.persona,
        second_factor: m.totp_secret.is_some(),
        created_at: m.created_at,
        last_seen_at: m.last_seen_at,
        version: m.version,
    })
}

/// The rows that the actor may see: those of their own partner, themselves, and the people of the
/// vendor, whom a partner knows by name.
fn seen(work: &Work) -> Condition {
    match work.scope() {
        Scope::All => Condition::all(),
        Scope::Partners(own) => Condition::any()
            .add(Column::PartnerId.is_in(own.iter().map(|p| p.uuid())))
            .add(Column::PartnerId.is_null())
            .add(Column::Id.eq(work.actor().user.map(Uuid::from))),
        Scope::Nothing => Condition::all().add(Expr::value(false)),
    }
}

/// The rows that the actor may list and change.
fn own(work: &Work) -> Condition {
    match work.scope() {
        Scope::All => Condition::all(),
        Scope::Partners(own) => Condition::all().add(Column::PartnerId.is_in(own.iter().map(|p| p.uuid()))),
        Scope::Nothing => Condition::all().add(Expr::value(false)),
    }
}

/// Writes a new user.
pub(crate) async fn add(work: &Work, u: &User, password_hash: Option<String>) -> Result<()> {
    let row: ActiveModel = Model {
        id: u.id.uuid(),
        email: u.email.clone(),
        name: u.name.clone(),
        roles: roles_text(&u.roles),
        org: u.org.clone(),
        locale: u.locale.clone(),
        zone: u.zone.clone(),
        theme: u.theme.as_str().to_owned(),
        partner_id: u.partner.map(Uuid::from),
        state: u.state.code().to_owned(),
        password_hash,
        totp_secret: None,
        persona: u.persona.clone(),
        totp_step: 0,
        created_at: u.created_at,
        last_seen_at: None,
        version: 1,
    }
    .into();
    let written = Entity::insert(row.reset_all()).exec_without_returning(&work.conn()).await.map(|_| ());
    db::on_unique(written, "email", "writing a user", email_taken)
}

fn email_taken() -> Error {
    EmailUnavailable.into()
}

/// One user whom the actor may see.
pub(crate) async fn get(work: &Work, id: UserId) -> Result<User> {
    let find = Entity::find_by_id(id.uuid()).filter(seen(work));
    find.one(&work.conn()).await.broken("reading a user")?.map(user).transpose()?.ok_or_else(Error::missing)
}

/// One user whom the actor may change.
pub(crate) async fn get_own(work: &Work, id: UserId) -> Result<User> {
    let find = Entity::find_by_id(id.uuid()).filter(own(work)).filter(Column::State.ne(UserState::Removed.code()));
    find.one(&work.conn()).await.broken("reading a user")?.map(user).transpose()?.ok_or_else(Error::missing)
}

/// The user with an address whom the actor may see.
pub(crate) async fn find_by_email(work: &Work, email: &str) -> Result<Option<User>> {
    let find = Entity::find().filter(Column::Email.eq(normal_email(email))).filter(seen(work));
    find.one(&work.conn()).await.broken("reading a user")?.map(user).transpose()
}

/// The user with an address and the hash of their password, whoever asks: for signing in.
pub(crate) async fn credentials(work: &Work, email: &str) -> Result<Option<(User, Option<String>)>> {
    let found = Entity::find().filter(Column::Email.eq(normal_email(email))).one(&work.conn()).await.broken("reading a user")?;
    let Some(row) = found else { return Ok(None) };
    let hash = row.password_hash.clone();
    Ok(Some((user(row)?, hash)))
}

/// One user, whoever asks: for signing in and for links.
pub(crate) async fn any(work: &Work, id: UserId) -> Result<Option<User>> {
    Entity::find_by_id(id.uuid()).one(&work.conn()).await.broken("reading a user")?.map(user).transpose()
}

/// The hash of a user's password.
pub(crate) async fn password_hash(work: &Work, id: UserId) -> Result<Option<String>> {
    let find = Entity::find_by_id(id.uuid()).select_only().column(Column::PasswordHash).into_tuple::<Option<String>>();
    Ok(find.one(&work.conn()).await.broken("reading a user")?.flatten())
}

/// The people of a partner, by name, without the removed.
pub(crate) async fn of_partner(work: &Work, partner: PartnerId) -> Result<Vec<User>> {
    let find = Entity::find()
        .filter(own(work))
        .filter(Column::PartnerId.eq(partner.uuid()))
        .filter(Column::State.ne(UserState::Removed.code()))
        .order_by_asc(Column::Name)
        .order_by_asc(Column::Id);
    find.all(&work.conn()).await.broken("reading a partner's people")?.into_iter().map(user).collect()
}

/// The active people of the vendor with a role, whoever asks.
pub(crate) async fn staff_with(work: &Work, role: Role) -> Result<Vec<User>> {
    let find = Entity::find()
        .filter(Column::PartnerId.is_null())
        .filter(Column::State.eq(UserState::Active.code()))
        .filter(Column::Roles.contains(format!(",{},", role.code())))
        .order_by_asc(Column::Name);
    find.all(&work.conn()).await.broken("reading staff")?.into_iter().map(user).collect()
}

/// The partners that have active people with one of some roles, whoever asks.
pub(crate) async fn partners_with(work: &Work, roles: &[Role]) -> Result<Vec<PartnerId>> {
    let any = roles.iter().fold(Condition::any(), |any, role| any.add(Column::Roles.contains(format!(",{},", role.code()))));
    let ids: Vec<Option<Uuid>> = Entity::find()
        .select_only()
        .column(Column::PartnerId)
        .distinct()
        .filter(Column::PartnerId.is_not_null())
        .filter(Column::State.eq(UserState::Active.code()))
        .filter(any)
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("reading which partners have people")?;
    Ok(ids.into_iter().flatten().map(PartnerId::from).collect())
}

/// Users by name.
pub(crate) async fn list(work: &Work, filter: &Filter, page: &PageRequest) -> Result<Page<User>> {
    let mut all = own(work);
    all = match filter.state {
        Some(state) => all.add(Column::State.eq(state.code())),
        None => all.add(Column::State.ne(UserState::Removed.code())),
    };
    if let Some(partner) = filter.partner {
        all = all.add(Column::PartnerId.eq(partner.uuid()));
    }
    if filter.staff {
        all = all.add(Column::PartnerId.is_null());
    }
    if filter.members {
        all = all.add(Column::PartnerId.is_not_null());
    }
    if let Some(role) = filter.role {
        all = all.add(Column::Roles.contains(format!(",{},", role.code())));
    }
    let text = base::one_line(&filter.text).to_lowercase();
    if !text.is_empty() {
        let name = Expr::expr(Func::lower(Expr::col(Column::Name)));
        all = all.add(Condition::any().add(db::holds(name, &text)).add(db::holds(Column::Email.into_expr(), &text)));
    }
    if let Some(c) = &page.after {
        all = all.add(Column::Name.gt(c.key.as_str()).or(Column::Name.eq(c.key.as_str()).and(Column::Id.gt(c.id))));
    }
    let find = Entity::find().filter(all).order_by_asc(Column::Name).order_by_asc(Column::Id).limit(page.limit + 1);
    let users: Result<Vec<User>> = find.all(&work.conn()).await.broken("reading users")?.into_iter().map(user).collect();
    Ok(Page::from_rows(users?, page.limit, |u| Cursor::text(u.name.clone(), u.id)))
}

/// The users of the demo's sign-in page, in the order in which they were made.
pub(crate) async fn personas(work: &Work) -> Result<Vec<User>> {
    let find = Entity::find()
        .filter(Column::Persona.is_not_null())
        .filter(Column::State.eq(UserState::Active.code()))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .limit(40);
    find.all(&work.conn()).await.broken("reading personas")?.into_iter().map(user).collect()
}

/// Saves what may change about a user; a stale version is refused.
pub(crate) async fn save(work: &Work, u: &User) -> Result<()> {
    let done = Entity::update_many()
        .col_expr(Column::Email, Expr::value(u.email.as_str()))
        .col_expr(Column::Name, Expr::value(u.name.as_str()))
        .col_expr(Column::Roles, Expr::value(roles_text(&u.roles)))
        .col_expr(Column::Org, Expr::value(u.org.as_str()))
        .col_expr(Column::Locale, Expr::value(u.locale.as_str()))
        .col_expr(Column::Zone, Expr::value(u.zone.as_str()))
        .col_expr(Column::Theme, Expr::value(u.theme.as_str()))
        .col_expr(Column::State, Expr::value(u.state.code()))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(u.id.uuid()))
        .filter(Column::Version.eq(u.version))
        .exec(&work.conn())
        .await;
    let done = db::on_unique(done, "email", "saving a user", email_taken)?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Error::stale()) }
}

/// Puts a user on the demo's sign-in page, or takes them off it.
pub(crate) async fn set_persona(work: &Work, id: UserId, persona: Option<&str>) -> Result<()> {
    let update = Entity::update_many().col_expr(Column::Persona, Expr::value(persona.map(str::to_owned))).filter(Column::Id.eq(id.uuid()));
    update.exec(&work.conn()).await.broken("setting a persona")?;
    Ok(())
}

/// Sets the hash of a user's password.
pub(crate) async fn set_password(work: &Work, id: UserId, hash: Option<&str>) -> Result<()> {
    let update =
        Entity::update_many().col_expr(Column::PasswordHash, Expr::value(hash.map(str::to_owned))).filter(Column::Id.eq(id.uuid()));
    update.exec(&work.conn()).await.broken("setting a password")?;
    Ok(())
}

/// The sealed secret of a user's second factor and the last step that was used.
pub(crate) async fn totp(work: &Work, id: UserId) -> Result<Option<(String, i64)>> {
    let find = Entity::find_by_id(id.uuid()).select_only().columns([Column::TotpSecret, Column::TotpStep]);
    let row: Option<(Option<String>, i64)> = find.into_tuple().one(&work.conn()).await.broken("reading a second factor")?;
    Ok(row.and_then(|(secret, step)| secret.map(|s| (s, step))))
}

/// Sets or clears the sealed secret of a user's second factor.
pub(crate) async fn set_totp(work: &Work, id: UserId, sealed: Option<&str>, step: i64) -> Result<()> {
    let update = Entity::update_many()
        .col_expr(Column::TotpSecret, Expr::value(sealed.map(str::to_owned)))
        .col_expr(Column::TotpStep, Expr::value(step))
        .filter(Column::Id.eq(id.uuid()));
    update.exec(&work.conn()).await.broken("setting a second factor")?;
    Ok(())
}

/// Uses up a step of the second factor; false when it, or a later one, was used before.
pub(crate) async fn use_totp_step(work: &Work, id: UserId, step: i64) -> Result<bool> {
    let update = Entity::update_many()
        .col_expr(Column::TotpStep, Expr::value(step))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::TotpStep.lt(step));
    Ok(update.exec(&work.conn()).await.broken("using a code")?.rows_affected == 1)
}

/// Notes that a user was here, at most once a minute.
pub(crate) async fn seen_now(work: &Work, id: UserId) -> Result<()> {
    let update = Entity::update_many().col_expr(Column::LastSeenAt, Expr::value(work.now())).filter(Column::Id.eq(id.uuid()));
    update.exec(&work.conn()).await.broken("noting a user's visit")?;
    Ok(())
}

/// Renames the organization of a partner's people.
pub(crate) async fn rename_org(work: &Work, partner: PartnerId, name: &str) -> Result<u64> {
    let update =
        Entity::update_many().col_expr(Column::Org, Expr::value(name)).filter(own(work)).filter(Column::PartnerId.eq(partner.uuid()));
    Ok(update.exec(&work.conn()).await.broken("renaming a partner's people")?.rows_affected)
}

/// How many other active owners there are.
pub(crate) async fn count_other_owners(work: &Work, but: UserId) -> Result<u64> {
    let find = Entity::find()
        .filter(Column::PartnerId.is_null())
        .filter(Column::State.eq(UserState::Active.code()))
        .filter(Column::Roles.contains(",owner,"))
        .filter(Column::Id.ne(but.uuid()));
    Ok(find.count(&work.conn()).await.broken("counting owners")?)
}

/// Whether there is any user at all.
pub(crate) async fn is_empty(work: &Work) -> Result<bool> {
    let n: Option<i64> = Entity::find()
        .select_only()
        .expr_as(Expr::col(Asterisk).count(), "n")
        .into_tuple()
        .one(&work.conn())
        .await
        .broken("counting users")?;
    Ok(n.unwrap_or(0) == 0)
}
