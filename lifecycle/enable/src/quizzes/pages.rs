//! The quiz: one question to a page, and the result.

use access::Permission;
use askama::Template;
use axum::extract::State;
use base::AttemptId;
use serde::Deserialize;
use ui::{Errors, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, Path, Query, Reply, Routes, html, redirect};

use super::model::{Attempt, AttemptState};
use super::{actions, rules};
use crate::courses::model::Course;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .post("/learning/{key}/quiz", Gate::May(Permission::CourseTake), begin)
        .get("/learning/attempts/{id}", Gate::May(Permission::CourseTake), show)
        .post("/learning/attempts/{id}/answers", Gate::May(Permission::CourseTake), answer)
        .post("/learning/attempts/{id}/result", Gate::May(Permission::CourseTake), finish)
}

async fn begin(State(app): State<App>, me: Me, Path(key): Path<String>) -> Reply {
    let key = key.as_str();
    let attempt = app.transact(&me.actor, |work| async move { actions::begin(&work, key).await }).await?;
    Ok(redirect(&format!("/learning/attempts/{}", attempt.id)))
}

#[derive(Deserialize, Default)]
struct Place {
    /// Which question, from 1; beyond the last is the page to hand in.
    q: Option<usize>,
}

struct Choice {
    at: usize,
    text: String,
    chosen: bool,
    right: bool,
}

struct Reviewed {
    words: String,
    right: bool,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "quizzes/pages/question.html")]
struct QuestionPage {
    ui: Ui,
    id: AttemptId,
    course: Course,
    n: usize,
    of: usize,
    words: String,
    many: bool,
    choices: Vec<Choice>,
    errors: Errors,
}

#[derive(Template)]
#[template(path = "quizzes/pages/hand_in.html")]
struct HandInPage {
    ui: Ui,
    id: AttemptId,
    course: Course,
    of: usize,
    unanswered: Vec<usize>,
}

#[derive(Template)]
#[template(path = "quizzes/pages/result.html")]
struct ResultPage {
    ui: Ui,
    course: Course,
    passed: bool,
    score: i64,
    left: i64,
    reviewed: Vec<Reviewed>,
}

async fn show(State(app): State<App>, me: Me, Path(id): Path<AttemptId>, Query(place): Query<Place>) -> Reply {
    let work = app.read(&me.actor);
    let (attempt, course) = actions::get(&work, id).await?;
    let mut ui = Page::full(&app, &me).await?;
    if attempt.state != AttemptState::Open {
        let tried = actions::attempts(&work, &course).await?;
        let since_pass = tried.iter().rev().take_while(|a| a.state != AttemptState::Passed).count();
        let left = (course.attempts - i64::try_from(since_pass).unwrap_or(0)).max(0);
        let reviewed = attempt.questions.iter().zip(&attempt.answers).map(|(q, chosen)| Reviewed {
            words: q.words.clone(),
            right: rules::is_right(q, chosen),
            choices: q
                .choices
                .iter()
                .enumerate()
                .map(|(at, c)| Choice { at, text: c.0.clone(), chosen: chosen.contains(&at), right: c.1 })
                .collect(),
        });
        let reviewed = reviewed.collect();
        return html(&ResultPage {
            ui,
            passed: attempt.state == AttemptState::Passed,
            score: attempt.score.unwrap_or(0),
            left,
            reviewed,
            course,
        });
    }
    ui.task = true;
    let first_open = attempt.answers.iter().position(Vec::is_empty).map_or(attempt.questions.len() + 1, |i| i + 1);
    let n = place.q.unwrap_or(first_open).max(1);
    if n > attempt.questions.len() {
        let unanswered = (1..).zip(&attempt.answers).filter(|(_, a)| a.is_empty()).map(|(n, _)| n).collect();
        return html(&HandInPage { ui, id, of: attempt.questions.len(), unanswered, course });
    }
    html(&question(ui, &attempt, course, n, Errors::none()))
}

fn question(ui: Ui, attempt: &Attempt, course: Course, n: usize, errors: Errors) -> QuestionPage {
    let drawn = attempt.questions.get(n - 1);
    let chosen = attempt.answers.get(n - 1);
    let choices = drawn.map(|q| q.choices.as_slice()).unwrap_or_default();
    QuestionPage {
        ui,
        id: attempt.id,
        course,
        n,
        of: attempt.questions.len(),
        words: drawn.map(|q| q.words.clone()).unwrap_or_default(),
        many: choices.iter().filter(|c| c.1).count() > 1,
        choices: choices
            .iter()
            .enumerate()
            .map(|(at, c)| Choice { at, text: c.0.clone(), chosen: chosen.is_some_and(|a| a.contains(&at)), right: false })
            .collect(),
        errors,
    }
}

#[derive(Deserialize)]
struct AnswerForm {
    q: usize,
    #[serde(default)]
    choice: Vec<usize>,
}

async fn answer(State(app): State<App>, me: Me, Path(id): Path<AttemptId>, Form(form): Form<AnswerForm>) -> Reply {
    let form = &form;
    let at = form.q.checked_sub(1).ok_or_else(base::Error::missing)?;
    let outcome = app
        .transact(&me.actor, |work| async move {
            if form.choice.is_empty() {
                return Err(rules::QuizRefused::NoSuchAnswer.into());
            }
            actions::answer(&work, id, at, &form.choice).await
        })
        .await;
    match outcome {
        Ok(_) => Ok(redirect(&format!("/learning/attempts/{id}?q={}", form.q + 1))),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            let (attempt, course) = actions::get(&app.read(&me.actor), id).await?;
            if form.q > attempt.questions.len() {
                return Err(base::Error::missing().into());
            }
            let mut ui = Page::full(&app, &me).await?;
            ui.task = true;
            Page::refused(&question(ui, &attempt, course, form.q, errors))
        }
    }
}

async fn finish(State(app): State<App>, me: Me, Path(id): Path<AttemptId>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::finish(&work, id).await }).await?;
    Ok(redirect(&format!("/learning/attempts/{id}")))
}
