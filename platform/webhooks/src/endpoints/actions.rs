//! Making, changing and ending endpoints.

use base::{EndpointId, Error, Page, PageRequest, Result};
use chrono::TimeDelta;
use notices::Message;
use serde_json::{Value, json};
use work::{Entry, Permission, Resource, Role, Work};

use super::model::{Endpoint, EndpointState, NewEndpoint};
use super::{rules, store};
use crate::deliveries;

/// How long the old secret signs beside the new one.
const OVERLAP: TimeDelta = TimeDelta::hours(24);

/// Asks whether the actor looks after webhooks.
pub(crate) fn may(work: &Work) -> Result<()> {
    work.may(Permission::WebhookManage, &Resource::general("webhook"))
}

fn told(e: &Endpoint) -> Value {
    json!({ "url": e.url, "description": e.description, "kinds": e.kinds, "state": e.state.code() })
}

/// Makes an endpoint; its id was needed to seal its secret.
pub(crate) async fn make(work: &Work, id: EndpointId, new: &NewEndpoint, sealed: &str, allowed: &[String]) -> Result<Endpoint> {
    may(work)?;
    rules::check(new, allowed)?;
    let endpoint = Endpoint {
        id,
        url: new.url.clone(),
        description: base::one_line(&new.description),
        kinds: kinds(new),
        state: EndpointState::Active,
        secret: sealed.to_owned(),
        old_secret: None,
        warned_at: None,
        created_at: work.now(),
        version: 1,
    };
    store::add(work, &endpoint).await?;
    work.audit(Entry::new("webhook.made", "webhook", id).after(told(&endpoint)));
    Ok(endpoint)
}

fn kinds(new: &NewEndpoint) -> Vec<String> {
    let mut kinds = new.kinds.clone();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// One endpoint.
pub(crate) async fn get(work: &Work, id: EndpointId) -> Result<Endpoint> {
    may(work)?;
    store::get(work, id).await
}

/// Endpoints, latest first.
pub(crate) async fn list(work: &Work, page: &PageRequest) -> Result<Page<Endpoint>> {
    may(work)?;
    store::list(work, page).await
}

/// Changes address, description and kinds.
pub(crate) async fn change(work: &Work, id: EndpointId, new: &NewEndpoint, version: Option<i64>, allowed: &[String]) -> Result<Endpoint> {
    let before = get(work, id).await?;
    if version.is_some_and(|v| v != before.version) {
        return Err(Error::stale());
    }
    rules::check(new, allowed)?;
    let after = Endpoint { url: new.url.clone(), description: base::one_line(&new.description), kinds: kinds(new), ..before.clone() };
    store::save(work, &after).await?;
    work.audit(Entry::new("webhook.changed", "webhook", id).change(told(&before), told(&after)));
    Ok(Endpoint { version: after.version + 1, ..after })
}

/// Pauses an endpoint.
pub(crate) async fn pause(work: &Work, id: EndpointId) -> Result<Endpoint> {
    let before = get(work, id).await?;
    let state = rules::pause(before.state)?;
    moved(work, before, state, "webhook.paused").await
}

/// Calls an endpoint again from now on.
pub(crate) async fn resume(work: &Work, id: EndpointId) -> Result<Endpoint> {
    let before = get(work, id).await?;
    let state = rules::resume(before.state)?;
    moved(work, before, state, "webhook.resumed").await
}

async fn moved(work: &Work, before: Endpoint, state: EndpointState, action: &str) -> Result<Endpoint> {
    let after = Endpoint { state, warned_at: None, ..before.clone() };
    store::save(work, &after).await?;
    work.audit(Entry::new(action, "webhook", after.id).change(told(&before), told(&after)));
    Ok(Endpoint { version: after.version + 1, ..after })
}

/// Gives an endpoint a new secret; the old one signs as well for a day.
pub(crate) async fn rotate(work: &Work, id: EndpointId, sealed: &str) -> Result<Endpoint> {
    let before = get(work, id).await?;
    let after = Endpoint { old_secret: Some((before.secret.clone(), work.after(OVERLAP))), secret: sealed.to_owned(), ..before };
    store::save(work, &after).await?;
    work.audit(Entry::new("webhook.secret_rotated", "webhook", id));
    Ok(Endpoint { version: after.version + 1, ..after })
}

/// Removes an endpoint with its deliveries.
pub(crate) async fn remove(work: &Work, id: EndpointId) -> Result<()> {
    let endpoint = get(work, id).await?;
    deliveries::store::remove_of(work, id).await?;
    store::remove(work, id).await?;
    work.audit(Entry::new("webhook.removed", "webhook", id).change(told(&endpoint), Value::Null));
    Ok(())
}

/// Tells the administrators that an endpoint fails, at most once a day for each.
pub(crate) async fn warn(work: &Work, endpoint: &Endpoint, gone: bool) -> Result<()> {
    let now = work.now();
    let recent = endpoint.warned_at.is_some_and(|at| now - at < TimeDelta::days(1));
    let state = if gone { EndpointState::Gone } else { endpoint.state };
    if recent && !gone {
        return Ok(());
    }
    store::save(work, &Endpoint { warned_at: Some(now), state, ..endpoint.clone() }).await?;
    let mut people = identity::staff_with(work, Role::Owner).await?;
    people.extend(identity::staff_with(work, Role::PartnerOps).await?);
    let message = Message {
        topic: if gone { "webhook.gone" } else { "webhook.dead" },
        args: vec![("url", endpoint.url.as_str().into())],
        href: format!("/admin/webhooks/{}", endpoint.id),
        mail: true,
    };
    notices::tell(work, &identity::recipients(&people), &message).await
}
