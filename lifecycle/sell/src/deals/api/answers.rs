//! What the API gives.

use base::{AccountId, CommentId, DealId, Instant, PartnerId, ProductId, UserId};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::super::model::{Card, Customer, Deal, Note, State};
use super::codes::{AnswerCode, BusinessCode, LossCode, RejectCode, RoleCode, SourceCode, StageCode, StateCode, WhyCode};

/// A deal as lists show it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DealSummary)]
pub(crate) struct CardBody {
    /// Its id.
    #[schema(value_type = String)]
    id: DealId,
    /// Whose it is.
    #[schema(value_type = String)]
    partner_id: PartnerId,
    /// The member who owns it.
    #[schema(value_type = Option<String>)]
    owner_id: Option<UserId>,
    /// The customer's name.
    company: String,
    /// Its country.
    country: String,
    /// The names of its products.
    products: String,
    /// Its value in minor units.
    value_minor: i64,
    /// The currency of the value.
    currency: &'static str,
    /// Where it is.
    state: StateCode,
    /// How far the sale is, while it is approved.
    stage: Option<StageCode>,
    /// What is done next.
    next_step: String,
    /// When the customer is expected to decide.
    close_on: Option<NaiveDate>,
    /// On which day it was won.
    won_on: Option<NaiveDate>,
    /// By when it is, or was, decided.
    #[schema(value_type = Option<String>, format = DateTime)]
    answer_by: Option<Instant>,
    /// Until when it is protected.
    #[schema(value_type = Option<String>, format = DateTime)]
    protected_until: Option<Instant>,
    /// Whether an overlap is known.
    overlap: bool,
    /// When it was handed in.
    #[schema(value_type = Option<String>, format = DateTime)]
    submitted_at: Option<Instant>,
    /// When somebody last did something about it.
    #[schema(value_type = String, format = DateTime)]
    active_at: Instant,
    /// Its version, for `If-Match`.
    version: i64,
}

impl From<Card> for CardBody {
    fn from(c: Card) -> Self {
        Self {
            id: c.id,
            partner_id: c.partner,
            owner_id: c.owner,
            company: c.company,
            country: c.country,
            products: c.products,
            value_minor: c.value.minor,
            currency: c.value.currency.code(),
            state: c.state.into(),
            stage: c.stage.map(Into::into),
            next_step: c.next_step,
            close_on: c.close_on,
            won_on: c.won_on,
            answer_by: c.answer_by,
            protected_until: c.protected_until,
            overlap: c.overlap,
            submitted_at: c.submitted_at,
            active_at: c.active_at,
            version: c.version,
        }
    }
}

/// A deal.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Deal)]
pub(crate) struct DealBody {
    /// Its id.
    #[schema(value_type = String)]
    id: DealId,
    /// Whose it is.
    #[schema(value_type = String)]
    partner_id: PartnerId,
    /// The member who owns it.
    #[schema(value_type = Option<String>)]
    owner_id: Option<UserId>,
    /// The account it is about, where it is known for sure.
    #[schema(value_type = Option<String>)]
    account_id: Option<AccountId>,
    /// Where it is.
    state: StateCode,
    /// How far the sale is, while it is approved.
    stage: Option<StageCode>,
    /// Who is to buy.
    customer: DealCustomerBody,
    /// What the customer needs and what has happened so far, in Markdown.
    need: String,
    /// What they are to buy.
    lines: Vec<DealLineBody>,
    /// Its value in minor units: the sum of the lines.
    value_minor: i64,
    /// The currency of the amounts.
    currency: &'static str,
    /// When the customer is expected to decide.
    close_on: Option<NaiveDate>,
    /// Who else is in the running.
    competitor: String,
    /// What is done next.
    next_step: String,
    /// What the partner does in the deal.
    role: RoleCode,
    /// Where the deal comes from.
    source: SourceCode,
    /// What the partner says to an overlap.
    overlap_answer: Option<AnswerCode>,
    /// What kind of business it is.
    business: BusinessCode,
    /// Whether the customer asks for bids.
    tender: bool,
    /// Since when everybody can read the tender.
    tender_published_on: Option<NaiveDate>,
    /// Whether an overlap is known; never who, what or how much.
    overlap: bool,
    /// Why a person decides, while one does; for staff only.
    review_reasons: Vec<WhyCode>,
    /// When it was handed in.
    #[schema(value_type = Option<String>, format = DateTime)]
    submitted_at: Option<Instant>,
    /// By when it is, or was, decided.
    #[schema(value_type = Option<String>, format = DateTime)]
    answer_by: Option<Instant>,
    /// When it was decided.
    #[schema(value_type = Option<String>, format = DateTime)]
    decided_at: Option<Instant>,
    /// Whether the rules decided, without a person.
    automatic: bool,
    /// What the decision said.
    decision_note: String,
    /// Until when it is protected.
    #[schema(value_type = Option<String>, format = DateTime)]
    protected_until: Option<Instant>,
    /// How often the protection was extended.
    extensions: i64,
    /// Whether an extension waits for an answer.
    extension_asked: bool,
    /// On which day it was won.
    won_on: Option<NaiveDate>,
    /// Until when what was sold runs, where that was said.
    term_ends_on: Option<NaiveDate>,
    /// Why it was lost.
    loss_reason: Option<LossCode>,
    /// Why it was refused.
    reject_reason: Option<RejectCode>,
    /// What was said when it ended.
    reason: String,
    /// When it ended.
    #[schema(value_type = Option<String>, format = DateTime)]
    closed_at: Option<Instant>,
    /// How much of the form is filled in, in percent.
    completeness: i64,
    /// The version of the terms under which it was handed in.
    terms_version: i64,
    /// When it was begun.
    #[schema(value_type = String, format = DateTime)]
    created_at: Instant,
    /// When somebody last did something about it.
    #[schema(value_type = String, format = DateTime)]
    active_at: Instant,
    /// Its version, for `If-Match`.
    version: i64,
}

/// The end customer, as it was written.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DealCustomerShown)]
pub(crate) struct DealCustomerBody {
    company: String,
    domain: String,
    country: String,
    city: String,
    contact_name: String,
    contact_email: String,
    contact_role: String,
}

/// One product of a deal.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DealLineShown)]
pub(crate) struct DealLineBody {
    /// Which product.
    #[schema(value_type = String)]
    product_id: ProductId,
    /// How many.
    quantity: i64,
    /// Its share of the value in minor units.
    amount_minor: i64,
}

impl DealBody {
    /// A deal as the reader may see it: why a person decides is for those who decide.
    pub(crate) fn of(d: Deal, staff: bool) -> Self {
        let value = d.value();
        let protection = d.protection().cloned();
        let review = d.review().filter(|_| staff);
        let review_reasons = review.map(|r| r.why.iter().map(|w| (*w).into()).collect()).unwrap_or_default();
        let (mut won_on, mut loss_reason, mut reject_reason, mut reason) = (None, None, None, String::new());
        match d.state().clone() {
            State::Won { on, .. } => won_on = Some(on),
            State::Lost { reason: why, note, .. } => (loss_reason, reason) = (Some(why.into()), note),
            State::Withdrawn { note } | State::Released { note, .. } => reason = note,
            State::Disputed(dispute) => reason = dispute.note,
            State::Rejected { reason: why, note, .. } => (reject_reason, reason) = (Some(why.into()), note),
            State::Draft | State::InReview(_) | State::Approved(_) | State::Expired { .. } => {}
        }
        let (state, stage) = (d.kind(), d.stage());
        let r = d.registration;
        Self {
            id: d.id,
            partner_id: d.partner,
            owner_id: d.owner,
            account_id: d.account,
            state: state.into(),
            stage: stage.map(Into::into),
            customer: r.customer.into(),
            need: r.need,
            lines: r
                .lines
                .into_iter()
                .map(|l| DealLineBody { product_id: l.product, quantity: l.quantity, amount_minor: l.amount_minor })
                .collect(),
            value_minor: value.minor,
            currency: value.currency.code(),
            close_on: r.close_on,
            competitor: r.competitor,
            next_step: r.next_step,
            role: r.role.into(),
            source: r.origin.into(),
            overlap_answer: r.answer.map(Into::into),
            business: r.business.into(),
            tender: r.tender,
            tender_published_on: r.published_on,
            overlap: d.overlap,
            review_reasons,
            submitted_at: d.submitted_at,
            answer_by: d.answer_by,
            decided_at: d.decided_at,
            automatic: protection.as_ref().is_some_and(|p| p.by.is_none()),
            decision_note: protection.as_ref().map(|p| p.note.clone()).unwrap_or_default(),
            protected_until: protection.as_ref().map(|p| p.until),
            extensions: protection.as_ref().map_or(0, |p| p.extensions),
            extension_asked: protection.as_ref().is_some_and(|p| p.ask.is_some()),
            won_on,
            term_ends_on: d.term_ends,
            loss_reason,
            reject_reason,
            reason,
            closed_at: d.closed_at,
            completeness: d.completeness,
            terms_version: d.terms_version,
            created_at: d.created_at,
            active_at: d.active_at,
            version: d.version,
        }
    }
}

impl From<Customer> for DealCustomerBody {
    fn from(c: Customer) -> Self {
        Self {
            company: c.company,
            domain: c.domain,
            country: c.country,
            city: c.city,
            contact_name: c.contact_name,
            contact_email: c.contact_email,
            contact_role: c.contact_role,
        }
    }
}

/// A note about a deal.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DealNote)]
pub(crate) struct NoteBody {
    /// Its id.
    #[schema(value_type = String)]
    id: CommentId,
    /// Who wrote it.
    #[schema(value_type = Option<String>)]
    author_id: Option<UserId>,
    /// The name at that time.
    author_name: String,
    /// Whether a person of the vendor wrote it.
    by_staff: bool,
    /// Whether only the vendor's staff read it.
    internal: bool,
    /// The text, in Markdown.
    body: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// Whether it asks how the deal stands.
    asks: bool,
    /// By when staff answers; absent where staff wrote down what it was asked.
    #[schema(value_type = Option<String>, format = DateTime)]
    answer_by: Option<Instant>,
    /// When it was answered.
    #[schema(value_type = Option<String>, format = DateTime)]
    answered_at: Option<Instant>,
}

impl From<Note> for NoteBody {
    fn from(n: Note) -> Self {
        Self {
            id: n.id,
            author_id: n.author,
            author_name: n.author_name,
            by_staff: n.by_staff,
            internal: n.internal,
            body: n.body,
            at: n.at,
            asks: n.asks,
            answer_by: n.answer_by,
            answered_at: n.answered_at,
        }
    }
}
