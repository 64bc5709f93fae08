//! What the API takes and gives about requests for proposals.

use base::{Currency, FieldError, Instant, Invalid, LeadId, PartnerId, ProposalRequestId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::actions::Letter;
use super::super::model::{Card, Criterion, Need, NewRequest, Question, Request, State, Terms};
use super::answers::LetterBody;
use super::codes::{AnswerCode, KindCode, StateCode};
use crate::leads::rules::Pool;

/// One question of the answer form.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = ProposalQuestion)]
#[serde(deny_unknown_fields)]
pub(super) struct QuestionBody {
    /// Its key, by its place: `q1`, `q2` and so on. What is sent is not looked at.
    #[schema(max_length = 10)]
    #[serde(default)]
    key: String,
    /// What is asked.
    #[schema(min_length = 3, max_length = 300)]
    text: String,
    /// How it is answered.
    kind: KindCode,
    /// What can be chosen, two to twenty, for a choice.
    #[schema(max_items = 20)]
    #[serde(default)]
    options: Vec<String>,
    /// Whether an answer is needed.
    #[serde(default)]
    required: bool,
}

/// One criterion by which answers are compared.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = ProposalCriterion)]
#[serde(deny_unknown_fields)]
pub(super) struct CriterionBody {
    /// Its key, by its place: `c1`, `c2` and so on. What is sent is not looked at.
    #[schema(max_length = 10)]
    #[serde(default)]
    key: String,
    /// What is looked at.
    #[schema(min_length = 3, max_length = 160)]
    text: String,
    /// What it counts.
    #[schema(minimum = 1, maximum = 100)]
    weight: i64,
}

/// Which partners qualify, by the same test as a rule of lead routing.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = ProposalPool)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PoolBody {
    /// Only these types of partners; any when empty.
    #[schema(max_items = 20)]
    types: Vec<String>,
    /// Only from this tier on, by rank.
    #[schema(minimum = 0, maximum = 100)]
    min_tier: i64,
    /// Only with these certificates.
    #[schema(max_items = 20)]
    certificates: Vec<String>,
    /// Only these partners; any when empty.
    #[schema(value_type = Vec<String>, max_items = 500)]
    partner_ids: Vec<PartnerId>,
    /// Only who works where the customer is.
    territory: bool,
    /// Only who speaks its language.
    language: bool,
    /// Only who sells the products.
    products: bool,
    /// Only who knows its industry.
    industry: bool,
}

fn answer_days() -> i64 {
    Terms::default().answer_days
}

fn remind_days() -> i64 {
    Terms::default().remind_days
}

fn decide_days() -> i64 {
    Terms::default().decide_days
}

fn currency() -> String {
    Terms::default().currency.code().to_owned()
}

/// A request for proposals to write.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = NewProposalRequest)]
#[serde(deny_unknown_fields)]
pub(super) struct NewRequestBody {
    /// The lead that it is about; set once.
    #[schema(value_type = Option<String>, pattern = "^lead_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    #[serde(default)]
    lead_id: Option<LeadId>,
    /// The need in one line.
    #[schema(min_length = 5, max_length = 160)]
    title: String,
    /// The need, in Markdown.
    #[schema(min_length = 10, max_length = 8000)]
    body: String,
    /// The customer's name; only the partner that is awarded reads it.
    #[schema(max_length = 160)]
    #[serde(default)]
    company: String,
    /// The customer's country, ISO 3166 alpha-2; empty when it does not matter.
    #[schema(max_length = 2, pattern = "^([A-Z]{2})?$")]
    #[serde(default)]
    country: String,
    /// Its state, province or other region.
    #[schema(max_length = 80)]
    #[serde(default)]
    region: String,
    /// Its postal code.
    #[schema(max_length = 16)]
    #[serde(default)]
    postal_code: String,
    /// Its city.
    #[schema(max_length = 120)]
    #[serde(default)]
    city: String,
    /// Its industry.
    #[schema(max_length = 60)]
    #[serde(default)]
    industry: String,
    /// The language to speak with it, ISO 639-1.
    #[schema(max_length = 2, pattern = "^([a-z]{2})?$")]
    #[serde(default)]
    language: String,
    /// The keys of the products.
    #[schema(max_items = 20)]
    #[serde(default)]
    products: Vec<String>,
    /// Which partners qualify.
    #[serde(default)]
    pool: PoolBody,
    /// What an answer says.
    #[schema(min_items = 1, max_items = 20)]
    questions: Vec<QuestionBody>,
    /// How answers are compared.
    #[schema(min_items = 1, max_items = 20)]
    criteria: Vec<CriterionBody>,
    /// Business days in which partners answer.
    #[schema(minimum = 1, maximum = 60)]
    #[serde(default = "answer_days")]
    answer_days: i64,
    /// So many days before the deadline, partners that have not answered are reminded; 0 is never.
    #[schema(minimum = 0, maximum = 30)]
    #[serde(default = "remind_days")]
    remind_days: i64,
    /// Business days in which it is decided after that.
    #[schema(minimum = 1, maximum = 60)]
    #[serde(default = "decide_days")]
    decide_days: i64,
    /// The currency of amounts in answers, ISO 4217.
    #[schema(min_length = 3, max_length = 3, pattern = "^[A-Z]{3}$")]
    #[serde(default = "currency")]
    currency: String,
    /// Whether a partner's letter has its own points by criterion.
    #[serde(default)]
    show_scores: bool,
}

impl NewRequestBody {
    pub(super) fn read(self) -> (NewRequest, Invalid) {
        let mut invalid = Invalid::new();
        invalid.check(self.products.len() <= 20, "products", "choice");
        invalid.check(self.pool.types.len() <= 20, "types", "choice");
        let currency = self.currency.parse::<Currency>();
        if currency.is_err() {
            invalid.push(FieldError::new("currency", "choice"));
        }
        let question = |q: QuestionBody| Question {
            key: String::new(),
            text: q.text,
            kind: q.kind.into(),
            options: q.options.into_iter().take(40).collect(),
            required: q.required,
        };
        let new = NewRequest {
            lead: self.lead_id,
            need: Need {
                title: self.title,
                body: self.body,
                company: self.company,
                country: self.country,
                region: self.region,
                postal_code: self.postal_code,
                city: self.city,
                industry: self.industry,
                language: self.language,
                products: self.products,
            },
            pool: Pool {
                types: self.pool.types,
                min_tier: self.pool.min_tier,
                certificates: self.pool.certificates,
                partners: self.pool.partner_ids,
                territory: self.pool.territory,
                language: self.pool.language,
                products: self.pool.products,
                industry: self.pool.industry,
            },
            questions: self.questions.into_iter().map(question).collect(),
            criteria: self.criteria.into_iter().map(|c| Criterion { key: String::new(), text: c.text, weight: c.weight }).collect(),
            terms: Terms {
                answer_days: self.answer_days,
                remind_days: self.remind_days,
                decide_days: self.decide_days,
                currency: currency.unwrap_or(Currency::EUR),
                show_scores: self.show_scores,
            },
        };
        (new, invalid)
    }
}

/// A request for proposals as lists show it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProposalRequestSummary)]
pub(super) struct CardBody {
    /// Its id.
    #[schema(value_type = String)]
    id: ProposalRequestId,
    /// The need in one line.
    title: String,
    /// Where it is.
    state: StateCode,
    /// Until when partners can answer, or could.
    #[schema(value_type = Option<String>, format = DateTime)]
    deadline: Option<Instant>,
    /// How far the caller's own partner is.
    own: Option<AnswerCode>,
    /// When it was begun.
    #[schema(value_type = String, format = DateTime)]
    created_at: Instant,
}

impl From<Card> for CardBody {
    fn from(c: Card) -> Self {
        let r = c.request;
        Self {
            id: r.id,
            state: r.kind().into(),
            deadline: r.deadline,
            own: c.own.map(Into::into),
            created_at: r.created_at,
            title: r.new.need.title,
        }
    }
}

/// A request for proposals.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProposalRequest)]
pub(super) struct RequestBody {
    /// Its id.
    #[schema(value_type = String)]
    id: ProposalRequestId,
    /// The lead that it is about; for staff and the partner that has it.
    #[schema(value_type = Option<String>)]
    lead_id: Option<LeadId>,
    /// Where it is.
    state: StateCode,
    /// The need in one line.
    title: String,
    /// The need, in Markdown.
    body: String,
    /// The customer's name; for staff and the partner that has it.
    company: String,
    /// The customer's country.
    country: String,
    /// Its region.
    region: String,
    /// Its postal code.
    postal_code: String,
    /// Its city.
    city: String,
    /// Its industry.
    industry: String,
    /// The language to speak with it.
    language: String,
    /// The keys of the products.
    products: Vec<String>,
    /// Which partners qualify; for staff.
    pool: Option<PoolBody>,
    /// What an answer says.
    questions: Vec<QuestionBody>,
    /// How answers are compared.
    criteria: Vec<CriterionBody>,
    /// The currency of amounts in answers.
    currency: String,
    /// Business days in which partners answer.
    answer_days: i64,
    /// Until when partners can answer, or could.
    #[schema(value_type = Option<String>, format = DateTime)]
    deadline: Option<Instant>,
    /// By when it is to be decided, while answers are compared; for staff.
    #[schema(value_type = Option<String>, format = DateTime)]
    decide_by: Option<Instant>,
    /// The partner that has it; for staff and for that partner.
    #[schema(value_type = Option<String>)]
    partner_id: Option<PartnerId>,
    /// Why it was decided so or taken back; for staff.
    reason: String,
    /// What the decision says to the caller's own partner.
    letter: Option<LetterBody>,
}

impl RequestBody {
    pub(super) fn of(r: Request, staff: bool, letter: Option<Letter>) -> Self {
        let decide_by = if let State::Closed { decide_by, .. } = r.state() { Some(*decide_by) } else { None };
        let awarded = letter.as_ref().is_some_and(|l| l.awarded);
        let (n, p, t) = (r.new.need.clone(), r.new.pool.clone(), r.new.terms);
        let pool = PoolBody {
            types: p.types,
            min_tier: p.min_tier,
            certificates: p.certificates,
            partner_ids: p.partners,
            territory: p.territory,
            language: p.language,
            products: p.products,
            industry: p.industry,
        };
        let question = |q: &Question| QuestionBody {
            key: q.key.clone(),
            text: q.text.clone(),
            kind: q.kind.into(),
            options: q.options.clone(),
            required: q.required,
        };
        Self {
            id: r.id,
            lead_id: r.new.lead,
            state: r.kind().into(),
            title: n.title,
            body: n.body,
            company: n.company,
            country: n.country,
            region: n.region,
            postal_code: n.postal_code,
            city: n.city,
            industry: n.industry,
            language: n.language,
            products: n.products,
            pool: staff.then_some(pool),
            questions: r.new.questions.iter().map(question).collect(),
            criteria: r.new.criteria.iter().map(|c| CriterionBody { key: c.key.clone(), text: c.text.clone(), weight: c.weight }).collect(),
            currency: t.currency.code().to_owned(),
            answer_days: t.answer_days,
            deadline: r.deadline,
            decide_by: decide_by.filter(|_| staff),
            partner_id: r.winner().filter(|_| staff || awarded),
            reason: r.state().verdict().filter(|_| staff).map(|v| v.reason.clone()).unwrap_or_default(),
            letter: letter.map(LetterBody::from),
        }
    }
}
