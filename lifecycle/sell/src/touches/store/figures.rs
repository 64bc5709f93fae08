//! What figures are counted from.

use std::collections::{BTreeSet, HashMap};

use base::{AccountId, DealId, Instant, PartnerId, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, Select};
use work::Work;

use super::super::model::{Company, Kind, State};
use super::rows::{Column, Entity, scoped};

/// How many rows one figure is counted from at most.
const MOST: u64 = 20_000;

/// The touches that count, in the actor's scope, of one partner where that is asked for.
fn counting(work: &Work, partner: Option<PartnerId>) -> Select<Entity> {
    let find = Entity::find().filter(scoped(work)).filter(Column::State.is_in(State::counting().map(State::code)));
    match partner {
        Some(partner) => find.filter(Column::PartnerId.eq(partner.uuid())),
        None => find,
    }
}

/// How many touches of each kind count since a moment.
pub(crate) async fn kinds(work: &Work, partner: Option<PartnerId>, since: Instant) -> Result<HashMap<String, i64>> {
    let find = counting(work, partner).filter(Column::At.gte(since)).select_only().column(Column::Kind);
    let find = find.column_as(Column::Id.count(), "n").group_by(Column::Kind);
    let rows: Vec<(String, i64)> = find.into_tuple().all(&work.conn()).await.broken("counting touches")?;
    Ok(rows.into_iter().collect())
}

/// The customers of the touches that count since a moment, as they were written.
pub(crate) async fn companies(work: &Work, partner: Option<PartnerId>, since: Instant) -> Result<Vec<Company>> {
    let find = counting(work, partner).filter(Column::At.gte(since)).select_only();
    let find = find.columns([Column::CompanyFold, Column::Domain, Column::Country]).distinct().limit(MOST);
    let rows: Vec<(String, String, String)> = find.into_tuple().all(&work.conn()).await.broken("reading touched customers")?;
    Ok(rows.into_iter().map(|(name, domain, country)| Company { name, domain, country }).collect())
}

/// The accounts at which a partner has helped, under the ids that they had then.
pub(crate) async fn helped_at(work: &Work, partner: PartnerId) -> Result<BTreeSet<AccountId>> {
    let find = counting(work, Some(partner)).filter(Column::Kind.is_in(Kind::helping().into_iter().map(Kind::code)));
    let find = find.filter(Column::AccountId.is_not_null()).select_only().column(Column::AccountId).distinct().limit(MOST);
    let rows: Vec<Uuid> = find.into_tuple().all(&work.conn()).await.broken("reading where a partner helped")?;
    Ok(rows.into_iter().map(AccountId::from).collect())
}

/// What was won in a time, the latest first, at some accounts or everywhere: deal, account, kind, when.
///
/// Asked without the actor's scope: a partner learns the number of deals that it helped with, and nothing of them.
pub(crate) async fn wins(
    work: &Work,
    (from, until): (Instant, Instant),
    at: Option<&[AccountId]>,
) -> Result<Vec<(DealId, AccountId, Kind, Instant)>> {
    let find = Entity::find().filter(Column::Kind.is_in(Kind::wins().map(Kind::code))).filter(Column::At.gte(from));
    let find = find.filter(Column::At.lt(until)).filter(Column::AccountId.is_not_null()).filter(Column::DealId.is_not_null());
    let mut all = Vec::new();
    let mut read = async |find: Select<Entity>| -> Result<()> {
        let rows = find.order_by_desc(Column::At).limit(MOST).all(&work.conn()).await.broken("reading what was won")?;
        let win = |m: super::rows::Model| Some((m.deal_id?.into(), m.account_id?.into(), Kind::from_code(&m.kind)?, m.at));
        all.extend(rows.into_iter().filter_map(win));
        Ok(())
    };
    match at {
        None => read(find).await?,
        Some(accounts) => {
            for some in accounts.chunks(500) {
                read(find.clone().filter(Column::AccountId.is_in(some.iter().map(|a| a.uuid())))).await?;
            }
        }
    }
    Ok(all)
}

/// What helped at some accounts, and who registered them: partner, account, kind, when.
///
/// Asked without the actor's scope, as [`wins`] is.
pub(crate) async fn around(work: &Work, accounts: &[AccountId]) -> Result<Vec<(PartnerId, AccountId, Kind, Instant)>> {
    let kinds: Vec<&str> = Kind::helping().into_iter().chain([Kind::Registration]).map(Kind::code).collect();
    let mut all = Vec::new();
    for some in accounts.chunks(500) {
        let find = Entity::find().filter(Column::State.is_in(State::counting().map(State::code))).filter(Column::Kind.is_in(kinds.clone()));
        let find = find.filter(Column::AccountId.is_in(some.iter().map(|a| a.uuid()))).select_only();
        let find = find.columns([Column::PartnerId, Column::AccountId, Column::Kind, Column::At]);
        let rows: Vec<(Uuid, Uuid, String, DateTimeUtc)> = find.into_tuple().all(&work.conn()).await.broken("reading who helped")?;
        let seen = |(partner, account, kind, at): (Uuid, Uuid, String, DateTimeUtc)| {
            Some((partner.into(), account.into(), Kind::from_code(&kind)?, at))
        };
        all.extend(rows.into_iter().filter_map(seen));
    }
    Ok(all)
}
