//! What partners can take, and how they dealt with their leads.

use askama::Template;
use axum::extract::State;
use base::{Cursor, FieldError, Invalid, PageRequest, PartnerId};
use serde::Deserialize;
use ui::{Errors, Ui};
use web::{App, Form, FormErrors, Me, Page, Path, Query, Reply, flash_to, html};

use super::super::actions;
use super::super::model::Profile;

struct Row {
    id: String,
    name: String,
    offered: i64,
    accepts: String,
    answers: String,
    contacts: String,
    converts: String,
}

#[derive(Template)]
#[template(path = "leads/pages/partners.html")]
struct ListPage {
    ui: Ui,
    rows: Vec<Row>,
    next: String,
    shown: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct ListQuery {
    after: String,
}

fn share(part: i64, all: i64) -> String {
    if all == 0 { String::new() } else { format!("{} %", part * 100 / all) }
}

fn hours(minutes: i64, n: i64) -> String {
    if n == 0 { String::new() } else { format!("{} h", minutes / n / 60) }
}

/// The active partners with the last six months of their leads.
pub(super) async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let work = app.read(&me.actor);
    let tallies = actions::tallies(&work).await?;
    let filter = partners::Filter { state: Some(partners::Lifecycle::Active), ..partners::Filter::default() };
    let page = PageRequest::first(50).after(Cursor::decode(&query.after));
    let found = partners::list(&work, &filter, &page).await?;
    let row = |p: partners::Partner| {
        let t = tallies.get(&p.id).copied().unwrap_or_default();
        Row {
            id: p.id.to_string(),
            name: p.name,
            offered: t.offered,
            accepts: share(t.accepted, t.offered),
            answers: hours(t.answer_minutes, t.accepted + t.declined),
            contacts: hours(t.contact_minutes, t.contacted),
            converts: share(t.converted, t.accepted),
        }
    };
    let rows: Vec<Row> = found.items.into_iter().map(row).collect();
    let next = found.next.map(|after| format!("/leads/partners?after={}", after.encode())).unwrap_or_default();
    html(&ListPage { shown: ui.t1("leads-partners-shown", "n", rows.len()), rows, next, ui })
}

/// What the form sends.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct ProfileForm {
    version: String,
    territories: String,
    languages: String,
    industries: String,
    products: Vec<String>,
    capacity: String,
    weight: String,
    paused: String,
}

impl ProfileForm {
    fn of(p: &Profile) -> Self {
        Self {
            version: p.version.to_string(),
            territories: p.territories.join(", "),
            languages: p.languages.join(", "),
            industries: p.industries.join(", "),
            products: p.products.clone(),
            capacity: p.capacity.as_ref().map(ToString::to_string).unwrap_or_default(),
            weight: p.weight.to_string(),
            paused: if p.paused { "1".to_owned() } else { String::new() },
        }
    }

    fn read(&self, partner: PartnerId) -> (Profile, Invalid) {
        let mut invalid = Invalid::new();
        let list = |text: &str| text.split([',', '\n']).map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()).collect();
        let capacity = self.capacity.trim().parse::<i64>().ok();
        invalid.check(capacity.is_some() || self.capacity.trim().is_empty(), "capacity", "lead.capacity");
        let weight = self.weight.trim().parse::<i64>().unwrap_or_else(|_| {
            invalid.push(FieldError::new("weight", "lead.weight"));
            10
        });
        let profile = Profile {
            partner,
            territories: list(&self.territories),
            languages: list(&self.languages),
            industries: list(&self.industries),
            products: self.products.clone(),
            capacity,
            weight,
            paused: !self.paused.is_empty(),
            version: 0,
        };
        (profile, invalid)
    }
}

#[derive(Template)]
#[template(path = "leads/pages/partner.html")]
struct ProfilePage {
    ui: Ui,
    name: String,
    action: String,
    f: ProfileForm,
    errors: Errors,
    products: Vec<(String, String, bool)>,
}

async fn page(app: &App, me: &Me, id: PartnerId, f: ProfileForm, errors: Errors) -> base::Result<ProfilePage> {
    let mut ui = Page::plain(app, me);
    ui.task = true;
    let work = app.read(&me.actor);
    let partner = partners::get(&work, id).await?;
    let catalog = partners::products(&work).await?;
    let products = catalog.into_iter().map(|p| (p.key.clone(), p.name, f.products.contains(&p.key))).collect();
    Ok(ProfilePage { name: partner.name, action: format!("/leads/partners/{id}"), f, errors, products, ui })
}

pub(super) async fn show(State(app): State<App>, me: Me, Path(id): Path<PartnerId>) -> Reply {
    let profile = actions::profile(&app.read(&me.actor), id).await?;
    html(&page(&app, &me, id, ProfileForm::of(&profile), Errors::none()).await?)
}

pub(super) async fn save(State(app): State<App>, me: Me, Path(id): Path<PartnerId>, Form(form): Form<ProfileForm>) -> Reply {
    let (profile, unread) = form.read(id);
    let (version, profile, unread) = (super::rules::version_of(&form.version), &profile, &unread);
    let done = |work| async move { actions::set_profile(&work, version, profile.clone(), unread.clone()).await };
    match app.transact(&me.actor, done).await {
        Ok(_) => Ok(flash_to(&app, "/leads/partners", "leads-profile-saved")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&page(&app, &me, id, form, errors).await?)
        }
    }
}
