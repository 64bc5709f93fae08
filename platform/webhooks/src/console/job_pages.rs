//! The page of the jobs, the schedules and the listeners.

use askama::Template;
use axum::extract::State;
use base::{EventId, JobId};
use jobs::{Filter, Job, JobState};
use serde::Deserialize;
use ui::{Choice, Tone, Ui};
use web::{App, Gate, Me, Page, PageQuery, Path, Query, Reply, Routes, flash_to, html};
use work::Permission;

pub(super) fn routes() -> Routes {
    let (read, manage) = (Gate::May(Permission::JobRead), Gate::May(Permission::JobManage));
    Routes::new()
        .get("/admin/jobs", read, list)
        .post("/admin/jobs/{id}/attempts", manage, retry)
        .post("/admin/jobs/{id}/cancellation", manage, cancel)
        .post("/admin/facts/{listener}/{event}/attempts", manage, retry_fact)
}

struct Line {
    id: String,
    kind: String,
    state: String,
    tone: Tone,
    attempts: String,
    machine: String,
    when: String,
    progress: Option<(u64, u64, String)>,
    error: String,
    may_retry: bool,
    may_cancel: bool,
}

fn tone(state: JobState) -> Tone {
    match state {
        JobState::Ready | JobState::Running => Tone::Info,
        JobState::Done => Tone::Success,
        JobState::Failed => Tone::Danger,
        JobState::Cancelled => Tone::Neutral,
    }
}

impl Line {
    fn of(ui: &Ui, j: &Job, may_manage: bool) -> Self {
        let of = |n: i64| u64::try_from(n).unwrap_or(0);
        Self {
            id: j.id.to_string(),
            kind: j.kind.clone(),
            state: ui.t(&format!("job-state-{}", j.state.code())),
            tone: tone(j.state),
            attempts: ui.t2("kit-of", "n", j.attempts, "all", j.max_attempts),
            machine: ui.machine(&j.run_at),
            when: ui.date_time(&j.run_at),
            progress: (j.total > 0 && j.state == JobState::Running)
                .then(|| (of(j.done), of(j.total), ui.t2("kit-of", "n", j.done, "all", j.total))),
            error: j.last_error.clone().unwrap_or_default(),
            may_retry: may_manage && matches!(j.state, JobState::Failed | JobState::Cancelled),
            may_cancel: may_manage && j.state == JobState::Ready,
        }
    }
}

struct Tab {
    text: String,
    href: String,
    current: bool,
    count: String,
}

struct Timed {
    kind: String,
    cron: String,
    machine: String,
    when: String,
}

struct Listening {
    name: String,
    behind: String,
    late: bool,
}

struct Aside {
    action: String,
    listener: String,
    event: String,
    error: String,
    machine: String,
    when: String,
}

#[derive(Template)]
#[template(path = "console/jobs.html")]
struct JobsPage {
    ui: Ui,
    lines: Vec<Line>,
    states: Vec<Tab>,
    state: String,
    kind: String,
    kinds: Vec<Choice>,
    filtered: bool,
    next: String,
    shown: String,
    timed: Vec<Timed>,
    listening: Vec<Listening>,
    aside: Vec<Aside>,
    may_manage: bool,
}

#[derive(Deserialize)]
struct JobsQuery {
    #[serde(default)]
    state: String,
    #[serde(default)]
    kind: String,
    after: Option<String>,
}

async fn list(State(app): State<App>, me: Me, Query(query): Query<JobsQuery>) -> Reply {
    let page = PageQuery { after: query.after, limit: Some(50) }.request()?;
    let mut names: Vec<&'static str> = app.job_kinds().map(|k| k.name).collect();
    names.sort_unstable();
    let kind = names.iter().find(|n| **n == query.kind).map(|n| (*n).to_owned());
    let filter = Filter { state: JobState::from_code(&query.state), kind };
    let db = app.db().reader();
    let found = jobs::list(db, &filter, &page).await?;
    let counts = jobs::counts(db).await?;
    let scheduled = jobs::scheduled(db).await?;
    let listeners: Vec<&str> = app.listeners().iter().map(|l| l.name).collect();
    let lag = if listeners.is_empty() { Vec::new() } else { outbox::lag(db, &listeners).await? };
    let dead = outbox::dead(db).await?;
    let ui = Page::full(&app, &me).await?;
    let may_manage = me.can(&app, Permission::JobManage);
    let (state, kind) = (filter.state.map_or("", JobState::code), filter.kind.clone().unwrap_or_default());
    let next = found.next.as_ref().map(|c| format!("/admin/jobs?state={state}&kind={kind}&after={}", c.encode()));
    let all = Tab { text: ui.t("jobs-all"), href: format!("/admin/jobs?kind={kind}"), current: state.is_empty(), count: String::new() };
    let each = counts.by_state.iter().map(|(s, n)| Tab {
        text: ui.t(&format!("job-state-{}", s.code())),
        href: format!("/admin/jobs?state={}&kind={kind}", s.code()),
        current: state == s.code(),
        count: ui.number(*n),
    });
    let states = std::iter::once(all).chain(each).collect();
    let lines: Vec<Line> = found.items.iter().map(|j| Line::of(&ui, j, may_manage)).collect();
    let timed = scheduled.into_iter().map(|s| Timed {
        machine: ui.machine(&s.next_at),
        when: ui.date_time(&s.next_at),
        kind: s.kind,
        cron: s.cron,
    });
    let listening = lag.into_iter().map(|l| Listening {
        behind: if l.behind > 0 { ui.t1("listener-behind", "n", l.behind) } else { ui.t("listener-there") },
        // A listener that skips what it does not hear moves only now and then.
        late: l.behind > 1000,
        name: l.consumer,
    });
    let aside = dead.into_iter().map(|d| Aside {
        action: format!("/admin/facts/{}/{}/attempts", d.consumer, d.event),
        listener: d.consumer,
        event: d.event.to_string(),
        error: d.error,
        machine: ui.machine(&d.at),
        when: ui.date_time(&d.at),
    });
    html(&JobsPage {
        timed: timed.collect(),
        listening: listening.collect(),
        aside: aside.collect(),
        kinds: names.iter().map(|n| Choice::new(*n, *n)).collect(),
        filtered: filter.state.is_some() || filter.kind.is_some(),
        state: state.to_owned(),
        next: next.unwrap_or_default(),
        shown: ui.t1("kit-shown", "n", lines.len()),
        states,
        kind,
        lines,
        may_manage,
        ui,
    })
}

async fn retry(State(app): State<App>, me: Me, Path(id): Path<JobId>) -> Reply {
    app.transact(&me.actor, |work| async move { super::retry_job(&work, id).await }).await?;
    app.wake().notify_waiters();
    Ok(flash_to(&app, "/admin/jobs", "job-retried"))
}

async fn cancel(State(app): State<App>, me: Me, Path(id): Path<JobId>) -> Reply {
    app.transact(&me.actor, |work| async move { super::cancel_job(&work, id).await }).await?;
    Ok(flash_to(&app, "/admin/jobs", "job-cancelled"))
}

async fn retry_fact(State(app): State<App>, me: Me, Path((listener, event)): Path<(String, EventId)>) -> Reply {
    super::retry_fact(&app, &me.actor, &listener, event).await?;
    Ok(flash_to(&app, "/admin/jobs", "fact-retried"))
}
