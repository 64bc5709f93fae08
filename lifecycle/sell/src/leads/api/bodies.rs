//! What the API takes and gives about leads.

use base::{AccountId, DealId, Instant, Invalid, LeadId, LeadOfferId, PartnerId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::model::{self, Card, Contact, Customer, Lead, NewLead, Offer, State, Wish};
use crate::codes::wire;

wire! {
    /// Where a lead is.
    StateCode as LeadState = StateKind { New, Offered, Waiting, Accepted, Contacted, Converted, Disqualified, Duplicate }
    /// Where a lead came from.
    SourceCode as LeadSource = Source { Web, Event, Campaign, Inbound, Referral, Crm, List, Other }
    /// Why a person decides about a lead.
    WhyCode as LeadWaitingReason = Why { NoRule, NobodyLeft, Exhausted, Held, Direct, Coverage }
    /// Where an offer is.
    OfferCode as LeadOfferState = OfferState { Open, Accepted, Declined, TimedOut, Taken, Recalled }
    /// Why a partner declines a lead.
    DeclineCode as LeadDeclineReason = Decline { NoCapacity, WrongTerritory, WrongSkill, NotQualified, Conflict, Other }
    /// Why a lead is none.
    DropCode as LeadDropReason = Drop { NoNeed, NoAnswer, BadData, Competitor, NoCustomer, OwnSales, Other }
    /// By which way an answer came.
    ChannelCode as LeadAnswerChannel = Channel { Portal, Mail, Api }
}

/// The company that may want to buy.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = LeadCustomer)]
#[serde(deny_unknown_fields)]
pub(crate) struct CustomerBody {
    /// Its name.
    #[schema(min_length = 2, max_length = 160)]
    company: String,
    /// Its website, such as `company.com`.
    #[schema(max_length = 300)]
    #[serde(default)]
    domain: String,
    /// Its country, ISO 3166 alpha-2.
    #[schema(min_length = 2, max_length = 2, pattern = "^[A-Z]{2}$")]
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
}

/// The person who asked; a mail address or a phone number is needed.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = LeadContact)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactBody {
    /// The name.
    #[schema(min_length = 2, max_length = 120)]
    name: String,
    /// The mail address.
    #[schema(max_length = 254)]
    #[serde(default)]
    email: String,
    /// The phone number.
    #[schema(max_length = 40)]
    #[serde(default)]
    phone: String,
    /// What that person does there.
    #[schema(max_length = 120)]
    #[serde(default)]
    role: String,
}

/// A lead to capture.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = NewLead)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewLeadBody {
    /// Who may want to buy.
    customer: CustomerBody,
    /// Who asked.
    contact: ContactBody,
    /// What they need, in words.
    #[schema(max_length = 5000)]
    #[serde(default)]
    need: String,
    /// The keys of the products that they ask for.
    #[schema(max_items = 20)]
    #[serde(default)]
    products: Vec<String>,
    /// The industry, as one word of the vendor's list.
    #[schema(max_length = 60)]
    #[serde(default)]
    industry: String,
    /// The language to speak with them, ISO 639-1; may be empty.
    #[schema(max_length = 2, pattern = "^([a-z]{2})?$")]
    #[serde(default)]
    language: String,
    /// How many people work there.
    #[schema(minimum = 1, maximum = 10_000_000)]
    #[serde(default)]
    size: Option<i64>,
    /// Where it came from.
    source: SourceCode,
    /// The campaign that brought it.
    #[schema(max_length = 120)]
    #[serde(default)]
    campaign: String,
    /// Its name elsewhere; a second lead of the same name is the first.
    #[schema(max_length = 120)]
    #[serde(default)]
    external_id: String,
}

impl NewLeadBody {
    pub(crate) fn read(self) -> (NewLead, Invalid) {
        let mut invalid = Invalid::new();
        invalid.check(self.products.len() <= 20, "products", "choice");
        let (c, p) = (self.customer, self.contact);
        let new = NewLead {
            customer: Customer {
                company: c.company,
                domain: c.domain,
                country: c.country,
                region: c.region,
                postal_code: c.postal_code,
                city: c.city,
            },
            contact: Contact { name: p.name, email: p.email, phone: p.phone, role: p.role },
            wish: Wish { need: self.need, products: self.products, industry: self.industry, language: self.language, size: self.size },
            source: self.source.into(),
            campaign: self.campaign,
            external_id: self.external_id,
        };
        (new, invalid)
    }
}

/// A lead as lists show it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LeadSummary)]
pub(crate) struct CardBody {
    /// Its id.
    #[schema(value_type = String)]
    id: LeadId,
    /// The customer's name.
    company: String,
    /// Its country.
    country: String,
    /// Its city.
    city: String,
    /// The keys of the products.
    products: Vec<String>,
    /// Where it came from.
    source: SourceCode,
    /// How promising it is, 0 to 100.
    score: i64,
    /// Where it is.
    state: StateCode,
    /// The partner that has it.
    #[schema(value_type = Option<String>)]
    partner_id: Option<PartnerId>,
    /// By when it is to be answered, or the customer contacted.
    #[schema(value_type = Option<String>, format = DateTime)]
    due: Option<Instant>,
    /// When it was captured.
    #[schema(value_type = String, format = DateTime)]
    captured_at: Instant,
}

impl From<Card> for CardBody {
    fn from(c: Card) -> Self {
        Self {
            id: c.id,
            company: c.company,
            country: c.country,
            city: c.city,
            products: c.products,
            source: c.source.into(),
            score: c.score,
            state: c.state.into(),
            partner_id: c.holder,
            due: c.due,
            captured_at: c.captured_at,
        }
    }
}

/// An offer of a lead to a partner.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LeadOffer)]
pub(crate) struct OfferBody {
    /// Its id.
    #[schema(value_type = String)]
    id: LeadOfferId,
    /// To which partner.
    #[schema(value_type = String)]
    partner_id: PartnerId,
    /// In which round of asking, from one.
    round: i64,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// Until when it can be answered.
    #[schema(value_type = String, format = DateTime)]
    answer_by: Instant,
    /// Where it is.
    state: OfferCode,
    /// When it ended.
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<Instant>,
    /// By which way it was answered.
    channel: Option<ChannelCode>,
    /// Why it was declined.
    reason: Option<DeclineCode>,
    /// In words.
    note: String,
}

impl From<Offer> for OfferBody {
    fn from(o: Offer) -> Self {
        Self {
            id: o.id,
            partner_id: o.partner,
            round: o.round,
            at: o.at,
            answer_by: o.answer_by,
            state: o.state.into(),
            ended_at: o.ended_at,
            channel: o.channel.map(Into::into),
            reason: o.reason.map(Into::into),
            note: o.note,
        }
    }
}

/// One part of a score.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LeadScoreShare)]
pub(crate) struct ShareBody {
    /// Which.
    code: String,
    /// Its points.
    points: i64,
}

/// A sales lead.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Lead)]
pub(crate) struct LeadBody {
    /// Its id.
    #[schema(value_type = String)]
    id: LeadId,
    /// Who may want to buy.
    customer: CustomerBody,
    /// Who asked.
    contact: ContactBody,
    /// What they need, in words.
    need: String,
    /// The keys of the products that they ask for.
    products: Vec<String>,
    /// The industry.
    industry: String,
    /// The language to speak with them.
    language: String,
    /// How many people work there.
    size: Option<i64>,
    /// Where it came from.
    source: SourceCode,
    /// The campaign that brought it.
    campaign: String,
    /// Its name elsewhere.
    external_id: String,
    /// How promising it is, 0 to 100.
    score: i64,
    /// What the score is made of.
    score_shares: Vec<ShareBody>,
    /// Where it is.
    state: StateCode,
    /// Why a person decides.
    why: Option<WhyCode>,
    /// The partner that has it.
    #[schema(value_type = Option<String>)]
    partner_id: Option<PartnerId>,
    /// When a partner took it.
    #[schema(value_type = Option<String>, format = DateTime)]
    accepted_at: Option<Instant>,
    /// By when the customer is to be contacted.
    #[schema(value_type = Option<String>, format = DateTime)]
    contact_by: Option<Instant>,
    /// When the customer was contacted first.
    #[schema(value_type = Option<String>, format = DateTime)]
    contacted_at: Option<Instant>,
    /// Until when it is the partner's claim to this customer.
    #[schema(value_type = Option<String>, format = DateTime)]
    claim_until: Option<Instant>,
    /// The deal that it became.
    #[schema(value_type = Option<String>)]
    deal_id: Option<DealId>,
    /// The lead that it repeats.
    #[schema(value_type = Option<String>)]
    duplicate_of: Option<LeadId>,
    /// Why it turned out to be none.
    drop_reason: Option<DropCode>,
    /// The account that it is about; for staff.
    #[schema(value_type = Option<String>)]
    account_id: Option<AccountId>,
    /// Its offers, the latest first; a member sees its own partner's.
    offers: Vec<OfferBody>,
    /// When it was captured.
    #[schema(value_type = String, format = DateTime)]
    captured_at: Instant,
    /// Its version, for `If-Match`.
    version: i64,
}

impl LeadBody {
    pub(crate) fn of(l: Lead, offers: Vec<Offer>, staff: bool) -> Self {
        let a = l.acceptance().cloned();
        let state = l.state().clone();
        Self {
            id: l.id,
            state: l.kind().into(),
            why: if let State::Waiting { why, .. } = &state { Some((*why).into()) } else { None },
            partner_id: a.as_ref().map(|a| a.partner),
            accepted_at: a.as_ref().map(|a| a.at),
            contact_by: a.as_ref().map(|a| a.contact_by),
            contacted_at: a.as_ref().and_then(|a| a.contacted_at),
            claim_until: a.as_ref().map(|a| a.claim_until),
            deal_id: if let State::Converted { deal, .. } = &state { Some(*deal) } else { None },
            duplicate_of: if let State::Duplicate { of } = &state { Some(*of) } else { None },
            drop_reason: if let State::Disqualified { reason, .. } = &state { Some((*reason).into()) } else { None },
            account_id: l.account.filter(|_| staff),
            offers: offers.into_iter().map(OfferBody::from).collect(),
            score: l.score,
            score_shares: l.shares.into_iter().map(|(code, points)| ShareBody { code, points }).collect(),
            customer: CustomerBody {
                company: l.customer.company,
                domain: l.customer.domain,
                country: l.customer.country,
                region: l.customer.region,
                postal_code: l.customer.postal_code,
                city: l.customer.city,
            },
            contact: ContactBody { name: l.contact.name, email: l.contact.email, phone: l.contact.phone, role: l.contact.role },
            need: l.wish.need,
            products: l.wish.products,
            industry: l.wish.industry,
            language: l.wish.language,
            size: l.wish.size,
            source: l.source.into(),
            campaign: l.campaign,
            external_id: l.external_id,
            captured_at: l.captured_at,
            version: l.version,
        }
    }
}
