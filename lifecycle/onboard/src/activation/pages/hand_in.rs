//! What comes in for a step: filled-in fields, JSON, or a file.

use axum::extract::{FromRequest, Request};
use base::{ActivationStepId, FileId, Result};
use files::{FileKind, FileRefused, Limits};
use futures::StreamExt as _;
use http::header::CONTENT_TYPE;
use serde::Deserialize;
use utoipa::ToSchema;
use web::{App, Failed, Form, Json, Me, Multi, Upload};

use super::super::actions;
use super::super::model::{Answers, Document, Step};

/// What documents may be: PDF or a picture, ten megabytes at most.
pub(in crate::activation) const DOCUMENTS: Limits =
    Limits { max_bytes: 10_000_000, allowed: &[FileKind::Pdf, FileKind::Png, FileKind::Jpeg] };

/// What was filled into a form.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::activation) struct StepAnswers {
    /// The form's fields by name.
    pub(in crate::activation) answers: std::collections::BTreeMap<String, String>,
}

/// What came in.
#[derive(Debug)]
pub(in crate::activation) enum HandIn {
    /// Fields of a form.
    Answers(Answers),
    /// A file; none when none was chosen.
    File(Option<Upload>),
}

impl FromRequest<App> for HandIn {
    type Rejection = Failed;
    async fn from_request(request: Request, app: &App) -> Result<Self, Failed> {
        let content = request.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        if content.starts_with("multipart/form-data") {
            let form = Multi::from_request(request, app).await.map_err(|e| {
                // Too much for the body at all is too much for the file.
                if e.0.code() == Some("file.size") { base::Error::from(FileRefused::Size { max: DOCUMENTS.max_bytes }).into() } else { e }
            })?;
            return Ok(Self::File(form.file("file").cloned()));
        }
        if content.starts_with("application/x-www-form-urlencoded") {
            let Form(fields) = Form::<Vec<(String, String)>>::from_request(request, app).await?;
            return Ok(Self::Answers(fields));
        }
        let Json(form) = Json::<StepAnswers>::from_request(request, app).await?;
        Ok(Self::Answers(form.answers.into_iter().collect()))
    }
}

/// Hands in what came: the file goes to the store first, outside any transaction.
pub(in crate::activation) async fn take_in(app: &App, me: &Me, id: ActivationStepId, given: HandIn, version: Option<i64>) -> Result<Step> {
    let language = me.locale.tag();
    match given {
        HandIn::Answers(answers) => {
            let answers = &answers;
            app.transact(&me.actor, |work| async move { actions::hand_in_form(&work, id, answers, language, version).await }).await
        }
        HandIn::File(upload) => {
            actions::check_upload(&app.read(&me.actor), id, language).await?;
            let upload = upload.ok_or(FileRefused::Empty)?;
            let file = FileId::from(app.ids().next(app.now()));
            let body = futures::stream::once(async move { Ok(upload.bytes) }).boxed();
            let stored = app.files().put(file, body, &DOCUMENTS).await?;
            let partner = actions::get_step(&app.read(&me.actor), id).await?.0.partner;
            let document = &Document {
                id: file,
                step: id,
                partner,
                name: files::safe_name(&upload.name),
                digest: stored.digest.to_string(),
                content: stored.kind.content_type().to_owned(),
                size: i64::try_from(stored.size).unwrap_or(i64::MAX),
                by: String::new(),
                at: app.now(),
            };
            app.transact(&me.actor, |work| async move { actions::hand_in_document(&work, document, language, version).await }).await
        }
    }
}
