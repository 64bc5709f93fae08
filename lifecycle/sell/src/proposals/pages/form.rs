//! Writing a request: what is needed, who qualifies, what is asked, how answers are compared.

use askama::Template;
use axum::extract::State;
use base::{Currency, FieldError, Invalid, LeadId, ProposalRequestId, Result};
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, Form, FormErrors, Me, Page, Path, Query, Reply, flash_to, html};

use super::super::actions;
use super::super::model::{Criterion, Need, NewRequest, Question, QuestionKind, Request, Terms};
use crate::choices::{countries, flag};
use crate::leads::actions as leads;
use crate::leads::rules::Pool;

/// How many empty lines the form offers.
const SPARE: usize = 3;

/// What the form sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct RequestForm {
    version: String,
    lead: String,
    title: String,
    body: String,
    company: String,
    country: String,
    region: String,
    postal_code: String,
    city: String,
    industry: String,
    language: String,
    products: Vec<String>,
    types: Vec<String>,
    min_tier: String,
    certificates: String,
    territory: String,
    speaks: String,
    sells: String,
    knows: String,
    question: Vec<String>,
    kind: Vec<String>,
    options: Vec<String>,
    required: Vec<String>,
    criterion: Vec<String>,
    weight: Vec<String>,
    answer_days: String,
    remind_days: String,
    decide_days: String,
    currency: String,
    show_scores: String,
}

impl RequestForm {
    fn of(new: &NewRequest, version: i64) -> Self {
        let (n, p, t) = (new.need.clone(), new.pool.clone(), new.terms);
        Self {
            version: version.to_string(),
            lead: new.lead.as_ref().map(ToString::to_string).unwrap_or_default(),
            title: n.title,
            body: n.body,
            company: n.company,
            country: n.country,
            region: n.region,
            postal_code: n.postal_code,
            city: n.city,
            industry: n.industry,
            language: n.language,
            products: n.products,
            types: p.types,
            min_tier: p.min_tier.to_string(),
            certificates: p.certificates.join(", "),
            territory: flag(p.territory),
            speaks: flag(p.language),
            sells: flag(p.products),
            knows: flag(p.industry),
            question: new.questions.iter().map(|q| q.text.clone()).collect(),
            kind: new.questions.iter().map(|q| q.kind.code().to_owned()).collect(),
            options: new.questions.iter().map(|q| q.options.join("; ")).collect(),
            required: new.questions.iter().map(|q| if q.required { "yes" } else { "no" }.to_owned()).collect(),
            criterion: new.criteria.iter().map(|c| c.text.clone()).collect(),
            weight: new.criteria.iter().map(|c| c.weight.to_string()).collect(),
            answer_days: t.answer_days.to_string(),
            remind_days: t.remind_days.to_string(),
            decide_days: t.decide_days.to_string(),
            currency: t.currency.code().to_owned(),
            show_scores: flag(t.show_scores),
        }
    }

    fn read(&self) -> (NewRequest, Invalid) {
        let mut invalid = Invalid::new();
        let mut number = |field: &str, text: &str| {
            text.trim().parse::<i64>().unwrap_or_else(|_| {
                invalid.push(FieldError::new(field, "number"));
                1
            })
        };
        let terms = Terms {
            answer_days: number("answer_days", &self.answer_days),
            remind_days: number("remind_days", &self.remind_days),
            decide_days: number("decide_days", &self.decide_days),
            currency: self.currency.parse().unwrap_or(Currency::EUR),
            show_scores: !self.show_scores.is_empty(),
        };
        let min_tier = if self.min_tier.trim().is_empty() { 0 } else { number("min_tier", &self.min_tier) };
        // Lines that say nothing are those that the form offers for more.
        let lines = |texts: &[String]| -> Vec<(usize, String)> {
            texts.iter().cloned().enumerate().filter(|(_, t)| !t.trim().is_empty()).take(40).collect()
        };
        let at = |all: &[String], i: usize| all.get(i).cloned().unwrap_or_default();
        let criteria = lines(&self.criterion)
            .into_iter()
            .enumerate()
            .map(|(place, (i, text))| {
                let weight = number(&format!("criteria.{place}.weight"), &at(&self.weight, i));
                Criterion { key: String::new(), text, weight }
            })
            .collect();
        let questions = lines(&self.question)
            .into_iter()
            .map(|(i, text)| Question {
                key: String::new(),
                text,
                kind: QuestionKind::from_code(&at(&self.kind, i)).unwrap_or(QuestionKind::Short),
                options: at(&self.options, i).split(';').map(str::to_owned).collect(),
                required: at(&self.required, i) != "no",
            })
            .collect();
        invalid.check(self.currency.parse::<Currency>().is_ok(), "currency", "choice");
        let new = NewRequest {
            lead: self.lead.parse::<LeadId>().ok(),
            need: Need {
                title: self.title.clone(),
                body: self.body.clone(),
                company: self.company.clone(),
                country: self.country.clone(),
                region: self.region.clone(),
                postal_code: self.postal_code.clone(),
                city: self.city.clone(),
                industry: self.industry.clone(),
                language: self.language.clone(),
                products: self.products.clone(),
            },
            pool: Pool {
                types: self.types.clone(),
                min_tier,
                certificates: self.certificates.split(',').map(str::to_owned).collect(),
                partners: Vec::new(),
                territory: !self.territory.is_empty(),
                language: !self.speaks.is_empty(),
                products: !self.sells.is_empty(),
                industry: !self.knows.is_empty(),
            },
            questions,
            criteria,
            terms,
        };
        (new, invalid)
    }
}

struct QuestionRow {
    text: String,
    kind: String,
    options: String,
    required: bool,
    error: String,
}

struct CriterionRow {
    text: String,
    weight: String,
    error: String,
}

#[derive(Template)]
#[template(path = "proposals/pages/form.html")]
struct FormPage {
    ui: Ui,
    title: String,
    action: String,
    back: String,
    f: RequestForm,
    errors: Errors,
    countries: Vec<Choice>,
    products: Vec<(String, String, bool)>,
    types: Vec<(String, String, bool)>,
    kinds: Vec<Choice>,
    questions: Vec<QuestionRow>,
    criteria: Vec<CriterionRow>,
    currencies: Vec<Choice>,
}

/// The errors of a line of the form, of all its fields.
fn of_line(errors: &Errors, group: &str, place: usize) -> String {
    let begins = format!("{group}.{place}.");
    errors.list().iter().filter(|e| e.field.starts_with(&begins)).map(|e| e.text.clone()).collect::<Vec<_>>().join(" ")
}

async fn page(app: &App, me: &Me, id: Option<ProposalRequestId>, f: RequestForm, errors: Errors) -> Result<FormPage> {
    let mut ui = Page::plain(app, me);
    ui.task = true;
    let catalog = partners::products(&app.read(&me.actor)).await?;
    let at = |all: &[String], i: usize| all.get(i).cloned().unwrap_or_default();
    let mut questions: Vec<QuestionRow> = f
        .question
        .iter()
        .enumerate()
        .filter(|(_, t)| !t.trim().is_empty())
        .enumerate()
        .map(|(place, (i, text))| QuestionRow {
            text: text.clone(),
            kind: at(&f.kind, i),
            options: at(&f.options, i),
            required: at(&f.required, i) != "no",
            error: of_line(&errors, "questions", place),
        })
        .collect();
    let mut criteria: Vec<CriterionRow> = f
        .criterion
        .iter()
        .enumerate()
        .filter(|(_, t)| !t.trim().is_empty())
        .enumerate()
        .map(|(place, (i, text))| CriterionRow { text: text.clone(), weight: at(&f.weight, i), error: of_line(&errors, "criteria", place) })
        .collect();
    for _ in 0..SPARE {
        let kind = QuestionKind::Short.code().to_owned();
        questions.push(QuestionRow { text: String::new(), kind, options: String::new(), required: true, error: String::new() });
        criteria.push(CriterionRow { text: String::new(), weight: String::new(), error: String::new() });
    }
    let mut currencies: Vec<String> = vec![f.currency.clone()];
    currencies.extend(["EUR", "USD", "GBP", "CHF", "NOK", "SEK", "DKK", "PLN", "CZK", "CAD", "AUD", "JPY"].map(str::to_owned));
    currencies.retain(|c| c.parse::<Currency>().is_ok());
    let mut seen = std::collections::BTreeSet::new();
    currencies.retain(|c| seen.insert(c.clone()));
    let kinds = partners::PartnerType::ALL.iter();
    Ok(FormPage {
        title: ui.t(if id.is_some() { "proposals-edit" } else { "proposals-new" }),
        action: id.map_or_else(|| "/proposals".to_owned(), |id| format!("/proposals/{id}")),
        back: id.map_or_else(|| "/proposals".to_owned(), |id| format!("/proposals/{id}")),
        countries: countries(&ui),
        products: catalog.into_iter().filter(|p| p.active).map(|p| (p.key.clone(), p.name, f.products.contains(&p.key))).collect(),
        types: kinds.map(|k| (k.code().to_owned(), ui.t(k.label_key()), f.types.iter().any(|t| t == k.code()))).collect(),
        kinds: QuestionKind::ALL.iter().map(|k| Choice::new(k.code(), ui.t(&k.label_key()))).collect(),
        questions,
        criteria,
        currencies: currencies.into_iter().map(|c| Choice::new(c.clone(), c)).collect(),
        f,
        errors,
        ui,
    })
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct NewQuery {
    lead: String,
}

/// A new request: empty, or with what is known of a lead.
pub(super) async fn new(State(app): State<App>, me: Me, Query(query): Query<NewQuery>) -> Reply {
    let mut begun =
        NewRequest { pool: Pool { territory: true, language: true, products: true, ..Pool::default() }, ..NewRequest::default() };
    if let Ok(id) = query.lead.parse::<LeadId>() {
        let lead = leads::get(&app.read(&me.actor), id).await?;
        begun.lead = Some(id);
        begun.need = Need {
            title: String::new(),
            body: lead.wish.need,
            company: lead.customer.company,
            country: lead.customer.country,
            region: lead.customer.region,
            postal_code: lead.customer.postal_code,
            city: lead.customer.city,
            industry: lead.wish.industry,
            language: lead.wish.language,
            products: lead.wish.products,
        };
    }
    html(&page(&app, &me, None, RequestForm::of(&begun, 0), Errors::none()).await?)
}

pub(super) async fn create(State(app): State<App>, me: Me, Form(form): Form<RequestForm>) -> Reply {
    let (new, unread) = form.read();
    let (new, unread) = (&new, &unread);
    match app.transact(&me.actor, |work| async move { actions::begin(&work, new, unread).await }).await {
        Ok(made) => Ok(flash_to(&app, &format!("/proposals/{}", made.id), "proposals-saved")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&page(&app, &me, None, form, errors).await?)
        }
    }
}

pub(super) async fn edit(State(app): State<App>, me: Me, Path(id): Path<ProposalRequestId>) -> Reply {
    let request: Request = actions::get(&app.read(&me.actor), id).await?;
    let form = RequestForm::of(&request.new, request.version);
    html(&page(&app, &me, Some(id), form, Errors::none()).await?)
}

pub(super) async fn change(State(app): State<App>, me: Me, Path(id): Path<ProposalRequestId>, Form(form): Form<RequestForm>) -> Reply {
    let (new, unread) = form.read();
    let (new, unread, version) = (&new, &unread, form.version.parse().ok());
    match app.transact(&me.actor, |work| async move { actions::change(&work, id, version, new, unread).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/proposals/{id}"), "proposals-saved")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&page(&app, &me, Some(id), form, errors).await?)
        }
    }
}
