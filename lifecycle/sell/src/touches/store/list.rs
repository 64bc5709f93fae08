//! Many touches: lists and journeys.

use base::{AccountId, Cursor, Page, PageRequest, PartnerId, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect};
use work::Work;

use super::super::model::{Company, Filter, State, Touch};
use super::rows::{Column, Entity, scoped, touch};
use crate::lists::moment_of;
use crate::texts::fold;

fn wanted(work: &Work, f: &Filter, accounts: Option<&[AccountId]>) -> Condition {
    let mut all = Condition::all().add(scoped(work));
    if let Some(kind) = f.kind {
        all = all.add(Column::Kind.eq(kind.code()));
    }
    if let Some(state) = f.state {
        all = all.add(Column::State.eq(state.code()));
    }
    if let Some((from, until)) = f.quarter.map(crate::quarter::Quarter::span) {
        all = all.add(Column::At.gte(from)).add(Column::At.lt(until));
    }
    if let Some(partner) = f.partner {
        all = all.add(Column::PartnerId.eq(partner.uuid()));
    }
    if let Some(accounts) = accounts {
        all = all.add(Column::AccountId.is_in(accounts.iter().map(|a| a.uuid())));
    }
    let q = fold(&base::one_line(&f.q));
    if !q.is_empty() {
        all = all.add(Column::CompanyFold.gte(q.as_str())).add(Column::CompanyFold.lt(format!("{q}\u{10ffff}")));
    }
    all
}

/// A page of touches: the latest first, or the first first where it is the journey of an account under all its ids.
pub(crate) async fn page(work: &Work, f: &Filter, journey: Option<&[AccountId]>, page: &PageRequest) -> Result<Page<Touch>> {
    let mut all = wanted(work, f, journey);
    if let Some(after) = &page.after {
        let at = moment_of(after)?;
        let same = Condition::all().add(Column::At.eq(at));
        all = all.add(if journey.is_some() {
            Condition::any().add(Column::At.gt(at)).add(same.add(Column::Id.gt(after.id)))
        } else {
            Condition::any().add(Column::At.lt(at)).add(same.add(Column::Id.lt(after.id)))
        });
    }
    let find = Entity::find().filter(all).limit(page.limit + 1);
    let find = if journey.is_some() {
        find.order_by_asc(Column::At).order_by_asc(Column::Id)
    } else {
        find.order_by_desc(Column::At).order_by_desc(Column::Id)
    };
    let rows: Result<Vec<Touch>> = find.all(&work.conn()).await.broken("reading touches")?.into_iter().map(touch).collect();
    Ok(Page::from_rows(rows?, page.limit, |t| Cursor::at(t.at, t.id)))
}

/// The claims that wait for an answer, by deadline.
pub(crate) async fn waiting(work: &Work, n: u64) -> Result<Vec<Touch>> {
    let find = Entity::find().filter(scoped(work)).filter(Column::State.eq(State::Claimed.code()));
    let find = find.order_by_asc(Column::AnswerBy).order_by_asc(Column::Id).limit(n);
    find.all(&work.conn()).await.broken("reading claims")?.into_iter().map(touch).collect()
}

/// How many claims of a partner wait for an answer.
pub(crate) async fn waiting_of(work: &Work, partner: Option<PartnerId>) -> Result<i64> {
    let mut find = Entity::find().filter(scoped(work)).filter(Column::State.eq(State::Claimed.code()));
    if let Some(partner) = partner {
        find = find.filter(Column::PartnerId.eq(partner.uuid()));
    }
    let n = find.count(&work.conn()).await.broken("counting claims")?;
    Ok(i64::try_from(n).unwrap_or(i64::MAX))
}

/// What one partner did at a customer that it wrote the same way, the first first.
pub(crate) async fn known_parts(work: &Work, partner: PartnerId, company: &Company) -> Result<Vec<Touch>> {
    let named = Condition::all().add(Column::CompanyFold.eq(fold(&company.name))).add(Column::Country.eq(company.country.as_str()));
    let mut same = Condition::any().add(named);
    if !company.domain.is_empty() {
        same = same.add(Column::Domain.eq(company.domain.as_str()));
    }
    let find = Entity::find().filter(scoped(work)).filter(Column::PartnerId.eq(partner.uuid())).filter(same);
    let find = find.order_by_asc(Column::At).order_by_asc(Column::Id).limit(200);
    find.all(&work.conn()).await.broken("reading a partner's part")?.into_iter().map(touch).collect()
}

/// The partners that have a part in the journey of an account, under all its ids.
pub(crate) async fn partners_at(work: &Work, accounts: &[AccountId]) -> Result<Vec<PartnerId>> {
    let find = Entity::find().filter(wanted(work, &Filter::default(), Some(accounts))).select_only().column(Column::PartnerId).distinct();
    let rows: Vec<Uuid> = find.limit(500).into_tuple().all(&work.conn()).await.broken("reading who has a part in a journey")?;
    Ok(rows.into_iter().map(PartnerId::from).collect())
}
