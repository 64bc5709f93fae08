//! The vendor's pages: applications by score, one application with everything the decision needs.

use access::{Permission, Resource};
use askama::Template;
use axum::extract::State as Shared;
use base::{ApplicationId, Cursor, Error, FieldError, Invalid, PageRequest};
use serde::Deserialize;
use ui::{Choice, Errors, Tone, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, Path, Query, Reply, Routes, flash_to, html};

use super::super::actions;
use super::super::model::{Application, Filter, Reason, State, TYPES, Verdict};
use super::tone;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/applications", Gate::May(Permission::ApplicationRead), list)
        .get("/applications/{id}", Gate::May(Permission::ApplicationRead), show)
        .post("/applications/{id}/review", Gate::May(Permission::ApplicationDecide), review)
        .post("/applications/{id}/question", Gate::May(Permission::ApplicationDecide), ask)
        .post("/applications/{id}/decision", Gate::May(Permission::ApplicationDecide), decide)
}

#[derive(Deserialize)]
struct ListQuery {
    #[serde(default)]
    state: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    after: String,
}

struct Row {
    id: ApplicationId,
    company: String,
    place: String,
    kind: String,
    score: i64,
    state: String,
    tone: Tone,
    due: String,
    urgency: &'static str,
}

#[derive(Template)]
#[template(path = "applications/pages/list.html")]
struct ListPage {
    ui: Ui,
    rows: Vec<Row>,
    next: String,
    filtered: bool,
    state: String,
    states: Vec<Choice>,
    kind: String,
    kinds: Vec<Choice>,
    q: String,
}

/// How near a deadline is, and its words; nothing when nobody waits.
fn deadline(ui: &Ui, a: &Application) -> (String, &'static str) {
    match (&a.state, a.state.filed()) {
        (State::Submitted { .. } | State::InReview { .. }, Some(filed)) => {
            let tone = if filed.due <= ui.now {
                "danger"
            } else if filed.due <= ui.now + chrono::TimeDelta::hours(24) {
                "warning"
            } else {
                "success"
            };
            (ui.day_and_time(&filed.due), tone)
        }
        _ => (String::new(), ""),
    }
}

fn place(ui: &Ui, a: &Application) -> String {
    let country = ui.l.country(&a.details.country);
    if a.details.city.is_empty() { country.to_owned() } else { format!("{}, {country}", a.details.city) }
}

async fn list(Shared(app): Shared<App>, me: Me, Query(query): Query<ListQuery>) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let work = app.read(&me.actor);
    let states = match query.state.as_str() {
        "all" => Vec::new(),
        s => State::CODES.into_iter().find(|c| *c == s).map_or_else(|| vec!["submitted", "in_review", "info_requested"], |c| vec![c]),
    };
    let kind = TYPES.into_iter().find(|t| *t == query.kind);
    let filter = Filter { states, kind, q: query.q.chars().take(200).collect() };
    let found = actions::list(&work, &filter, &PageRequest::first(50).after(Cursor::decode(&query.after))).await?;
    let rows = found
        .items
        .iter()
        .map(|a| {
            let (due, urgency) = deadline(&ui, a);
            Row {
                id: a.id,
                company: a.details.company.clone(),
                place: place(&ui, a),
                kind: ui.t(&format!("partner-type-{}", a.details.kind)),
                score: a.score(),
                state: ui.t(&format!("application-state-{}", a.state.code())),
                tone: tone(&a.state),
                due,
                urgency,
            }
        })
        .collect();
    let encode = |t: &str| form_value(t);
    let next = found
        .next
        .map(|c| {
            format!("/applications?state={}&kind={}&q={}&after={}", encode(&query.state), encode(&query.kind), encode(&query.q), c.encode())
        })
        .unwrap_or_default();
    let states = std::iter::once(Choice::new("all", ui.t("applications-all-states")))
        .chain(State::CODES.iter().filter(|c| **c != "draft").map(|c| Choice::new(*c, ui.t(&format!("application-state-{c}")))))
        .collect();
    let kinds = TYPES.iter().map(|t| Choice::new(*t, ui.t(&format!("partner-type-{t}")))).collect();
    let filtered = !(query.state.is_empty() && query.kind.is_empty() && query.q.is_empty());
    html(&ListPage { ui, rows, next, filtered, state: query.state, states, kind: query.kind, kinds, q: query.q })
}

/// A text as a value in an address.
fn form_value(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.') { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

struct Part {
    name: String,
    points: u64,
    most: u64,
    text: String,
    unmet: bool,
}

struct Check {
    text: String,
    tone: &'static str,
}

struct Twin {
    name: String,
    href: String,
    kind: String,
    score: String,
    tone: &'static str,
    evidence: Vec<String>,
}

struct Line {
    who: String,
    what: String,
    machine: String,
    when: String,
    words: String,
}

#[derive(Template)]
#[template(path = "applications/pages/show.html")]
struct ShowPage {
    ui: Ui,
    errors: Errors,
    id: ApplicationId,
    version: i64,
    company: String,
    sub: String,
    state: String,
    tone: Tone,
    due: String,
    urgency: &'static str,
    score: i64,
    profile: i64,
    parts: Vec<Part>,
    missing: Vec<String>,
    checks: Vec<Check>,
    twins: Vec<Twin>,
    facts: Vec<(String, String)>,
    why: String,
    lines: Vec<Line>,
    question: String,
    decision: String,
    partner: String,
    can_decide: bool,
    submitted: bool,
    decidable: bool,
    approvals: Vec<Choice>,
    rejections: Vec<Choice>,
    typed: Typed,
}

/// What the forms of the page send.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Typed {
    reason: String,
    words: String,
    question: String,
    version: String,
}

fn checks(ui: &Ui, a: &Application) -> Vec<Check> {
    let Some(found) = &a.found else { return Vec::new() };
    let c = found.checks;
    let line = |key: &str, tone| Check { text: ui.t(key), tone };
    let mut out = Vec::new();
    if c.disposable {
        out.push(line("check-disposable", "danger"));
    }
    if c.free_mail {
        out.push(line("check-free-mail", "warning"));
    }
    out.push(if c.own_domain { line("check-own-domain", "success") } else { line("check-other-domain", "warning") });
    if found.twins.is_empty() {
        out.push(line("check-no-twin", "success"));
    } else {
        out.push(line("check-twin", "warning"));
    }
    out
}

async fn page(app: &App, me: &Me, a: &Application, typed: Typed, errors: Errors) -> Result<ShowPage, web::Failed> {
    let ui = Page::full(app, me).await?;
    let work = app.read(&me.actor);
    let events = actions::events(&work, a.id).await?;
    let d = &a.details;
    let (due, urgency) = deadline(&ui, a);
    let score = a.found.as_ref().map(|f| &f.score);
    let name = |key: crate::scoring::model::Key| ui.t(&format!("criterion-{}", key.code()));
    let parts = score.map_or_else(Vec::new, |s| {
        s.shares
            .iter()
            .map(|p| Part {
                name: name(p.key),
                points: u64::try_from(p.points).unwrap_or(0),
                most: u64::try_from(p.most).unwrap_or(0),
                text: ui.t2("application-points", "n", p.points, "most", p.most),
                unmet: s.unmet.contains(&p.key),
            })
            .collect()
    });
    let missing = score.map_or_else(Vec::new, |s| {
        s.missing().map(|p| ui.t2("application-missing-points", "name", name(p.key), "n", p.most - p.points)).collect()
    });
    let twins = a.found.as_ref().map_or_else(Vec::new, |f| {
        f.twins
            .iter()
            .map(|t| Twin {
                name: t.name.clone(),
                href: if t.kind == "partner" { format!("/partners/{}", t.id) } else { format!("/applications/{}", t.id) },
                kind: ui.t(&format!("twin-{}", t.kind)),
                score: ui.t1("twin-likeness", "n", t.score),
                tone: if t.verdict == "same" { "danger" } else { "warning" },
                evidence: t.evidence.iter().map(|(field, l, r)| format!("{}: {l} = {r}", ui.t(&format!("twin-field-{field}")))).collect(),
            })
            .collect()
    });
    let words = |group: &str, list: &[String]| list.iter().map(|v| ui.t(&format!("{group}-{v}"))).collect::<Vec<_>>().join(", ");
    let facts = [
        ("apply-website", d.website.clone()),
        ("apply-size", if d.size.is_empty() { String::new() } else { ui.t1("apply-size-people", "n", d.size.as_str()) }),
        ("criterion-model", words("business-model", &d.models)),
        ("apply-skills", words("skill", &d.skills)),
        ("apply-certifications", d.certifications.join(", ")),
        ("criterion-industry", words("industry", &d.industries)),
        ("apply-customers", ui.number(d.customers)),
        ("criterion-deals", ui.number(d.deals)),
        ("application-contact", d.name.clone()),
        ("application-contact-role", d.role.clone()),
        ("apply-email", d.email.clone()),
        ("apply-phone", d.phone.clone()),
    ];
    let facts = facts.into_iter().filter(|f| !f.1.is_empty()).map(|(k, v)| (ui.t(k), v)).collect();
    let lines = events
        .iter()
        .map(|e| Line {
            who: e.who.clone(),
            what: ui.t(&format!("application-did-{}", e.what)),
            machine: ui.machine(&e.at),
            when: ui.date_time(&e.at),
            words: e.words.clone(),
        })
        .collect();
    let reasons =
        |yes: bool| Reason::ALL.iter().filter(|r| r.approves() == yes).map(|r| Choice::new(r.code(), ui.t(r.label_key()))).collect();
    Ok(ShowPage {
        errors,
        id: a.id,
        version: a.version,
        company: d.company.clone(),
        sub: ui.t2("application-sub", "kind", ui.t(&format!("partner-type-{}", d.kind)), "place", place(&ui, a)),
        state: ui.t(&format!("application-state-{}", a.state.code())),
        tone: tone(&a.state),
        due,
        urgency,
        score: a.score(),
        profile: score.map_or(0, |s| s.profile),
        parts,
        missing,
        checks: checks(&ui, a),
        twins,
        facts,
        why: d.why.clone(),
        lines,
        question: if let State::InfoRequested { question, .. } = &a.state { question.clone() } else { String::new() },
        decision: a
            .state
            .decision()
            .map(|x| ui.t2("application-decided", "who", x.by.as_str(), "reason", ui.t(x.reason.label_key())))
            .unwrap_or_default(),
        partner: if let State::Approved { partner, .. } = &a.state { format!("/partners/{partner}") } else { String::new() },
        can_decide: Page::may(app, me, Permission::ApplicationDecide, &Resource::general("application")),
        submitted: matches!(a.state, State::Submitted { .. }),
        decidable: matches!(a.state, State::Submitted { .. } | State::InReview { .. }),
        approvals: reasons(true),
        rejections: reasons(false),
        typed,
        ui,
    })
}

async fn show(Shared(app): Shared<App>, me: Me, Path(id): Path<ApplicationId>) -> Reply {
    let a = actions::get(&app.read(&me.actor), id).await?;
    html(&page(&app, &me, &a, Typed::default(), Errors::none()).await?)
}

async fn done(app: &App, me: &Me, id: ApplicationId, outcome: base::Result<Application>, typed: Typed, key: &'static str) -> Reply {
    match outcome {
        Ok(_) => Ok(flash_to(app, &format!("/applications/{id}"), key)),
        Err(e) => {
            let (kind, l) = (e.kind(), me.l10n(app));
            let errors = match &e {
                // Somebody was faster: the page says so and shows the application as it is now.
                Error::Refused(r) if kind == Some(base::Kind::Stale) => Errors::from_refusal(&l, r.as_ref()),
                _ => FormErrors::of(e, &l)?,
            };
            let a = actions::get(&app.read(&me.actor), id).await?;
            let mut response = Page::refused(&page(app, me, &a, typed, errors).await?)?;
            match kind {
                Some(base::Kind::Conflict) => *response.status_mut() = http::StatusCode::CONFLICT,
                Some(base::Kind::Stale) => *response.status_mut() = http::StatusCode::PRECONDITION_FAILED,
                _ => {}
            }
            Ok(response)
        }
    }
}

fn version(typed: &Typed) -> base::Result<Option<i64>> {
    if typed.version.is_empty() {
        return Ok(None);
    }
    typed.version.parse().map(Some).map_err(|_| Error::stale())
}

async fn review(Shared(app): Shared<App>, me: Me, Path(id): Path<ApplicationId>, Form(form): Form<Typed>) -> Reply {
    let read = version(&form)?;
    let outcome = app.transact(&me.actor, |work| async move { actions::review(&work, id, read).await }).await;
    done(&app, &me, id, outcome, form, "application-in-review").await
}

async fn ask(Shared(app): Shared<App>, me: Me, Path(id): Path<ApplicationId>, Form(form): Form<Typed>) -> Reply {
    let (read, question) = (version(&form)?, form.question.as_str());
    let outcome = app.transact(&me.actor, |work| async move { actions::ask(&work, id, read, question).await }).await;
    done(&app, &me, id, outcome, form, "application-asked").await
}

async fn decide(Shared(app): Shared<App>, me: Me, Path(id): Path<ApplicationId>, Form(form): Form<Typed>) -> Reply {
    let read = version(&form)?;
    let outcome = match Reason::from_code(&form.reason) {
        Some(reason) => {
            let verdict = &Verdict { reason, words: form.words.clone(), version: read };
            app.transact(&me.actor, |work| async move { actions::decide(&work, id, verdict).await }).await
        }
        None => {
            let mut invalid = Invalid::new();
            invalid.push(FieldError::new("reason", "choice"));
            Err(invalid.into())
        }
    };
    done(&app, &me, id, outcome, form, "application-decided-done").await
}
