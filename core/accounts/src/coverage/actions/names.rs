//! Accounts that a plan names.

use base::{AccountId, Error, Invalid, Page, PageRequest, Result};
use serde_json::{Value, json};
use work::{Entry, Work};

use super::{check_people, own_draft};
use crate::accounts;
use crate::coverage::model::{Name, Plan};
use crate::coverage::{rules, store};

fn told(n: &Name, version: i64) -> Value {
    let s = &n.served;
    json!({
        "version": version, "way": s.way.code(), "partners": s.partners, "segment": s.segment, "territory": s.territory, "owner": s.owner,
        "from": n.validity.from, "until": n.validity.until, "note": n.note,
    })
}

/// The accounts that a version names, page by page, and how many there are.
pub(crate) async fn names(work: &Work, version: i64, page: &PageRequest) -> Result<(Page<Name>, u64)> {
    super::may_read(work)?;
    Ok((store::names::list(work, version, page).await?, store::names::count(work, version).await?))
}

/// What a version says of an account by name.
pub(crate) async fn named(work: &Work, version: i64, account: AccountId) -> Result<Option<Name>> {
    super::may_read(work)?;
    accounts::actions::get(work, account).await?;
    store::names::find(work, version, account).await
}

/// Names an account in the draft, over what was said of it.
pub(crate) async fn name(work: &Work, new: &Name, unread: Invalid) -> Result<Plan> {
    let draft = own_draft(work, None).await?;
    accounts::actions::get(work, new.account).await?;
    let new = rules::check_name(new, unread)?;
    check_people(work, &[&new.served]).await?;
    put(work, draft, std::slice::from_ref(&new)).await
}

/// Names many checked accounts in the draft.
pub(super) async fn put(work: &Work, draft: Plan, names: &[Name]) -> Result<Plan> {
    let accounts: Vec<AccountId> = names.iter().map(|n| n.account).collect();
    let mut before = Vec::new();
    for chunk in accounts.chunks(2000) {
        before.extend(store::names::find_many(work, draft.version, chunk).await?);
    }
    store::names::put(work, draft.version, names).await?;
    let draft = store::save(work, draft).await?;
    for n in names {
        let mut entry = Entry::new("coverage.named", "account", n.account).after(told(n, draft.version));
        entry.before = before.iter().find(|b| b.account == n.account).map(|b| told(b, draft.version));
        work.audit(entry);
    }
    Ok(draft)
}

/// Takes an account out of the draft.
pub(crate) async fn unname(work: &Work, account: AccountId) -> Result<Plan> {
    let draft = own_draft(work, None).await?;
    let there = store::names::find(work, draft.version, account).await?.ok_or_else(Error::missing)?;
    store::names::remove(work, draft.version, &[account]).await?;
    let draft = store::save(work, draft).await?;
    let mut entry = Entry::new("coverage.unnamed", "account", account);
    entry.before = Some(told(&there, draft.version));
    work.audit(entry);
    Ok(draft)
}
