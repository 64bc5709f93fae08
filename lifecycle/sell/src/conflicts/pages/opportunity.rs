//! One opportunity on a protected customer: who asked, who is asked until when, and the answer.

use askama::Template;
use axum::extract::State;
use base::{OpportunityId, Result};
use serde::Deserialize;
use ui::{Errors, Tone, Ui};
use web::{App, Form, FormErrors, Me, Page, Path, Reply, flash_to, html};

use super::super::actions;
use super::super::model::{Consent, Opportunity};
use super::opportunities::consent;

/// What the form of the approver sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct AnswerForm {
    allow: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "conflicts/pages/opportunity.html")]
struct OpportunityPage {
    ui: Ui,
    o: Opportunity,
    asked: String,
    consent: Option<(String, Tone)>,
    /// What holds up until the answer, in a sentence.
    stopped: String,
    /// Whether the reader is who was named.
    may_answer: bool,
    f: AnswerForm,
    errors: Errors,
}

async fn page(app: &App, me: &Me, id: OpportunityId, full: bool, f: AnswerForm, errors: Errors) -> Result<OpportunityPage> {
    let ui = if full { Page::full(app, me).await? } else { Page::plain(app, me) };
    let o = actions::opportunity(&app.read(&me.actor), id).await?;
    let waits = matches!(o.consent, Consent::Waiting { until } if until > ui.now);
    let mine = o.approver.is_some() && o.approver == me.actor.user && o.owner != me.actor.user;
    Ok(OpportunityPage {
        asked: ui.t2("opportunities-asked-by", "name", o.owner_name.as_str(), "on", ui.date_time(&o.at)),
        consent: consent(&ui, &o),
        stopped: match (waits, mine) {
            (true, true) => ui.t("opportunities-yours"),
            (true, false) => ui.t1("opportunities-stopped", "name", o.approver_name.as_str()),
            (false, _) => String::new(),
        },
        may_answer: waits && mine,
        o,
        f,
        errors,
        ui,
    })
}

pub(super) async fn show(State(app): State<App>, me: Me, Path(id): Path<OpportunityId>) -> Reply {
    html(&page(&app, &me, id, true, AnswerForm::default(), Errors::none()).await?)
}

pub(super) async fn answer(State(app): State<App>, me: Me, Path(id): Path<OpportunityId>, Form(f): Form<AnswerForm>) -> Reply {
    let (allow, reason) = (f.allow == "yes", &f.reason);
    match app.transact(&me.actor, |work| async move { actions::answer_override(&work, id, allow, reason).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/conflicts/opportunities/{id}"), "opportunities-answered")),
        Err(e) => {
            let errors = FormErrors::of(e, &Page::plain(&app, &me).l)?;
            Page::refused(&page(&app, &me, id, false, f, errors).await?)
        }
    }
}
