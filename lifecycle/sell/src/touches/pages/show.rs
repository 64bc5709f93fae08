//! One touch: what was said, what became of it, and what else the partner did at this customer.

use access::{Permission, Resource};
use askama::Template;
use axum::extract::State as Is;
use base::{DealId, Invalid, TouchId};
use serde::Deserialize;
use ui::{Choice, Errors, Tone, Ui};
use web::{App, Form, FormErrors, Me, Page, Path, Reply, flash_to, html};

use super::super::actions;
use super::super::model::{Answer, Kind, State, SubjectKind, Touch};
use super::{StopView, href_of, stop_view, tone, when};
use crate::deals::actions as deals;
use crate::teams::actions as teams;

/// What the answer sends.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct AnswerForm {
    verdict: String,
    reason: String,
    account_id: String,
}

impl AnswerForm {
    fn read(&self) -> (Answer, Invalid) {
        let mut invalid = Invalid::new();
        invalid.check(matches!(self.verdict.as_str(), "confirm" | "refuse"), "verdict", "choice");
        let account = self.account_id.parse().ok();
        invalid.check(self.account_id.is_empty() || account.is_some(), "account_id", "choice");
        (Answer { confirmed: self.verdict == "confirm", reason: self.reason.clone(), account }, invalid)
    }
}

#[derive(Template)]
#[template(path = "touches/pages/show.html")]
struct ShowPage {
    ui: Ui,
    t: Touch,
    kind: String,
    badge: String,
    tone: Tone,
    partner: String,
    when: String,
    recorded: String,
    country: String,
    /// Who answers by when, or what was answered.
    banner: Option<(String, String, Tone)>,
    /// Where what it is about is, and what that is.
    about: Option<(String, String)>,
    journey: String,
    part: Vec<StopView>,
    may_answer: bool,
    accounts: Vec<Choice>,
    f: AnswerForm,
    errors: Errors,
}

/// Who answers by when, or what was answered by whom and why.
async fn banner(app: &App, ui: &Ui, t: &Touch) -> base::Result<Option<(String, String, Tone)>> {
    if let (State::Claimed, Some(by)) = (t.state, t.answer_by) {
        // Asked as the system: a partner may know who answers.
        let people = deals::people(&app.read(&app.system("touches")), t.partner).await?;
        let late = by < ui.now;
        let name = match people.stand_in {
            Some(s) => ui.t2("touches-stand-in", "name", s.name, "absent", s.absent_name),
            None if people.reviewer.is_empty() => ui.t("touches-desk"),
            None => people.reviewer,
        };
        let title = ui.t2("touches-waits", "name", name, "when", ui.day_and_time(&by));
        let text = ui.t(if late { "touches-waits-late" } else { "touches-waits-text" });
        return Ok(Some((title, text, if late { Tone::Danger } else { Tone::Warning })));
    }
    Ok(t.answered.as_ref().map(|a| {
        let key = if t.state == State::Confirmed { "touches-was-confirmed" } else { "touches-was-refused" };
        (ui.t2(key, "name", a.name.as_str(), "when", ui.date_time(&a.at)), a.reason.clone(), tone(t.state))
    }))
}

async fn page(app: &App, me: &Me, ui: Ui, id: TouchId, f: AnswerForm, errors: Errors) -> base::Result<ShowPage> {
    let work = app.read(&me.actor);
    let t = actions::get(&work, id).await?;
    let about = Resource::of("touch", t.partner).id(t.id);
    let may_answer = t.state == State::Claimed && work.can(Permission::DealDecide, &about);
    let found = if may_answer { actions::accounts_like(&work, &t).await? } else { Vec::new() };
    let accounts = found.iter().map(|m| {
        let place = accounts::countries::name(&ui.l, &m.account.country);
        Choice::new(m.account.id.to_string(), format!("{} · {place}", m.account.name))
    });
    let names = if me.is_staff() { partners::names(&work, &[t.partner]).await? } else { std::collections::HashMap::new() };
    let part = actions::part(&work, &t).await?;
    // Who has left a team finds nothing there any more.
    let there = match t.kind {
        Kind::CoSell => teams::reads(&work, DealId::from(t.subject.id)).await?,
        _ => t.subject.kind != SubjectKind::Claim,
    };
    Ok(ShowPage {
        kind: ui.t(&t.kind.label_key()),
        badge: ui.t(&t.state.label_key()),
        tone: tone(t.state),
        partner: names.get(&t.partner).cloned().unwrap_or_default(),
        when: when(&ui, &t, &t.at),
        recorded: ui.date_time(&t.recorded_at),
        country: if t.company.country.is_empty() { String::new() } else { accounts::countries::name(&ui.l, &t.company.country) },
        banner: banner(app, &ui, &t).await?,
        about: there.then(|| (href_of(&t), ui.t(&t.subject.kind.label_key()))),
        journey: t.account.filter(|_| me.is_staff()).map(|a| format!("/accounts/{a}/journey")).unwrap_or_default(),
        part: part.iter().map(|one| stop_view(&ui, one, "")).collect(),
        accounts: accounts.collect(),
        may_answer,
        t,
        f,
        errors,
        ui,
    })
}

pub(super) async fn show(Is(app): Is<App>, me: Me, Path(id): Path<TouchId>) -> Reply {
    let ui = Page::full(&app, &me).await?;
    html(&page(&app, &me, ui, id, AnswerForm::default(), Errors::none()).await?)
}

pub(super) async fn answer(Is(app): Is<App>, me: Me, Path(id): Path<TouchId>, Form(form): Form<AnswerForm>) -> Reply {
    let (said, unread) = form.read();
    let (said, unread) = (&said, &unread);
    match app.transact(&me.actor, |work| async move { actions::answer(&work, id, said, unread).await }).await {
        Ok(t) => {
            let key = if t.state == State::Confirmed { "touches-confirmed" } else { "touches-refused" };
            Ok(flash_to(&app, &format!("/touches/{id}"), key))
        }
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&page(&app, &me, Page::plain(&app, &me), id, form, errors).await?)
        }
    }
}
