//! The web kit: application state, routes with gates, extractors, errors as pages or problems.
//!
//! It knows nothing of partner programs. Stages hand in a [`Stage`] each; `app` folds them into an
//! [`App`]. A request is authenticated once, by [`middleware`]; each route names its [`Gate`]; each
//! action asks the policy again for the thing itself.

mod api;
mod app;
mod contribute;
mod error;
mod extract;
mod idempotency;
mod live;
mod me;
pub mod middleware;
mod migrations;
mod pages;
mod routes;
mod run;
mod seal;
mod settings;
mod shell;
mod stage;
pub mod visitor;

pub use api::{ApiPage, ApiRoutes, FieldProblem, PageQuery, Problem, etag, if_match};
pub use app::{App, AppConfig};
pub use contribute::{Figure, NextAction, QueueItem, Reader, SearchHit, Source};
pub use error::{ErrorPage, Failed, FormErrors, Reply};
pub use extract::{Form, IdPath, Json, Multi, Path, Query, Upload, given, object};
pub use live::Live;
pub use me::{Account, Me, Via};
pub use migrations::MIGRATIONS;
pub use routes::{Gate, RouteInfo, Routes};
pub use run::{Running, keeper, run_jobs_once, settle, sign_heads, start, tick};
pub use seal::Seal;
pub use settings::{ObjectStore, Settings, Smtp};
pub use shell::{Page, back_to, flash_to, html, query_string, redirect};
pub use stage::{JobKind, JobRun, Listener, MenuItem, Side, Stage};

/// The words of the web kit.
pub const MESSAGES: &[(&str, &str)] = &[("en", include_str!("../messages/en.ftl")), ("de", include_str!("../messages/de.ftl"))];

/// The future that registered functions return.
pub type Boxed<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;
