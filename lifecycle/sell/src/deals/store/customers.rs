//! Customers across deals: blocking keys, protections, and what a check found.

use std::collections::HashMap;

use base::{DealId, Fault, Instant, PartnerId, ProductId, Result};
use chrono::{NaiveDate, TimeDelta};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, ExprTrait as _, JoinType, OnConflict, Order, Query, SelectStatement, SimpleExpr, UnionType};
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect, Set};
use uuid::Uuid;
use work::Work;

use super::super::model::{Customer, Finding, Held, StateKind};
use super::rows;

/// How many deals of one key are looked at; a key that more share says little by itself.
const OF_EACH_KEY: u64 = 25;
/// How many deals are compared in full.
const COMPARED: u64 = 24;
/// Keys of at least this weight tell one customer from another.
const TELLING: i64 = 10;

mod key {
    use sea_orm::entity::prelude::*;
    use uuid::Uuid;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "deal_key")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub deal_id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod protection {
    use sea_orm::entity::prelude::*;
    use uuid::Uuid;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "deal_protection")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub scope: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub product_id: Uuid,
        pub deal_id: Uuid,
        pub partner_id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod finding {
    use sea_orm::entity::prelude::*;
    use uuid::Uuid;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "deal_finding")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub deal_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub other_id: Uuid,
        pub other_partner_id: Uuid,
        pub held: String,
        pub same: bool,
        pub same_product: bool,
        pub score: i64,
        pub evidence: String,
        pub at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Another deal that shares a key or a scope, as it is read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Other {
    pub(crate) deal: DealId,
    pub(crate) partner: PartnerId,
    pub(crate) state: StateKind,
    pub(crate) closed_at: Option<Instant>,
    pub(crate) customer: Customer,
    pub(crate) products: Vec<ProductId>,
    pub(crate) submitted_at: Option<Instant>,
    pub(crate) won_on: Option<NaiveDate>,
    pub(crate) term_ends: Option<NaiveDate>,
}

/// Deals of anybody that share blocking keys with a customer, those that share most first.
///
/// One statement that reads at most a few entries of the index for each key, however many deals there
/// are; whose they are is the caller's secret to keep.
pub(crate) async fn sharing(work: &Work, keys: &[(String, i64)], except: Option<DealId>) -> Result<Vec<Other>> {
    let mut each = keys.iter().map(|(text, weight)| {
        let some = Query::select()
            .column(key::Column::DealId)
            .from(key::Entity)
            .and_where(Expr::col(key::Column::Key).eq(text.as_str()))
            .limit(OF_EACH_KEY)
            .to_owned();
        Query::select()
            .column(key::Column::DealId)
            .expr_as(Expr::value(*weight), Alias::new("weight"))
            .from_subquery(some, Alias::new("some"))
            .to_owned()
    });
    let Some(mut all) = each.next() else { return Ok(Vec::new()) };
    for select in each {
        all.union(UnionType::All, select);
    }
    let (hits, top) = (Alias::new("hits"), Alias::new("top"));
    let sum = Expr::col(Alias::new("weight")).sum();
    let best = Query::select()
        .column(key::Column::DealId)
        .from_subquery(all, hits)
        .group_by_col(key::Column::DealId)
        .order_by_expr(sum, Order::Desc)
        .limit(COMPARED)
        .to_owned();
    let mut select = others();
    select.join_subquery(
        JoinType::InnerJoin,
        best,
        top.clone(),
        Expr::col((top, key::Column::DealId)).equals((rows::Entity, rows::Column::Id)),
    );
    select.and_where(open());
    if let Some(id) = except {
        select.and_where(Expr::col((rows::Entity, rows::Column::Id)).ne(id.uuid()));
    }
    read(work, &select).await
}

/// Deals of anybody that protect a customer under one of these names.
pub(crate) async fn protecting(work: &Work, scopes: &[String], except: Option<DealId>) -> Result<Vec<Other>> {
    if scopes.is_empty() {
        return Ok(Vec::new());
    }
    let held = Query::select()
        .distinct()
        .column(protection::Column::DealId)
        .from(protection::Entity)
        .and_where(Expr::col(protection::Column::Scope).is_in(scopes.iter().map(String::as_str)))
        .limit(COMPARED)
        .to_owned();
    let top = Alias::new("top");
    let mut select = others();
    select.join_subquery(
        JoinType::InnerJoin,
        held,
        top.clone(),
        Expr::col((top, protection::Column::DealId)).equals((rows::Entity, rows::Column::Id)),
    );
    if let Some(id) = except {
        select.and_where(Expr::col((rows::Entity, rows::Column::Id)).ne(id.uuid()));
    }
    read(work, &select).await
}

/// Only deals that hold or lately held a customer are anybody's overlap.
fn open() -> SimpleExpr {
    let states = [StateKind::InReview, StateKind::Approved, StateKind::Won, StateKind::Disputed].map(StateKind::code);
    Expr::col((rows::Entity, rows::Column::State)).is_in(states)
}

fn others() -> SelectStatement {
    use rows::Column as C;
    let line = rows::line::Entity;
    Query::select()
        .columns(
            [C::Id, C::PartnerId, C::State, C::ClosedAt, C::Company, C::Domain, C::Country, C::City, C::ContactEmail]
                .map(|c| (rows::Entity, c)),
        )
        .columns([C::SubmittedAt, C::WonOn, C::TermEnds].map(|c| (rows::Entity, c)))
        .column((line, rows::line::Column::ProductId))
        .from(rows::Entity)
        .left_join(line, Expr::col((line, rows::line::Column::DealId)).equals((rows::Entity, C::Id)))
        .to_owned()
}

async fn read(work: &Work, select: &SelectStatement) -> Result<Vec<Other>> {
    let doing = "reading deals about a customer";
    let mut out: Vec<Other> = Vec::new();
    let mut places: HashMap<Uuid, usize> = HashMap::new();
    for row in work.conn().query_all(select).await.broken(doing)? {
        let text = |name: &str| row.try_get::<String>("", name).broken(doing);
        let id: Uuid = row.try_get("", "id").broken(doing)?;
        let product = row.try_get::<Option<Uuid>>("", "product_id").broken(doing)?.map(ProductId::from);
        if let Some(other) = places.get(&id).and_then(|at| out.get_mut(*at)) {
            other.products.extend(product);
            continue;
        }
        let state = text("state")?;
        places.insert(id, out.len());
        out.push(Other {
            deal: id.into(),
            partner: row.try_get::<Uuid>("", "partner_id").broken(doing)?.into(),
            state: StateKind::from_code(&state).ok_or_else(|| Fault::plain(format!("deal.state of {id} is {state:?}")))?,
            closed_at: row.try_get("", "closed_at").broken(doing)?,
            customer: Customer {
                company: text("company")?,
                domain: text("domain")?,
                country: text("country")?,
                city: text("city")?,
                contact_email: text("contact_email")?,
                ..Customer::default()
            },
            products: product.into_iter().collect(),
            submitted_at: row.try_get("", "submitted_at").broken(doing)?,
            won_on: row.try_get("", "won_on").broken(doing)?,
            term_ends: row.try_get("", "term_ends").broken(doing)?,
        });
    }
    Ok(out)
}

/// Whether a deal that shares a telling key was written lately and was not seen when the customer was looked up.
pub(crate) async fn unseen(work: &Work, keys: &[(String, i64)], seen: &[DealId]) -> Result<bool> {
    let telling: Vec<&str> = keys.iter().filter(|k| k.1 >= TELLING).map(|k| k.0.as_str()).collect();
    if telling.is_empty() {
        return Ok(false);
    }
    // Ids are ordered by time, so the newest entries of a key are the end of its range in the index. A
    // transaction that was under way while this one looked is not older than its longest wait.
    let floor = floor_of(work.now() - TimeDelta::seconds(30));
    let mut select = Query::select();
    select
        .column(key::Column::DealId)
        .from(key::Entity)
        .and_where(Expr::col(key::Column::Key).is_in(telling))
        .and_where(Expr::col(key::Column::DealId).gte(floor))
        .limit(1);
    if !seen.is_empty() {
        select.and_where(Expr::col(key::Column::DealId).is_not_in(seen.iter().map(|d| d.uuid())));
    }
    Ok(work.conn().query_one(&select).await.broken("looking for newer deals about a customer")?.is_some())
}

/// The smallest id that can have been made at a moment.
fn floor_of(at: Instant) -> Uuid {
    let millis = u128::try_from(at.timestamp_millis()).unwrap_or(0);
    Uuid::from_u128(millis << 80)
}

/// Lets a deal be found by its customer's keys.
pub(crate) async fn add_keys(work: &Work, deal: DealId, keys: &[(String, i64)]) -> Result<()> {
    if keys.is_empty() {
        return Ok(());
    }
    let mut texts: Vec<&str> = keys.iter().map(|k| k.0.as_str()).collect();
    // In the order of the index, which is what a B-tree likes best.
    texts.sort_unstable();
    texts.dedup();
    let rows = texts.into_iter().map(|k| key::ActiveModel { key: Set(k.to_owned()), deal_id: Set(deal.uuid()) });
    key::Entity::insert_many(rows).exec_without_returning(&work.conn()).await.broken("adding the keys of a deal")?;
    Ok(())
}

/// A deal that holds its customer no longer is not found any more.
pub(crate) async fn remove_keys(work: &Work, deal: DealId) -> Result<()> {
    let old = key::Entity::delete_many().filter(key::Column::DealId.eq(deal.uuid()));
    old.exec(&work.conn()).await.broken("removing the keys of a deal")?;
    Ok(())
}

/// Protects a customer under all its names for some products, or under none when one is taken.
///
/// The insert waits for a transaction that is protecting the same at this moment and then sees it.
pub(crate) async fn protect(work: &Work, deal: DealId, partner: PartnerId, scopes: &[String], products: &[ProductId]) -> Result<bool> {
    let mut wanted: Vec<(&str, Uuid)> = scopes.iter().flat_map(|s| products.iter().map(|p| (s.as_str(), p.uuid()))).collect();
    // One order for everybody, so that two transactions never wait for each other.
    wanted.sort_unstable();
    wanted.dedup();
    if wanted.is_empty() {
        return Ok(true);
    }
    let mut insert = Query::insert();
    insert.into_table(protection::Entity).columns([
        protection::Column::Scope,
        protection::Column::ProductId,
        protection::Column::DealId,
        protection::Column::PartnerId,
    ]);
    for (scope, product) in &wanted {
        insert.values_panic([
            SimpleExpr::from(*scope),
            SimpleExpr::from(*product),
            SimpleExpr::from(deal.uuid()),
            SimpleExpr::from(partner.uuid()),
        ]);
    }
    insert.on_conflict(OnConflict::columns([protection::Column::Scope, protection::Column::ProductId]).do_nothing().to_owned());
    let done = work.conn().execute(&insert).await.broken("protecting a customer")?.rows_affected();
    if usize::try_from(done) == Ok(wanted.len()) {
        return Ok(true);
    }
    if done > 0 {
        unprotect(work, deal).await?;
    }
    Ok(false)
}

/// Ends the protection of a deal.
pub(crate) async fn unprotect(work: &Work, deal: DealId) -> Result<()> {
    let old = protection::Entity::delete_many().filter(protection::Column::DealId.eq(deal.uuid()));
    old.exec(&work.conn()).await.broken("ending a protection")?;
    Ok(())
}

/// How many protections there are; for tests and figures.
#[cfg(test)]
pub(crate) async fn protections(work: &Work) -> Result<u64> {
    use sea_orm::PaginatorTrait as _;
    Ok(protection::Entity::find().count(&work.conn()).await.broken("counting protections")?)
}

/// Keeps what a check found, for those who decide; what was found before is replaced.
pub(crate) async fn put_findings(work: &Work, deal: DealId, found: &[Finding], fresh: bool) -> Result<()> {
    if !fresh {
        let old = finding::Entity::delete_many().filter(finding::Column::DealId.eq(deal.uuid()));
        old.exec(&work.conn()).await.broken("removing findings")?;
    }
    if found.is_empty() {
        return Ok(());
    }
    let rows = found.iter().map(|f| finding::ActiveModel {
        deal_id: Set(deal.uuid()),
        other_id: Set(f.deal.uuid()),
        other_partner_id: Set(f.partner.uuid()),
        held: Set(f.held.code().to_owned()),
        same: Set(f.same),
        same_product: Set(f.same_product),
        score: Set(f.score),
        evidence: Set(f.evidence.join(",")),
        at: Set(work.now()),
    });
    finding::Entity::insert_many(rows).exec_without_returning(&work.conn()).await.broken("keeping findings")?;
    Ok(())
}

/// The deals whose check found another, in the order in which they began; whose they are is the caller's secret to keep.
pub(crate) async fn met(work: &Work, other: DealId) -> Result<Vec<DealId>> {
    let find = finding::Entity::find().filter(finding::Column::OtherId.eq(other.uuid())).order_by_asc(finding::Column::DealId).limit(50);
    Ok(find.all(&work.conn()).await.broken("reading who met a deal")?.into_iter().map(|m| m.deal_id.into()).collect())
}

/// What the check of a deal found, surest first; for staff only.
pub(crate) async fn findings(work: &Work, deal: DealId) -> Result<Vec<Finding>> {
    let find = finding::Entity::find()
        .filter(finding::Column::DealId.eq(deal.uuid()))
        .order_by_desc(finding::Column::Same)
        .order_by_desc(finding::Column::Score);
    let rows = find.all(&work.conn()).await.broken("reading findings")?;
    let held = |m: &finding::Model| Held::from_code(&m.held).ok_or_else(|| Fault::plain(format!("deal_finding.held is {:?}", m.held)));
    rows.into_iter()
        .map(|m| {
            Ok(Finding {
                won_at: None,
                held: held(&m)?,
                deal: m.other_id.into(),
                partner: m.other_partner_id.into(),
                same: m.same,
                same_product: m.same_product,
                score: m.score,
                evidence: m.evidence.split(',').filter(|e| !e.is_empty()).map(str::to_owned).collect(),
            })
        })
        .collect()
}
