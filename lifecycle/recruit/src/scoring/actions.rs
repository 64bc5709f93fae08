//! Publishing profiles and reading them.

use access::{Permission, Resource};
use base::Result;
use serde_json::json;
use work::{Entry, Work};

use super::model::{Criterion, Profile};
use super::{rules, store};

const GENERAL: Resource = Resource { kind: "profile", id: None, partner: None, owner: None };

/// The current profile; the first use writes the default one.
pub async fn ensure_default(work: &Work) -> Result<Profile> {
    if let Some(found) = store::current(work).await? {
        return Ok(found);
    }
    add(work, 1, rules::default_criteria()).await
}

/// The current profile, or what the default one would be: for reading.
pub async fn current(work: &Work) -> Result<Profile> {
    work.may(Permission::ApplicationRead, &GENERAL)?;
    Ok(store::current(work).await?.unwrap_or_else(|| Profile {
        number: 0,
        criteria: rules::default_criteria(),
        published_by: String::new(),
        published_at: work.now(),
    }))
}

/// The latest profiles, newest first.
pub async fn latest(work: &Work) -> Result<Vec<Profile>> {
    work.may(Permission::ApplicationRead, &GENERAL)?;
    store::latest(work).await
}

/// Publishes a new version; applications that come from now on are scored under it.
pub async fn publish(work: &Work, criteria: Vec<Criterion>) -> Result<Profile> {
    work.may(Permission::ProfileManage, &GENERAL)?;
    rules::check(&criteria)?;
    let number = store::current(work).await?.map_or(1, |p| p.number + 1);
    add(work, number, criteria).await
}

async fn add(work: &Work, number: i64, criteria: Vec<Criterion>) -> Result<Profile> {
    let profile = Profile { number, criteria, published_by: work.actor().name.clone(), published_at: work.now() };
    store::add(work, &profile).await?;
    let id: uuid::Uuid = work.new_id();
    work.audit(Entry::new("profile.published", "profile", id).after(json!({ "number": number, "criteria": profile.criteria })));
    Ok(profile)
}
