//! Bytes of the files of deals: taken in before a transaction, handed out to those who may see them.

use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use axum::response::IntoResponse;
use base::{DealId, Fault, FileId, Result};
use files::{Disposition, FileKind, FileRefused, Limits, content_disposition};
use futures::StreamExt as _;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use web::{App, Me, Multi, Reply};

use super::super::actions::{self, NewFile};
use super::super::model::{DealFile, Paper};

/// What a file of a deal may be: a document, a table, a text or a picture, ten megabytes at most.
const ACCEPTED: Limits = Limits { max_bytes: 10_000_000, allowed: FileKind::DOCUMENTS };

/// A form with a file may be larger than other bodies.
pub(crate) fn body_limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(usize::try_from(ACCEPTED.max_bytes).unwrap_or(usize::MAX).saturating_add(65_536))
}

/// Takes the file of a form in: its bytes go to the store first, outside any transaction.
pub(crate) async fn take_in(app: &App, me: &Me, id: DealId, form: &Multi) -> Result<DealFile> {
    actions::may_attach(&app.read(&me.actor), id).await?;
    let upload = form.file("file").ok_or(FileRefused::Empty)?;
    let file = FileId::from(app.ids().next(app.now()));
    let bytes = upload.bytes.clone();
    let body = futures::stream::once(async move { Ok(bytes) }).boxed();
    let stored = app.files().put(file, body, &ACCEPTED).await?;
    let paper = match form.get("paper") {
        "" => Paper::Evidence,
        code => Paper::from_code(code).ok_or_else(|| {
            let mut invalid = base::Invalid::new();
            invalid.push(base::FieldError::new("paper", "choice"));
            invalid
        })?,
    };
    let new = &NewFile {
        id: file,
        paper,
        name: files::safe_name(&upload.name),
        digest: stored.digest.to_string(),
        content: stored.kind.content_type().to_owned(),
        size: i64::try_from(stored.size).unwrap_or(i64::MAX),
        // The page has a note beside the file, and a field of that name.
        internal: ["internal", "file_internal"].iter().any(|field| !form.get(field).is_empty()),
    };
    app.transact(&me.actor, |work| async move { actions::attach(&work, id, new).await }).await
}

/// Hands the bytes of a file out; always to save, never to run here.
pub(crate) async fn hand_out(app: &App, me: &Me, deal: DealId, id: FileId) -> Reply {
    send(app, actions::file(&app.read(&me.actor), deal, id).await?).await
}

/// Hands out the bytes of a file that the caller may see, as was asked.
pub(crate) async fn send(app: &App, file: DealFile) -> Reply {
    let digest: files::Digest = file.digest.parse()?;
    let download = app.files().get(&digest).await?;
    let headers = [
        (CONTENT_TYPE, file.content),
        (CONTENT_LENGTH, download.size.to_string()),
        (CONTENT_DISPOSITION, content_disposition(Disposition::Attachment, &file.name)),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    let body = futures::TryStreamExt::map_err(download.body, |e| std::io::Error::other(Fault::new("sending a file of a deal", e)));
    Ok((headers, Body::from_stream(body)).into_response())
}
