//! What agreements add to gathering pages: the queue, and what a partner should do next.

use access::{Permission, Resource};
use base::{PageRequest, Result};
use chrono::TimeDelta;
use ui::Tone;
use web::{NextAction, QueueItem, Reader, Source};
use work::Work;

use super::actions;
use super::model::{AgreementState, Filter};

/// The name of the queue of agreements to countersign.
pub(crate) const QUEUE: &str = "onboard.agreements";

pub(crate) fn sources() -> Vec<Source> {
    vec![Source::Queue(QUEUE, |work, reader| Box::pin(queue(work, reader))), Source::Next(|work, reader| Box::pin(next(work, reader)))]
}

/// Agreements that the partner has signed and the vendor has not; one business day is promised.
async fn queue(work: &Work, reader: &Reader<'_>) -> Result<Vec<QueueItem>> {
    if !work.can(Permission::AgreementCountersign, &Resource::general("agreement")) {
        return Ok(Vec::new());
    }
    let filter = Filter { states: vec!["signed"], ..Filter::default() };
    let page = actions::list(work, &filter, &PageRequest::first(200)).await?;
    let item = |a: super::model::Agreement| {
        let (since, by) = match a.state() {
            AgreementState::Signed { at, by } => (*at, by.clone()),
            AgreementState::Sent
            | AgreementState::Viewed { .. }
            | AgreementState::InForce { .. }
            | AgreementState::Expired { .. }
            | AgreementState::Terminated { .. }
            | AgreementState::Declined { .. }
            | AgreementState::Superseded { .. } => (a.sent_at, String::new()),
        };
        QueueItem {
            kind: reader.l.t("agreement-one"),
            icon: ui::icon("file-signature"),
            detail: reader.l.t1("agreement-queue-detail", "by", by),
            href: format!("/agreements/{}#countersign", a.id),
            title: a.title,
            partner: Some(a.party),
            since,
            due: Some(since + TimeDelta::days(1)),
        }
    };
    Ok(page.items.into_iter().map(item).collect())
}

/// An agreement that waits for this reader's signature comes before everything else.
async fn next(work: &Work, reader: &Reader<'_>) -> Result<Vec<NextAction>> {
    let Some(partner) = reader.me.actor.partner.filter(|p| work.can(Permission::AgreementSign, &Resource::of("agreement", *p))) else {
        return Ok(Vec::new());
    };
    let filter = Filter { states: vec!["sent", "viewed"], partner: Some(partner), ..Filter::default() };
    let page = actions::list(work, &filter, &PageRequest::first(3)).await?;
    let action = |a: super::model::Agreement| NextAction {
        icon: ui::icon("pen-line"),
        tone: Tone::Warning,
        title: reader.l.t1("agreement-next-title", "title", a.title.as_str()),
        reason: reader.l.t("agreement-next-reason"),
        verb: reader.l.t("agreement-read-and-sign"),
        href: format!("/agreements/{}/sign", a.id),
        // Nothing else can be earned before it is signed.
        value: i64::MAX,
        due: None,
    };
    Ok(page.items.into_iter().map(action).collect())
}
