//! People whom others look after: staff in the console, a partner's people on the team page.

mod invite;
mod person;

use access::Role;
use askama::Template;
use axum::extract::State;
use base::PartnerId;
use serde::Deserialize;
use ui::{Choice, Tone, Ui};
use web::{App, Gate, Me, Page, PageQuery, Query, Reply, Routes, html};
use work::{Permission, Resource};

use super::{languages, role_names, roles};
use crate::User;
use crate::users::model::{Filter, UserState};
use crate::users::store;

pub(super) fn routes() -> Routes {
    let users = Gate::May(Permission::UserManage);
    let members = Gate::May(Permission::MemberManage);
    let routes = Routes::new()
        .get("/admin/users", users, list_staff)
        .post("/admin/users", users, invite::invite_staff)
        .get("/admin/users/new", users, invite::new_staff)
        .get("/members", Gate::May(Permission::MemberRead), list_members)
        .post("/members", members, invite::invite_member)
        .get("/members/new", members, invite::new_member);
    [("/admin/users", users), ("/members", members)].into_iter().fold(routes, |routes, (place, gate)| {
        routes
            .get(&format!("{place}/{{id}}"), gate, person::show)
            .post(&format!("{place}/{{id}}/roles"), gate, person::set_roles)
            .post(&format!("{place}/{{id}}/invitation"), gate, person::invite_again)
            .post(&format!("{place}/{{id}}/suspension"), gate, person::suspend)
            .post(&format!("{place}/{{id}}/suspension/end"), gate, person::resume)
            .post(&format!("{place}/{{id}}/sessions/end"), gate, person::end_sessions)
            .post(&format!("{place}/{{id}}/second-factor/end"), gate, person::end_factor)
            .post(&format!("{place}/{{id}}/removal"), gate, person::remove)
    })
}

fn place(staff: bool) -> &'static str {
    if staff { "/admin/users" } else { "/members" }
}

fn tone(state: UserState) -> Tone {
    match state {
        UserState::Invited => Tone::Info,
        UserState::Active => Tone::Success,
        UserState::Suspended => Tone::Warning,
        UserState::Removed => Tone::Neutral,
    }
}

struct Line {
    href: String,
    name: String,
    email: String,
    org: String,
    roles: String,
    state: String,
    tone: Tone,
    seen: String,
}

impl Line {
    fn of(ui: &Ui, u: &User, may_manage: bool) -> Self {
        Self {
            href: if may_manage { format!("{}/{}", place(u.is_staff()), u.id) } else { String::new() },
            name: u.name.clone(),
            email: u.email.clone(),
            org: u.org.clone(),
            roles: role_names(ui, &u.roles),
            state: ui.t(&format!("user-state-{}", u.state.code())),
            tone: tone(u.state),
            seen: u.last_seen_at.map_or_else(|| ui.t("user-never-seen"), |at| ui.relative(&at)),
        }
    }
}

#[derive(Template)]
#[template(path = "pages/people.html")]
struct PeoplePage {
    ui: Ui,
    title: String,
    sub: String,
    action: &'static str,
    new: String,
    partner: String,
    with_org: bool,
    lines: Vec<Line>,
    text: String,
    state: String,
    states: Vec<Choice>,
    role: String,
    roles: Vec<Choice>,
    filtered: bool,
    next: String,
    shown: String,
}

#[derive(Deserialize)]
struct ListQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    partner: String,
    after: Option<String>,
}

async fn list(app: App, me: Me, query: ListQuery, staff: bool) -> Reply {
    let partner = query.partner.parse::<PartnerId>().ok().or(me.actor.partner).filter(|_| !staff);
    let filter = Filter {
        partner,
        staff,
        members: !staff,
        state: UserState::from_code(&query.state),
        role: Role::from_code(&query.role).filter(|r| r.is_staff() == staff),
        text: base::one_line(&query.q),
    };
    let page = PageQuery { after: query.after, limit: Some(50) }.request()?;
    let found = store::list(&app.read(&me.actor), &filter, &page).await?;
    let ui = Page::full(&app, &me).await?;
    let resource = Resource::general("member").partner(partner.or(me.actor.partner));
    let may_manage = staff || Page::may(&app, &me, Permission::MemberManage, &resource);
    let (state, role) = (filter.state.map_or("", UserState::code), filter.role.map_or("", Role::code));
    let asked = partner.filter(|_| me.is_staff()).map(|p| p.to_string()).unwrap_or_default();
    let next = found.next.as_ref().map(|c| {
        let asked = [("q", filter.text.as_str()), ("state", state), ("role", role), ("partner", &asked), ("after", &c.encode())];
        format!("{}?{}", place(staff), web::query_string(&asked))
    });
    let lines: Vec<Line> = found.items.iter().map(|u| Line::of(&ui, u, may_manage)).collect();
    // Staff invite people of a partner from that partner; the list of all partners' people is for looking.
    let may_invite = may_manage && (staff || partner.is_some());
    let new = if !may_invite {
        String::new()
    } else if asked.is_empty() {
        format!("{}/new", place(staff))
    } else {
        format!("{}/new?partner={asked}", place(staff))
    };
    html(&PeoplePage {
        title: ui.t(if staff { "users-title" } else { "members-title" }),
        sub: ui.t(if staff { "users-sub" } else { "members-sub" }),
        action: place(staff),
        new,
        with_org: !staff && me.is_staff(),
        filtered: !filter.text.is_empty() || filter.state.is_some() || filter.role.is_some(),
        states: UserState::ALL.into_iter().map(|s| Choice::new(s.code(), ui.t(&format!("user-state-{}", s.code())))).collect(),
        state: state.to_owned(),
        role: role.to_owned(),
        roles: roles(&ui, staff),
        partner: asked,
        text: filter.text,
        next: next.unwrap_or_default(),
        shown: ui.t1("kit-shown", "n", lines.len()),
        lines,
        ui,
    })
}

async fn list_staff(State(app): State<App>, me: Me, Query(query): Query<ListQuery>) -> Reply {
    list(app, me, query, true).await
}

async fn list_members(State(app): State<App>, me: Me, Query(query): Query<ListQuery>) -> Reply {
    list(app, me, query, false).await
}
