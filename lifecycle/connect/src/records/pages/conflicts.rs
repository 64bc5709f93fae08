//! The queue of what a person decides.

use askama::Template;
use axum::extract::State;
use base::{ConflictId, ConnectionId, Currency};
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, Form, FormErrors, Me, Page, PageQuery, Path, Query, Reply, flash_to, html};

use super::super::actions;
use super::super::model::{Conflict, Side};
use super::record::readable;
use crate::connections::actions as connections;

/// Why the rules did not decide, in words.
fn why(ui: &Ui, code: &str) -> String {
    match code {
        "both" | "unknown" | "gone" => ui.t(&format!("conflict-why-{code}")),
        // A refusal about the deal; its words are those that people read there.
        other => ui.t1("conflict-why-refused", "code", other.to_owned()),
    }
}

fn field(ui: &Ui, c: &Conflict) -> String {
    c.field.map_or_else(|| ui.t("conflict-whole"), |f| ui.t(&format!("connection-field-{}", f.code())))
}

struct Row {
    href: String,
    field: String,
    ours: String,
    theirs: String,
    why: String,
    machine: String,
    when: String,
}

fn sides(ui: &Ui, c: &Conflict, currency: Currency) -> (String, String) {
    match c.field {
        Some(field) => (readable(ui, field, &c.ours, currency), readable(ui, field, &c.theirs, currency)),
        None => (c.ours.clone(), ui.t("conflict-removed")),
    }
}

#[derive(Template)]
#[template(path = "records/pages/conflicts.html")]
struct ListPage {
    ui: Ui,
    up: String,
    up_text: String,
    rows: Vec<Row>,
    next: String,
    shown: String,
}

#[derive(Deserialize)]
pub(super) struct ListQuery {
    after: Option<String>,
}

pub(super) async fn list(State(app): State<App>, me: Me, Path(id): Path<ConnectionId>, Query(query): Query<ListQuery>) -> Reply {
    let work = app.read(&me.actor);
    let connection = connections::get(&work, id).await?;
    let page = PageQuery { after: query.after, limit: Some(30) }.request()?;
    let found = actions::conflicts(&work, id, &page).await?;
    let ui = Page::full(&app, &me).await?;
    let row = |c: &Conflict| {
        let (ours, theirs) = sides(&ui, c, connection.settings.currency);
        Row {
            href: format!("/admin/connections/{id}/conflicts/{}", c.id),
            field: field(&ui, c),
            ours,
            theirs,
            why: why(&ui, &c.code),
            machine: ui.machine(&c.at),
            when: ui.date_time(&c.at),
        }
    };
    let rows: Vec<Row> = found.items.iter().map(row).collect();
    let next = found.next.as_ref().map(|c| format!("/admin/connections/{id}/conflicts?after={}", c.encode())).unwrap_or_default();
    html(&ListPage {
        up: format!("/admin/connections/{id}"),
        up_text: connection.name,
        shown: ui.t1("kit-shown", "n", rows.len()),
        rows,
        next,
        ui,
    })
}

#[derive(Template)]
#[template(path = "records/pages/conflict.html")]
struct ConflictPage {
    ui: Ui,
    errors: Errors,
    up: String,
    place: String,
    deal: String,
    record: String,
    field: String,
    ours: String,
    theirs: String,
    why: String,
    choices: Vec<Choice>,
    form: ChoiceForm,
    settled: String,
    settled_why: String,
}

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct ChoiceForm {
    side: String,
    reason: String,
}

async fn page(app: &App, me: &Me, id: ConnectionId, conflict: ConflictId, form: ChoiceForm) -> base::Result<ConflictPage> {
    let work = app.read(&me.actor);
    let connection = connections::get(&work, id).await?;
    let c = actions::conflict(&work, id, conflict).await?;
    let ui = Page::full(app, me).await?;
    let (ours, theirs) = sides(&ui, &c, connection.settings.currency);
    let kind = if c.field.is_some() { "field" } else { "whole" };
    let choice = |side: Side, text: &str| Choice::new(side.code(), ui.t(&format!("conflict-choose-{kind}-{}", side.code()))).hint(text);
    let settled = c.settled.as_ref().map(|s| {
        let how = s.side.map_or_else(|| ui.t("conflict-itself"), |side| ui.t(&format!("conflict-chosen-{}", side.code())));
        (ui.t3("conflict-settled", "how", how, "who", s.by_name.clone(), "when", ui.date_time(&s.at)), s.reason.clone())
    });
    let (settled, settled_why) = settled.unwrap_or_default();
    Ok(ConflictPage {
        errors: Errors::none(),
        up: format!("/admin/connections/{id}/conflicts"),
        place: format!("/admin/connections/{id}/conflicts/{conflict}"),
        deal: format!("/deals/{}", c.deal),
        record: format!("/admin/connections/{id}/records/{}", c.record),
        field: field(&ui, &c),
        why: why(&ui, &c.code),
        choices: vec![choice(Side::Ours, &ours), choice(Side::Theirs, &theirs)],
        ours,
        theirs,
        form,
        settled,
        settled_why,
        ui,
    })
}

pub(super) async fn show(State(app): State<App>, me: Me, Path((id, conflict)): Path<(ConnectionId, ConflictId)>) -> Reply {
    html(&page(&app, &me, id, conflict, ChoiceForm::default()).await?)
}

pub(super) async fn choose(
    State(app): State<App>,
    me: Me,
    Path((id, conflict)): Path<(ConnectionId, ConflictId)>,
    Form(form): Form<ChoiceForm>,
) -> Reply {
    let outcome = async {
        let side = Side::from_code(&form.side).ok_or_else(|| {
            let mut invalid = base::Invalid::new();
            invalid.push(base::FieldError::new("side", "choice"));
            base::Error::from(invalid)
        })?;
        let reason = form.reason.as_str();
        app.transact(&me.actor, |work| async move { actions::choose(&work, id, conflict, side, reason).await }).await
    };
    match outcome.await {
        Ok(_) => Ok(flash_to(&app, &format!("/admin/connections/{id}/conflicts"), "conflict-chosen")),
        Err(e) => {
            let mut page = page(&app, &me, id, conflict, form.clone()).await?;
            let errors = FormErrors::of(e, &page.ui.l)?;
            page.errors = errors.named("side", page.ui.t("conflict-whose")).named("reason", page.ui.t("conflict-reason"));
            Page::refused(&page)
        }
    }
}
