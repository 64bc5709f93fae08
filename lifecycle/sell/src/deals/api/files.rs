//! The files of a deal over the API.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse;
use base::{DealId, FileId, Instant, UserId};
use http::StatusCode;
use http::header::LOCATION;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Me, Multi, Path, Reply};

use super::codes::PaperCode;
use super::uploads;
use crate::deals::actions;
use crate::deals::model::DealFile;

pub(super) fn routes() -> ApiRoutes {
    let (read, edit) = (Gate::May(Permission::DealRead), Gate::May(Permission::DealEdit));
    let (schemas, paths, route) = routes!(add);
    ApiRoutes::new()
        .add(read, routes!(list))
        .add(edit, (schemas, paths, route.layer(uploads::body_limit())))
        .add(read, routes!(get))
        .add(edit, routes!(remove))
}

/// A file of a deal.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DealFile)]
struct FileBody {
    /// Its id.
    #[schema(value_type = String)]
    id: FileId,
    /// What it is for.
    paper: PaperCode,
    /// What it was called.
    name: String,
    /// Its content type, found by looking at its bytes.
    content_type: String,
    /// How many bytes it has.
    size: i64,
    /// The SHA-256 of its bytes.
    sha256: String,
    /// Who attached it.
    #[schema(value_type = Option<String>)]
    by_id: Option<UserId>,
    /// That person's name.
    by_name: String,
    /// Whether a person of the vendor attached it.
    by_staff: bool,
    /// Whether only the vendor's staff see it.
    internal: bool,
    /// Whether it was handed in with the registration; then it cannot be removed.
    handed_in: bool,
    /// When it was attached.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
}

impl From<DealFile> for FileBody {
    fn from(f: DealFile) -> Self {
        Self {
            id: f.id,
            paper: f.paper.into(),
            name: f.name,
            content_type: f.content,
            size: f.size,
            sha256: f.digest,
            by_id: f.by,
            by_name: f.by_name,
            by_staff: f.by_staff,
            internal: f.internal,
            handed_in: f.handed_in,
            at: f.at,
        }
    }
}

/// The files of a deal that the caller may see, oldest first.
#[utoipa::path(get, path = "/api/v1/deals/{id}/files", tag = "Deals", operation_id = "deal_files_list", params(("id" = String, Path, description = "The deal's id.")), responses((status = 200, description = "The files.", body = Vec<FileBody>)))]
async fn list(State(app): State<App>, me: Me, Path(id): Path<DealId>) -> Reply {
    let found = actions::files(&app.read(&me.actor), id).await?;
    Ok(axum::response::Json(found.into_iter().map(FileBody::from).collect::<Vec<_>>()).into_response())
}

/// A form with a file.
#[derive(ToSchema)]
#[schema(as = DealFileForm)]
#[expect(dead_code, reason = "it describes the body to readers of the OpenAPI document; the file is read as it comes")]
struct FileForm {
    /// The file: a document, a table, a text or a picture of ten megabytes at most.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// What it is for; `evidence` when absent.
    paper: Option<PaperCode>,
    /// `1` keeps it to the vendor's staff; staff only.
    #[schema(pattern = "^1?$")]
    internal: Option<String>,
}

/// Attaches a file to a deal.
///
/// What a partner attaches is seen by that partner and the vendor. What a draft has is handed in with it, and stays.
#[utoipa::path(post, path = "/api/v1/deals/{id}/files", tag = "Deals", operation_id = "deal_files_add", params(("id" = String, Path, description = "The deal's id.")), request_body(content((FileForm = "multipart/form-data")), description = "The file."), responses((status = 201, description = "The file; `Location` is where its bytes are.", body = FileBody)))]
async fn add(State(app): State<App>, me: Me, Path(id): Path<DealId>, form: Multi) -> Reply {
    let file = uploads::take_in(&app, &me, id, &form).await?;
    let place = format!("/api/v1/deals/{id}/files/{}", file.id);
    Ok((StatusCode::CREATED, [(LOCATION, place)], axum::response::Json(FileBody::from(file))).into_response())
}

/// The bytes of a file.
#[utoipa::path(get, path = "/api/v1/deals/{id}/files/{file}", tag = "Deals", operation_id = "deal_files_get", params(("id" = String, Path, description = "The deal's id."), ("file" = String, Path, description = "The file's id.")), responses((status = 200, description = "The file as it was attached.", content_type = "*/*")))]
async fn get(State(app): State<App>, me: Me, Path((id, file)): Path<(DealId, FileId)>) -> Reply {
    uploads::hand_out(&app, &me, id, file).await
}

/// Removes a file that was not handed in; only the side that attached it can.
#[utoipa::path(delete, path = "/api/v1/deals/{id}/files/{file}", tag = "Deals", operation_id = "deal_files_remove", params(("id" = String, Path, description = "The deal's id."), ("file" = String, Path, description = "The file's id.")), responses((status = 204, description = "It is removed.")))]
async fn remove(State(app): State<App>, me: Me, Path((id, file)): Path<(DealId, FileId)>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::detach(&work, id, file).await }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
