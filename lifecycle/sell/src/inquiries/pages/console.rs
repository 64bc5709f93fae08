//! Where staff make the forms.

use access::Permission;
use askama::Template;
use axum::extract::State;
use base::{Cursor, FieldError, InquiryFormId, Invalid, PageRequest};
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, Path, Query, Reply, Routes, flash_to, html};

use super::super::actions;
use super::super::model::{Field, InquiryForm, NewForm};
use crate::choices::flag;
use crate::leads::model::Source;

pub(super) fn routes() -> Routes {
    let manage = Gate::May(Permission::LeadManage);
    Routes::new()
        .get("/leads/forms", manage, list)
        .post("/leads/forms", manage, create)
        .get("/leads/forms/new", manage, new)
        .get("/leads/forms/{id}", manage, show)
        .post("/leads/forms/{id}", manage, change)
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct ListQuery {
    after: String,
}

struct Row {
    id: String,
    title: String,
    address: String,
    live: bool,
    received: String,
}

#[derive(Template)]
#[template(path = "inquiries/pages/list.html")]
struct ListPage {
    ui: Ui,
    rows: Vec<Row>,
    next: String,
    shown: String,
}

async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let page = PageRequest::first(50).after(Cursor::decode(&query.after));
    let found = actions::list(&app.read(&me.actor), &page).await?;
    let next = found.next.as_ref().map(Cursor::encode);
    let row = |f: InquiryForm| Row {
        id: f.id.to_string(),
        address: format!("/contact/{}", f.new.key),
        live: f.new.live,
        received: ui.l.number(f.received),
        title: f.new.title,
    };
    let rows: Vec<Row> = found.items.into_iter().map(row).collect();
    html(&ListPage {
        next: next.map_or_else(String::new, |after| format!("/leads/forms?{}", web::query_string(&[("after", &*after)]))),
        shown: ui.t1("inquiries-shown", "n", rows.len()),
        rows,
        ui,
    })
}

/// What the form of a form sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct FormForm {
    version: String,
    key: String,
    title: String,
    intro: String,
    consent: String,
    thanks: String,
    locale: String,
    source: String,
    campaign: String,
    fields: Vec<String>,
    verifies: String,
    live: String,
}

impl FormForm {
    fn of(f: &InquiryForm) -> Self {
        let n = f.new.clone();
        Self {
            version: f.version.to_string(),
            key: n.key,
            title: n.title,
            intro: n.intro,
            consent: n.consent,
            thanks: n.thanks,
            locale: n.locale,
            source: n.source.code().to_owned(),
            campaign: n.campaign,
            fields: n.fields.iter().map(|f| f.code().to_owned()).collect(),
            verifies: flag(n.verifies),
            live: flag(n.live),
        }
    }

    fn read(&self) -> (NewForm, Invalid) {
        let mut invalid = Invalid::new();
        let source = Source::from_code(&self.source);
        if source.is_none() {
            invalid.push(FieldError::new("source", "choice"));
        }
        let new = NewForm {
            key: self.key.clone(),
            title: self.title.clone(),
            intro: self.intro.clone(),
            consent: self.consent.clone(),
            thanks: self.thanks.clone(),
            locale: self.locale.clone(),
            source: source.unwrap_or(Source::Web),
            campaign: self.campaign.clone(),
            fields: self.fields.iter().filter_map(|f| Field::from_code(f)).collect(),
            verifies: !self.verifies.is_empty(),
            live: !self.live.is_empty(),
        };
        (new, invalid)
    }
}

#[derive(Template)]
#[template(path = "inquiries/pages/form.html")]
struct FormPage {
    ui: Ui,
    title: String,
    action: String,
    address: String,
    f: FormForm,
    errors: Errors,
    sources: Vec<Choice>,
    locales: Vec<Choice>,
    fields: Vec<(String, String, bool)>,
}

fn page(app: &App, me: &Me, id: Option<InquiryFormId>, f: FormForm, errors: Errors) -> FormPage {
    let mut ui = Page::plain(app, me);
    ui.task = true;
    FormPage {
        title: if id.is_some() { f.title.clone() } else { ui.t("inquiries-new") },
        action: id.map_or_else(|| "/leads/forms".to_owned(), |id| format!("/leads/forms/{id}")),
        address: id.map(|_| format!("/contact/{}", f.key)).unwrap_or_default(),
        sources: Source::ALL.iter().map(|s| Choice::new(s.code(), ui.t(&s.label_key()))).collect(),
        locales: ["en", "de"].iter().map(|l| Choice::new(*l, ui.t(&format!("inquiries-locale-{l}")))).collect(),
        fields: Field::ALL
            .iter()
            .map(|field| (field.code().to_owned(), ui.t(&field.label_key()), f.fields.iter().any(|f| f == field.code())))
            .collect(),
        f,
        errors,
        ui,
    }
}

async fn new(State(app): State<App>, me: Me) -> Reply {
    let empty = FormForm {
        locale: me.locale.tag().chars().take(2).collect(),
        source: "web".to_owned(),
        fields: vec!["need".to_owned(), "phone".to_owned()],
        verifies: flag(true),
        ..FormForm::default()
    };
    html(&page(&app, &me, None, empty, Errors::none()))
}

async fn create(State(app): State<App>, me: Me, Form(f): Form<FormForm>) -> Reply {
    let (new, unread) = f.read();
    let (new, unread) = (&new, &unread);
    match app.transact(&me.actor, |work| async move { actions::add(&work, new, unread).await }).await {
        Ok(made) => Ok(flash_to(&app, &format!("/leads/forms/{}", made.id), "inquiries-saved")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&page(&app, &me, None, f, errors))
        }
    }
}

async fn show(State(app): State<App>, me: Me, Path(id): Path<InquiryFormId>) -> Reply {
    let form = actions::get(&app.read(&me.actor), id).await?;
    html(&page(&app, &me, Some(id), FormForm::of(&form), Errors::none()))
}

async fn change(State(app): State<App>, me: Me, Path(id): Path<InquiryFormId>, Form(f): Form<FormForm>) -> Reply {
    let (new, unread) = f.read();
    let (new, unread, version) = (&new, &unread, f.version.parse().ok());
    match app.transact(&me.actor, |work| async move { actions::change(&work, id, version, new, unread).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/leads/forms/{id}"), "inquiries-saved")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&page(&app, &me, Some(id), f, errors))
        }
    }
}
