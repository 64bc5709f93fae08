//! What the rules of engagement decided: the question with all that was known, and the answer.
//!
//! A decision is kept so that it can be made again: from the same question, at the same moment, under
//! the same version of the terms, the same answer follows. What a question holds is what was true
//! before any terms were applied to it, so that a draft of other terms can be tried on it too.

use base::{DealDecisionId, DealId, Instant, LeadId, Money, PartnerId, ProductId, UserId};

use chrono::NaiveDate;

use super::codes::{Business, Held, Over, RejectReason, StateKind, Why};
use super::terms::Findings;

/// What a partner and its member may do at a moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// Whether the partner is active.
    pub active: bool,
    /// Whether it has the right to register deals.
    pub may_register: bool,
    /// The certificates that count for the owner, by their keys.
    pub certificates: Vec<String>,
    /// For how many days its tier protects; none leaves it to the terms.
    pub tier_days: Option<i64>,
}

/// Another deal about the same customer, without who it is: enough to decide, and no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rival {
    /// Which deal.
    pub deal: DealId,
    /// Whether it belongs to the partner that registers.
    pub own: bool,
    /// How it holds the customer.
    pub held: Held,
    /// Whether a product is in both.
    pub same_product: bool,
    /// When it was won, where that is how it holds the customer.
    pub won_at: Option<Instant>,
}

/// A lead about the same customer that a partner was given, without who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claimed {
    /// Which lead.
    pub lead: LeadId,
    /// Whether the partner that registers was given it too.
    pub own: bool,
    /// Until when it is a claim.
    pub until: Instant,
}

/// What the customer was sold last and by whom, without who it is: enough to say who goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sold {
    /// Which deal.
    pub deal: DealId,
    /// Whether the partner that registers sold it.
    pub own: bool,
    /// Whether it is one of the products that are registered; otherwise one of their family.
    pub same_product: bool,
    /// On which day it was won.
    pub won_on: NaiveDate,
    /// Until when it runs, where that is known.
    pub ends: Option<NaiveDate>,
    /// Whether the partner that sold it is active.
    pub active: bool,
    /// When that partner registered the next deal with the customer, while that waits or is protected.
    pub acted_at: Option<Instant>,
}

/// What an approval of a renewal or an expansion knew of the partner that serves the customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incumbency {
    /// What kind of business is approved.
    pub business: Business,
    /// What the customer was sold last.
    pub sold: Vec<Sold>,
    /// What sets the right of another partner aside.
    pub over: Option<Over>,
}

/// A registration as the rules see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Whose it is.
    pub partner: PartnerId,
    /// What it is worth.
    pub value: Money,
    /// Whether the customer already buys from the partner and renews or extends.
    pub renewal: bool,
    /// Its products.
    pub products: Vec<ProductId>,
    /// What the partner and the owner may do.
    pub standing: Standing,
    /// Whether the customer is surely a known account.
    pub known: bool,
    /// How many known accounts it may be.
    pub maybe: i64,
    /// The sales stage of that account, as the vendor's CRM names it; empty without one.
    pub account_stage: String,
    /// Whether the coverage plan gives the customer to the vendor itself.
    pub plan_direct: bool,
    /// Whether the coverage plan gives the customer to partners that this one is not among.
    pub plan_others: bool,
    /// Other deals about the same customer.
    pub rivals: Vec<Rival>,
    /// Leads about the same customer.
    pub claims: Vec<Claimed>,
    /// Whether another registration took the protection while this one was being looked at.
    pub taken: bool,
    /// What kind of business it is.
    pub business: Business,
    /// What the customer was sold last.
    pub sold: Vec<Sold>,
    /// Since when everybody can read the tender; none where there is none, or it is not published.
    pub published_on: Option<NaiveDate>,
}

impl Case {
    /// The rivals that a search found.
    pub fn rivals_of(findings: &Findings, partner: PartnerId) -> Vec<Rival> {
        let rival = |f: &super::Finding| Rival {
            deal: f.deal,
            own: f.partner == partner,
            held: f.held,
            same_product: f.same_product,
            won_at: f.won_at,
        };
        findings.others.iter().chain(&findings.past).map(rival).collect()
    }

    /// What a search found that the customer was sold last.
    pub fn sold_of(findings: &Findings, partner: PartnerId) -> Vec<Sold> {
        let sold = |s: &super::Sale| Sold { own: s.partner == partner, ..s.sold };
        findings.sales.iter().map(sold).collect()
    }

    /// The claims that a search found, one for each lead: who was asked about a lead too is not in its way.
    pub fn claims_of(findings: &Findings, partner: PartnerId) -> Vec<Claimed> {
        let mut all: Vec<Claimed> = Vec::new();
        for c in &findings.claims {
            let own = c.partner == partner;
            match all.iter_mut().find(|known| known.lead == c.lead) {
                Some(known) => (known.own, known.until) = (known.own || own, known.until.max(c.until)),
                None => all.push(Claimed { lead: c.lead, own, until: c.until }),
            }
        }
        all
    }
}

/// What the rules are asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// A registration is handed in.
    Register(Case),
    /// A person approves.
    Approve {
        /// For how many days the partner's tier protects.
        tier_days: Option<i64>,
        /// Whether as a project of its own beside another protection.
        separate: bool,
        /// By when it was due; none in decisions of older versions, which knew no consequence of a delay.
        decide_by: Option<Instant>,
        /// Who serves the customer, where another partner does and goes first.
        incumbency: Option<Incumbency>,
    },
    /// A person refuses.
    Reject {
        /// Why.
        reason: RejectReason,
    },
    /// The partner asks for more time.
    AskExtension {
        /// Since when it is protected.
        approved_at: Instant,
        /// When somebody last did something about it.
        active_at: Instant,
        /// Until when it is protected.
        until: Instant,
        /// How often it was extended.
        extensions: i64,
    },
    /// A person gives more time, or says no.
    Extend {
        /// Until when it is protected.
        until: Instant,
        /// How often it was extended.
        extensions: i64,
        /// Whether the limit of the terms is set aside.
        beyond: bool,
        /// Whether the answer is yes.
        grant: bool,
    },
    /// The clock: the protection may be over.
    Expire {
        /// Until when it was.
        until: Instant,
    },
    /// The clock: nobody may have worked on it.
    Idle {
        /// When somebody last did something about it.
        active_at: Instant,
        /// When the partner was told that nothing happens.
        told: Option<Instant>,
    },
    /// A person ends the protection before its time, or the clock does because the partner has left.
    Release {
        /// Since when the partner has left; none when a person ends it.
        left_at: Option<Instant>,
    },
    /// The clock: the decision may be late.
    Escalate {
        /// By when it was due.
        decide_by: Instant,
        /// Why a person was asked.
        why: Vec<Why>,
        /// For how many days the partner's tier protects.
        tier_days: Option<i64>,
        /// Whether the partner may register and the customer is nobody else's.
        free: bool,
    },
    /// A person opens an ended deal again.
    Reopen {
        /// What it was.
        from: StateKind,
        /// Until when it had been protected.
        until: Option<Instant>,
        /// Whether an overlap was known.
        overlap: bool,
    },
}

impl Question {
    /// The stable name of what was asked.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Register(_) => "register",
            Self::Approve { .. } => "approve",
            Self::Reject { .. } => "reject",
            Self::AskExtension { .. } => "ask_extension",
            Self::Extend { .. } => "extend",
            Self::Expire { .. } => "expire",
            Self::Idle { .. } => "idle",
            Self::Release { .. } => "release",
            Self::Escalate { .. } => "escalate",
            Self::Reopen { .. } => "reopen",
        }
    }
}

/// What the rules answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Protected.
    Protected {
        /// Until when.
        until: Instant,
    },
    /// A person decides.
    Review {
        /// Why.
        why: Vec<Why>,
        /// By when.
        decide_by: Instant,
    },
    /// Refused by a person.
    Rejected {
        /// Why.
        reason: RejectReason,
    },
    /// More time.
    Extended {
        /// Until when.
        until: Instant,
    },
    /// A person answers the wish for more time.
    Asked,
    /// No more time.
    Declined,
    /// The protection is over.
    Expired,
    /// The partner is told that nothing happens, and what follows.
    Warned,
    /// The protection is over before its time.
    Released,
    /// The people in charge are told that a decision is late.
    Escalated,
    /// Not allowed; the code of the refusal.
    Refused {
        /// Which.
        code: String,
    },
}

impl Outcome {
    /// The stable name of the answer.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Protected { .. } => "protected",
            Self::Review { .. } => "review",
            Self::Rejected { .. } => "rejected",
            Self::Extended { .. } => "extended",
            Self::Asked => "asked",
            Self::Declined => "declined",
            Self::Expired => "expired",
            Self::Warned => "warned",
            Self::Released => "released",
            Self::Escalated => "escalated",
            Self::Refused { .. } => "refused",
        }
    }

    /// Until when the answer protects, or by when it promises a decision.
    pub const fn moment(&self) -> Option<Instant> {
        match self {
            Self::Protected { until } | Self::Extended { until } => Some(*until),
            Self::Review { decide_by, .. } => Some(*decide_by),
            Self::Rejected { .. }
            | Self::Asked
            | Self::Declined
            | Self::Expired
            | Self::Warned
            | Self::Released
            | Self::Escalated
            | Self::Refused { .. } => None,
        }
    }
}

/// A decision as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// Its id.
    pub id: DealDecisionId,
    /// About which deal.
    pub deal: DealId,
    /// Of which partner.
    pub partner: PartnerId,
    /// When.
    pub at: Instant,
    /// By whom; none when the rules decided by themselves.
    pub by: Option<UserId>,
    /// Under which version of the terms.
    pub version: i64,
    /// What was asked, with all that was known.
    pub question: Question,
    /// The answer.
    pub outcome: Outcome,
}

/// A decision that comes out otherwise when it is made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What was decided.
    pub decided: Decided,
    /// What is decided now.
    pub now: Outcome,
}
