//! What the API gives to partners that are asked to join, or have joined.

use base::{DealId, Instant, TeamInvitationId};
use serde::Serialize;
use utoipa::ToSchema;

use super::super::actions::{Joint, Offer};
use super::bodies::ViewBody;
use super::codes::{InvitationCode, RoleCode};
use crate::deals::api::{StageCode, StateCode};

/// An invitation, as the partner that is asked reads it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TeamOffer)]
pub(super) struct OfferBody {
    /// Its id.
    #[schema(value_type = String)]
    id: TeamInvitationId,
    /// Which deal; its team is missing until the invitation is accepted.
    #[schema(value_type = String)]
    deal_id: DealId,
    /// The name of the partner whose deal it is.
    lead: String,
    /// The customer's name.
    company: String,
    /// How far the sale is.
    stage: Option<StageCode>,
    /// What it is to do.
    role: RoleCode,
    /// What it is to get of the credit, in hundredths of a percent.
    basis_points: i64,
    /// What it is to read.
    sees: ViewBody,
    /// Why, in words.
    message: String,
    /// Who invited.
    by_name: String,
    /// By when it is answered.
    #[schema(value_type = String, format = DateTime)]
    answer_by: Instant,
    /// Where it is.
    state: InvitationCode,
}

impl From<Offer> for OfferBody {
    fn from(o: Offer) -> Self {
        let i = o.invitation;
        let state = i.state().into();
        Self {
            id: i.id,
            deal_id: i.deal,
            lead: o.lead,
            company: o.company,
            stage: o.place.and_then(|(_, stage)| stage).map(Into::into),
            role: i.role.into(),
            basis_points: i.points,
            sees: i.view.into(),
            message: i.message,
            by_name: i.by_name,
            answer_by: i.answer_by,
            state,
        }
    }
}

/// A joint opportunity of the caller's partner.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = JointDeal)]
struct JointBody {
    /// Which deal.
    #[schema(value_type = String)]
    deal_id: DealId,
    /// The customer's name.
    company: String,
    /// Where the deal is.
    state: StateCode,
    /// How far the sale is, or was.
    stage: Option<StageCode>,
    /// The name of the partner whose deal it is.
    lead: String,
    /// What the caller's partner does.
    role: RoleCode,
    /// What it has of the credit, in hundredths of a percent.
    basis_points: i64,
    /// Whether it is asked to agree to shares.
    asked: bool,
    /// Since when it is on the team.
    #[schema(value_type = String, format = DateTime)]
    since: Instant,
}

/// What the caller's partner is asked, and where it is on teams.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = JointDeals)]
pub(super) struct JointsBody {
    /// Invitations that wait, the first to end first.
    invitations: Vec<OfferBody>,
    /// The teams, newest first.
    teams: Vec<JointBody>,
}

impl JointsBody {
    pub(super) fn of((offers, teams): (Vec<Offer>, Vec<Joint>)) -> Self {
        let joint = |t: Joint| JointBody {
            deal_id: t.deal,
            company: t.company,
            state: t.kind.into(),
            stage: t.stage.map(Into::into),
            lead: t.lead,
            role: t.role.into(),
            basis_points: t.points,
            asked: t.asked,
            since: t.since,
        };
        Self { invitations: offers.into_iter().map(OfferBody::from).collect(), teams: teams.into_iter().map(joint).collect() }
    }
}
