//! What is done with coverage plans: one function for each verb.

mod approve;
mod ask;
mod draft;
mod history;
mod import;
mod names;
pub(crate) mod tell;
mod what_if;

pub(crate) use approve::{approval, approve, deciders, may_decide, proposal, refuse, set_approval, withdraw};
pub use ask::coverage_of;
pub(crate) use ask::explain;
pub(crate) use draft::{Step, begin, discard, order, publish, put_rule, replace, set_otherwise};
pub(crate) use history::{explain_at, history};
pub(crate) use import::import_names;
pub(crate) use names::{name, named, names, unname};
pub(crate) use what_if::{COUNT_JOB, add_pipeline, ask_what_if, begin_count, count_more, counting, end_count, give_up_counting};

use access::{Permission, Resource};
use base::{CoveragePlanId, Error, PageRequest, PartnerId, Result};
use work::Work;

use super::model::{Plan, Served};
use super::store;

fn resource(id: CoveragePlanId) -> Resource {
    Resource::general("coverage_plan").id(id)
}

/// Whether the actor may see plans at all; to a member there are none.
fn may_read(work: &Work) -> Result<()> {
    work.may(Permission::CoverageRead, &Resource::general("coverage_plan"))
}

/// The plan in force, if there is one.
pub(crate) async fn in_force(work: &Work) -> Result<Option<Plan>> {
    may_read(work)?;
    match store::in_force(work).await? {
        Some((version, _)) => Ok(Some(store::get(work, version).await?)),
        None => Ok(None),
    }
}

/// A plan by its version.
pub(crate) async fn get(work: &Work, version: i64) -> Result<Plan> {
    may_read(work)?;
    store::get(work, version).await
}

/// The plans that were put in force, newest first.
pub(crate) async fn latest(work: &Work) -> Result<Vec<Plan>> {
    may_read(work)?;
    store::latest(work, 50).await
}

/// The draft, if there is one.
pub(crate) async fn draft(work: &Work) -> Result<Option<Plan>> {
    may_read(work)?;
    store::draft(work).await
}

/// The draft, to be changed: of the revision that was read, where that is known, and not while it waits for somebody.
async fn own_draft(work: &Work, revision: Option<i64>) -> Result<Plan> {
    let draft = whole_draft(work, revision).await?;
    match store::proposals::waiting(work, draft.version).await? {
        Some(_) => Err(base::refuse("coverage.proposed", base::Kind::Conflict)),
        None => Ok(draft),
    }
}

/// The draft, also while it waits for a second person.
async fn whole_draft(work: &Work, revision: Option<i64>) -> Result<Plan> {
    let draft = store::draft(work).await?.ok_or_else(Error::missing)?;
    work.may(Permission::CoverageManage, &resource(draft.id))?;
    if revision.is_some_and(|r| r != draft.revision) {
        return Err(Error::stale());
    }
    Ok(draft)
}

/// Refuses partners and owners that are not there.
async fn check_people(work: &Work, served: &[&Served]) -> Result<()> {
    let mut partners: Vec<_> = served.iter().flat_map(|s| s.partners.iter().copied()).collect();
    partners.sort_unstable();
    partners.dedup();
    let known = partners::names(work, &partners).await?;
    let mut invalid = base::Invalid::new();
    invalid.check(partners.iter().all(|p| known.contains_key(p)), "partners", "coverage.partner_unknown");
    let mut owners: Vec<_> = served.iter().filter_map(|s| s.owner).collect();
    owners.sort_unstable();
    owners.dedup();
    for owner in owners {
        let staff = matches!(identity::get(work, owner).await, Ok(user) if user.partner.is_none());
        invalid.check(staff, "owner", "coverage.owner_unknown");
    }
    invalid.finish()?;
    Ok(())
}

/// The one partner of this id or exactly this name, however it is capitalized.
pub(crate) async fn find_partner(work: &Work, text: &str) -> Result<Option<PartnerId>> {
    if let Ok(id) = text.parse::<PartnerId>() {
        return Ok(partners::find(work, id).await?.map(|p| p.id));
    }
    if text.chars().any(char::is_control) || text.chars().count() > 200 {
        return Ok(None);
    }
    let filter = partners::Filter { q: text.to_owned(), ..partners::Filter::default() };
    let found = partners::list(work, &filter, &PageRequest::first(200)).await?;
    let wanted = text.to_lowercase();
    let mut same = found.items.into_iter().filter(|p| p.name.to_lowercase() == wanted).map(|p| p.id);
    // Two partners of one name cannot be told apart by it.
    Ok(match (same.next(), same.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    })
}
