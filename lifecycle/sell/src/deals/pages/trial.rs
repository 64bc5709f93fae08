//! Trying a draft of the rules on what was decided in the last year, before it holds.

use axum::extract::State;
use chrono::TimeDelta;
use ui::{Errors, Ui};
use web::{App, Form, Me, Page, Reply, html};

use super::super::actions::{self, Kind, Replayed};
use super::super::model::{Case, Question};
use super::decisions::said;
use super::input::errors_of;
use super::terms_form::{RulesForm, edit_page};

/// How many differences are shown.
const SHOWN: usize = 50;

/// What would have been otherwise.
pub(super) struct Trial {
    /// In one sentence.
    pub(super) said: String,
    /// Each kind, and how many there are.
    pub(super) kinds: Vec<(String, String)>,
    /// The first of them.
    pub(super) rows: Vec<Row>,
    /// Whether there are more than are shown.
    pub(super) more: bool,
}

/// One decision that would have been otherwise.
pub(super) struct Row {
    pub(super) href: String,
    pub(super) company: String,
    pub(super) partner: String,
    pub(super) value: String,
    pub(super) when: String,
    pub(super) was: String,
    pub(super) now: String,
}

/// A kind of difference in words.
fn kind(ui: &Ui, (asked, was, now): &Kind) -> String {
    if was == now {
        return ui.t(&format!("trial-longer-{}", was.replace('_', "-")));
    }
    match (*asked, *was, *now) {
        ("register", "protected", "review") => ui.t("trial-to-person"),
        ("register", "review", "protected") => ui.t("trial-at-once"),
        ("register", _, "refused") => ui.t("trial-refused"),
        ("ask_extension" | "extend", "extended", _) => ui.t("trial-no-extension"),
        ("ask_extension" | "extend", _, "extended") => ui.t("trial-extension"),
        _ => ui.t("trial-other"),
    }
}

async fn trial(app: &App, me: &Me, ui: &Ui, found: Replayed) -> base::Result<Trial> {
    let (cards, names) = actions::about(&app.read(&me.actor), &found.differences).await?;
    let row = |d: &super::super::model::Difference| {
        let card = cards.iter().find(|c| c.id == d.decided.deal);
        Row {
            href: format!("/deals/{}", d.decided.deal),
            company: card.map(|c| c.company.clone()).unwrap_or_default(),
            partner: names.get(&d.decided.partner).cloned().unwrap_or_default(),
            value: match &d.decided.question {
                Question::Register(Case { value, .. }) => ui.l.money(*value),
                _ => card.map(|c| ui.l.money(c.value)).unwrap_or_default(),
            },
            when: ui.l.date(ui.l.day_of(d.decided.at)),
            was: said(ui, &d.decided.question, &d.decided.outcome),
            now: said(ui, &d.decided.question, &d.now),
        }
    };
    let n = |n: u64| ui.l.number(i64::try_from(n).unwrap_or(i64::MAX));
    Ok(Trial {
        said: if found.differ == 0 {
            ui.t1("trial-none", "n", n(found.decisions))
        } else {
            ui.t2("trial-some", "differ", n(found.differ), "n", n(found.decisions))
        },
        kinds: found.kinds.iter().map(|(k, count)| (kind(ui, k), n(*count))).collect(),
        rows: found.differences.iter().map(row).collect(),
        more: found.differ > u64::try_from(SHOWN).unwrap_or(u64::MAX),
    })
}

pub(super) async fn show(State(app): State<App>, me: Me, Form(f): Form<RulesForm>) -> Reply {
    let (terms, unread) = f.read();
    let work = app.read(&me.actor);
    let since = work.now() - TimeDelta::days(365);
    match actions::try_terms(&work, terms, unread, since, SHOWN).await {
        Ok(found) => {
            let trial = trial(&app, &me, &Page::plain(&app, &me), found).await?;
            let mut page = edit_page(&app, &me, f, Errors::none()).await?;
            page.trial = Some(trial);
            html(&page)
        }
        Err(e) => {
            let errors = errors_of(e, &Page::plain(&app, &me))?;
            Page::refused(&edit_page(&app, &me, f, errors).await?)
        }
    }
}
