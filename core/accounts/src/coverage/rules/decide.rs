//! What a plan says of an account.

use base::Fault;
use chrono::NaiveDate;
use ruleset::Facts;

use super::VOCABULARY;
use crate::coverage::model::{By, Coverage, Name, Outcome, Plan, Rule, Served, Step, Validity, Way};

/// A plan whose conditions have been read.
#[derive(Debug, Clone)]
pub(crate) struct Parsed {
    pub(crate) version: i64,
    rules: Vec<(Rule, ruleset::Rule)>,
    otherwise: Served,
}

/// Reads the conditions of a plan.
///
/// They were checked when they were saved; one that can no longer be read is a fault of ours.
pub(crate) fn parse(plan: &Plan) -> Result<Parsed, Fault> {
    let read = |rule: &Rule| match VOCABULARY.check(&rule.condition) {
        Ok(condition) => Ok((rule.clone(), condition)),
        Err(e) => Err(Fault::new(format!("reading the coverage rule {} of version {}", rule.id, plan.version), e)),
    };
    let rules = plan.rules.iter().map(read).collect::<Result<_, _>>()?;
    Ok(Parsed { version: plan.version, rules, otherwise: plan.otherwise.clone() })
}

/// What keeps something from holding on a day.
fn outside(v: Validity, today: NaiveDate) -> Option<Outcome> {
    if v.from.is_some_and(|from| today < from) {
        return Some(Outcome::NotYet);
    }
    v.until.is_some_and(|until| today > until).then_some(Outcome::Ended)
}

/// Who serves a company on a day, and what was looked at to tell.
///
/// A name goes before every rule; among the rules the first that holds decides.
pub(crate) fn decide(plan: Option<&Parsed>, name: Option<&Name>, facts: &Facts, today: NaiveDate) -> Coverage {
    let Some(plan) = plan else {
        let served = Served { way: Way::Open, ..Served::default() };
        return Coverage { served, by: By::NoPlan, version: 0, why: Vec::new() };
    };
    let version = plan.version;
    let mut why = Vec::new();
    if let Some(name) = name {
        let outcome = outside(name.validity, today);
        why.push(Step { rule: None, name: String::new(), outcome: outcome.unwrap_or(Outcome::Decided), trace: Vec::new() });
        if outcome.is_none() {
            return Coverage { served: name.served.clone(), by: By::Name { note: name.note.clone() }, version, why };
        }
    }
    for (rule, condition) in &plan.rules {
        let step = |outcome, trace| Step { rule: Some(rule.id), name: rule.name.clone(), outcome, trace };
        if let Some(outcome) = outside(rule.validity, today) {
            why.push(step(outcome, Vec::new()));
            continue;
        }
        let decision = condition.decide(facts);
        if decision.holds {
            why.push(step(Outcome::Decided, decision.trace));
            return Coverage { served: rule.served.clone(), by: By::Rule { id: rule.id, name: rule.name.clone() }, version, why };
        }
        why.push(step(Outcome::DoesNotFit, decision.trace));
    }
    Coverage { served: plan.otherwise.clone(), by: By::Otherwise, version, why }
}
