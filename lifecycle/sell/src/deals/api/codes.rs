//! The codes of the model as the API writes them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::actions::Freedom;
use super::super::model;
use crate::codes::wire;

wire! {
    /// Where a deal is.
    StateCode as DealState = StateKind { Draft, InReview, Approved, Won, Lost, Expired, Released, Withdrawn, Rejected, Disputed }
    /// How far the sale of an approved deal is.
    StageCode as DealStage = Stage { Qualified, Proposal, Negotiation }
    /// What the partner does in the deal.
    RoleCode as DealRole = PartnerRole { Resell, Refer, Cosell, Influence, Service }
    /// Where the deal comes from.
    SourceCode as DealSource = Origin { Partner, Vendor, Campaign, Renewal }
    /// What kind of business a deal is.
    BusinessCode as DealBusiness = Business { New, Expansion, Renewal }
    /// What a file of a deal is for; `letter` is the one in which the customer chooses its partner.
    PaperCode as DealPaper = Paper { Evidence, Letter, Other }
    /// How tenders that are published already are protected.
    TendersCode as DealTenders = Tenders { Protect, Review, Exclude }
    /// What the partner says to an overlap.
    AnswerCode as DealOverlapAnswer = OverlapAnswer { DifferentProject, WorkTogether }
    /// Why a registration is refused.
    RejectCode as DealRejectReason = RejectReason { AlreadyRegistered, Direct, ExistingCustomer, NotQualified, Incomplete, Tender, Other }
    /// Why a deal was lost.
    LossCode as DealLossReason = LossReason { Competitor, Price, NoBudget, NoDecision, Product, Other }
    /// Why a person decides.
    WhyCode as DealReviewReason = Why { Overlap, Claimed, OwnDuplicate, CustomerUnsure, Direct, Coverage, Incumbent, Tender, Value, Currency, ByHand }
    /// What a decision rests on.
    ClauseCode as DealClause = Clause { Eligibility, Protection, Scope, Decision, Automatic, Overlap, Incumbency, Direct, Customer, Extension, Reminders, End, Reopening, Dispute, Claim, Tender }
    /// What follows by itself when a registration is not decided in time.
    BreachCode as DealBreach = Breach { Escalate, Approve, Extend }
    /// In which order deals are listed.
    SortCode as DealSort = Sort { Recent, Company, Value, Close }
}

/// Whether a customer is free, as far as a partner may know.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[schema(as = DealCheckAnswer)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FreedomCode {
    /// No registration of another partner is known.
    Free,
    /// Another partner may be there; a person would decide.
    Conflict,
    /// The caller's own partner has a deal with this customer.
    Own,
    /// The partner cannot register deals now.
    NotEligible,
    /// The rules tell nothing before a registration.
    Unsaid,
}

impl From<Freedom> for FreedomCode {
    fn from(f: Freedom) -> Self {
        match f {
            Freedom::Free => Self::Free,
            Freedom::Conflict => Self::Conflict,
            Freedom::Own => Self::Own,
            Freedom::NotEligible => Self::NotEligible,
            Freedom::Unsaid => Self::Unsaid,
        }
    }
}
