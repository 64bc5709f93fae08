//! Many deals at once: what is done to them, and what came of it for each.

use askama::Template;
use axum::extract::State;
use base::{DealId, FieldError, Invalid, PartnerId};
use serde::Deserialize;
use ui::{Choice, Errors, Tone, Ui};
use web::{App, Form, Me, Page, Query, Reply, html};

use super::super::actions::{self, BATCH, Batch};
use super::super::model::{Card, RejectReason, Stage};
use super::input::errors_of;
use super::view::place_of;

/// Which deals, and what is done to them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct BatchForm {
    id: Vec<String>,
    action: String,
    stage: String,
    close_on: String,
    user: String,
    reason: String,
    note: String,
}

impl BatchForm {
    /// The deals that are named, each once.
    fn ids(&self) -> Vec<DealId> {
        let mut seen = std::collections::BTreeSet::new();
        self.id.iter().filter_map(|id| id.parse().ok()).filter(|id| seen.insert(*id)).take(BATCH).collect()
    }

    /// What is done, or what is missing to know it.
    fn read(&self) -> Result<Batch, Invalid> {
        let wrong = |field: &str, code| {
            let mut invalid = Invalid::new();
            invalid.push(FieldError::new(field, code));
            invalid
        };
        let note = self.note.clone();
        let said = |batch| if self.note.trim().is_empty() { Err(wrong("note", "required")) } else { Ok(batch) };
        match self.action.as_str() {
            "stage" => Stage::from_code(&self.stage).map(Batch::Stage).ok_or_else(|| wrong("stage", "choice")),
            "close_on" => self.close_on.trim().parse().map(Batch::Close).map_err(|_| wrong("close_on", "date")),
            "assign" => self.user.parse().map(Batch::Assign).map_err(|_| wrong("user", "choice")),
            "withdraw" => said(Batch::Withdraw { note }),
            "approve" => Ok(Batch::Approve { note }),
            "reject" => {
                let reason = RejectReason::from_code(&self.reason).ok_or_else(|| wrong("reason", "choice"))?;
                said(Batch::Reject { reason, note })
            }
            "extend" => Ok(Batch::Extend { note }),
            _ => Err(wrong("action", "choice")),
        }
    }
}

struct Row {
    id: String,
    company: String,
    sub: String,
    place: String,
    /// What came of it; empty before.
    said: String,
    tone: Tone,
    icon: &'static str,
    /// Whether it is still to be done.
    open: bool,
}

#[derive(Template)]
#[template(path = "deals/pages/batch.html")]
struct BatchPage {
    ui: Ui,
    rows: Vec<Row>,
    outcome: String,
    actions: Vec<Choice>,
    stages: Vec<Choice>,
    reasons: Vec<Choice>,
    /// The members who can own these deals.
    people: Vec<Choice>,
    f: BatchForm,
    errors: Errors,
}

impl BatchPage {
    fn again(&self) -> bool {
        self.rows.iter().any(|r| r.open)
    }

    /// Whether an action is among those of the reader.
    fn offers(&self, action: &str) -> bool {
        self.actions.iter().any(|a| a.value == action)
    }
}

/// What came of one deal: nothing yet, done, or why not.
enum Came {
    Nothing,
    Done,
    Refused(String),
}

fn row(ui: &Ui, c: &Card, partner: &str, came: Came) -> Row {
    let (said, tone, icon) = match &came {
        Came::Nothing => (String::new(), Tone::Neutral, ui::icon("circle-dot")),
        Came::Done => (ui.t("batch-done"), Tone::Success, ui::icon("check")),
        Came::Refused(why) => (why.clone(), Tone::Danger, ui::icon("ban")),
    };
    let sub = [partner, c.products.as_str()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ");
    Row {
        id: c.id.to_string(),
        company: if c.company.is_empty() { ui.t("deals-no-company") } else { c.company.clone() },
        sub: format!("{sub} · {}", ui.l.money(c.value)),
        place: place_of(ui, c.state, c.stage).0,
        open: !matches!(came, Came::Done),
        said,
        tone,
        icon,
    }
}

/// The page with its deals as they stand now; `came` says what came of each.
async fn page(app: &App, me: &Me, f: BatchForm, errors: Errors, mut came: impl FnMut(DealId) -> Came) -> base::Result<BatchPage> {
    let mut ui = Page::plain(app, me);
    ui.task = true;
    let work = app.read(&me.actor);
    let (cards, names) = actions::chosen(&work, &f.ids()).await?;
    let rows: Vec<Row> = cards.iter().map(|c| row(&ui, c, names.get(&c.partner).map_or("", String::as_str), came(c.id))).collect();
    let offered: &[&str] = if me.is_staff() { &Batch::OF_STAFF } else { &Batch::OF_PARTNERS };
    let mut of: Vec<PartnerId> = cards.iter().map(|c| c.partner).collect();
    of.sort_unstable();
    of.dedup();
    let mut people = Vec::new();
    for partner in of.into_iter().take(20) {
        let named = |u: &identity::User| match names.get(&partner) {
            Some(name) => format!("{} · {name}", u.name),
            None => u.name.clone(),
        };
        let all = actions::sellers(&app.read(&app.system("deals")), partner).await?;
        people.extend(all.iter().map(|u| Choice::new(u.id.to_string(), named(u))));
    }
    let done = rows.iter().filter(|r| !r.open).count();
    let refused = rows.iter().filter(|r| r.open && !r.said.is_empty()).count();
    Ok(BatchPage {
        outcome: if done + refused > 0 { ui.t2("batch-outcome", "done", done, "refused", refused) } else { String::new() },
        actions: offered.iter().map(|a| Choice::new(*a, ui.t(&format!("batch-{}", a.replace('_', "-"))))).collect(),
        stages: Stage::ALL.iter().map(|s| Choice::new(s.code(), ui.t(&s.label_key()))).collect(),
        reasons: RejectReason::ALL.iter().map(|r| Choice::new(r.code(), ui.t(&r.label_key()))).collect(),
        people,
        rows,
        f,
        errors,
        ui,
    })
}

pub(super) async fn ask(State(app): State<App>, me: Me, Query(f): Query<BatchForm>) -> Reply {
    html(&page(&app, &me, f, Errors::none(), |_| Came::Nothing).await?)
}

pub(super) async fn run(State(app): State<App>, me: Me, Form(f): Form<BatchForm>) -> Reply {
    let batch = match f.read() {
        Ok(batch) => batch,
        Err(invalid) => {
            let errors = errors_of(invalid.into(), &Page::plain(&app, &me))?;
            return Page::refused(&page(&app, &me, f, errors, |_| Came::Nothing).await?);
        }
    };
    let ui = Page::plain(&app, &me);
    let batch = &batch;
    let mut came = std::collections::BTreeMap::new();
    for id in f.ids() {
        let done = app.transact(&me.actor, |work| async move { actions::apply(&work, id, batch).await }).await;
        let outcome = match done {
            Ok(_) => Came::Done,
            // A deal that the reader does not see is not listed, and so it has no row.
            Err(e) if matches!(e.kind(), Some(base::Kind::Missing)) => continue,
            Err(e) if matches!(e.kind(), Some(base::Kind::Forbidden)) => Came::Refused(ui.t("batch-forbidden")),
            Err(e) => Came::Refused(errors_of(e, &ui)?.list().iter().map(ui::FieldText::label).collect::<Vec<_>>().join(" ")),
        };
        came.insert(id, outcome);
    }
    html(&page(&app, &me, f, Errors::none(), |id| came.remove(&id).unwrap_or(Came::Nothing)).await?)
}
