//! The API of activation templates.

use access::{Permission, Role};
use axum::extract::State;
use axum::response::IntoResponse as _;
use base::{FieldError, Invalid};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Reply};

use super::super::actions;
use super::super::model::{NewTemplate, StepKind, StepSpec, Template, Words};

pub(super) fn routes() -> ApiRoutes {
    ApiRoutes::new().add(Gate::May(Permission::ConsoleView), routes!(list)).add(Gate::May(Permission::ProgramManage), routes!(write))
}

/// Words in the languages that templates are written in.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ActivationWords {
    /// In English.
    #[schema(max_length = 2000)]
    en: String,
    /// In German; empty is as in English.
    #[serde(default)]
    #[schema(max_length = 2000)]
    de: String,
}

/// A step of a template.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ActivationTemplateStep {
    /// Its stable key within the template.
    #[schema(min_length = 2, max_length = 60, pattern = "^[a-z][a-z0-9_-]*$")]
    key: String,
    /// `form`, `document`, `agreement`, `course`, `first` or `approval`.
    #[schema(pattern = "^(form|document|agreement|course|first|approval)$")]
    kind: String,
    /// The form, the kind of agreement, the course, or the first it is about.
    #[serde(default)]
    #[schema(max_length = 80)]
    subject: String,
    /// The role whose step it is, of the partner or of the vendor.
    #[schema(
        pattern = "^(owner|partner_ops|channel_manager|enablement_manager|channel_marketing|services_lead|partner_finance|support|partner_admin|sales|technical|marketing|finance|executive)$"
    )]
    owner: String,
    /// Days from the start after which it is due.
    #[schema(minimum = 0, maximum = 730)]
    due_days: i64,
    /// How much of the progress it is.
    #[schema(minimum = 1, maximum = 100)]
    weight: i64,
    /// Whether the partner becomes active only with it.
    required: bool,
    /// The keys of the steps that come before; they stand before it in the list.
    #[serde(default)]
    #[schema(max_items = 40)]
    after: Vec<String>,
    /// What it is called.
    title: ActivationWords,
    /// What is to be done.
    what: ActivationWords,
    /// Why.
    why: ActivationWords,
    /// How long it takes.
    takes: ActivationWords,
    /// What counts as proof.
    proof: ActivationWords,
}

/// A version to write.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewActivationTemplate {
    /// What all versions of it share.
    #[schema(min_length = 2, max_length = 60, pattern = "^[a-z][a-z0-9_-]*$")]
    key: String,
    /// The partner types it is for; empty is all others.
    #[schema(max_items = 20)]
    partner_types: Vec<String>,
    /// What plans of it are called.
    title: ActivationWords,
    /// The steps, in order.
    #[schema(min_items = 1, max_items = 40)]
    steps: Vec<ActivationTemplateStep>,
}

/// A version of a template.
#[derive(Serialize, ToSchema)]
struct ActivationTemplate {
    /// What all versions of it share.
    key: String,
    /// The number of this version.
    version: i64,
    /// The partner types it is for; empty is all others.
    partner_types: Vec<String>,
    /// What plans of it are called.
    title: ActivationWords,
    /// The steps, in order.
    steps: Vec<ActivationTemplateStep>,
    /// When it was written.
    #[schema(value_type = String, format = DateTime)]
    created_at: base::Instant,
}

/// The templates in use.
#[derive(Serialize, ToSchema)]
struct ActivationTemplates {
    /// The newest version of each.
    data: Vec<ActivationTemplate>,
}

fn words(w: Words) -> ActivationWords {
    ActivationWords { en: w.en, de: w.de }
}

fn read_words(w: ActivationWords) -> Words {
    Words { en: base::one_line(&w.en), de: base::one_line(&w.de) }
}

fn body(t: Template) -> ActivationTemplate {
    let step = |s: StepSpec| ActivationTemplateStep {
        kind: s.kind.name().to_owned(),
        subject: s.kind.subject().to_owned(),
        key: s.key,
        owner: s.owner.code().to_owned(),
        due_days: s.due_days,
        weight: s.weight,
        required: s.required,
        after: s.after,
        title: words(s.title),
        what: words(s.what),
        why: words(s.why),
        takes: words(s.takes),
        proof: words(s.proof),
    };
    ActivationTemplate {
        key: t.key,
        version: t.no,
        partner_types: t.types,
        title: words(t.title),
        steps: t.steps.into_iter().map(step).collect(),
        created_at: t.created_at,
    }
}

fn read(new: NewActivationTemplate) -> Result<NewTemplate, Invalid> {
    let mut invalid = Invalid::new();
    let mut steps = Vec::with_capacity(new.steps.len());
    for (i, s) in new.steps.into_iter().enumerate() {
        let (kind, owner) = (StepKind::from_names(&s.kind, &base::one_line(&s.subject)), Role::from_code(&s.owner));
        let (Some(kind), Some(owner)) = (kind.clone(), owner) else {
            let field = if kind.is_none() { "kind" } else { "owner" };
            invalid.push(FieldError::new(format!("steps.{i}.{field}"), "choice"));
            continue;
        };
        steps.push(StepSpec {
            key: s.key,
            title: read_words(s.title),
            what: read_words(s.what),
            why: read_words(s.why),
            takes: read_words(s.takes),
            proof: read_words(s.proof),
            owner,
            due_days: s.due_days,
            after: s.after,
            required: s.required,
            weight: s.weight,
            kind,
        });
    }
    invalid.finish()?;
    Ok(NewTemplate { key: new.key, types: new.partner_types, title: read_words(new.title), steps })
}

/// The templates that new plans are made from.
#[utoipa::path(get, path = "/api/v1/activation-templates", tag = "Activation", operation_id = "activation_templates_list", responses((status = 200, description = "The newest version of each template.", body = ActivationTemplates)))]
async fn list(State(app): State<App>, me: Me) -> Reply {
    let found = actions::templates(&app.read(&me.actor)).await?;
    Ok(axum::response::Json(ActivationTemplates { data: found.into_iter().map(body).collect() }).into_response())
}

/// Writes the next version of a template; running plans keep theirs.
#[utoipa::path(post, path = "/api/v1/activation-templates", tag = "Activation", operation_id = "activation_templates_write", request_body = NewActivationTemplate, responses((status = 201, description = "The version.", body = ActivationTemplate)))]
async fn write(State(app): State<App>, me: Me, Json(new): Json<NewActivationTemplate>) -> Reply {
    let new = &read(new)?;
    let written = app.transact(&me.actor, |work| async move { actions::write_template(&work, new).await }).await?;
    Ok((StatusCode::CREATED, axum::response::Json(body(written))).into_response())
}
