//! From a fact to its deliveries, and what comes of each try.

use base::{DeliveryId, EndpointId, EventId, Page, PageRequest, Result};
use serde_json::{Value, json};
use work::{Entry, Envelope, Work};

use super::model::{Attempt, Delivery, DeliveryState};
use super::{rules, store};
use crate::client::Outcome;
use crate::endpoints::actions::{self as endpoints, may};
use crate::endpoints::model::Endpoint;
use crate::endpoints::{rules as endpoint_rules, store as endpoint_store};

/// The job that tries one delivery.
pub(crate) const DELIVER: &str = "webhook.deliver";

/// The kind of a test message.
pub(crate) const PING: &str = "webhook.ping";

/// Writes a delivery of a fact for each endpoint that hears it.
pub(crate) async fn fan_out(work: &Work, event: &Envelope) -> Result<()> {
    for endpoint in endpoint_store::active(work).await? {
        if endpoint_rules::hears(&endpoint, &event.kind) {
            // The source is the address of the deployment, which the job knows.
            write(work, &endpoint, event.id, &event.kind, event.partner, event.cloud_event("")).await?;
        }
    }
    Ok(())
}

async fn write(
    work: &Work,
    endpoint: &Endpoint,
    event: EventId,
    kind: &str,
    partner: Option<base::PartnerId>,
    body: Value,
) -> Result<Option<Delivery>> {
    let delivery = Delivery {
        id: work.new_id(),
        endpoint: endpoint.id,
        event,
        kind: kind.to_owned(),
        partner,
        body,
        state: DeliveryState::Waiting,
        attempts: 0,
        created_at: work.now(),
        next_at: Some(work.now()),
        ended_at: None,
    };
    if !store::add(work, &delivery).await? {
        return Ok(None);
    }
    work.enqueue(DELIVER, json!({ "delivery": delivery.id }));
    Ok(Some(delivery))
}

/// Sends a test message to an endpoint, whatever it hears.
pub(crate) async fn ping(work: &Work, id: EndpointId) -> Result<DeliveryId> {
    let endpoint = endpoints::get(work, id).await?;
    let event: EventId = work.new_id();
    let body = json!({
        "specversion": "1.0", "id": event, "source": "", "type": format!("{PING}.v1"), "subject": format!("webhook/{id}"),
        "time": work.now().to_rfc3339(), "datacontenttype": "application/json", "data": { "hello": "This is a test." },
    });
    let made = write(work, &endpoint, event, PING, None, body).await?;
    work.audit(Entry::new("webhook.pinged", "webhook", id));
    made.map(|d| d.id).ok_or_else(|| base::Fault::plain("a new event was there already").into())
}

/// The deliveries to an endpoint, latest first.
pub(crate) async fn list(work: &Work, endpoint: EndpointId, state: Option<DeliveryState>, page: &PageRequest) -> Result<Page<Delivery>> {
    let endpoint = endpoints::get(work, endpoint).await?;
    store::list(work, endpoint.id, state, page).await
}

/// One delivery with its tries.
pub(crate) async fn get(work: &Work, endpoint: EndpointId, id: DeliveryId) -> Result<(Delivery, Vec<Attempt>)> {
    may(work)?;
    let delivery = store::get(work, id).await?;
    if delivery.endpoint != endpoint {
        return Err(base::Error::missing());
    }
    let attempts = store::attempts(work, id).await?;
    Ok((delivery, attempts))
}

/// Sends a delivery once more, from the beginning of its schedule.
pub(crate) async fn redeliver(work: &Work, endpoint: EndpointId, id: DeliveryId) -> Result<Delivery> {
    let (before, _) = get(work, endpoint, id).await?;
    if before.state == DeliveryState::Waiting {
        return Err(endpoint_rules::EndpointRefusal::State.into());
    }
    let after = Delivery { state: DeliveryState::Waiting, attempts: 0, next_at: Some(work.now()), ended_at: None, ..before.clone() };
    if !store::save(work, &after, before.state).await? {
        return Err(base::Error::stale());
    }
    work.enqueue(DELIVER, json!({ "delivery": id }));
    work.audit(Entry::new("webhook.redelivered", "webhook", endpoint).after(json!({ "delivery": id, "kind": after.kind })));
    Ok(after)
}

/// Notes what came of a try, and says when the next one is.
pub(crate) async fn note(work: &Work, before: &Delivery, outcome: &Outcome, random: u8) -> Result<()> {
    let attempts = before.attempts + 1;
    let attempt = Attempt {
        at: work.now(),
        millis: outcome.millis,
        status: outcome.status.map(i64::from),
        error: outcome.error.clone(),
        excerpt: Some(outcome.excerpt.clone()).filter(|e| !e.is_empty()),
    };
    let mut after = Delivery { attempts, next_at: None, ended_at: Some(work.now()), ..before.clone() };
    let wait = rules::wait(attempts, random).filter(|_| !outcome.is_gone());
    match (outcome.is_success(), wait) {
        (true, _) => after.state = DeliveryState::Delivered,
        (false, Some(wait)) => {
            after.next_at = Some(work.after(wait));
            after.ended_at = None;
            work.enqueue_at(DELIVER, json!({ "delivery": before.id }), work.after(wait), None);
        }
        (false, None) => after.state = DeliveryState::Dead,
    }
    if !store::save(work, &after, DeliveryState::Waiting).await? {
        return Ok(());
    }
    store::add_attempt(work, before.id, &attempt).await?;
    if after.state == DeliveryState::Dead {
        let endpoint = endpoint_store::get(work, before.endpoint).await?;
        endpoints::warn(work, &endpoint, outcome.is_gone()).await?;
    }
    Ok(())
}

/// Gives a delivery up without a try: its endpoint is not called any more.
pub(crate) async fn give_up(work: &Work, before: &Delivery) -> Result<()> {
    let after = Delivery { state: DeliveryState::Dead, next_at: None, ended_at: Some(work.now()), ..before.clone() };
    store::save(work, &after, DeliveryState::Waiting).await?;
    Ok(())
}
