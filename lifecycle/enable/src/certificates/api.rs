//! The API of certificates.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse;
use base::{CertificateId, PartnerId, UserId};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Me, Reply};

use super::actions;

pub(crate) fn routes() -> ApiRoutes {
    ApiRoutes::new().add(Gate::May(Permission::CertificateRead), routes!(list))
}

/// A certification held by a person.
#[derive(Serialize, ToSchema)]
#[schema(as = Certificate)]
struct CertificateBody {
    /// Its id.
    #[schema(value_type = String)]
    id: CertificateId,
    /// The number that anybody can check at `/certificates/{number}`.
    number: String,
    /// The certification's key.
    key: String,
    /// The certification's name.
    title: String,
    /// Who holds it.
    #[schema(value_type = String)]
    user: UserId,
    /// Their name.
    holder: String,
    /// Of which partner.
    #[schema(value_type = Option<String>)]
    partner: Option<PartnerId>,
    /// `active`, `expired` or `revoked`.
    state: &'static str,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    issued_at: base::Instant,
    /// Until when; absent is open.
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<base::Instant>,
}

/// Certificates of the people that the caller may see, latest first.
#[utoipa::path(get, path = "/api/v1/certificates", tag = "Learning", operation_id = "certificates_list", responses((status = 200, description = "Up to 500 certificates.", body = Vec<CertificateBody>)))]
async fn list(State(app): State<App>, me: Me) -> Reply {
    let rows = actions::list(&app.read(&me.actor), None).await?.into_iter().map(|c| CertificateBody {
        id: c.id,
        number: c.number,
        key: c.key,
        title: c.title,
        user: c.user,
        holder: c.holder,
        partner: c.partner,
        state: c.state.code(),
        issued_at: c.issued_at,
        until: c.until,
    });
    Ok(axum::response::Json(rows.collect::<Vec<_>>()).into_response())
}
