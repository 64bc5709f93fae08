//! Pages that belong to no stage: health, assets, preferences, search, live channel, API reference.

use std::convert::Infallible;
use std::time::Duration;

use access::{Permission, Scope};
use askama::Template;
use axum::body::Body;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::StreamExt as _;
use http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, SET_COOKIE, VARY};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::Deserialize;
use tokio_stream::wrappers::BroadcastStream;
use ui::Ui;

use crate::{App, Form, Gate, Me, Page, Path, Query, Reader, Reply, Routes, SearchHit, Source, back_to, html, redirect};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/healthz", Gate::Public, healthz)
        .get("/readyz", Gate::Public, readyz)
        .get("/assets/{*name}", Gate::Public, asset)
        .get("/favicon.ico", Gate::Public, favicon)
        .get("/robots.txt", Gate::Public, robots)
        .post("/preferences/theme", Gate::Public, theme)
        .post("/preferences/language", Gate::Public, language)
        .get("/search", Gate::May(Permission::SearchUse), search)
        .get("/events", Gate::SignedIn, events)
        .get("/more", Gate::SignedIn, more)
        .get("/_kit", Gate::Public, kit)
        .get("/api/v1/openapi.json", Gate::Public, openapi)
        .get("/developers", Gate::Public, developers)
}

async fn healthz() -> &'static str {
    "ok"
}

async fn readyz(State(app): State<App>) -> Reply {
    app.db().ping().await?;
    Ok("ready".into_response())
}

async fn robots() -> &'static str {
    "User-agent: *\nDisallow: /\n"
}

async fn favicon(headers: HeaderMap) -> Response {
    asset(Path("favicon.svg".to_owned()), headers).await
}

async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let brotli = headers.get(ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains("br"));
    let Some(asset) = ui::assets::serve(&name, brotli) else { return StatusCode::NOT_FOUND.into_response() };
    if headers.get(IF_NONE_MATCH).and_then(|v| v.to_str().ok()) == Some(asset.etag.as_str()) {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    let cache = asset.cache_control();
    let mut response = Body::from(asset.bytes.into_owned()).into_response();
    let h = response.headers_mut();
    h.insert(CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    h.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    h.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Some(encoding) = asset.encoding {
        h.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    if let Ok(etag) = HeaderValue::from_str(&asset.etag) {
        h.insert(ETAG, etag);
    }
    response
}

#[derive(Deserialize)]
struct Preference {
    #[serde(default)]
    theme: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    back: String,
}

fn keep(app: &App, name: &str, value: &str, back: &str) -> Response {
    let mut response = redirect(&back_to(back, "/"));
    let secure = if app.settings().is_https() { "; Secure" } else { "" };
    if let Ok(value) = HeaderValue::from_str(&format!("{name}={value}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{secure}")) {
        response.headers_mut().append(SET_COOKIE, value);
    }
    response
}

async fn theme(State(app): State<App>, Form(form): Form<Preference>) -> Response {
    keep(&app, "theme", ui::Theme::parse(&form.theme).as_str(), &form.back)
}

async fn language(State(app): State<App>, Form(form): Form<Preference>) -> Response {
    let locale: i18n::Locale = form.language.parse().unwrap_or(app.settings().locale);
    keep(&app, "lang", locale.tag(), &form.back)
}

#[derive(Deserialize)]
struct SearchQuery {
    #[serde(default)]
    q: String,
}

#[derive(Template)]
#[template(path = "pages/search.html")]
struct SearchPage {
    ui: Ui,
    q: String,
    hits: Vec<SearchHit>,
}

#[derive(Template)]
#[template(path = "pages/search_options.html")]
struct SearchOptions {
    ui: Ui,
    hits: Vec<SearchHit>,
}

async fn search(State(app): State<App>, me: Me, headers: HeaderMap, Query(query): Query<SearchQuery>) -> Reply {
    let l = me.l10n(&app);
    let reader = Reader { me: &me, l: &l };
    let work = app.read(&me.actor);
    let q = base::one_line(&query.q).chars().take(100).collect::<String>();
    let mut hits = places(&app, &me, &q);
    if !q.is_empty() {
        for source in app.sources() {
            if let Source::Search(find) = source {
                hits.extend(find(&work, &reader, &q).await?);
            }
        }
    }
    hits.sort_by(|a, b| b.score.total_cmp(&a.score));
    hits.truncate(20);
    if headers.contains_key("hx-request") {
        return html(&SearchOptions { ui: Page::plain(&app, &me), hits });
    }
    html(&SearchPage { ui: Page::full(&app, &me).await?, q, hits })
}

/// The places of the menu whose name holds the text.
fn places(app: &App, me: &Me, q: &str) -> Vec<SearchHit> {
    let ui = Page::plain(app, me);
    let needle = q.to_lowercase();
    let items = ui.nav.iter().flat_map(|g| &g.items).chain(ui.quick.iter().filter(|i| i.fab));
    let mut hits: Vec<SearchHit> = items
        .filter(|i| i.label.to_lowercase().contains(&needle))
        .map(|i| SearchHit {
            icon: i.icon,
            title: i.label.clone(),
            detail: String::new(),
            href: i.href.clone(),
            score: if i.fab { 2.5 } else { 2.0 },
        })
        .collect();
    hits.truncate(if q.is_empty() { 6 } else { 3 });
    hits
}

#[derive(Deserialize)]
struct Topics {
    #[serde(default)]
    topics: String,
}

/// What a page listens to: certain things, and sorts of things.
struct Heard {
    ids: Vec<uuid::Uuid>,
    sorts: Vec<String>,
}

impl Heard {
    /// Reads `deal_01…,application`; what is neither an id nor a word is left out.
    fn parse(topics: &str) -> Self {
        let mut heard = Self { ids: Vec::new(), sorts: Vec::new() };
        for topic in topics.split(',').take(200) {
            match topic.rsplit_once('_') {
                Some((_, tail)) => heard.ids.extend(format!("deal_{tail}").parse::<base::DealId>().map(base::DealId::uuid)),
                None if topic.bytes().all(|b| b.is_ascii_lowercase()) && !topic.is_empty() => heard.sorts.push(topic.to_owned()),
                None => {}
            }
        }
        heard
    }

    fn has(&self, change: &crate::live::Change) -> bool {
        let sort = change.kind.split('.').next().unwrap_or_default();
        self.ids.contains(&change.subject) || self.sorts.iter().any(|s| s == sort)
    }
}

/// Tells the page that something it shows has changed (`topics`: ids and sorts of things, separated
/// by commas), or that a notice came. Nobody hears of another partner's things, whatever they ask for.
async fn events(
    State(app): State<App>,
    me: Me,
    Query(query): Query<Topics>,
) -> Sse<impl futures::Stream<Item = Result<Event, Infallible>>> {
    let heard = Heard::parse(&query.topics);
    let scope = me.actor.scope();
    let user = me.actor.user.map(uuid::Uuid::from);
    let stream = BroadcastStream::new(app.live().subscribe()).filter_map(move |change| {
        let line = change.ok().and_then(|c| {
            let own = match &scope {
                Scope::All => true,
                Scope::Partners(own) => c.partner.is_some_and(|p| own.contains(&p)),
                Scope::Nothing => false,
            };
            let event = if c.kind == "notice.told" {
                (user == Some(c.subject)).then_some("notice")
            } else {
                (own && heard.has(&c)).then_some("changed")
            };
            event.map(|event| Ok(Event::default().id(c.seq.to_string()).event(event).data(c.kind)))
        });
        futures::future::ready(line)
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(Duration::from_secs(20)))
}

#[derive(Template)]
#[template(path = "pages/more.html")]
struct MorePage {
    ui: Ui,
}

async fn more(State(app): State<App>, me: Me) -> Reply {
    html(&MorePage { ui: Page::full(&app, &me).await? })
}

async fn kit(State(app): State<App>, me: Me) -> Reply {
    if !app.settings().dev {
        return Err(base::Error::missing().into());
    }
    html(&ui::KitPage::new(Page::plain(&app, &me)))
}

async fn openapi(State(app): State<App>) -> Reply {
    let body = serde_json::to_string(app.openapi()).map_err(|e| base::Fault::new("writing the OpenAPI document", e))?;
    Ok(([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-cache")], body).into_response())
}

#[derive(Template)]
#[template(path = "pages/developers.html")]
struct DevelopersPage {
    ui: Ui,
    base: String,
    groups: Vec<Group>,
}

struct Group {
    name: String,
    operations: Vec<Operation>,
}

struct Operation {
    method: &'static str,
    path: String,
    summary: String,
    description: String,
    parameters: Vec<(String, String, bool)>,
    body: String,
    answers: Vec<(String, String)>,
}

/// The reference, drawn by the server from the same document that machines read.
async fn developers(State(app): State<App>, me: Me) -> Reply {
    let document = app.openapi();
    let mut groups: Vec<Group> = Vec::new();
    for (path, item) in &document.paths.paths {
        let operations = [("GET", &item.get), ("POST", &item.post), ("PUT", &item.put), ("PATCH", &item.patch), ("DELETE", &item.delete)];
        for (method, operation) in operations {
            let Some(o) = operation else { continue };
            let name = o.tags.as_ref().and_then(|t| t.first().cloned()).unwrap_or_default();
            let parameters = o.parameters.iter().flatten().filter_map(inline).map(|p| {
                (p.name.clone(), p.description.clone().unwrap_or_default(), matches!(p.required, utoipa::openapi::Required::True))
            });
            let body = o
                .request_body
                .as_ref()
                .and_then(inline)
                .and_then(|b| b.content.values().next().and_then(inline).and_then(|c| c.schema.as_ref().map(schema_name)))
                .unwrap_or_default();
            let answers = o.responses.responses.iter().filter(|(code, _)| code.starts_with('2')).map(|(code, r)| {
                let text = match r {
                    utoipa::openapi::RefOr::T(r) => r.description.clone(),
                    utoipa::openapi::RefOr::Ref(_) => String::new(),
                };
                (code.clone(), text)
            });
            let operation = Operation {
                method,
                path: path.clone(),
                summary: o.summary.clone().unwrap_or_default(),
                description: o.description.clone().unwrap_or_default(),
                parameters: parameters.collect(),
                body,
                answers: answers.collect(),
            };
            match groups.iter_mut().find(|g| g.name == name) {
                Some(g) => g.operations.push(operation),
                None => groups.push(Group { name, operations: vec![operation] }),
            }
        }
    }
    html(&DevelopersPage { ui: Page::plain(&app, &me), base: app.settings().base_url.clone(), groups })
}

fn inline<T>(value: &utoipa::openapi::RefOr<T>) -> Option<&T> {
    match value {
        utoipa::openapi::RefOr::T(t) => Some(t),
        utoipa::openapi::RefOr::Ref(_) => None,
    }
}

fn schema_name(schema: &utoipa::openapi::RefOr<utoipa::openapi::Schema>) -> String {
    match schema {
        utoipa::openapi::RefOr::Ref(r) => r.ref_location.rsplit('/').next().unwrap_or_default().to_owned(),
        utoipa::openapi::RefOr::T(_) => "object".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::Change;

    fn change(kind: &str, id: base::DealId) -> Change {
        Change { seq: 1, kind: kind.to_owned(), subject: id.uuid(), partner: None }
    }

    #[test]
    fn a_page_hears_of_its_things_and_of_its_sorts_of_things() {
        let (mine, other): (base::DealId, base::DealId) =
            ("deal_01kpzc3e51e00szrjgt36qp43n".parse().unwrap(), "deal_01kn4axax1e00tnqymmsq5b30c".parse().unwrap());
        let heard = Heard::parse(&format!("{mine},application"));
        assert!(heard.has(&change("deal.won", mine)));
        assert!(!heard.has(&change("deal.won", other)));
        assert!(heard.has(&change("application.moved", other)));
        assert!(!heard.has(&change("applications.moved", other)));
    }

    #[test]
    fn what_is_no_topic_is_not_listened_to() {
        for topics in ["", ",,", "deal_", "DEAL", "deal.won", "*", "deal_nonsense", "%"] {
            let heard = Heard::parse(topics);
            assert!(heard.ids.is_empty() && heard.sorts.is_empty(), "{topics}");
        }
    }
}
