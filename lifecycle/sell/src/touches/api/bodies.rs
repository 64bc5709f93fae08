//! What the API takes and gives about touches.

use base::{AccountId, AccountMapId, CaseId, DealId, Instant, LeadId, PartnerId, ProposalRequestId, TouchId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::model::{self, Answer, Company, Figures, NewTouch, SubjectKind, Touch};
use crate::codes::wire;

wire! {
    /// What a partner did.
    KindCode as TouchKind = Kind {
        Referral, Introduction, Meeting, Demo, Workshop, Proposal, CoSell, Delivery, LeadAccepted, LeadContacted, LeadConverted, Award,
        Registration, Ruling, Win, Expansion, Renewal
    }
    /// Where a touch is.
    StateCode as TouchState = State { Recorded, Claimed, Confirmed, Refused }
}

/// What a partner can claim.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[schema(as = TouchClaimKind)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ClaimCode {
    Referral,
    Introduction,
    Meeting,
    Demo,
    Workshop,
    Proposal,
    CoSell,
    Delivery,
}

impl From<ClaimCode> for model::Kind {
    fn from(code: ClaimCode) -> Self {
        match code {
            ClaimCode::Referral => Self::Referral,
            ClaimCode::Introduction => Self::Introduction,
            ClaimCode::Meeting => Self::Meeting,
            ClaimCode::Demo => Self::Demo,
            ClaimCode::Workshop => Self::Workshop,
            ClaimCode::Proposal => Self::Proposal,
            ClaimCode::CoSell => Self::CoSell,
            ClaimCode::Delivery => Self::Delivery,
        }
    }
}

/// What a partner did at a customer.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = NewTouch)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewTouchBody {
    /// The customer's name.
    #[schema(min_length = 2, max_length = 160)]
    company: String,
    /// The customer's website, such as `company.com`.
    #[schema(max_length = 300)]
    #[serde(default)]
    domain: String,
    /// The customer's country, ISO 3166 alpha-2.
    #[schema(min_length = 2, max_length = 2, pattern = "^[A-Z]{2}$")]
    country: String,
    /// What the partner did.
    kind: ClaimCode,
    /// On which day; not in the future, and at most 365 days ago.
    on: NaiveDate,
    /// What happened.
    #[schema(min_length = 10, max_length = 2000)]
    what: String,
    /// What speaks for it: who was there, what was agreed, where it is written.
    #[schema(min_length = 10, max_length = 2000)]
    evidence: String,
    /// Where that can be read; `https` only.
    #[schema(max_length = 500)]
    #[serde(default)]
    link: String,
}

impl NewTouchBody {
    pub(super) fn read(self) -> NewTouch {
        NewTouch {
            company: Company { name: self.company, domain: self.domain, country: self.country },
            kind: Some(self.kind.into()),
            on: Some(self.on),
            what: self.what,
            evidence: self.evidence,
            link: self.link,
        }
    }
}

/// The answer to a claim.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = TouchAnswer)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnswerBody {
    /// Whether it is so.
    confirmed: bool,
    /// Why, in words that the partner reads; needed where it is not so.
    #[schema(max_length = 2000)]
    #[serde(default)]
    reason: String,
    /// The account that the customer is; found by the same check as for deals, or made, where absent.
    #[schema(value_type = Option<String>, pattern = "^acct_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    #[serde(default)]
    account_id: Option<AccountId>,
}

impl AnswerBody {
    pub(super) fn read(self) -> Answer {
        Answer { confirmed: self.confirmed, reason: self.reason, account: self.account_id }
    }
}

/// What the vendor said to a claim.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TouchAnswered)]
struct AnsweredBody {
    /// Who said it.
    name: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// Why.
    reason: String,
}

/// One contribution of a partner to the journey of a customer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Touch)]
pub(crate) struct TouchBody {
    /// Its id.
    #[schema(value_type = String)]
    id: TouchId,
    /// Which partner.
    #[schema(value_type = String)]
    partner_id: PartnerId,
    /// What it did.
    kind: KindCode,
    /// Where it is.
    state: StateCode,
    /// When that happened; a claim names a day, which is given as its noon in UTC.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// When it was written here.
    #[schema(value_type = String, format = DateTime)]
    recorded_at: Instant,
    /// What it comes from: the kind of a fact, or `claim`.
    source: String,
    /// The customer's name, as it was written.
    company: String,
    /// The customer's website.
    domain: String,
    /// The customer's country.
    country: String,
    /// The deal, lead, request for proposals or conflict that it is about.
    subject_id: Option<String>,
    /// The deal that it belongs to.
    #[schema(value_type = Option<String>)]
    deal_id: Option<DealId>,
    /// The account; for the vendor only.
    #[schema(value_type = Option<String>)]
    account_id: Option<AccountId>,
    /// Who did it.
    by: String,
    /// What happened, in the partner's words.
    what: String,
    /// What speaks for it, in the partner's words.
    evidence: String,
    /// Where that can be read.
    link: String,
    /// By when the vendor answers.
    #[schema(value_type = Option<String>, format = DateTime)]
    answer_by: Option<Instant>,
    /// The vendor's answer.
    answer: Option<AnsweredBody>,
}

/// The id of what a touch is about, as others write it.
fn subject(t: &Touch) -> Option<String> {
    match t.subject.kind {
        SubjectKind::Deal => Some(DealId::from(t.subject.id).to_string()),
        SubjectKind::Lead => Some(LeadId::from(t.subject.id).to_string()),
        SubjectKind::Request => Some(ProposalRequestId::from(t.subject.id).to_string()),
        SubjectKind::Case => Some(CaseId::from(t.subject.id).to_string()),
        SubjectKind::Mapping => Some(AccountMapId::from(t.subject.id).to_string()),
        SubjectKind::Claim => None,
    }
}

impl TouchBody {
    /// As staff read it, or as its partner does.
    pub(super) fn of(t: Touch, staff: bool) -> Self {
        Self {
            subject_id: subject(&t),
            id: t.id,
            partner_id: t.partner,
            kind: t.kind.into(),
            state: t.state.into(),
            at: t.at,
            recorded_at: t.recorded_at,
            source: t.source,
            company: t.company.name,
            domain: t.company.domain,
            country: t.company.country,
            deal_id: t.deal,
            account_id: t.account.filter(|_| staff),
            by: t.by_name,
            what: t.what,
            evidence: t.evidence,
            link: t.link,
            answer_by: t.answer_by,
            answer: t.answered.map(|a| AnsweredBody { name: a.name, at: a.at, reason: a.reason }),
        }
    }
}

/// How many touches of one kind count.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TouchKindCount)]
struct KindCount {
    /// What was done.
    kind: KindCode,
    /// How often.
    n: i64,
}

/// How much partners contribute.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TouchFigures)]
pub(crate) struct FiguresBody {
    /// From this day: the first of the twelfth month before this one.
    from: NaiveDate,
    /// Wins before this day, the first of this month; touches up to now.
    until: NaiveDate,
    /// The touches that count, by what was done: recorded, or confirmed.
    kinds: Vec<KindCount>,
    /// Claims that wait for an answer.
    waiting: i64,
    /// Customers with a touch that counts, as partners wrote them.
    customers: i64,
    /// Customers with a deal that was sourced or influenced.
    customers_won: i64,
    /// New business at customers to whom the partner's touch came first, on a day before anybody registered them.
    sourced: i64,
    /// Other deals with which the partner helped before they were won; no deal is in both.
    influenced: i64,
}

impl From<Figures> for FiguresBody {
    fn from(f: Figures) -> Self {
        Self {
            from: f.from,
            until: f.until,
            kinds: f.kinds.into_iter().map(|(kind, n)| KindCount { kind: kind.into(), n }).collect(),
            waiting: f.waiting,
            customers: f.customers,
            customers_won: f.won,
            sourced: f.sourced,
            influenced: f.influenced,
        }
    }
}
