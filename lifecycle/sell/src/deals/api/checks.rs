//! Whether a customer is free, over the API.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse;
use base::{DealId, FieldError, Invalid};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Reply};

use super::codes::FreedomCode;
use crate::deals::model::Customer;
use crate::deals::{actions, rules};

pub(super) fn routes() -> ApiRoutes {
    ApiRoutes::new().add(Gate::May(Permission::DealRegister), routes!(check))
}

/// A customer to ask about.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DealCheck {
    /// Its name.
    #[schema(min_length = 2, max_length = 160)]
    company: String,
    /// Its website.
    #[schema(max_length = 300)]
    #[serde(default)]
    domain: String,
    /// Its country, ISO 3166 alpha-2.
    #[schema(pattern = "^[A-Za-z]{2}$")]
    country: Option<String>,
}

/// Whether a customer is free.
#[derive(Serialize, ToSchema)]
struct DealCheckResult {
    /// The answer in one word.
    answer: FreedomCode,
    /// Whether a registration of another partner may be in the way; the answer is the same whoever it is.
    overlap: bool,
    /// The caller's own deals about this customer.
    #[schema(value_type = Vec<String>)]
    own_deals: Vec<DealId>,
}

/// Whether a customer is free, before a deal is registered.
///
/// Says only that an overlap exists, never who, what or how much: every customer that somebody else holds gets the same
/// answer. Asking is counted and noted, and limited for each hour.
#[utoipa::path(post, path = "/api/v1/deal-checks", tag = "Deals", operation_id = "deal_checks_create", request_body = DealCheck, responses((status = 200, description = "What may be known.", body = DealCheckResult)))]
async fn check(State(app): State<App>, me: Me, Json(body): Json<DealCheck>) -> Reply {
    if body.country.as_deref() == Some("") {
        let mut invalid = Invalid::new();
        invalid.push(FieldError::new("country", "choice"));
        return Err(invalid.into());
    }
    let customer = asked(&body.company, &body.domain, body.country.as_deref().unwrap_or_default())?;
    let customer = &customer;
    let found = app.transact(&me.actor, |work| async move { actions::check_customer(&work, customer).await }).await?;
    Ok(axum::response::Json(DealCheckResult { answer: found.answer.into(), overlap: found.overlap, own_deals: found.own }).into_response())
}

/// The customer that is asked about, or what is wrong with it.
pub(crate) fn asked(company: &str, domain: &str, country: &str) -> Result<Customer, Invalid> {
    let mut invalid = Invalid::new();
    let mut customer = Customer {
        company: company.to_owned(),
        domain: domain.to_owned(),
        country: country.trim().to_ascii_uppercase(),
        ..Customer::default()
    };
    rules::check_line(&mut invalid, "company", &mut customer.company, 2, 160);
    rules::check_line(&mut invalid, "domain", &mut customer.domain, 0, 300);
    if !customer.country.is_empty() {
        invalid.check(celes::Country::from_alpha2(&customer.country).is_ok(), "country", "choice");
    }
    customer.domain = rules::host_name(&customer.domain).unwrap_or_default();
    invalid.finish().map(|()| customer)
}
