//! All SQL of agreements.

mod rows;
mod signatures;
mod templates;

pub(super) use signatures::{add_notice, add_signature, notices, signatures};
pub(super) use templates::{add_template, current_templates, find_template, latest, templates};

use base::{AgreementId, Cursor, Error, Fault, Instant, Page, PageRequest, PartnerId, Result};
use chrono::TimeDelta;
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{Condition, QueryOrder, QuerySelect};
use work::{Scope, Work};

use super::model::{Agreement, Filter, Verified};
use rows::{Column, Entity, agreement, row};

fn scoped(work: &Work) -> Select<Entity> {
    match work.scope() {
        Scope::All => Entity::find(),
        Scope::Partners(own) => Entity::find().filter(Column::PartnerId.is_in(own.into_iter().map(PartnerId::uuid))),
        Scope::Nothing => Entity::find().filter(Expr::value(1).eq(0)),
    }
}

/// Writes an agreement.
pub(super) async fn add(work: &Work, a: &Agreement) -> Result<()> {
    Entity::insert(row(a, work.now()).reset_all()).exec_without_returning(&work.conn()).await.broken("writing an agreement")?;
    Ok(())
}

/// One agreement; out of scope looks missing.
pub(super) async fn get(work: &Work, id: AgreementId) -> Result<Agreement> {
    let found = scoped(work).filter(Column::Id.eq(id.uuid())).one(&work.conn()).await.broken("reading an agreement")?;
    agreement(found.ok_or_else(Error::missing)?)
}

/// The agreement made for a cause, whoever asks.
pub(super) async fn find_by_origin(work: &Work, partner: PartnerId, origin: &str) -> Result<Option<Agreement>> {
    let found = Entity::find().filter(Column::PartnerId.eq(partner.uuid())).filter(Column::Origin.eq(origin));
    found.one(&work.conn()).await.broken("reading an agreement")?.map(agreement).transpose()
}

/// The agreements of a kind with a partner that are in one of some states, newest first.
pub(super) async fn of_partner(work: &Work, partner: PartnerId, kind: &str, states: &[&str]) -> Result<Vec<Agreement>> {
    let rows = scoped(work)
        .filter(Column::PartnerId.eq(partner.uuid()))
        .filter(Column::Kind.eq(kind))
        .filter(Column::State.is_in(states.iter().copied()))
        .order_by_desc(Column::SentAt)
        .all(&work.conn())
        .await
        .broken("reading a partner's agreements")?;
    rows.into_iter().map(agreement).collect()
}

/// A page of agreements, newest first.
pub(super) async fn list(work: &Work, filter: &Filter, page: &PageRequest) -> Result<Page<Agreement>> {
    let mut query = scoped(work);
    if !filter.states.is_empty() {
        query = query.filter(Column::State.is_in(filter.states.iter().copied()));
    }
    if let Some(partner) = filter.partner {
        query = query.filter(Column::PartnerId.eq(partner.uuid()));
    }
    if let Some(kind) = &filter.kind {
        query = query.filter(Column::Kind.eq(kind.as_str()));
    }
    if let Some(after) = &page.after {
        let at = after.instant().ok_or_else(Error::missing)?;
        query = query.filter(Condition::any().add(Column::SentAt.lt(at)).add(Column::SentAt.eq(at).and(Column::Id.lt(after.id))));
    }
    let rows = query
        .order_by_desc(Column::SentAt)
        .order_by_desc(Column::Id)
        .limit(page.limit + 1)
        .all(&work.conn())
        .await
        .broken("listing agreements")?;
    let items = rows.into_iter().map(agreement).collect::<Result<Vec<_>>>()?;
    Ok(Page::from_rows(items, page.limit, |a| Cursor::at(a.sent_at, a.id)))
}

/// Writes a change and counts it; refused when somebody else saved first.
pub(super) async fn save(work: &Work, a: &Agreement) -> Result<Agreement> {
    let mut new = a.clone();
    new.version = a.version.checked_add(1).ok_or_else(|| Fault::plain("an agreement changed too often"))?;
    let done = Entity::update_many()
        .set(row(&new, work.now()).reset_all())
        .filter(Column::Id.eq(a.id.uuid()))
        .filter(Column::Version.eq(a.version))
        .exec(&work.conn())
        .await
        .broken("saving an agreement")?;
    if done.rows_affected == 1 { Ok(new) } else { Err(Error::stale()) }
}

/// Agreements in force that end before a moment, soonest first.
pub(super) async fn ending_before(work: &Work, before: Instant, limit: u64) -> Result<Vec<Agreement>> {
    let rows = scoped(work)
        .filter(Column::State.eq("in_force"))
        .filter(Column::UntilAt.lte(before))
        .order_by_asc(Column::UntilAt)
        .limit(limit)
        .all(&work.conn())
        .await
        .broken("reading agreements that end")?;
    rows.into_iter().map(agreement).collect()
}

/// Agreements that have waited for the partner since before a moment, oldest first.
pub(super) async fn open_since(work: &Work, before: Instant, limit: u64) -> Result<Vec<Agreement>> {
    let rows = scoped(work)
        .filter(Column::State.is_in(["sent", "viewed"]))
        .filter(Column::SentAt.lte(before))
        // Older ones have had all their reminders.
        .filter(Column::SentAt.gt(before - TimeDelta::days(60)))
        .order_by_asc(Column::SentAt)
        .limit(limit)
        .all(&work.conn())
        .await
        .broken("reading agreements that wait")?;
    rows.into_iter().map(agreement).collect()
}

/// The partners with an agreement in force that was made from an older version of a template.
pub(super) async fn on_older_version(work: &Work, key: &str, no: i64) -> Result<Vec<PartnerId>> {
    let rows = scoped(work)
        .filter(Column::State.eq("in_force"))
        .filter(Column::Key.eq(key))
        .filter(Column::No.lt(no))
        .select_only()
        .column(Column::PartnerId)
        .distinct()
        .into_tuple::<Uuid>()
        .all(&work.conn())
        .await
        .broken("reading who signed an older version")?;
    Ok(rows.into_iter().map(PartnerId::from).collect())
}

/// What anybody may learn about a document, by the digest of its bytes.
///
/// Deliberately without the row scope: whoever has the document already knows all of it.
pub(super) async fn verified(work: &Work, digest: &str) -> Result<Option<Verified>> {
    let found = Entity::find()
        .filter(Condition::any().add(Column::DocumentDigest.eq(digest)).add(Column::SealedDigest.eq(digest)))
        .filter(Column::SinceAt.is_not_null())
        .one(&work.conn())
        .await
        .broken("verifying a document")?;
    let Some(a) = found.map(agreement).transpose()? else { return Ok(None) };
    Ok(a.state().since().map(|since| Verified { title: a.title.clone(), vendor: a.vendor.clone(), party: a.party.clone(), since }))
}
