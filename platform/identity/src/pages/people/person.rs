//! One person and what can be done about their access.

use access::Role;
use askama::Template;
use axum::extract::State;
use base::UserId;
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, Form, FormErrors, Me, Page, Path, Reply, flash_to, html};

use super::{Line, place, roles};
use crate::users::model::UserState;
use crate::users::{actions, store};
use crate::{User, factors, sessions};

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

pub(super) async fn show(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Reply {
    html(&PersonPage::new(&app, &me, id).await?)
}

#[derive(Deserialize)]
pub(super) struct RolesForm {
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

pub(super) async fn set_roles(State(app): State<App>, me: Me, Path(id): Path<UserId>, Form(form): Form<RolesForm>) -> Reply {
    let chosen: Vec<Role> = form.roles.iter().filter_map(|r| Role::from_code(r)).collect();
    let (chosen, version) = (&chosen, form.version);
    let outcome = app.transact(&me.actor, |work| async move { actions::set_roles(&work, id, chosen, version).await }).await;
    answer(&app, &me, id, outcome, "user-roles-saved").await
}

pub(super) async fn invite_again(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Reply {
    let outcome = app.transact(&me.actor, |work| async move { actions::invite_again(&work, id).await }).await;
    answer(&app, &me, id, outcome, "user-invited").await
}

pub(super) async fn suspend(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Reply {
    let outcome = app.transact(&me.actor, |work| async move { actions::suspend(&work, id).await }).await;
    answer(&app, &me, id, outcome, "user-suspended").await
}

pub(super) async fn resume(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Reply {
    let outcome = app.transact(&me.actor, |work| async move { actions::resume(&work, id).await }).await;
    answer(&app, &me, id, outcome, "user-resumed").await
}

pub(super) async fn end_sessions(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Reply {
    let outcome = app
        .transact(&me.actor, |work| async move {
            actions::end_sessions(&work, id).await?;
            store::get_own(&work, id).await
        })
        .await;
    answer(&app, &me, id, outcome, "user-sessions-ended").await
}

pub(super) async fn end_factor(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Reply {
    let outcome = app
        .transact(&me.actor, |work| async move {
            let user = actions::manageable(&work, id).await?;
            factors::actions::end_for(&work, id).await?;
            Ok(user)
        })
        .await;
    answer(&app, &me, id, outcome, "user-factor-ended").await
}

pub(super) async fn remove(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Reply {
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
