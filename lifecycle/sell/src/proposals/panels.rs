//! What requests for proposals add to pages that gather from all stages: menu, queue, next moves, search.

use access::{Permission, Resource};
use base::{PageRequest, Result};
use ui::{Tone, icon};
use web::{MenuItem, NextAction, QueueItem, Reader, SearchHit, Side, Source};
use work::Work;

use super::actions;
use super::model::{AnswerState, Card, Filter, State, StateKind};

/// Places in the menu.
pub(crate) fn menu() -> Vec<MenuItem> {
    let item = |side| MenuItem {
        side,
        group: "nav-sell",
        label: "proposals-title",
        icon: icon("clipboard-list"),
        href: "/proposals",
        permission: Permission::LeadRead,
        order: 212,
        quick: None,
        count: None,
    };
    vec![item(Side::Portal), item(Side::Console)]
}

/// Contributions to pages that gather.
pub(crate) fn sources() -> Vec<Source> {
    vec![
        Source::Queue("queue", |work, reader| Box::pin(queue(work, reader))),
        Source::Next(|work, reader| Box::pin(next(work, reader))),
        Source::Search(|work, reader, q| Box::pin(search(work, reader, q))),
    ]
}

async fn in_state(work: &Work, state: StateKind) -> Result<Vec<Card>> {
    let filter = Filter { states: vec![state], ..Filter::default() };
    Ok(actions::list(work, &filter, &PageRequest::first(100)).await?.items)
}

/// Requests whose answers wait to be compared.
async fn queue(work: &Work, reader: &Reader<'_>) -> Result<Vec<QueueItem>> {
    if !reader.me.is_staff() || !work.can(Permission::LeadAssign, &Resource::general("proposal_request")) {
        return Ok(Vec::new());
    }
    let item = |c: Card| {
        let State::Closed { at, decide_by } = *c.request.state() else { return None };
        Some(QueueItem {
            kind: reader.l.t("proposals-queue"),
            icon: icon("clipboard-list"),
            detail: c.request.owner_name.clone(),
            href: format!("/proposals/{}", c.request.id),
            partner: None,
            since: at,
            due: Some(decide_by),
            title: c.request.new.need.title,
        })
    };
    Ok(in_state(work, StateKind::Closed).await?.into_iter().filter_map(item).collect())
}

/// Requests that the reader's partner can still answer.
async fn next(work: &Work, reader: &Reader<'_>) -> Result<Vec<NextAction>> {
    if !reader.me.is_member() || !work.can(Permission::LeadWork, &Resource::own("proposal_request", work.actor())) {
        return Ok(Vec::new());
    }
    let l = reader.l;
    let action = |c: Card| {
        let by = c.request.deadline.filter(|by| *by > work.now())?;
        if c.own == Some(AnswerState::Answered) {
            return None;
        }
        Some(NextAction {
            icon: icon("clipboard-list"),
            tone: Tone::Brand,
            title: l.t1("proposals-act", "title", c.request.new.need.title.as_str()),
            reason: l.t1("proposals-act-by", "when", l.relative(work.now(), by)),
            verb: l.t("proposals-act-verb"),
            href: format!("/proposals/{}/answer", c.request.id),
            // A customer with a stated need.
            value: 1_000_000,
            due: Some(by),
        })
    };
    Ok(in_state(work, StateKind::Published).await?.into_iter().filter_map(action).collect())
}

/// Requests whose title holds the text.
async fn search(work: &Work, reader: &Reader<'_>, q: &str) -> Result<Vec<SearchHit>> {
    let wanted = matching::fold(q.trim());
    if wanted.chars().count() < 2 {
        return Ok(Vec::new());
    }
    let found = actions::list(work, &Filter::default(), &PageRequest::first(100)).await?;
    let hits = found.items.into_iter().map(|c| c.request).filter(|r| matching::fold(&r.new.need.title).contains(&wanted)).take(5);
    Ok(hits
        .map(|r| SearchHit {
            icon: icon("clipboard-list"),
            detail: format!("{} · {}", reader.l.t("proposals-one"), reader.l.t(&r.kind().label_key())),
            href: format!("/proposals/{}", r.id),
            title: r.new.need.title,
            score: 1.0,
        })
        .collect())
}
