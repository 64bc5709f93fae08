//! What conflicts add to pages that gather from all stages: menu, queue, next moves, search, figures.

use access::{Permission, Resource};
use base::{PageRequest, Result};
use chrono::TimeDelta;
use rust_decimal::Decimal;
use ui::{Tone, icon};
use web::{Figure, MenuItem, NextAction, QueueItem, Reader, SearchHit, Side, Source};
use work::Work;

use super::actions;
use super::model::{Filter, StateKind};
use crate::absences::actions as absences;
use crate::absences::pages::decides_for;

/// Places in the menu.
pub(crate) fn menu() -> Vec<MenuItem> {
    let item = |side, count| MenuItem {
        side,
        group: "nav-sell",
        label: "cases-title",
        icon: icon("git-compare-arrows"),
        href: "/conflicts",
        permission: Permission::DealRead,
        order: 205,
        quick: None,
        count,
    };
    vec![item(Side::Portal, None), item(Side::Console, Some("cases-open"))]
}

/// Contributions to pages that gather.
pub(crate) fn sources() -> Vec<Source> {
    vec![
        Source::Queue("queue", |work, reader| Box::pin(queue(work, reader))),
        Source::Count("cases-open", |work, me| {
            Box::pin(async move {
                let waiting = if me.is_staff() { actions::waiting(work, 100).await? } else { Vec::new() };
                Ok(u64::try_from(waiting.len()).unwrap_or(u64::MAX))
            })
        }),
        Source::Next(|work, reader| Box::pin(next(work, reader))),
        Source::Search(|work, reader, q| Box::pin(search(work, reader, q))),
        Source::Figures(|work, reader| Box::pin(figures(work, reader))),
    ]
}

/// Cases that wait for a ruling, by deadline.
async fn queue(work: &Work, reader: &Reader<'_>) -> Result<Vec<QueueItem>> {
    if !reader.me.is_staff() || !work.can(Permission::DealDecide, &Resource::general("case")) {
        return Ok(Vec::new());
    }
    let l = reader.l;
    let waiting = actions::waiting(work, 100).await?;
    let named: Vec<base::UserId> = waiting.iter().filter_map(|c| c.assignee).collect();
    let away = absences::stand_ins_of(work, &named).await?;
    let item = |c: super::model::Case| QueueItem {
        kind: l.t(if c.kind() == StateKind::Appealed { "cases-queue-appeal" } else { "cases-queue" }),
        icon: icon("git-compare-arrows"),
        detail: match c.assignee.and_then(|a| away.get(&a)) {
            Some(s) => format!("{} · {}", l.t(&c.trigger.label_key()), decides_for(l, s)),
            None if c.assignee_name.is_empty() => l.t(&c.trigger.label_key()),
            None => format!("{} · {}", l.t(&c.trigger.label_key()), c.assignee_name),
        },
        href: format!("/conflicts/{}", c.id),
        partner: None,
        since: c.opened_at,
        due: Some(c.decide_by),
        title: c.company,
    };
    let asked = |o: super::model::Opportunity| QueueItem {
        kind: l.t("cases-queue-override"),
        icon: icon("shield-alert"),
        detail: l.t1("opportunities-waits", "name", o.approver_name.as_str()),
        href: format!("/conflicts/opportunities/{}", o.id),
        partner: None,
        since: o.at,
        due: o.consent.until(),
        title: o.company,
    };
    let overrides = actions::overrides_waiting(work, 100).await?.into_iter().map(asked);
    Ok(waiting.into_iter().map(item).chain(overrides).collect())
}

/// Statements that a partner still owes.
async fn next(work: &Work, reader: &Reader<'_>) -> Result<Vec<NextAction>> {
    if !reader.me.is_member() || !work.can(Permission::DealEdit, &Resource::own("deal", work.actor())) {
        return Ok(Vec::new());
    }
    let l = reader.l;
    let filter = Filter { states: vec![StateKind::Open], ..Filter::default() };
    let found = actions::list(work, &filter, &PageRequest::first(20)).await?;
    let action = |c: super::model::Card| {
        let by = c.owes?;
        Some(NextAction {
            icon: icon("git-compare-arrows"),
            tone: Tone::Warning,
            title: l.t1("cases-act-state", "company", c.company.as_str()),
            reason: l.t1("cases-act-state-why", "when", l.relative(work.now(), by)),
            verb: l.t("cases-act-state-verb"),
            href: format!("/conflicts/{}", c.case.id),
            // A customer is at stake.
            value: 2_000_000,
            due: Some(by),
        })
    };
    let fair = |r: super::model::Rating| NextAction {
        icon: icon("scale"),
        tone: Tone::Info,
        title: l.t1("fair-title", "company", r.company.as_str()),
        reason: l.t("fair-act-why"),
        verb: l.t("fair-ask"),
        href: format!("/fairness/questions/{}", r.id),
        // Nothing is at stake but what we learn.
        value: 1,
        due: Some(r.until),
    };
    let asked = actions::questions(work).await?.into_iter().filter(|r| r.stars.is_none()).take(1).map(fair);
    Ok(found.items.into_iter().filter_map(action).chain(asked).collect())
}

/// Cases whose customer, as the reader knows it, holds the text.
async fn search(work: &Work, reader: &Reader<'_>, q: &str) -> Result<Vec<SearchHit>> {
    let wanted = matching::fold(q.trim());
    if wanted.chars().count() < 2 {
        return Ok(Vec::new());
    }
    let found = actions::list(work, &Filter::default(), &PageRequest::first(100)).await?;
    let hits = found.items.into_iter().filter(|c| matching::fold(&c.company).contains(&wanted)).take(5);
    Ok(hits
        .map(|c| SearchHit {
            icon: icon("git-compare-arrows"),
            detail: format!("{} · {}", reader.l.t("cases-one"), reader.l.t(&c.case.kind().label_key())),
            href: format!("/conflicts/{}", c.case.id),
            title: c.company,
            score: 1.1,
        })
        .collect())
}

/// How many conflicts there are for a hundred registrations.
async fn figures(work: &Work, reader: &Reader<'_>) -> Result<Vec<Figure>> {
    if !reader.me.is_staff() || !work.can(Permission::DealRead, &Resource::general("case")) {
        return Ok(Vec::new());
    }
    let l = reader.l;
    let tally = actions::tally(work, work.now() - TimeDelta::days(90)).await?;
    if tally.registered == 0 {
        return Ok(Vec::new());
    }
    let mut all = vec![Figure {
        key: "sell.conflicts",
        label: l.t("figure-conflicts"),
        definition: l.t("figure-conflicts-definition"),
        value: l.share(tally.opened, tally.registered),
        money: None,
        delta: None,
        note: l.t("figure-conflicts-note"),
        trend: Vec::new(),
        href: "/conflicts/figures".to_owned(),
        order: 60,
    }];
    // How fair partners find decisions, of the newest quarter in which enough of them said so.
    let course = actions::course(work).await?;
    if let Some((hundredths, answers)) = course.quarters.iter().find_map(|(_, s)| Some((s.fairness?, s.answers))) {
        all.push(Figure {
            key: "sell.fairness",
            label: l.t("figure-fairness"),
            definition: l.t("figure-fairness-definition"),
            value: l.t1("cases-fair-of-five", "n", l.decimal(Decimal::new(hundredths, 2), 1)),
            money: None,
            delta: None,
            note: l.t1("figure-fairness-note", "n", answers),
            trend: Vec::new(),
            href: "/conflicts/figures".to_owned(),
            order: 61,
        });
    }
    Ok(all)
}
