//! One change for many deals, over the API.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse;
use base::{DealId, FieldError, Invalid, UserId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Reply};

use super::codes::{RejectCode, StageCode};
use crate::deals::actions::{self, BATCH, Batch};

pub(super) fn routes() -> ApiRoutes {
    ApiRoutes::new().add(Gate::May(Permission::DealEdit), routes!(run))
}

/// What is done to each deal; it says what it needs.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(tag = "action", rename_all = "snake_case", deny_unknown_fields)]
enum DealBatchChange {
    /// Says how far the sale is.
    Stage {
        /// The stage.
        stage: StageCode,
    },
    /// Says when the customer is expected to decide.
    CloseOn {
        /// The day.
        close_on: NaiveDate,
    },
    /// Takes them back.
    Withdraw {
        /// Why.
        #[schema(min_length = 3, max_length = 2000)]
        note: String,
    },
    /// Approves them; staff only.
    Approve {
        /// What both sides read.
        #[schema(max_length = 2000)]
        #[serde(default)]
        note: String,
    },
    /// Refuses them; staff only.
    Reject {
        /// Why.
        reason: RejectCode,
        /// In words that both sides read.
        #[schema(min_length = 3, max_length = 2000)]
        note: String,
    },
    /// Makes a member of the deals' partner their owner.
    Assign {
        /// The member.
        #[schema(value_type = String, pattern = "^usr_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
        user_id: UserId,
    },
    /// Gives them more time; staff only.
    Extend {
        /// What both sides read.
        #[schema(max_length = 2000)]
        #[serde(default)]
        note: String,
    },
}

impl From<DealBatchChange> for Batch {
    fn from(c: DealBatchChange) -> Self {
        match c {
            DealBatchChange::Stage { stage } => Self::Stage(stage.into()),
            DealBatchChange::CloseOn { close_on } => Self::Close(close_on),
            DealBatchChange::Withdraw { note } => Self::Withdraw { note },
            DealBatchChange::Approve { note } => Self::Approve { note },
            DealBatchChange::Reject { reason, note } => Self::Reject { reason: reason.into(), note },
            DealBatchChange::Assign { user_id } => Self::Assign(user_id),
            DealBatchChange::Extend { note } => Self::Extend { note },
        }
    }
}

/// One change for many deals.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DealBatch {
    /// Which deals.
    #[schema(value_type = Vec<String>, min_items = 1, max_items = 100)]
    deal_ids: Vec<DealId>,
    /// What is done to each.
    change: DealBatchChange,
}

/// What came of one deal.
#[derive(Debug, Serialize, ToSchema)]
struct DealBatchOutcome {
    /// Which.
    #[schema(value_type = String)]
    deal_id: DealId,
    /// Whether it was done.
    done: bool,
    /// Why not, as the code that the same change of this deal alone would give.
    code: Option<String>,
}

/// What came of each.
#[derive(Debug, Serialize, ToSchema)]
struct DealBatchOutcomes {
    /// In the order in which they were named.
    outcomes: Vec<DealBatchOutcome>,
}

/// Does one thing to many deals.
///
/// Each is a change of its own: those that can be done are done, and the others say why not.
#[utoipa::path(post, path = "/api/v1/deal-batches", tag = "Deals", operation_id = "deal_batches_run", request_body = DealBatch, responses((status = 200, description = "What came of each.", body = DealBatchOutcomes)))]
async fn run(State(app): State<App>, me: Me, Json(body): Json<DealBatch>) -> Reply {
    let mut invalid = Invalid::new();
    if body.deal_ids.is_empty() {
        invalid.push(FieldError::new("deal_ids", "required"));
    }
    if body.deal_ids.len() > BATCH {
        invalid.push(FieldError::new("deal_ids", "too_many").with("most", BATCH));
    }
    invalid.finish()?;
    let batch = &Batch::from(body.change);
    let mut actor = me.actor.clone();
    let mut outcomes = Vec::new();
    for id in body.deal_ids {
        let done = app.transact(&actor, |work| async move { actions::apply(&work, id, batch).await }).await;
        let code = match done {
            Ok(_) => {
                // The key of the request goes with the first change; the others belong to the same answer.
                actor.idempotency = None;
                None
            }
            Err(e) if e.kind().is_some() => e.code().map(str::to_owned),
            Err(e) => return Err(e.into()),
        };
        outcomes.push(DealBatchOutcome { deal_id: id, done: code.is_none(), code });
    }
    Ok(axum::response::Json(DealBatchOutcomes { outcomes }).into_response())
}
