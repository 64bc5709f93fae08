//! A draft that waits for a second person, and whether there has to be one.

use axum::extract::State;
use base::{Error, Result};
use serde::Deserialize;
use ui::{Choice, Ui};
use web::{App, Form, Me, QueueItem, Reader, Reply, flash_to};
use work::{Permission, Resource, Work};

use super::draft::refused;
use super::staff_only;
use crate::coverage::actions;
use crate::coverage::model::{Approval, Fate, Plan, Proposal};

/// How many people a page names.
const NAMED: usize = 5;

/// A proposal as its page shows it.
pub(super) struct ProposalView {
    pub(super) who: String,
    pub(super) reason: String,
    /// Who can decide, by name.
    pub(super) asked: String,
    pub(super) may_decide: bool,
    pub(super) is_own: bool,
}

/// What is proposed of a draft; none when nothing waits.
pub(super) async fn waiting(work: &Work, ui: &Ui, draft: &Plan) -> Result<(Option<ProposalView>, String)> {
    let Some(last) = actions::proposal(work, draft.version).await? else { return Ok((None, String::new())) };
    if let Fate::Refused(decided) = &last.fate {
        let told =
            ui.t3("coverage-refused-by", "who", decided.by.clone(), "when", ui.date_time(&decided.at), "words", decided.words.clone());
        return Ok((None, told));
    }
    if !last.waits() {
        return Ok((None, String::new()));
    }
    let people = actions::deciders(work, last.by).await?;
    let mut asked: Vec<String> = people.iter().take(NAMED).map(|u| u.name.clone()).collect();
    if people.len() > NAMED {
        asked.push("…".to_owned());
    }
    let view = ProposalView {
        who: ui.t2("coverage-proposed-by", "who", last.by_name.clone(), "when", ui.date_time(&last.at)),
        may_decide: actions::may_decide(work, &last).await?,
        is_own: last.by == work.actor().user,
        asked: asked.join(", "),
        reason: last.reason,
    };
    Ok((Some(view), String::new()))
}

/// Who proposed a plan that is in force; empty when nobody had to.
pub(super) fn agreed(ui: &Ui, proposal: Option<&Proposal>) -> String {
    match proposal.map(|p| (&p.fate, p)) {
        Some((Fate::Approved(decided), p)) => {
            let words = if decided.words.is_empty() { String::new() } else { format!(" {}", decided.words) };
            format!("{}{words}", ui.t2("coverage-agreed", "who", p.by_name.clone(), "by", decided.by.clone()))
        }
        _ => String::new(),
    }
}

/// The choices of whether a second person is asked.
pub(super) fn choices(ui: &Ui) -> Vec<Choice> {
    let choice = |a: &Approval| Choice::new(a.code(), ui.t(&format!("coverage-approval-{}", a.code())));
    Approval::ALL.iter().map(choice).collect()
}

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct WordsForm {
    words: String,
}

pub(super) async fn approve(State(app): State<App>, me: Me, Form(form): Form<WordsForm>) -> Reply {
    staff_only(&me)?;
    let words = form.words.as_str();
    match app.transact(&me.actor, |work| async move { actions::approve(&work, words).await }).await {
        Ok(_) => Ok(flash_to(&app, "/coverage", "coverage-published")),
        Err(e) => refused(&app, &me, String::new(), form.words, e).await,
    }
}

pub(super) async fn refuse(State(app): State<App>, me: Me, Form(form): Form<WordsForm>) -> Reply {
    staff_only(&me)?;
    let words = form.words.as_str();
    match app.transact(&me.actor, |work| async move { actions::refuse(&work, words).await }).await {
        Ok(_) => Ok(flash_to(&app, "/coverage/draft", "coverage-refused")),
        Err(e) => refused(&app, &me, String::new(), form.words, e).await,
    }
}

pub(super) async fn withdraw(State(app): State<App>, me: Me) -> Reply {
    staff_only(&me)?;
    match app.transact(&me.actor, |work| async move { actions::withdraw(&work).await }).await {
        Ok(_) => Ok(flash_to(&app, "/coverage/draft", "coverage-withdrawn")),
        Err(e) => refused(&app, &me, String::new(), String::new(), e).await,
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct ApprovalForm {
    approval: String,
}

pub(super) async fn set(State(app): State<App>, me: Me, Form(form): Form<ApprovalForm>) -> Reply {
    staff_only(&me)?;
    let to = Approval::from_code(&form.approval).ok_or_else(Error::missing)?;
    app.transact(&me.actor, |work| async move { actions::set_approval(&work, to).await }).await?;
    Ok(flash_to(&app, "/coverage", "coverage-approval-saved"))
}

/// A draft that waits for the reader.
pub(crate) async fn queue(work: &Work, reader: &Reader<'_>) -> Result<Vec<QueueItem>> {
    if !reader.me.is_staff() || !work.can(Permission::CoverageManage, &Resource::general("coverage_plan")) {
        return Ok(Vec::new());
    }
    let Some(draft) = actions::draft(work).await? else { return Ok(Vec::new()) };
    let Some(waiting) = actions::proposal(work, draft.version).await?.filter(Proposal::waits) else { return Ok(Vec::new()) };
    if !actions::may_decide(work, &waiting).await? {
        return Ok(Vec::new());
    }
    Ok(vec![QueueItem {
        kind: reader.l.t("queue-coverage"),
        icon: ui::icon("route"),
        title: reader.l.t1("coverage-draft-n", "n", draft.version),
        detail: reader.l.t1("queue-coverage-detail", "who", waiting.by_name),
        href: "/coverage/draft".to_owned(),
        partner: None,
        since: waiting.at,
        due: None,
    }])
}
