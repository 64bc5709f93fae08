//! Whether a rule holds, and why.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::form::{self, Clause};
use crate::node::{Math, Node, Op, PartTest, Set, Term};
use crate::value::{Facts, Value};
use crate::{Kind, print};

/// What a rule said of some facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Whether it holds; what cannot be told does not hold.
    pub holds: bool,
    /// Why: each comparison in the order of the condition, joins before their parts.
    pub trace: Vec<Line>,
}

/// What a line of a trace is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// All lines below it must hold.
    All,
    /// One of the lines below it must hold.
    Any,
    /// The line below it must not hold.
    Not,
    /// A comparison.
    Test,
}

/// One line of a trace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// How far it is indented.
    pub depth: usize,
    /// A join, or a comparison.
    pub what: What,
    /// The comparison as CEL; empty for a join.
    pub text: String,
    /// The comparison as a clause, when it has that shape.
    pub clause: Option<Clause>,
    /// The variables that it looked at.
    pub seen: Vec<Seen>,
    /// Whether it held; none when that cannot be told.
    pub held: Option<bool>,
}

/// What a variable was worth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Its name.
    pub name: String,
    /// Its value, if it was known.
    pub value: Option<Value>,
}

pub(crate) fn decide(root: &Node, facts: &Facts) -> Decision {
    let mut trace = Vec::new();
    explain(root, facts, 0, &mut trace);
    Decision { holds: truth(root, facts, None) == Some(true), trace }
}

fn explain(node: &Node, facts: &Facts, depth: usize, trace: &mut Vec<Line>) {
    let clause = form::clause(node);
    let join = match node {
        _ if clause.is_some() => None,
        Node::All(parts) => Some((What::All, parts.as_slice())),
        Node::Any(parts) => Some((What::Any, parts.as_slice())),
        Node::Not(part) => Some((What::Not, std::slice::from_ref(part.as_ref()))),
        _ => None,
    };
    let held = truth(node, facts, None);
    let Some((what, parts)) = join else {
        let mut names = Vec::new();
        node.names(&mut names);
        let seen = names.into_iter().map(|name| Seen { name: name.to_owned(), value: facts.get(name).cloned() }).collect();
        trace.push(Line { depth, what: What::Test, text: print::node(node), clause, seen, held });
        return;
    };
    trace.push(Line { depth, what, text: String::new(), clause: None, seen: Vec::new(), held });
    for part in parts {
        explain(part, facts, depth + 1, trace);
    }
}

fn truth(node: &Node, facts: &Facts, element: Option<&Value>) -> Option<bool> {
    match node {
        Node::Always(yes) => Some(*yes),
        Node::All(parts) => every(parts.iter().map(|part| truth(part, facts, element))),
        Node::Any(parts) => some(parts.iter().map(|part| truth(part, facts, element))),
        Node::Not(part) => truth(part, facts, element).map(|yes| !yes),
        Node::Flag(name) => match facts.get(name)? {
            Value::Bool(yes) => Some(*yes),
            _ => None,
        },
        Node::Known(name) => Some(facts.get(name).is_some()),
        Node::Compare { op, left, right } => op.holds(order(&worth(left, facts, element)?, &worth(right, facts, element)?)?).into(),
        Node::In { item, set } => {
            let item = worth(item, facts, element)?;
            Some(values(set, facts)?.iter().any(|value| order(&item, value) == Some(Ordering::Equal)))
        }
        Node::Part { test, whole, part } => match (worth(whole, facts, element)?, worth(part, facts, element)?) {
            (Value::Text(whole), Value::Text(part)) => Some(match test {
                PartTest::Contains => whole.contains(&part),
                PartTest::Starts => whole.starts_with(&part),
                PartTest::Ends => whole.ends_with(&part),
            }),
            _ => None,
        },
        Node::Each { all, set, body, .. } => {
            let values = values(set, facts)?;
            let answers = values.iter().map(|value| truth(body, facts, Some(value)));
            if *all { every(answers) } else { some(answers) }
        }
    }
}

/// All hold; one that does not settles it, whatever the unknown ones are.
fn every(answers: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    some(answers.map(|answer| answer.map(|yes| !yes))).map(|yes| !yes)
}

fn some(answers: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut told = Some(false);
    for answer in answers {
        match answer {
            Some(true) => return Some(true),
            Some(false) => {}
            None => told = None,
        }
    }
    told
}

fn values(set: &Set, facts: &Facts) -> Option<Vec<Value>> {
    match set {
        Set::Given(values) => Some(values.clone()),
        Set::Named(name) => match facts.get(name)? {
            Value::List(items) => Some(items.iter().cloned().map(Value::Text).collect()),
            _ => None,
        },
    }
}

fn worth(term: &Term, facts: &Facts, element: Option<&Value>) -> Option<Value> {
    match term {
        Term::Given(value) => Some(value.clone()),
        Term::Named(name, kind) => match (facts.get(name)?, kind) {
            (Value::Int(n), Kind::Number) => Some(Value::Number(Decimal::from(*n))),
            (value, kind) if value.kind() == *kind => Some(value.clone()),
            _ => None,
        },
        Term::Element(_) => element.cloned(),
        Term::SizeOfText(inner) => match worth(inner, facts, element)? {
            Value::Text(text) => i64::try_from(text.chars().count()).ok().map(Value::Int),
            _ => None,
        },
        Term::SizeOfSet(set) => i64::try_from(values(set, facts)?.len()).ok().map(Value::Int),
        Term::Math(math, left, right) => reckon(*math, &worth(left, facts, element)?, &worth(right, facts, element)?),
        Term::Negative(inner) => reckon(Math::Subtract, &Value::Int(0), &worth(inner, facts, element)?),
    }
}

/// The result; none when it is too large to be exact.
fn reckon(math: Math, left: &Value, right: &Value) -> Option<Value> {
    if let (Value::Int(left), Value::Int(right)) = (left, right) {
        return match math {
            Math::Add => left.checked_add(*right),
            Math::Subtract => left.checked_sub(*right),
            Math::Multiply => left.checked_mul(*right),
        }
        .map(Value::Int);
    }
    let (left, right) = (number(left)?, number(right)?);
    match math {
        Math::Add => left.checked_add(right),
        Math::Subtract => left.checked_sub(right),
        Math::Multiply => left.checked_mul(right),
    }
    .map(Value::Number)
}

fn number(value: &Value) -> Option<Decimal> {
    match value {
        Value::Int(n) => Some(Decimal::from(*n)),
        Value::Number(n) => Some(*n),
        _ => None,
    }
}

fn order(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Bool(a), Value::Bool(b)) => Some(a.cmp(b)),
        (Value::Text(a), Value::Text(b)) => Some(a.cmp(b)),
        (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
        (Value::Int(a), Value::Int(b)) => Some(a.cmp(b)),
        _ => Some(number(left)?.cmp(&number(right)?)),
    }
}

impl Op {
    fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::NotEqual => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::More => order.is_gt(),
            Self::AtLeast => order.is_ge(),
        }
    }
}
