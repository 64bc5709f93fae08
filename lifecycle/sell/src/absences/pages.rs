//! The page of the absences, for those who decide.

use access::Permission;
use askama::Template;
use axum::extract::State;
use i18n::L10n;
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, Reply, Routes, flash_to, html};

use super::actions;
use super::model::{Absence, NewAbsence, StandIn};

pub(crate) fn routes() -> Routes {
    let decide = Gate::May(Permission::DealDecide);
    Routes::new().get("/absences", decide, show).post("/absences", decide, set).post("/absences/end", decide, end)
}

/// Who decides, for whom, and until when.
pub(crate) fn decides_for(l: &L10n, s: &StandIn) -> String {
    l.ta(
        "absence-decides-for",
        &[("name", s.name.clone().into()), ("absent", s.absent_name.clone().into()), ("until", l.date(s.until).into())],
    )
}

/// What the form sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct AbsenceForm {
    from: String,
    until: String,
    substitute: String,
}

struct Row {
    name: String,
    days: String,
    substitute: String,
}

#[derive(Template)]
#[template(path = "absences/pages/absences.html")]
struct AbsencesPage {
    ui: Ui,
    rows: Vec<Row>,
    /// Whether the reader has said that it is away.
    own: bool,
    people: Vec<Choice>,
    f: AbsenceForm,
    errors: Errors,
}

async fn page(app: &App, me: &Me, ui: Ui, f: Option<AbsenceForm>, errors: Errors) -> base::Result<AbsencesPage> {
    let work = app.read(&me.actor);
    let all = actions::list(&work).await?;
    let own = all.iter().find(|a| Some(a.user) == me.actor.user);
    let known = |a: &Absence| AbsenceForm { from: a.from.to_string(), until: a.until.to_string(), substitute: a.substitute.to_string() };
    let people = actions::people(&app.read(&app.system("absences"))).await?;
    Ok(AbsencesPage {
        f: f.or_else(|| own.map(known)).unwrap_or_default(),
        own: own.is_some(),
        people: people.iter().filter(|u| Some(u.id) != me.actor.user).map(|u| Choice::new(u.id.to_string(), u.name.clone())).collect(),
        rows: all
            .iter()
            .map(|a| Row {
                name: a.name.clone(),
                days: ui.t2("absence-days", "from", ui.date(&a.from), "until", ui.date(&a.until)),
                substitute: ui.t1("absence-by", "name", a.substitute_name.as_str()),
            })
            .collect(),
        errors,
        ui,
    })
}

async fn show(State(app): State<App>, me: Me) -> Reply {
    let ui = Page::full(&app, &me).await?;
    html(&page(&app, &me, ui, None, Errors::none()).await?)
}

async fn set(State(app): State<App>, me: Me, Form(f): Form<AbsenceForm>) -> Reply {
    let new = &NewAbsence {
        from: f.from.trim().parse().ok(),
        until: f.until.trim().parse().ok(),
        substitute: f.substitute.parse().ok(),
        zone: me.l10n(&app).zone(),
    };
    match app.transact(&me.actor, |work| async move { actions::set(&work, new).await }).await {
        Ok(_) => Ok(flash_to(&app, "/absences", "absence-set")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&page(&app, &me, Page::plain(&app, &me), Some(f), errors).await?)
        }
    }
}

async fn end(State(app): State<App>, me: Me) -> Reply {
    app.transact(&me.actor, |work| async move { actions::end(&work).await }).await?;
    Ok(flash_to(&app, "/absences", "absence-ended"))
}
