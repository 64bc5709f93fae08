//! Registering and changing a deal: one form, drafts kept while it is typed, overlaps said as they are found.

use access::Permission;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use base::{Currency, DealId, Invalid, Money, PartnerId};
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, Form, Me, Page, Path, Query, Reply, flash_to, html};

use super::super::actions::{self, Asked, Input};
use super::super::api::{asked, earning};
use super::super::model::{Business, Deal, Origin, PartnerRole, Registration, StateKind, Terms};
use super::super::rules;
use super::input::{DealForm, errors_of};
use super::view::decider;
use crate::choices::countries;

/// Currencies that a deal is often in; its own and its partner's come first.
const CURRENCIES: [&str; 12] = ["EUR", "USD", "GBP", "CHF", "NOK", "SEK", "DKK", "PLN", "CZK", "CAD", "AUD", "JPY"];

/// The panel of another stage that tells what a deal would earn.
const ESTIMATE: &str = "/incentives/panels/estimate";

struct ProductChoice {
    id: String,
    name: String,
    family: String,
    chosen: bool,
    quantity: String,
    amount: String,
}

#[derive(Template)]
#[template(path = "deals/pages/form.html")]
struct FormPage {
    ui: Ui,
    title: String,
    sub: String,
    action: String,
    back: String,
    f: DealForm,
    errors: Errors,
    blocked: String,
    /// Customer and products are fixed; the rest can change.
    fixed: bool,
    /// A draft or a new one; otherwise a change of what was handed in.
    fresh: bool,
    countries: Vec<Choice>,
    country_name: String,
    products: Vec<ProductChoice>,
    currencies: Vec<String>,
    roles: Vec<Choice>,
    sources: Vec<Choice>,
    businesses: Vec<Choice>,
    answers: Vec<Choice>,
    overlap: Asked,
    estimate: bool,
    /// What it would earn, once that was asked for without a script.
    earning: String,
    reviewer: String,
    answer_by: String,
    days: i64,
    extension_days: i64,
    record: Option<(usize, usize, String)>,
    saved: String,
    more: bool,
}

/// The state of the draft in the head of the form.
#[derive(Template)]
#[template(path = "deals/pages/draft_state.html")]
struct DraftState {
    ui: Ui,
    f: DealForm,
    saved: String,
}

/// What may be said about an overlap.
#[derive(Template)]
#[template(path = "deals/pages/overlap.html")]
struct OverlapPart {
    ui: Ui,
    f: DealForm,
    overlap: Asked,
    answers: Vec<Choice>,
}

impl FormPage {
    fn chosen_names(&self) -> String {
        self.products.iter().filter(|p| p.chosen).map(|p| p.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    fn step_review(&self) -> String {
        if self.reviewer.is_empty() {
            self.ui.t("deals-step-review")
        } else {
            self.ui.t1("deals-step-review-by", "name", self.reviewer.as_str())
        }
    }

    fn foot_note(&self) -> String {
        if self.errors.is_empty() { String::new() } else { self.ui.t1("kit-error-summary", "n", self.errors.len()) }
    }
}

fn answers(ui: &Ui) -> Vec<Choice> {
    vec![
        Choice::new("different_project", ui.t("deal-overlap-different-project")).hint(ui.t("deal-overlap-different-project-hint")),
        Choice::new("work_together", ui.t("deal-overlap-work-together")).hint(ui.t("deal-overlap-work-together-hint")),
    ]
}

/// Where the registration of a customer begins.
pub(super) fn register_href(company: &str, domain: &str, country: &str) -> String {
    format!("/deals/new?{}", web::query_string(&[("company", company), ("domain", domain), ("country", country)]))
}

/// What the form is for.
struct About<'a> {
    deal: Option<&'a Deal>,
    partner: PartnerId,
}

async fn page(app: &App, me: &Me, about: About<'_>, f: DealForm, errors: Errors, overlap: Asked) -> base::Result<FormPage> {
    let mut ui = Page::plain(app, me);
    ui.task = true;
    let work = app.read(&me.actor);
    let terms: Terms = actions::terms(&work).await?;
    let catalog = partners::products(&work).await?;
    let people = actions::people(&app.read(&app.system("deals")), about.partner).await?;
    let (can, days) = actions::can_register(&work, about.partner).await?;
    let kind = about.deal.map_or(StateKind::Draft, Deal::kind);
    let fresh = kind == StateKind::Draft;
    let products = catalog
        .into_iter()
        .filter(|p| p.active || f.product.contains(&p.id.to_string()))
        .map(|p| {
            let id = p.id.to_string();
            let (quantity, amount) = f.beside(&id);
            ProductChoice {
                chosen: f.product.contains(&id),
                quantity: quantity.to_owned(),
                amount: amount.to_owned(),
                id,
                name: p.name,
                family: p.family,
            }
        })
        .collect();
    let mut currencies = vec![f.amount_currency.clone()];
    currencies.extend(CURRENCIES.iter().map(|c| (*c).to_owned()));
    currencies.retain(|c| c.parse::<Currency>().is_ok());
    let mut seen = std::collections::BTreeSet::new();
    currencies.retain(|c| seen.insert(c.clone()));
    let record = match (me.is_member(), fresh) {
        (true, true) => actions::track_record(&work).await?,
        _ => (0, 0, None),
    };
    let l = ui.l.clone();
    let countries = countries(&ui);
    let title = match about.deal {
        Some(d) if !fresh => ui.t1("deals-change-title", "company", d.registration.customer.company.as_str()),
        _ => ui.t("deals-register"),
    };
    Ok(FormPage {
        earning: String::new(),
        sub: if fresh { ui.t1("deals-register-sub", "days", days) } else { String::new() },
        title,
        action: match about.deal {
            Some(d) if !fresh => format!("/deals/{}", d.id),
            _ => "/deals".to_owned(),
        },
        back: about.deal.filter(|_| !fresh).map_or_else(|| "/deals".to_owned(), |d| format!("/deals/{}", d.id)),
        blocked: can.map(|code| ui.l.refusal(code, &[])).unwrap_or_default(),
        fixed: kind == StateKind::Approved,
        fresh,
        country_name: accounts::countries::name(&l, &f.country),
        countries,
        products,
        currencies,
        roles: PartnerRole::ALL.iter().map(|r| Choice::new(r.code(), ui.t(&r.label_key()))).collect(),
        businesses: Business::ALL.iter().map(|b| Choice::new(b.code(), ui.t(&b.label_key()))).collect(),
        // What kind of business it is has its own question now.
        sources: Origin::ALL
            .iter()
            .filter(|o| **o != Origin::Renewal || f.source == o.code())
            .map(|o| Choice::new(o.code(), ui.t(&o.label_key())))
            .collect(),
        answers: answers(&ui),
        overlap,
        estimate: me.can(app, Permission::HomeRead) && app.routes().iter().any(|r| r.path == ESTIMATE),
        reviewer: decider(&ui, &people),
        answer_by: ui.day_and_time(&rules::deadline(ui.now, terms.decision_days, &terms)),
        days,
        extension_days: terms.extension_days,
        record: record.2.map(|median| (record.0, record.1, ui.l.span(median))),
        saved: about.deal.filter(|_| fresh).map(|d| ui.t1("deals-draft-saved", "time", ui.l.time(d.active_at))).unwrap_or_default(),
        more: [&f.city, &f.competitor, &f.next_step, &f.tender].iter().any(|v| !v.is_empty())
            || f.line_amount.iter().any(|a| !a.is_empty()),
        errors,
        f,
        ui,
    })
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct NewQuery {
    from: String,
    partner: String,
    company: String,
    domain: String,
    country: String,
    business: String,
}

/// For whom a form is: a member's own partner, or the one that staff name.
fn partner_of(me: &Me, named: &str) -> base::Result<PartnerId> {
    match me.actor.partner {
        Some(own) => Ok(own),
        None => named.parse().map_err(|_| base::Error::missing()),
    }
}

pub(super) async fn new(State(app): State<App>, me: Me, Query(query): Query<NewQuery>) -> Reply {
    let partner = partner_of(&me, &query.partner)?;
    let work = app.read(&me.actor);
    let currency = partners::get(&work, partner).await?.currency;
    let ui = Page::plain(&app, &me);
    let mut registration = Registration::empty(currency);
    if let Ok(id) = query.from.parse::<DealId>() {
        // What was refused, taken back or ran out begins again with what was written then.
        registration = actions::get(&work, id).await?.registration;
        registration.close_on = None;
        registration.answer = None;
    }
    registration.business = Business::from_code(&query.business).unwrap_or(registration.business);
    let mut f = DealForm::of(&ui, &registration);
    if me.is_staff() {
        f.partner = partner.to_string();
    }
    for (field, given) in [(&mut f.company, &query.company), (&mut f.domain, &query.domain), (&mut f.country, &query.country)] {
        if !given.is_empty() {
            *field = given.chars().filter(|c| !c.is_control()).take(300).collect();
        }
    }
    html(&page(&app, &me, About { deal: None, partner }, f, Errors::none(), Asked::default()).await?)
}

/// Shows the form again with what can be said without handing it in: whether the customer is free, and what it earns.
pub(super) async fn look_over(State(app): State<App>, me: Me, Form(f): Form<DealForm>) -> Reply {
    let partner = partner_of(&me, &f.partner)?;
    let (overlap, errors) = match asked(&f.company, &f.domain, &f.country) {
        Ok(customer) => {
            let customer = &customer;
            match app.transact(&me.actor, |work| async move { actions::check_customer(&work, customer).await }).await {
                Ok(found) => (found, Errors::none()),
                Err(e) => (Asked::default(), errors_of(e, &Page::plain(&app, &me))?),
            }
        }
        Err(_) => (Asked::default(), Errors::none()),
    };
    let r = f.read().registration;
    let lines: Vec<_> = r.lines.iter().map(|l| (l.product, Money::new(l.amount_minor, r.currency))).collect();
    let earning = if me.is_member() { earning(&app, partner, &lines).await? } else { None };
    let mut shown = page(&app, &me, About { deal: None, partner }, f, errors, overlap).await?;
    shown.earning = earning.map(|m| shown.ui.t1("deals-would-earn", "amount", shown.ui.l.money(m))).unwrap_or_default();
    html(&shown)
}

/// Looks first, then writes.
async fn hand_in(app: &App, me: &Me, input: &Input) -> base::Result<Deal> {
    let ready = actions::prepare(&app.read(&me.actor), input).await?;
    let ready = &ready;
    app.transact(&me.actor, |work| async move { actions::register(&work, ready).await }).await
}

pub(super) async fn create(State(app): State<App>, me: Me, Form(mut f): Form<DealForm>) -> Reply {
    let partner = partner_of(&me, &f.partner)?;
    let input = f.read();
    let keep = f.save == "draft";
    let outcome = if keep {
        let input = &input;
        app.transact(&me.actor, |work| async move { actions::save_draft(&work, input).await }).await
    } else {
        hand_in(&app, &me, &input).await
    };
    match outcome {
        Ok(deal) if keep => Ok(flash_to(&app, &format!("/deals/{}/edit", deal.id), "deals-draft-kept")),
        Ok(deal) if deal.kind() == StateKind::Approved => Ok(flash_to(&app, &format!("/deals/{}", deal.id), "deals-approved-at-once")),
        Ok(deal) => Ok(flash_to(&app, &format!("/deals/{}", deal.id), "deals-handed-in")),
        Err(e) => {
            let ui = Page::plain(&app, &me);
            let errors = errors_of(e, &ui)?;
            // The version that is there now is what the next try is about.
            if let Some(id) = input.draft
                && let Ok(deal) = actions::get(&app.read(&me.actor), id).await
            {
                f.version = deal.version.to_string();
            }
            Page::refused(&page(&app, &me, About { deal: None, partner }, f, errors, Asked::default()).await?)
        }
    }
}

/// Keeps the draft and answers its state; nothing else on the page changes.
pub(super) async fn autosave(State(app): State<App>, me: Me, Form(mut f): Form<DealForm>) -> Reply {
    let mut input = f.read();
    // Half an amount is no error while it is typed.
    input.unread = Invalid::new();
    let (ui, input) = (Page::plain(&app, &me), &input);
    let saved = match app.transact(&me.actor, |work| async move { actions::save_draft(&work, input).await }).await {
        Ok(deal) => {
            f.draft = deal.id.to_string();
            f.version = deal.version.to_string();
            ui.t1("deals-draft-saved", "time", ui.l.time(deal.active_at))
        }
        Err(e) if e.kind() == Some(base::Kind::Stale) => ui.t("deals-draft-stale"),
        Err(e) if e.kind() == Some(base::Kind::Invalid) => ui.t("deals-draft-not-saved"),
        Err(e) => return Err(e.into()),
    };
    html(&DraftState { ui, f, saved })
}

/// Says while the customer is typed whether an overlap exists.
pub(super) async fn overlap(State(app): State<App>, me: Me, Form(f): Form<DealForm>) -> Reply {
    let ui = Page::plain(&app, &me);
    let found = match asked(&f.company, &f.domain, &f.country) {
        Ok(customer) => {
            let customer = &customer;
            app.transact(&me.actor, |work| async move { actions::check_customer(&work, customer).await }).await?
        }
        // A name of one letter is not asked about.
        Err(_) => Asked::default(),
    };
    html(&OverlapPart { answers: answers(&ui), ui, f, overlap: found })
}

pub(super) async fn edit(State(app): State<App>, me: Me, Path(id): Path<DealId>) -> Reply {
    let deal = actions::get(&app.read(&me.actor), id).await?;
    app.read(&me.actor).may(Permission::DealEdit, &actions::resource(&deal))?;
    let ui = Page::plain(&app, &me);
    let mut f = DealForm::of(&ui, &deal.registration);
    f.version = deal.version.to_string();
    if deal.kind() == StateKind::Draft {
        f.draft = deal.id.to_string();
    }
    if me.is_staff() {
        f.partner = deal.partner.to_string();
    }
    html(&page(&app, &me, About { partner: deal.partner, deal: Some(&deal) }, f, Errors::none(), Asked::default()).await?)
}

pub(super) async fn change(State(app): State<App>, me: Me, Path(id): Path<DealId>, Form(f): Form<DealForm>) -> Reply {
    let input = &Input { partner: None, draft: None, ..f.read() };
    let to = format!("/deals/{id}");
    match app.transact(&me.actor, |work| async move { actions::edit(&work, id, input).await }).await {
        Ok(_) => Ok::<Response, _>(flash_to(&app, &to, "deals-changed")),
        Err(e) => {
            let deal = actions::get(&app.read(&me.actor), id).await?;
            let errors = errors_of(e, &Page::plain(&app, &me))?;
            let f = DealForm { version: deal.version.to_string(), ..f };
            Page::refused(&page(&app, &me, About { partner: deal.partner, deal: Some(&deal) }, f, errors, Asked::default()).await?)
        }
    }
}
