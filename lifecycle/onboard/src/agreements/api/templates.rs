//! The API of agreement texts, and the public question whether a document is genuine.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse as _;
use base::{AgreementTemplateId, Instant, Invalid};
use http::StatusCode;
use http::header::LOCATION;
use partners::PartnerType;
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{Array, ArrayBuilder, ObjectBuilder, Type};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Path, Query, Reply};
use work::Actor;

use super::super::actions;
use super::super::model::{NewTemplate, Template, Text, Verified};

pub(super) fn routes() -> ApiRoutes {
    let manage = Gate::May(Permission::AgreementManage);
    ApiRoutes::new()
        .add(manage, routes!(list))
        .add(manage, routes!(write))
        .add(manage, routes!(get))
        .add(manage, routes!(send))
        .add(Gate::Public, routes!(verify))
}

/// A version of an agreement text.
#[derive(Serialize, ToSchema)]
struct AgreementTemplateBody {
    /// Its id.
    #[schema(value_type = String)]
    id: AgreementTemplateId,
    /// What all versions of it share.
    key: String,
    /// The number of this version.
    version: i64,
    /// The kind of agreement.
    kind: String,
    /// The language whose text decides.
    governing_language: String,
    /// The languages it exists in.
    languages: Vec<String>,
    /// How long agreements hold, in months.
    months: Option<i64>,
    /// The partner types it is for; empty is all.
    partner_types: Vec<String>,
    /// The countries it is for; empty is all.
    countries: Vec<String>,
    /// When it was written.
    #[schema(value_type = String, format = DateTime)]
    created_at: Instant,
}

impl From<&Template> for AgreementTemplateBody {
    fn from(t: &Template) -> Self {
        Self {
            id: t.id,
            key: t.key.clone(),
            version: t.no,
            kind: t.kind.clone(),
            governing_language: t.governing.clone(),
            languages: t.texts.iter().map(|x| x.language.clone()).collect(),
            months: t.months,
            partner_types: t.types.clone(),
            countries: t.countries.clone(),
            created_at: t.created_at,
        }
    }
}

/// Every version of every agreement text.
#[derive(Serialize, ToSchema)]
struct AgreementTemplates {
    /// The versions, newest first within a key.
    data: Vec<AgreementTemplateBody>,
}

/// Every version of every agreement text.
#[utoipa::path(get, path = "/api/v1/agreement-templates", tag = "Agreements", operation_id = "agreement_templates_list", responses((status = 200, description = "The versions.", body = AgreementTemplates)))]
async fn list(State(app): State<App>, me: Me) -> Reply {
    let found = actions::templates(&app.read(&me.actor)).await?;
    let data = found.iter().map(AgreementTemplateBody::from).collect();
    Ok(axum::response::Json(AgreementTemplates { data }).into_response())
}

/// A language that texts are written in.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum AgreementLanguage {
    En,
    De,
}

impl AgreementLanguage {
    const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }
}

/// The words in one language.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AgreementText {
    /// The language.
    language: AgreementLanguage,
    /// The title.
    #[schema(min_length = 3, max_length = 200)]
    title: String,
    /// The text in Markdown; names in double braces, such as `{{partner}}`, are filled in for each partner.
    #[schema(min_length = 20, max_length = 200_000)]
    body: String,
}

/// A version with its words.
#[derive(Serialize, ToSchema)]
struct AgreementTemplateDetail {
    #[serde(flatten)]
    template: AgreementTemplateBody,
    /// The vendor's legal name.
    vendor: String,
    /// The words in each language.
    texts: Vec<AgreementText>,
    /// How many partners are on an older version, and would be asked to sign this one.
    reach: usize,
}

fn detail(t: Template, reach: usize) -> AgreementTemplateDetail {
    let template = AgreementTemplateBody::from(&t);
    let language = |code: &str| if code == "de" { AgreementLanguage::De } else { AgreementLanguage::En };
    let texts = t.texts.into_iter().map(|x| AgreementText { language: language(&x.language), title: x.title, body: x.body }).collect();
    AgreementTemplateDetail { template, vendor: t.vendor, texts, reach }
}

/// One version of an agreement text, with its words.
#[utoipa::path(get, path = "/api/v1/agreement-templates/{id}", tag = "Agreements", operation_id = "agreement_templates_get", params(("id" = String, Path, description = "The version's id.")), responses((status = 200, description = "The version.", body = AgreementTemplateDetail)))]
async fn get(State(app): State<App>, me: Me, Path(id): Path<AgreementTemplateId>) -> Reply {
    let work = app.read(&me.actor);
    let template = actions::get_template(&work, id).await?;
    let reach = actions::reach(&work, &template).await?;
    Ok(axum::response::Json(detail(template, reach)).into_response())
}

/// What an agreement is about.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum AgreementKind {
    Program,
    DataProtection,
    Confidentiality,
    Addendum,
}

impl AgreementKind {
    const fn code(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::DataProtection => "data_protection",
            Self::Confidentiality => "confidentiality",
            Self::Addendum => "addendum",
        }
    }
}

/// A version to write.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewAgreementTemplate {
    /// What all versions of it share; one that is there gets its next version.
    #[schema(min_length = 2, max_length = 40, pattern = "^[a-z][a-z0-9-]*$")]
    key: String,
    /// What it is about.
    kind: AgreementKind,
    /// The vendor's legal name.
    #[schema(min_length = 2, max_length = 200)]
    vendor: String,
    /// The language whose text decides.
    governing_language: AgreementLanguage,
    /// The words, once for each language; the governing one among them.
    #[schema(min_items = 1, max_items = 2)]
    texts: Vec<AgreementText>,
    /// How long agreements hold, in months; without end when absent.
    #[schema(minimum = 1, maximum = 600)]
    months: Option<i64>,
    /// The partner types it is for; empty is all.
    #[serde(default)]
    #[schema(schema_with = types_schema)]
    partner_types: Vec<String>,
    /// The countries it is for, by their ISO codes such as `DE`; empty is all.
    #[serde(default)]
    #[schema(schema_with = countries_schema)]
    countries: Vec<String>,
}

fn types_schema() -> Array {
    let code = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(PartnerType::ALL.iter().map(|t| t.code())));
    ArrayBuilder::new().items(code).build()
}

fn countries_schema() -> Array {
    ArrayBuilder::new().items(ObjectBuilder::new().schema_type(Type::String).pattern(Some("^[A-Z]{2}$"))).build()
}

/// Writes the next version of an agreement text; agreements that were sent keep theirs.
#[utoipa::path(post, path = "/api/v1/agreement-templates", tag = "Agreements", operation_id = "agreement_templates_write", request_body = NewAgreementTemplate, responses((status = 201, description = "The version; `Location` is its address.", body = AgreementTemplateDetail)))]
async fn write(State(app): State<App>, me: Me, Json(n): Json<NewAgreementTemplate>) -> Reply {
    let text = |x: AgreementText| Text { language: x.language.code().to_owned(), title: x.title, body: x.body };
    let new = &NewTemplate {
        key: n.key,
        kind: n.kind.code().to_owned(),
        vendor: n.vendor,
        governing: n.governing_language.code().to_owned(),
        texts: n.texts.into_iter().map(text).collect(),
        months: n.months,
        types: n.partner_types,
        countries: n.countries,
    };
    let (written, reach) = app
        .transact(&me.actor, |work| async move {
            let written = actions::write_template(&work, new).await?;
            let reach = actions::reach(&work, &written).await?;
            Ok((written, reach))
        })
        .await?;
    let place = format!("/api/v1/agreement-templates/{}", written.id);
    Ok((StatusCode::CREATED, [(LOCATION, place)], axum::response::Json(detail(written, reach))).into_response())
}

/// How many partners were asked.
#[derive(Serialize, ToSchema)]
struct AgreementVersionSent {
    /// Partners that got an agreement to sign; those that have one open are left alone.
    sent: u64,
}

/// Asks every partner on an older version to sign this one.
#[utoipa::path(post, path = "/api/v1/agreement-templates/{id}/sending", tag = "Agreements", operation_id = "agreement_templates_send", params(("id" = String, Path, description = "The version's id.")), responses((status = 200, description = "How many were asked.", body = AgreementVersionSent)))]
async fn send(State(app): State<App>, me: Me, Path(id): Path<AgreementTemplateId>) -> Reply {
    let sent = app.transact(&me.actor, |work| async move { actions::send_version(&work, id).await }).await?;
    Ok(axum::response::Json(AgreementVersionSent { sent }).into_response())
}

/// Which document is asked about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct VerifyQuery {
    /// The SHA-256 of its bytes in hexadecimal digits.
    #[param(min_length = 64, max_length = 64, pattern = "^[0-9a-fA-F]{64}$")]
    digest: String,
}

/// Whether a document is one that was sealed here.
#[derive(Serialize, ToSchema)]
struct AgreementVerification {
    /// Whether it is; everything else is absent when it is not.
    genuine: bool,
    /// The title.
    title: Option<String>,
    /// The vendor.
    vendor: Option<String>,
    /// The partner.
    party: Option<String>,
    /// Since when it holds or held.
    #[schema(value_type = Option<String>, format = DateTime)]
    since: Option<Instant>,
}

/// Tells whether a document is genuine, by its digest.
///
/// Anybody may ask: the answer holds no more than the asker's own document does.
#[utoipa::path(get, path = "/api/v1/agreement-verification", tag = "Agreements", operation_id = "agreements_verify", params(VerifyQuery), responses((status = 200, description = "What is known of it.", body = AgreementVerification)))]
async fn verify(State(app): State<App>, Query(query): Query<VerifyQuery>) -> Reply {
    let mut invalid = Invalid::new();
    let sound = query.digest.len() == 64 && query.digest.chars().all(|c| c.is_ascii_hexdigit());
    invalid.check(sound, "digest", "invalid");
    invalid.finish()?;
    let known = actions::verify(&app.read(&Actor::system("onboard.verify")), &query.digest).await?;
    let genuine = known.is_some();
    let (title, vendor, party, since) = match known {
        Some(Verified { title, vendor, party, since }) => (Some(title), Some(vendor), Some(party), Some(since)),
        None => (None, None, None, None),
    };
    Ok(axum::response::Json(AgreementVerification { genuine, title, vendor, party, since }).into_response())
}
