//! The forms of those who rule: the ruling, and who rules.

use axum::extract::State;
use base::{CaseId, CasePartyId, FieldError, Invalid, Result};
use serde::Deserialize;
use web::{App, Form, FormErrors, Me, Page, Path, Reply, flash_to};

use super::super::actions;
use super::super::model::{Kind, Part, Ruling};
use super::show;

/// What the form of a ruling sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct RulingForm {
    pub(super) version: String,
    /// `proposal`, `confirm:` with a side, or the code of another ruling.
    pub(super) choice: String,
    pub(super) lead: String,
    pub(super) side: Vec<String>,
    pub(super) share: Vec<String>,
    pub(super) role: Vec<String>,
    pub(super) reason: String,
    pub(super) assignee: String,
}

impl RulingForm {
    /// The ruling; none accepts what the rules propose.
    fn read(&self) -> Result<Option<Ruling>> {
        if self.choice == "proposal" {
            return Ok(None);
        }
        let mut invalid = Invalid::new();
        let (code, side) = self.choice.split_once(':').unwrap_or((&self.choice, &self.lead));
        let Some(kind) = Kind::from_code(code) else {
            invalid.push(FieldError::new("kind", "choice"));
            return Err(invalid.into());
        };
        let mut parts = Vec::new();
        if matches!(kind, Kind::Split | Kind::CoSell) {
            for (i, side) in self.side.iter().enumerate() {
                let typed = self.share.get(i).map(|s| s.trim().trim_end_matches('%').trim()).unwrap_or_default();
                let Ok(side) = side.parse::<CasePartyId>() else { continue };
                if typed.is_empty() {
                    continue;
                }
                match typed.parse::<i64>() {
                    Ok(share) => parts.push(Part { side, share, role: self.role.get(i).map(|r| base::one_line(r)).unwrap_or_default() }),
                    Err(_) => {
                        invalid.push(FieldError::new("parts", "number"));
                    }
                }
            }
        }
        invalid.check(self.role.iter().all(|r| r.chars().count() <= 80 && !r.chars().any(char::is_control)), "parts", "plain_text");
        invalid.finish()?;
        Ok(Some(Ruling { kind, lead: side.parse().ok(), parts, reason: self.reason.clone() }))
    }
}

pub(super) async fn rule(State(app): State<App>, me: Me, Path(id): Path<CaseId>, Form(f): Form<RulingForm>) -> Reply {
    let version = f.version.parse().ok();
    let outcome = match f.read() {
        Ok(ruling) => {
            let ruling = ruling.as_ref();
            app.transact(&me.actor, |work| async move { actions::rule(&work, id, version, ruling).await }).await
        }
        Err(e) => Err(e),
    };
    match outcome {
        Ok(_) => Ok(flash_to(&app, &format!("/conflicts/{id}"), "cases-ruled")),
        Err(e) => refused(&app, &me, id, f, e).await,
    }
}

async fn refused(app: &App, me: &Me, id: CaseId, f: RulingForm, e: base::Error) -> Reply {
    let errors = FormErrors::of(e, &Page::plain(app, me).l)?;
    Page::refused(&show::page(app, me, id, false, f, errors).await?)
}

pub(super) async fn assign(State(app): State<App>, me: Me, Path(id): Path<CaseId>, Form(f): Form<RulingForm>) -> Reply {
    let version = f.version.parse().ok();
    let outcome = match f.assignee.parse() {
        Ok(to) => app.transact(&me.actor, |work| async move { actions::assign(&work, id, version, to, "").await }).await,
        Err(_) => {
            let mut invalid = Invalid::new();
            invalid.push(FieldError::new("assignee", "choice"));
            Err(invalid.into())
        }
    };
    match outcome {
        Ok(_) => Ok(flash_to(&app, &format!("/conflicts/{id}"), "cases-assigned")),
        Err(e) => refused(&app, &me, id, f, e).await,
    }
}
