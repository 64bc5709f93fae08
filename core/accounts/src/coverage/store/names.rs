//! The accounts that plans name.
//!
//! A name belongs to every version from the one that brought it to the one before it was taken out, so
//! that a new version copies nothing, however many names there are.

use base::{AccountId, Cursor, Fault, Page, PageRequest, Result, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};
use uuid::Uuid;
use work::{Scope, Work};

use crate::coverage::model::{Name, Served, Validity, Way};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "coverage_name")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub from_version: i64,
    pub to_version: Option<i64>,
    pub way: String,
    pub partners: Json,
    pub segment: String,
    pub territory: String,
    pub owner_id: Option<Uuid>,
    pub valid_from: Option<Date>,
    pub valid_until: Option<Date>,
    pub note: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn name(m: Model) -> Result<Name> {
    let way = Way::from_code(&m.way).ok_or_else(|| Fault::plain(format!("coverage_name.way of {} is {:?}", m.account_id, m.way)))?;
    let partners = serde_json::from_value(m.partners).map_err(|e| Fault::new("reading the partners of a named account", e))?;
    Ok(Name {
        account: m.account_id.into(),
        served: Served { way, partners, segment: m.segment, territory: m.territory, owner: m.owner_id.map(UserId::from) },
        validity: Validity { from: m.valid_from, until: m.valid_until },
        note: m.note,
    })
}

/// Names that belong to a version.
fn of_version(version: i64) -> Condition {
    Condition::all()
        .add(Column::FromVersion.lte(version))
        .add(Condition::any().add(Column::ToVersion.is_null()).add(Column::ToVersion.gt(version)))
}

/// What a version says of an account, whoever asks.
pub(crate) async fn find(work: &Work, version: i64, account: AccountId) -> Result<Option<Name>> {
    let find = Entity::find().filter(Column::AccountId.eq(account.uuid())).filter(of_version(version));
    find.one(&work.conn()).await.broken("reading a named account")?.map(name).transpose()
}

/// What a version says of these accounts.
pub(crate) async fn find_many(work: &Work, version: i64, accounts: &[AccountId]) -> Result<Vec<Name>> {
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    let find = Entity::find().filter(Column::AccountId.is_in(accounts.iter().map(|a| a.uuid()))).filter(of_version(version));
    find.all(&work.conn()).await.broken("reading named accounts")?.into_iter().map(name).collect()
}

/// The names of a version by account, page by page; none for whoever belongs to a partner.
pub(crate) async fn list(work: &Work, version: i64, page: &PageRequest) -> Result<Page<Name>> {
    let mut all = of_version(version);
    if work.scope() != Scope::All {
        all = all.add(Column::AccountId.is_null());
    }
    if let Some(after) = &page.after {
        all = all.add(Column::AccountId.gt(after.id));
    }
    let rows = Entity::find().filter(all).order_by_asc(Column::AccountId).limit(page.limit + 1).all(&work.conn()).await;
    let names = rows.broken("reading named accounts")?.into_iter().map(name).collect::<Result<Vec<_>>>()?;
    Ok(Page::from_rows(names, page.limit, |n| Cursor::text(String::new(), n.account)))
}

/// How many accounts a version names.
pub(crate) async fn count(work: &Work, version: i64) -> Result<u64> {
    Ok(Entity::find().filter(of_version(version)).count(&work.conn()).await.broken("counting named accounts")?)
}

/// Takes accounts out of a draft.
pub(crate) async fn remove(work: &Work, draft: i64, accounts: &[AccountId]) -> Result<()> {
    for chunk in accounts.chunks(2000) {
        let own = Column::AccountId.is_in(chunk.iter().map(|a| a.uuid()));
        let added = Entity::delete_many().filter(own.clone()).filter(Column::FromVersion.eq(draft));
        added.exec(&work.conn()).await.broken("taking accounts out of a coverage plan")?;
        let ended = Entity::update_many()
            .col_expr(Column::ToVersion, Expr::val(draft))
            .filter(own)
            .filter(Column::FromVersion.lt(draft))
            .filter(Column::ToVersion.is_null());
        ended.exec(&work.conn()).await.broken("taking accounts out of a coverage plan")?;
    }
    Ok(())
}

/// Names accounts in a draft, over what was said of them.
pub(crate) async fn put(work: &Work, draft: i64, names: &[Name]) -> Result<()> {
    let accounts: Vec<AccountId> = names.iter().map(|n| n.account).collect();
    remove(work, draft, &accounts).await?;
    for chunk in names.chunks(1000) {
        let rows = chunk.iter().map(|n| {
            Ok(ActiveModel {
                account_id: Set(n.account.uuid()),
                from_version: Set(draft),
                to_version: Set(None),
                way: Set(n.served.way.code().to_owned()),
                partners: Set(serde_json::to_value(&n.served.partners).map_err(|e| Fault::new("writing partners", e))?),
                segment: Set(n.served.segment.clone()),
                territory: Set(n.served.territory.clone()),
                owner_id: Set(n.served.owner.map(Uuid::from)),
                valid_from: Set(n.validity.from),
                valid_until: Set(n.validity.until),
                note: Set(n.note.clone()),
            })
        });
        let rows: Vec<ActiveModel> = rows.collect::<Result<_>>()?;
        Entity::insert_many(rows).exec_without_returning(&work.conn()).await.broken("naming accounts")?;
    }
    Ok(())
}

/// Takes back what a draft says of names.
pub(crate) async fn discard(work: &Work, draft: i64) -> Result<()> {
    let doing = "taking back the names of a draft";
    Entity::delete_many().filter(Column::FromVersion.eq(draft)).exec(&work.conn()).await.broken(doing)?;
    let back = Entity::update_many().col_expr(Column::ToVersion, Expr::val(None::<i64>)).filter(Column::ToVersion.eq(draft));
    back.exec(&work.conn()).await.broken(doing)?;
    Ok(())
}
