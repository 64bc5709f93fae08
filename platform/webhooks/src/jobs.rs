//! Trying deliveries, and forgetting old ones.

use base::{DeliveryId, Fault, Result};
use chrono::TimeDelta;
use serde_json::Value;
use web::{JobKind, JobRun};

use crate::client;
use crate::deliveries::actions::{self, DELIVER, PING};
use crate::deliveries::model::DeliveryState;
use crate::deliveries::store;
use crate::endpoints::model::{EndpointState, about};
use crate::endpoints::store as endpoints;
use crate::signature;

pub(crate) fn kinds() -> Vec<JobKind> {
    vec![
        JobKind { name: DELIVER, cron: None, run: |run| Box::pin(deliver(run)) },
        JobKind { name: "webhooks.forget", cron: Some("10 3 * * *"), run: |run| Box::pin(forget(run)) },
    ]
}

async fn deliver(run: &JobRun) -> Result<()> {
    let app = &run.app;
    let id: Option<DeliveryId> = run.payload().get("delivery").and_then(Value::as_str).and_then(|t| t.parse().ok());
    let id = id.ok_or_else(|| Fault::plain("a job to deliver names no delivery"))?;
    let actor = app.system(DELIVER);
    let work = app.read(&actor);
    let Some(mut delivery) = store::find(&work, id).await? else { return Ok(()) };
    delivery.set_source(&app.settings().base_url);
    if delivery.state != DeliveryState::Waiting {
        return Ok(());
    }
    let endpoint = endpoints::get(&work, delivery.endpoint).await?;
    let delivery = &delivery;
    // A test goes out to a paused endpoint too: that is how one finds out whether it is well again.
    if endpoint.state != EndpointState::Active && delivery.kind != PING {
        return app
            .transact(&actor, |work| async move {
                actions::give_up(&work, delivery).await?;
                run.finish(&work).await
            })
            .await;
    }
    let now = app.now();
    let open = |sealed: &str| -> Result<String> {
        let bytes = app.seal()?.open_sealed(&about(endpoint.id), sealed)?;
        String::from_utf8(bytes).map_err(|e| Fault::new("opening a webhook's secret", e).into())
    };
    let mut secrets = vec![open(&endpoint.secret)?];
    if let Some((old, until)) = &endpoint.old_secret
        && *until > now
    {
        secrets.push(open(old)?);
    }
    let secrets: Vec<&str> = secrets.iter().map(String::as_str).collect();
    let body = delivery.body.to_string();
    let message = delivery.event.to_string();
    let signed = signature::sign(&secrets, &message, now, body.as_bytes()).map_err(|e| Fault::new("signing a webhook", e))?;
    let headers = [("webhook-id", message), ("webhook-timestamp", now.timestamp().to_string()), ("webhook-signature", signed)];
    let outcome = &client::post(&app.settings().webhook_allowed_hosts, &endpoint.url, &headers, body).await;
    let [random] = app.ids().random::<1>();
    app.transact(&actor, |work| async move {
        actions::note(&work, delivery, outcome, random).await?;
        run.finish(&work).await
    })
    .await
}

/// Removes deliveries after a month.
async fn forget(run: &JobRun) -> Result<()> {
    let app = &run.app;
    app.transact(&app.system("webhooks.forget"), |work| async move { store::prune(&work, work.after(-TimeDelta::days(30))).await }).await
}
