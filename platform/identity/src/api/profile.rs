//! What the caller says about themselves.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use ui::Theme;
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Failed, Gate, Json, Me};

use super::account::own_business;
use crate::User;
use crate::account::{self, Profile};

pub(super) fn routes() -> ApiRoutes {
    ApiRoutes::new().add(Gate::SignedIn, routes!(get_profile)).add(Gate::SignedIn, routes!(set_profile))
}

/// How pages look.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[schema(as = Theme)]
#[serde(rename_all = "snake_case")]
enum ThemeCode {
    /// Always light.
    Light,
    /// Always dark.
    Dark,
    /// As the device says.
    System,
}

impl From<Theme> for ThemeCode {
    fn from(t: Theme) -> Self {
        match t {
            Theme::Light => Self::Light,
            Theme::Dark => Self::Dark,
            Theme::System => Self::System,
        }
    }
}

impl From<ThemeCode> for Theme {
    fn from(t: ThemeCode) -> Self {
        match t {
            ThemeCode::Light => Self::Light,
            ThemeCode::Dark => Self::Dark,
            ThemeCode::System => Self::System,
        }
    }
}

/// What the caller says about themselves.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = OwnProfile)]
#[serde(deny_unknown_fields)]
struct ProfileBody {
    /// The full name.
    #[schema(min_length = 1, max_length = 120, pattern = r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$")]
    name: String,
    /// The language.
    #[schema(pattern = "^(en|de)$")]
    locale: String,
    /// The time zone by its name, such as `Europe/Berlin`.
    #[schema(max_length = 60)]
    zone: String,
    /// How pages look.
    theme: ThemeCode,
}

fn answer(u: User) -> Response {
    axum::Json(ProfileBody { name: u.name, locale: u.locale, zone: u.zone, theme: u.theme.into() }).into_response()
}

/// Tells what the caller says about themselves. A token needs the scope `token.manage`.
#[utoipa::path(get, path = "/api/v1/me/profile", tag = "Account", summary = "Read the own profile",
    responses((status = 200, description = "The profile.", body = ProfileBody)))]
async fn get_profile(State(app): State<App>, me: Me) -> Result<Response, Failed> {
    let user = own_business(&me)?;
    Ok(answer(account::own(&app.read(&me.actor), user).await?))
}

/// Changes what the caller says about themselves. A token needs the scope `token.manage`.
#[utoipa::path(put, path = "/api/v1/me/profile", tag = "Account", summary = "Change the own profile", request_body = ProfileBody,
    responses((status = 200, description = "The profile.", body = ProfileBody)))]
async fn set_profile(State(app): State<App>, me: Me, Json(body): Json<ProfileBody>) -> Result<Response, Failed> {
    let user = own_business(&me)?;
    let wish = &Profile { name: body.name, locale: body.locale, zone: body.zone, theme: body.theme.into() };
    Ok(answer(app.transact(&me.actor, |work| async move { account::save_profile(&work, user, wish).await }).await?))
}
