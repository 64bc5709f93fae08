//! The ideal partner profile over the API.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse as _;
use base::Instant;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Reply};

use super::actions;
use super::model::{Criterion, Key, Profile};

pub(crate) fn routes() -> ApiRoutes {
    ApiRoutes::new().add(Gate::May(Permission::ApplicationRead), routes!(get)).add(Gate::May(Permission::ProfileManage), routes!(publish))
}

/// What of a company is looked at.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[schema(as = IdealProfileKey)]
#[serde(rename_all = "snake_case")]
enum KeyCode {
    Size,
    Country,
    Industry,
    Skills,
    Certifications,
    Customers,
    Deals,
    Model,
}

impl From<Key> for KeyCode {
    fn from(k: Key) -> Self {
        match k {
            Key::Size => Self::Size,
            Key::Country => Self::Country,
            Key::Industry => Self::Industry,
            Key::Skills => Self::Skills,
            Key::Certifications => Self::Certifications,
            Key::Customers => Self::Customers,
            Key::Deals => Self::Deals,
            Key::Model => Self::Model,
        }
    }
}

impl From<KeyCode> for Key {
    fn from(k: KeyCode) -> Self {
        match k {
            KeyCode::Size => Self::Size,
            KeyCode::Country => Self::Country,
            KeyCode::Industry => Self::Industry,
            KeyCode::Skills => Self::Skills,
            KeyCode::Certifications => Self::Certifications,
            KeyCode::Customers => Self::Customers,
            KeyCode::Deals => Self::Deals,
            KeyCode::Model => Self::Model,
        }
    }
}

/// One thing that the ideal partner has.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = IdealProfileCriterion)]
#[serde(deny_unknown_fields)]
struct CriterionBody {
    /// What is looked at.
    key: KeyCode,
    /// How many points of 100 it is worth; all weights together are 100.
    #[schema(minimum = 0, maximum = 100)]
    weight: i64,
    /// Whether it has to be met at least in part.
    must: bool,
    /// The wanted answers; any counts when the list is empty.
    #[serde(default)]
    #[schema(max_items = 40)]
    wanted: Vec<String>,
    /// How many wanted answers, or which number, give all points.
    #[schema(minimum = 1, maximum = 1_000_000)]
    full_at: i64,
}

/// The profile that applications are scored under.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = IdealProfile)]
struct ProfileBody {
    /// Its number; 0 is the profile that ships, before anybody published one.
    number: i64,
    /// Its criteria.
    criteria: Vec<CriterionBody>,
    /// Who published it.
    published_by: String,
    /// When; absent for the profile that ships.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    published_at: Option<Instant>,
}

impl From<Profile> for ProfileBody {
    fn from(p: Profile) -> Self {
        let criterion =
            |c: Criterion| CriterionBody { key: c.key.into(), weight: c.weight, must: c.must, wanted: c.wanted, full_at: c.full_at };
        Self {
            criteria: p.criteria.into_iter().map(criterion).collect(),
            published_at: (p.number > 0).then_some(p.published_at),
            number: p.number,
            published_by: p.published_by,
        }
    }
}

/// The ideal partner profile: what applications are scored by.
#[utoipa::path(get, path = "/api/v1/ideal-profile", tag = "Applications", operation_id = "ideal_profile_get", responses((status = 200, description = "The profile in use.", body = ProfileBody)))]
async fn get(State(app): State<App>, me: Me) -> Reply {
    let profile = actions::current(&app.read(&me.actor)).await?;
    Ok(axum::response::Json(ProfileBody::from(profile)).into_response())
}

/// A profile to publish.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewIdealProfile {
    /// Every criterion once.
    #[schema(min_items = 8, max_items = 8)]
    criteria: Vec<CriterionBody>,
}

/// Publishes the next version of the profile.
///
/// Applications that come from now on are scored under it; those that are here keep their score.
#[utoipa::path(put, path = "/api/v1/ideal-profile", tag = "Applications", operation_id = "ideal_profile_publish", request_body = NewIdealProfile, responses((status = 200, description = "The profile, with its number.", body = ProfileBody)))]
async fn publish(State(app): State<App>, me: Me, Json(new): Json<NewIdealProfile>) -> Reply {
    let criterion = |c: CriterionBody| Criterion {
        key: c.key.into(),
        weight: c.weight,
        must: c.must,
        wanted: c.wanted.iter().map(|w| base::one_line(w)).filter(|w| !w.is_empty()).collect(),
        full_at: c.full_at,
    };
    let criteria: Vec<Criterion> = new.criteria.into_iter().map(criterion).collect();
    let wish = &criteria;
    let profile = app.transact(&me.actor, |work| async move { actions::publish(&work, wish.clone()).await }).await?;
    Ok(axum::response::Json(ProfileBody::from(profile)).into_response())
}
