//! One routing rule: its condition by clauses or by CEL, its pool, its method; and what it would have done.

use askama::Template;
use axum::extract::State;
use base::{FieldError, Invalid};
use ruleset::{Clause, Form as Clauses, Join, Line, Operator, Takes, Vocabulary, What};
use serde::Deserialize;
use ui::{Choice, Errors, Tone, Ui};
use web::{App, Form, FormErrors, Me, Page, Path, Reply, flash_to, html};

use super::super::actions::{self, Difference};
use super::super::rules::{Method, Pool, Rule, RuleSet, Weights};
use super::rules::version_of;
use crate::choices::flag;

/// On how many past leads a draft is tried.
const TRIED: u64 = 200;
/// How many empty clauses the form offers.
const SPARE: usize = 3;

/// What the form sends.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct RuleForm {
    version: String,
    name: String,
    mode: String,
    join: String,
    variable: Vec<String>,
    operator: Vec<String>,
    values: Vec<String>,
    condition: String,
    types: Vec<String>,
    min_tier: String,
    certificates: String,
    territory: String,
    language: String,
    products: String,
    industry: String,
    method: String,
    n: String,
    tier: String,
    accepts: String,
    answers: String,
    contacts: String,
    converts: String,
    near: String,
    fit: String,
    go: String,
}

impl RuleForm {
    fn of(set: &RuleSet, rule: &Rule, clauses: Option<Clauses>) -> Self {
        let pool = &rule.pool;
        let weights = if let Method::Best(w) = rule.method {
            w
        } else {
            Weights { accepts: 30, answers: 20, converts: 30, near: 10, fit: 10, ..Weights::default() }
        };
        let n = if let Method::First { n } = rule.method { n } else { 3 };
        let form = clauses.clone().unwrap_or(Clauses { join: Join::All, clauses: Vec::new() });
        Self {
            version: set.version.to_string(),
            name: rule.name.clone(),
            mode: if clauses.is_some() { "form".to_owned() } else { "text".to_owned() },
            join: if form.join == Join::Any { "any".to_owned() } else { "all".to_owned() },
            variable: form.clauses.iter().map(|c| c.variable.clone()).collect(),
            operator: form.clauses.iter().map(|c| c.operator.code().to_owned()).collect(),
            values: form.clauses.iter().map(|c| c.values.join("; ")).collect(),
            condition: rule.condition.clone(),
            types: pool.types.clone(),
            min_tier: pool.min_tier.to_string(),
            certificates: pool.certificates.join(", "),
            territory: flag(pool.territory),
            language: flag(pool.language),
            products: flag(pool.products),
            industry: flag(pool.industry),
            method: rule.method.code().to_owned(),
            n: n.to_string(),
            tier: weights.tier.to_string(),
            accepts: weights.accepts.to_string(),
            answers: weights.answers.to_string(),
            contacts: weights.contacts.to_string(),
            converts: weights.converts.to_string(),
            near: weights.near.to_string(),
            fit: weights.fit.to_string(),
            go: String::new(),
        }
    }

    /// The clauses that say something.
    fn clauses(&self) -> Clauses {
        let rows = self.variable.iter().zip(&self.operator).zip(&self.values).filter(|((variable, _), _)| !variable.is_empty());
        let clauses = rows.filter_map(|((variable, operator), values)| {
            let operator = Operator::from_code(operator)?;
            let all = values.split(';').map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
            let values = match operator.takes() {
                Takes::Nothing => Vec::new(),
                Takes::One => vec![values.trim().to_owned()],
                Takes::Several => all.collect(),
            };
            Some(Clause { variable: variable.clone(), operator, values })
        });
        Clauses { join: if self.join == "any" { Join::Any } else { Join::All }, clauses: clauses.collect() }
    }

    fn read(&self, key: &str, before: Option<&Rule>, vocabulary: &Vocabulary, place: usize) -> (Rule, Invalid) {
        let mut invalid = Invalid::new();
        let at = |field: &str| format!("rules.{place}.{field}");
        let condition = if self.mode == "form" {
            match vocabulary.write(&self.clauses()) {
                Ok(text) => text,
                Err(fault) => {
                    invalid.push(fault.at_field(&at("condition")));
                    "true".to_owned()
                }
            }
        } else {
            self.condition.clone()
        };
        let mut number = |field: &str, text: &str| {
            let text = text.trim();
            if text.is_empty() {
                return 0;
            }
            text.parse::<i64>().unwrap_or_else(|_| {
                invalid.push(FieldError::new(at(field), "number"));
                0
            })
        };
        let min_tier = number("min_tier", &self.min_tier);
        let method = match self.method.as_str() {
            "best" => Method::Best(Weights {
                tier: number("weights", &self.tier),
                accepts: number("weights", &self.accepts),
                answers: number("weights", &self.answers),
                contacts: number("weights", &self.contacts),
                converts: number("weights", &self.converts),
                near: number("weights", &self.near),
                fit: number("weights", &self.fit),
            }),
            "longest" => Method::Longest,
            "first" => Method::First { n: number("n", &self.n) },
            _ => Method::Turns,
        };
        let pool = Pool {
            types: self.types.clone(),
            min_tier,
            certificates: self.certificates.split(',').map(|c| c.trim().to_owned()).filter(|c| !c.is_empty()).collect(),
            partners: before.map(|r| r.pool.partners.clone()).unwrap_or_default(),
            territory: !self.territory.is_empty(),
            language: !self.language.is_empty(),
            products: !self.products.is_empty(),
            industry: !self.industry.is_empty(),
        };
        (Rule { key: key.to_owned(), name: self.name.clone(), condition, pool, method }, invalid)
    }
}

struct ClauseRow {
    variable: String,
    operator: String,
    values: String,
}

struct Moved {
    id: String,
    company: String,
    then: String,
    now: String,
}

struct Trial {
    all: usize,
    moved: Vec<Moved>,
}

#[derive(Template)]
#[template(path = "leads/pages/rule.html")]
struct RulePage {
    ui: Ui,
    title: String,
    action: String,
    f: RuleForm,
    errors: Errors,
    place: usize,
    rows: Vec<ClauseRow>,
    variables: Vec<Choice>,
    operators: Vec<Choice>,
    kinds: Vec<(String, String, bool)>,
    methods: Vec<Choice>,
    words: Vec<(String, String, String, String)>,
    trial: Option<Trial>,
}

impl RulePage {
    fn of(&self, field: &str) -> String {
        self.errors.of(&format!("rules.{}.{field}", self.place)).to_owned()
    }
}

/// A line of a trace as people read it: depth, text, whether it held, and its color.
pub(super) fn trace_line(ui: &Ui, line: &Line) -> (usize, String, String, Tone) {
    let text = match line.what {
        What::All => ui.t("rule-trace-all"),
        What::Any => ui.t("rule-trace-any"),
        What::Not => ui.t("rule-trace-not"),
        What::Test => {
            let saw = line.seen.iter().map(|s| s.value.as_ref().map_or_else(|| ui.t("rule-trace-value-unknown"), ToString::to_string));
            let saw = saw.collect::<Vec<_>>().join(", ");
            let said = match &line.clause {
                Some(c) => [label(ui, &c.variable), ui.t(&c.operator.label_key()), c.values.join(", ")].join(" "),
                None => line.text.clone(),
            };
            if saw.is_empty() { said } else { ui.t2("leads-trace-saw", "said", said.trim(), "saw", saw.as_str()) }
        }
    };
    let (held, tone) = match line.held {
        Some(true) => ("rule-trace-held", Tone::Success),
        Some(false) => ("rule-trace-not-held", Tone::Neutral),
        None => ("rule-trace-unknown", Tone::Warning),
    };
    (line.depth, text, ui.t(held), tone)
}

fn label(ui: &Ui, variable: &str) -> String {
    ui.t(&format!("{}-means", variable.replace(['.', '_'], "-")))
}

struct Made {
    set: RuleSet,
    vocabulary: Vocabulary,
    place: usize,
    key: String,
}

async fn made(app: &App, me: &Me, key: &str) -> base::Result<Made> {
    let work = app.read(&me.actor);
    let (set, vocabulary) = (actions::rules(&work).await?, actions::vocabulary(&work).await?);
    if key == "new" {
        let free =
            (1..=set.rules.len() + 1).map(|n| format!("rule-{n}")).find(|k| set.rules.iter().all(|r| r.key != *k)).unwrap_or_default();
        return Ok(Made { place: set.rules.len(), set, vocabulary, key: free });
    }
    let place = set.rules.iter().position(|r| r.key == key).ok_or_else(base::Error::missing)?;
    Ok(Made { set, vocabulary, place, key: key.to_owned() })
}

fn page(app: &App, me: &Me, at: &str, m: &Made, f: RuleForm, errors: Errors, trial: Option<Trial>) -> RulePage {
    let mut ui = Page::plain(app, me);
    ui.task = true;
    let given = f.variable.iter().zip(&f.operator).zip(&f.values);
    let mut rows: Vec<ClauseRow> = given
        .filter(|((variable, _), _)| !variable.is_empty())
        .map(|((variable, operator), values)| ClauseRow { variable: variable.clone(), operator: operator.clone(), values: values.clone() })
        .collect();
    for _ in 0..SPARE {
        rows.push(ClauseRow { variable: String::new(), operator: "is".to_owned(), values: String::new() });
    }
    let kinds =
        partners::PartnerType::ALL.iter().map(|k| (k.code().to_owned(), ui.t(k.label_key()), f.types.iter().any(|t| t == k.code())));
    let words = m.vocabulary.variables().iter().map(|v| {
        let offered: Vec<&str> = v.choices.offered().iter().take(12).map(|c| c.value.as_str()).collect();
        (v.name.clone(), label(&ui, &v.name), ui.t(&format!("rule-kind-{}", v.kind.code())), offered.join(", "))
    });
    RulePage {
        title: if f.name.is_empty() { ui.t("leads-rule-new") } else { f.name.clone() },
        action: format!("/leads/rules/{at}"),
        place: m.place,
        rows,
        variables: m.vocabulary.variables().iter().map(|v| Choice::new(v.name.as_str(), label(&ui, &v.name))).collect(),
        operators: Operator::ALL.iter().map(|o| Choice::new(o.code(), ui.t(&o.label_key()))).collect(),
        kinds: kinds.collect(),
        methods: ["turns", "longest", "best", "first"].iter().map(|m| Choice::new(*m, ui.t(&format!("leads-method-{m}")))).collect(),
        words: words.collect(),
        trial,
        f,
        errors,
        ui,
    }
}

pub(super) async fn show(State(app): State<App>, me: Me, Path(key): Path<String>) -> Reply {
    let m = made(&app, &me, &key).await?;
    let empty = Rule {
        key: m.key.clone(),
        name: String::new(),
        condition: "true".to_owned(),
        pool: Pool { territory: true, ..Pool::default() },
        method: Method::Turns,
    };
    let rule = m.set.rules.get(m.place).unwrap_or(&empty);
    let clauses = m.vocabulary.check(&rule.condition).ok().and_then(|r| r.form());
    let form = RuleForm::of(&m.set, rule, clauses);
    html(&page(&app, &me, &key, &m, form, Errors::none(), None))
}

pub(super) async fn save(State(app): State<App>, me: Me, Path(key): Path<String>, Form(form): Form<RuleForm>) -> Reply {
    let m = made(&app, &me, &key).await?;
    let (rule, unread) = form.read(&m.key, m.set.rules.get(m.place), &m.vocabulary, m.place);
    let mut set = m.set.clone();
    match set.rules.get_mut(m.place) {
        Some(there) => *there = rule,
        None => set.rules.push(rule),
    }
    if form.go == "try" {
        let work = app.read(&me.actor);
        return match actions::try_rules(&work, set, unread, TRIED).await {
            Ok(found) => {
                let trial = trial(&app, &me, found).await?;
                html(&page(&app, &me, &key, &m, form, Errors::none(), Some(trial)))
            }
            Err(e) => {
                let errors = FormErrors::of(e, &me.l10n(&app))?;
                Page::refused(&page(&app, &me, &key, &m, form, errors, None))
            }
        };
    }
    let (version, set, unread) = (version_of(&form.version), &set, &unread);
    let done = |work| async move { actions::set_rules(&work, version, set.clone(), unread.clone()).await };
    match app.transact(&me.actor, done).await {
        Ok(_) => Ok(flash_to(&app, "/leads/rules", "leads-rules-saved")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&page(&app, &me, &key, &m, form, errors, None))
        }
    }
}

async fn trial(app: &App, me: &Me, found: Vec<Difference>) -> base::Result<Trial> {
    let mut ids: Vec<base::PartnerId> = found.iter().flat_map(|d| d.then.chosen.iter().chain(&d.now.chosen)).copied().collect();
    ids.sort_unstable();
    ids.dedup();
    let names = partners::names(&app.read(&me.actor), &ids).await?;
    let nobody = me.l10n(app).t("leads-nobody");
    let named = |chosen: &[base::PartnerId]| {
        let all: Vec<String> = chosen.iter().filter_map(|p| names.get(p).cloned()).collect();
        if all.is_empty() { nobody.clone() } else { all.join(", ") }
    };
    let all = found.len();
    let moved = found.into_iter().filter(Difference::moves).map(|d| Moved {
        id: d.lead.to_string(),
        then: named(&d.then.chosen),
        now: named(&d.now.chosen),
        company: d.company,
    });
    Ok(Trial { all, moved: moved.collect() })
}
