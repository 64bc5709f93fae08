//! Inviting a colleague or a member.

use access::Role;
use askama::Template;
use axum::extract::State;
use base::PartnerId;
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, Form, FormErrors, Me, Page, Query, Reply, flash_to, html};

use super::{languages, place, roles};
use crate::NewUser;
use crate::users::{actions, store};

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
pub(super) struct NewForm {
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

pub(super) async fn new_staff(State(app): State<App>, me: Me) -> Reply {
    let form = NewForm { locale: me.locale.tag().to_owned(), ..NewForm::default() };
    html(&NewPage::new(&app, &me, true, form).await?)
}

pub(super) async fn new_member(State(app): State<App>, me: Me, Query(query): Query<NewForm>) -> Reply {
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

pub(super) async fn invite_staff(State(app): State<App>, me: Me, Form(form): Form<NewForm>) -> Reply {
    invite(app, me, true, form).await
}

pub(super) async fn invite_member(State(app): State<App>, me: Me, Form(form): Form<NewForm>) -> Reply {
    invite(app, me, false, form).await
}
