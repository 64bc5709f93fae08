//! The list, and sending one.

use access::Permission;
use askama::Template;
use axum::extract::State;
use base::{AgreementTemplateId, Cursor, Error, FieldError, Invalid, PageRequest, PartnerId};
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, Form, FormErrors, Me, Page, Query, Reply, flash_to, html};

use super::super::actions;
use super::super::model::{Agreement, Filter};
use super::{day, named, state_name, tone};

/// The groups of states that the filter offers.
const GROUPS: [(&str, &[&str]); 4] = [
    ("signed", &["signed"]),
    ("open", &["sent", "viewed"]),
    ("in_force", &["in_force"]),
    ("over", &["expired", "terminated", "declined", "superseded"]),
];

#[derive(Deserialize, Default)]
pub(super) struct ListQuery {
    #[serde(default)]
    state: String,
    #[serde(default)]
    after: String,
}

struct Row {
    href: String,
    title: String,
    number: String,
    party: String,
    state: String,
    tone: &'static str,
    sent: String,
    until: String,
    can_sign: bool,
}

#[derive(Template)]
#[template(path = "agreements/pages/list.html")]
struct ListPage {
    ui: Ui,
    rows: Vec<Row>,
    groups: Vec<Choice>,
    state: String,
    next: String,
    can_manage: bool,
}

pub(super) async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let work = app.read(&me.actor);
    let group = GROUPS.iter().find(|g| g.0 == query.state);
    let filter = Filter { states: group.map(|g| g.1.to_vec()).unwrap_or_default(), ..Filter::default() };
    let page = actions::list(&work, &filter, &PageRequest::first(50).after(Cursor::decode(&query.after))).await?;
    let can_sign = me.can(&app, Permission::AgreementSign);
    let next = page.next.as_ref().map(|c| format!("/agreements?state={}&after={}", group.map_or("", |g| g.0), c.encode()));
    let row = |a: Agreement| Row {
        href: format!("/agreements/{}", a.id),
        state: state_name(&ui, &a),
        tone: tone(a.state()).as_str(),
        sent: day(&ui, a.sent_at),
        until: a.state().until().map(|u| day(&ui, u)).unwrap_or_default(),
        can_sign: can_sign && me.is_member() && a.is_open(),
        title: a.title,
        number: a.number,
        party: a.party,
    };
    let rows = page.items.into_iter().map(row).collect();
    let groups = GROUPS.iter().map(|g| Choice::new(g.0, ui.t(&format!("agreements-group-{}", g.0.replace('_', "-"))))).collect();
    let can_manage = me.can(&app, Permission::AgreementManage);
    html(&ListPage { rows, groups, state: group.map_or("", |g| g.0).to_owned(), next: next.unwrap_or_default(), can_manage, ui })
}

#[derive(Deserialize, Default)]
pub(super) struct SendForm {
    #[serde(default)]
    partner: String,
    #[serde(default)]
    template: String,
}

#[derive(Template)]
#[template(path = "agreements/pages/new.html")]
struct NewPage {
    ui: Ui,
    partners: Vec<Choice>,
    templates: Vec<Choice>,
    form: SendForm,
    errors: Errors,
}

/// Sending one agreement to one partner.
pub(super) async fn new(State(app): State<App>, me: Me, Query(form): Query<SendForm>) -> Reply {
    html(&asked(&app, &me, form, Errors::none()).await?)
}

async fn asked(app: &App, me: &Me, form: SendForm, errors: Errors) -> Result<NewPage, Error> {
    let mut ui = Page::full(app, me).await?;
    ui.task = true;
    let work = app.read(&me.actor);
    let partners = partners::list(&work, &partners::Filter::default(), &PageRequest::first(200)).await?;
    let mut templates = actions::templates(&work).await?;
    templates.dedup_by(|a, b| a.key == b.key);
    let title = |t: &super::super::model::Template| t.text(ui.l.lang()).map(|x| x.title.clone()).unwrap_or_default();
    Ok(NewPage {
        partners: partners.items.into_iter().map(|p| Choice::new(p.id.to_string(), p.name)).collect(),
        templates: templates.iter().map(|t| Choice::new(t.id.to_string(), format!("{} ({})", title(t), t.no))).collect(),
        form,
        errors,
        ui,
    })
}

pub(super) async fn send(State(app): State<App>, me: Me, Form(form): Form<SendForm>) -> Reply {
    match read(&form) {
        Ok((partner, template)) => {
            let sent = app.transact(&me.actor, |work| async move { actions::send(&work, partner, template).await }).await;
            match sent {
                Ok(agreement) => Ok(flash_to(&app, &format!("/agreements/{}", agreement.id), "agreement-was-sent")),
                Err(e) => refused(&app, &me, form, e).await,
            }
        }
        Err(e) => refused(&app, &me, form, e.into()).await,
    }
}

async fn refused(app: &App, me: &Me, form: SendForm, e: Error) -> Reply {
    let l = me.l10n(app);
    let errors = named(FormErrors::of(e, &l)?, &l);
    Page::refused(&asked(app, me, form, errors).await?)
}

fn read(form: &SendForm) -> Result<(PartnerId, AgreementTemplateId), Invalid> {
    let mut invalid = Invalid::new();
    let partner = form.partner.parse();
    let template = form.template.parse();
    match (partner, template) {
        (Ok(partner), Ok(template)) => return Ok((partner, template)),
        (partner, template) => {
            if partner.is_err() {
                invalid.push(FieldError::new("partner", "choice"));
            }
            if template.is_err() {
                invalid.push(FieldError::new("template", "choice"));
            }
        }
    }
    Err(invalid)
}
