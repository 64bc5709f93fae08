//! The API: routes that cannot drift from the OpenAPI document, problems, pages, ETags.

use axum::Router;
use base::{Cursor, Error, Page, PageRequest};
use http::HeaderMap;
use serde::{Deserialize, Serialize};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{ComponentsBuilder, InfoBuilder, License, OpenApi, OpenApiBuilder, PathItem, RefOr, SecurityRequirement};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

use crate::routes::{RouteInfo, guard};
use crate::{App, Gate, Settings};

/// What went wrong, as RFC 9457 has it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Problem {
    /// A stable address for the sort of problem: `/problems/` and its code.
    #[serde(rename = "type")]
    pub kind: String,
    /// The sort of problem in words.
    pub title: String,
    /// The status code.
    pub status: u16,
    /// The stable code, such as `deal.protected`.
    pub code: String,
    /// What is wrong in this case and what to do.
    pub detail: String,
    /// The request, to tell the operator.
    pub instance: String,
    /// What is wrong with which fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// What is wrong with one field.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FieldProblem {
    /// The path of the field, such as `customer.domain`.
    pub field: String,
    /// The stable code.
    pub code: String,
    /// What is wrong and what to do.
    pub detail: String,
}

/// One page of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ApiPage<T: ToSchema> {
    /// The rows.
    pub data: Vec<T>,
    /// Pass this as `after` for the next page; absent on the last.
    pub next: Option<String>,
}

impl<T: ToSchema> ApiPage<T> {
    /// A page of rows turned into their API form.
    pub fn of<U>(page: Page<U>, f: impl FnMut(U) -> T) -> Self {
        let next = page.next.as_ref().map(Cursor::encode);
        Self { data: page.items.into_iter().map(f).collect(), next }
    }
}

/// Which page of a list is asked for.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// Begin after this cursor, the `next` of the page before.
    #[param(max_length = 2080, pattern = "^([0-9a-f]{32}([0-9a-f]{2})*)?$")]
    pub after: Option<String>,
    /// How many rows at most, 1 to 200; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    #[serde(default, deserialize_with = "crate::given")]
    pub limit: Option<u64>,
}

impl PageQuery {
    /// The request; a cursor or limit that does not fit is refused.
    pub fn request(&self) -> Result<PageRequest, Error> {
        let mut invalid = base::Invalid::new();
        let after = match self.after.as_deref().filter(|a| !a.is_empty()) {
            Some(text) => {
                let cursor = Cursor::decode(text);
                invalid.check(cursor.is_some(), "after", "cursor");
                cursor
            }
            None => None,
        };
        let limit = self.limit.unwrap_or(50);
        invalid.check((1..=200).contains(&limit), "limit", "page_limit");
        invalid.finish()?;
        Ok(PageRequest::first(limit).after(after))
    }
}

/// A set of API operations with their gates.
pub struct ApiRoutes {
    router: OpenApiRouter<App>,
    list: Vec<RouteInfo>,
}

impl Default for ApiRoutes {
    fn default() -> Self {
        Self { router: OpenApiRouter::new(), list: Vec::new() }
    }
}

impl ApiRoutes {
    /// No operations yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one operation (or several of one path that share a gate): `.add(gate, routes!(handler))`.
    ///
    /// Paths are written in full, such as `/api/v1/deals/{id}`.
    #[must_use]
    pub fn add(mut self, gate: Gate, (schemas, mut paths, route): UtoipaMethodRouter<App>) -> Self {
        for (path, item) in &mut paths.paths {
            for method in methods(item) {
                self.list.push(RouteInfo { method, path: path.clone(), gate, api: true });
            }
            if gate == Gate::Public {
                let operations = [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
                operations.into_iter().flatten().for_each(|o| o.security = Some(Vec::new()));
            }
        }
        self.router = self.router.routes((schemas, paths, guard(gate, route)));
        self
    }

    /// Adds the operations of another set.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.list.extend(other.list);
        self.router = self.router.merge(other.router);
        self
    }

    pub(crate) fn into_parts(self, settings: &Settings) -> (Router<App>, Vec<RouteInfo>, OpenApi) {
        let (router, api) = self.router.split_for_parts();
        let document = OpenApiBuilder::new()
            .info(
                InfoBuilder::new()
                    .title(format!("{} partner API", settings.vendor))
                    .version("1")
                    .description(Some(
                        "Everything the portal can do. Sign requests with `Authorization: Bearer <token>`. Unsafe calls take an `Idempotency-Key`; updates take `If-Match`.",
                    ))
                    .license(Some(License::new("Apache-2.0")))
                    .build(),
            )
            .paths(api.paths)
            .components(Some(
                ComponentsBuilder::from(api.components.unwrap_or_default())
                    .security_scheme("token", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)))
                    .build(),
            ))
            .security(Some([SecurityRequirement::new::<_, [&str; 0], &str>("token", [])]))
            .build();
        (router, self.list, complete(document))
    }
}

fn methods(item: &PathItem) -> Vec<&'static str> {
    [
        ("GET", item.get.is_some()),
        ("POST", item.post.is_some()),
        ("PUT", item.put.is_some()),
        ("PATCH", item.patch.is_some()),
        ("DELETE", item.delete.is_some()),
    ]
    .into_iter()
    .filter_map(|(name, there)| there.then_some(name))
    .collect()
}

/// Adds to every operation the problem answers and headers that the middleware gives for all of them.
fn complete(mut document: OpenApi) -> OpenApi {
    use utoipa::openapi::{ContentBuilder, Ref, ResponseBuilder};
    let components = document.components.get_or_insert_default();
    components.schemas.insert("Problem".to_owned(), <Problem as utoipa::PartialSchema>::schema());
    components.schemas.insert("FieldProblem".to_owned(), <FieldProblem as utoipa::PartialSchema>::schema());
    let problem = |text: &str| {
        let content = ContentBuilder::new().schema(Some(RefOr::Ref(Ref::from_schema_name("Problem")))).build();
        RefOr::T(ResponseBuilder::new().description(text).content("application/problem+json", content).build())
    };
    for item in document.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
        for operation in operations.into_iter().flatten() {
            for (code, text) in [
                ("401", "No valid token or session."),
                ("403", "This actor may not do that."),
                ("404", "Not there, or not for this actor."),
                ("409", "It clashes with what is there."),
                ("410", "Its time is over."),
                ("412", "Somebody else saved first; read again."),
                ("413", "The body is larger than this call takes."),
                ("415", "The body is not of a media type that this call takes."),
                ("422", "The input does not make sense; `errors` names the fields."),
                ("429", "Too many requests; wait as `Retry-After` says."),
            ] {
                operation.responses.responses.entry(code.to_owned()).or_insert_with(|| problem(text));
            }
        }
    }
    document
}

/// The `ETag` of a version of a row.
pub fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

/// The version that `If-Match` names, if the header is there; what names none, `*` and lists are refused.
pub fn if_match(headers: &HeaderMap) -> Result<Option<i64>, Error> {
    let Some(value) = headers.get(http::header::IF_MATCH) else { return Ok(None) };
    let version = value.to_str().ok().and_then(|v| v.trim().trim_start_matches("W/").trim_matches('"').parse().ok());
    version.map(Some).ok_or_else(|| {
        let mut invalid = base::Invalid::new();
        invalid.push(base::FieldError::new("If-Match", "etag"));
        invalid.into()
    })
}
