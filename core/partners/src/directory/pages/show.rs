//! One partner: facts, people, rights, what stages add, and what has happened.

use access::{Permission, Resource};
use askama::Template;
use axum::extract::State;
use base::{Error, PageRequest, PartnerId};
use ui::{Choice, Errors, Tone, Ui};
use web::{App, Me, Page, Path, Reader, Reply, Source, html};
use work::{Role, Work};

use super::super::model::{Lifecycle, Partner};
use super::super::rules;
use super::{place, tone};
use crate::standing;

struct Event {
    who: String,
    what: String,
    machine: String,
    when: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "directory/pages/show.html")]
pub(super) struct ShowPage {
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

pub(super) async fn show(State(app): State<App>, me: Me, Path(id): Path<PartnerId>) -> Reply {
    html(&shown(&app, &me, id, Errors::none()).await?)
}

pub(super) async fn shown(app: &App, me: &Me, id: PartnerId, errors: Errors) -> Result<ShowPage, Error> {
    let work = app.read(&me.actor);
    let stand = standing::actions::standing(&work, id).await?;
    let resource = Resource { kind: "partner", id: Some(id.uuid()), partner: Some(id), owner: None };
    work.may(Permission::PartnerRead, &resource)?;
    let ui = Page::full(app, me).await?;
    let p = stand.partner.clone();
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
fn right_name(ui: &Ui, right: &str) -> String {
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
