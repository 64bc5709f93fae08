//! Proposing, agreeing, withdrawing.

use base::{AccountMapId, Error, FieldError, Invalid, PartnerId, Result};
use chrono::TimeDelta;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use work::Work;

use super::{ask_compare, may_manage, note, tell};
use crate::mapping::model::{Map, Side, Terms, With};
use crate::mapping::{rules, store};

fn wrong(field: &'static str, code: &'static str) -> Error {
    let mut invalid = Invalid::new();
    invalid.push(FieldError::new(field, code));
    invalid.into()
}

/// What a side agrees to: its own lists, with enough companies on them together.
async fn check(work: &Work, side: Side, terms: &Terms) -> Result<()> {
    let own = store::lists::of(work, side).await?;
    let chosen: Vec<_> = own.iter().filter(|l| terms.lists.contains(&l.id)).collect();
    if terms.lists.is_empty() || terms.lists.iter().any(|id| own.iter().all(|l| l.id != *id)) {
        return Err(wrong("lists", "mapping.lists"));
    }
    if chosen.iter().map(|l| l.n).sum::<i64>() < rules::LEAST {
        let mut invalid = Invalid::new();
        invalid.push(FieldError::new("lists", "mapping.too_few").with("min", rules::LEAST));
        return Err(invalid.into());
    }
    Ok(())
}

fn told(terms: &Terms, version: i64) -> Value {
    json!({ "level": terms.level.code(), "lists": terms.lists, "version": version })
}

fn digest(code: &str) -> String {
    hex::encode(Sha256::digest(code.as_bytes()))
}

/// Proposes a mapping, with the own consent; for a partner that is invited also the code that lets it in.
pub(crate) async fn propose(work: &Work, with: With, terms: &Terms) -> Result<(AccountMapId, Option<String>)> {
    let one = may_manage(work)?;
    let two = match (one, with) {
        (Side::Partner(_), With::Vendor) => Some(Side::Vendor),
        (Side::Partner(_), With::Invited) => None,
        (Side::Vendor, With::Partner(id)) => Some(Side::Partner(known(work, id).await?)),
        // Whether there is such a partner is nobody else's business.
        (Side::Partner(_), With::Partner(_)) | (Side::Vendor, With::Vendor | With::Invited) => return Err(wrong("with", "mapping.with")),
    };
    check(work, one, terms).await?;
    super::lists::count_change(work, one).await?;
    let code = two.is_none().then(|| hex::encode(work.random::<12>()));
    let map = Map { id: work.new_id(), one, two, begun_at: work.now(), consents: (None, None) };
    store::add(work, &map, code.as_deref().map(digest)).await?;
    let version = store::consents::give(work, map.id, one, terms).await?;
    note(work, "mapping.proposed", map.id, one, told(terms, version));
    if let Some(two) = two {
        tell(work, "mapping.proposed", two, one, map.id).await?;
    }
    Ok((map.id, code))
}

async fn known(work: &Work, id: PartnerId) -> Result<PartnerId> {
    partners::get(work, id)
        .await
        .map(|p| p.id)
        .map_err(|e| if e.kind() == Some(base::Kind::Missing) { wrong("with", "mapping.with") } else { e })
}

/// Takes the open place of a mapping by the code that its other side gave, and agrees to it.
pub(crate) async fn join(work: &Work, code: &str, terms: &Terms) -> Result<AccountMapId> {
    let side = may_manage(work)?;
    let since = work.after(-TimeDelta::days(rules::CODE_DAYS));
    // The vendor is not invited by code: it has its own way to each partner.
    let found = match side {
        Side::Vendor => None,
        Side::Partner(_) => store::join(work, side, &digest(code.trim()), since).await?,
    };
    let Some(id) = found else { return Err(wrong("code", "mapping.code")) };
    give(work, side, id, terms).await?;
    Ok(id)
}

/// Agrees to a mapping, or to other terms than before.
pub(crate) async fn agree(work: &Work, id: AccountMapId, terms: &Terms) -> Result<()> {
    let side = may_manage(work)?;
    store::get(work, side, id).await?;
    give(work, side, id, terms).await
}

async fn give(work: &Work, side: Side, id: AccountMapId, terms: &Terms) -> Result<()> {
    check(work, side, terms).await?;
    super::lists::count_change(work, side).await?;
    let had = store::consents::end(work, id, side).await?;
    let version = store::consents::give(work, id, side, terms).await?;
    store::reset(work, id).await?;
    let map = store::get(work, side, id).await?;
    note(work, "mapping.agreed", id, side, told(terms, version));
    if let (false, Some(other)) = (had, other(&map, side)) {
        tell(work, "mapping.accepted", other, side, id).await?;
    }
    ask_compare(work, &map);
    Ok(())
}

/// Withdraws the own consent; from this moment nobody sees a result.
pub(crate) async fn withdraw(work: &Work, id: AccountMapId) -> Result<()> {
    let side = may_manage(work)?;
    let map = store::get(work, side, id).await?;
    if !store::consents::end(work, id, side).await? {
        return Err(base::refuse("mapping.not_agreed", base::Kind::Conflict));
    }
    store::reset(work, id).await?;
    store::introductions::clear(work, id).await?;
    note(work, "mapping.withdrawn", id, side, Value::Null);
    if let Some(other) = other(&map, side) {
        tell(work, "mapping.withdrawn", other, side, id).await?;
    }
    Ok(())
}

/// Who stands opposite a side.
pub(super) fn other(map: &Map, side: Side) -> Option<Side> {
    if map.one == side { map.two } else { Some(map.one) }
}
