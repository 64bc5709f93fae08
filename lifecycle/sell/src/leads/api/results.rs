//! The API of what routing achieved.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse as _;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Me, Reply};

use crate::leads::actions;
use crate::leads::rules::{Figures, Line, Verdict};

pub(super) fn routes() -> ApiRoutes {
    ApiRoutes::new().add(Gate::May(Permission::LeadManage), routes!(results))
}

/// What may be said of the difference between a rule and chance.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum LeadVerdict {
    TooFew,
    Unclear,
    Better,
    Worse,
}

/// What became of some leads.
#[derive(Serialize, ToSchema)]
struct LeadFigures {
    /// How many were placed.
    placed: i64,
    /// Of these, how many have an outcome: their deal ended, or they turned out to be none.
    known: i64,
    /// Of those with an outcome, how many were won.
    won: i64,
    /// The median of the minutes from the capture to the first contact.
    contact_minutes: Option<i64>,
}

impl From<Figures> for LeadFigures {
    fn from(f: Figures) -> Self {
        Self { placed: f.placed, known: f.known, won: f.won, contact_minutes: f.contact_minutes }
    }
}

/// What a rule achieved, beside the leads that it gave at random.
#[derive(Serialize, ToSchema)]
struct LeadResult {
    /// The rule's key; empty for all rules together.
    rule: String,
    /// The leads that went as the rule says.
    routed: LeadFigures,
    /// The leads that it gave at random.
    control: LeadFigures,
    /// What may be said of the difference; nothing below 30 outcomes on each side.
    verdict: LeadVerdict,
}

impl From<Line> for LeadResult {
    fn from(l: Line) -> Self {
        Self {
            rule: l.rule,
            routed: l.routed.into(),
            control: l.control.into(),
            verdict: match l.verdict {
                Verdict::TooFew => LeadVerdict::TooFew,
                Verdict::Unclear => LeadVerdict::Unclear,
                Verdict::Better => LeadVerdict::Better,
                Verdict::Worse => LeadVerdict::Worse,
            },
        }
    }
}

/// What routing achieved in the last year: all rules together first, then each one.
#[utoipa::path(get, path = "/api/v1/lead-results", tag = "Leads", operation_id = "lead_results_get", responses((status = 200, description = "Win rate and time to the first contact by rule.", body = Vec<LeadResult>)))]
async fn results(State(app): State<App>, me: Me) -> Reply {
    let found = actions::results(&app.read(&me.actor)).await?;
    Ok(axum::response::Json(found.into_iter().map(LeadResult::from).collect::<Vec<_>>()).into_response())
}
