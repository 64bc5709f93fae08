//! Whether a decision was fair: one click from a mail without signing in, or signed in.
//!
//! Looking changes nothing, so that a program that follows the links of mails does no harm.

use askama::Template;
use axum::extract::State;
use base::{CommentId, FieldError, Invalid, Result};
use serde::Deserialize;
use ui::{Errors, Ui};
use web::{App, Form, FormErrors, Me, Page, Path, Reply, flash_to, html};
use work::Actor;

use super::super::actions;
use super::super::model::Rating;

/// What the buttons send.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct FairForm {
    stars: String,
    comment: String,
}

#[derive(Template)]
#[template(path = "conflicts/pages/fair.html")]
struct FairPage {
    ui: Ui,
    path: String,
    title: String,
    what: String,
    until: String,
    /// What was said, in words; empty while nothing was.
    said: String,
    /// Value, what it means, and whether it was said.
    scale: Vec<(i64, String, bool)>,
    comment: String,
    errors: Errors,
}

fn page(app: &App, me: &Me, path: String, r: &Rating, f: FairForm, errors: Errors) -> FairPage {
    let ui = Page::plain(app, me);
    FairPage {
        title: ui.t1("fair-title", "company", r.company.as_str()),
        what: ui.t(&format!("fair-about-{}", r.kind.code())),
        until: ui.t1("fair-until", "until", ui.l.date(ui.l.day_of(r.until))),
        said: r.stars.map(|n| ui.t1("fair-said", "n", n)).unwrap_or_default(),
        scale: (1..=5).map(|n| (n, ui.t(&format!("fair-{n}")), r.stars == Some(n))).collect(),
        comment: if f.comment.is_empty() { r.comment.clone() } else { f.comment },
        path,
        errors,
        ui,
    }
}

/// The person of a link as who acts now, and the question.
async fn opened(app: &App, me: &Me, secret: &str) -> Result<(Actor, Rating)> {
    let (rating, person) = actions::linked(&app.read(&app.system("fairness link")), secret).await?;
    Ok((Actor { address: me.actor.address, request: me.actor.request.clone(), ..person }, rating))
}

/// Keeps what was said, as who says it.
async fn keep(app: &App, actor: &Actor, id: CommentId, f: &FairForm) -> Result<Rating> {
    let Ok(stars) = f.stars.trim().parse::<i64>() else {
        let mut invalid = Invalid::new();
        invalid.push(FieldError::new("stars", "choice"));
        return Err(invalid.into());
    };
    app.transact(actor, |work| async move { actions::rate(&work, id, stars, &f.comment).await }).await
}

pub(super) async fn by_link(State(app): State<App>, me: Me, Path(secret): Path<String>) -> Reply {
    let (_, rating) = opened(&app, &me, &secret).await?;
    html(&page(&app, &me, format!("/fairness/{secret}"), &rating, FairForm::default(), Errors::none()))
}

pub(super) async fn say_by_link(State(app): State<App>, me: Me, Path(secret): Path<String>, Form(f): Form<FairForm>) -> Reply {
    let (actor, rating) = opened(&app, &me, &secret).await?;
    said(&app, &me, &actor, format!("/fairness/{secret}"), &rating, f).await
}

pub(super) async fn show(State(app): State<App>, me: Me, Path(id): Path<CommentId>) -> Reply {
    let rating = actions::question(&app.read(&me.actor), id).await?;
    html(&page(&app, &me, format!("/fairness/questions/{id}"), &rating, FairForm::default(), Errors::none()))
}

pub(super) async fn say(State(app): State<App>, me: Me, Path(id): Path<CommentId>, Form(f): Form<FairForm>) -> Reply {
    let rating = actions::question(&app.read(&me.actor), id).await?;
    said(&app, &me, &me.actor, format!("/fairness/questions/{id}"), &rating, f).await
}

async fn said(app: &App, me: &Me, actor: &Actor, path: String, rating: &Rating, f: FairForm) -> Reply {
    match keep(app, actor, rating.id, &f).await {
        Ok(_) => Ok(flash_to(app, &path, "fair-thanks")),
        Err(e) => {
            let errors = FormErrors::of(e, &Page::plain(app, me).l)?;
            Page::refused(&page(app, me, path, rating, f, errors))
        }
    }
}
