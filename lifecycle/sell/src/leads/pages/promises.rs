//! Leads that are promised by tier: the setting, and who is behind, with its definition.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use base::{FieldError, Invalid, TierId};
use ui::{Errors, Ui};
use web::{App, Form, FormErrors, Me, Page, Reply, flash_to, html};

use super::super::actions::{self, Standing};
use crate::quarter::Quarter;

/// What the form sends: `tiers.` and the id of a tier, with how many.
type PromiseForm = BTreeMap<String, String>;

/// The field of a tier begins so.
const FIELD: &str = "tiers.";

struct TierLine {
    name: String,
    label: String,
    value: String,
    error: String,
}

#[derive(Template)]
#[template(path = "leads/pages/promises.html")]
struct PromisesPage {
    ui: Ui,
    errors: Errors,
    tiers: Vec<TierLine>,
    rows: Vec<Standing>,
    quarter: String,
}

async fn page(app: &App, me: &Me, typed: &PromiseForm, errors: Errors) -> base::Result<PromisesPage> {
    let ui = Page::full(app, me).await?;
    let work = app.read(&me.actor);
    let line = |(tier, n): (partners::Tier, i64)| {
        let name = format!("{FIELD}{}", tier.id);
        TierLine {
            value: typed.get(&name).cloned().unwrap_or_else(|| n.to_string()),
            error: errors.of(&name).to_owned(),
            label: tier.name,
            name,
        }
    };
    let tiers: Vec<TierLine> = actions::promises(&work).await?.into_iter().map(line).collect();
    let errors = tiers.iter().fold(errors, |e, t| e.named(&t.name, t.label.clone()));
    let quarter = Quarter::of(ui.now.date_naive());
    Ok(PromisesPage {
        rows: actions::standings(&work).await?,
        quarter: ui.t1("leads-promises-since", "on", ui.l.date(quarter.first())),
        tiers,
        errors,
        ui,
    })
}

pub(super) async fn show(State(app): State<App>, me: Me) -> Reply {
    html(&page(&app, &me, &PromiseForm::new(), Errors::none()).await?)
}

pub(super) async fn save(State(app): State<App>, me: Me, Form(form): Form<PromiseForm>) -> Reply {
    let mut invalid = Invalid::new();
    let mut wanted: Vec<(TierId, i64)> = Vec::new();
    for (name, value) in &form {
        let Some(tier) = name.strip_prefix(FIELD).and_then(|id| id.parse::<TierId>().ok()) else { continue };
        let typed = value.trim();
        match if typed.is_empty() { Ok(0) } else { typed.parse::<i64>() } {
            Ok(n) => wanted.push((tier, n)),
            Err(_) => {
                invalid.push(FieldError::new(name.clone(), "number"));
            }
        }
    }
    let (wanted, unread) = (&wanted, &invalid);
    match app.transact(&me.actor, |work| async move { actions::promise(&work, wanted, unread).await }).await {
        Ok(()) => Ok(flash_to(&app, "/leads/promises", "leads-promises-saved")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&page(&app, &me, &form, errors).await?)
        }
    }
}
