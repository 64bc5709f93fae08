//! Pages of the directory.

use access::{Permission, Resource};
use askama::Template;
use axum::extract::State;
use base::{Cursor, Error, PageRequest, PartnerId, UserId};
use serde::Deserialize;
use ui::{Choice, Errors, Tone, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, Path, Query, Reader, Reply, Routes, Source, flash_to, html};
use work::{Actor, Role, Work};

use super::model::{Filter, Lifecycle, Partner, PartnerType};
use super::{actions, rules};
use crate::standing;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/partners", Gate::May(Permission::ConsoleView), list)
        .get("/partners/{id}", Gate::May(Permission::PartnerRead), show)
        .post("/partners/{id}/state", Gate::May(Permission::PartnerManage), move_to)
        .post("/partners/{id}/manager", Gate::May(Permission::PartnerManage), assign)
        .post("/partners/{id}/tier", Gate::May(Permission::PartnerManage), set_tier)
        .get("/company", Gate::May(Permission::PartnerRead), company)
        .post("/company", Gate::May(Permission::MemberManage), edit)
}

/// The color of a state.
pub fn tone(state: Lifecycle) -> Tone {
    match state {
        Lifecycle::Active => Tone::Success,
        Lifecycle::Contracting | Lifecycle::Onboarding | Lifecycle::Applicant => Tone::Info,
        Lifecycle::Suspended | Lifecycle::Offboarding => Tone::Warning,
        Lifecycle::Rejected => Tone::Danger,
        Lifecycle::Prospect | Lifecycle::Former => Tone::Neutral,
    }
}

#[derive(Deserialize, Default)]
struct ListQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    mine: String,
    #[serde(default)]
    after: String,
}

struct Row {
    id: PartnerId,
    name: String,
    place: String,
    kind: String,
    state: String,
    tone: Tone,
    tier: String,
    manager: String,
}

#[derive(Template)]
#[template(path = "directory/pages/list.html")]
struct ListPage {
    ui: Ui,
    q: String,
    state: String,
    kind: String,
    mine: bool,
    states: Vec<Choice>,
    kinds: Vec<Choice>,
    rows: Vec<Row>,
    total: i64,
    next: String,
    filtered: bool,
}

async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let work = app.read(&me.actor);
    let filter = Filter {
        state: Lifecycle::from_code(&query.state),
        kind: PartnerType::from_code(&query.kind),
        manager: if query.mine.is_empty() { None } else { me.actor.user },
        q: query.q.clone(),
        ids: None,
    };
    let page = actions::list(&work, &filter, &PageRequest::first(50).after(Cursor::decode(&query.after))).await?;
    let total = actions::counts(&work).await?.values().sum();
    let program = crate::programs::actions::current(&work).await?;
    let tiers = match &program {
        Some(p) => crate::programs::actions::tiers(&work, p.id).await?,
        None => Vec::new(),
    };
    let managers = identity::staff_with(&work, Role::ChannelManager).await?;
    let next = match &page.next {
        Some(cursor) => format!(
            "/partners?q={}&state={}&kind={}&mine={}&after={}",
            urlencode(&query.q),
            urlencode(&query.state),
            urlencode(&query.kind),
            urlencode(&query.mine),
            cursor.encode()
        ),
        None => String::new(),
    };
    let rows = page
        .items
        .into_iter()
        .map(|p| Row {
            place: place(&ui, &p),
            kind: ui.t(p.kind.label_key()),
            state: ui.t(p.state.label_key()),
            tone: tone(p.state),
            tier: tiers.iter().find(|t| Some(t.id) == p.tier).map(|t| t.name.clone()).unwrap_or_default(),
            manager: managers.iter().find(|m| Some(m.id) == p.manager).map(|m| m.name.clone()).unwrap_or_default(),
            id: p.id,
            name: p.name,
        })
        .collect();
    let states = Lifecycle::ALL.iter().map(|s| Choice::new(s.code(), ui.t(s.label_key()))).collect();
    let kinds = PartnerType::ALL.iter().map(|k| Choice::new(k.code(), ui.t(k.label_key()))).collect();
    let filtered = !(query.q.is_empty() && query.state.is_empty() && query.kind.is_empty() && query.mine.is_empty());
    html(&ListPage {
        ui,
        mine: !query.mine.is_empty(),
        q: query.q,
        state: query.state,
        kind: query.kind,
        states,
        kinds,
        rows,
        total,
        next,
        filtered,
    })
}

fn urlencode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for b in text.bytes() {
        if b.is_ascii_alphanumeric() { out.push(char::from(b)) } else { out.push_str(&format!("%{b:02X}")) }
    }
    out
}

fn place(ui: &Ui, p: &Partner) -> String {
    let country = ui.l.country(&p.country).unwrap_or(&p.country);
    if p.city.is_empty() { country.to_owned() } else { format!("{}, {country}", p.city) }
}

struct Event {
    who: String,
    what: String,
    machine: String,
    when: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "directory/pages/show.html")]
struct ShowPage {
    ui: Ui,
    p: Partner,
    state: String,
    tone: Tone,
    kind: String,
    place: String,
    tier: String,
    program: String,
    manager: String,
    manager_id: String,
    since: String,
    active_since: String,
    grants: Vec<(String, String, String)>,
    people: Vec<(String, String, String)>,
    blocks: Vec<String>,
    events: Vec<Event>,
    moves: Vec<Choice>,
    managers: Vec<Choice>,
    tier_id: String,
    tiers: Vec<Choice>,
    can_manage: bool,
    can_view_as: bool,
    errors: Errors,
}

async fn show(State(app): State<App>, me: Me, Path(id): Path<PartnerId>) -> Reply {
    html(&shown(&app, &me, id, Errors::none()).await?)
}

async fn shown(app: &App, me: &Me, id: PartnerId, errors: Errors) -> Result<ShowPage, Error> {
    let work = app.read(&me.actor);
    let stand = standing::actions::standing(&work, id).await?;
    work.may(Permission::PartnerRead, &Resource { kind: "partner", id: Some(id.uuid()), partner: Some(id), owner: None })?;
    let ui = Page::full(app, me).await?;
    let p = stand.partner.clone();
    let resource = Resource { kind: "partner", id: Some(id.uuid()), partner: Some(id), owner: None };
    let can_manage = work.can(Permission::PartnerManage, &resource);
    let users = identity::of_partner(&work, id).await?;
    let grants = stand
        .grants
        .iter()
        .map(|g| {
            let holder = g.user.and_then(|u| users.iter().find(|x| x.id == u)).map(|u| u.name.clone()).unwrap_or_default();
            (right_name(&ui, &g.right), holder, g.until.map(|u| ui.l.date_short(ui.l.day_of(u))).unwrap_or_default())
        })
        .collect();
    let people = users
        .iter()
        .map(|u| {
            (
                u.name.clone(),
                u.email.clone(),
                u.roles.iter().map(|r| ui.t(&format!("role-{}", r.code().replace('_', "-")))).collect::<Vec<_>>().join(", "),
            )
        })
        .collect();
    let managers = identity::staff_with(&work, Role::ChannelManager).await?;
    let manager = managers.iter().find(|m| Some(m.id) == p.manager).map(|m| m.name.clone()).unwrap_or_default();
    let blocks = blocks(app, me, &ui, &work, id).await?;
    let filter = audit::Filter { partner: Some(id), ..audit::Filter::default() };
    let events = if me.is_staff() { history(&ui, &work, &filter).await? } else { Vec::new() };
    let moves = rules::next(p.state)
        .iter()
        .filter(|s| !matches!(s, Lifecycle::Onboarding | Lifecycle::Contracting))
        .map(|s| Choice::new(s.code(), ui.t(s.label_key())))
        .collect();
    let tiers = match p.program {
        Some(program) if can_manage => crate::programs::actions::tiers(&work, program).await?,
        _ => Vec::new(),
    };
    let can_view_as = work.can(Permission::ViewAsUse, &resource);
    Ok(ShowPage {
        state: ui.t(p.state.label_key()),
        tone: tone(p.state),
        kind: ui.t(p.kind.label_key()),
        place: place(&ui, &p),
        tier_id: p.tier.map(|t| t.to_string()).unwrap_or_default(),
        tiers: tiers.into_iter().map(|t| Choice::new(t.id.to_string(), t.name)).collect(),
        tier: stand.tier.map(|t| t.name).unwrap_or_default(),
        program: stand.program.map(|x| x.name).unwrap_or_default(),
        manager,
        since: ui.l.date_short(ui.l.day_of(p.created_at)),
        active_since: p.activated_at.map(|at| ui.l.date_short(ui.l.day_of(at))).unwrap_or_default(),
        manager_id: p.manager.map(|m| m.to_string()).unwrap_or_default(),
        grants,
        people,
        blocks,
        events,
        moves,
        managers: managers.iter().map(|m| Choice::new(m.id.to_string(), m.name.clone())).collect(),
        can_manage,
        can_view_as,
        errors,
        p,
        ui,
    })
}

/// A key such as `sales-essentials` as a title: `Sales essentials`.
fn titled(key: &str) -> String {
    let words = key.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A right in words; a certification names itself.
pub(crate) fn right_name(ui: &Ui, right: &str) -> String {
    match right.split_once(':') {
        Some(("certified", key)) => ui.t1("right-certified", "key", titled(key)),
        _ => {
            let key = format!("right-{}", right.replace(['.', '_'], "-"));
            if ui.l.catalogs().has(&key) { ui.t(&key) } else { right.to_owned() }
        }
    }
}

async fn blocks(app: &App, me: &Me, ui: &Ui, work: &Work, id: PartnerId) -> Result<Vec<String>, Error> {
    let reader = Reader { me, l: &ui.l };
    let mut found: Vec<(u16, String)> = Vec::new();
    for source in app.sources() {
        if let Source::PartnerBlock(order, block) = source
            && let Some(text) = block(work, &reader, id).await?
        {
            found.push((*order, text));
        }
    }
    found.sort_by_key(|f| f.0);
    Ok(found.into_iter().map(|f| f.1).collect())
}

async fn history(ui: &Ui, work: &Work, filter: &audit::Filter) -> Result<Vec<Event>, Error> {
    let page = audit::list(&work.conn(), filter, &PageRequest::first(20)).await?;
    let events = page.items.into_iter().map(|r| Event {
        // What the program does by itself is not told under the name of a part of it.
        who: if r.actor_kind == "system" { ui.t("did-by-itself") } else { r.actor_name },
        what: action_name(ui, &r.action),
        machine: ui.machine(&r.at),
        when: ui.date_time(&r.at),
        reason: r.reason.unwrap_or_default(),
    });
    Ok(events.collect())
}

/// An audited action in words, if the languages have any for it.
fn action_name(ui: &Ui, action: &str) -> String {
    let key = format!("did-{}", action.replace(['.', '_'], "-"));
    if ui.l.catalogs().has(&key) { ui.t(&key) } else { action.replace(['.', '_'], " ") }
}

#[derive(Deserialize)]
struct MoveForm {
    #[serde(default)]
    to: String,
    #[serde(default)]
    reason: String,
}

async fn move_to(State(app): State<App>, me: Me, Path(id): Path<PartnerId>, Form(form): Form<MoveForm>) -> Reply {
    let form = &form;
    let outcome = app
        .transact(&me.actor, |work| async move {
            let to = Lifecycle::from_code(&form.to).ok_or_else(|| {
                let mut invalid = base::Invalid::new();
                invalid.push(base::FieldError::new("to", "choice"));
                Error::from(invalid)
            })?;
            actions::move_to(&work, id, to, Some(form.reason.as_str()).filter(|r| !r.trim().is_empty())).await
        })
        .await;
    match outcome {
        Ok(_) => Ok(flash_to(&app, &format!("/partners/{id}"), "partner-moved")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&shown(&app, &me, id, errors).await?)
        }
    }
}

#[derive(Deserialize)]
struct AssignForm {
    #[serde(default)]
    manager: String,
}

async fn assign(State(app): State<App>, me: Me, Path(id): Path<PartnerId>, Form(form): Form<AssignForm>) -> Reply {
    let manager: UserId = form.manager.parse().map_err(|_| Error::missing())?;
    app.transact(&me.actor, |work| async move { actions::assign(&work, id, manager).await }).await?;
    Ok(flash_to(&app, &format!("/partners/{id}"), "partner-assigned"))
}

#[derive(Deserialize)]
struct TierForm {
    #[serde(default)]
    tier: String,
    #[serde(default)]
    tier_reason: String,
}

async fn set_tier(State(app): State<App>, me: Me, Path(id): Path<PartnerId>, Form(form): Form<TierForm>) -> Reply {
    let tier = form.tier.parse().map_err(|_| Error::missing())?;
    let reason = form.tier_reason.as_str();
    match app.transact(&me.actor, |work| async move { actions::set_tier(&work, id, tier, reason).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/partners/{id}"), "partner-tier-changed")),
        Err(e) => {
            // The page has two reasons; this one is of the tier.
            let e = match e.code() {
                Some("partner.reason_needed") => Error::from(one(base::FieldError::new("tier_reason", "required"))),
                Some(_) if e.kind() == Some(base::Kind::Invalid) => Error::from(one(base::FieldError::new("tier_reason", "invalid"))),
                _ => e,
            };
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&shown(&app, &me, id, errors).await?)
        }
    }
}

fn one(error: base::FieldError) -> base::Invalid {
    let mut invalid = base::Invalid::new();
    invalid.push(error);
    invalid
}

#[derive(Template)]
#[template(path = "directory/pages/company.html")]
struct CompanyPage {
    ui: Ui,
    p: Partner,
    kind: String,
    state: String,
    tone: Tone,
    tier: String,
    program: String,
    country: String,
    manager: Option<(String, String)>,
    city: String,
    website: String,
    can_edit: bool,
    errors: Errors,
}

async fn company(State(app): State<App>, me: Me) -> Reply {
    html(&own(&app, &me, None, Errors::none()).await?)
}

async fn own(app: &App, me: &Me, typed: Option<&CompanyForm>, errors: Errors) -> Result<CompanyPage, Error> {
    let work = app.read(&me.actor);
    let id = me.partner()?;
    let stand = standing::actions::standing(&work, id).await?;
    let ui = Page::full(app, me).await?;
    let p = stand.partner;
    // The manager is somebody of the vendor, whom a member could not look up.
    let system = app.read(&Actor::system("company page"));
    let manager = match p.manager {
        Some(m) => Some(identity::get(&system, m).await?).map(|u| (u.name, u.email)),
        None => None,
    };
    let resource = Resource { kind: "partner", id: Some(id.uuid()), partner: Some(id), owner: None };
    Ok(CompanyPage {
        kind: ui.t(p.kind.label_key()),
        state: ui.t(p.state.label_key()),
        tone: tone(p.state),
        tier: stand.tier.map(|t| t.name).unwrap_or_default(),
        program: stand.program.map(|x| x.name).unwrap_or_default(),
        country: ui.l.country(&p.country).unwrap_or(&p.country).to_owned(),
        manager,
        city: typed.map_or_else(|| p.city.clone(), |t| t.city.clone()),
        website: typed.map_or_else(|| p.website.clone(), |t| t.website.clone()),
        can_edit: work.can(Permission::MemberManage, &resource),
        errors,
        p,
        ui,
    })
}

#[derive(Deserialize)]
struct CompanyForm {
    #[serde(default)]
    city: String,
    #[serde(default)]
    website: String,
    #[serde(default)]
    version: i64,
}

async fn edit(State(app): State<App>, me: Me, Form(form): Form<CompanyForm>) -> Reply {
    let id = me.partner()?;
    let typed = &form;
    let outcome = app
        .transact(&me.actor, |work| async move { actions::edit(&work, id, Some(typed.version), &typed.city, &typed.website).await })
        .await;
    match outcome {
        Ok(_) => Ok(flash_to(&app, "/company", "company-saved")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&own(&app, &me, Some(&form), errors).await?)
        }
    }
}
