//! The public question whether a document is genuine.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use ui::Ui;
use web::{App, Me, Multi, Page, Query, Reply, html};
use work::Actor;

use super::super::actions;
use super::super::model::Verified;
use super::day;

#[derive(Deserialize, Default)]
pub(super) struct VerifyQuery {
    #[serde(default)]
    digest: String,
}

struct Verdict {
    known: Option<Verified>,
    since: String,
}

#[derive(Template)]
#[template(path = "agreements/pages/verify.html")]
struct VerifyPage {
    ui: Ui,
    digest: String,
    verdict: Option<Verdict>,
}

pub(super) async fn form(State(app): State<App>, me: Me, Query(query): Query<VerifyQuery>) -> Reply {
    answered(&app, &me, &query.digest).await
}

pub(super) async fn verify(State(app): State<App>, me: Me, form: Multi) -> Reply {
    match form.file("file") {
        Some(file) => answered(&app, &me, &files::Digest::of(&file.bytes).to_string()).await,
        None => answered(&app, &me, form.get("digest")).await,
    }
}

async fn answered(app: &App, me: &Me, digest: &str) -> Reply {
    let digest = base::one_line(digest);
    let ui = Page::plain(app, me);
    let verdict = if digest.is_empty() {
        None
    } else {
        // The question is anybody's; the answer holds no more than the asker's own document does.
        let known = actions::verify(&app.read(&Actor::system("onboard.verify")), &digest).await?;
        Some(Verdict { since: known.as_ref().map(|k| day(&ui, k.since)).unwrap_or_default(), known })
    };
    html(&VerifyPage { ui, digest: digest.chars().take(100).collect(), verdict })
}
