//! The letter to one side: what was ruled, on which clause, what it means, and how to appeal; as a page and as a PDF.

use askama::Template;
use axum::body::Body;
use axum::extract::State;
use axum::response::IntoResponse as _;
use base::{CaseId, CasePartyId, Error, Fault, RulingId};
use files::{Disposition, content_disposition};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, ETAG};
use serde::Deserialize;
use ui::{Html, Ui};
use web::{App, Me, Page, Path, Query, Reply, html};

use super::super::actions::{self, Letter};
use super::super::jobs;
use super::super::model::KeptLetter;

struct LetterView {
    company: String,
    products: String,
    route: String,
    date: String,
    head: String,
    outcome: String,
    means: String,
    with: String,
    reason: Html,
    clause: String,
    appeal: String,
    pdf: String,
}

/// A letter of an earlier ruling, kept as a document.
struct Earlier {
    href: String,
    text: String,
}

#[derive(Template)]
#[template(path = "conflicts/pages/letter.html")]
struct LetterPage {
    ui: Ui,
    back: String,
    letters: Vec<LetterView>,
    earlier: Vec<Earlier>,
}

fn view(ui: &Ui, id: CaseId, letter: &Letter, vendor: &str, to: &str) -> LetterView {
    let said = jobs::words(&ui.l, letter, vendor, to, letter.appeal_until);
    LetterView {
        company: letter.company.clone(),
        products: letter.products.clone(),
        route: said.route,
        date: said.date,
        head: said.head,
        outcome: said.outcome,
        means: said.means,
        with: said.with,
        reason: ui::markdown(&letter.reason),
        clause: said.clause,
        appeal: said.appeal,
        pdf: format!("/conflicts/{id}/letter.pdf?side={}", letter.side.id),
    }
}

fn earlier(ui: &Ui, id: CaseId, l: &KeptLetter) -> Earlier {
    Earlier {
        href: format!("/conflicts/{id}/letter.pdf?side={}&ruling={}", l.side, l.ruling),
        text: ui.t1("letter-earlier-of", "on", ui.l.date(ui.l.day_of(l.at))),
    }
}

pub(super) async fn show(State(app): State<App>, me: Me, Path(id): Path<CaseId>) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let (work, system) = (app.read(&me.actor), app.read(&app.system("conflicts")));
    let found = actions::letters(&work, &system, id).await?;
    let mut letters = Vec::new();
    for letter in &found {
        let Some(partner) = letter.side.partner else { continue };
        let to = crate::deals::actions::partner_name(&work, partner).await?;
        letters.push(view(&ui, id, letter, work.vendor(), &to));
    }
    if letters.is_empty() {
        return Err(Error::missing().into());
    }
    let mut old: Vec<KeptLetter> = actions::kept_letters(&work, id).await?;
    old.retain(|k| found.iter().all(|l| l.ruling != k.ruling));
    old.dedup_by(|a, b| (a.ruling, a.side) == (b.ruling, b.side));
    html(&LetterPage { back: format!("/conflicts/{id}"), letters, earlier: old.iter().map(|k| earlier(&ui, id, k)).collect(), ui })
}

/// Which letter.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Which {
    side: String,
    ruling: String,
}

/// The letter as a document, in the reader's language; of an earlier ruling as it was kept.
pub(super) async fn document(State(app): State<App>, me: Me, Path(id): Path<CaseId>, Query(which): Query<Which>) -> Reply {
    let (work, system) = (app.read(&me.actor), app.read(&app.system("conflicts")));
    let side: Option<CasePartyId> = which.side.parse().ok();
    let ruling: Option<RulingId> = which.ruling.parse().ok();
    let wanted = |l: &&Letter| l.side.partner.is_some() && side.is_none_or(|s| l.side.id == s) && ruling.is_none_or(|r| l.ruling == r);
    let letters = actions::letters(&work, &system, id).await?;
    let kept = match letters.iter().find(wanted) {
        Some(letter) => jobs::ensure(&app, id, letter, me.locale).await?,
        None => {
            let all = actions::kept_letters(&work, id).await?;
            let found = all.into_iter().filter(|k| Some(k.ruling) == ruling && side.is_none_or(|s| k.side == s));
            found.max_by_key(|k| k.lang == me.locale.tag()).ok_or_else(Error::missing)?
        }
    };
    let digest: files::Digest = kept.digest.parse()?;
    let download = app.files().get(&digest).await.map_err(Error::from)?;
    let headers = [
        (CONTENT_TYPE, "application/pdf".to_owned()),
        (CONTENT_LENGTH, download.size.to_string()),
        (CONTENT_DISPOSITION, content_disposition(Disposition::Inline, &format!("{}.pdf", kept.ruling))),
        (CACHE_CONTROL, "private, no-cache".to_owned()),
        (ETAG, format!("\"{digest}\"")),
    ];
    let body = futures::TryStreamExt::map_err(download.body, |e| std::io::Error::other(Fault::new("sending a letter", e)));
    Ok((headers, Body::from_stream(body)).into_response())
}
