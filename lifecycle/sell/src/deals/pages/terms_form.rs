//! The form in which the rules of engagement are set.

use askama::Template;
use axum::extract::State;
use base::{Currency, FieldError, Invalid, Money, ProductId};
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, Form, Me, Page, Reply, flash_to, html};

use super::super::actions;
use super::super::model::{Breach, DisputeTerms, Tenders, Terms};
use super::input::errors_of;
use super::trial::Trial;
use crate::holidays::{self, read_days};

/// What the form of the rules sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct RulesForm {
    version: String,
    protection_days: String,
    decision_days: String,
    on_breach: String,
    reminder_days: String,
    auto_approve: String,
    auto_approve_currency: String,
    max_extensions: String,
    extension_days: String,
    evidence_days: String,
    idle_days: String,
    idle_grace_days: String,
    incumbency_days: String,
    renewal_days: String,
    renewal_lapse_days: String,
    term_months: String,
    tenders: String,
    departure_days: String,
    claim_days: String,
    direct_stages: String,
    certificate_product: Vec<String>,
    certificate_key: Vec<String>,
    overlap_hint: String,
    checks_per_hour: String,
    zone: String,
    opens: String,
    closes: String,
    calendars: Vec<String>,
    holidays: String,
    words: String,
    dispute_days: String,
    statement_days: String,
    ruling_days: String,
    step_days: String,
    appeal_days: String,
    director: String,
    committee: Vec<String>,
}

impl RulesForm {
    fn of(ui: &Ui, t: &Terms) -> Self {
        let list = |all: Vec<String>| all.join(", ");
        Self {
            version: t.version.to_string(),
            protection_days: t.protection_days.to_string(),
            decision_days: t.decision_days.to_string(),
            on_breach: t.on_breach.code().to_owned(),
            reminder_days: list(t.reminder_days.iter().map(ToString::to_string).collect()),
            auto_approve: t.auto_approve.map(|m| ui.l.amount(m)).unwrap_or_default(),
            auto_approve_currency: t.auto_approve.map_or("EUR", |m| m.currency.code()).to_owned(),
            max_extensions: t.max_extensions.to_string(),
            extension_days: t.extension_days.to_string(),
            evidence_days: t.evidence_days.to_string(),
            idle_days: t.idle_days.to_string(),
            idle_grace_days: t.idle_grace_days.to_string(),
            incumbency_days: t.incumbency_days.to_string(),
            renewal_days: t.renewal_days.to_string(),
            renewal_lapse_days: t.renewal_lapse_days.to_string(),
            term_months: t.term_months.to_string(),
            tenders: t.tenders.code().to_owned(),
            departure_days: t.departure_days.to_string(),
            claim_days: t.claim_days.to_string(),
            direct_stages: t.direct_stages.join(", "),
            certificate_product: t.certificates.iter().map(|c| c.0.to_string()).collect(),
            certificate_key: t.certificates.iter().map(|c| c.1.clone()).collect(),
            overlap_hint: if t.overlap_hint { "1".to_owned() } else { String::new() },
            checks_per_hour: t.checks_per_hour.to_string(),
            zone: t.zone.name().to_owned(),
            opens: t.opens.to_string(),
            closes: t.closes.to_string(),
            calendars: t.calendars.clone(),
            holidays: list(t.holidays.iter().map(ToString::to_string).collect()),
            words: t.words.clone(),
            dispute_days: t.disputes.dispute_days.to_string(),
            statement_days: t.disputes.statement_days.to_string(),
            ruling_days: t.disputes.ruling_days.to_string(),
            step_days: t.disputes.step_days.to_string(),
            appeal_days: t.disputes.appeal_days.to_string(),
            director: t.disputes.director.map(|u| u.to_string()).unwrap_or_default(),
            committee: t.disputes.committee.iter().map(ToString::to_string).collect(),
        }
    }

    /// The certificate that a product asks for, as typed.
    fn key_of(&self, product: &str) -> &str {
        let at = self.certificate_product.iter().position(|p| p == product);
        at.and_then(|i| self.certificate_key.get(i)).map_or("", String::as_str)
    }

    pub(super) fn read(&self) -> (Terms, Invalid) {
        let mut invalid = Invalid::new();
        let d = Terms::default();
        let mut whole = |field: &str, typed: &str, or: i64| {
            typed.trim().parse::<i64>().unwrap_or_else(|_| {
                invalid.push(FieldError::new(field, "number"));
                or
            })
        };
        let (protection_days, decision_days) = (
            whole("protection_days", &self.protection_days, d.protection_days),
            whole("decision_days", &self.decision_days, d.decision_days),
        );
        let (max_extensions, extension_days) = (
            whole("max_extensions", &self.max_extensions, d.max_extensions),
            whole("extension_days", &self.extension_days, d.extension_days),
        );
        let (evidence_days, incumbency_days) = (
            whole("evidence_days", &self.evidence_days, d.evidence_days),
            whole("incumbency_days", &self.incumbency_days, d.incumbency_days),
        );
        let (idle_days, idle_grace_days) =
            (whole("idle_days", &self.idle_days, d.idle_days), whole("idle_grace_days", &self.idle_grace_days, d.idle_grace_days));
        let mut days = |field: &str, typed: &str, or: i64| if typed.trim().is_empty() { or } else { whole(field, typed, or) };
        let disputes = DisputeTerms {
            dispute_days: days("dispute_days", &self.dispute_days, d.disputes.dispute_days),
            statement_days: days("statement_days", &self.statement_days, d.disputes.statement_days),
            ruling_days: days("ruling_days", &self.ruling_days, d.disputes.ruling_days),
            step_days: days("step_days", &self.step_days, d.disputes.step_days),
            appeal_days: days("appeal_days", &self.appeal_days, d.disputes.appeal_days),
            director: self.director.parse().ok(),
            committee: self.committee.iter().filter_map(|u| u.parse().ok()).collect(),
        };
        let claim_days = days("claim_days", &self.claim_days, d.claim_days);
        let (renewal_days, renewal_lapse_days) = (
            days("renewal_days", &self.renewal_days, d.renewal_days),
            days("renewal_lapse_days", &self.renewal_lapse_days, d.renewal_lapse_days),
        );
        let (term_months, departure_days) =
            (days("term_months", &self.term_months, d.term_months), days("departure_days", &self.departure_days, d.departure_days));
        let checks_per_hour = whole("checks_per_hour", &self.checks_per_hour, d.checks_per_hour);
        let (opens, closes) = (whole("opens", &self.opens, 9), whole("closes", &self.closes, 17));
        let reminder_days = split(&self.reminder_days).into_iter().map(|day| whole("reminder_days", &day, 30)).collect();
        let currency = self.auto_approve_currency.parse().unwrap_or(Currency::EUR);
        let auto_approve = match self.auto_approve.trim() {
            "" => None,
            typed => {
                let limit = Money::parse(typed, currency).ok();
                invalid.check(limit.is_some(), "auto_approve", "amount");
                limit
            }
        };
        let zone = self.zone.trim().parse().unwrap_or_else(|_| {
            invalid.push(FieldError::new("zone", "choice"));
            d.zone
        });
        let holidays = read_days(&self.holidays);
        invalid.check(holidays.is_some(), "holidays", "date");
        let on_breach = Breach::from_code(&self.on_breach);
        invalid.check(on_breach.is_some() || self.on_breach.is_empty(), "on_breach", "choice");
        let tenders = Tenders::from_code(&self.tenders);
        invalid.check(tenders.is_some() || self.tenders.is_empty(), "tenders", "choice");
        let pairs = self.certificate_product.iter().zip(&self.certificate_key).filter(|(_, key)| !key.trim().is_empty());
        let certificates = pairs.filter_map(|(p, key)| Some((p.parse::<ProductId>().ok()?, base::one_line(key)))).collect();
        let terms = Terms {
            protection_days,
            decision_days,
            on_breach: on_breach.unwrap_or(d.on_breach),
            reminder_days,
            auto_approve,
            max_extensions,
            extension_days,
            evidence_days,
            idle_days,
            idle_grace_days,
            incumbency_days,
            renewal_days,
            renewal_lapse_days,
            term_months,
            tenders: tenders.unwrap_or(d.tenders),
            departure_days,
            claim_days,
            direct_stages: split(&self.direct_stages).into_iter().map(|s| base::one_line(&s)).collect(),
            certificates,
            overlap_hint: !self.overlap_hint.is_empty(),
            checks_per_hour,
            zone,
            opens: u32::try_from(opens).unwrap_or(99),
            closes: u32::try_from(closes).unwrap_or(99),
            calendars: self.calendars.clone(),
            holidays: holidays.unwrap_or_default(),
            words: self.words.clone(),
            disputes,
            ..d
        };
        (terms, invalid)
    }
}

fn split(typed: &str) -> Vec<String> {
    typed.split([',', ';', '\n']).map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned).take(500).collect()
}

/// A country whose holidays can be taken over, with the law they come from.
struct Country {
    code: &'static str,
    name: String,
    law: &'static str,
    on: bool,
}

struct ProductKey {
    id: String,
    name: String,
    key: String,
}

#[derive(Template)]
#[template(path = "deals/pages/rules_edit.html")]
pub(super) struct RulesEdit {
    ui: Ui,
    /// What the draft would have changed, once it was tried.
    pub(super) trial: Option<Trial>,
    f: RulesForm,
    people: Vec<Choice>,
    products: Vec<ProductKey>,
    currencies: Vec<String>,
    breaches: Vec<Choice>,
    tenders: Vec<Choice>,
    countries: Vec<Country>,
    errors: Errors,
}

pub(super) async fn edit_page(app: &App, me: &Me, f: RulesForm, errors: Errors) -> base::Result<RulesEdit> {
    let mut ui = Page::plain(app, me);
    ui.task = true;
    let catalog = partners::products(&app.read(&me.actor)).await?;
    let people = actions::deciding_people(&app.read(&app.system("deals"))).await?;
    let product = |p: partners::Product| ProductKey { key: f.key_of(&p.id.to_string()).to_owned(), id: p.id.to_string(), name: p.name };
    let products = catalog.into_iter().map(product).collect();
    let country =
        |(code, law)| Country { code, name: accounts::countries::name(&ui.l, code), law, on: f.calendars.iter().any(|c| c == code) };
    let mut countries: Vec<Country> = holidays::countries().map(country).collect();
    countries.sort_by_cached_key(|c| matching::fold(&c.name));
    Ok(RulesEdit {
        breaches: Breach::ALL.iter().map(|b| Choice::new(b.code(), ui.t(&b.label_key()))).collect(),
        tenders: Tenders::ALL.iter().map(|t| Choice::new(t.code(), ui.t(&t.label_key()))).collect(),
        countries,
        ui,
        trial: None,
        people: people.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        products,
        f,
        currencies: ["EUR", "USD", "GBP", "CHF", "NOK", "SEK", "DKK"].map(str::to_owned).to_vec(),
        errors,
    })
}

pub(super) async fn edit(State(app): State<App>, me: Me) -> Reply {
    let terms = actions::terms(&app.read(&me.actor)).await?;
    let f = RulesForm::of(&Page::plain(&app, &me), &terms);
    html(&edit_page(&app, &me, f, Errors::none()).await?)
}

pub(super) async fn save(State(app): State<App>, me: Me, Form(f): Form<RulesForm>) -> Reply {
    let (terms, unread) = f.read();
    let (terms, unread, version) = (&terms, &unread, f.version.parse().ok());
    match app.transact(&me.actor, |work| async move { actions::set_terms(&work, version, terms.clone(), unread.clone()).await }).await {
        Ok(_) => Ok(flash_to(&app, "/deals/rules", "deals-rules-saved")),
        Err(e) => {
            let errors = errors_of(e, &Page::plain(&app, &me))?;
            let version = actions::terms(&app.read(&me.actor)).await?.version.to_string();
            Page::refused(&edit_page(&app, &me, RulesForm { version, ..f }, errors).await?)
        }
    }
}
