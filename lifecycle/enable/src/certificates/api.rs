//! The API of certificates.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse;
use base::{CertificateId, PartnerId, UserId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Path, Reply};

use super::actions;
use super::model::Certificate;

pub(crate) fn routes() -> ApiRoutes {
    ApiRoutes::new().add(Gate::May(Permission::CertificateRead), routes!(list)).add(Gate::May(Permission::CourseManage), routes!(revoke))
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

fn body(c: Certificate) -> CertificateBody {
    CertificateBody {
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
    }
}

/// Certificates of the people that the caller may see, latest first.
#[utoipa::path(get, path = "/api/v1/certificates", tag = "Learning", operation_id = "certificates_list", responses((status = 200, description = "Up to 500 certificates.", body = Vec<CertificateBody>)))]
async fn list(State(app): State<App>, me: Me) -> Reply {
    let rows = actions::list(&app.read(&me.actor), None).await?.into_iter().map(body);
    Ok(axum::response::Json(rows.collect::<Vec<_>>()).into_response())
}

/// Why a certificate is taken back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Revocation {
    /// Why.
    #[schema(min_length = 2, max_length = 500)]
    reason: String,
}

/// Takes a certificate back, and the right that it gives.
#[utoipa::path(post, path = "/api/v1/certificates/{number}/revocation", tag = "Learning", operation_id = "certificates_revoke", params(("number" = String, Path, description = "The certificate's number.")), request_body = Revocation, responses((status = 200, description = "The revoked certificate.", body = CertificateBody)))]
async fn revoke(State(app): State<App>, me: Me, Path(number): Path<String>, Json(wish): Json<Revocation>) -> Reply {
    let (number, reason) = (number.as_str(), wish.reason.as_str());
    let c = app.transact(&me.actor, |work| async move { actions::revoke(&work, number, reason).await }).await?;
    Ok(axum::response::Json(body(c)).into_response())
}
