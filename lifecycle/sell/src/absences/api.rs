//! The API of the absences.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse;
use base::{Instant, UserId};
use chrono::NaiveDate;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Reply};

use super::actions;
use super::model::{Absence, NewAbsence};

pub(crate) fn routes() -> ApiRoutes {
    let decide = Gate::May(Permission::DealDecide);
    ApiRoutes::new().add(decide, routes!(list)).add(decide, routes!(set)).add(decide, routes!(end))
}

/// Somebody is away, and somebody else decides meanwhile.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Absence)]
struct AbsenceBody {
    /// Who is away.
    #[schema(value_type = String)]
    user_id: UserId,
    /// The name.
    name: String,
    /// Who decides meanwhile.
    #[schema(value_type = String)]
    substitute_id: UserId,
    /// That person's name.
    substitute_name: String,
    /// The first day.
    from: NaiveDate,
    /// The last day.
    until: NaiveDate,
    /// The time zone of the days.
    zone: &'static str,
    /// When it was said.
    #[schema(value_type = String, format = DateTime)]
    set_at: Instant,
}

impl From<Absence> for AbsenceBody {
    fn from(a: Absence) -> Self {
        Self {
            user_id: a.user,
            name: a.name,
            substitute_id: a.substitute,
            substitute_name: a.substitute_name,
            from: a.from,
            until: a.until,
            zone: a.zone.name(),
            set_at: a.at,
        }
    }
}

/// Who is away or will be, the first to begin first.
#[utoipa::path(get, path = "/api/v1/absences", tag = "Deals", operation_id = "absences_list", responses((status = 200, description = "The absences.", body = Vec<AbsenceBody>)))]
async fn list(State(app): State<App>, me: Me) -> Reply {
    let found = actions::list(&app.read(&me.actor)).await?;
    Ok(axum::response::Json(found.into_iter().map(AbsenceBody::from).collect::<Vec<_>>()).into_response())
}

/// The days on which the caller is away.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewAbsenceBody {
    /// The first day.
    from: NaiveDate,
    /// The last day; within a year.
    until: NaiveDate,
    /// Who decides meanwhile: one of those who may decide anyway.
    #[schema(value_type = String, pattern = "^usr_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    substitute_id: UserId,
}

/// Says that the caller is away, in place of what was said before. What waits for its decision goes to the substitute.
#[utoipa::path(put, path = "/api/v1/absence", tag = "Deals", operation_id = "absence_set", request_body = NewAbsenceBody, responses((status = 200, description = "The absence.", body = AbsenceBody)))]
async fn set(State(app): State<App>, me: Me, Json(body): Json<NewAbsenceBody>) -> Reply {
    let zone = me.l10n(&app).zone();
    let new = &NewAbsence { from: Some(body.from), until: Some(body.until), substitute: Some(body.substitute_id), zone };
    let set = app.transact(&me.actor, |work| async move { actions::set(&work, new).await }).await?;
    Ok(axum::response::Json(AbsenceBody::from(set)).into_response())
}

/// Says that the caller is back, or will not be away.
#[utoipa::path(delete, path = "/api/v1/absence", tag = "Deals", operation_id = "absence_end", responses((status = 204, description = "The caller is there.")))]
async fn end(State(app): State<App>, me: Me) -> Reply {
    app.transact(&me.actor, |work| async move { actions::end(&work).await }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
