//! The API of the leads.

mod bodies;
mod moves;
mod profiles;
mod promises;
mod results;
mod routing;

use access::Permission;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use base::{FieldError, Invalid, LeadId, PartnerId};
use http::StatusCode;
use http::header::{ETAG, LOCATION};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Gate, Json, Me, PageQuery, Path, Query, Reply, etag};

pub(crate) use self::bodies::SourceCode;
use self::bodies::{CardBody, LeadBody, NewLeadBody, StateCode};
use super::actions;
use super::model::{Filter, Lead};

pub(crate) fn routes() -> ApiRoutes {
    let read = Gate::May(Permission::LeadRead);
    ApiRoutes::new()
        .add(read, routes!(list))
        .add(Gate::May(Permission::LeadCapture), routes!(create))
        .add(read, routes!(get))
        .merge(moves::routes())
        .merge(routing::routes())
        .merge(profiles::routes())
        .merge(promises::routes())
        .merge(results::routes())
}

/// A lead with what stands around it, and its version.
async fn answer(app: &App, me: &Me, lead: Lead) -> base::Result<Response> {
    let tag = etag(lead.version);
    let (offers, all) = actions::offered(&app.read(&me.actor), &lead).await?;
    Ok(([(ETAG, tag)], axum::response::Json(LeadBody::of(lead, offers, all))).into_response())
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Whose company begins with this text.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Only in these states; may be repeated.
    #[serde(default)]
    #[param(inline)]
    state: Vec<StateCode>,
    /// Only in this country, ISO 3166 alpha-2.
    #[param(min_length = 2, max_length = 2, pattern = "^[A-Z]{2}$")]
    country: Option<String>,
    /// Only from this source.
    #[param(inline)]
    #[serde(default, deserialize_with = "web::given")]
    source: Option<SourceCode>,
    /// Only of this partner.
    #[param(value_type = Option<String>)]
    #[serde(default, deserialize_with = "web::given")]
    partner_id: Option<PartnerId>,
    /// Only those whose first contact is late.
    #[serde(default, deserialize_with = "web::given")]
    late: Option<bool>,
}

impl ListQuery {
    fn filter(&self) -> Result<Filter, Invalid> {
        let mut invalid = Invalid::new();
        let q = self.q.clone().unwrap_or_default();
        if q.chars().count() > 200 {
            invalid.push(FieldError::new("q", "too_long").with("max", 200));
        }
        let fine = |c: &String| c.len() == 2 && c.chars().all(|c| c.is_ascii_uppercase());
        invalid.check(self.country.as_ref().is_none_or(fine), "country", "choice");
        invalid.finish()?;
        Ok(Filter {
            q,
            states: self.state.iter().map(|s| (*s).into()).collect(),
            country: self.country.clone(),
            source: self.source.map(Into::into),
            partner: self.partner_id,
            late: self.late == Some(true),
        })
    }
}

/// Leads that the caller may see.
#[utoipa::path(get, path = "/api/v1/leads", tag = "Leads", operation_id = "leads_list", params(ListQuery, PageQuery), responses((status = 200, description = "A page of leads.", body = ApiPage<CardBody>)))]
async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>, Query(page): Query<PageQuery>) -> Reply {
    let (found, _) = actions::list(&app.read(&me.actor), &query.filter()?, &page.request()?).await?;
    Ok(axum::response::Json(ApiPage::of(found, CardBody::from)).into_response())
}

/// Captures a lead.
///
/// It is compared with the leads, deals and accounts that are known, scored, and routed at once. A lead with an
/// `external_id` that was captured before is answered as it is, with 200. One that repeats another lead is kept
/// in the state `duplicate`.
#[utoipa::path(post, path = "/api/v1/leads", tag = "Leads", operation_id = "leads_create", request_body = NewLeadBody, responses((status = 201, description = "The lead; `Location` is its address, `ETag` its version.", body = LeadBody), (status = 200, description = "It was captured before; here it is as it stands.", body = LeadBody)))]
async fn create(State(app): State<App>, me: Me, Json(body): Json<NewLeadBody>) -> Reply {
    let (new, unread) = body.read();
    let (new, unread) = (&new, &unread);
    let done = app.transact(&me.actor, |work| async move { actions::capture(&work, new, unread).await }).await?;
    let place = format!("/api/v1/leads/{}", done.lead.id);
    let status = if done.again { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, [(LOCATION, place)], answer(&app, &me, done.lead).await?).into_response())
}

/// A lead.
#[utoipa::path(get, path = "/api/v1/leads/{id}", tag = "Leads", operation_id = "leads_get", params(("id" = String, Path, description = "The lead's id.")), responses((status = 200, description = "The lead; `ETag` is its version.", body = LeadBody)))]
async fn get(State(app): State<App>, me: Me, Path(id): Path<LeadId>) -> Reply {
    let lead = actions::get(&app.read(&me.actor), id).await?;
    Ok(answer(&app, &me, lead).await?)
}
