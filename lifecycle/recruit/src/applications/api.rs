//! The API of applications.

mod review;

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse as _;
use base::{ApplicationId, PartnerId};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Gate, Json, Me, PageQuery, Path, Query, Reply, etag, if_match};

use super::actions;
use super::model::{Application, Details, Filter, Reason, State as Where, TYPES, Verdict};
use super::pages::{applicant, take_turn};

pub(crate) fn routes() -> ApiRoutes {
    ApiRoutes::new()
        .add(Gate::Public, routes!(apply))
        .add(Gate::May(Permission::ApplicationRead), routes!(list))
        .add(Gate::May(Permission::ApplicationRead), routes!(get))
        .add(Gate::May(Permission::ApplicationDecide), routes!(decide))
        .merge(review::routes())
}

/// The partner type asked for.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Type {
    Reseller,
    Msp,
    ServiceDelivery,
}

/// How many people work for the company.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
enum Size {
    #[serde(rename = "1-9")]
    Tiny,
    #[serde(rename = "10-49")]
    Small,
    #[serde(rename = "50-249")]
    Medium,
    #[serde(rename = "250-999")]
    Large,
    #[serde(rename = "1000+")]
    Huge,
}

/// An application to the program.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewApplication {
    /// The partner type.
    kind: Type,
    /// The company's name.
    #[schema(min_length = 2, max_length = 200)]
    company: String,
    /// Its web site, such as `company.com`.
    #[schema(min_length = 4, max_length = 200)]
    website: String,
    /// Its country, ISO 3166 alpha-2.
    #[schema(min_length = 2, max_length = 2, pattern = "^[A-Z]{2}$")]
    country: String,
    /// Its city.
    #[schema(min_length = 1, max_length = 100)]
    city: String,
    /// Its size.
    size: Size,
    /// How it makes its money: `resale`, `managed_services`, `consulting`, `implementation`, `support`, `development`.
    #[schema(min_items = 1, max_items = 6)]
    models: Vec<String>,
    /// Its skills: `cloud`, `networking`, `security`, `data`, `erp`, `devops`, `iot`, `support`, `training`.
    #[schema(min_items = 1, max_items = 9)]
    skills: Vec<String>,
    /// Its certifications, as written.
    #[serde(default)]
    #[schema(max_items = 20)]
    certifications: Vec<String>,
    /// Industries: `manufacturing`, `retail`, `health`, `public`, `finance`, `energy`, `logistics`, `education`, `media`, `other`.
    #[schema(min_items = 1, max_items = 10)]
    industries: Vec<String>,
    /// How many customers it has.
    #[schema(minimum = 0, maximum = 1_000_000)]
    customers: i64,
    /// How many deals a year it expects.
    #[schema(minimum = 0, maximum = 10_000)]
    deals: i64,
    /// Why it wants to be a partner.
    #[schema(min_length = 20, max_length = 2000)]
    why: String,
    /// Who applies.
    #[schema(min_length = 2, max_length = 120)]
    name: String,
    /// Their e-mail address; it gets the link that confirms the application.
    #[schema(min_length = 6, max_length = 254)]
    email: String,
    /// Their role in the company.
    #[schema(min_length = 1, max_length = 100)]
    role: String,
    /// Their phone number.
    #[serde(default)]
    #[schema(max_length = 40)]
    phone: String,
    /// That the answers may be kept and used to decide; must be true.
    privacy: bool,
    /// That the answers are true and the applicant may speak for the company; must be true.
    accuracy: bool,
}

impl NewApplication {
    fn details(self) -> Details {
        let kind = match self.kind {
            Type::Reseller => "reseller",
            Type::Msp => "msp",
            Type::ServiceDelivery => "service_delivery",
        };
        let size = match self.size {
            Size::Tiny => "1-9",
            Size::Small => "10-49",
            Size::Medium => "50-249",
            Size::Large => "250-999",
            Size::Huge => "1000+",
        };
        Details {
            kind: kind.to_owned(),
            company: self.company,
            website: self.website,
            country: self.country,
            city: self.city,
            size: size.to_owned(),
            models: self.models,
            skills: self.skills,
            certifications: self.certifications,
            industries: self.industries,
            customers: self.customers,
            deals: self.deals,
            why: self.why,
            name: self.name,
            email: self.email,
            role: self.role,
            phone: self.phone,
            privacy: self.privacy,
            accuracy: self.accuracy,
        }
    }
}

/// An application that waits for its address to be confirmed.
#[derive(Serialize, ToSchema)]
struct Waiting {
    /// Its id.
    #[schema(value_type = String)]
    id: ApplicationId,
    /// `draft`, until the mailed link is opened.
    state: &'static str,
}

/// Applies to the program. A link that confirms the address is mailed; until then nobody decides.
#[utoipa::path(post, path = "/api/v1/applications", tag = "Applications", operation_id = "applications_apply", request_body = NewApplication, responses((status = 202, description = "Taken; the mailed link files it.", body = Waiting)))]
async fn apply(State(app): State<App>, me: Me, Json(new): Json<NewApplication>) -> Reply {
    take_turn(&app, &me).await?;
    let (details, locale) = (&new.details(), me.locale.tag());
    let begun = app.transact(&applicant(&app, &me), |work| async move { actions::begin(&work, None, details, locale).await }).await?;
    Ok((StatusCode::ACCEPTED, axum::response::Json(Waiting { id: begun.id, state: "draft" })).into_response())
}

/// What one criterion contributed to a score.
#[derive(Serialize, ToSchema)]
struct ShareBody {
    /// The criterion.
    key: &'static str,
    /// Its points.
    points: i64,
    /// How many there were to be had.
    most: i64,
    /// Whether it had to be met.
    must: bool,
}

/// Somebody who may be the same company.
#[derive(Serialize, ToSchema)]
struct TwinBody {
    /// `partner` or `application`.
    kind: String,
    /// Its id.
    id: String,
    /// Its name.
    name: String,
    /// The likeness, 0 to 100.
    score: i64,
    /// `likely` or `same`.
    verdict: String,
    /// What was compared.
    evidence: Vec<String>,
}

/// An application as staff see it.
#[derive(Serialize, ToSchema)]
#[schema(as = Application)]
struct ApplicationBody {
    /// Its id.
    #[schema(value_type = String)]
    id: ApplicationId,
    /// The partner type.
    kind: String,
    /// The company's name.
    company: String,
    /// Its web site.
    website: String,
    /// Its country.
    country: String,
    /// Its city.
    city: String,
    /// Its size class.
    size: String,
    /// Who applies.
    name: String,
    /// Their e-mail address.
    email: String,
    /// `draft`, `submitted`, `in_review`, `info_requested`, `approved`, `rejected` or `withdrawn`.
    state: &'static str,
    /// When it was filed.
    #[schema(value_type = Option<String>, format = DateTime)]
    filed_at: Option<base::Instant>,
    /// The promised answer.
    #[schema(value_type = Option<String>, format = DateTime)]
    due_at: Option<base::Instant>,
    /// When it was decided.
    #[schema(value_type = Option<String>, format = DateTime)]
    decided_at: Option<base::Instant>,
    /// The reason of the decision.
    reason: Option<&'static str>,
    /// The partner that it became.
    #[schema(value_type = Option<String>)]
    partner: Option<PartnerId>,
    /// The score, 0 to 100.
    score: i64,
    /// The number of the profile that it was scored under.
    profile: Option<i64>,
    /// What each criterion contributed.
    shares: Vec<ShareBody>,
    /// The musts that are not met.
    unmet: Vec<&'static str>,
    /// Who may be the same company.
    twins: Vec<TwinBody>,
}

fn body(a: Application) -> ApplicationBody {
    let filed = a.state.filed();
    let partner = if let Where::Approved { partner, .. } = &a.state { Some(*partner) } else { None };
    let score = a.found.as_ref().map(|f| &f.score);
    ApplicationBody {
        id: a.id,
        score: a.score(),
        state: a.state.code(),
        filed_at: filed.map(|f| f.at),
        due_at: filed.map(|f| f.due),
        decided_at: a.state.decision().map(|d| d.at),
        reason: a.state.decision().map(|d| d.reason.code()),
        partner,
        profile: score.map(|s| s.profile),
        shares: score.map_or_else(Vec::new, |s| {
            s.shares.iter().map(|p| ShareBody { key: p.key.code(), points: p.points, most: p.most, must: p.must }).collect()
        }),
        unmet: score.map_or_else(Vec::new, |s| s.unmet.iter().map(|k| k.code()).collect()),
        twins: a.found.as_ref().map_or_else(Vec::new, |f| {
            f.twins
                .iter()
                .map(|t| TwinBody {
                    kind: t.kind.clone(),
                    id: t.id.clone(),
                    name: t.name.clone(),
                    score: t.score,
                    verdict: t.verdict.clone(),
                    evidence: t.evidence.iter().map(|e| e.0.clone()).collect(),
                })
                .collect()
        }),
        kind: a.details.kind,
        company: a.details.company,
        website: a.details.website,
        country: a.details.country,
        city: a.details.city,
        size: a.details.size,
        name: a.details.name,
        email: a.details.email,
    }
}

fn answer(a: Application) -> axum::response::Response {
    ([(http::header::ETAG, etag(a.version))], axum::response::Json(body(a))).into_response()
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Only in this state: `draft`, `submitted`, `in_review`, `info_requested`, `approved`, `rejected` or `withdrawn`.
    #[param(max_length = 20)]
    state: Option<String>,
    /// Only for this partner type: `reseller`, `msp` or `service_delivery`.
    #[param(max_length = 20)]
    kind: Option<String>,
    /// Only companies whose name holds this.
    #[param(max_length = 200)]
    q: Option<String>,
}

/// Applications, the highest score first; filed ones when no state is asked for.
#[utoipa::path(get, path = "/api/v1/applications", tag = "Applications", operation_id = "applications_list", params(ListQuery, PageQuery), responses((status = 200, description = "A page of applications.", body = ApiPage<ApplicationBody>)))]
async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>, Query(page): Query<PageQuery>) -> Reply {
    let mut invalid = base::Invalid::new();
    let state = query.state.as_deref().map(|s| Where::CODES.into_iter().find(|c| *c == s));
    let kind = query.kind.as_deref().map(|k| TYPES.into_iter().find(|t| *t == k));
    invalid.check(state != Some(None), "state", "choice");
    invalid.check(kind != Some(None), "kind", "choice");
    invalid.check(query.q.as_deref().is_none_or(|q| q.chars().count() <= 200), "q", "invalid");
    invalid.finish()?;
    let filter = Filter { states: state.flatten().into_iter().collect(), kind: kind.flatten(), q: query.q.unwrap_or_default() };
    let found = actions::list(&app.read(&me.actor), &filter, &page.request()?).await?;
    Ok(axum::response::Json(ApiPage::of(found, body)).into_response())
}

/// One application.
#[utoipa::path(get, path = "/api/v1/applications/{id}", tag = "Applications", operation_id = "applications_get", params(("id" = String, Path, description = "The application's id.")), responses((status = 200, description = "The application; `ETag` is its version.", body = ApplicationBody)))]
async fn get(State(app): State<App>, me: Me, Path(id): Path<ApplicationId>) -> Reply {
    Ok(answer(actions::get(&app.read(&me.actor), id).await?))
}

/// The reason of a decision; `fits` and `fits_soon` approve, all others reject.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ReasonCode {
    Fits,
    FitsSoon,
    NoFit,
    Region,
    Skills,
    Known,
    Unconfirmed,
    Other,
}

/// A decision about an application.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewDecision {
    /// The reason, which says whether this approves.
    reason: ReasonCode,
    /// Own words for the applicant; needed for `fits_soon` and `other`.
    #[serde(default)]
    #[schema(max_length = 2000)]
    words: String,
}

/// Approves or rejects an application; approving makes the company a partner.
#[utoipa::path(post, path = "/api/v1/applications/{id}/decision", tag = "Applications", operation_id = "applications_decide", params(("id" = String, Path, description = "The application's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = NewDecision, responses((status = 200, description = "The decided application.", body = ApplicationBody)))]
async fn decide(
    State(app): State<App>,
    me: Me,
    Path(id): Path<ApplicationId>,
    headers: http::HeaderMap,
    Json(new): Json<NewDecision>,
) -> Reply {
    let reason = match new.reason {
        ReasonCode::Fits => Reason::Fits,
        ReasonCode::FitsSoon => Reason::FitsSoon,
        ReasonCode::NoFit => Reason::NoFit,
        ReasonCode::Region => Reason::Region,
        ReasonCode::Skills => Reason::Skills,
        ReasonCode::Known => Reason::Known,
        ReasonCode::Unconfirmed => Reason::Unconfirmed,
        ReasonCode::Other => Reason::Other,
    };
    let verdict = &Verdict { reason, words: new.words, version: if_match(&headers)? };
    Ok(answer(app.transact(&me.actor, |work| async move { actions::decide(&work, id, verdict).await }).await?))
}
