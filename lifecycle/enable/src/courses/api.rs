//! The API of courses.

use access::Permission;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base::CourseId;
use http::StatusCode;
use http::header::LOCATION;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Path, Reply};

use super::actions;
use super::model::{Course, Learner, NewCourse};

pub(crate) fn routes() -> ApiRoutes {
    ApiRoutes::new()
        .add(Gate::May(Permission::CourseRead), routes!(list))
        .add(Gate::May(Permission::CourseManage), routes!(publish))
        .add(Gate::May(Permission::CourseRead), routes!(get))
        .add(Gate::May(Permission::CourseTake), routes!(finish_lesson))
}

/// A course, with what the caller has done of it.
#[derive(Serialize, ToSchema)]
#[schema(as = Course)]
struct CourseBody {
    /// Its id.
    #[schema(value_type = String)]
    id: CourseId,
    /// Its stable key.
    key: String,
    /// Its title.
    title: String,
    /// What it teaches.
    summary: String,
    /// `sales`, `technical` or `support`.
    path: String,
    /// The certification it leads to.
    certification: Option<String>,
    /// How many lessons it has.
    lessons: i64,
    /// How many the caller has done.
    done: usize,
    /// When the caller completed it.
    #[schema(value_type = Option<String>, format = DateTime)]
    completed_at: Option<base::Instant>,
    /// The caller's score in percent.
    score: Option<i64>,
}

fn body(c: Course, lessons: i64, learner: Option<Learner>) -> CourseBody {
    CourseBody {
        id: c.id,
        key: c.key,
        title: c.title,
        summary: c.summary,
        path: c.path,
        certification: c.certification,
        lessons,
        done: learner.as_ref().map_or(0, |l| l.lessons.len()),
        completed_at: learner.as_ref().and_then(|l| l.completed_at),
        score: learner.and_then(|l| l.score),
    }
}

/// The catalog, with what the caller has done.
#[utoipa::path(get, path = "/api/v1/courses", tag = "Learning", operation_id = "courses_list", responses((status = 200, description = "All courses.", body = Vec<CourseBody>)))]
async fn list(State(app): State<App>, me: Me) -> Reply {
    let rows = actions::catalog(&app.read(&me.actor)).await?.into_iter().map(|s| body(s.course, s.lessons, s.learner));
    Ok(axum::response::Json(rows.collect::<Vec<_>>()).into_response())
}

/// What a course is for.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[schema(as = CoursePath)]
#[serde(rename_all = "snake_case")]
enum PathCode {
    Sales,
    Technical,
    Support,
}

impl PathCode {
    const fn code(self) -> &'static str {
        match self {
            Self::Sales => "sales",
            Self::Technical => "technical",
            Self::Support => "support",
        }
    }
}

/// A course to publish.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewCourse)]
#[serde(deny_unknown_fields)]
struct NewCourseBody {
    /// Its stable key, part of its address.
    #[schema(min_length = 1, max_length = 60, pattern = "^[a-z0-9-]+$")]
    key: String,
    /// Its title.
    #[schema(min_length = 2, max_length = 150)]
    title: String,
    /// What it teaches, in a sentence.
    #[serde(default)]
    #[schema(max_length = 500)]
    summary: String,
    /// The path it belongs to.
    path: PathCode,
    /// The key of the certification it leads to; needs questions.
    #[serde(default)]
    #[schema(max_length = 60, pattern = "^[a-z0-9-]*$")]
    certification: String,
    /// How long the certification holds, in months; 0 is for ever.
    #[schema(minimum = 0, maximum = 120)]
    valid_months: i64,
    /// The share of right answers that passes, in percent.
    #[schema(minimum = 1, maximum = 100)]
    pass_mark: i64,
    /// How many questions are drawn for an attempt; no more than there are.
    #[schema(minimum = 0, maximum = 200)]
    draw: i64,
    /// How often the quiz may be tried.
    #[schema(minimum = 1, maximum = 100)]
    attempts: i64,
    /// Lessons and questions as one Markdown text.
    ///
    /// A line `# Title (5 min)` begins a lesson. A line `? Question` begins a question, and the lines after it are its
    /// answers: `+ right` and `- wrong`.
    #[schema(min_length = 3, max_length = 400_000)]
    text: String,
}

/// Publishes a course.
#[utoipa::path(post, path = "/api/v1/courses", tag = "Learning", operation_id = "courses_publish", request_body = NewCourseBody, responses((status = 201, description = "The course; `Location` is its address.", body = OpenBody)))]
async fn publish(State(app): State<App>, me: Me, Json(b): Json<NewCourseBody>) -> Reply {
    let new = &NewCourse {
        key: b.key,
        title: b.title,
        summary: b.summary,
        path: b.path.code().to_owned(),
        certification: b.certification,
        valid_months: b.valid_months,
        pass_mark: b.pass_mark,
        draw: b.draw,
        attempts: b.attempts,
        text: b.text,
    };
    let course = app.transact(&me.actor, |work| async move { actions::publish(&work, new).await }).await?;
    let place = format!("/api/v1/courses/{}", course.key);
    Ok((StatusCode::CREATED, [(LOCATION, place)], opened(&app, &me, &course.key).await?).into_response())
}

/// A lesson.
#[derive(Serialize, ToSchema)]
#[schema(as = Lesson)]
struct LessonBody {
    /// Its place, from 1.
    position: i64,
    /// Its title.
    title: String,
    /// About how long it takes, in minutes.
    minutes: i64,
    /// Its text in Markdown.
    body: String,
}

/// A course with its lessons.
#[derive(Serialize, ToSchema)]
#[schema(as = CourseWithLessons)]
struct OpenBody {
    /// The course.
    course: CourseBody,
    /// Its lessons, in order.
    lessons: Vec<LessonBody>,
}

/// One course with its lessons.
#[utoipa::path(get, path = "/api/v1/courses/{key}", tag = "Learning", operation_id = "courses_get", params(("key" = String, Path, description = "The course's key.")), responses((status = 200, description = "The course.", body = OpenBody)))]
async fn get(State(app): State<App>, me: Me, Path(key): Path<String>) -> Reply {
    Ok(opened(&app, &me, &key).await?)
}

async fn opened(app: &App, me: &Me, key: &str) -> base::Result<Response> {
    let (course, lessons, learner) = actions::open(&app.read(&me.actor), key).await?;
    let n = i64::try_from(lessons.len()).unwrap_or(i64::MAX);
    let lessons =
        lessons.into_iter().map(|l| LessonBody { position: l.position, title: l.title, minutes: l.minutes, body: l.body }).collect();
    Ok(axum::response::Json(OpenBody { course: body(course, n, learner), lessons }).into_response())
}

/// Marks a lesson as done by the caller.
#[utoipa::path(put, path = "/api/v1/courses/{key}/lessons/{position}/completion", tag = "Learning", operation_id = "lessons_finish", params(("key" = String, Path, description = "The course's key."), ("position" = i64, Path, description = "The lesson's place, from 1.")), responses((status = 204, description = "It is done.")))]
async fn finish_lesson(State(app): State<App>, me: Me, Path((key, position)): Path<(String, i64)>) -> Reply {
    let key = key.as_str();
    app.transact(&me.actor, |work| async move { actions::finish_lesson(&work, key, position).await }).await?;
    Ok(http::StatusCode::NO_CONTENT.into_response())
}
