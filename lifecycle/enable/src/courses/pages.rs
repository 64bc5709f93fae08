//! The catalog, a course, a lesson, the team, and publishing.

use access::Permission;
use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, Path, Reply, Routes, flash_to, html, redirect};

use super::model::{Course, Lesson, NewCourse};
use super::{actions, rules};
use crate::certificates::actions as certificates;
use crate::quizzes::actions as quizzes;
use crate::quizzes::model::AttemptState;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/learning", Gate::May(Permission::CourseRead), list)
        .get("/learning/team", Gate::May(Permission::MemberManage), team)
        .get("/learning/new", Gate::May(Permission::CourseManage), new)
        .post("/learning/new", Gate::May(Permission::CourseManage), publish)
        .get("/learning/{key}", Gate::May(Permission::CourseRead), show)
        .get("/learning/{key}/lessons/{n}", Gate::May(Permission::CourseRead), lesson)
        .post("/learning/{key}/lessons/{n}", Gate::May(Permission::CourseTake), finish)
}

struct Tile {
    key: String,
    title: String,
    summary: String,
    path: String,
    certifies: bool,
    done: u64,
    lessons: u64,
    state: String,
    tone: &'static str,
}

#[derive(Template)]
#[template(path = "courses/pages/list.html")]
struct ListPage {
    ui: Ui,
    tiles: Vec<Tile>,
    certificates: Vec<(String, String, String)>,
    can_manage: bool,
    can_see_team: bool,
}

async fn list(State(app): State<App>, me: Me) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let work = app.read(&me.actor);
    let seen = actions::catalog(&work).await?;
    let tiles = seen.into_iter().map(|s| {
        let done = s.learner.as_ref().map_or(0, |l| l.lessons.len());
        let (key, tone) = match &s.learner {
            Some(l) if l.completed_at.is_some() => ("course-completed", "success"),
            Some(_) => ("course-begun", "info"),
            None => ("course-new", "neutral"),
        };
        Tile {
            path: ui.t(&format!("course-path-{}", s.course.path)),
            certifies: s.course.certification.is_some(),
            done: u64::try_from(done).unwrap_or(0),
            lessons: u64::try_from(s.lessons).unwrap_or(0),
            state: ui.t(key),
            tone,
            key: s.course.key,
            title: s.course.title,
            summary: s.course.summary,
        }
    });
    let tiles = tiles.collect();
    let own = match me.actor.user {
        Some(user) => certificates::list(&work, Some(user)).await?,
        None => Vec::new(),
    };
    let certificates = own
        .into_iter()
        .map(|c| {
            let until = c.until.map_or_else(|| ui.t("certificate-open"), |u| ui.l.date_short(ui.l.day_of(u)));
            (format!("/certificates/{}", c.number), c.title, until)
        })
        .collect();
    let can_see_team = me.is_member() && me.can(&app, Permission::MemberManage);
    html(&ListPage { can_manage: me.can(&app, Permission::CourseManage), can_see_team, ui, tiles, certificates })
}

struct Step {
    n: i64,
    title: String,
    minutes: i64,
    done: bool,
}

#[derive(Template)]
#[template(path = "courses/pages/show.html")]
struct ShowPage {
    ui: Ui,
    course: Course,
    path: String,
    steps: Vec<Step>,
    next: i64,
    all_done: bool,
    has_quiz: bool,
    completed: bool,
    quiz_open: bool,
    left: i64,
    score: i64,
    can_take: bool,
}

async fn show(State(app): State<App>, me: Me, Path(key): Path<String>) -> Reply {
    let work = app.read(&me.actor);
    let (course, lessons, learner) = actions::open(&work, &key).await?;
    let ui = Page::full(&app, &me).await?;
    let done: Vec<i64> = learner.as_ref().map(|l| l.lessons.clone()).unwrap_or_default();
    let tried = quizzes::attempts(&work, &course).await?;
    let since_pass = tried.iter().rev().take_while(|a| a.state != AttemptState::Passed).count();
    let steps: Vec<Step> = lessons
        .iter()
        .map(|l| Step { n: l.position, title: l.title.clone(), minutes: l.minutes, done: done.contains(&l.position) })
        .collect();
    let next = steps.iter().find(|s| !s.done).map_or(0, |s| s.n);
    html(&ShowPage {
        path: ui.t(&format!("course-path-{}", course.path)),
        next,
        all_done: next == 0,
        has_quiz: rules::has_quiz(&course),
        completed: learner.as_ref().is_some_and(|l| l.completed_at.is_some()),
        quiz_open: tried.iter().any(|a| a.state == AttemptState::Open),
        left: (course.attempts - i64::try_from(since_pass).unwrap_or(0)).max(0),
        score: learner.and_then(|l| l.score).unwrap_or(0),
        can_take: me.can(&app, Permission::CourseTake),
        steps,
        course,
        ui,
    })
}

#[derive(Template)]
#[template(path = "courses/pages/lesson.html")]
struct LessonPage {
    ui: Ui,
    course: Course,
    lesson: Lesson,
    of: usize,
    body: ui::Html,
    can_take: bool,
}

async fn lesson(State(app): State<App>, me: Me, Path((key, n)): Path<(String, i64)>) -> Reply {
    let (course, lessons, _) = actions::open(&app.read(&me.actor), &key).await?;
    let of = lessons.len();
    let lesson = lessons.into_iter().find(|l| l.position == n).ok_or_else(base::Error::missing)?;
    let mut ui = Page::full(&app, &me).await?;
    ui.task = true;
    html(&LessonPage { body: ui::markdown(&lesson.body), can_take: me.can(&app, Permission::CourseTake), ui, course, lesson, of })
}

async fn finish(State(app): State<App>, me: Me, Path((key, n)): Path<(String, i64)>) -> Reply {
    let text = key.as_str();
    app.transact(&me.actor, |work| async move { actions::finish_lesson(&work, text, n).await }).await?;
    let (_, lessons, learner) = actions::open(&app.read(&me.actor), &key).await?;
    let done = learner.map(|l| l.lessons).unwrap_or_default();
    let next = lessons.iter().map(|l| l.position).find(|p| *p > n && !done.contains(p));
    Ok(match next {
        Some(next) => redirect(&format!("/learning/{key}/lessons/{next}")),
        None => redirect(&format!("/learning/{key}")),
    })
}

struct Colleague {
    name: String,
    course: String,
    state: String,
    score: String,
}

#[derive(Template)]
#[template(path = "courses/pages/team.html")]
struct TeamPage {
    ui: Ui,
    rows: Vec<Colleague>,
}

async fn team(State(app): State<App>, me: Me) -> Reply {
    let work = app.read(&me.actor);
    let learners = actions::team(&work).await?;
    let courses = super::store::list(&work).await?;
    let people = identity::of_partner(&work, me.partner()?).await?;
    let ui = Page::full(&app, &me).await?;
    let rows = learners.into_iter().map(|l| Colleague {
        name: people.iter().find(|p| p.id == l.user).map(|p| p.name.clone()).unwrap_or_default(),
        course: courses.iter().find(|c| c.id == l.course).map(|c| c.title.clone()).unwrap_or_default(),
        state: match l.completed_at {
            Some(at) => ui.t1("team-completed", "date", ui.l.date_short(ui.l.day_of(at))),
            None => ui.t("course-begun"),
        },
        score: l.score.map(|s| format!("{s} %")).unwrap_or_default(),
    });
    let rows = rows.collect();
    html(&TeamPage { ui, rows })
}

#[derive(Deserialize, Default)]
struct CourseForm {
    #[serde(default)]
    key: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    summary: String,
    #[serde(default)]
    path: String,
    #[serde(default)]
    certification: String,
    #[serde(default)]
    valid_months: String,
    #[serde(default)]
    pass_mark: String,
    #[serde(default)]
    draw: String,
    #[serde(default)]
    attempts: String,
    #[serde(default)]
    text: String,
}

#[derive(Template)]
#[template(path = "courses/pages/edit.html")]
struct EditPage {
    ui: Ui,
    f: CourseForm,
    paths: Vec<Choice>,
    errors: Errors,
}

async fn page(app: &App, me: &Me, f: CourseForm, errors: Errors) -> base::Result<EditPage> {
    let mut ui = Page::full(app, me).await?;
    ui.task = true;
    let paths = ["sales", "technical", "support"].map(|p| Choice::new(p, ui.t(&format!("course-path-{p}")))).to_vec();
    Ok(EditPage { ui, f, paths, errors })
}

async fn new(State(app): State<App>, me: Me) -> Reply {
    let f = CourseForm {
        valid_months: "24".to_owned(),
        pass_mark: "80".to_owned(),
        draw: "5".to_owned(),
        attempts: "3".to_owned(),
        path: "sales".to_owned(),
        ..CourseForm::default()
    };
    html(&page(&app, &me, f, Errors::none()).await?)
}

async fn publish(State(app): State<App>, me: Me, Form(f): Form<CourseForm>) -> Reply {
    let number = |text: &str| text.trim().parse::<i64>().unwrap_or(-1);
    let new = &NewCourse {
        key: f.key.trim().to_owned(),
        title: f.title.clone(),
        summary: f.summary.clone(),
        path: f.path.clone(),
        certification: f.certification.trim().to_owned(),
        valid_months: number(&f.valid_months),
        pass_mark: number(&f.pass_mark),
        draw: number(&f.draw),
        attempts: number(&f.attempts),
        text: f.text.clone(),
    };
    match app.transact(&me.actor, |work| async move { actions::publish(&work, new).await }).await {
        Ok(_) => Ok(flash_to(&app, "/learning", "course-published")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&page(&app, &me, f, errors).await?)
        }
    }
}
