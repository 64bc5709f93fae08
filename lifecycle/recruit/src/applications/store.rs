//! All SQL of applications.

use base::{ApplicationId, Cursor, Error, Fault, Instant, Page, PageRequest, PartnerId, Result};
use chrono::TimeDelta;
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;
use work::{Scope, Work};

use super::model::{Application, Decision, Event, Filed, Filter, LinkKind, Reason, State, Tries};
use super::rules::ApplicationRefused;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "application")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub company: String,
    pub company_fold: String,
    pub email: String,
    pub kind: String,
    pub country: String,
    pub locale: String,
    pub details: String,
    pub state: String,
    pub created_at: DateTimeUtc,
    pub since: DateTimeUtc,
    pub filed_at: Option<DateTimeUtc>,
    pub due_at: Option<DateTimeUtc>,
    pub ended_at: Option<DateTimeUtc>,
    pub question: Option<String>,
    pub decided_by: Option<String>,
    pub reason: Option<String>,
    pub words: Option<String>,
    pub found: Option<String>,
    pub partner_id: Option<Uuid>,
    pub score: i64,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

mod link {
    use sea_orm::entity::prelude::*;
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "application_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub application_id: Uuid,
        pub kind: String,
        pub hash: String,
        pub created_at: DateTimeUtc,
        pub expires_at: DateTimeUtc,
        pub used_at: Option<DateTimeUtc>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

mod event {
    use sea_orm::entity::prelude::*;
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "application_event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub application_id: Uuid,
        pub at: DateTimeUtc,
        pub what: String,
        pub who: String,
        pub words: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

mod company_key {
    use sea_orm::entity::prelude::*;
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "company_key")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub key: String,
        pub owner_id: Uuid,
        pub kind: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

mod tries {
    use sea_orm::entity::prelude::*;
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "apply_count")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub since: DateTimeUtc,
        pub n: i64,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

fn json<T: Serialize>(value: &T) -> Result<String> {
    Ok(serde_json::to_string(value).map_err(|e| Fault::new("writing an application", e))?)
}

fn from_json<T: DeserializeOwned>(id: Uuid, text: &str) -> Result<T> {
    Ok(serde_json::from_str(text).map_err(|e| Fault::new(format!("reading application {id}"), e))?)
}

fn state(m: &Model) -> Result<State> {
    let bad = || Fault::plain(format!("application {} is {:?} without what belongs to it", m.id, m.state));
    let filed = m.filed_at.zip(m.due_at).map(|(at, due)| Filed { at, due });
    let decision = || -> Result<Decision, Fault> {
        Ok(Decision {
            at: m.ended_at.ok_or_else(bad)?,
            by: m.decided_by.clone().ok_or_else(bad)?,
            reason: m.reason.as_deref().and_then(Reason::from_code).ok_or_else(bad)?,
            words: m.words.clone().unwrap_or_default(),
        })
    };
    Ok(match m.state.as_str() {
        "draft" => State::Draft,
        "submitted" => State::Submitted { filed: filed.ok_or_else(bad)? },
        "in_review" => State::InReview { filed: filed.ok_or_else(bad)? },
        "info_requested" => State::InfoRequested { filed: filed.ok_or_else(bad)?, question: m.question.clone().unwrap_or_default() },
        "approved" => {
            let partner = m.partner_id.map(PartnerId::from).ok_or_else(bad)?;
            State::Approved { filed: filed.ok_or_else(bad)?, decision: decision()?, partner }
        }
        "rejected" => State::Rejected { filed: filed.ok_or_else(bad)?, decision: decision()? },
        "withdrawn" => State::Withdrawn { filed, at: m.ended_at.ok_or_else(bad)? },
        _ => return Err(bad().into()),
    })
}

fn application(m: Model) -> Result<Application> {
    Ok(Application {
        id: m.id.into(),
        details: from_json(m.id, &m.details)?,
        state: state(&m)?,
        found: m.found.as_deref().map(|f| from_json(m.id, f)).transpose()?,
        since: m.since,
        created_at: m.created_at,
        version: m.version,
        locale: m.locale,
    })
}

fn row(a: &Application) -> Result<ActiveModel> {
    let filed = a.state.filed();
    let decision = a.state.decision();
    let (question, partner) = match &a.state {
        State::InfoRequested { question, .. } => (Some(question.clone()), None),
        State::Approved { partner, .. } => (None, Some(partner.uuid())),
        _ => (None, None),
    };
    Ok(ActiveModel {
        id: Set(a.id.uuid()),
        company: Set(a.details.company.clone()),
        company_fold: Set(matching::fold(&a.details.company)),
        email: Set(a.details.email.clone()),
        kind: Set(a.details.kind.clone()),
        country: Set(a.details.country.clone()),
        locale: Set(a.locale.clone()),
        details: Set(json(&a.details)?),
        state: Set(a.state.code().to_owned()),
        created_at: Set(a.created_at),
        since: Set(a.since),
        filed_at: Set(filed.map(|f| f.at)),
        due_at: Set(filed.map(|f| f.due)),
        ended_at: Set(a.state.ended_at()),
        question: Set(question),
        decided_by: Set(decision.map(|d| d.by.clone())),
        reason: Set(decision.map(|d| d.reason.code().to_owned())),
        words: Set(decision.map(|d| d.words.clone())),
        found: Set(a.found.as_ref().map(json).transpose()?),
        partner_id: Set(partner),
        score: Set(a.score()),
        version: Set(a.version),
    })
}

/// Applications belong to no partner: whoever is not of the vendor sees none.
fn scoped(work: &Work) -> Condition {
    match work.scope() {
        Scope::All => Condition::all(),
        Scope::Partners(_) | Scope::Nothing => Condition::all().add(Column::Id.is_null()),
    }
}

pub(crate) async fn get(work: &Work, id: ApplicationId) -> Result<Application> {
    let find = Entity::find_by_id(id.uuid()).filter(scoped(work)).one(&work.conn()).await;
    find.broken("reading an application")?.map(application).transpose()?.ok_or_else(Error::missing)
}

pub(crate) async fn get_all(work: &Work, ids: Vec<Uuid>) -> Result<Vec<Application>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let find = Entity::find().filter(scoped(work)).filter(Column::Id.is_in(ids));
    find.all(&work.conn()).await.broken("reading applications")?.into_iter().map(application).collect()
}

pub(crate) async fn add(work: &Work, a: &Application) -> Result<()> {
    Entity::insert(row(a)?).exec_without_returning(&work.conn()).await.broken("adding an application")?;
    Ok(())
}

/// Saves an application whose version is still the one that was read, and returns it with the next.
pub(crate) async fn save(work: &Work, a: &Application) -> Result<Application> {
    let saved = Application { version: a.version + 1, ..a.clone() };
    let done = Entity::update_many()
        .set(row(&saved)?)
        .filter(Column::Id.eq(a.id.uuid()))
        .filter(Column::Version.eq(a.version))
        .exec(&work.conn())
        .await
        .broken("saving an application")?;
    if done.rows_affected == 1 { Ok(saved) } else { Err(ApplicationRefused::Meanwhile.into()) }
}

fn wanted(work: &Work, f: &Filter) -> Condition {
    let mut all = scoped(work);
    all = if f.states.is_empty() { all.add(Column::FiledAt.is_not_null()) } else { all.add(Column::State.is_in(f.states.iter().copied())) };
    if let Some(kind) = f.kind {
        all = all.add(Column::Kind.eq(kind));
    }
    let q = matching::fold(&base::one_line(&f.q));
    if !q.is_empty() {
        all = all.add(db::holds(Column::CompanyFold.into_expr(), &q));
    } else if !f.q.trim().is_empty() {
        all = all.add(Column::Id.is_null());
    }
    all
}

/// A page of applications, the highest score first.
pub(crate) async fn list(work: &Work, filter: &Filter, page: &PageRequest) -> Result<Page<Application>> {
    let mut all = wanted(work, filter);
    if let Some(after) = &page.after {
        let Ok(score) = after.key.parse::<i64>() else { return Ok(Page { items: Vec::new(), next: None }) };
        all = all.add(
            Condition::any().add(Column::Score.lt(score)).add(Condition::all().add(Column::Score.eq(score)).add(Column::Id.lt(after.id))),
        );
    }
    let find = Entity::find().filter(all).order_by_desc(Column::Score).order_by_desc(Column::Id).limit(page.limit + 1);
    let rows: Result<Vec<Application>> =
        find.all(&work.conn()).await.broken("reading applications")?.into_iter().map(application).collect();
    Ok(Page::from_rows(rows?, page.limit, |a| Cursor::text(a.score().to_string(), a.id)))
}

/// Applications that wait for staff, the soonest deadline first.
pub(crate) async fn waiting(work: &Work) -> Result<Vec<Application>> {
    let find = Entity::find()
        .filter(scoped(work))
        .filter(Column::State.is_in(["submitted", "in_review"]))
        .order_by_asc(Column::DueAt)
        .order_by_asc(Column::Id)
        .limit(200);
    find.all(&work.conn()).await.broken("reading waiting applications")?.into_iter().map(application).collect()
}

/// When applications filed since a moment were filed and decided.
pub(crate) async fn times_since(work: &Work, from: Instant) -> Result<Vec<(Instant, Option<Instant>)>> {
    let rows: Vec<(DateTimeUtc, Option<DateTimeUtc>, String)> = Entity::find()
        .select_only()
        .columns([Column::FiledAt, Column::EndedAt, Column::State])
        .filter(scoped(work))
        .filter(Column::FiledAt.gte(from))
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("reading the times of applications")?;
    Ok(rows.into_iter().map(|(at, ended, state)| (at, ended.filter(|_| matches!(state.as_str(), "approved" | "rejected")))).collect())
}

pub(crate) async fn add_link(work: &Work, id: ApplicationId, kind: LinkKind, hash: String) -> Result<()> {
    let row = link::ActiveModel {
        id: Set(work.new_id()),
        application_id: Set(id.uuid()),
        kind: Set(kind.code().to_owned()),
        hash: Set(hash),
        created_at: Set(work.now()),
        expires_at: Set(work.after(TimeDelta::days(kind.days()))),
        used_at: Set(None),
    };
    link::Entity::insert(row).exec_without_returning(&work.conn()).await.broken("writing an applicant's link")?;
    Ok(())
}

/// The link's id and its application, if it can still be used.
pub(crate) async fn find_link(work: &Work, kind: LinkKind, hash: &str) -> Result<Option<(Uuid, ApplicationId)>> {
    let find = link::Entity::find()
        .filter(link::Column::Hash.eq(hash))
        .filter(link::Column::Kind.eq(kind.code()))
        .filter(link::Column::UsedAt.is_null())
        .filter(link::Column::ExpiresAt.gt(work.now()));
    let row = find.one(&work.conn()).await.broken("reading an applicant's link")?;
    Ok(row.map(|m| (m.id, m.application_id.into())))
}

/// Uses a link up; false when somebody else did first.
pub(crate) async fn use_up(work: &Work, link: Uuid) -> Result<bool> {
    let update = link::Entity::update_many()
        .col_expr(link::Column::UsedAt, Expr::value(work.now()))
        .filter(link::Column::Id.eq(link))
        .filter(link::Column::UsedAt.is_null());
    Ok(update.exec(&work.conn()).await.broken("using an applicant's link")?.rows_affected == 1)
}

/// Ends the links of an application of one kind.
pub(crate) async fn end_links(work: &Work, id: ApplicationId, kind: LinkKind) -> Result<()> {
    let delete = link::Entity::delete_many().filter(link::Column::ApplicationId.eq(id.uuid())).filter(link::Column::Kind.eq(kind.code()));
    delete.exec(&work.conn()).await.broken("ending an applicant's links")?;
    Ok(())
}

pub(crate) async fn add_event(work: &Work, id: ApplicationId, what: &str, who: &str, words: &str) -> Result<()> {
    let row = event::ActiveModel {
        id: Set(work.new_id()),
        application_id: Set(id.uuid()),
        at: Set(work.now()),
        what: Set(what.to_owned()),
        who: Set(who.to_owned()),
        words: Set(words.to_owned()),
    };
    event::Entity::insert(row).exec_without_returning(&work.conn()).await.broken("writing an application's timeline")?;
    Ok(())
}

/// The timeline, newest first; the caller has asked for the application itself.
pub(crate) async fn events(work: &Work, id: ApplicationId) -> Result<Vec<Event>> {
    let find = event::Entity::find()
        .filter(event::Column::ApplicationId.eq(id.uuid()))
        .order_by_desc(event::Column::At)
        .order_by_desc(event::Column::Id)
        .limit(200);
    let rows = find.all(&work.conn()).await.broken("reading an application's timeline")?;
    Ok(rows.into_iter().map(|m| Event { at: m.at, what: m.what, who: m.who, words: m.words }).collect())
}

/// Replaces the keys under which a company is found again.
pub(crate) async fn set_keys(work: &Work, kind: &str, owner: Uuid, keys: &[String]) -> Result<()> {
    drop_keys(work, owner).await?;
    if keys.is_empty() {
        return Ok(());
    }
    let rows = keys.iter().map(|k| company_key::ActiveModel {
        id: Set(work.new_id()),
        key: Set(k.clone()),
        owner_id: Set(owner),
        kind: Set(kind.to_owned()),
    });
    company_key::Entity::insert_many(rows).exec_without_returning(&work.conn()).await.broken("writing a company's keys")?;
    Ok(())
}

/// Forgets the keys of a company.
pub(crate) async fn drop_keys(work: &Work, owner: Uuid) -> Result<()> {
    company_key::Entity::delete_many()
        .filter(company_key::Column::OwnerId.eq(owner))
        .exec(&work.conn())
        .await
        .broken("forgetting a company's keys")?;
    Ok(())
}

/// Companies that share a key: kind and id, each once.
pub(crate) async fn sharing(work: &Work, keys: &[String]) -> Result<Vec<(String, Uuid)>> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let find = company_key::Entity::find()
        .select_only()
        .columns([company_key::Column::Kind, company_key::Column::OwnerId])
        .distinct()
        .filter(company_key::Column::Key.is_in(keys.iter().map(String::as_str)))
        .limit(500);
    Ok(find.into_tuple().all(&work.conn()).await.broken("reading companies with the same keys")?)
}

/// How often a place has applied; the row is locked until the commit.
pub(crate) async fn tries(work: &Work, key: &str) -> Result<Option<Tries>> {
    let row = tries::Entity::find_by_id(key).lock_exclusive().one(&work.conn()).await.broken("reading a count of applications")?;
    Ok(row.map(|m| Tries { since: m.since, n: m.n }))
}

pub(crate) async fn save_tries(work: &Work, key: &str, t: Tries) -> Result<()> {
    let row = tries::ActiveModel { key: Set(key.to_owned()), since: Set(t.since), n: Set(t.n) };
    let conflict = OnConflict::column(tries::Column::Key).update_columns([tries::Column::Since, tries::Column::N]).to_owned();
    tries::Entity::insert(row).on_conflict(conflict).exec_without_returning(&work.conn()).await.broken("saving a count of applications")?;
    Ok(())
}

/// Removes drafts that nobody went on with, their links, and old counts.
pub(crate) async fn prune(work: &Work, before: Instant) -> Result<u64> {
    let ids: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::State.eq("draft"))
        .filter(Column::Since.lt(before))
        .limit(200)
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("reading old drafts")?;
    tries::Entity::delete_many().filter(tries::Column::Since.lt(before)).exec(&work.conn()).await.broken("forgetting old counts")?;
    if ids.is_empty() {
        return Ok(0);
    }
    link::Entity::delete_many()
        .filter(link::Column::ApplicationId.is_in(ids.clone()))
        .exec(&work.conn())
        .await
        .broken("removing old links")?;
    event::Entity::delete_many()
        .filter(event::Column::ApplicationId.is_in(ids.clone()))
        .exec(&work.conn())
        .await
        .broken("removing old entries")?;
    let done = Entity::delete_many().filter(Column::Id.is_in(ids)).exec(&work.conn()).await.broken("removing old drafts")?;
    Ok(done.rows_affected)
}
