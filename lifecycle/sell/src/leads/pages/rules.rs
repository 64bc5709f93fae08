//! The routing rules in order, and the clocks.

use askama::Template;
use axum::extract::State;
use base::{FieldError, Invalid};
use serde::Deserialize;
use ui::{Errors, Ui};
use web::{App, Form, FormErrors, Me, Page, Reply, flash_to, html};

use super::super::actions;
use super::super::rules::RuleSet;

/// What the form of the clocks sends.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct ClockForm {
    version: String,
    answer_days: String,
    contact_days: String,
    claim_days: String,
    capacity: String,
    rounds: String,
    patience_days: String,
}

impl ClockForm {
    fn of(set: &RuleSet) -> Self {
        Self {
            version: set.version.to_string(),
            answer_days: set.answer_days.to_string(),
            contact_days: set.contact_days.to_string(),
            claim_days: set.claim_days.to_string(),
            capacity: set.capacity.to_string(),
            rounds: set.rounds.to_string(),
            patience_days: set.patience_days.to_string(),
        }
    }

    fn read(&self, set: RuleSet) -> (RuleSet, Invalid) {
        let mut invalid = Invalid::new();
        let mut number = |field: &str, text: &str| {
            text.trim().parse::<i64>().unwrap_or_else(|_| {
                invalid.push(FieldError::new(field, "number"));
                1
            })
        };
        let set = RuleSet {
            answer_days: number("answer_days", &self.answer_days),
            contact_days: number("contact_days", &self.contact_days),
            claim_days: number("claim_days", &self.claim_days),
            capacity: number("capacity", &self.capacity),
            rounds: number("rounds", &self.rounds),
            patience_days: number("patience_days", &self.patience_days),
            ..set
        };
        (set, invalid)
    }
}

struct Row {
    key: String,
    name: String,
    condition: String,
    method: String,
    first: bool,
    last: bool,
}

#[derive(Template)]
#[template(path = "leads/pages/rules.html")]
struct RulesPage {
    ui: Ui,
    version: i64,
    since: String,
    rows: Vec<Row>,
    f: ClockForm,
    errors: Errors,
}

fn page(app: &App, me: &Me, set: &RuleSet, f: ClockForm, errors: Errors) -> RulesPage {
    let ui = Page::plain(app, me);
    let last = set.rules.len().saturating_sub(1);
    let row = |(i, r): (usize, &super::super::rules::Rule)| Row {
        key: r.key.clone(),
        name: r.name.clone(),
        condition: r.condition.clone(),
        method: ui.t(&format!("leads-method-{}", r.method.code())),
        first: i == 0,
        last: i == last,
    };
    RulesPage {
        version: set.version,
        since: set.since.map(|at| ui.date_time(&at)).unwrap_or_default(),
        rows: set.rules.iter().enumerate().map(row).collect(),
        f,
        errors,
        ui,
    }
}

pub(super) async fn show(State(app): State<App>, me: Me) -> Reply {
    let set = actions::rules(&app.read(&me.actor)).await?;
    html(&page(&app, &me, &set, ClockForm::of(&set), Errors::none()))
}

/// The version that a form was made from.
pub(super) fn version_of(text: &str) -> Option<i64> {
    text.trim().parse().ok()
}

pub(super) async fn save(State(app): State<App>, me: Me, Form(form): Form<ClockForm>) -> Reply {
    let before = actions::rules(&app.read(&me.actor)).await?;
    let (set, unread) = form.read(before.clone());
    let (version, set, unread) = (version_of(&form.version), &set, &unread);
    let done = |work| async move { actions::set_rules(&work, version, set.clone(), unread.clone()).await };
    match app.transact(&me.actor, done).await {
        Ok(_) => Ok(flash_to(&app, "/leads/rules", "leads-rules-saved")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&page(&app, &me, &before, form, errors))
        }
    }
}

/// What the arrows and the bin send.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct OrderForm {
    version: String,
    key: String,
    to: String,
}

pub(super) async fn order(State(app): State<App>, me: Me, Form(form): Form<OrderForm>) -> Reply {
    let mut set = actions::rules(&app.read(&me.actor)).await?;
    let Some(at) = set.rules.iter().position(|r| r.key == form.key) else { return Err(base::Error::missing().into()) };
    match form.to.as_str() {
        "up" if at > 0 => set.rules.swap(at - 1, at),
        "down" if at + 1 < set.rules.len() => set.rules.swap(at, at + 1),
        "away" => {
            set.rules.remove(at);
        }
        _ => {}
    }
    let (version, set) = (version_of(&form.version), &set);
    app.transact(&me.actor, |work| async move { actions::set_rules(&work, version, set.clone(), Invalid::new()).await }).await?;
    Ok(flash_to(&app, "/leads/rules", "leads-rules-saved"))
}
