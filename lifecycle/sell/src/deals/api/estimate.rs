//! What a deal would earn, before it is handed in.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse;
use base::{Currency, Error, FieldError, Invalid, Money, PartnerId, ProductId, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Reply, Source};

use super::bodies::DealLine;

pub(super) fn routes() -> ApiRoutes {
    ApiRoutes::new().add(Gate::May(Permission::DealRegister), routes!(estimate))
}

/// A deal as far as it is known.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewDealEstimate {
    /// For which partner; members leave it out.
    #[schema(value_type = Option<String>, pattern = "^ptn_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    partner_id: Option<PartnerId>,
    /// What the customer would buy.
    #[schema(min_items = 1, max_items = 20)]
    lines: Vec<DealLine>,
    /// The currency of the amounts, ISO 4217.
    #[schema(pattern = "^[A-Z]{3}$", example = "EUR")]
    currency: String,
}

/// What it would earn by what holds now.
#[derive(Debug, Serialize, ToSchema)]
struct DealEstimate {
    /// The sum in minor units; absent where no plan pays for it.
    earning_minor: Option<i64>,
    /// The currency of the sum.
    currency: Option<&'static str>,
}

/// What lines would earn a partner, as the stages that pay say.
pub(crate) async fn earning(app: &App, partner: PartnerId, lines: &[(ProductId, Money)]) -> Result<Option<Money>> {
    let work = app.read(&app.system("deals"));
    for source in app.sources() {
        if let Source::Earning(earning) = source
            && let Some(sum) = earning(&work, partner, lines).await?
        {
            return Ok(Some(sum));
        }
    }
    Ok(None)
}

/// What a deal would earn the partner by the plans that hold now. Nothing is kept.
#[utoipa::path(post, path = "/api/v1/deal-estimates", tag = "Deals", operation_id = "deal_estimates_create", request_body = NewDealEstimate, responses((status = 200, description = "What it would earn.", body = DealEstimate)))]
async fn estimate(State(app): State<App>, me: Me, Json(body): Json<NewDealEstimate>) -> Reply {
    let partner = match (me.actor.partner, body.partner_id) {
        (Some(own), Some(other)) if own != other => return Err(Error::missing().into()),
        (Some(own), _) => own,
        (None, Some(partner)) => partners::get(&app.read(&me.actor), partner).await?.id,
        (None, None) => return Err(wrong("partner_id", "required").into()),
    };
    let currency: Currency = body.currency.parse().map_err(|_| wrong("currency", "choice"))?;
    let lines: Vec<_> = body.lines.into_iter().map(|l| l.priced(currency)).collect();
    let sound = |m: &Money| (0..=10_000_000_000_000).contains(&m.minor);
    if lines.is_empty() || lines.len() > 20 || !lines.iter().all(|(_, m)| sound(m)) {
        return Err(wrong("lines", "range").into());
    }
    let sum = earning(&app, partner, &lines).await?;
    Ok(axum::response::Json(DealEstimate { earning_minor: sum.map(|m| m.minor), currency: sum.map(|m| m.currency.code()) }).into_response())
}

fn wrong(field: &str, code: &'static str) -> Error {
    let mut invalid = Invalid::new();
    invalid.push(FieldError::new(field, code));
    invalid.into()
}
