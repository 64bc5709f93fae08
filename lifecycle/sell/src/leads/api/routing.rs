//! The API of the routing: rules, trials and decisions.

use access::Permission;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use base::{Instant, Invalid, LeadId, PartnerId};
use http::HeaderMap;
use http::header::ETAG;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Path, Reply, etag, if_match};

use crate::leads::actions;
use crate::leads::model::Decided;
use crate::leads::rules::{Cover, Method, Outcome, Pool, Rule, RuleSet, Weights};

pub(super) fn routes() -> ApiRoutes {
    let manage = Gate::May(Permission::LeadManage);
    ApiRoutes::new()
        .add(Gate::May(Permission::LeadAssign), routes!(decisions))
        .add(manage, routes!(rules, set_rules))
        .add(manage, routes!(try_rules))
}

/// A partner that could get a lead, at its place.
#[derive(Serialize, ToSchema)]
struct LeadRank {
    /// Which partner.
    #[schema(value_type = String)]
    partner_id: PartnerId,
    /// Its weighted score, 0 to 1000, when the rule scores.
    score: Option<i64>,
    /// How many hours it had waited.
    waited_hours: i64,
    /// How many open leads it had.
    open: i64,
}

/// A partner that was left out, and why.
#[derive(Serialize, ToSchema)]
struct LeadLeftOut {
    /// The rule that left it out.
    rule: String,
    /// Which partner.
    #[schema(value_type = String)]
    partner_id: PartnerId,
    /// Why, such as `territory`, `full` or `asked`.
    reason: String,
}

/// What the coverage plan said of the customer of a lead.
#[derive(Serialize, ToSchema)]
struct LeadCoverage {
    /// How the customer is served: `direct`, `partner_led`, `co_sell` or `open`.
    way: String,
    /// What decided: `name`, `rule`, `otherwise`, or `no_plan`.
    by: String,
    /// The rule of the plan that decided; empty when none did.
    rule: String,
    /// The version of the plan.
    version: i64,
    /// The partners that it names.
    #[schema(value_type = Vec<String>)]
    partner_ids: Vec<PartnerId>,
}

/// What the rules, or a person, decided about a lead.
#[derive(Serialize, ToSchema)]
struct LeadDecision {
    /// Which of its decisions, from one.
    n: i64,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// Under which version of the rules.
    rules_version: i64,
    /// The rule that decided; empty when none did.
    rule: String,
    /// Who got it.
    #[schema(value_type = Vec<String>)]
    chosen: Vec<PartnerId>,
    /// Who could have got it, first first; 25 of them at most.
    ranked: Vec<LeadRank>,
    /// How many more could have got it, after these.
    more: usize,
    /// Who was left out.
    left_out: Vec<LeadLeftOut>,
    /// Why nobody got it.
    why: Option<String>,
    /// What the coverage plan said, which goes before the rules; absent when a person decided.
    coverage: Option<LeadCoverage>,
    /// The person who decided; empty when the rules did.
    decided_by: String,
}

impl LeadDecision {
    fn of(d: Decided) -> Self {
        // What a person decided has no ranks.
        let outcome: Option<Outcome> = serde_json::from_value(d.outcome.clone()).ok();
        let named = || {
            let list = d.outcome.get("chosen").and_then(serde_json::Value::as_array);
            list.into_iter().flatten().filter_map(|p| p.as_str()?.parse().ok()).collect()
        };
        let chosen = outcome.as_ref().map_or_else(named, |o| o.chosen.clone());
        let cover = Cover::kept(&d);
        let ranked = outcome.iter().flat_map(|o| &o.ranked);
        let left = outcome.iter().flat_map(|o| &o.tried).flat_map(|t| t.left_out.iter().map(|l| (t.rule.clone(), *l)));
        Self {
            n: d.n,
            at: d.at,
            rules_version: d.version,
            rule: d.rule,
            chosen,
            ranked: ranked
                .map(|r| LeadRank { partner_id: r.partner, score: r.score, waited_hours: r.waited_hours, open: r.open })
                .collect(),
            more: outcome.as_ref().map_or(0, |o| o.more),
            left_out: left.map(|(rule, l)| LeadLeftOut { rule, partner_id: l.partner, reason: l.reason.code().to_owned() }).collect(),
            why: outcome.and_then(|o| o.why),
            coverage: cover.map(|c| LeadCoverage { way: c.way, by: c.by, rule: c.rule, version: c.version, partner_ids: c.partners }),
            decided_by: d.by,
        }
    }
}

/// How a lead was routed, the latest first.
#[utoipa::path(get, path = "/api/v1/leads/{id}/decisions", tag = "Leads", operation_id = "lead_decisions_list", params(("id" = String, Path, description = "The lead's id.")), responses((status = 200, description = "Its decisions.", body = Vec<LeadDecision>)))]
async fn decisions(State(app): State<App>, me: Me, Path(id): Path<LeadId>) -> Reply {
    let work = app.read(&me.actor);
    let lead = actions::get(&work, id).await?;
    let seen = actions::seen(&work, &lead).await?;
    Ok(axum::response::Json(seen.decisions.into_iter().map(LeadDecision::of).collect::<Vec<_>>()).into_response())
}

/// Who of a pool gets a lead.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum LeadMethod {
    Best,
    Turns,
    Longest,
    First,
}

/// What each measure counts when the best gets it.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
struct LeadWeights {
    /// The tier.
    #[schema(minimum = 0, maximum = 100)]
    tier: i64,
    /// The share of leads that were taken.
    #[schema(minimum = 0, maximum = 100)]
    accepts: i64,
    /// How soon leads are answered.
    #[schema(minimum = 0, maximum = 100)]
    answers: i64,
    /// How soon customers are contacted.
    #[schema(minimum = 0, maximum = 100)]
    contacts: i64,
    /// The share of taken leads that became deals.
    #[schema(minimum = 0, maximum = 100)]
    converts: i64,
    /// How near the partner is.
    #[schema(minimum = 0, maximum = 100)]
    near: i64,
    /// How well products and industry fit.
    #[schema(minimum = 0, maximum = 100)]
    fit: i64,
}

/// One rule.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LeadRule {
    /// Its key, which stays when its name changes.
    #[schema(min_length = 1, max_length = 40, pattern = "^[a-z0-9-]+$")]
    key: String,
    /// What people call it.
    #[schema(min_length = 2, max_length = 80)]
    name: String,
    /// For which leads it is, in CEL.
    #[schema(min_length = 1, max_length = 4000)]
    condition: String,
    /// Only partners of these types; any when empty.
    #[serde(default)]
    #[schema(max_items = 20)]
    types: Vec<String>,
    /// Only from the tier of this rank on.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 100)]
    min_tier: i64,
    /// Only with these certificates.
    #[serde(default)]
    #[schema(max_items = 20)]
    certificates: Vec<String>,
    /// Only these partners; any when empty.
    #[serde(default)]
    #[schema(value_type = Vec<String>, max_items = 500)]
    partner_ids: Vec<PartnerId>,
    /// Only who works where the lead is.
    #[serde(default)]
    territory: bool,
    /// Only who speaks its language.
    #[serde(default)]
    language: bool,
    /// Only who sells what it wants.
    #[serde(default)]
    products: bool,
    /// Only who knows its industry.
    #[serde(default)]
    industry: bool,
    /// Who of these gets one.
    method: LeadMethod,
    /// What each measure counts; for `best`.
    #[serde(default)]
    weights: LeadWeights,
    /// How many are asked at once; for `first`.
    #[serde(default = "three")]
    #[schema(minimum = 2, maximum = 20)]
    n: i64,
}

fn three() -> i64 {
    3
}

/// The routing rules.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LeadRules {
    /// The rules in order; the first that holds and has a partner left decides.
    #[schema(max_items = 40)]
    rules: Vec<LeadRule>,
    /// Business days in which a partner answers.
    #[schema(minimum = 1, maximum = 30)]
    answer_days: i64,
    /// Days in which the partner contacts the customer.
    #[schema(minimum = 1, maximum = 60)]
    contact_days: i64,
    /// How many open leads a partner can have that says nothing itself.
    #[schema(minimum = 1, maximum = 10_000)]
    capacity: i64,
    /// How often partners are asked before a person has to.
    #[schema(minimum = 1, maximum = 20)]
    rounds: i64,
    /// A partner that has waited so many days goes before better ones.
    #[schema(minimum = 1, maximum = 365)]
    patience_days: i64,
    /// Of a hundred leads, how many are given at random, to compare with.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 50)]
    holdout: i64,
}

impl LeadRules {
    fn of(set: RuleSet) -> Self {
        let rule = |r: Rule| {
            let (method, weights, n) = match r.method {
                Method::Best(w) => (LeadMethod::Best, w, three()),
                Method::Turns => (LeadMethod::Turns, Weights::default(), three()),
                Method::Longest => (LeadMethod::Longest, Weights::default(), three()),
                Method::First { n } => (LeadMethod::First, Weights::default(), n),
            };
            LeadRule {
                key: r.key,
                name: r.name,
                condition: r.condition,
                types: r.pool.types,
                min_tier: r.pool.min_tier,
                certificates: r.pool.certificates,
                partner_ids: r.pool.partners,
                territory: r.pool.territory,
                language: r.pool.language,
                products: r.pool.products,
                industry: r.pool.industry,
                method,
                weights: LeadWeights {
                    tier: weights.tier,
                    accepts: weights.accepts,
                    answers: weights.answers,
                    contacts: weights.contacts,
                    converts: weights.converts,
                    near: weights.near,
                    fit: weights.fit,
                },
                n,
            }
        };
        Self {
            rules: set.rules.into_iter().map(rule).collect(),
            answer_days: set.answer_days,
            contact_days: set.contact_days,
            capacity: set.capacity,
            rounds: set.rounds,
            patience_days: set.patience_days,
            holdout: set.holdout,
        }
    }

    fn read(self) -> RuleSet {
        let rule = |r: LeadRule| {
            let w = r.weights;
            Rule {
                key: r.key,
                name: r.name,
                condition: r.condition,
                pool: Pool {
                    types: r.types,
                    min_tier: r.min_tier,
                    certificates: r.certificates,
                    partners: r.partner_ids,
                    territory: r.territory,
                    language: r.language,
                    products: r.products,
                    industry: r.industry,
                },
                method: match r.method {
                    LeadMethod::Best => Method::Best(Weights {
                        tier: w.tier,
                        accepts: w.accepts,
                        answers: w.answers,
                        contacts: w.contacts,
                        converts: w.converts,
                        near: w.near,
                        fit: w.fit,
                    }),
                    LeadMethod::Turns => Method::Turns,
                    LeadMethod::Longest => Method::Longest,
                    LeadMethod::First => Method::First { n: r.n },
                },
            }
        };
        RuleSet {
            rules: self.rules.into_iter().map(rule).collect(),
            answer_days: self.answer_days,
            contact_days: self.contact_days,
            capacity: self.capacity,
            rounds: self.rounds,
            patience_days: self.patience_days,
            holdout: self.holdout,
            ..RuleSet::default()
        }
    }
}

fn with_tag(set: RuleSet) -> Response {
    ([(ETAG, etag(set.version))], axum::response::Json(LeadRules::of(set))).into_response()
}

/// The routing rules in force.
#[utoipa::path(get, path = "/api/v1/lead-rules", tag = "Leads", operation_id = "lead_rules_get", responses((status = 200, description = "The rules; `ETag` is their version.", body = LeadRules)))]
async fn rules(State(app): State<App>, me: Me) -> Reply {
    Ok(with_tag(actions::rules(&app.read(&me.actor)).await?))
}

/// Sets new routing rules as the next version; each condition is checked.
#[utoipa::path(put, path = "/api/v1/lead-rules", tag = "Leads", operation_id = "lead_rules_set", params(("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = LeadRules, responses((status = 200, description = "The rules.", body = LeadRules)))]
async fn set_rules(State(app): State<App>, me: Me, headers: HeaderMap, Json(body): Json<LeadRules>) -> Reply {
    let (version, set) = (if_match(&headers)?, body.read());
    let set = &set;
    let done = app.transact(&me.actor, |work| async move { actions::set_rules(&work, version, set.clone(), Invalid::new()).await }).await?;
    Ok(with_tag(done))
}

/// What a draft would have done with a past lead.
#[derive(Serialize, ToSchema)]
struct LeadTrial {
    /// Which lead.
    #[schema(value_type = String)]
    lead_id: LeadId,
    /// The customer's name.
    company: String,
    /// Who got it.
    #[schema(value_type = Vec<String>)]
    then: Vec<PartnerId>,
    /// Who would have got it.
    #[schema(value_type = Vec<String>)]
    now: Vec<PartnerId>,
    /// The rule that would have decided.
    rule: Option<String>,
    /// Whether it would have gone elsewhere.
    moves: bool,
}

/// Tries a draft of the routing rules on the latest 200 leads; changes nothing.
#[utoipa::path(post, path = "/api/v1/lead-rules/trials", tag = "Leads", operation_id = "lead_rules_try", request_body = LeadRules, responses((status = 200, description = "Each lead, and where it would have gone.", body = Vec<LeadTrial>)))]
async fn try_rules(State(app): State<App>, me: Me, Json(body): Json<LeadRules>) -> Reply {
    let found = actions::try_rules(&app.read(&me.actor), body.read(), Invalid::new(), 200).await?;
    let trial = |d: actions::Difference| LeadTrial {
        lead_id: d.lead,
        moves: d.moves(),
        company: d.company,
        then: d.then.chosen,
        now: d.now.chosen,
        rule: d.now.rule,
    };
    Ok(axum::response::Json(found.into_iter().map(trial).collect::<Vec<_>>()).into_response())
}
