//! What goes over the wire about coverage.

use base::{AccountId, CoverageRuleId, FieldError, Instant, Invalid, PartnerId, Result, UserId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::coverage::model::{By, Counting, Coverage, Name, NewRule, Outcome, Plan, PlanState, Rule, Served, Step, Validity, Way};

/// Who serves accounts.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CoverageServed)]
pub(super) struct ServedBody {
    /// `direct`, `partner_led`, `co_sell` or `open`.
    #[schema(pattern = "^(direct|partner_led|co_sell|open)$")]
    way: String,
    /// The partners; for `partner_led` none means any.
    #[serde(default)]
    #[schema(value_type = Vec<String>, max_items = 100)]
    partners: Vec<PartnerId>,
    /// The vendor's word for the kind of customers.
    #[serde(default)]
    #[schema(max_length = 60)]
    segment: String,
    /// The vendor's word for the territory.
    #[serde(default)]
    #[schema(max_length = 60)]
    territory: String,
    /// The person of the vendor who looks after them.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    owner_id: Option<UserId>,
}

impl ServedBody {
    fn of(s: Served) -> Self {
        Self { way: s.way.code().to_owned(), partners: s.partners, segment: s.segment, territory: s.territory, owner_id: s.owner }
    }

    fn read(self, field: &str, invalid: &mut Invalid) -> Served {
        let way = Way::from_code(&self.way);
        if way.is_none() {
            invalid.push(FieldError::new(format!("{field}way"), "choice"));
        }
        Served {
            way: way.unwrap_or_default(),
            partners: self.partners,
            segment: self.segment,
            territory: self.territory,
            owner: self.owner_id,
        }
    }
}

/// A rule of the plan.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CoverageRule)]
pub(super) struct RuleBody {
    /// Its id, the same in every version; absent for a new rule.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    id: Option<CoverageRuleId>,
    /// What people call it.
    #[schema(min_length = 1, max_length = 120)]
    name: String,
    /// The condition in CEL, such as `account.country in ["DE", "AT"] && account.employees >= 250`; `true` for every account.
    #[schema(min_length = 1, max_length = 4000)]
    condition: String,
    /// Who serves the accounts that fit.
    served: ServedBody,
    /// The first day on which it holds.
    #[serde(default)]
    from: Option<NaiveDate>,
    /// The last day on which it holds.
    #[serde(default)]
    until: Option<NaiveDate>,
}

impl RuleBody {
    fn of(r: Rule) -> Self {
        Self {
            id: Some(r.id),
            name: r.name,
            condition: r.condition,
            served: ServedBody::of(r.served),
            from: r.validity.from,
            until: r.validity.until,
        }
    }
}

/// The rules of a draft.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CoveragePlanFields)]
pub(super) struct PlanFields {
    /// The rules in order; the first that holds decides.
    #[schema(max_items = 200)]
    rules: Vec<RuleBody>,
    /// Who serves the accounts that no name and no rule is about.
    otherwise: ServedBody,
}

impl PlanFields {
    /// The rules and what holds otherwise.
    pub(super) fn read(self) -> Result<(Vec<NewRule>, Served)> {
        let mut invalid = Invalid::new();
        let mut rules = Vec::with_capacity(self.rules.len());
        for (at, r) in self.rules.into_iter().enumerate() {
            let served = r.served.read(&format!("rules.{at}.served."), &mut invalid);
            rules.push(NewRule {
                id: r.id,
                name: r.name,
                condition: r.condition,
                served,
                validity: Validity { from: r.from, until: r.until },
            });
        }
        let otherwise = self.otherwise.read("otherwise.", &mut invalid);
        invalid.finish()?;
        Ok((rules, otherwise))
    }
}

/// A version of the coverage plan.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CoveragePlan)]
pub(super) struct PlanBody {
    /// Which version.
    version: i64,
    /// `draft` or `published`.
    state: &'static str,
    /// The rules in order; the first that holds decides.
    rules: Vec<RuleBody>,
    /// Who serves the accounts that no name and no rule is about.
    otherwise: ServedBody,
    /// Who began it.
    begun_by: String,
    /// When it was begun.
    #[schema(value_type = String, format = DateTime)]
    begun_at: Instant,
    /// Who put it in force.
    published_by: Option<String>,
    /// When it was put in force.
    #[schema(value_type = Option<String>, format = DateTime)]
    published_at: Option<Instant>,
    /// Why it was put in force.
    reason: Option<String>,
}

pub(super) fn plan_body(p: Plan) -> PlanBody {
    let (state, published_at, published_by, reason) = match p.state {
        PlanState::Draft => ("draft", None, None, None),
        PlanState::Published { at, by, reason } => ("published", Some(at), Some(by), Some(reason)),
    };
    PlanBody {
        version: p.version,
        state,
        rules: p.rules.into_iter().map(RuleBody::of).collect(),
        otherwise: ServedBody::of(p.otherwise),
        begun_by: p.begun_by,
        begun_at: p.begun_at,
        published_by,
        published_at,
        reason,
    }
}

/// What a draft says of an account by name.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CoverageName)]
pub(super) struct NameBody {
    /// Who serves it.
    served: ServedBody,
    /// The first day on which that holds.
    #[serde(default)]
    from: Option<NaiveDate>,
    /// The last day on which that holds.
    #[serde(default)]
    until: Option<NaiveDate>,
    /// Why it is named.
    #[serde(default)]
    #[schema(max_length = 300)]
    note: String,
}

impl NameBody {
    pub(super) fn read(self, account: AccountId) -> Result<Name> {
        let mut invalid = Invalid::new();
        let served = self.served.read("served.", &mut invalid);
        invalid.finish()?;
        Ok(Name { account, served, validity: Validity { from: self.from, until: self.until }, note: self.note })
    }
}

/// A named account.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CoverageNameShown)]
pub(super) struct NameShown {
    /// Which account.
    #[schema(value_type = String)]
    account_id: AccountId,
    /// Who serves it.
    served: ServedBody,
    /// The first day on which that holds.
    from: Option<NaiveDate>,
    /// The last day on which that holds.
    until: Option<NaiveDate>,
    /// Why it is named.
    note: String,
}

pub(super) fn name_shown(n: Name) -> NameShown {
    NameShown { account_id: n.account, served: ServedBody::of(n.served), from: n.validity.from, until: n.validity.until, note: n.note }
}

/// One comparison of a condition.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CoverageTrace)]
pub(super) struct TraceBody {
    /// How deep it stands in the condition.
    depth: usize,
    /// `all`, `any`, `not` or `test`.
    what: &'static str,
    /// The comparison; empty for a join.
    text: String,
    /// What the account has there, by variable; a variable that is not known is left out.
    seen: std::collections::BTreeMap<String, String>,
    /// Whether it held; none when that cannot be told.
    held: Option<bool>,
}

/// One rule, or the name, that was looked at.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CoverageStep)]
pub(super) struct StepBody {
    /// Which rule; none for the name of the account.
    #[schema(value_type = Option<String>)]
    rule_id: Option<CoverageRuleId>,
    /// What the rule is called.
    name: String,
    /// `decided`, `does_not_fit`, `not_yet` or `ended`.
    outcome: &'static str,
    /// Each comparison of its condition.
    trace: Vec<TraceBody>,
}

fn step(s: Step) -> StepBody {
    let line = |l: ruleset::Line| TraceBody {
        depth: l.depth,
        what: match l.what {
            ruleset::What::All => "all",
            ruleset::What::Any => "any",
            ruleset::What::Not => "not",
            ruleset::What::Test => "test",
        },
        text: l.text,
        seen: l.seen.into_iter().filter_map(|s| Some((s.name, s.value?.to_string()))).collect(),
        held: l.held,
    };
    let outcome = match s.outcome {
        Outcome::Decided => "decided",
        Outcome::DoesNotFit => "does_not_fit",
        Outcome::NotYet => "not_yet",
        Outcome::Ended => "ended",
    };
    StepBody { rule_id: s.rule, name: s.name, outcome, trace: s.trace.into_iter().map(line).collect() }
}

/// Who serves an account, and why.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AccountCoverage)]
pub(super) struct CoverageBody {
    /// Who.
    served: ServedBody,
    /// What decided: `name`, `rule`, `otherwise` or `no_plan`.
    by: &'static str,
    /// Which rule decided.
    #[schema(value_type = Option<String>)]
    rule_id: Option<CoverageRuleId>,
    /// Why the account is named.
    note: Option<String>,
    /// The version of the plan; 0 when none is in force.
    version: i64,
    /// What was looked at, in order.
    why: Vec<StepBody>,
}

pub(super) fn answered(c: Coverage) -> CoverageBody {
    let (by, rule_id, note) = match c.by {
        By::NoPlan => ("no_plan", None, None),
        By::Name { note } => ("name", None, Some(note)),
        By::Rule { id, .. } => ("rule", Some(id), None),
        By::Otherwise => ("otherwise", None, None),
    };
    CoverageBody { served: ServedBody::of(c.served), by, rule_id, note, version: c.version, why: c.why.into_iter().map(step).collect() }
}

/// An amount in one currency.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CoveragePipeline)]
pub(super) struct AmountBody {
    /// Whole minor units, such as cents.
    minor: i64,
    /// The currency, ISO 4217.
    currency: &'static str,
}

/// How many accounts change from one way to another.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CoverageMove)]
pub(super) struct MoveBody {
    /// The way before.
    from: &'static str,
    /// The way after; the same when only the partners change.
    to: &'static str,
    /// How many accounts.
    accounts: i64,
    /// The open pipeline that they carry, by currency.
    pipeline: Vec<AmountBody>,
    /// Some of the accounts.
    #[schema(value_type = Vec<String>)]
    some: Vec<AccountId>,
}

/// What the publication of the draft would change.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CoverageWhatIf)]
pub(super) struct WhatIfBody {
    /// `not_asked`, `counting` or `done`.
    state: &'static str,
    /// When the counting began, or when it was done.
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<Instant>,
    /// Whether the draft has changed since.
    outdated: bool,
    /// How many accounts were looked at.
    looked_at: i64,
    /// What changes.
    moves: Vec<MoveBody>,
}

pub(super) fn counted(c: Counting) -> WhatIfBody {
    let bare = |state, at| WhatIfBody { state, at, outdated: false, looked_at: 0, moves: Vec::new() };
    match c {
        Counting::NotAsked => bare("not_asked", None),
        Counting::Runs { since } => bare("counting", Some(since)),
        Counting::Done { what_if, outdated } => {
            let moved = |m: crate::coverage::model::Move| MoveBody {
                from: m.from.code(),
                to: m.to.code(),
                accounts: m.accounts,
                pipeline: m.pipeline.into_iter().map(|p| AmountBody { minor: p.minor, currency: p.currency.code() }).collect(),
                some: m.some,
            };
            WhatIfBody {
                outdated,
                looked_at: what_if.looked_at,
                moves: what_if.moves.into_iter().map(moved).collect(),
                ..bare("done", Some(what_if.at))
            }
        }
    }
}
