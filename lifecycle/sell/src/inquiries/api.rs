//! The API of inquiry forms.

use access::Permission;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use base::{InquiryFormId, Instant, Invalid};
use http::header::{ETAG, LOCATION};
use http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Gate, Json, Me, PageQuery, Path, Query, Reply, etag, if_match};

use super::actions;
use super::model::{self, InquiryForm, NewForm};
use crate::codes::wire;
use crate::leads::api::SourceCode;

pub(crate) fn routes() -> ApiRoutes {
    let manage = Gate::May(Permission::LeadManage);
    ApiRoutes::new().add(manage, routes!(list)).add(manage, routes!(create)).add(manage, routes!(get)).add(manage, routes!(put))
}

wire! {
    /// What a form can ask beside the name, the address, the company and its country.
    FieldCode as InquiryField = Field { Need, Phone, Role, Domain, City, PostalCode, Industry, Size, Products }
}

fn yes() -> bool {
    true
}

/// A public form that captures leads.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = NewInquiryForm)]
#[serde(deny_unknown_fields)]
struct NewFormBody {
    /// The end of its address: `/contact/` and this.
    #[schema(min_length = 3, max_length = 40, pattern = "^[a-z0-9-]+$")]
    key: String,
    /// Its heading.
    #[schema(min_length = 3, max_length = 120)]
    title: String,
    /// What stands above the fields, in Markdown.
    #[schema(max_length = 4000)]
    #[serde(default)]
    intro: String,
    /// What the sender agrees to.
    #[schema(min_length = 10, max_length = 600)]
    consent: String,
    /// What the sender reads after that, in Markdown.
    #[schema(min_length = 3, max_length = 4000)]
    thanks: String,
    /// The language of the page: `en` or `de`.
    #[schema(min_length = 2, max_length = 2, pattern = "^(en|de)$")]
    locale: String,
    /// Where its leads come from.
    source: SourceCode,
    /// The campaign that brings them.
    #[schema(max_length = 120)]
    #[serde(default)]
    campaign: String,
    /// What it asks.
    #[schema(max_items = 9)]
    #[serde(default)]
    fields: Vec<FieldCode>,
    /// Whether the sender's address is verified before anything is captured.
    #[serde(default = "yes")]
    verifies: bool,
    /// Whether the page is there.
    #[serde(default)]
    live: bool,
}

impl NewFormBody {
    fn read(self) -> NewForm {
        NewForm {
            key: self.key,
            title: self.title,
            intro: self.intro,
            consent: self.consent,
            thanks: self.thanks,
            locale: self.locale,
            source: self.source.into(),
            campaign: self.campaign,
            fields: self.fields.into_iter().map(Into::into).collect(),
            verifies: self.verifies,
            live: self.live,
        }
    }
}

/// A form with what came in by it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InquiryForm)]
struct FormBody {
    /// Its id.
    #[schema(value_type = String)]
    id: InquiryFormId,
    /// What somebody wrote.
    form: NewFormBody,
    /// How many leads it captured.
    received: i64,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    created_at: Instant,
}

impl From<InquiryForm> for FormBody {
    fn from(f: InquiryForm) -> Self {
        let n = f.new;
        let form = NewFormBody {
            key: n.key,
            title: n.title,
            intro: n.intro,
            consent: n.consent,
            thanks: n.thanks,
            locale: n.locale,
            source: n.source.into(),
            campaign: n.campaign,
            fields: n.fields.into_iter().map(Into::into).collect(),
            verifies: n.verifies,
            live: n.live,
        };
        Self { id: f.id, form, received: f.received, created_at: f.created_at }
    }
}

fn answer(f: InquiryForm) -> Response {
    ([(ETAG, etag(f.version))], axum::response::Json(FormBody::from(f))).into_response()
}

/// The public forms that capture leads, newest first.
#[utoipa::path(get, path = "/api/v1/lead-forms", tag = "Leads", operation_id = "lead_forms_list", params(PageQuery), responses((status = 200, description = "A page of forms.", body = ApiPage<FormBody>)))]
async fn list(State(app): State<App>, me: Me, Query(page): Query<PageQuery>) -> Reply {
    let found = actions::list(&app.read(&me.actor), &page.request()?).await?;
    Ok(axum::response::Json(ApiPage::of(found, FormBody::from)).into_response())
}

/// Makes a public form.
#[utoipa::path(post, path = "/api/v1/lead-forms", tag = "Leads", operation_id = "lead_forms_create", request_body = NewFormBody, responses((status = 201, description = "The form; `Location` is its address in the API, `ETag` its version.", body = FormBody)))]
async fn create(State(app): State<App>, me: Me, Json(body): Json<NewFormBody>) -> Reply {
    let new = &body.read();
    let made = app.transact(&me.actor, |work| async move { actions::add(&work, new, &Invalid::new()).await }).await?;
    let place = format!("/api/v1/lead-forms/{}", made.id);
    Ok((StatusCode::CREATED, [(LOCATION, place)], answer(made)).into_response())
}

/// A public form.
#[utoipa::path(get, path = "/api/v1/lead-forms/{id}", tag = "Leads", operation_id = "lead_forms_get", params(("id" = String, Path, description = "The form's id.")), responses((status = 200, description = "The form; `ETag` is its version.", body = FormBody)))]
async fn get(State(app): State<App>, me: Me, Path(id): Path<InquiryFormId>) -> Reply {
    Ok(answer(actions::get(&app.read(&me.actor), id).await?))
}

/// Writes a public form anew.
#[utoipa::path(put, path = "/api/v1/lead-forms/{id}", tag = "Leads", operation_id = "lead_forms_replace", params(("id" = String, Path, description = "The form's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = NewFormBody, responses((status = 200, description = "The form.", body = FormBody)))]
async fn put(State(app): State<App>, me: Me, Path(id): Path<InquiryFormId>, headers: HeaderMap, Json(body): Json<NewFormBody>) -> Reply {
    let (version, new) = (if_match(&headers)?, &body.read());
    let saved = app.transact(&me.actor, |work| async move { actions::change(&work, id, version, new, &Invalid::new()).await }).await?;
    Ok(answer(saved))
}
