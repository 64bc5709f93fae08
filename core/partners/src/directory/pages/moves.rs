//! Moving a partner along its lifecycle, giving it another manager or another tier.

use axum::extract::State;
use base::{Error, PartnerId, UserId};
use serde::Deserialize;
use web::{App, Form, FormErrors, Me, Page, Path, Reply, flash_to};

use super::super::actions;
use super::super::model::Lifecycle;
use super::show::shown;

#[derive(Deserialize)]
pub(super) struct MoveForm {
    #[serde(default)]
    to: String,
    #[serde(default)]
    reason: String,
}

pub(super) async fn move_to(State(app): State<App>, me: Me, Path(id): Path<PartnerId>, Form(form): Form<MoveForm>) -> Reply {
    let form = &form;
    let outcome = app
        .transact(&me.actor, |work| async move {
            let to = Lifecycle::from_code(&form.to).ok_or_else(|| {
                let mut invalid = base::Invalid::new();
                invalid.push(base::FieldError::new("to", "choice"));
                Error::from(invalid)
            })?;
            actions::move_to(&work, id, to, Some(form.reason.as_str()).filter(|r| !r.trim().is_empty())).await
        })
        .await;
    match outcome {
        Ok(_) => Ok(flash_to(&app, &format!("/partners/{id}"), "partner-moved")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&shown(&app, &me, id, errors).await?)
        }
    }
}

#[derive(Deserialize)]
pub(super) struct AssignForm {
    #[serde(default)]
    manager: String,
}

pub(super) async fn assign(State(app): State<App>, me: Me, Path(id): Path<PartnerId>, Form(form): Form<AssignForm>) -> Reply {
    let manager: UserId = form.manager.parse().map_err(|_| Error::missing())?;
    app.transact(&me.actor, |work| async move { actions::assign(&work, id, manager).await }).await?;
    Ok(flash_to(&app, &format!("/partners/{id}"), "partner-assigned"))
}

#[derive(Deserialize)]
pub(super) struct TierForm {
    #[serde(default)]
    tier: String,
    #[serde(default)]
    tier_reason: String,
}

pub(super) async fn set_tier(State(app): State<App>, me: Me, Path(id): Path<PartnerId>, Form(form): Form<TierForm>) -> Reply {
    let tier = form.tier.parse().map_err(|_| Error::missing())?;
    let reason = form.tier_reason.as_str();
    match app.transact(&me.actor, |work| async move { actions::set_tier(&work, id, tier, reason).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/partners/{id}"), "partner-tier-changed")),
        Err(e) => {
            // The page has two reasons; this one is of the tier.
            let e = match e.code() {
                Some("partner.reason_needed") => Error::from(one(base::FieldError::new("tier_reason", "required"))),
                Some(_) if e.kind() == Some(base::Kind::Invalid) => Error::from(one(base::FieldError::new("tier_reason", "invalid"))),
                _ => e,
            };
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&shown(&app, &me, id, errors).await?)
        }
    }
}

fn one(error: base::FieldError) -> base::Invalid {
    let mut invalid = base::Invalid::new();
    invalid.push(error);
    invalid
}
