//! People whom others look after: staff in the console, a partner's people on the team page.

use access::Role;
use askama::Template;
use axum::extract::State;
use base::{PartnerId, UserId};
use serde::Deserialize;
use ui::{Choice, Errors, Tone, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, PageQuery, Path, Query, Reply, Routes, flash_to, html};
use work::{Permission, Resource};

use super::{languages, role_names, roles};
use crate::users::model::{Filter, UserState};
use crate::users::{actions, store};
use crate::{NewUser, User, factors, sessions};

pub(super) fn routes() -> Routes {
    let users = Gate::May(Permission::UserManage);
    let members = Gate::May(Permission::MemberManage);
    let routes = Routes::new()
        .get("/admin/users", users, list_staff)
        .post("/admin/users", users, invite_staff)
        .get("/admin/users/new", users, new_staff)
        .get("/members", Gate::May(Permission::MemberRead), list_members)
        .post("/members", members, invite_member)
        .get("/members/new", members, new_member);
    [("/admin/users", users), ("/members", members)].into_iter().fold(routes, |routes, (place, gate)| {
        routes
            .get(&format!("{place}/{{id}}"), gate, show)
            .post(&format!("{place}/{{id}}/roles"), gate, set_roles)
            .post(&format!("{place}/{{id}}/invitation"), gate, invite_again)
            .post(&format!("{place}/{{id}}/suspension"), gate, suspend)
            .post(&format!("{place}/{{id}}/suspension/end"), gate, resume)
            .post(&format!("{place}/{{id}}/sessions/end"), gate, end_sessions)
            .post(&format!("{place}/{{id}}/second-factor/end"), gate, end_factor)
            .post(&format!("{place}/{{id}}/removal"), gate, remove)
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
    let encode = |t: &str| percent_encoding::utf8_percent_encode(t, percent_encoding::NON_ALPHANUMERIC).to_string();
    let next = found
        .next
        .as_ref()
        .map(|c| format!("{}?q={}&state={state}&role={role}&partner={asked}&after={}", place(staff), encode(&filter.text), c.encode()));
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

#[derive(Template)]
#[template(path = "pages/person_new.html")]
struct NewPage {
    ui: Ui,
    errors: Errors,
    action: &'static str,
    back: String,
    title: String,
    sub: String,
    form: NewForm,
    ask_org: bool,
    roles: Vec<(Choice, bool)>,
    languages: Vec<Choice>,
}

#[derive(Deserialize, Default, Clone)]
struct NewForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    org: String,
    #[serde(default)]
    locale: String,
    #[serde(default)]
    partner: String,
    #[serde(default)]
    roles: Vec<String>,
}

/// The partner of a new person: the member's own, or the one that staff name.
fn partner_of(me: &Me, form: &NewForm) -> base::Result<PartnerId> {
    match me.actor.partner {
        Some(own) => Ok(own),
        None => form.partner.parse().map_err(|_| base::Error::missing()),
    }
}

/// What a partner's people call it; empty when there is nobody yet.
async fn org_of(app: &App, me: &Me, partner: PartnerId) -> base::Result<String> {
    let people = store::of_partner(&app.read(&me.actor), partner).await?;
    Ok(people.first().map(|u| u.org.clone()).unwrap_or_default())
}

impl NewPage {
    async fn new(app: &App, me: &Me, staff: bool, form: NewForm) -> base::Result<Self> {
        let known = if staff { app.settings().vendor.clone() } else { org_of(app, me, partner_of(me, &form)?).await? };
        let mut ui = Page::full(app, me).await?;
        ui.task = true;
        let back = if me.is_staff() && !staff { format!("/members?partner={}", form.partner) } else { place(staff).to_owned() };
        let chosen = roles(&ui, staff).into_iter().map(|c| {
            let on = form.roles.contains(&c.value);
            (c, on)
        });
        Ok(Self {
            errors: Errors::none(),
            action: place(staff),
            back,
            title: ui.t(if staff { "users-new-title" } else { "members-new-title" }),
            sub: if known.is_empty() { ui.t("invite-sub-plain") } else { ui.t1("invite-sub", "org", known.as_str()) },
            ask_org: staff || known.is_empty(),
            roles: chosen.collect(),
            languages: languages(),
            form: NewForm { org: if form.org.is_empty() { known } else { form.org }, ..form },
            ui,
        })
    }
}

async fn new_staff(State(app): State<App>, me: Me) -> Reply {
    let form = NewForm { locale: me.locale.tag().to_owned(), ..NewForm::default() };
    html(&NewPage::new(&app, &me, true, form).await?)
}

async fn new_member(State(app): State<App>, me: Me, Query(query): Query<NewForm>) -> Reply {
    let form = NewForm { locale: me.locale.tag().to_owned(), partner: query.partner, ..NewForm::default() };
    html(&NewPage::new(&app, &me, false, form).await?)
}

async fn invite(app: App, me: Me, staff: bool, form: NewForm) -> Reply {
    let partner = if staff { None } else { Some(partner_of(&me, &form)?) };
    let known = match partner {
        Some(partner) => org_of(&app, &me, partner).await?,
        None => String::new(),
    };
    let new = NewUser {
        email: form.email.trim().to_owned(),
        name: form.name.clone(),
        roles: form.roles.iter().filter_map(|r| Role::from_code(r)).collect(),
        partner,
        org: if known.is_empty() { form.org.clone() } else { known },
        locale: form.locale.clone(),
        zone: me.zone.name().to_owned(),
    };
    let new = &new;
    match app.transact(&me.actor, |work| async move { actions::invite(&work, new).await }).await {
        Ok(id) => Ok(flash_to(&app, &format!("{}/{id}", place(staff)), "user-invited")),
        Err(e) => {
            let mut page = NewPage::new(&app, &me, staff, form).await?;
            let errors = FormErrors::of(e, &page.ui.l)?;
            page.errors = [
                ("name", "person-name"),
                ("email", "person-email"),
                ("roles", "person-roles"),
                ("org", "person-org"),
                ("locale", "person-language"),
            ]
            .into_iter()
            .fold(errors, |e, (field, key)| e.named(field, page.ui.t(key)));
            Page::refused(&page)
        }
    }
}

async fn invite_staff(State(app): State<App>, me: Me, Form(form): Form<NewForm>) -> Reply {
    invite(app, me, true, form).await
}

async fn invite_member(State(app): State<App>, me: Me, Form(form): Form<NewForm>) -> Reply {
    invite(app, me, false, form).await
}

#[derive(Template)]
#[template(path = "pages/person.html")]
struct PersonPage {
    ui: Ui,
    errors: Errors,
    base: String,
    back: String,
    back_text: String,
    line: Line,
    since: String,
    language: &'static str,
    version: i64,
    roles: Vec<(Choice, bool)>,
    own: bool,
    second_factor: bool,
    n_sessions: usize,
    may_invite: bool,
    may_suspend: bool,
    may_resume: bool,
}

impl PersonPage {
    async fn new(app: &App, me: &Me, id: UserId) -> base::Result<Self> {
        let work = app.read(&me.actor);
        let user = store::get_own(&work, id).await?;
        actions::may_manage(&work, user.partner)?;
        let n_sessions = sessions::store::of_user(&work, id).await?.len();
        let ui = Page::full(app, me).await?;
        let staff = user.is_staff();
        let back = match user.partner.filter(|_| me.is_staff()) {
            Some(partner) => format!("/members?partner={partner}"),
            None => place(staff).to_owned(),
        };
        let held = roles(&ui, staff).into_iter().map(|c| {
            let on = user.roles.iter().any(|r| r.code() == c.value);
            (c, on)
        });
        Ok(Self {
            errors: Errors::none(),
            base: format!("{}/{id}", place(staff)),
            back,
            back_text: ui.t(if staff { "users-title" } else { "members-title" }),
            line: Line::of(&ui, &user, true),
            since: ui.date_time(&user.created_at),
            language: user.language().name(),
            version: user.version,
            roles: held.collect(),
            own: me.actor.user == Some(id),
            second_factor: user.second_factor,
            n_sessions,
            may_invite: user.state == UserState::Invited,
            may_suspend: matches!(user.state, UserState::Invited | UserState::Active),
            may_resume: user.state == UserState::Suspended,
            ui,
        })
    }
}

async fn show(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Reply {
    html(&PersonPage::new(&app, &me, id).await?)
}

#[derive(Deserialize)]
struct RolesForm {
    #[serde(default)]
    roles: Vec<String>,
    version: Option<i64>,
}

/// After a change: the person's page with a message, or with what is wrong.
async fn answer(app: &App, me: &Me, id: UserId, outcome: base::Result<User>, done: &'static str) -> Reply {
    match outcome {
        Ok(user) => Ok(flash_to(app, &format!("{}/{id}", place(user.is_staff())), done)),
        Err(e) => {
            let mut page = PersonPage::new(app, me, id).await?;
            page.errors = FormErrors::of(e, &page.ui.l)?.named("roles", page.ui.t("person-roles"));
            Page::refused(&page)
        }
    }
}

async fn set_roles(State(app): State<App>, me: Me, Path(id): Path<UserId>, Form(form): Form<RolesForm>) -> Reply {
    let chosen: Vec<Role> = form.roles.iter().filter_map(|r| Role::from_code(r)).collect();
    let (chosen, version) = (&chosen, form.version);
    let outcome = app.transact(&me.actor, |work| async move { actions::set_roles(&work, id, chosen, version).await }).await;
    answer(&app, &me, id, outcome, "user-roles-saved").await
}

async fn invite_again(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Reply {
    let outcome = app.transact(&me.actor, |work| async move { actions::invite_again(&work, id).await }).await;
    answer(&app, &me, id, outcome, "user-invited").await
}

async fn suspend(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Reply {
    let outcome = app.transact(&me.actor, |work| async move { actions::suspend(&work, id).await }).await;
    answer(&app, &me, id, outcome, "user-suspended").await
}

async fn resume(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Reply {
    let outcome = app.transact(&me.actor, |work| async move { actions::resume(&work, id).await }).await;
    answer(&app, &me, id, outcome, "user-resumed").await
}

async fn end_sessions(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Reply {
    let outcome = app
        .transact(&me.actor, |work| async move {
            actions::end_sessions(&work, id).await?;
            store::get_own(&work, id).await
        })
        .await;
    answer(&app, &me, id, outcome, "user-sessions-ended").await
}

async fn end_factor(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Reply {
    let outcome = app
        .transact(&me.actor, |work| async move {
            let user = actions::manageable(&work, id).await?;
            factors::actions::end_for(&work, id).await?;
            Ok(user)
        })
        .await;
    answer(&app, &me, id, outcome, "user-factor-ended").await
}

async fn remove(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Reply {
    let outcome = app
        .transact(&me.actor, |work| async move {
            let user = actions::manageable(&work, id).await?;
            actions::remove(&work, id).await?;
            Ok(user)
        })
        .await;
    match outcome {
        Ok(user) => Ok(flash_to(&app, place(user.is_staff()), "user-removed")),
        Err(e) => answer(&app, &me, id, Err(e), "user-removed").await,
    }
}
