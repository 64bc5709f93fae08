//! One rule of the draft as a form: by clauses, or as an expression.

use askama::Template;
use axum::extract::State;
use base::{CoverageRuleId, Error, FieldError, Invalid, Result};
use ruleset::{Clause, Form as ClauseForm, Join, Operator, Takes};
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, Form, Me, Page, Query, Reply, flash_to, html};

use super::form::{ServedForm, owners, ways};
use super::view::People;
use super::{staff_only, wrong};
use crate::coverage::actions;
use crate::coverage::model::{NewRule, Validity};
use crate::coverage::rules::VOCABULARY;

/// How many clauses a form offers; a condition of more is written as an expression.
const CLAUSES: usize = 6;
/// Instead of a rule's id: what holds otherwise.
const OTHERWISE: &str = "otherwise";

/// What the form of a rule sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct RuleForm {
    rule: String,
    revision: String,
    name: String,
    /// `clauses` or `expression`.
    how: String,
    join: String,
    variable: Vec<String>,
    operator: Vec<String>,
    value: Vec<String>,
    condition: String,
    way: String,
    partners: String,
    segment: String,
    territory: String,
    owner: String,
    from: String,
    until: String,
}

impl RuleForm {
    fn served(&self) -> ServedForm {
        let f = self.clone();
        ServedForm {
            way: f.way,
            partners: f.partners,
            segment: f.segment,
            territory: f.territory,
            owner: f.owner,
            from: f.from,
            until: f.until,
        }
    }

    fn with(self, s: ServedForm) -> Self {
        Self {
            way: s.way,
            partners: s.partners,
            segment: s.segment,
            territory: s.territory,
            owner: s.owner,
            from: s.from,
            until: s.until,
            ..self
        }
    }

    /// The condition that the form says.
    fn condition(&self, invalid: &mut Invalid) -> String {
        if self.how == "expression" {
            return self.condition.clone();
        }
        let mut clauses = Vec::new();
        for ((variable, operator), values) in self.variable.iter().zip(&self.operator).zip(&self.value) {
            if variable.is_empty() {
                continue;
            }
            let Some(operator) = Operator::from_code(operator) else {
                invalid.push(FieldError::new("clauses", "choice"));
                continue;
            };
            let values = match operator.takes() {
                Takes::Nothing => Vec::new(),
                Takes::One => vec![base::one_line(values)],
                Takes::Several => values.split([',', ';']).map(base::one_line).filter(|v| !v.is_empty()).collect(),
            };
            let coded = |v: String| match crate::countries::parse(&v).filter(|_| variable == "account.country") {
                Some(code) => code.to_owned(),
                None => v,
            };
            clauses.push(Clause { variable: variable.clone(), operator, values: values.into_iter().map(coded).collect() });
        }
        let join = if self.join == "any" { Join::Any } else { Join::All };
        match VOCABULARY.write(&ClauseForm { join, clauses }) {
            Ok(condition) => condition,
            Err(fault) => {
                invalid.push(fault.at_field("clauses"));
                "true".to_owned()
            }
        }
    }
}

struct Row {
    n: usize,
    variable: String,
    operator: String,
    value: String,
}

struct Documented {
    name: String,
    label: String,
    kind: String,
}

#[derive(Template)]
#[template(path = "coverage/pages/rule.html")]
struct RulePage {
    ui: Ui,
    f: RuleForm,
    otherwise: bool,
    rows: Vec<Row>,
    variables: Vec<Choice>,
    operators: Vec<Choice>,
    documented: Vec<Documented>,
    ways: Vec<Choice>,
    owners: Vec<Choice>,
    errors: Errors,
}

async fn page(app: &App, me: &Me, f: RuleForm, errors: Errors) -> Result<RulePage> {
    let mut ui = Page::full(app, me).await?;
    ui.task = true;
    let work = app.read(&me.actor);
    let at = |list: &[String], n: usize| list.get(n).cloned().unwrap_or_default();
    let rows = (0..CLAUSES).map(|n| Row { n: n + 1, variable: at(&f.variable, n), operator: at(&f.operator, n), value: at(&f.value, n) });
    let mut errors = errors;
    for (field, label) in [
        ("name", "coverage-rule-name"),
        ("condition", "coverage-expression"),
        ("clauses", "coverage-conditions"),
        ("way", "coverage-way"),
        ("partners", "coverage-partners"),
        ("owner", "coverage-owner"),
        ("from", "coverage-valid-from"),
        ("until", "coverage-valid-until"),
    ] {
        errors = errors.named(field, ui.t(label));
    }
    Ok(RulePage {
        otherwise: f.rule == OTHERWISE,
        rows: rows.collect(),
        variables: VOCABULARY.variables().iter().map(|v| Choice::new(&v.name, ui.t(&v.label))).collect(),
        operators: Operator::ALL
            .iter()
            .filter(|o| !matches!(o, Operator::Yes | Operator::No | Operator::HasAny | Operator::HasAll | Operator::HasNone))
            .map(|o| Choice::new(o.code(), ui.t(&o.label_key())))
            .collect(),
        documented: VOCABULARY
            .variables()
            .iter()
            .map(|v| Documented { name: v.name.clone(), label: ui.t(&v.label), kind: ui.t(&format!("rule-kind-{}", v.kind.code())) })
            .collect(),
        ways: ways(&ui),
        owners: owners(&work).await?,
        f,
        errors,
        ui,
    })
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct RuleQuery {
    rule: String,
}

pub(super) async fn edit(State(app): State<App>, me: Me, Query(query): Query<RuleQuery>) -> Reply {
    staff_only(&me)?;
    let work = app.read(&me.actor);
    let draft = actions::draft(&work).await?.ok_or_else(Error::missing)?;
    let people = People::of(&work, Some(&draft), &[]).await?;
    let mut f =
        RuleForm { rule: query.rule.clone(), revision: draft.revision.to_string(), how: "clauses".to_owned(), ..RuleForm::default() };
    if query.rule == OTHERWISE {
        f = f.with(ServedForm::of(&draft.otherwise, Validity::default(), &people));
    } else if !query.rule.is_empty() {
        let id: CoverageRuleId = query.rule.parse().map_err(|_| Error::missing())?;
        let rule = draft.rules.iter().find(|r| r.id == id).ok_or_else(Error::missing)?;
        f = f.with(ServedForm::of(&rule.served, rule.validity, &people));
        f.name.clone_from(&rule.name);
        f.condition.clone_from(&rule.condition);
        let form = VOCABULARY.check(&rule.condition).ok().and_then(|r| r.form()).filter(|form| form.clauses.len() <= CLAUSES);
        match form {
            Some(form) => {
                f.join = if form.join == Join::Any { "any".to_owned() } else { "all".to_owned() };
                for c in form.clauses {
                    f.variable.push(c.variable);
                    f.operator.push(c.operator.code().to_owned());
                    f.value.push(c.values.join(", "));
                }
            }
            None => f.how = "expression".to_owned(),
        }
    }
    html(&page(&app, &me, f, Errors::none()).await?)
}

pub(super) async fn save(State(app): State<App>, me: Me, Form(form): Form<RuleForm>) -> Reply {
    staff_only(&me)?;
    match saved(&app, &me, &form).await {
        Ok(()) => Ok(flash_to(&app, "/coverage/draft", "coverage-rule-saved")),
        Err(e) => {
            let errors = wrong(e, &Page::plain(&app, &me))?;
            // Somebody changed the draft first: the form goes on from theirs, with what was typed here.
            let revision = actions::draft(&app.read(&me.actor)).await?.map(|d| d.revision.to_string()).unwrap_or_default();
            Page::refused(&page(&app, &me, RuleForm { revision, ..form }, errors).await?)
        }
    }
}

async fn saved(app: &App, me: &Me, form: &RuleForm) -> Result<()> {
    let work = app.read(&me.actor);
    let mut invalid = Invalid::new();
    let (served, validity) = form.served().read(&work, &mut invalid).await?;
    let revision = form.revision.parse().ok();
    if form.rule == OTHERWISE {
        let (served, invalid) = (&served, &invalid);
        return app
            .transact(&me.actor, |work| async move { actions::set_otherwise(&work, revision, served, invalid.clone()).await.map(|_| ()) })
            .await;
    }
    let id = match form.rule.as_str() {
        "" => None,
        text => Some(text.parse().map_err(|_| Error::missing())?),
    };
    let new = NewRule { id, name: form.name.clone(), condition: form.condition(&mut invalid), served, validity };
    let (new, invalid) = (&new, &invalid);
    app.transact(&me.actor, |work| async move { actions::put_rule(&work, revision, new, invalid.clone()).await.map(|_| ()) }).await
}
