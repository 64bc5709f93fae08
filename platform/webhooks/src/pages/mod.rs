//! The pages of the webhooks.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use base::{DeliveryId, EndpointId};
use serde::Deserialize;
use ui::{Choice, Errors, Tone, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, PageQuery, Path, Query, Reply, Routes, flash_to, html};
use work::Permission;

use crate::deliveries::actions as deliveries;
use crate::deliveries::model::{Attempt, Delivery, DeliveryState};
use crate::deliveries::store as delivery_store;
use crate::endpoints::actions;
use crate::endpoints::model::{Endpoint, EndpointState, NewEndpoint, about};
use crate::signature;

pub(crate) fn routes() -> Routes {
    let gate = Gate::May(Permission::WebhookManage);
    Routes::new()
        .get("/admin/webhooks", gate, list)
        .post("/admin/webhooks", gate, make)
        .get("/admin/webhooks/new", gate, new)
        .get("/admin/webhooks/{id}", gate, show)
        .get("/admin/webhooks/{id}/edit", gate, edit)
        .post("/admin/webhooks/{id}/edit", gate, change)
        .post("/admin/webhooks/{id}/secret", gate, rotate)
        .post("/admin/webhooks/{id}/pings", gate, ping)
        .post("/admin/webhooks/{id}/pause", gate, pause)
        .post("/admin/webhooks/{id}/pause/end", gate, resume)
        .post("/admin/webhooks/{id}/removal", gate, remove)
        .get("/admin/webhooks/{id}/deliveries/{delivery}", gate, delivery)
        .post("/admin/webhooks/{id}/deliveries/{delivery}/redelivery", gate, redeliver)
}

/// Makes a secret and seals it for an endpoint: the secret to show, and what is kept.
pub(crate) fn new_secret(app: &App, id: EndpointId) -> base::Result<(String, String)> {
    let secret = signature::secret(app.ids().random::<24>());
    let sealed = app.seal()?.seal(app.ids().random::<12>(), &about(id), secret.as_bytes())?;
    Ok((secret, sealed))
}

fn tone(state: EndpointState) -> Tone {
    match state {
        EndpointState::Active => Tone::Success,
        EndpointState::Paused => Tone::Neutral,
        EndpointState::Gone => Tone::Danger,
    }
}

struct Line {
    id: String,
    url: String,
    description: String,
    kinds: String,
    state: String,
    tone: Tone,
}

impl Line {
    fn of(ui: &Ui, e: &Endpoint) -> Self {
        Self {
            id: e.id.to_string(),
            url: e.url.clone(),
            description: e.description.clone(),
            kinds: if e.kinds.is_empty() { ui.t("webhook-all-kinds") } else { e.kinds.join(", ") },
            state: ui.t(&format!("webhook-state-{}", e.state.code())),
            tone: tone(e.state),
        }
    }
}

#[derive(Template)]
#[template(path = "pages/list.html")]
struct ListPage {
    ui: Ui,
    lines: Vec<Line>,
    next: String,
    shown: String,
}

#[derive(Deserialize)]
struct ListQuery {
    after: Option<String>,
    #[serde(default)]
    state: String,
}

async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>) -> Reply {
    let page = PageQuery { after: query.after, limit: Some(50) }.request()?;
    let found = actions::list(&app.read(&me.actor), &page).await?;
    let ui = Page::full(&app, &me).await?;
    let lines: Vec<Line> = found.items.iter().map(|e| Line::of(&ui, e)).collect();
    let next = found.next.as_ref().map(|c| format!("/admin/webhooks?after={}", c.encode())).unwrap_or_default();
    html(&ListPage { shown: ui.t1("kit-shown", "n", lines.len()), ui, lines, next })
}

#[derive(Deserialize, Default, Clone)]
struct EndpointForm {
    #[serde(default)]
    url: String,
    #[serde(default)]
    description: String,
    /// One kind on a line.
    #[serde(default)]
    kinds: String,
    version: Option<i64>,
}

impl EndpointForm {
    fn wanted(&self) -> NewEndpoint {
        let kinds = self.kinds.split([' ', ',', '\n', '\r', '\t']).filter(|k| !k.is_empty()).map(str::to_owned).collect();
        NewEndpoint { url: self.url.trim().to_owned(), description: self.description.clone(), kinds }
    }
}

#[derive(Template)]
#[template(path = "pages/form.html")]
struct FormPage {
    ui: Ui,
    errors: Errors,
    form: EndpointForm,
    place: String,
    up: String,
    heading: String,
    go: String,
    known: Vec<String>,
}

impl FormPage {
    async fn new(app: &App, me: &Me, id: Option<EndpointId>, form: EndpointForm) -> base::Result<Self> {
        let mut ui = Page::full(app, me).await?;
        ui.task = true;
        // What anybody here listens to is what others will want to hear of.
        let mut known: Vec<String> = app.listeners().iter().flat_map(|l| l.kinds).map(|k| (*k).to_owned()).collect();
        known.sort_unstable();
        known.dedup();
        let (place, up, words) = match id {
            Some(id) => (format!("/admin/webhooks/{id}/edit"), format!("/admin/webhooks/{id}"), "webhook-edit"),
            None => ("/admin/webhooks".to_owned(), "/admin/webhooks".to_owned(), "webhook-new"),
        };
        Ok(Self { errors: Errors::none(), form, place, up, heading: ui.t(words), go: ui.t(&format!("{words}-go")), known, ui })
    }

    fn refused(mut self, e: base::Error) -> Reply {
        let errors = FormErrors::of(e, &self.ui.l)?;
        self.errors = [("url", "webhook-url"), ("description", "webhook-description"), ("kinds", "webhook-kinds")]
            .into_iter()
            .fold(errors, |e, (field, key)| e.named(field, self.ui.t(key)));
        Page::refused(&self)
    }
}

async fn new(State(app): State<App>, me: Me) -> Reply {
    html(&FormPage::new(&app, &me, None, EndpointForm::default()).await?)
}

/// The page that shows a secret, once.
#[derive(Template)]
#[template(path = "pages/secret.html")]
struct SecretPage {
    ui: Ui,
    href: String,
    url: String,
    secret: String,
    rotated: bool,
}

impl SecretPage {
    /// The page, which nothing on its way may keep.
    fn unkept(&self) -> Reply {
        let mut response = html(self)?;
        response.headers_mut().insert(http::header::CACHE_CONTROL, http::HeaderValue::from_static("no-store"));
        Ok(response)
    }
}

async fn make(State(app): State<App>, me: Me, Form(form): Form<EndpointForm>) -> Reply {
    let id: EndpointId = app.ids().next(app.now()).into();
    let (secret, sealed) = new_secret(&app, id)?;
    let (wanted, sealed, allowed) = (&form.wanted(), sealed.as_str(), &app.settings().webhook_allowed_hosts);
    match app.transact(&me.actor, |work| async move { actions::make(&work, id, wanted, sealed, allowed).await }).await {
        Ok(made) => {
            let ui = Page::full(&app, &me).await?;
            SecretPage { ui, href: format!("/admin/webhooks/{id}"), url: made.url, secret, rotated: false }.unkept()
        }
        Err(e) => FormPage::new(&app, &me, None, form).await?.refused(e),
    }
}

async fn edit(State(app): State<App>, me: Me, Path(id): Path<EndpointId>) -> Reply {
    let found = actions::get(&app.read(&me.actor), id).await?;
    let form = EndpointForm { url: found.url, description: found.description, kinds: found.kinds.join("\n"), version: Some(found.version) };
    html(&FormPage::new(&app, &me, Some(id), form).await?)
}

async fn change(State(app): State<App>, me: Me, Path(id): Path<EndpointId>, Form(form): Form<EndpointForm>) -> Reply {
    let (wanted, version, allowed) = (&form.wanted(), form.version, &app.settings().webhook_allowed_hosts);
    match app.transact(&me.actor, |work| async move { actions::change(&work, id, wanted, version, allowed).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/admin/webhooks/{id}"), "webhook-saved")),
        Err(e) => FormPage::new(&app, &me, Some(id), form).await?.refused(e),
    }
}

struct DeliveryLine {
    href: String,
    kind: String,
    state: String,
    tone: Tone,
    answer: String,
    machine: String,
    when: String,
}

fn delivery_tone(state: DeliveryState) -> Tone {
    match state {
        DeliveryState::Waiting => Tone::Info,
        DeliveryState::Delivered => Tone::Success,
        DeliveryState::Dead => Tone::Danger,
    }
}

/// What came of a try, in a few words.
fn answered(a: &Attempt) -> String {
    match (a.status, &a.error) {
        (Some(status), _) => status.to_string(),
        (None, Some(error)) => error.clone(),
        (None, None) => String::new(),
    }
}

impl DeliveryLine {
    fn of(ui: &Ui, d: &Delivery, last: Option<&Attempt>) -> Self {
        Self {
            href: format!("/admin/webhooks/{}/deliveries/{}", d.endpoint, d.id),
            kind: d.kind.clone(),
            state: ui.t(&format!("delivery-state-{}", d.state.code())),
            tone: delivery_tone(d.state),
            answer: last.map(answered).unwrap_or_default(),
            machine: ui.machine(&d.created_at),
            when: ui.date_time(&d.created_at),
        }
    }
}

#[derive(Template)]
#[template(path = "pages/show.html")]
struct ShowPage {
    ui: Ui,
    line: Line,
    place: String,
    overlap: String,
    may_pause: bool,
    lines: Vec<DeliveryLine>,
    state: String,
    states: Vec<Choice>,
    next: String,
    shown: String,
}

async fn show(State(app): State<App>, me: Me, Path(id): Path<EndpointId>, Query(query): Query<ListQuery>) -> Reply {
    let work = app.read(&me.actor);
    let endpoint = actions::get(&work, id).await?;
    let page = PageQuery { after: query.after, limit: Some(30) }.request()?;
    let state = DeliveryState::from_code(&query.state);
    let found = deliveries::list(&work, id, state, &page).await?;
    let ids: Vec<DeliveryId> = found.items.iter().map(|d| d.id).collect();
    let last = delivery_store::last_attempts(&work, &ids).await?;
    let ui = Page::full(&app, &me).await?;
    let place = format!("/admin/webhooks/{id}");
    let lines: Vec<DeliveryLine> =
        found.items.iter().map(|d| DeliveryLine::of(&ui, d, last.iter().find(|l| l.0 == d.id).map(|l| &l.1))).collect();
    let code = state.map_or("", DeliveryState::code);
    let overlap = endpoint.old_secret.as_ref().filter(|(_, until)| *until > ui.now);
    html(&ShowPage {
        line: Line::of(&ui, &endpoint),
        overlap: overlap.map(|(_, until)| ui.t1("webhook-overlap", "until", ui.date_time(until))).unwrap_or_default(),
        may_pause: endpoint.state == EndpointState::Active,
        states: DeliveryState::ALL.into_iter().map(|s| Choice::new(s.code(), ui.t(&format!("delivery-state-{}", s.code())))).collect(),
        state: code.to_owned(),
        next: found.next.as_ref().map(|c| format!("{place}?state={code}&after={}", c.encode())).unwrap_or_default(),
        shown: ui.t1("kit-shown", "n", lines.len()),
        place,
        lines,
        ui,
    })
}

async fn rotate(State(app): State<App>, me: Me, Path(id): Path<EndpointId>) -> Reply {
    let (secret, sealed) = new_secret(&app, id)?;
    let sealed = sealed.as_str();
    let changed = app.transact(&me.actor, |work| async move { actions::rotate(&work, id, sealed).await }).await?;
    let ui = Page::full(&app, &me).await?;
    SecretPage { ui, href: format!("/admin/webhooks/{id}"), url: changed.url, secret, rotated: true }.unkept()
}

async fn ping(State(app): State<App>, me: Me, Path(id): Path<EndpointId>) -> Reply {
    let delivery = app.transact(&me.actor, |work| async move { deliveries::ping(&work, id).await }).await?;
    Ok(flash_to(&app, &format!("/admin/webhooks/{id}/deliveries/{delivery}"), "webhook-pinged"))
}

async fn pause(State(app): State<App>, me: Me, Path(id): Path<EndpointId>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::pause(&work, id).await }).await?;
    Ok(flash_to(&app, &format!("/admin/webhooks/{id}"), "webhook-paused"))
}

async fn resume(State(app): State<App>, me: Me, Path(id): Path<EndpointId>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::resume(&work, id).await }).await?;
    Ok(flash_to(&app, &format!("/admin/webhooks/{id}"), "webhook-resumed"))
}

async fn remove(State(app): State<App>, me: Me, Path(id): Path<EndpointId>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::remove(&work, id).await }).await?;
    Ok(flash_to(&app, "/admin/webhooks", "webhook-removed"))
}

struct AttemptLine {
    machine: String,
    when: String,
    answer: String,
    took: String,
    excerpt: String,
    good: bool,
}

#[derive(Template)]
#[template(path = "pages/delivery.html")]
struct DeliveryPage {
    ui: Ui,
    line: DeliveryLine,
    up: String,
    up_text: String,
    event: String,
    next: String,
    body: String,
    attempts: Vec<AttemptLine>,
    redelivery: String,
}

async fn delivery(State(app): State<App>, me: Me, Path((id, delivery)): Path<(EndpointId, DeliveryId)>) -> Reply {
    let work = app.read(&me.actor);
    let endpoint = actions::get(&work, id).await?;
    let (mut found, attempts) = deliveries::get(&work, id, delivery).await?;
    found.set_source(&app.settings().base_url);
    let ui = Page::full(&app, &me).await?;
    let lines = attempts.iter().map(|a| AttemptLine {
        machine: ui.machine(&a.at),
        when: ui.date_time(&a.at),
        answer: answered(a),
        took: ui.t1("delivery-took", "n", a.millis),
        excerpt: a.excerpt.clone().unwrap_or_default(),
        good: a.status.is_some_and(|s| (200..300).contains(&s)),
    });
    let waiting = found.state == DeliveryState::Waiting;
    html(&DeliveryPage {
        line: DeliveryLine::of(&ui, &found, attempts.first()),
        up: format!("/admin/webhooks/{id}"),
        up_text: endpoint.url,
        event: found.event.to_string(),
        next: found.next_at.map(|at| ui.date_time(&at)).unwrap_or_default(),
        body: serde_json::to_string_pretty(&found.body).unwrap_or_default(),
        attempts: lines.collect(),
        redelivery: if waiting { String::new() } else { format!("/admin/webhooks/{id}/deliveries/{delivery}/redelivery") },
        ui,
    })
}

async fn redeliver(State(app): State<App>, me: Me, Path((id, delivery)): Path<(EndpointId, DeliveryId)>) -> Result<Response, web::Failed> {
    app.transact(&me.actor, |work| async move { deliveries::redeliver(&work, id, delivery).await }).await?;
    Ok(flash_to(&app, &format!("/admin/webhooks/{id}/deliveries/{delivery}"), "delivery-again"))
}
