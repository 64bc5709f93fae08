//! What this stage hands to the application.

use access::{Permission, Resource};
use base::PageRequest;
use chrono::Datelike as _;
use facts::partners::PartnerCreated;
use web::{Figure, JobKind, Listener, MenuItem, QueueItem, Reader, SearchHit, Side, Source, Stage};
use work::{Fact, Work};

use crate::applications::model::Filter;
use crate::{applications, migrations, scoring};

/// Pages, API, listeners, jobs and what this stage adds to gathering pages.
pub fn stage() -> Stage {
    Stage {
        migrations: migrations::MIGRATIONS.to_vec(),
        messages: vec![&[("en", include_str!("../messages/en.ftl")), ("de", include_str!("../messages/de.ftl"))]],
        routes: applications::pages::routes().merge(scoring::pages::routes()),
        api: applications::api::routes().merge(scoring::api::routes()),
        listeners: vec![Listener {
            name: "recruit.partners",
            kinds: &[PartnerCreated::KIND],
            run: |work, event| Box::pin(applications::listeners::hear(work, event)),
        }],
        jobs: vec![JobKind {
            name: "recruit.prune",
            cron: Some("40 3 * * *"),
            run: |run| {
                Box::pin(async move {
                    let actor = run.app.system("recruit.prune");
                    while run.app.transact(&actor, |work| async move { applications::actions::prune(&work).await }).await? > 0 {}
                    Ok(())
                })
            },
        }],
        menu: vec![MenuItem {
            side: Side::Console,
            group: "nav-partners",
            label: "applications-title",
            icon: ui::icon("inbox"),
            href: "/applications",
            permission: Permission::ApplicationRead,
            order: 310,
            quick: None,
            count: None,
        }],
        sources: vec![
            Source::Queue("queue", |work, reader| Box::pin(waiting(work, reader))),
            Source::Figures(|work, reader| Box::pin(figures(work, reader))),
            Source::Search(|work, reader, q| Box::pin(search(work, reader, q))),
        ],
        ..Stage::new("recruit")
    }
}

fn reads(work: &Work, reader: &Reader<'_>, permission: Permission) -> bool {
    reader.me.is_staff() && work.can(permission, &Resource::general("application"))
}

/// Applications that wait for a decision, the soonest deadline first.
async fn waiting(work: &Work, reader: &Reader<'_>) -> base::Result<Vec<QueueItem>> {
    if !reads(work, reader, Permission::ApplicationDecide) {
        return Ok(Vec::new());
    }
    let found = applications::actions::waiting(work).await?;
    let item = |a: applications::Application| QueueItem {
        kind: reader.l.t("queue-application"),
        icon: ui::icon("inbox"),
        detail: reader.l.t1("queue-application-detail", "n", a.score()),
        href: format!("/applications/{}", a.id),
        partner: None,
        since: a.since,
        due: a.state.filed().map(|f| f.due),
        title: a.details.company,
    };
    Ok(found.into_iter().map(item).collect())
}

/// Applications of this quarter, and how fast they were answered.
async fn figures(work: &Work, reader: &Reader<'_>) -> base::Result<Vec<Figure>> {
    if !reads(work, reader, Permission::ApplicationRead) {
        return Ok(Vec::new());
    }
    let today = work.now().date_naive();
    let first = today.with_day(1).and_then(|d| d.with_month0(d.month0() / 3 * 3)).unwrap_or(today);
    let times = applications::actions::times_since(work, first.and_time(chrono::NaiveTime::MIN).and_utc()).await?;
    let mut took: Vec<_> = times.iter().filter_map(|(filed, ended)| ended.map(|e| e - *filed)).collect();
    took.sort_unstable();
    let median = took.get(took.len() / 2).map_or_else(|| reader.l.t("figure-answer-none"), |t| reader.l.span(*t));
    let figure = |key, name: &str, value: String, order| Figure {
        key,
        label: reader.l.t(&format!("figure-{name}")),
        definition: reader.l.t(&format!("figure-{name}-definition")),
        value,
        money: None,
        delta: None,
        note: reader.l.t("figure-this-quarter"),
        trend: Vec::new(),
        href: "/applications?state=all".to_owned(),
        order,
    };
    let n = i64::try_from(times.len()).unwrap_or(i64::MAX);
    Ok(vec![
        figure("recruit.applications", "applications", reader.l.number(n), 60),
        figure("recruit.answer_time", "answer-time", median, 61),
    ])
}

/// Applications by the company's name.
async fn search(work: &Work, reader: &Reader<'_>, q: &str) -> base::Result<Vec<SearchHit>> {
    if !reads(work, reader, Permission::ApplicationRead) {
        return Ok(Vec::new());
    }
    let filter = Filter { q: q.to_owned(), ..Filter::default() };
    let page = applications::actions::list(work, &filter, &PageRequest::first(6)).await?;
    let hit = |a: applications::Application| SearchHit {
        icon: ui::icon("inbox"),
        detail: reader.l.t("queue-application"),
        href: format!("/applications/{}", a.id),
        title: a.details.company,
        score: 0.9,
    };
    Ok(page.items.into_iter().map(hit).collect())
}
