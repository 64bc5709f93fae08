//! The codes of the model as the API writes them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::model;
use crate::codes::wire;

wire! {
    /// What somebody does on a team.
    RoleCode as TeamRole = Role { CoSell, Influence, Service, Technical, Overlay }
    /// Where an invitation to a team is.
    InvitationCode as TeamInvitationState = InvitationState { Waiting, Accepted, Declined, Lapsed, Withdrawn }
    /// Where a task of a team is.
    TaskCode as TeamTaskState = TaskState { Open, Done, Dropped }
}
