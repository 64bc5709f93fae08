//! When the caller wants mail, over the API.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base::{FieldError, Invalid, UserId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Failed, Gate, Json, Me};
use work::Permission;

use crate::actions::{self, OTHERS};
use crate::model::{Timing, slug};
use crate::pages::topics;

pub(super) fn routes() -> ApiRoutes {
    let gate = Gate::May(Permission::NoticeRead);
    ApiRoutes::new().add(gate, routes!(get)).add(gate, routes!(put))
}

/// When mail about a topic is sent.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[schema(as = NoticeTiming)]
#[serde(rename_all = "snake_case")]
enum TimingCode {
    /// At once.
    Now,
    /// In one mail a day.
    Daily,
    /// Not at all; the notice is still in the portal.
    Never,
}

impl From<Timing> for TimingCode {
    fn from(t: Timing) -> Self {
        match t {
            Timing::Now => Self::Now,
            Timing::Daily => Self::Daily,
            Timing::Never => Self::Never,
        }
    }
}

impl From<TimingCode> for Timing {
    fn from(t: TimingCode) -> Self {
        match t {
            TimingCode::Now => Self::Now,
            TimingCode::Daily => Self::Daily,
            TimingCode::Never => Self::Never,
        }
    }
}

/// A topic, and when the caller wants mail about it.
#[derive(Debug, Serialize, ToSchema)]
struct NoticeSetting {
    /// The topic, such as `deal-approved`; `other` is everything that is not named.
    topic: String,
    /// Its name in the caller's language.
    name: String,
    /// When mail about it is sent.
    timing: TimingCode,
}

/// All topics.
#[derive(Debug, Serialize, ToSchema)]
struct NoticeSettings {
    /// The topics.
    data: Vec<NoticeSetting>,
}

async fn settings(app: &App, me: &Me, user: UserId) -> Result<Response, Failed> {
    let wishes = actions::wishes(&app.read(&me.actor), user).await?;
    let l = me.l10n(app);
    let data = topics(app).into_iter().map(|topic| NoticeSetting {
        name: if topic == OTHERS { l.t("notices-topic-other") } else { l.t(&format!("notice-{topic}-name")) },
        timing: wishes.timing(user, &topic).into(),
        topic,
    });
    Ok(axum::Json(NoticeSettings { data: data.collect() }).into_response())
}

/// Tells when the caller wants mail about what.
#[utoipa::path(get, path = "/api/v1/notice-settings", tag = "Notices", summary = "Read when mail is wanted",
    responses((status = 200, description = "Every topic.", body = NoticeSettings)))]
async fn get(State(app): State<App>, me: Me) -> Result<Response, Failed> {
    let user = me.user()?;
    settings(&app, &me, user).await
}

/// When mail about a topic is wanted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NoticeWish {
    /// The topic, as the list names it.
    #[schema(max_length = 80)]
    topic: String,
    /// When.
    timing: TimingCode,
}

/// What is to be changed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NoticeWishes {
    /// The topics to change; the others stay as they are.
    #[schema(max_items = 200)]
    wishes: Vec<NoticeWish>,
}

/// Says when the caller wants mail about some topics; the others stay as they are.
#[utoipa::path(put, path = "/api/v1/notice-settings", tag = "Notices", summary = "Say when mail is wanted", request_body = NoticeWishes,
    responses((status = 200, description = "Every topic.", body = NoticeSettings)))]
async fn put(State(app): State<App>, me: Me, Json(body): Json<NoticeWishes>) -> Result<Response, Failed> {
    let user = me.user()?;
    let known = topics(&app);
    let mut invalid = Invalid::new();
    let mut wishes: Vec<(String, Timing)> = Vec::with_capacity(body.wishes.len());
    for (i, wish) in body.wishes.into_iter().enumerate() {
        match known.iter().find(|t| t.as_str() == slug(&wish.topic)) {
            Some(topic) => wishes.push((topic.clone(), wish.timing.into())),
            None => {
                invalid.push(FieldError::new(format!("wishes.{i}.topic"), "choice"));
            }
        }
    }
    invalid.finish()?;
    let before = actions::wishes(&app.read(&me.actor), user).await?;
    wishes.retain(|(topic, timing)| before.timing(user, topic) != *timing);
    let wishes = &wishes;
    if !wishes.is_empty() {
        app.transact(&me.actor, |work| async move { actions::wish(&work, user, wishes).await }).await?;
    }
    settings(&app, &me, user).await
}
