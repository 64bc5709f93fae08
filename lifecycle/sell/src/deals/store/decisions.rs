//! What the rules decided: one row for each decision, never changed.

use base::{DealDecisionId, DealId, Fault, Instant, LeadId, Money, Page, PageRequest, ProductId, Result, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use work::{Scope, Work};

use super::super::model::{Case, Claimed, Decided, Held, Outcome, Question, RejectReason, Rival, Standing, StateKind, Why};
use crate::lists::moment_of;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deal_decision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub deal_id: Uuid,
    pub partner_id: Uuid,
    pub at: DateTimeUtc,
    pub decided_by: Option<Uuid>,
    pub terms_version: i64,
    pub kind: String,
    pub question: Json,
    pub outcome: Json,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A question as its column holds it. A field that older rows lack has what was true when there was none.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
enum Asked {
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
    },
    Approve {
        tier_days: Option<i64>,
        separate: bool,
        #[serde(default)]
        decide_by: Option<Instant>,
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
    Release,
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
struct Other {
    deal: DealId,
    own: bool,
    held: String,
    same_product: bool,
    #[serde(default)]
    won_at: Option<Instant>,
}

/// A lead about the customer in a question.
#[derive(Debug, Serialize, Deserialize)]
struct Lead {
    lead: LeadId,
    own: bool,
    until: Instant,
}

/// An answer as its column holds it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
enum Answered {
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
    fn of(q: &Question) -> Self {
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
            },
            Question::Approve { tier_days, separate, decide_by } => {
                Self::Approve { tier_days: *tier_days, separate: *separate, decide_by: *decide_by }
            }
            Question::Reject { reason } => Self::Reject { reason: reason.code().to_owned() },
            Question::AskExtension { approved_at, active_at, until, extensions } => {
                Self::AskExtension { approved_at: *approved_at, active_at: *active_at, until: *until, extensions: *extensions }
            }
            Question::Extend { until, extensions, beyond, grant } => {
                Self::Extend { until: *until, extensions: *extensions, beyond: *beyond, grant: *grant }
            }
            Question::Expire { until } => Self::Expire { until: *until },
            Question::Idle { active_at, told } => Self::Idle { active_at: *active_at, told: *told },
            Question::Release => Self::Release,
            Question::Escalate { decide_by, why, tier_days, free } => {
                Self::Escalate { decide_by: *decide_by, why: codes_of(why), tier_days: *tier_days, free: *free }
            }
            Question::Reopen { from, until, overlap } => Self::Reopen { from: from.code().to_owned(), until: *until, overlap: *overlap },
        }
    }

    /// The question; none when a row was damaged.
    fn read(self, partner: base::PartnerId) -> Option<Question> {
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
            }),
            Self::Approve { tier_days, separate, decide_by } => Question::Approve { tier_days, separate, decide_by },
            Self::Reject { reason } => Question::Reject { reason: RejectReason::from_code(&reason)? },
            Self::AskExtension { approved_at, active_at, until, extensions } => {
                Question::AskExtension { approved_at, active_at, until, extensions }
            }
            Self::Extend { until, extensions, beyond, grant } => Question::Extend { until, extensions, beyond, grant },
            Self::Expire { until } => Question::Expire { until },
            Self::Idle { active_at, told } => Question::Idle { active_at, told },
            Self::Release => Question::Release,
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

impl Answered {
    fn of(o: &Outcome) -> Self {
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

    fn read(self) -> Option<Outcome> {
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

fn decided(m: Model) -> Result<Decided> {
    let bad = |what: &str, e: String| Fault::plain(format!("deal_decision.{what} of {} cannot be read: {e}", m.id));
    let question: Asked = serde_json::from_value(m.question).map_err(|e| bad("question", e.to_string()))?;
    let outcome: Answered = serde_json::from_value(m.outcome).map_err(|e| bad("outcome", e.to_string()))?;
    let partner = m.partner_id.into();
    Ok(Decided {
        id: m.id.into(),
        deal: m.deal_id.into(),
        partner,
        at: m.at,
        by: m.decided_by.map(UserId::from),
        version: m.terms_version,
        question: question.read(partner).ok_or_else(|| bad("question", "an unknown code".to_owned()))?,
        outcome: outcome.read().ok_or_else(|| bad("outcome", "an unknown code".to_owned()))?,
    })
}

/// Keeps a decision.
pub(crate) async fn add(work: &Work, d: &Decided) -> Result<()> {
    let json = |v: serde_json::Result<Json>| v.map_err(|e| Fault::new("writing a decision", e));
    let row = ActiveModel {
        id: Set(d.id.uuid()),
        deal_id: Set(d.deal.uuid()),
        partner_id: Set(d.partner.uuid()),
        at: Set(d.at),
        decided_by: Set(d.by.map(Uuid::from)),
        terms_version: Set(d.version),
        kind: Set(d.question.code().to_owned()),
        question: Set(json(serde_json::to_value(Asked::of(&d.question)))?),
        outcome: Set(json(serde_json::to_value(Answered::of(&d.outcome)))?),
    };
    Entity::insert(row).exec_without_returning(&work.conn()).await.broken("keeping a decision")?;
    Ok(())
}

/// What was decided about a deal, newest first, as far as the actor may see it.
pub(crate) async fn of(work: &Work, deal: DealId, page: &PageRequest) -> Result<Page<Decided>> {
    let mut all = Condition::all().add(Column::DealId.eq(deal.uuid()));
    all = match work.scope() {
        Scope::All => all,
        Scope::Partners(own) => all.add(Column::PartnerId.is_in(own.into_iter().map(Uuid::from))),
        Scope::Nothing => all.add(Column::Id.is_null()),
    };
    if let Some(after) = &page.after {
        let at = moment_of(after)?;
        let same = Condition::all().add(Column::At.eq(at)).add(Column::Id.lt(after.id));
        all = all.add(Condition::any().add(Column::At.lt(at)).add(same));
    }
    let find = Entity::find().filter(all).order_by_desc(Column::At).order_by_desc(Column::Id).limit(page.limit + 1);
    let rows = find.all(&work.conn()).await.broken("reading decisions")?;
    let found = rows.into_iter().map(decided).collect::<Result<Vec<_>>>()?;
    Ok(Page::from_rows(found, page.limit, |d: &Decided| base::Cursor::at(d.at, d.id)))
}

/// The next decisions of all partners from a moment on, oldest first; `after` is the last one read.
pub(crate) async fn since(work: &Work, since: Instant, after: Option<(Instant, DealDecisionId)>, n: u64) -> Result<Vec<Decided>> {
    let mut all = Condition::all().add(Column::At.gte(since));
    all = match work.scope() {
        Scope::All => all,
        Scope::Partners(own) => all.add(Column::PartnerId.is_in(own.into_iter().map(Uuid::from))),
        Scope::Nothing => all.add(Column::Id.is_null()),
    };
    if let Some((at, id)) = after {
        all = all.add(Column::At.gt(at).or(Column::At.eq(at).and(Column::Id.gt(id.uuid()))));
    }
    let find = Entity::find().filter(all).order_by_asc(Column::At).order_by_asc(Column::Id).limit(n);
    find.all(&work.conn()).await.broken("reading decisions")?.into_iter().map(decided).collect()
}
