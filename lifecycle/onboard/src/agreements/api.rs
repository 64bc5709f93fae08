//! The API of agreements.

mod templates;

use access::Permission;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base::{AgreementId, AgreementTemplateId, Instant, PartnerId};
use http::header::{ETAG, LOCATION, USER_AGENT};
use http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Gate, Json, Me, PageQuery, Path, Query, Reply, etag, if_match};
use work::Work;

use super::actions;
use super::model::{Agreement, AgreementState, Filter, KINDS, Side, Signature, SignatureForm};

pub(crate) fn routes() -> ApiRoutes {
    let (read, sign, manage) =
        (Gate::May(Permission::AgreementRead), Gate::May(Permission::AgreementSign), Gate::May(Permission::AgreementManage));
    ApiRoutes::new()
        .add(read, routes!(list))
        .add(manage, routes!(send))
        .add(read, routes!(get))
        .add(read, routes!(document))
        .add(sign, routes!(sign_it))
        .add(sign, routes!(decline))
        .add(Gate::May(Permission::AgreementCountersign), routes!(countersign))
        .add(manage, routes!(terminate))
        .merge(templates::routes())
}

/// An agreement with a partner.
#[derive(Serialize, ToSchema)]
#[schema(as = Agreement)]
struct AgreementBody {
    /// Its id.
    #[schema(value_type = String, example = "agr_01h455vb4pex5vsknk084sn02q")]
    id: AgreementId,
    /// Its number, on every page.
    number: String,
    /// With which partner.
    #[schema(value_type = String)]
    partner: PartnerId,
    /// The partner's name when it was sent.
    party: String,
    /// The vendor's legal name.
    vendor: String,
    /// The version of the template it was made from.
    #[schema(value_type = String)]
    template: AgreementTemplateId,
    /// The number of that version.
    template_version: i64,
    /// `program`, `data_protection`, `confidentiality` or `addendum`.
    kind: String,
    /// The language it was sent in.
    language: String,
    /// The language whose text decides.
    governing_language: String,
    /// Its title.
    title: String,
    /// `sent`, `viewed`, `signed`, `in_force`, `expired`, `terminated`, `declined` or `superseded`.
    state: &'static str,
    /// When it was sent.
    #[schema(value_type = String, format = DateTime)]
    sent_at: Instant,
    /// Since when it holds or held.
    #[schema(value_type = Option<String>, format = DateTime)]
    in_force_at: Option<Instant>,
    /// Until when it holds.
    #[schema(value_type = Option<String>, format = DateTime)]
    until_at: Option<Instant>,
    /// Why it was declined or ended.
    reason: Option<String>,
    /// The SHA-256 of the document to sign, once it is set.
    document_digest: Option<String>,
    /// The SHA-256 of the sealed document.
    sealed_digest: Option<String>,
}

/// An agreement with its text and its signatures.
#[derive(Serialize, ToSchema)]
struct AgreementDetail {
    #[serde(flatten)]
    agreement: AgreementBody,
    /// The text in Markdown.
    body: String,
    /// The signatures given so far, the partner's first.
    signatures: Vec<SignatureBody>,
}

/// A signature that was given.
#[derive(Serialize, ToSchema)]
#[schema(as = AgreementSignature)]
struct SignatureBody {
    /// `partner` or `vendor`.
    side: &'static str,
    /// The signer's name.
    name: String,
    /// What the signer is at the company.
    title: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// `typed` or `drawn`.
    method: &'static str,
    /// The version of the consent that was given.
    consent: String,
    /// The SHA-256 of the document that was signed.
    document_digest: String,
}

fn signature_body(s: Signature) -> SignatureBody {
    SignatureBody {
        side: match s.side {
            Side::Partner => "partner",
            Side::Vendor => "vendor",
        },
        method: s.method.name(),
        name: s.name,
        title: s.title,
        at: s.at,
        consent: s.consent,
        document_digest: s.document,
    }
}

fn body(a: Agreement) -> AgreementBody {
    let reason = match a.state() {
        AgreementState::Terminated { reason, .. } | AgreementState::Declined { reason, .. } => Some(reason.clone()),
        AgreementState::Sent
        | AgreementState::Viewed { .. }
        | AgreementState::Signed { .. }
        | AgreementState::InForce { .. }
        | AgreementState::Expired { .. }
        | AgreementState::Superseded { .. } => None,
    };
    AgreementBody {
        state: a.state().name(),
        in_force_at: a.state().since(),
        until_at: a.state().until(),
        reason,
        id: a.id,
        number: a.number,
        partner: a.partner,
        party: a.party,
        vendor: a.vendor,
        template: a.template,
        template_version: a.no,
        kind: a.kind,
        language: a.language,
        governing_language: a.governing,
        title: a.title,
        sent_at: a.sent_at,
        document_digest: a.document.map(|d| d.digest),
        sealed_digest: a.sealed.map(|d| d.digest),
    }
}

async fn answer(work: &Work, a: Agreement, status: StatusCode) -> base::Result<Response> {
    let signatures = actions::signatures(work, &a).await?;
    let (tag, text) = (etag(a.version), a.body.clone());
    let detail = AgreementDetail { agreement: body(a), body: text, signatures: signatures.into_iter().map(signature_body).collect() };
    Ok((status, [(ETAG, tag)], axum::response::Json(detail)).into_response())
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Only in this state.
    #[serde(default, deserialize_with = "web::given")]
    #[param(pattern = "^(sent|viewed|signed|in_force|expired|terminated|declined|superseded)$")]
    state: Option<String>,
    /// Only of this kind.
    #[serde(default, deserialize_with = "web::given")]
    #[param(pattern = "^(program|data_protection|confidentiality|addendum)$")]
    kind: Option<String>,
    /// Only with this partner.
    #[serde(default, deserialize_with = "web::given")]
    #[param(value_type = Option<String>, pattern = "^ptn_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    partner: Option<String>,
}

/// Agreements that the caller may see, newest first.
#[utoipa::path(get, path = "/api/v1/agreements", tag = "Agreements", operation_id = "agreements_list", params(ListQuery, PageQuery), responses((status = 200, description = "A page of agreements.", body = ApiPage<AgreementBody>)))]
async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>, Query(page): Query<PageQuery>) -> Reply {
    let mut invalid = base::Invalid::new();
    let state = query.state.as_deref().map(|s| AgreementState::CODES.into_iter().find(|c| *c == s));
    let partner = query.partner.as_deref().map(str::parse::<PartnerId>).transpose();
    invalid.check(state != Some(None), "state", "choice");
    invalid.check(query.kind.as_deref().is_none_or(|k| KINDS.contains(&k)), "kind", "choice");
    invalid.check(partner.is_ok(), "partner", "choice");
    invalid.finish()?;
    let filter = Filter { states: state.flatten().into_iter().collect(), partner: partner.ok().flatten(), kind: query.kind };
    let found = actions::list(&app.read(&me.actor), &filter, &page.request()?).await?;
    Ok(axum::response::Json(ApiPage::of(found, body)).into_response())
}

/// Which text to send to whom.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AgreementSending {
    /// The partner.
    #[schema(value_type = String, max_length = 60, pattern = "^ptn_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    partner: PartnerId,
    /// The version of the template.
    #[schema(value_type = String, max_length = 60, pattern = "^agrt_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    template: AgreementTemplateId,
}

/// Sends a partner an agreement.
#[utoipa::path(post, path = "/api/v1/agreements", tag = "Agreements", operation_id = "agreements_send", request_body = AgreementSending, responses((status = 201, description = "The agreement; `Location` is its address.", body = AgreementDetail)))]
async fn send(State(app): State<App>, me: Me, Json(wish): Json<AgreementSending>) -> Reply {
    let (partner, template) = (wish.partner, wish.template);
    let a = app.transact(&me.actor, |work| async move { actions::send(&work, partner, template).await }).await?;
    let location = format!("/api/v1/agreements/{}", a.id);
    Ok(([(LOCATION, location)], answer(&app.read(&me.actor), a, StatusCode::CREATED).await?).into_response())
}

/// One agreement with its text and signatures.
#[utoipa::path(get, path = "/api/v1/agreements/{id}", tag = "Agreements", operation_id = "agreements_get", params(("id" = String, Path, description = "The agreement's id.")), responses((status = 200, description = "The agreement; `ETag` is its version.", body = AgreementDetail)))]
async fn get(State(app): State<App>, me: Me, Path(id): Path<AgreementId>) -> Reply {
    let work = app.read(&me.actor);
    let a = actions::get(&work, id).await?;
    Ok(answer(&work, a, StatusCode::OK).await?)
}

/// The document as PDF: sealed once both have signed.
#[utoipa::path(get, path = "/api/v1/agreements/{id}/document", tag = "Agreements", operation_id = "agreements_document", params(("id" = String, Path, description = "The agreement's id.")), responses((status = 200, description = "The document.", body = Vec<u8>, content_type = "application/pdf")))]
async fn document(state: State<App>, me: Me, id: Path<AgreementId>) -> Reply {
    super::pages::document(state, me, id).await
}

/// The one answer that a consent can have.
fn only_true() -> utoipa::openapi::schema::Object {
    utoipa::openapi::ObjectBuilder::new()
        .schema_type(utoipa::openapi::schema::Type::Boolean)
        .enum_values(Some([true]))
        .description(Some("Must be true: the signer consents to signing electronically."))
        .build()
}

/// A signature to give.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewAgreementSignature {
    /// The signer's full name.
    #[schema(min_length = 2, max_length = 120, pattern = "[^\\s\\x00-\\x1f\\x7f-\\x9f][\\s\\S]*[^\\s\\x00-\\x1f\\x7f-\\x9f]")]
    name: String,
    /// What the signer is at the company.
    #[schema(min_length = 2, max_length = 120, pattern = "[^\\s\\x00-\\x1f\\x7f-\\x9f][\\s\\S]*[^\\s\\x00-\\x1f\\x7f-\\x9f]")]
    title: String,
    /// The signature drawn as SVG of paths and circles.
    #[schema(max_length = 400_000)]
    drawing: Option<String>,
    /// Must be true: the signer consents to signing electronically.
    #[schema(schema_with = only_true)]
    consent: bool,
    /// The SHA-256 of the document that was read; refused when another one is there.
    #[schema(max_length = 64, pattern = "^[0-9a-f]{64}$")]
    document_digest: Option<String>,
}

fn form(me: &Me, headers: &HeaderMap, new: NewAgreementSignature) -> base::Result<SignatureForm> {
    Ok(SignatureForm {
        name: new.name,
        title: new.title,
        drawing: new.drawing.unwrap_or_default(),
        consent: new.consent,
        document: new.document_digest,
        version: if_match(headers)?,
        agent: headers.get(USER_AGENT).and_then(|v| v.to_str().ok()).map(str::to_owned),
        email: me.account.as_ref().map(|a| a.email.clone()).ok_or_else(base::Error::forbidden)?,
    })
}

/// Signs for the partner.
#[utoipa::path(post, path = "/api/v1/agreements/{id}/signature", tag = "Agreements", operation_id = "agreements_sign", params(("id" = String, Path, description = "The agreement's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = NewAgreementSignature, responses((status = 200, description = "The signed agreement.", body = AgreementDetail)))]
async fn sign_it(
    State(app): State<App>,
    me: Me,
    Path(id): Path<AgreementId>,
    headers: HeaderMap,
    Json(new): Json<NewAgreementSignature>,
) -> Reply {
    let form = &form(&me, &headers, new)?;
    // A fast caller does not have to wait for the document to be set.
    if actions::get(&app.read(&me.actor), id).await?.document.is_none() {
        super::jobs::ensure_document(&app, id).await?;
    }
    let a = app.transact(&me.actor, |work| async move { actions::sign(&work, id, form).await }).await?;
    Ok(answer(&app.read(&me.actor), a, StatusCode::OK).await?)
}

/// Signs for the vendor; from then on the agreement holds.
#[utoipa::path(post, path = "/api/v1/agreements/{id}/countersignature", tag = "Agreements", operation_id = "agreements_countersign", params(("id" = String, Path, description = "The agreement's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = NewAgreementSignature, responses((status = 200, description = "The agreement in force.", body = AgreementDetail)))]
async fn countersign(
    State(app): State<App>,
    me: Me,
    Path(id): Path<AgreementId>,
    headers: HeaderMap,
    Json(new): Json<NewAgreementSignature>,
) -> Reply {
    let form = &form(&me, &headers, new)?;
    let a = app.transact(&me.actor, |work| async move { actions::countersign(&work, id, form).await }).await?;
    Ok(answer(&app.read(&me.actor), a, StatusCode::OK).await?)
}

/// Why an agreement is declined or ended.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AgreementReason {
    /// The reason; the other side reads it.
    #[schema(min_length = 3, max_length = 1000, pattern = "[^\\s\\x00-\\x1f\\x7f-\\x9f][\\s\\S]+[^\\s\\x00-\\x1f\\x7f-\\x9f]")]
    reason: String,
}

/// Declines to sign.
#[utoipa::path(post, path = "/api/v1/agreements/{id}/decline", tag = "Agreements", operation_id = "agreements_decline", params(("id" = String, Path, description = "The agreement's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = AgreementReason, responses((status = 200, description = "The declined agreement.", body = AgreementDetail)))]
async fn decline(
    State(app): State<App>,
    me: Me,
    Path(id): Path<AgreementId>,
    headers: HeaderMap,
    Json(why): Json<AgreementReason>,
) -> Reply {
    let (version, reason) = (if_match(&headers)?, why.reason.as_str());
    let a = app.transact(&me.actor, |work| async move { actions::decline(&work, id, reason, version).await }).await?;
    Ok(answer(&app.read(&me.actor), a, StatusCode::OK).await?)
}

/// Ends an agreement, or takes it back before it holds.
#[utoipa::path(post, path = "/api/v1/agreements/{id}/termination", tag = "Agreements", operation_id = "agreements_terminate", params(("id" = String, Path, description = "The agreement's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = AgreementReason, responses((status = 200, description = "The ended agreement.", body = AgreementDetail)))]
async fn terminate(
    State(app): State<App>,
    me: Me,
    Path(id): Path<AgreementId>,
    headers: HeaderMap,
    Json(why): Json<AgreementReason>,
) -> Reply {
    let (version, reason) = (if_match(&headers)?, why.reason.as_str());
    let a = app.transact(&me.actor, |work| async move { actions::terminate(&work, id, reason, version).await }).await?;
    Ok(answer(&app.read(&me.actor), a, StatusCode::OK).await?)
}
