//! The API of imports.

use access::Permission;
use axum::extract::{DefaultBodyLimit, FromRequest as _, Multipart, Request, State};
use axum::response::{IntoResponse, Response};
use base::{Currency, ImportId, Instant, Invalid, Result};
use bytes::Bytes;
use futures::TryStreamExt as _;
use futures::stream::BoxStream;
use http::StatusCode;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, LOCATION};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Gate, Json, Me, PageQuery, Path, Query, Reply};

use super::actions::{self, Begin};
use super::jobs;
use super::model::{Import, Layout, Mapping, Options, Rejection, Target};
use super::rules::MOST_BYTES;

pub(crate) fn routes() -> ApiRoutes {
    let (schemas, paths, route) = routes!(create);
    ApiRoutes::new()
        .add(Gate::May(Permission::AccountRead), routes!(list))
        .add(Gate::May(Permission::AccountImport), (schemas, paths, route.layer(body_limit())))
        .add(Gate::May(Permission::AccountRead), routes!(get))
        .add(Gate::May(Permission::AccountRead), routes!(errors))
        .add(Gate::May(Permission::AccountImport), routes!(remap))
        .add(Gate::May(Permission::AccountImport), routes!(run))
        .add(Gate::May(Permission::AccountImport), routes!(undo))
}

/// A file may be larger than other bodies; the store counts its bytes as they come.
pub(crate) fn body_limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(usize::try_from(MOST_BYTES).unwrap_or(usize::MAX).saturating_add(65_536))
}

/// One import of a file.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AccountImport)]
struct ImportBody {
    /// Its id.
    #[schema(value_type = String, example = "imp_01h455vb4pex5vsknk084sn02q")]
    id: ImportId,
    /// What the file is called.
    file_name: String,
    /// `mapping`, `checking`, `checked`, `refused`, `running`, `done`, `undoing`, `undone` or `failed`.
    state: &'static str,
    /// Which program wrote the file: `hubspot`, `salesforce` or `other`.
    layout: &'static str,
    /// The system whose keys it carries.
    source: String,
    /// How its letters are written: `utf-8` or `windows-1252`.
    encoding: &'static str,
    /// What stands between its cells.
    delimiter: String,
    /// The currency of amounts that name none.
    currency: &'static str,
    /// What each column is taken as.
    columns: Vec<ColumnBody>,
    /// Whether nothing is written.
    dry_run: bool,
    /// Whether good rows are written although others could not be read.
    keep_good: bool,
    /// Rows in the file, as far as it was read.
    rows: i64,
    /// Rows that became new accounts, or would.
    created: i64,
    /// Rows that changed accounts, or would.
    updated: i64,
    /// Rows that change nothing.
    unchanged: i64,
    /// Rows that could not be read.
    rejected: i64,
    /// New accounts that may be known already; they are listed, not merged.
    duplicates: i64,
    /// Accounts that the undo set back.
    reverted: i64,
    /// Accounts that the undo left, because somebody changed or uses them.
    kept: i64,
    /// Why it was given up.
    failure: Option<String>,
    /// The first rows that could not be read; all of them are in the errors file.
    problems: Vec<RowProblemBody>,
    /// Where the errors file is, when there are rejected rows.
    errors_file: Option<String>,
    /// When it was begun.
    #[schema(value_type = String, format = DateTime)]
    created_at: Instant,
    /// When rows began to be written.
    #[schema(value_type = Option<String>, format = DateTime)]
    started_at: Option<Instant>,
    /// When it ended.
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<Instant>,
}

/// What a column is taken as.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AccountImportColumn)]
struct ColumnBody {
    /// Its header.
    header: String,
    /// The field; none when it is not imported.
    field: Option<&'static str>,
}

/// Something that could not be read.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AccountImportProblem)]
struct RowProblemBody {
    /// The row, as a spreadsheet counts: the header is row 1.
    row: i64,
    /// The header of the column; empty when it is about the whole row.
    column: String,
    /// The beginning of what stands there.
    value: String,
    /// The stable code.
    code: String,
    /// What is wrong and what to do.
    text: String,
}

fn body(i: Import, rejections: &[Rejection], l: &i18n::L10n) -> ImportBody {
    let each = rejections.iter().flat_map(|r| r.problems.iter().map(|p| (r.row, p)));
    let problems = each.map(|(row, p)| RowProblemBody {
        row,
        column: p.column.clone(),
        value: p.value.clone(),
        code: p.code.clone(),
        text: jobs::words(l, p),
    });
    ImportBody {
        problems: problems.collect(),
        errors_file: (i.counts.rejected > 0).then(|| format!("/api/v1/account-imports/{}/errors", i.id)),
        id: i.id,
        state: i.state.code(),
        layout: i.layout.code(),
        encoding: i.encoding.code(),
        delimiter: char::from(i.delimiter).to_string(),
        currency: i.currency.code(),
        columns: i.headers.into_iter().zip(i.mapping).map(|(header, t)| ColumnBody { header, field: t.map(Target::code) }).collect(),
        file_name: i.file_name,
        source: i.source,
        dry_run: i.dry_run,
        keep_good: i.keep_good,
        rows: i.counts.rows,
        created: i.counts.created,
        updated: i.counts.updated,
        unchanged: i.counts.unchanged,
        rejected: i.counts.rejected,
        duplicates: i.counts.duplicates,
        reverted: i.reverted,
        kept: i.kept,
        failure: i.failure,
        created_at: i.created_at,
        started_at: i.started_at,
        ended_at: i.ended_at,
    }
}

/// Imports, latest first.
#[utoipa::path(get, path = "/api/v1/account-imports", tag = "Accounts", operation_id = "account_imports_list", params(PageQuery), responses((status = 200, description = "A page of imports.", body = ApiPage<ImportBody>)))]
async fn list(State(app): State<App>, me: Me, Query(page): Query<PageQuery>) -> Reply {
    let l = me.l10n(&app);
    let found = actions::list(&app.read(&me.actor), &page.request()?).await?;
    Ok(axum::response::Json(ApiPage::of(found, |i| body(i, &[], &l))).into_response())
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct CreateQuery {
    /// Which program wrote the file: `auto` (by its headers), `hubspot`, `salesforce` or `other`.
    #[param(pattern = "^(auto|hubspot|salesforce|other)$")]
    layout: Option<String>,
    /// Only tell what would happen.
    dry_run: Option<bool>,
    /// Import the good rows although others cannot be read; without it one such row stops the import before anything is written.
    keep_good: Option<bool>,
    /// The currency of amounts that name none; USD when absent.
    #[param(pattern = "^[A-Z]{3}$")]
    currency: Option<String>,
    /// What the file is called, for people; with `text/csv`.
    #[param(max_length = 200)]
    file_name: Option<String>,
    /// A column that is to be taken as something other than its header tells, as `field=Header`; an empty field leaves it out. Can be repeated.
    #[serde(default)]
    column: Vec<String>,
}

impl CreateQuery {
    fn options(&self) -> Result<Options> {
        let mut invalid = Invalid::new();
        let layout = self.layout.as_deref().map_or(Some(Layout::Auto), Layout::from_code);
        let currency: Option<Currency> = self.currency.as_deref().map_or(Some(Currency::USD), |c| c.parse().ok());
        let columns: Option<Vec<_>> = self.column.iter().map(|c| Options::column(c)).collect();
        invalid.check(layout.is_some(), "layout", "choice");
        invalid.check(currency.is_some(), "currency", "import.currency");
        invalid.check(columns.is_some(), "column", "import.mapping");
        invalid.finish()?;
        let usual = Options::default();
        Ok(Options {
            layout: layout.unwrap_or(usual.layout),
            columns: columns.unwrap_or_default(),
            dry_run: self.dry_run.unwrap_or(false),
            keep_good: self.keep_good.unwrap_or(false),
            currency: currency.unwrap_or(usual.currency),
        })
    }
}

/// A form with the file.
#[derive(ToSchema)]
#[schema(as = AccountImportForm)]
#[expect(dead_code, reason = "it describes the body to readers of the OpenAPI document; the file is read as it comes")]
struct UploadForm {
    /// The CSV file.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Imports accounts from a CSV file.
///
/// The file is taken as `text/csv` or as the field `file` of a form; UTF-8 and Windows-1252, with commas,
/// semicolons or tabs. The answer comes at once; the rows are read and written in the background, and the
/// import's address tells how far it is. The same file a second time changes nothing.
#[utoipa::path(post, path = "/api/v1/account-imports", tag = "Accounts", operation_id = "account_imports_create", params(CreateQuery), request_body(content((String = "text/csv"), (UploadForm = "multipart/form-data")), description = "The file."), responses((status = 202, description = "The import, under way; `Location` is its address.", body = ImportBody)))]
async fn create(State(app): State<App>, me: Me, Query(query): Query<CreateQuery>, request: Request) -> Reply {
    let options = query.options()?;
    let kind = request.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    let (upload, _) = if kind.starts_with("text/csv") {
        let body: BoxStream<'_, Result<Bytes>> = Box::pin(request.into_body().into_data_stream().map_err(broken_off));
        jobs::keep(&app, query.file_name.as_deref().unwrap_or("import.csv"), body).await?
    } else if kind.starts_with("multipart/form-data") {
        received(&app, request).await?.0
    } else {
        return Ok(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
    };
    let (upload, options) = (&upload, &options);
    let import = app.transact(&me.actor, |work| async move { actions::begin(&work, upload, options, Begin::Job).await }).await?;
    Ok(accepted(import, &me.l10n(&app)))
}

fn broken_off(e: impl std::fmt::Display) -> base::Error {
    base::Simple::new("unreadable", base::Kind::Invalid).with("why", e).into()
}

/// The file of a form, streamed into the store, and the form's other fields before it.
pub(crate) async fn received(app: &App, request: Request) -> Result<((actions::Upload, Vec<u8>), Vec<(String, String)>)> {
    let mut parts = Multipart::from_request(request, app).await.map_err(|e| broken_off(e.body_text()))?;
    let mut fields = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(|e| broken_off(e.body_text()))? {
        let name = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            Some(file) if name == "file" && !file.is_empty() => {
                let body: BoxStream<'_, Result<Bytes>> = Box::pin(part.map_err(|e| broken_off(e.body_text())));
                return Ok((jobs::keep(app, &file, body).await?, fields));
            }
            _ => {
                let bytes = part.bytes().await.map_err(|e| broken_off(e.body_text()))?;
                fields.push((name, String::from_utf8_lossy(&bytes).chars().take(200).collect()));
            }
        }
    }
    let mut invalid = Invalid::new();
    invalid.check(false, "file", "required");
    invalid.finish()?;
    Err(base::Error::missing())
}

fn accepted(import: Import, l: &i18n::L10n) -> Response {
    let place = format!("/api/v1/account-imports/{}", import.id);
    (StatusCode::ACCEPTED, [(LOCATION, place)], axum::response::Json(body(import, &[], l))).into_response()
}

/// One import, with how far it is and the first rows that could not be read.
#[utoipa::path(get, path = "/api/v1/account-imports/{id}", tag = "Accounts", operation_id = "account_imports_get", params(("id" = String, Path, description = "The import's id.")), responses((status = 200, description = "The import.", body = ImportBody)))]
async fn get(State(app): State<App>, me: Me, Path(id): Path<ImportId>) -> Reply {
    let work = app.read(&me.actor);
    let import = actions::get(&work, id).await?;
    let first = actions::rejections(&work, id, 0, 20).await?;
    Ok(axum::response::Json(body(import, &first, &me.l10n(&app))).into_response())
}

/// The rows that could not be read, as CSV.
///
/// It holds the original columns, and `error_row`, `error_column`, `error_code` and `error_text`. Mended, it can be imported as it is.
#[utoipa::path(get, path = "/api/v1/account-imports/{id}/errors", tag = "Accounts", operation_id = "account_imports_errors", params(("id" = String, Path, description = "The import's id.")), responses((status = 200, description = "The rejected rows.", body = String, content_type = "text/csv")))]
async fn errors(State(app): State<App>, me: Me, Path(id): Path<ImportId>) -> Reply {
    errors_file(&app, &me, id).await
}

/// The errors file as a download.
pub(crate) async fn errors_file(app: &App, me: &Me, id: ImportId) -> Reply {
    let import = actions::get(&app.read(&me.actor), id).await?;
    let csv = jobs::errors_csv(app, &me.actor, &import, &me.l10n(app)).await?;
    let stem = import.file_name.rsplit_once('.').map_or(import.file_name.as_str(), |(stem, _)| stem);
    let name = files::content_disposition(files::Disposition::Attachment, &format!("{stem}-errors.csv"));
    Ok(([(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)], csv).into_response())
}

/// What the columns of a file are to be taken as.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AccountImportMapping)]
struct MappingBody {
    /// A field for each column in its place, as `columns` of the import names them; none leaves the column out.
    #[schema(max_items = 1000)]
    columns: Vec<Option<String>>,
    /// The currency of amounts that name none; as it is when absent.
    #[schema(pattern = "^[A-Z]{3}$")]
    currency: Option<String>,
}

/// Says what the columns of a file are taken as, and reads every row again without writing.
#[utoipa::path(put, path = "/api/v1/account-imports/{id}/mapping", tag = "Accounts", operation_id = "account_imports_map", params(("id" = String, Path, description = "The import's id.")), request_body = MappingBody, responses((status = 202, description = "The import, being checked.", body = ImportBody)))]
async fn remap(State(app): State<App>, me: Me, Path(id): Path<ImportId>, Json(wish): Json<MappingBody>) -> Reply {
    let before = actions::get(&app.read(&me.actor), id).await?;
    let mut invalid = Invalid::new();
    let known = wish.columns.iter().flatten().all(|code| Target::from_code(code).is_some());
    let currency: Option<Currency> = wish.currency.as_deref().map_or(Some(before.currency), |c| c.parse().ok());
    invalid.check(known, "columns", "choice");
    invalid.check(currency.is_some(), "currency", "import.currency");
    invalid.finish()?;
    let mapping: &Mapping = &wish.columns.iter().map(|c| c.as_deref().and_then(Target::from_code)).collect();
    let currency = currency.unwrap_or(before.currency);
    let import = app.transact(&me.actor, |work| async move { actions::remap(&work, id, mapping, currency).await }).await?;
    Ok(accepted(import, &me.l10n(&app)))
}

/// How a checked import is to be run.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = AccountImportRun)]
struct RunBody {
    /// Import the good rows although others could not be read.
    keep_good: bool,
}

/// Writes the rows of an import that was checked, or gets on with one that failed.
#[utoipa::path(post, path = "/api/v1/account-imports/{id}/execution", tag = "Accounts", operation_id = "account_imports_run", params(("id" = String, Path, description = "The import's id.")), request_body = RunBody, responses((status = 202, description = "The import, under way.", body = ImportBody)))]
async fn run(State(app): State<App>, me: Me, Path(id): Path<ImportId>, Json(wish): Json<RunBody>) -> Reply {
    let keep = wish.keep_good;
    let import = app.transact(&me.actor, |work| async move { actions::run(&work, id, keep).await }).await?;
    Ok(accepted(import, &me.l10n(&app)))
}

/// Takes back what an import made and nobody changed since.
///
/// Accounts that it made are removed unless something refers to them; fields that it changed get their
/// values of before. What somebody changed since stays, and is counted as kept.
#[utoipa::path(post, path = "/api/v1/account-imports/{id}/reversal", tag = "Accounts", operation_id = "account_imports_undo", params(("id" = String, Path, description = "The import's id.")), responses((status = 202, description = "The import, being taken back.", body = ImportBody)))]
async fn undo(State(app): State<App>, me: Me, Path(id): Path<ImportId>) -> Reply {
    let import = app.transact(&me.actor, |work| async move { actions::undo(&work, id).await }).await?;
    Ok(accepted(import, &me.l10n(&app)))
}
