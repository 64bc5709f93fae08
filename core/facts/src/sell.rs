//! What selling tells.

mod conflicts;
mod proposals;
mod teams;
mod touches;

pub use conflicts::{CaseChanged, CaseOpened, CaseRuled, DealContested, DealRecredited};
pub use proposals::{ProposalsChanged, ProposalsClosed, ProposalsDecided, ProposalsRequested};
pub use teams::{TeamChanged, TeamJoined, TeamLeft, TeamShare, TeamSharesAgreed, TeamTaskDone};
pub use touches::{TouchClaimed, TouchPlaced, TouchRecorded, TouchRefused};

use base::{AccountId, ConnectionId, DealId, Instant, LeadId, PartnerId, ProductId, UserId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One product of a deal with its amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealLine {
    /// Which product.
    pub product: ProductId,
    /// How many.
    pub quantity: i64,
    /// Its share of the deal's value, in minor units of the deal's currency.
    pub amount_minor: i64,
}

/// One partner's part in what a deal earns; what the parts leave is the vendor's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealCredit {
    /// Which partner.
    pub partner: PartnerId,
    /// Its share in percent.
    pub share: i64,
    /// The rank of its tier on that day; 0 is none.
    pub tier_rank: i64,
}

/// What another system needs to know of a deal to hold a mirror of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealImage {
    /// Which version of the deal this is; a mirror never goes back.
    pub version: i64,
    /// When somebody last did something about it.
    pub active_at: Instant,
    /// Where it is.
    pub state: String,
    /// How far the sale is, or was when it ended.
    pub stage: Option<String>,
    /// The account it is about.
    pub account: Option<AccountId>,
    /// The customer's name.
    pub company: String,
    /// The customer's website, as a bare host name.
    pub domain: String,
    /// The customer's country, two letters.
    pub country: String,
    /// The customer's city.
    pub city: String,
    /// The person the partner speaks with there.
    pub contact_name: String,
    /// That person's address.
    pub contact_email: String,
    /// What that person does there.
    pub contact_role: String,
    /// The partner's name.
    pub partner_name: String,
    /// The name of the member who owns it.
    pub owner_name: String,
    /// The names of its products.
    pub products: String,
    /// What the customer needs, in Markdown.
    pub need: String,
    /// What is done next.
    pub next_step: String,
    /// The products and their amounts.
    pub lines: Vec<DealLine>,
    /// The value in minor units.
    pub value_minor: i64,
    /// The currency of the value.
    pub currency: String,
    /// When the customer is expected to decide.
    pub close_on: Option<NaiveDate>,
    /// The day it was won.
    pub won_on: Option<NaiveDate>,
    /// Until when it is protected.
    pub protected_until: Option<Instant>,
}

crate::facts! {
    /// A partner handed a deal registration in.
    DealSubmitted = "deal.submitted" v 1, "deal" deal, partner |f| Some(f.partner) => {
        /// Which deal.
        deal: DealId,
        /// Of which partner.
        partner: PartnerId,
        /// The member who handed it in.
        owner: Option<UserId>,
        /// The account it is about, where one was found.
        account: Option<AccountId>,
        /// The customer's name.
        company: String,
        /// The value in minor units.
        value_minor: i64,
        /// The currency of the value.
        currency: String,
    }

    /// A deal registration was approved: its protection began.
    DealApproved = "deal.approved" v 1, "deal" deal, partner |f| Some(f.partner) => {
        /// Which deal.
        deal: DealId,
        /// Of which partner.
        partner: PartnerId,
        /// The member who owns it.
        owner: Option<UserId>,
        /// The customer's name.
        company: String,
        /// Until when it is protected.
        protected_until: Instant,
        /// Whether the rules decided, without a person.
        automatic: bool,
        /// Whether this is the first approved deal of the partner.
        first: bool,
    }

    /// A deal registration was refused.
    DealRejected = "deal.rejected" v 1, "deal" deal, partner |f| Some(f.partner) => {
        /// Which deal.
        deal: DealId,
        /// Of which partner.
        partner: PartnerId,
        /// The member who owns it.
        owner: Option<UserId>,
        /// The customer's name.
        company: String,
        /// The code of the reason.
        reason: String,
    }

    /// A deal moved to another sales stage.
    DealStageMoved = "deal.stage_moved" v 1, "deal" deal, partner |f| Some(f.partner) => {
        /// Which deal.
        deal: DealId,
        /// Of which partner.
        partner: PartnerId,
        /// The stage before.
        from: String,
        /// The stage now.
        to: String,
    }

    /// A deal's data changed.
    DealChanged = "deal.changed" v 1, "deal" deal, partner |f| Some(f.partner) => {
        /// Which deal.
        deal: DealId,
        /// Of which partner.
        partner: PartnerId,
        /// The names of the changed fields.
        fields: Vec<String>,
    }

    /// A deal's protection was extended.
    DealExtended = "deal.extended" v 1, "deal" deal, partner |f| Some(f.partner) => {
        /// Which deal.
        deal: DealId,
        /// Of which partner.
        partner: PartnerId,
        /// Until when it is protected now.
        protected_until: Instant,
    }

    /// A deal's protection ended before its time.
    DealReleased = "deal.released" v 1, "deal" deal, partner |f| Some(f.partner) => {
        /// Which deal.
        deal: DealId,
        /// Of which partner.
        partner: PartnerId,
        /// The member who owned it.
        owner: Option<UserId>,
        /// The customer's name.
        company: String,
        /// Whether it ended because nobody worked on it; otherwise a person ended it.
        idle: bool,
    }

    /// A deal's protection ended by time.
    DealExpired = "deal.expired" v 1, "deal" deal, partner |f| Some(f.partner) => {
        /// Which deal.
        deal: DealId,
        /// Of which partner.
        partner: PartnerId,
        /// The member who owns it.
        owner: Option<UserId>,
        /// The customer's name.
        company: String,
    }

    /// A partner took a deal back.
    DealWithdrawn = "deal.withdrawn" v 1, "deal" deal, partner |f| Some(f.partner) => {
        /// Which deal.
        deal: DealId,
        /// Of which partner.
        partner: PartnerId,
    }

    /// A deal was won.
    DealWon = "deal.won" v 1, "deal" deal, partner |f| Some(f.partner) => {
        /// Which deal.
        deal: DealId,
        /// Of which partner.
        partner: PartnerId,
        /// The member who owns it.
        owner: Option<UserId>,
        /// The customer's name.
        company: String,
        /// The value in minor units; the sum of the lines.
        value_minor: i64,
        /// The currency of the value.
        currency: String,
        /// The products and their amounts.
        lines: Vec<DealLine>,
        /// The rank of the partner's tier on that day; 0 is none.
        tier_rank: i64,
        /// The day it was won.
        on: NaiveDate,
        /// How often this deal has been won, counting this time; a reopened deal may be won again.
        round: i64,
        /// Who shares in it; all of it is the partner's own when empty.
        #[serde(default)]
        credits: Vec<DealCredit>,
    }

    /// A deal was lost.
    DealLost = "deal.lost" v 1, "deal" deal, partner |f| Some(f.partner) => {
        /// Which deal.
        deal: DealId,
        /// Of which partner.
        partner: PartnerId,
        /// The code of the reason.
        reason: String,
    }

    /// A won or lost deal was opened again.
    DealReopened = "deal.reopened" v 1, "deal" deal, partner |f| Some(f.partner) => {
        /// Which deal.
        deal: DealId,
        /// Of which partner.
        partner: PartnerId,
        /// The state before.
        from: String,
        /// Which round of winning it undoes; 0 when it was not won.
        round: i64,
        /// Why.
        reason: String,
    }

    /// How a deal stands, for those who mirror it.
    DealImaged = "deal.imaged" v 1, "deal" deal, partner |f| Some(f.partner) => {
        /// Which deal.
        deal: DealId,
        /// Of which partner.
        partner: PartnerId,
        /// How it stands.
        image: DealImage,
    }

    /// A change that a connected system asked for was not made.
    DealChangeRefused = "deal.change_refused" v 1, "deal" deal, partner |f| Some(f.partner) => {
        /// Which deal.
        deal: DealId,
        /// Of which partner.
        partner: PartnerId,
        /// Through which connection it came.
        connection: ConnectionId,
        /// The field: `value`, `close_on` or `stage`.
        field: String,
        /// The code of the refusal.
        code: String,
    }

    /// A page of deals was told to a connection that asked for all.
    DealImagesTold = "deal.images_told" v 1, "connection" connection, partner |_| None => {
        /// Which connection.
        connection: ConnectionId,
        /// How many they were.
        n: i64,
        /// Where the next page begins; absent when that was all.
        next: Option<String>,
    }

    /// A lead was captured.
    LeadCaptured = "lead.captured" v 1, "lead" lead, partner |_| None => {
        /// Which lead.
        lead: LeadId,
        /// The customer's name.
        company: String,
        /// The customer's country.
        country: String,
        /// The code of where it came from.
        source: String,
        /// The campaign that brought it.
        campaign: String,
        /// The lead that it repeats, if it does.
        duplicate_of: Option<LeadId>,
    }

    /// A lead was offered to a partner.
    LeadOffered = "lead.offered" v 1, "lead" lead, partner |f| Some(f.partner) => {
        /// Which lead.
        lead: LeadId,
        /// To which partner.
        partner: PartnerId,
        /// The customer's name.
        company: String,
        /// Until when the partner can answer.
        answer_by: Instant,
    }

    /// A partner accepted a lead.
    LeadAccepted = "lead.accepted" v 1, "lead" lead, partner |f| Some(f.partner) => {
        /// Which lead.
        lead: LeadId,
        /// Which partner.
        partner: PartnerId,
        /// By when the customer is to be contacted.
        contact_by: Instant,
    }

    /// A partner declined a lead.
    LeadDeclined = "lead.declined" v 1, "lead" lead, partner |f| Some(f.partner) => {
        /// Which lead.
        lead: LeadId,
        /// Which partner.
        partner: PartnerId,
        /// The code of the reason.
        reason: String,
    }

    /// A partner did not answer in time; the lead moved on.
    LeadTimedOut = "lead.timed_out" v 1, "lead" lead, partner |f| Some(f.partner) => {
        /// Which lead.
        lead: LeadId,
        /// Which partner.
        partner: PartnerId,
    }

    /// A lead was taken back from a partner.
    LeadRecalled = "lead.recalled" v 1, "lead" lead, partner |f| f.partner => {
        /// Which lead.
        lead: LeadId,
        /// From which partner, if it had one.
        partner: Option<PartnerId>,
        /// Why.
        reason: String,
    }

    /// No rule found a partner for a lead; a person has to.
    LeadUnrouted = "lead.unrouted" v 1, "lead" lead, partner |_| None => {
        /// Which lead.
        lead: LeadId,
        /// The customer's name.
        company: String,
        /// The code of why.
        why: String,
    }

    /// A partner spoke with the customer of a lead for the first time.
    LeadContacted = "lead.contacted" v 1, "lead" lead, partner |f| Some(f.partner) => {
        /// Which lead.
        lead: LeadId,
        /// Which partner.
        partner: PartnerId,
    }

    /// A lead became a deal.
    LeadConverted = "lead.converted" v 1, "lead" lead, partner |f| Some(f.partner) => {
        /// Which lead.
        lead: LeadId,
        /// Which partner.
        partner: PartnerId,
        /// Which deal.
        deal: DealId,
    }

    /// A lead turned out to be none.
    LeadDisqualified = "lead.disqualified" v 1, "lead" lead, partner |f| f.partner => {
        /// Which lead.
        lead: LeadId,
        /// The partner that worked on it, if one did.
        partner: Option<PartnerId>,
        /// The code of the reason.
        reason: String,
    }
}
