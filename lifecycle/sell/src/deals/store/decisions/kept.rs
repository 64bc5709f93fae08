//! Questions and answers as their columns hold them. A field that older rows lack has what was true when there was none.

use base::{DealId, Instant, LeadId, Money, ProductId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::super::model::{
    Business, Case, Claimed, Held, Incumbency, Outcome, Over, Question, RejectReason, Rival, Sold, Standing, StateKind, Why,
};

/// A question as its column holds it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub(super) enum Asked {
    Register {
        minor: i64,
        currency: String,
        #[serde(default)]
        renewal: bool,
        products: Vec<ProductId>,
        active: bool,
        may_register: bool,
        #[serde(default)]
        certificates: Vec<String>,
        #[serde(default)]
        tier_days: Option<i64>,
        #[serde(default)]
        known: bool,
        #[serde(default)]
        maybe: i64,
        #[serde(default)]
        account_stage: String,
        #[serde(default)]
        plan_direct: bool,
        #[serde(default)]
        plan_others: bool,
        #[serde(default)]
        rivals: Vec<Other>,
        #[serde(default)]
        claims: Vec<Lead>,
        #[serde(default)]
        taken: bool,
        #[serde(default = "new_business")]
        business: String,
        #[serde(default)]
        sold: Vec<Last>,
        #[serde(default)]
        published_on: Option<NaiveDate>,
    },
    Approve {
        tier_days: Option<i64>,
        separate: bool,
        #[serde(default)]
        decide_by: Option<Instant>,
        #[serde(default)]
        incumbency: Option<First>,
    },
    Reject {
        reason: String,
    },
    AskExtension {
        approved_at: Instant,
        active_at: Instant,
        until: Instant,
        extensions: i64,
    },
    Extend {
        until: Instant,
        extensions: i64,
        beyond: bool,
        grant: bool,
    },
    Expire {
        until: Instant,
    },
    Idle {
        active_at: Instant,
        told: Option<Instant>,
    },
    Release {
        #[serde(default)]
        left_at: Option<Instant>,
    },
    Escalate {
        decide_by: Instant,
        #[serde(default)]
        why: Vec<String>,
        #[serde(default)]
        tier_days: Option<i64>,
        #[serde(default)]
        free: bool,
    },
    Reopen {
        from: String,
        until: Option<Instant>,
        overlap: bool,
    },
}

/// Another deal in a question.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Other {
    deal: DealId,
    own: bool,
    held: String,
    same_product: bool,
    #[serde(default)]
    won_at: Option<Instant>,
}

/// A lead about the customer in a question.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Lead {
    lead: LeadId,
    own: bool,
    until: Instant,
}

fn new_business() -> String {
    Business::New.code().to_owned()
}

/// What the customer was sold last in a question.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Last {
    deal: DealId,
    own: bool,
    same_product: bool,
    won_on: NaiveDate,
    ends: Option<NaiveDate>,
    active: bool,
    acted_at: Option<Instant>,
}

/// Who goes first in a question.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct First {
    business: String,
    sold: Vec<Last>,
    over: Option<String>,
}

/// An answer as its column holds it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub(super) enum Answered {
    Protected { until: Instant },
    Review { why: Vec<String>, decide_by: Instant },
    Rejected { reason: String },
    Extended { until: Instant },
    Asked,
    Declined,
    Expired,
    Warned,
    Released,
    Escalated,
    Refused { code: String },
}

fn codes_of(why: &[Why]) -> Vec<String> {
    why.iter().map(|w| w.code().to_owned()).collect()
}

/// Reasons from their codes; none when one is unknown.
fn whys(codes: &[String]) -> Option<Vec<Why>> {
    codes.iter().map(|w| Why::from_code(w)).collect()
}

impl Asked {
    pub(super) fn of(q: &Question) -> Self {
        match q {
            Question::Register(c) => Self::Register {
                minor: c.value.minor,
                currency: c.value.currency.code().to_owned(),
                renewal: c.renewal,
                products: c.products.clone(),
                active: c.standing.active,
                may_register: c.standing.may_register,
                certificates: c.standing.certificates.clone(),
                tier_days: c.standing.tier_days,
                known: c.known,
                maybe: c.maybe,
                account_stage: c.account_stage.clone(),
                plan_direct: c.plan_direct,
                plan_others: c.plan_others,
                rivals: c.rivals.iter().map(Other::of).collect(),
                claims: c.claims.iter().map(|c| Lead { lead: c.lead, own: c.own, until: c.until }).collect(),
                taken: c.taken,
                business: c.business.code().to_owned(),
                sold: c.sold.iter().map(Last::of).collect(),
                published_on: c.published_on,
            },
            Question::Approve { tier_days, separate, decide_by, incumbency } => Self::Approve {
                tier_days: *tier_days,
                separate: *separate,
                decide_by: *decide_by,
                incumbency: incumbency.as_ref().map(First::of),
            },
            Question::Reject { reason } => Self::Reject { reason: reason.code().to_owned() },
            Question::AskExtension { approved_at, active_at, until, extensions } => {
                Self::AskExtension { approved_at: *approved_at, active_at: *active_at, until: *until, extensions: *extensions }
            }
            Question::Extend { until, extensions, beyond, grant } => {
                Self::Extend { until: *until, extensions: *extensions, beyond: *beyond, grant: *grant }
            }
            Question::Expire { until } => Self::Expire { until: *until },
            Question::Idle { active_at, told } => Self::Idle { active_at: *active_at, told: *told },
            Question::Release { left_at } => Self::Release { left_at: *left_at },
            Question::Escalate { decide_by, why, tier_days, free } => {
                Self::Escalate { decide_by: *decide_by, why: codes_of(why), tier_days: *tier_days, free: *free }
            }
            Question::Reopen { from, until, overlap } => Self::Reopen { from: from.code().to_owned(), until: *until, overlap: *overlap },
        }
    }

    /// The question; none when a row was damaged.
    pub(super) fn read(self, partner: base::PartnerId) -> Option<Question> {
        Some(match self {
            Self::Register {
                minor,
                currency,
                renewal,
                products,
                active,
                may_register,
                certificates,
                tier_days,
                known,
                maybe,
                account_stage,
                plan_direct,
                plan_others,
                rivals,
                claims,
                taken,
                business,
                sold,
                published_on,
            } => Question::Register(Case {
                partner,
                value: Money::new(minor, currency.parse().ok()?),
                renewal,
                products,
                standing: Standing { active, may_register, certificates, tier_days },
                known,
                maybe,
                account_stage,
                plan_direct,
                plan_others,
                rivals: rivals.into_iter().map(Other::read).collect::<Option<_>>()?,
                claims: claims.into_iter().map(|c| Claimed { lead: c.lead, own: c.own, until: c.until }).collect(),
                taken,
                business: Business::from_code(&business)?,
                sold: sold.into_iter().map(Last::read).collect(),
                published_on,
            }),
            Self::Approve { tier_days, separate, decide_by, incumbency } => {
                let incumbency = match incumbency {
                    Some(first) => Some(first.read()?),
                    None => None,
                };
                Question::Approve { tier_days, separate, decide_by, incumbency }
            }
            Self::Reject { reason } => Question::Reject { reason: RejectReason::from_code(&reason)? },
            Self::AskExtension { approved_at, active_at, until, extensions } => {
                Question::AskExtension { approved_at, active_at, until, extensions }
            }
            Self::Extend { until, extensions, beyond, grant } => Question::Extend { until, extensions, beyond, grant },
            Self::Expire { until } => Question::Expire { until },
            Self::Idle { active_at, told } => Question::Idle { active_at, told },
            Self::Release { left_at } => Question::Release { left_at },
            Self::Escalate { decide_by, why, tier_days, free } => Question::Escalate { decide_by, why: whys(&why)?, tier_days, free },
            Self::Reopen { from, until, overlap } => Question::Reopen { from: StateKind::from_code(&from)?, until, overlap },
        })
    }
}

impl Other {
    fn of(r: &Rival) -> Self {
        Self { deal: r.deal, own: r.own, held: r.held.code().to_owned(), same_product: r.same_product, won_at: r.won_at }
    }

    fn read(self) -> Option<Rival> {
        let held = Held::from_code(&self.held)?;
        Some(Rival { deal: self.deal, own: self.own, held, same_product: self.same_product, won_at: self.won_at })
    }
}

impl Last {
    fn of(s: &Sold) -> Self {
        let Sold { deal, own, same_product, won_on, ends, active, acted_at } = *s;
        Self { deal, own, same_product, won_on, ends, active, acted_at }
    }

    fn read(self) -> Sold {
        let Self { deal, own, same_product, won_on, ends, active, acted_at } = self;
        Sold { deal, own, same_product, won_on, ends, active, acted_at }
    }
}

impl First {
    fn of(i: &Incumbency) -> Self {
        Self {
            business: i.business.code().to_owned(),
            sold: i.sold.iter().map(Last::of).collect(),
            over: i.over.map(|o| o.code().to_owned()),
        }
    }

    fn read(self) -> Option<Incumbency> {
        let over = match self.over {
            Some(code) => Some(Over::from_code(&code)?),
            None => None,
        };
        Some(Incumbency { business: Business::from_code(&self.business)?, sold: self.sold.into_iter().map(Last::read).collect(), over })
    }
}

impl Answered {
    pub(super) fn of(o: &Outcome) -> Self {
        match o {
            Outcome::Protected { until } => Self::Protected { until: *until },
            Outcome::Review { why, decide_by } => Self::Review { why: codes_of(why), decide_by: *decide_by },
            Outcome::Rejected { reason } => Self::Rejected { reason: reason.code().to_owned() },
            Outcome::Extended { until } => Self::Extended { until: *until },
            Outcome::Asked => Self::Asked,
            Outcome::Declined => Self::Declined,
            Outcome::Expired => Self::Expired,
            Outcome::Warned => Self::Warned,
            Outcome::Released => Self::Released,
            Outcome::Escalated => Self::Escalated,
            Outcome::Refused { code } => Self::Refused { code: code.clone() },
        }
    }

    pub(super) fn read(self) -> Option<Outcome> {
        Some(match self {
            Self::Protected { until } => Outcome::Protected { until },
            Self::Review { why, decide_by } => Outcome::Review { why: whys(&why)?, decide_by },
            Self::Rejected { reason } => Outcome::Rejected { reason: RejectReason::from_code(&reason)? },
            Self::Extended { until } => Outcome::Extended { until },
            Self::Asked => Outcome::Asked,
            Self::Declined => Outcome::Declined,
            Self::Expired => Outcome::Expired,
            Self::Warned => Outcome::Warned,
            Self::Released => Outcome::Released,
            Self::Escalated => Outcome::Escalated,
            Self::Refused { code } => Outcome::Refused { code },
        })
    }
}
