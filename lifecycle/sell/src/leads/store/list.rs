//! Many leads: lists and counts.

use std::collections::HashMap;

use base::{Cursor, Fault, LeadId, Page, PageRequest, PartnerId, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Asterisk, ExprTrait as _};
use sea_orm::{Condition, QueryOrder, QuerySelect};
use uuid::Uuid;
use work::Work;

use super::super::model::{Card, Filter, Source, StateKind, Why};
use super::offers;
use super::rows::{self, Column, scoped, words};
use crate::lists::moment_of;
use crate::texts::fold;

fn wanted(work: &Work, f: &Filter) -> Condition {
    let mut all = Condition::all().add(scoped(work));
    if !f.states.is_empty() {
        all = all.add(Column::State.is_in(f.states.iter().map(|s| s.code())));
    }
    if let Some(country) = &f.country {
        all = all.add(Column::Country.eq(country.as_str()));
    }
    if let Some(source) = f.source {
        all = all.add(Column::Source.eq(source.code()));
    }
    if let Some(partner) = f.partner {
        all = all.add(Column::PartnerId.eq(partner.uuid()));
    }
    if f.late {
        all = all.add(Column::Late.eq(true)).add(Column::State.eq(StateKind::Accepted.code()));
    }
    let q = fold(&base::one_line(&f.q));
    if !q.is_empty() {
        all = all.add(Column::CompanyFold.gte(q.as_str())).add(Column::CompanyFold.lt(format!("{q}\u{10ffff}")));
    }
    all
}

fn card(m: rows::Model) -> Result<Card> {
    let bad = |column: &str, value: &str| Fault::plain(format!("lead.{column} of {} is {value:?}", m.id));
    Ok(Card {
        id: m.id.into(),
        state: StateKind::from_code(&m.state).ok_or_else(|| bad("state", &m.state))?,
        source: Source::from_code(&m.source).ok_or_else(|| bad("source", &m.source))?,
        why: m.why.as_deref().and_then(Why::from_code),
        holder: m.partner_id.map(PartnerId::from),
        due: m.contact_by.filter(|_| m.state == StateKind::Accepted.code()),
        products: words(&m.products),
        company: m.company,
        country: m.country,
        city: m.city,
        score: m.score,
        captured_at: m.captured_at,
        active_at: m.active_at,
    })
}

/// A page of leads, the latest activity first; what is offered has the end of its clock.
pub(crate) async fn page(work: &Work, f: &Filter, page: &PageRequest) -> Result<Page<Card>> {
    let mut all = wanted(work, f);
    if let Some(after) = &page.after {
        let at = moment_of(after)?;
        all = all.add(
            Condition::any().add(Column::ActiveAt.lt(at)).add(Condition::all().add(Column::ActiveAt.eq(at)).add(Column::Id.lt(after.id))),
        );
    }
    let find = rows::Entity::find().filter(all).order_by_desc(Column::ActiveAt).order_by_desc(Column::Id).limit(page.limit + 1);
    let found: Result<Vec<Card>> = find.all(&work.conn()).await.broken("reading leads")?.into_iter().map(card).collect();
    let mut cards = found?;
    let offered: Vec<LeadId> = cards.iter().filter(|c| c.state == StateKind::Offered).map(|c| c.id).collect();
    let clocks = offers::clocks(work, &offered).await?;
    for card in cards.iter_mut().filter(|c| c.state == StateKind::Offered) {
        card.due = clocks.get(&card.id).copied();
    }
    Ok(Page::from_rows(cards, page.limit, |c| Cursor::at(c.active_at, c.id)))
}

/// How many leads are in each state.
pub(crate) async fn counts(work: &Work) -> Result<HashMap<StateKind, i64>> {
    let rows: Vec<(String, i64)> = rows::Entity::find()
        .select_only()
        .column(Column::State)
        .expr_as(Expr::col(Asterisk).count(), "n")
        .filter(scoped(work))
        .group_by(Column::State)
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("counting leads")?;
    Ok(rows.into_iter().filter_map(|(state, n)| Some((StateKind::from_code(&state)?, n))).collect())
}

/// How many leads each partner works on.
pub(crate) async fn open_of_partners(work: &Work) -> Result<HashMap<PartnerId, i64>> {
    let rows: Vec<(Uuid, i64)> = rows::Entity::find()
        .select_only()
        .column(Column::PartnerId)
        .expr_as(Expr::col(Asterisk).count(), "n")
        .filter(Column::State.is_in([StateKind::Accepted.code(), StateKind::Contacted.code()]))
        .filter(Column::PartnerId.is_not_null())
        .group_by(Column::PartnerId)
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("counting open leads")?;
    Ok(rows.into_iter().map(|(id, n)| (id.into(), n)).collect())
}

/// The leads that a partner works on; whoever asks.
pub(crate) async fn held_by(work: &Work, partner: PartnerId) -> Result<Vec<LeadId>> {
    let ids: Vec<Uuid> = rows::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::PartnerId.eq(partner.uuid()))
        .filter(Column::State.is_in([StateKind::Accepted.code(), StateKind::Contacted.code()]))
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("reading the leads of a partner")?;
    Ok(ids.into_iter().map(LeadId::from).collect())
}
