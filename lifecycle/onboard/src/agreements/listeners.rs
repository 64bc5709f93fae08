//! Facts of others that make agreements.

use outbox::Fact;
use serde_json::json;
use web::Listener;

/// An approval asks for the agreement; a job makes it, because the vendor's name is a setting.
pub(crate) const LISTENER: Listener = Listener {
    name: "onboard.agreements",
    kinds: &[facts::recruit::PartnerApproved::KIND],
    run: |work, event| {
        Box::pin(async move {
            let Some(approved) = event.fact::<facts::recruit::PartnerApproved>() else { return Ok(()) };
            let origin = format!("application:{}", approved.application);
            let payload = json!({ "partner": approved.partner, "origin": origin, "language": approved.locale });
            work.enqueue_at(super::FIRST_JOB, payload, work.now(), Some(format!("{}:{origin}", super::FIRST_JOB)));
            Ok(())
        })
    },
};
