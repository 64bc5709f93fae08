//! The rules of engagement: as partners read them, and as they are set.

use access::Permission;
use askama::Template;
use axum::extract::State;
use base::{Currency, FieldError, Invalid, Money, ProductId};
use chrono::NaiveDate;
use serde::Deserialize;
use ui::{Choice, Errors, Html, Ui};
use web::{App, Form, Me, Page, Reply, flash_to, html};

use super::super::actions;
use super::super::model::{Clause, DisputeTerms, Terms};
use super::super::rules::{ENOUGH, Record, Share};
use super::decisions::number;
use super::input::errors_of;
use super::trial::Trial;

/// A clause with its number, its name and what it says under the terms in force.
struct ClauseView {
    code: &'static str,
    number: usize,
    name: String,
    says: Vec<String>,
}

#[derive(Template)]
#[template(path = "deals/pages/rules.html")]
struct RulesPage {
    ui: Ui,
    t: Terms,
    clauses: Vec<ClauseView>,
    words: Html,
    since: String,
    may_set: bool,
    /// When the reader accepted this version; empty when it has not.
    accepted: String,
    /// Whether the reader can accept it.
    may_accept: bool,
    /// Who has accepted it; for staff.
    acceptance: String,
    /// How registrations were answered lately, as name and value.
    record: Vec<(String, String)>,
}

impl RulesPage {
    fn version(&self) -> String {
        if self.since.is_empty() {
            return self.ui.t1("deals-rules-version", "n", self.t.version);
        }
        self.ui.t2("deals-rules-version-since", "n", self.t.version, "since", self.since.as_str())
    }
}

/// What a clause says, made from the parameters that the system enforces.
fn says(ui: &Ui, clause: Clause, t: &Terms, certificates: &[(String, String)]) -> Vec<String> {
    match clause {
        Clause::Eligibility => {
            let mut all = vec![ui.t("deals-rule-eligible")];
            all.extend(certificates.iter().map(|(p, c)| ui.t2("deals-rule-certificate", "product", p.as_str(), "certificate", c.as_str())));
            all
        }
        Clause::Protection => vec![ui.t1("deals-rule-first", "days", t.protection_days)],
        Clause::Scope => vec![ui.t("deals-rule-scope")],
        Clause::Decision => {
            let hours = format!("{:02}:00–{:02}:00 {}", t.opens, t.closes, t.zone);
            vec![ui.t1("deals-rule-decision", "days", t.decision_days), ui.t1("deals-rule-hours", "hours", hours)]
        }
        Clause::Automatic => vec![match t.auto_approve {
            Some(limit) => ui.t1("deals-rule-auto", "limit", ui.l.money(limit)),
            None => ui.t("deals-rule-auto-none"),
        }],
        Clause::Overlap => vec![ui.t("deals-rule-overlap")],
        Clause::Incumbency if t.incumbency_days > 0 => vec![ui.t1("deals-rule-incumbency", "days", t.incumbency_days)],
        Clause::Incumbency => vec![ui.t("deals-rule-incumbency-none")],
        Clause::Direct => vec![ui.t("deals-rule-direct")],
        Clause::Customer => vec![ui.t("deals-rule-customer")],
        Clause::Extension if t.max_extensions > 0 => vec![
            ui.t2("deals-rule-extend", "times", t.max_extensions, "days", t.extension_days),
            ui.t1("deals-rule-evidence", "days", t.evidence_days),
        ],
        Clause::Extension => vec![ui.t("deals-rule-extend-none")],
        Clause::Reminders if t.reminder_days.is_empty() => vec![ui.t("deals-rule-reminders-none")],
        Clause::Reminders => {
            let days = t.reminder_days.iter().map(|d| ui.l.number(*d)).collect::<Vec<_>>().join(", ");
            vec![ui.t1("deals-rule-reminders", "days", days)]
        }
        Clause::End if t.idle_days > 0 => {
            vec![ui.t("deals-rule-end"), ui.t2("deals-rule-idle", "days", t.idle_days, "grace", t.idle_grace_days)]
        }
        Clause::End => vec![ui.t("deals-rule-end")],
        Clause::Reopening => vec![ui.t1("deals-rule-reopening", "days", t.extension_days)],
        Clause::Dispute => {
            let d = &t.disputes;
            vec![
                ui.t2("deals-rule-dispute", "days", d.dispute_days, "statement", d.statement_days),
                ui.t2("deals-rule-ruling", "days", d.ruling_days, "step", d.step_days),
                ui.t1("deals-rule-appeal", "days", d.appeal_days),
            ]
        }
    }
}

/// How registrations were answered lately; empty where none was.
fn record(ui: &Ui, program: &Record, own: Option<&Record>) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let share = |s: Share| ui.t2("record-of", "share", ui.l.share(s.n, s.of), "n", s.of);
    let mut say = |key: &str, s: Share| {
        if s.of > 0 {
            all.push((ui.t(key), share(s)));
        }
    };
    if program.partners >= ENOUGH {
        say("record-at-once", program.at_once);
        say("record-in-time", program.in_time);
    }
    if let Some(own) = own {
        say("record-in-time-own", own.in_time);
    }
    if program.partners >= ENOUGH {
        say("record-small", program.small);
        say("record-large", program.large);
    }
    if let Some(seconds) = program.median.filter(|_| program.partners >= ENOUGH) {
        all.push((ui.t("record-median"), ui.l.span(chrono::TimeDelta::seconds(seconds))));
    }
    all
}

pub(super) async fn show(State(app): State<App>, me: Me) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let work = app.read(&me.actor);
    let t = actions::terms(&work).await?;
    let program = actions::record(&app.read(&app.system("deals"))).await?;
    let own = if me.is_member() { Some(actions::record(&work).await?) } else { None };
    let catalog = partners::products(&work).await?;
    let accepted = actions::acceptance(&work, t.version).await?;
    let name = |id: &ProductId| catalog.iter().find(|p| p.id == *id).map(|p| p.name.clone()).unwrap_or_default();
    let certificates: Vec<_> = t.certificates.iter().map(|(id, key)| (name(id), key.clone())).collect();
    let clause =
        |c: &Clause| ClauseView { code: c.code(), number: number(*c), name: ui.t(&c.label_key()), says: says(&ui, *c, &t, &certificates) };
    html(&RulesPage {
        clauses: Clause::ALL.iter().map(clause).collect(),
        record: record(&ui, &program, own.as_ref()),
        words: ui::markdown(&t.words),
        since: t.since.map(|at| ui.date_time(&at)).unwrap_or_default(),
        may_set: me.can(&app, Permission::DealManage),
        accepted: accepted.own.map(|at| ui.date_time(&at)).unwrap_or_default(),
        may_accept: me.is_member() && accepted.own.is_none() && me.can(&app, Permission::DealRegister),
        acceptance: if me.is_staff() {
            ui.t2("deals-rules-accepted-by", "people", accepted.people, "partners", accepted.partners)
        } else {
            String::new()
        },
        t,
        ui,
    })
}

/// What accepting sends: the version that was read.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct AcceptForm {
    version: String,
}

pub(super) async fn accept(State(app): State<App>, me: Me, Form(f): Form<AcceptForm>) -> Reply {
    let version = f.version.trim().parse().unwrap_or(0);
    match app.transact(&me.actor, |work| async move { actions::accept_terms(&work, version).await }).await {
        Ok(_) => Ok(flash_to(&app, "/deals/rules", "deals-rules-accepted-now")),
        // Changed while it was read: the page shows the new text.
        Err(e) if e.kind() == Some(base::Kind::Stale) => Ok(flash_to(&app, "/deals/rules", "deals-rules-changed-meanwhile")),
        Err(e) => Err(e.into()),
    }
}

/// What the form of the rules sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct RulesForm {
    version: String,
    protection_days: String,
    decision_days: String,
    reminder_days: String,
    auto_approve: String,
    auto_approve_currency: String,
    max_extensions: String,
    extension_days: String,
    evidence_days: String,
    idle_days: String,
    idle_grace_days: String,
    incumbency_days: String,
    direct_stages: String,
    certificate_product: Vec<String>,
    certificate_key: Vec<String>,
    overlap_hint: String,
    checks_per_hour: String,
    zone: String,
    opens: String,
    closes: String,
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
            reminder_days: list(t.reminder_days.iter().map(ToString::to_string).collect()),
            auto_approve: t.auto_approve.map(|m| ui.l.amount(m)).unwrap_or_default(),
            auto_approve_currency: t.auto_approve.map_or("EUR", |m| m.currency.code()).to_owned(),
            max_extensions: t.max_extensions.to_string(),
            extension_days: t.extension_days.to_string(),
            evidence_days: t.evidence_days.to_string(),
            idle_days: t.idle_days.to_string(),
            idle_grace_days: t.idle_grace_days.to_string(),
            incumbency_days: t.incumbency_days.to_string(),
            direct_stages: t.direct_stages.join(", "),
            certificate_product: t.certificates.iter().map(|c| c.0.to_string()).collect(),
            certificate_key: t.certificates.iter().map(|c| c.1.clone()).collect(),
            overlap_hint: if t.overlap_hint { "1".to_owned() } else { String::new() },
            checks_per_hour: t.checks_per_hour.to_string(),
            zone: t.zone.name().to_owned(),
            opens: t.opens.to_string(),
            closes: t.closes.to_string(),
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
        let mut holidays: Vec<NaiveDate> = Vec::new();
        for day in split(&self.holidays) {
            match day.parse() {
                Ok(day) => holidays.push(day),
                Err(_) => {
                    invalid.push(FieldError::new("holidays", "date"));
                }
            }
        }
        let pairs = self.certificate_product.iter().zip(&self.certificate_key).filter(|(_, key)| !key.trim().is_empty());
        let certificates = pairs.filter_map(|(p, key)| Some((p.parse::<ProductId>().ok()?, base::one_line(key)))).collect();
        let terms = Terms {
            protection_days,
            decision_days,
            reminder_days,
            auto_approve,
            max_extensions,
            extension_days,
            evidence_days,
            idle_days,
            idle_grace_days,
            incumbency_days,
            direct_stages: split(&self.direct_stages).into_iter().map(|s| base::one_line(&s)).collect(),
            certificates,
            overlap_hint: !self.overlap_hint.is_empty(),
            checks_per_hour,
            zone,
            opens: u32::try_from(opens).unwrap_or(99),
            closes: u32::try_from(closes).unwrap_or(99),
            holidays,
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
    errors: Errors,
}

pub(super) async fn edit_page(app: &App, me: &Me, f: RulesForm, errors: Errors) -> base::Result<RulesEdit> {
    let mut ui = Page::plain(app, me);
    ui.task = true;
    let catalog = partners::products(&app.read(&me.actor)).await?;
    let people = actions::deciding_people(&app.read(&app.system("deals"))).await?;
    let product = |p: partners::Product| ProductKey { key: f.key_of(&p.id.to_string()).to_owned(), id: p.id.to_string(), name: p.name };
    let products = catalog.into_iter().map(product).collect();
    Ok(RulesEdit {
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
