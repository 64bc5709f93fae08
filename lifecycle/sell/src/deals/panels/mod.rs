//! What deals add to pages that gather from all stages: queue, next moves, figures, search, blocks.

mod blocks;
mod figures;

use access::{Permission, Resource};
use base::{PageRequest, PartnerId, Result};
use chrono::TimeDelta;
use ui::{Tone, icon};
use web::{MenuItem, NextAction, QueueItem, Reader, SearchHit, Side, Source};
use work::Work;

use super::actions;
use super::model::{Card, Filter, Sort, StateKind};
use crate::absences::actions as absences;
use crate::absences::pages::decides_for;

/// Places in the menu.
pub(crate) fn menu() -> Vec<MenuItem> {
    let item = |side, group, label, icon, href, permission, order, quick| MenuItem {
        side,
        group,
        label,
        icon,
        href,
        permission,
        order,
        quick,
        count: None,
    };
    vec![
        item(Side::Portal, "nav-sell", "deals-title", icon("handshake"), "/deals", Permission::DealRead, 200, Some(2)),
        item(Side::Portal, "quick-only", "deals-register-short", icon("plus"), "/deals/new", Permission::DealRegister, 201, Some(3)),
        item(Side::Console, "nav-sell", "deals-title", icon("handshake"), "/deals", Permission::DealRead, 200, Some(3)),
        item(Side::Console, "nav-run", "absence-title", icon("calendar-clock"), "/absences", Permission::DealDecide, 691, None),
        item(Side::Console, "nav-run", "deals-rules-title", icon("scale"), "/deals/rules", Permission::DealManage, 690, None),
    ]
}

/// Contributions to pages that gather.
pub(crate) fn sources() -> Vec<Source> {
    vec![
        Source::Queue("queue", |work, reader| Box::pin(queue(work, reader))),
        Source::Next(|work, reader| Box::pin(next(work, reader))),
        Source::Figures(|work, reader| Box::pin(figures::figures(work, reader))),
        Source::Search(|work, reader, q| Box::pin(search(work, reader, q))),
        Source::HomeBlock(10, |work, reader| Box::pin(blocks::home(work, reader))),
        Source::AccountPipeline(|work, accounts| Box::pin(actions::open_at_accounts(work, accounts))),
        Source::PartnerBlock(30, |work, reader, partner| Box::pin(blocks::of_partner(work, reader, partner))),
    ]
}

/// Registrations to decide and extensions to answer, by deadline.
async fn queue(work: &Work, reader: &Reader<'_>) -> Result<Vec<QueueItem>> {
    if !reader.me.is_staff() || !work.can(Permission::DealDecide, &Resource::general("deal")) {
        return Ok(Vec::new());
    }
    let l = reader.l;
    let (waiting, names) = actions::waiting(work, 100).await?;
    let (asking, asking_names) = actions::asking(work, 50).await?;
    let concerned: Vec<PartnerId> = waiting.iter().chain(&asking).map(|c| c.partner).collect();
    let away = absences::stand_ins(work, &concerned).await?;
    // Who decides instead, where the partner's manager is away.
    let instead = |partner: PartnerId| match away.get(&partner) {
        Some(s) => format!(" · {}", decides_for(l, s)),
        None => String::new(),
    };
    let mut items: Vec<QueueItem> = waiting
        .into_iter()
        .map(|c| QueueItem {
            kind: l.t("deals-queue-kind"),
            icon: if c.overlap { icon("git-compare-arrows") } else { icon("handshake") },
            detail: format!(
                "{} · {}{}{}",
                c.products,
                l.money(c.value),
                instead(c.partner),
                if c.overlap { format!(" · {}", l.t("deals-overlap-badge")) } else { String::new() }
            ),
            href: format!("/deals/{}/decision", c.id),
            partner: names.get(&c.partner).cloned(),
            since: c.submitted_at.unwrap_or(c.active_at),
            due: c.answer_by,
            title: c.company,
        })
        .collect();
    items.extend(questions(work, l).await?);
    items.extend(asking.into_iter().map(|c| QueueItem {
        kind: l.t("deals-queue-extension"),
        icon: icon("calendar-plus"),
        detail: format!("{} · {}{}", c.products, l.money(c.value), instead(c.partner)),
        href: format!("/deals/{}/extension", c.id),
        partner: asking_names.get(&c.partner).cloned(),
        since: c.active_at,
        due: c.protected_until,
        title: c.company,
    }));
    Ok(items)
}

/// Questions how a deal stands, which a note answers.
async fn questions(work: &Work, l: &i18n::L10n) -> Result<Vec<QueueItem>> {
    let asked = actions::questions(work, 100).await?;
    let ids: Vec<base::DealId> = asked.iter().map(|n| n.deal).collect();
    let (cards, names) = actions::chosen(work, &ids).await?;
    let item = |n: super::model::Note| {
        let card = cards.iter().find(|c| c.id == n.deal)?;
        Some(QueueItem {
            kind: l.t("deals-queue-question"),
            icon: icon("message-square"),
            detail: n.author_name,
            href: format!("/deals/{}", n.deal),
            partner: names.get(&card.partner).cloned(),
            since: n.at,
            due: n.answer_by,
            title: card.company.clone(),
        })
    };
    Ok(asked.into_iter().filter_map(item).collect())
}

/// What a partner gains by acting on a deal today.
async fn next(work: &Work, reader: &Reader<'_>) -> Result<Vec<NextAction>> {
    if !reader.me.is_member() || !work.can(Permission::DealEdit, &Resource::own("deal", work.actor())) {
        return Ok(Vec::new());
    }
    let states = vec![StateKind::Draft, StateKind::Approved];
    let (found, _) = actions::list(work, &Filter { states, ..Filter::default() }, Sort::Recent, &PageRequest::first(200)).await?;
    Ok(found.items.iter().filter_map(|c| action(work, reader, c)).collect())
}

fn action(work: &Work, reader: &Reader<'_>, c: &Card) -> Option<NextAction> {
    let l = reader.l;
    let href = format!("/deals/{}", c.id);
    let company = || c.company.as_str();
    if c.state == StateKind::Draft {
        let title = if c.company.is_empty() { l.t("deals-act-draft") } else { l.t1("deals-act-draft-of", "company", company()) };
        return Some(NextAction {
            icon: icon("pencil"),
            tone: Tone::Neutral,
            title,
            reason: l.t1("deals-act-draft-why", "since", l.relative(work.now(), c.active_at)),
            verb: l.t("deals-act-draft-verb"),
            href: format!("{href}/edit"),
            value: c.value.minor,
            due: None,
        });
    }
    let until = c.protected_until?;
    let left = until - work.now();
    if left <= TimeDelta::days(14) && !c.asked {
        return Some(NextAction {
            icon: icon("shield-alert"),
            tone: if left <= TimeDelta::days(7) { Tone::Danger } else { Tone::Warning },
            title: l.t1("deals-act-keep", "company", company()),
            reason: l.ta("deals-act-keep-why", &[("days", left.num_days().max(0).into()), ("value", l.money(c.value).into())]),
            verb: l.t("deals-act-keep-verb"),
            href: format!("{href}/extension"),
            value: c.value.minor,
            due: Some(until),
        });
    }
    if c.next_step.is_empty() {
        return Some(NextAction {
            icon: icon("footprints"),
            tone: Tone::Brand,
            title: l.t1("deals-act-step", "company", company()),
            reason: l.ta("deals-act-step-why", &[("value", l.money(c.value).into()), ("days", left.num_days().max(0).into())]),
            verb: l.t("deals-act-step-verb"),
            href,
            // Said, but below what runs out.
            value: c.value.minor / 4,
            due: None,
        });
    }
    None
}

/// Deals whose company, product or contact holds the text.
async fn search(work: &Work, reader: &Reader<'_>, q: &str) -> Result<Vec<SearchHit>> {
    if q.trim().chars().count() < 2 {
        return Ok(Vec::new());
    }
    let filter = Filter { q: q.to_owned(), ..Filter::default() };
    let sort = if reader.me.is_staff() { Sort::Company } else { Sort::Recent };
    let (found, names) = actions::list(work, &filter, sort, &PageRequest::first(6)).await?;
    let hit = |c: Card| SearchHit {
        icon: icon("handshake"),
        detail: match names.get(&c.partner) {
            Some(partner) => format!("{} · {partner}", reader.l.t(&c.state.label_key())),
            None => format!("{} · {}", reader.l.t(&c.state.label_key()), c.products),
        },
        href: format!("/deals/{}", c.id),
        title: c.company,
        score: 1.5,
    };
    Ok(found.items.into_iter().map(hit).collect())
}
