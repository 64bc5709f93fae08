//! The page of the audit record.

use askama::Template;
use audit::Record;
use axum::extract::State;
use axum::response::IntoResponse as _;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use serde::Deserialize;
use ui::{Errors, Ui};
use web::{App, FormErrors, Gate, Me, Page, PageQuery, Query, Reply, Routes, html};
use work::Permission;

use super::export::{self, Format};
use super::filter::Asked;

pub(super) fn routes() -> Routes {
    let gate = Gate::May(Permission::AuditRead);
    Routes::new().get("/admin/audit", gate, list).get("/admin/audit/export", gate, download)
}

struct Line {
    machine: String,
    when: String,
    who: String,
    on_behalf: bool,
    action: String,
    subject: String,
    reason: String,
    from: String,
    before: String,
    after: String,
    words: String,
}

/// An action in words, where the languages have any for it.
fn spoken(ui: &Ui, action: &str) -> String {
    let key = format!("did-{}", action.replace(['.', '_'], "-"));
    if ui.l.catalogs().has(&key) { ui.t(&key) } else { String::new() }
}

impl Line {
    fn of(ui: &Ui, r: Record) -> Self {
        let pretty = |v: Option<serde_json::Value>| v.and_then(|v| serde_json::to_string_pretty(&v).ok()).unwrap_or_default();
        let known = ["staff", "member", "system", "anonymous"].contains(&r.actor_kind.as_str());
        Self {
            machine: ui.machine(&r.at),
            when: ui.date_time(&r.at),
            who: if r.actor_name.is_empty() && known { ui.t(&format!("audit-{}", r.actor_kind)) } else { r.actor_name },
            on_behalf: r.on_behalf_of.is_some(),
            words: spoken(ui, &r.action),
            action: r.action,
            subject: r.subject.map_or_else(|| r.subject_kind.clone(), |s| format!("{} {s}", r.subject_kind)),
            reason: r.reason.unwrap_or_default(),
            from: r.address.unwrap_or_default(),
            before: pretty(r.before),
            after: pretty(r.after),
        }
    }
}

#[derive(Template)]
#[template(path = "console/audit.html")]
struct AuditPage {
    ui: Ui,
    errors: Errors,
    asked: Asked,
    lines: Vec<Line>,
    filtered: bool,
    csv: String,
    jsonl: String,
    next: String,
    shown: String,
}

#[derive(Deserialize)]
struct AuditQuery {
    #[serde(flatten)]
    asked: Asked,
    after: Option<String>,
}

async fn list(State(app): State<App>, me: Me, Query(query): Query<AuditQuery>) -> Reply {
    let AuditQuery { asked, after } = query;
    let work = app.read(&me.actor);
    export::may_read(&work)?;
    let page = PageQuery { after, limit: Some(50) }.request()?;
    let ui = Page::full(&app, &me).await?;
    let (text, mut errors) = (asked.query(), Errors::none());
    let found = match asked.filter(&me.zone) {
        Ok(filter) => Some(audit::list(&work.conn(), &filter, &page).await?),
        Err(e) => {
            errors = FormErrors::of(e.into(), &ui.l)?;
            None
        }
    };
    let refused = found.is_none();
    let next = found.as_ref().and_then(|f| f.next.as_ref()).map(|c| format!("/admin/audit?{text}&after={}", c.encode()));
    let lines: Vec<Line> = found.into_iter().flat_map(|f| f.items).map(|r| Line::of(&ui, r)).collect();
    let page = AuditPage {
        filtered: !asked.is_empty(),
        csv: format!("/admin/audit/export?format=csv&{text}"),
        jsonl: format!("/admin/audit/export?format=jsonl&{text}"),
        next: next.unwrap_or_default(),
        shown: ui.t1("kit-shown", "n", lines.len()),
        errors,
        asked,
        lines,
        ui,
    };
    if refused { Page::refused(&page) } else { html(&page) }
}

#[derive(Deserialize)]
struct ExportQuery {
    #[serde(flatten)]
    asked: Asked,
    #[serde(default)]
    format: String,
}

async fn download(State(app): State<App>, me: Me, Query(query): Query<ExportQuery>) -> Reply {
    let format = Format::from_code(&query.format).ok_or_else(base::Error::missing)?;
    let filter = query.asked.filter(&me.zone)?;
    export::begin(&app, &me.actor, format, &query.asked.query()).await?;
    let name = format!("attachment; filename=\"audit-{}.{}\"", app.now().format("%Y-%m-%d"), format.code());
    let headers = [(CONTENT_TYPE, format.content_type().to_owned()), (CONTENT_DISPOSITION, name), (CACHE_CONTROL, "no-store".to_owned())];
    Ok((headers, export::body(&app, filter, format)).into_response())
}
