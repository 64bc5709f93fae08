//! All SQL of the accounts themselves; their keys, counts and pairs are in the files beside.

pub(crate) mod aliases;
pub(crate) mod keys;
pub(crate) mod pairs;
pub(crate) mod tallies;
pub(crate) mod weights;

use std::collections::BTreeMap;

use base::{AccountId, Cursor, Error, Fault, Money, Page, PageRequest, Result};
use db::{Broken, on_unique};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{Condition, Iterable as _, QueryOrder, QuerySelect, TransactionTrait};
use uuid::Uuid;
use work::{Scope, Work};

use super::model::{Account, Details, External, Filter, Origin, Scheme};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    pub name_fold: String,
    pub legal_name: String,
    pub domain: String,
    pub phone: String,
    pub street: String,
    pub city: String,
    pub region: String,
    pub postal: String,
    pub country: String,
    pub industry: String,
    pub lifecycle_stage: String,
    pub owner: String,
    pub domains: Json,
    pub identifiers: Json,
    pub employees: Option<i64>,
    pub revenue_minor: Option<i64>,
    pub revenue_currency: Option<String>,
    pub origin: String,
    pub external_source: Option<String>,
    pub external_id: Option<String>,
    pub import_id: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn account(m: Model) -> Result<Account> {
    let bad = |column: &str, value: &str| Fault::plain(format!("account.{column} of {} is {value:?}", m.id));
    let origin = Origin::from_code(&m.origin).ok_or_else(|| bad("origin", &m.origin))?;
    let revenue = match (m.revenue_minor, m.revenue_currency.as_deref()) {
        (Some(minor), Some(code)) => Some(Money::new(minor, code.parse().map_err(|_| bad("revenue_currency", code))?)),
        _ => None,
    };
    let domains = m.domains.as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned)).collect();
    let mut identifiers = BTreeMap::new();
    for (code, value) in m.identifiers.as_object().into_iter().flatten() {
        let scheme = Scheme::from_code(code).ok_or_else(|| bad("identifiers", code))?;
        identifiers.insert(scheme, value.as_str().unwrap_or_default().to_owned());
    }
    Ok(Account {
        id: m.id.into(),
        details: Details {
            name: m.name,
            legal_name: m.legal_name,
            domain: m.domain,
            domains,
            phone: m.phone,
            street: m.street,
            city: m.city,
            region: m.region,
            postal: m.postal,
            country: m.country,
            industry: m.industry,
            employees: m.employees,
            revenue,
            identifiers,
            lifecycle_stage: m.lifecycle_stage,
            owner: m.owner,
        },
        origin,
        external: m.external_source.zip(m.external_id).map(|(source, id)| External { source, id }),
        import: m.import_id.map(Into::into),
        created_at: m.created_at,
        updated_at: m.updated_at,
        version: m.version,
    })
}

fn row(a: &Account, name_fold: &str) -> ActiveModel {
    let d = &a.details;
    let identifiers: serde_json::Map<String, Json> =
        d.identifiers.iter().map(|(s, v)| (s.code().to_owned(), Json::from(v.as_str()))).collect();
    let row: ActiveModel = Model {
        id: a.id.uuid(),
        name: d.name.clone(),
        name_fold: name_fold.to_owned(),
        legal_name: d.legal_name.clone(),
        domain: d.domain.clone(),
        phone: d.phone.clone(),
        street: d.street.clone(),
        city: d.city.clone(),
        region: d.region.clone(),
        postal: d.postal.clone(),
        country: d.country.clone(),
        industry: d.industry.clone(),
        lifecycle_stage: d.lifecycle_stage.clone(),
        owner: d.owner.clone(),
        domains: Json::from(d.domains.clone()),
        identifiers: Json::Object(identifiers),
        employees: d.employees,
        revenue_minor: d.revenue.map(|m| m.minor),
        revenue_currency: d.revenue.map(|m| m.currency.code().to_owned()),
        origin: a.origin.code().to_owned(),
        external_source: a.external.as_ref().map(|e| e.source.clone()),
        external_id: a.external.as_ref().map(|e| e.id.clone()),
        import_id: a.import.map(Uuid::from),
        created_at: a.created_at,
        updated_at: a.updated_at,
        version: a.version,
    }
    .into();
    row.reset_all()
}

/// Accounts belong to the vendor: a member sees none of them, whatever they ask.
fn scoped(work: &Work) -> Condition {
    match work.scope() {
        Scope::All => Condition::all(),
        Scope::Partners(_) | Scope::Nothing => Condition::all().add(Column::Id.is_null()),
    }
}

pub(crate) async fn get(work: &Work, id: AccountId) -> Result<Account> {
    let found = Entity::find_by_id(id.uuid()).filter(scoped(work)).one(&work.conn()).await.broken("reading an account")?;
    found.map(account).transpose()?.ok_or_else(Error::missing)
}

pub(crate) async fn find(work: &Work, id: AccountId) -> Result<Option<Account>> {
    Entity::find_by_id(id.uuid()).one(&work.conn()).await.broken("reading an account")?.map(account).transpose()
}

/// The accounts of these ids, in no order.
pub(crate) async fn by_ids(work: &Work, ids: &[AccountId]) -> Result<Vec<Account>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = Entity::find().filter(Column::Id.is_in(ids.iter().map(|i| i.uuid()))).all(&work.conn()).await;
    found.broken("reading accounts")?.into_iter().map(account).collect()
}

/// The accounts with these keys in another system.
pub(crate) async fn by_external(work: &Work, source: &str, ids: &[&str]) -> Result<Vec<Account>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let find = Entity::find().filter(Column::ExternalSource.eq(source)).filter(Column::ExternalId.is_in(ids.iter().copied()));
    find.all(&work.conn()).await.broken("reading accounts by their keys elsewhere")?.into_iter().map(account).collect()
}

/// The accounts with these main domains.
pub(crate) async fn by_domains(work: &Work, domains: &[String]) -> Result<Vec<Account>> {
    if domains.is_empty() {
        return Ok(Vec::new());
    }
    let find = Entity::find().filter(Column::Domain.is_in(domains.iter().map(String::as_str))).order_by_asc(Column::Id);
    find.all(&work.conn()).await.broken("reading accounts by domain")?.into_iter().map(account).collect()
}

/// The accounts with these folded names, oldest first.
pub(crate) async fn by_folds(work: &Work, folds: &[&str]) -> Result<Vec<Account>> {
    if folds.is_empty() {
        return Ok(Vec::new());
    }
    let find = Entity::find().filter(Column::NameFold.is_in(folds.iter().copied())).order_by_asc(Column::Id);
    find.all(&work.conn()).await.broken("reading accounts by name")?.into_iter().map(account).collect()
}

/// Adds accounts, each with its folded name.
pub(crate) async fn insert(work: &Work, accounts: &[(&Account, String)]) -> Result<()> {
    // 26 columns a row: within the number of values that a statement may have on either database.
    for chunk in accounts.chunks(500) {
        let rows = chunk.iter().map(|(a, fold)| row(a, fold));
        let done = Entity::insert_many(rows).exec_without_returning(&work.conn()).await.map(|_| ());
        on_unique(done, "external_id", "adding accounts", || base::refuse("account.external_taken", base::Kind::Conflict))?;
    }
    Ok(())
}

/// Saves an account whose version is still the one before.
pub(crate) async fn save(work: &Work, account: &Account, fold: &str) -> Result<()> {
    let done = Entity::update_many()
        .set(row(account, fold))
        .filter(Column::Id.eq(account.id.uuid()))
        .filter(Column::Version.eq(account.version - 1))
        .exec(&work.conn())
        .await;
    let done = on_unique(done, "external_id", "saving an account", || base::refuse("account.external_taken", base::Kind::Conflict))?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Error::stale()) }
}

/// Saves many accounts that were read in this transaction.
pub(crate) async fn save_many(work: &Work, accounts: &[(&Account, String)]) -> Result<()> {
    for chunk in accounts.chunks(500) {
        let rows = chunk.iter().map(|(a, fold)| row(a, fold));
        let replace = Column::iter().filter(|c| !matches!(c, Column::Id | Column::CreatedAt));
        let conflict = OnConflict::column(Column::Id).update_columns(replace).to_owned();
        Entity::insert_many(rows).on_conflict(conflict).exec_without_returning(&work.conn()).await.broken("saving accounts")?;
    }
    Ok(())
}

/// Removes accounts that nothing refers to; returns those that were removed.
pub(crate) async fn delete(work: &Work, ids: &[AccountId]) -> Result<Vec<AccountId>> {
    if delete_within(work, ids).await? {
        return Ok(ids.to_vec());
    }
    // One of them is referred to, by a deal for instance; find out which, one by one.
    let mut gone = Vec::new();
    for id in ids {
        if delete_within(work, std::slice::from_ref(id)).await? {
            gone.push(*id);
        }
    }
    Ok(gone)
}

/// Deletes within a savepoint; false when something refers to one of the rows.
async fn delete_within(work: &Work, ids: &[AccountId]) -> Result<bool> {
    let savepoint = work.conn().begin().await.broken("beginning a savepoint")?;
    let ids: Vec<Uuid> = ids.iter().map(|i| i.uuid()).collect();
    match Entity::delete_many().filter(Column::Id.is_in(ids)).exec(&savepoint).await {
        Ok(_) => {
            savepoint.commit().await.broken("ending a savepoint")?;
            Ok(true)
        }
        Err(e) if matches!(e.sql_err(), Some(sea_orm::SqlErr::ForeignKeyConstraintViolation(_))) => {
            savepoint.rollback().await.broken("leaving a savepoint")?;
            Ok(false)
        }
        Err(e) => Err(Err::<(), _>(e).broken("removing accounts").map_or_else(Error::from, |()| Error::missing())),
    }
}

/// The first text that does not begin with this one, in the order of bytes.
fn beyond(prefix: &str) -> String {
    // Folded names are ASCII, and so is nearly every domain; no character of either is above this one.
    format!("{prefix}\u{10ffff}")
}

fn matching_filter(work: &Work, filter: &Filter) -> Condition {
    let mut all = scoped(work).add(Column::Id.not_in_subquery(aliases::all()));
    if !filter.country.is_empty() {
        all = all.add(Column::Country.eq(&filter.country));
    }
    if !filter.industry.is_empty() {
        all = all.add(Column::Industry.eq(&filter.industry));
    }
    if let Some(ids) = &filter.ids {
        all = all.add(Column::Id.is_in(ids.iter().map(|i| i.uuid())));
    }
    all
}

/// Accounts by name, those whose folded name begins with `prefix`.
pub(crate) async fn list(work: &Work, filter: &Filter, prefix: &str, page: &PageRequest) -> Result<Page<Account>> {
    let mut all = matching_filter(work, filter);
    if !prefix.is_empty() {
        all = all.add(Column::NameFold.gte(prefix)).add(Column::NameFold.lt(beyond(prefix)));
    }
    if let Some(after) = &page.after {
        let tie = Condition::all().add(Column::NameFold.eq(&after.key)).add(Column::Id.gt(after.id));
        // The plain bound is implied, and it is what lets the index begin at the right place.
        all = all.add(Column::NameFold.gte(&after.key)).add(Condition::any().add(Column::NameFold.gt(&after.key)).add(tie));
    }
    let rows = Entity::find()
        .filter(all)
        .order_by_asc(Column::NameFold)
        .order_by_asc(Column::Id)
        .limit(page.limit + 1)
        .all(&work.conn())
        .await
        .broken("listing accounts")?;
    let mut folds = Vec::with_capacity(rows.len());
    let mut accounts = Vec::with_capacity(rows.len());
    for m in rows {
        folds.push((m.id, m.name_fold.clone()));
        accounts.push(account(m)?);
    }
    let key = |a: &Account| folds.iter().find(|f| f.0 == a.id.uuid()).map(|f| f.1.clone()).unwrap_or_default();
    Ok(Page::from_rows(accounts, page.limit, |a| Cursor::text(key(a), a.id)))
}

/// Accounts in the order of their ids, those after one of them; for whoever goes through all of them.
pub(crate) async fn after(work: &Work, last: Option<AccountId>, limit: u64) -> Result<Vec<Account>> {
    let mut find = Entity::find().filter(scoped(work)).filter(Column::Id.not_in_subquery(aliases::all()));
    if let Some(last) = last {
        find = find.filter(Column::Id.gt(last.uuid()));
    }
    let rows = find.order_by_asc(Column::Id).limit(limit).all(&work.conn()).await;
    rows.broken("reading accounts one after the other")?.into_iter().map(account).collect()
}

/// Accounts whose domain begins with a text.
pub(crate) async fn by_domain(work: &Work, filter: &Filter, prefix: &str, limit: u64) -> Result<Vec<Account>> {
    let all = matching_filter(work, filter).add(Column::Domain.gte(prefix)).add(Column::Domain.lt(beyond(prefix)));
    let rows = Entity::find().filter(all).order_by_asc(Column::Domain).limit(limit).all(&work.conn()).await;
    rows.broken("listing accounts by domain")?.into_iter().map(account).collect()
}

/// Those of these accounts that fit a filter.
pub(crate) async fn fitting(work: &Work, filter: &Filter, ids: &[AccountId]) -> Result<Vec<Account>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let all = matching_filter(work, filter).add(Column::Id.is_in(ids.iter().map(|i| i.uuid())));
    Entity::find().filter(all).all(&work.conn()).await.broken("reading accounts")?.into_iter().map(account).collect()
}

/// What has been done to an account, newest first.
pub(crate) async fn activity(work: &Work, id: AccountId, limit: u64) -> Result<Vec<audit::Record>> {
    let filter = audit::Filter { subject: Some(id.uuid()), ..audit::Filter::default() };
    Ok(audit::list(&work.conn(), &filter, &PageRequest::first(limit)).await?.items)
}

/// The changes of an account's details, newest first.
pub(crate) async fn changes(work: &Work, id: AccountId, limit: u64) -> Result<Vec<audit::Record>> {
    let action = Some("account.changed".to_owned());
    let filter = audit::Filter { subject: Some(id.uuid()), action, ..audit::Filter::default() };
    Ok(audit::list(&work.conn(), &filter, &PageRequest::first(limit)).await?.items)
}
