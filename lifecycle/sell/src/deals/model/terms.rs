//! The terms that the system enforces, and what a check of a customer found.

use base::{AccountId, Currency, DealId, Instant, LeadId, Money, PartnerId, ProductId, UserId};
use chrono::NaiveDate;
use chrono_tz::Tz;

use super::codes::{Breach, Held, Stage, StateKind, Tenders};
use super::decision::Sold;

/// The rules of engagement as parameters; each change is a new version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Which version.
    pub version: i64,
    /// Since when it holds; none for the one that ships.
    pub since: Option<Instant>,
    /// Who set it.
    pub set_by: Option<UserId>,
    /// Days of protection from approval.
    pub protection_days: i64,
    /// Business days in which a registration is decided.
    pub decision_days: i64,
    /// What follows by itself when that time has passed.
    pub on_breach: Breach,
    /// Days before the end of protection on which both sides are reminded, longest first.
    pub reminder_days: Vec<i64>,
    /// Up to this value a free registration is approved at once; none approves nothing.
    pub auto_approve: Option<Money>,
    /// How often a protection can be extended.
    pub max_extensions: i64,
    /// By how many days.
    pub extension_days: i64,
    /// Progress within so many days gives an extension without asking.
    pub evidence_days: i64,
    /// After so many days without progress both sides are told; 0 switches it off.
    pub idle_days: i64,
    /// So many days after that, without progress, the protection ends.
    pub idle_grace_days: i64,
    /// A customer won within so many days counts as the winner's.
    pub incumbency_days: i64,
    /// Days before the end of what was sold in which its partner goes first with the renewal; 0 switches it off.
    pub renewal_days: i64,
    /// So many days before that end the right is lost where its partner has registered nothing.
    pub renewal_lapse_days: i64,
    /// For how many months what was sold runs, where nobody said until when.
    pub term_months: i64,
    /// How tenders that are published already are protected.
    pub tenders: Tenders,
    /// Days for which the deals of a partner that leaves stay protected.
    pub departure_days: i64,
    /// Days for which a lead that a partner took is its claim to the customer; 0 switches it off.
    pub claim_days: i64,
    /// Sales stages of an account at which the vendor itself sells there, as its CRM names them.
    pub direct_stages: Vec<String>,
    /// Products that ask for a certificate: the product and the certificate's key.
    pub certificates: Vec<(ProductId, String)>,
    /// Whether a partner is told while typing that an overlap exists.
    pub overlap_hint: bool,
    /// How many checks a person may make in an hour.
    pub checks_per_hour: i64,
    /// The zone of the business hours.
    pub zone: Tz,
    /// The hour at which business begins.
    pub opens: u32,
    /// The hour at which it ends.
    pub closes: u32,
    /// Countries, two letters each, whose public holidays are days without business.
    pub calendars: Vec<String>,
    /// More days without business.
    pub holidays: Vec<NaiveDate>,
    /// The vendor's own words, in Markdown, below the parameters.
    pub words: String,
    /// How conflicts are settled.
    pub disputes: DisputeTerms,
}

/// How conflicts are settled: the terms, and who rules when nobody has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputeTerms {
    /// Days in which a partner may dispute a decision.
    pub dispute_days: i64,
    /// Business days in which each side gives its statement.
    pub statement_days: i64,
    /// Business days in which a case is ruled.
    pub ruling_days: i64,
    /// Business days that each further person of the chain has.
    pub step_days: i64,
    /// Business days in which a side may appeal.
    pub appeal_days: i64,
    /// The channel director: asked when the managers are partial or late, and on appeal.
    pub director: Option<UserId>,
    /// The last of the chain.
    pub committee: Vec<UserId>,
}

impl Default for DisputeTerms {
    fn default() -> Self {
        Self { dispute_days: 14, statement_days: 2, ruling_days: 5, step_days: 2, appeal_days: 5, director: None, committee: Vec::new() }
    }
}

impl Default for Terms {
    /// What ships: 90 days of protection, two business days to decide, two extensions of 30 days.
    fn default() -> Self {
        Self {
            version: 1,
            since: None,
            set_by: None,
            protection_days: 90,
            decision_days: 2,
            on_breach: Breach::Escalate,
            reminder_days: vec![30, 14, 3, 1],
            auto_approve: Some(Money::new(5_000_000, Currency::EUR)),
            max_extensions: 2,
            extension_days: 30,
            evidence_days: 30,
            // Together as long as a protection, so that a plain one keeps its full time.
            idle_days: 60,
            idle_grace_days: 30,
            incumbency_days: 180,
            renewal_days: 90,
            renewal_lapse_days: 30,
            term_months: 12,
            tenders: Tenders::Review,
            departure_days: 30,
            claim_days: 30,
            direct_stages: vec!["opportunity".to_owned()],
            certificates: Vec::new(),
            overlap_hint: true,
            checks_per_hour: 240,
            zone: Tz::Europe__Berlin,
            opens: 9,
            closes: 17,
            calendars: Vec::new(),
            holidays: Vec::new(),
            words: String::new(),
            disputes: DisputeTerms::default(),
        }
    }
}

/// Another deal that may be about the same customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which deal.
    pub deal: DealId,
    /// Whose.
    pub partner: PartnerId,
    /// How it holds the customer.
    pub held: Held,
    /// Whether it is surely the same customer; otherwise it is likely.
    pub same: bool,
    /// Whether a product is in both.
    pub same_product: bool,
    /// When it was won, where that is how it holds the customer.
    pub won_at: Option<Instant>,
    /// How sure the engine is, in thousandths.
    pub score: i64,
    /// Codes of what speaks for and against it, strongest first.
    pub evidence: Vec<String>,
}

/// A lead that a partner was given: its claim to the customer until a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeadClaim {
    /// Which lead.
    pub lead: LeadId,
    /// Whose claim it is.
    pub partner: PartnerId,
    /// Until when.
    pub until: Instant,
}

/// What the customer was sold last, and by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sale {
    /// Who sold it.
    pub partner: PartnerId,
    /// What it was.
    pub sold: Sold,
}

/// What is known about the customer of a registration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// The account that it surely is.
    pub account: Option<AccountId>,
    /// Accounts that it may be.
    pub maybe: Vec<AccountId>,
    /// The sales stage of that account, as the vendor's CRM names it; empty without one.
    pub account_stage: String,
    /// Who serves the customer by the coverage plan.
    pub served: accounts::Served,
    /// Other deals that hold the same customer under these terms.
    pub others: Vec<Finding>,
    /// Deals won so long ago that they hold nothing; kept because other terms may look further back.
    pub past: Vec<Finding>,
    /// Leads about the customer that partners were given.
    pub claims: Vec<LeadClaim>,
    /// What of the same products, or their families, the customer was sold last.
    pub sales: Vec<Sale>,
    /// Under which names the customer is protected: no two deals hold one name and one product.
    pub scopes: Vec<String>,
    /// Blocking keys of the customer, with their weights.
    pub keys: Vec<(String, i64)>,
}

/// Which deals are asked for; all conditions hold together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Whose company, product or contact holds this text; across all partners, whose company begins with it.
    pub q: String,
    /// In one of these states; all when empty.
    pub states: Vec<StateKind>,
    /// In this stage.
    pub stage: Option<Stage>,
    /// With this product.
    pub product: Option<ProductId>,
    /// Expected to close from this day on.
    pub closing_from: Option<NaiveDate>,
    /// Expected to close before this day.
    pub closing_until: Option<NaiveDate>,
    /// Whose protection ends before this moment.
    pub ending_until: Option<Instant>,
    /// Of this owner.
    pub owner: Option<UserId>,
    /// Of this partner.
    pub partner: Option<PartnerId>,
    /// About this account.
    pub account: Option<AccountId>,
    /// Or about one of these, which were merged into it.
    pub merged: Vec<AccountId>,
}

/// In which order deals are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// What was worked on last comes first.
    #[default]
    Recent,
    /// By the customer's name.
    Company,
    /// The most valuable first; for one partner's deals.
    Value,
    /// The soonest to close first; for one partner's deals.
    Close,
}

impl Sort {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Recent, Self::Company, Self::Value, Self::Close];

    /// The name in addresses and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Recent => "recent",
            Self::Company => "company",
            Self::Value => "value",
            Self::Close => "close",
        }
    }

    /// The one with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}
