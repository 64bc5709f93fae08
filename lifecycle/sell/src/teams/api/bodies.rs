//! What the API takes and gives about teams.

use base::{DealId, FileId, Instant, PartnerId, TeamInvitationId, UserId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::actions::{Board, Place};
use super::super::model::{Answer, Invitation, NewInvitation, Proposed, Share, View};
use super::codes::{InvitationCode, RoleCode};
use super::plan::TaskBody;
use crate::deals::api::{StageCode, StateCode};

/// What a partner reads of the deal beside the customer's name and the stage.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = TeamView)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ViewBody {
    /// What it is worth, and its products.
    value: bool,
    /// The person at the customer.
    contact: bool,
    /// The files that are shared.
    files: bool,
}

impl From<View> for ViewBody {
    fn from(v: View) -> Self {
        Self { value: v.value, contact: v.contact, files: v.files }
    }
}

impl From<ViewBody> for View {
    fn from(v: ViewBody) -> Self {
        Self { value: v.value, contact: v.contact, files: v.files }
    }
}

fn days() -> i64 {
    14
}

/// An invitation to write.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = NewTeamInvitation)]
#[serde(deny_unknown_fields)]
pub(super) struct NewInvitationBody {
    /// The address of one of the partner's people; the answer is the same whether there is somebody of it or not.
    #[schema(max_length = 254)]
    #[serde(default)]
    email: String,
    /// The partner itself; for staff, in place of the address.
    #[schema(value_type = Option<String>, pattern = "^ptn_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    #[serde(default)]
    partner_id: Option<PartnerId>,
    /// What it is to do; not `overlay`, which is for the vendor's people.
    role: RoleCode,
    /// What it is to get of the credit, in hundredths of a percent; whole percents only. The lead gives it.
    #[schema(minimum = 0, maximum = 10000, multiple_of = 100)]
    #[serde(default)]
    basis_points: i64,
    /// What it is to read.
    #[serde(default)]
    sees: ViewBody,
    /// Why, in words.
    #[schema(max_length = 2000)]
    #[serde(default)]
    message: String,
    /// In how many days it answers.
    #[schema(minimum = 1, maximum = 60)]
    #[serde(default = "days")]
    days: i64,
}

impl From<NewInvitationBody> for NewInvitation {
    fn from(b: NewInvitationBody) -> Self {
        Self {
            partner: b.partner_id,
            address: b.email,
            role: b.role.into(),
            view: b.sees.into(),
            points: b.basis_points,
            message: b.message,
            days: b.days,
        }
    }
}

/// An invitation, as the lead and the vendor read it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TeamInvitation)]
pub(super) struct InvitationBody {
    /// Its id.
    #[schema(value_type = String)]
    id: TeamInvitationId,
    /// The address that was typed, or the name of the partner that staff chose.
    to: String,
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
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// By when it is answered.
    #[schema(value_type = String, format = DateTime)]
    answer_by: Instant,
    /// Where it is.
    state: InvitationCode,
    /// Why it was declined.
    reason: String,
}

impl From<Invitation> for InvitationBody {
    fn from(i: Invitation) -> Self {
        let state = i.state().into();
        Self {
            id: i.id,
            to: i.address,
            role: i.role.into(),
            basis_points: i.points,
            sees: i.view.into(),
            message: i.message,
            by_name: i.by_name,
            at: i.at,
            answer_by: i.answer_by,
            state,
            reason: if let Answer::Declined { reason, .. } = i.answer { reason } else { String::new() },
        }
    }
}

/// What one partner gets of the credit.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = TeamShare)]
#[serde(deny_unknown_fields)]
pub(super) struct ShareBody {
    /// Which partner.
    #[schema(value_type = String, pattern = "^ptn_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    partner_id: PartnerId,
    /// In hundredths of a percent; whole percents only.
    #[schema(minimum = 0, maximum = 10000, multiple_of = 100)]
    basis_points: i64,
}

impl From<&Share> for ShareBody {
    fn from(s: &Share) -> Self {
        Self { partner_id: s.partner, basis_points: s.points }
    }
}

/// Shares to propose; they come to 10,000.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = NewTeamShares)]
#[serde(deny_unknown_fields)]
pub(super) struct SharesBody {
    /// Each partner of the team once; who is left out gets nothing.
    #[schema(min_items = 1, max_items = 30)]
    shares: Vec<ShareBody>,
}

impl SharesBody {
    pub(super) fn read(&self) -> Vec<Share> {
        self.shares.iter().map(|s| Share { partner: s.partner_id, points: s.basis_points }).collect()
    }
}

/// Shares that are proposed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TeamProposal)]
struct ProposedBody {
    /// The shares.
    shares: Vec<ShareBody>,
    /// Who proposed them.
    by_name: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// The partners that have agreed.
    #[schema(value_type = Vec<String>)]
    agreed: Vec<PartnerId>,
}

impl From<&Proposed> for ProposedBody {
    fn from(p: &Proposed) -> Self {
        Self {
            shares: p.shares.iter().map(ShareBody::from).collect(),
            by_name: p.by_name.clone(),
            at: p.at,
            agreed: p.agreed.iter().map(|c| c.partner).collect(),
        }
    }
}

/// A partner on the team.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TeamMember)]
struct MemberBody {
    /// Which partner.
    #[schema(value_type = String)]
    partner_id: PartnerId,
    /// Its name.
    name: String,
    /// Whether the deal is its own.
    lead: bool,
    /// What it does; absent for the lead.
    role: Option<RoleCode>,
    /// What it reads; absent for the lead, and for other members.
    sees: Option<ViewBody>,
    /// What it has of the credit, in hundredths of a percent.
    basis_points: i64,
    /// Since when it is on the team; absent for the lead.
    #[schema(value_type = Option<String>, format = DateTime)]
    since: Option<Instant>,
}

/// A person of the vendor on the team.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TeamStaff)]
struct StaffBody {
    /// Who.
    #[schema(value_type = String)]
    user_id: UserId,
    /// The name.
    name: String,
    /// What they do.
    role: RoleCode,
}

/// The person at the customer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TeamContact)]
struct ContactBody {
    /// The name.
    name: String,
    /// The address.
    email: String,
    /// What they do there.
    role: String,
}

/// A shared file.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TeamFile)]
struct FileBody {
    /// Its id.
    #[schema(value_type = String)]
    id: FileId,
    /// What it is called.
    name: String,
    /// How many bytes it has.
    size: i64,
}

/// The team of a deal, as the caller may read it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Team)]
pub(super) struct TeamBody {
    /// Which deal.
    #[schema(value_type = String)]
    deal_id: DealId,
    /// The customer's name.
    company: String,
    /// Where the deal is.
    state: StateCode,
    /// How far the sale is, or was.
    stage: Option<StageCode>,
    /// Its value in minor units; only where that was agreed.
    value_minor: Option<i64>,
    /// The currency of the value.
    currency: Option<&'static str>,
    /// The names of its products; only with the value.
    products: Option<String>,
    /// When the customer is expected to decide; only with the value.
    close_on: Option<NaiveDate>,
    /// The person at the customer; only where that was agreed.
    contact: Option<ContactBody>,
    /// The files that are shared with a member; only where that was agreed.
    files: Vec<FileBody>,
    /// The partners, the lead first.
    members: Vec<MemberBody>,
    /// The vendor's people.
    staff: Vec<StaffBody>,
    /// Shares that wait until every partner of the team has agreed.
    proposed: Option<ProposedBody>,
    /// Whether a ruling divided the deal.
    ruled: bool,
    /// Which version of the team this is; who agrees to shares names it.
    version: i64,
    /// The invitations, newest first; for the lead and the vendor.
    invitations: Vec<InvitationBody>,
    /// The plan, in its order.
    tasks: Vec<TaskBody>,
}

impl TeamBody {
    pub(super) fn of(b: Board, own: Option<PartnerId>) -> Self {
        let leads = !matches!(b.place, Place::Member(_));
        let mut members = vec![MemberBody {
            partner_id: b.lead,
            name: b.name(b.lead),
            lead: true,
            role: None,
            sees: None,
            basis_points: b.share(b.lead),
            since: None,
        }];
        members.extend(b.members.iter().map(|m| MemberBody {
            partner_id: m.partner,
            name: b.name(m.partner),
            lead: false,
            role: Some(m.role.into()),
            sees: (leads || own == Some(m.partner)).then(|| m.view.into()),
            basis_points: b.share(m.partner),
            since: Some(m.since),
        }));
        let value = b.shown.value;
        Self {
            deal_id: b.deal,
            company: b.shown.company,
            state: b.shown.kind.into(),
            stage: b.shown.stage.map(Into::into),
            value_minor: value.as_ref().map(|v| v.0.minor),
            currency: value.as_ref().map(|v| v.0.currency.code()),
            close_on: value.as_ref().and_then(|v| v.2),
            products: value.map(|v| v.1),
            contact: b.shown.contact.map(|(name, email, role)| ContactBody { name, email, role }),
            files: b.shown.files.into_iter().map(|f| FileBody { id: f.id, name: f.name, size: f.size }).collect(),
            members,
            staff: b.staff.into_iter().map(|s| StaffBody { user_id: s.user, name: s.name, role: s.role.into() }).collect(),
            proposed: b.proposed.as_ref().map(ProposedBody::from),
            ruled: b.ruled,
            version: b.version,
            invitations: b.invitations.into_iter().map(InvitationBody::from).collect(),
            tasks: b.tasks.into_iter().map(TaskBody::from).collect(),
        }
    }
}
