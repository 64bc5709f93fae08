//! What leads add to pages that gather from all stages: queue, next moves, search.

use access::{Permission, Resource};
use base::{PageRequest, Result};
use ui::{Tone, icon};
use web::{MenuItem, NextAction, QueueItem, Reader, SearchHit, Side, Source};
use work::Work;

use super::actions;
use super::model::{Card, Filter, StateKind};

/// Places in the menu.
pub(crate) fn menu() -> Vec<MenuItem> {
    let item = |side, group, label, icon, href, permission, order, count| MenuItem {
        side,
        group,
        label,
        icon,
        href,
        permission,
        order,
        quick: None,
        count,
    };
    vec![
        item(Side::Portal, "nav-sell", "leads-title", icon("inbox"), "/leads", Permission::LeadRead, 210, Some("leads-open")),
        item(Side::Console, "nav-sell", "leads-title", icon("inbox"), "/leads", Permission::LeadRead, 210, None),
        item(Side::Console, "nav-run", "leads-rules-title", icon("route"), "/leads/rules", Permission::LeadManage, 695, None),
    ]
}

/// Contributions to pages that gather.
pub(crate) fn sources() -> Vec<Source> {
    vec![
        Source::Queue("queue", |work, reader| Box::pin(queue(work, reader))),
        Source::Count("leads-open", |work, me| {
            Box::pin(async move {
                let counts = if me.is_member() { actions::counts(work).await? } else { std::collections::HashMap::new() };
                Ok(counts.get(&StateKind::Offered).and_then(|n| u64::try_from(*n).ok()).unwrap_or(0))
            })
        }),
        Source::Next(|work, reader| Box::pin(next(work, reader))),
        Source::Search(|work, reader, q| Box::pin(search(work, reader, q))),
    ]
}

/// Leads that no rule could place, and leads whose customer nobody called.
async fn queue(work: &Work, reader: &Reader<'_>) -> Result<Vec<QueueItem>> {
    if !reader.me.is_staff() || !work.can(Permission::LeadAssign, &Resource::general("lead")) {
        return Ok(Vec::new());
    }
    let l = reader.l;
    let waiting = Filter { states: vec![StateKind::Waiting], ..Filter::default() };
    let (waiting, _) = actions::list(work, &waiting, &PageRequest::first(100)).await?;
    let late = Filter { late: true, ..Filter::default() };
    let (late, names) = actions::list(work, &late, &PageRequest::first(50)).await?;
    let item = |c: &Card, kind: &str, detail: String| QueueItem {
        kind: l.t(kind),
        icon: icon("inbox"),
        title: c.company.clone(),
        detail,
        href: format!("/leads/{}", c.id),
        partner: c.holder.and_then(|p| names.get(&p).cloned()),
        since: c.active_at,
        due: c.due,
    };
    let why = |c: &Card| c.why.map(|w| l.t(&w.label_key())).unwrap_or_default();
    let mut items: Vec<QueueItem> = waiting.items.iter().map(|c| item(c, "leads-queue-unrouted", why(c))).collect();
    items.extend(late.items.iter().map(|c| item(c, "leads-queue-late", l.t("leads-queue-late-text"))));
    Ok(items)
}

/// What a partner gains by acting on a lead today.
async fn next(work: &Work, reader: &Reader<'_>) -> Result<Vec<NextAction>> {
    if !reader.me.is_member() || !work.can(Permission::LeadWork, &Resource::own("lead", work.actor())) {
        return Ok(Vec::new());
    }
    let states = vec![StateKind::Offered, StateKind::Accepted];
    let (found, _) = actions::list(work, &Filter { states, ..Filter::default() }, &PageRequest::first(50)).await?;
    let l = reader.l;
    let action = |c: &Card| {
        let (title, verb, tone) = if c.state == StateKind::Offered {
            ("leads-act-answer", "leads-act-answer-verb", Tone::Warning)
        } else {
            ("leads-act-contact", "leads-act-contact-verb", Tone::Brand)
        };
        NextAction {
            icon: icon("inbox"),
            tone,
            title: l.t1(title, "company", c.company.as_str()),
            reason: c.due.map(|due| l.t1("leads-act-by", "when", l.relative(work.now(), due))).unwrap_or_default(),
            verb: l.t(verb),
            href: format!("/leads/{}", c.id),
            // A new customer counts more than the housekeeping of an old one.
            value: 1_000_000 + c.score,
            due: c.due,
        }
    };
    Ok(found.items.iter().map(action).collect())
}

/// Leads whose company begins with the text.
async fn search(work: &Work, reader: &Reader<'_>, q: &str) -> Result<Vec<SearchHit>> {
    if q.trim().chars().count() < 2 {
        return Ok(Vec::new());
    }
    let filter = Filter { q: q.to_owned(), ..Filter::default() };
    let (found, _) = actions::list(work, &filter, &PageRequest::first(5)).await?;
    let hit = |c: Card| SearchHit {
        icon: icon("inbox"),
        detail: format!("{} · {}", reader.l.t("leads-one"), reader.l.t(&c.state.label_key())),
        href: format!("/leads/{}", c.id),
        title: c.company,
        score: 1.2,
    };
    Ok(found.items.into_iter().map(hit).collect())
}
