//! Plans and answers in words.

use std::collections::HashMap;

use base::{AccountId, PartnerId, Result, UserId};
use ruleset::{Clause, Line, What};
use ui::{Tone, Ui};
use work::Work;

use crate::accounts;
use crate::countries;
use crate::coverage::model::{Name, Outcome, Plan, Served, Step, Validity, Way};
use crate::coverage::rules::VOCABULARY;

/// The names of those whom a plan speaks about.
#[derive(Default)]
pub(super) struct People {
    partners: HashMap<PartnerId, String>,
    owners: HashMap<UserId, String>,
    accounts: HashMap<AccountId, String>,
}

impl People {
    /// Everybody whom a plan and some of its names speak about.
    pub(super) async fn of(work: &Work, plan: Option<&Plan>, names: &[Name]) -> Result<Self> {
        let served = plan.into_iter().flat_map(|p| p.rules.iter().map(|r| &r.served).chain([&p.otherwise]));
        let served: Vec<&Served> = served.chain(names.iter().map(|n| &n.served)).collect();
        let accounts: Vec<AccountId> = names.iter().map(|n| n.account).collect();
        Self::about(work, &served, &accounts).await
    }

    pub(super) async fn about(work: &Work, served: &[&Served], accounts: &[AccountId]) -> Result<Self> {
        let mut partners: Vec<PartnerId> = served.iter().flat_map(|s| s.partners.iter().copied()).collect();
        partners.sort_unstable();
        partners.dedup();
        let mut owners = HashMap::new();
        for owner in served.iter().filter_map(|s| s.owner) {
            if let std::collections::hash_map::Entry::Vacant(place) = owners.entry(owner)
                && let Ok(user) = identity::get(work, owner).await
            {
                place.insert(user.name);
            }
        }
        let found = accounts::actions::bulk::by_ids(work, accounts).await?;
        Ok(Self {
            partners: partners::names(work, &partners).await?,
            owners,
            accounts: found.into_iter().map(|(id, a)| (id, a.details.name)).collect(),
        })
    }

    /// The name of an account.
    pub(super) fn account(&self, id: AccountId) -> String {
        self.accounts.get(&id).cloned().unwrap_or_default()
    }

    /// The names of partners, sorted.
    pub(super) fn partners(&self, ids: &[PartnerId]) -> Vec<String> {
        let mut names: Vec<String> = ids.iter().map(|id| self.partners.get(id).cloned().unwrap_or_else(|| id.to_string())).collect();
        names.sort();
        names
    }
}

/// The color of a way.
pub(super) fn tone(way: Way) -> Tone {
    match way {
        Way::Direct => Tone::Warning,
        Way::PartnerLed => Tone::Success,
        Way::CoSell => Tone::Info,
        Way::Open => Tone::Neutral,
    }
}

/// Who serves, in words.
#[derive(Default)]
pub(super) struct ServedView {
    pub(super) way: String,
    pub(super) tone: Tone,
    pub(super) partners: String,
    /// Segment, territory and owner.
    pub(super) more: String,
}

pub(super) fn served_view(ui: &Ui, s: &Served, people: &People) -> ServedView {
    let partners = match (s.way, s.partners.is_empty()) {
        (Way::PartnerLed, true) => ui.t("coverage-any-partner"),
        _ => people.partners(&s.partners).join(", "),
    };
    let owner = s.owner.and_then(|o| people.owners.get(&o)).cloned().unwrap_or_default();
    let more = [s.segment.clone(), s.territory.clone(), owner].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ");
    ServedView { way: ui.t(s.way.label_key()), tone: tone(s.way), partners, more }
}

/// From when until when, in words; empty when always.
pub(super) fn validity(ui: &Ui, v: Validity) -> String {
    match (v.from, v.until) {
        (Some(from), Some(until)) => ui.t2("coverage-from-until", "from", ui.date(&from), "until", ui.date(&until)),
        (Some(from), None) => ui.t1("coverage-from", "from", ui.date(&from)),
        (None, Some(until)) => ui.t1("coverage-until", "until", ui.date(&until)),
        (None, None) => String::new(),
    }
}

/// A rule, in words.
pub(super) struct RuleView {
    pub(super) id: String,
    pub(super) n: usize,
    pub(super) name: String,
    pub(super) conditions: Vec<String>,
    /// The condition as an expression, where it is more than a list of clauses.
    pub(super) expression: String,
    pub(super) validity: String,
    pub(super) served: ServedView,
}

pub(super) fn rule_views(ui: &Ui, plan: &Plan, people: &People) -> Vec<RuleView> {
    let view = |(at, r): (usize, &crate::coverage::model::Rule)| {
        let form = VOCABULARY.check(&r.condition).ok().and_then(|rule| rule.form());
        let any = form.as_ref().is_some_and(|f| f.join == ruleset::Join::Any && f.clauses.len() > 1);
        let clauses = form.as_ref().map(|f| f.clauses.iter().map(|c| clause(ui, c)).collect::<Vec<_>>());
        let conditions = match clauses {
            Some(list) if list.is_empty() => vec![ui.t("coverage-always")],
            Some(list) if any => vec![list.join(&format!(" {} ", ui.t("coverage-or")))],
            Some(list) => list,
            None => Vec::new(),
        };
        RuleView {
            id: r.id.to_string(),
            n: at + 1,
            name: r.name.clone(),
            expression: if form.is_none() { r.condition.clone() } else { String::new() },
            conditions,
            validity: validity(ui, r.validity),
            served: served_view(ui, &r.served, people),
        }
    };
    plan.rules.iter().enumerate().map(view).collect()
}

/// A value of a variable as people read it.
fn value(ui: &Ui, variable: &str, raw: &str) -> String {
    match variable {
        "account.country" => match countries::name(&ui.l, raw) {
            name if name.is_empty() => raw.to_owned(),
            name => name,
        },
        "account.origin" => accounts::model::Origin::from_code(raw).map_or_else(|| raw.to_owned(), |o| ui.t(o.label_key())),
        "account.employees" | "account.revenue" => raw.parse::<i64>().map_or_else(|_| raw.to_owned(), |n| ui.number(n)),
        _ => raw.to_owned(),
    }
}

/// What a variable is called.
pub(super) fn variable(ui: &Ui, name: &str) -> String {
    VOCABULARY.find(name).map_or_else(|| name.to_owned(), |v| ui.t(&v.label))
}

/// A clause, such as `Country is one of Germany, Austria`.
pub(super) fn clause(ui: &Ui, c: &Clause) -> String {
    let values = c.values.iter().map(|v| value(ui, &c.variable, v)).collect::<Vec<_>>().join(", ");
    let (what, how) = (variable(ui, &c.variable), ui.t(&c.operator.label_key()));
    ui.t3("coverage-clause", "what", what, "how", how, "values", values).trim().to_owned()
}

/// A named account, in words.
pub(super) struct NameView {
    pub(super) account: String,
    pub(super) name: String,
    pub(super) validity: String,
    pub(super) note: String,
    pub(super) served: ServedView,
}

pub(super) fn name_views(ui: &Ui, names: Vec<Name>, people: &People) -> Vec<NameView> {
    let view = |n: Name| NameView {
        account: n.account.to_string(),
        name: people.account(n.account),
        validity: validity(ui, n.validity),
        served: served_view(ui, &n.served, people),
        note: n.note,
    };
    names.into_iter().map(view).collect()
}

/// One comparison of a rule that was looked at.
pub(super) struct TraceView {
    pub(super) text: String,
    /// What the account has there.
    pub(super) seen: String,
    pub(super) held: bool,
}

/// One step on the way to an answer, in words.
pub(super) struct StepView {
    pub(super) title: String,
    pub(super) outcome: String,
    pub(super) decided: bool,
    pub(super) trace: Vec<TraceView>,
}

pub(super) fn step_view(ui: &Ui, s: Step) -> StepView {
    let outcome = match s.outcome {
        Outcome::Decided => "coverage-decided",
        Outcome::DoesNotFit => "coverage-does-not-fit",
        Outcome::NotYet => "coverage-not-yet",
        Outcome::Ended => "coverage-ended",
    };
    StepView {
        title: if s.rule.is_some() { s.name } else { ui.t("coverage-the-name") },
        outcome: ui.t(outcome),
        decided: s.outcome == Outcome::Decided,
        trace: s.trace.into_iter().map(|l| trace_view(ui, l)).collect(),
    }
}

fn trace_view(ui: &Ui, l: Line) -> TraceView {
    let text = match (l.what, &l.clause) {
        (What::All, _) => ui.t("rule-trace-all"),
        (What::Any, _) => ui.t("rule-trace-any"),
        (What::Not, _) => ui.t("rule-trace-not"),
        (What::Test, Some(c)) => clause(ui, c),
        (What::Test, None) => l.text,
    };
    let seen = l.seen.iter().map(|s| match &s.value {
        Some(v) => value(ui, &s.name, &v.to_string()),
        None => ui.t("rule-trace-value-unknown"),
    });
    TraceView { text, seen: seen.collect::<Vec<_>>().join(", "), held: l.held == Some(true) }
}
