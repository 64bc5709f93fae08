//! The draft: its rules and names, what it would change, and putting it in force.

use askama::Template;
use axum::extract::State;
use base::{Cursor, Error, PageRequest, Result};
use serde::Deserialize;
use ui::{Errors, Tone, Ui};
use web::{App, Form, Me, Page, Query, Reply, flash_to, html, redirect};

use super::approve::{ProposalView, waiting};
use super::view::{NameView, People, RuleView, ServedView, name_views, rule_views, served_view, tone};
use super::{staff_only, wrong};
use crate::coverage::actions::{self, Step};
use crate::coverage::model::{Counting, Move};

struct MoveView {
    from: String,
    from_tone: Tone,
    to: String,
    to_tone: Tone,
    accounts: String,
    pipeline: String,
    some: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "coverage/pages/draft.html")]
struct DraftPage {
    ui: Ui,
    id: String,
    version: i64,
    revision: i64,
    sub: String,
    rules: Vec<RuleView>,
    otherwise: ServedView,
    names: Vec<NameView>,
    n_names: u64,
    next: String,
    /// Since when it is being counted; empty when it is not.
    counting: String,
    /// When it was counted and of how many accounts; empty when it was not.
    counted: String,
    outdated: bool,
    moves: Vec<MoveView>,
    /// What waits for a second person.
    proposal: Option<ProposalView>,
    /// Who refused it last, and why; empty when nobody did.
    refused: String,
    reason: String,
    words: String,
    errors: Errors,
}

fn move_view(ui: &Ui, m: Move, people: &People) -> MoveView {
    MoveView {
        from: ui.t(m.from.label_key()),
        from_tone: tone(m.from),
        to: ui.t(m.to.label_key()),
        to_tone: tone(m.to),
        accounts: ui.number(m.accounts),
        pipeline: m.pipeline.iter().map(|p| ui.money(p)).collect::<Vec<_>>().join(" + "),
        some: m.some.into_iter().map(|id| (id.to_string(), people.account(id))).filter(|a| !a.1.is_empty()).collect(),
    }
}

async fn page(app: &App, me: &Me, after: &str, reason: String, words: String, errors: Errors) -> Result<DraftPage> {
    let work = app.read(&me.actor);
    let draft = actions::draft(&work).await?.ok_or_else(Error::missing)?;
    let ui = Page::full(app, me).await?;
    let (names, n_names) = actions::names(&work, draft.version, &PageRequest::first(50).after(Cursor::decode(after))).await?;
    let next = names.next.as_ref().map(|c| format!("/coverage/draft?after={}", c.encode())).unwrap_or_default();
    let people = People::of(&work, Some(&draft), &names.items).await?;
    let (mut counting, mut counted, mut is_outdated, mut moves) = (String::new(), String::new(), false, Vec::new());
    match actions::counting(&work, &draft).await? {
        Counting::NotAsked => {}
        Counting::Runs { since } => counting = ui.t1("coverage-counting", "when", ui.relative(&since)),
        Counting::Done { what_if, outdated } => {
            counted = ui.t2("coverage-counted", "n", ui.number(what_if.looked_at), "when", ui.date_time(&what_if.at));
            is_outdated = outdated;
            let ids: Vec<_> = what_if.moves.iter().flat_map(|m| m.some.iter().copied()).collect();
            let some = People::about(&work, &[], &ids).await?;
            moves = what_if.moves.into_iter().map(|m| move_view(&ui, m, &some)).collect();
        }
    }
    let (proposal, refused) = waiting(&work, &ui, &draft).await?;
    Ok(DraftPage {
        proposal,
        refused,
        id: draft.id.to_string(),
        version: draft.version,
        revision: draft.revision,
        sub: ui.t2("coverage-draft-begun", "who", draft.begun_by.as_str(), "when", ui.date_time(&draft.begun_at)),
        rules: rule_views(&ui, &draft, &people),
        otherwise: served_view(&ui, &draft.otherwise, &people),
        names: name_views(&ui, names.items, &people),
        n_names,
        next,
        counting,
        counted,
        outdated: is_outdated,
        moves,
        reason,
        words,
        errors,
        ui,
    })
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct DraftQuery {
    after: String,
}

pub(super) async fn show(State(app): State<App>, me: Me, Query(query): Query<DraftQuery>) -> Reply {
    staff_only(&me)?;
    // A bookmark outlives the draft that it was made of.
    if actions::draft(&app.read(&me.actor)).await?.is_none() {
        return Ok(redirect("/coverage"));
    }
    html(&page(&app, &me, &query.after, String::new(), String::new(), Errors::none()).await?)
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct OrderForm {
    rule: String,
    revision: String,
    /// `up`, `down` or `remove`.
    verb: String,
}

pub(super) async fn refused(app: &App, me: &Me, reason: String, words: String, e: Error) -> Reply {
    let errors = wrong(e, &Page::plain(app, me))?;
    Page::refused(&page(app, me, "", reason, words, errors).await?)
}

pub(super) async fn order(State(app): State<App>, me: Me, Form(form): Form<OrderForm>) -> Reply {
    staff_only(&me)?;
    let id = form.rule.parse().map_err(|_| Error::missing())?;
    let revision = form.revision.parse().ok();
    let (step, said) = match form.verb.as_str() {
        "up" => (Step::Up, "coverage-rule-moved"),
        "down" => (Step::Down, "coverage-rule-moved"),
        "remove" => (Step::Out, "coverage-rule-removed"),
        _ => return Err(Error::missing().into()),
    };
    match app.transact(&me.actor, |work| async move { actions::order(&work, revision, id, step).await }).await {
        Ok(_) => Ok(flash_to(&app, "/coverage/draft", said)),
        Err(e) => refused(&app, &me, String::new(), String::new(), e).await,
    }
}

pub(super) async fn what_if(State(app): State<App>, me: Me) -> Reply {
    staff_only(&me)?;
    app.transact(&me.actor, |work| async move { actions::ask_what_if(&work).await }).await?;
    Ok(flash_to(&app, "/coverage/draft", "coverage-counting-begun"))
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct PublishForm {
    revision: String,
    reason: String,
}

pub(super) async fn publish(State(app): State<App>, me: Me, Form(form): Form<PublishForm>) -> Reply {
    staff_only(&me)?;
    let (revision, reason) = (form.revision.parse().ok(), form.reason.as_str());
    match app.transact(&me.actor, |work| async move { actions::publish(&work, revision, reason).await }).await {
        Ok(plan) if plan.is_draft() => Ok(flash_to(&app, "/coverage/draft", "coverage-proposed")),
        Ok(_) => Ok(flash_to(&app, "/coverage", "coverage-published")),
        Err(e) => refused(&app, &me, form.reason, String::new(), e).await,
    }
}

pub(super) async fn discard(State(app): State<App>, me: Me, Form(form): Form<PublishForm>) -> Reply {
    staff_only(&me)?;
    let revision = form.revision.parse().ok();
    match app.transact(&me.actor, |work| async move { actions::discard(&work, revision).await }).await {
        Ok(()) => Ok(flash_to(&app, "/coverage", "coverage-discarded")),
        Err(e) => refused(&app, &me, String::new(), String::new(), e).await,
    }
}
