//! Conditions for those who do not write them: clauses, joined by all or any.

use std::str::FromStr;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::fault::{Code, Fault, Span};
use crate::limits::{MOST_CLAUSES, MOST_ITEMS, MOST_TEXT};
use crate::node::{Node, Op, PartTest, Set, Term};
use crate::{Kind, Value, Vocabulary, print};

/// Whether all clauses must hold or one is enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Join {
    /// All must hold.
    All,
    /// One is enough.
    Any,
}

/// What is asked of a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// It is this.
    Is,
    /// It is something else.
    IsNot,
    /// It is one of these.
    OneOf,
    /// It is none of these.
    NoneOf,
    /// It is this or more; from this day on.
    AtLeast,
    /// It is this or less; until this day.
    AtMost,
    /// It is more; after this day.
    MoreThan,
    /// It is less; before this day.
    LessThan,
    /// This stands in it.
    Contains,
    /// It begins with this.
    StartsWith,
    /// One of these is among them.
    HasAny,
    /// All of these are among them.
    HasAll,
    /// None of these is among them.
    HasNone,
    /// Yes.
    Yes,
    /// No.
    No,
    /// It is known.
    Known,
    /// It is not known.
    Unknown,
}

/// How many values an operator takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// None.
    Nothing,
    /// One.
    One,
    /// One or more.
    Several,
}

impl Operator {
    /// Every operator.
    pub const ALL: [Self; 17] = [
        Self::Is,
        Self::IsNot,
        Self::OneOf,
        Self::NoneOf,
        Self::AtLeast,
        Self::AtMost,
        Self::MoreThan,
        Self::LessThan,
        Self::Contains,
        Self::StartsWith,
        Self::HasAny,
        Self::HasAll,
        Self::HasNone,
        Self::Yes,
        Self::No,
        Self::Known,
        Self::Unknown,
    ];

    /// Its stable code; its words are the message `rule-operator-` and the code with dashes.
    pub fn code(self) -> &'static str {
        match self {
            Self::Is => "is",
            Self::IsNot => "is_not",
            Self::OneOf => "one_of",
            Self::NoneOf => "none_of",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::MoreThan => "more_than",
            Self::LessThan => "less_than",
            Self::Contains => "contains",
            Self::StartsWith => "starts_with",
            Self::HasAny => "has_any",
            Self::HasAll => "has_all",
            Self::HasNone => "has_none",
            Self::Yes => "yes",
            Self::No => "no",
            Self::Known => "known",
            Self::Unknown => "unknown",
        }
    }

    /// The message of its words.
    pub fn label_key(self) -> String {
        format!("rule-operator-{}", self.code().replace('_', "-"))
    }

    /// The operator of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|operator| operator.code() == code)
    }

    /// The operators that fit a kind, the most used first.
    pub fn of(kind: Kind) -> &'static [Self] {
        match kind {
            Kind::Bool => &[Self::Yes, Self::No, Self::Known, Self::Unknown],
            Kind::Int | Kind::Number => &[
                Self::AtLeast,
                Self::AtMost,
                Self::MoreThan,
                Self::LessThan,
                Self::Is,
                Self::IsNot,
                Self::OneOf,
                Self::NoneOf,
                Self::Known,
                Self::Unknown,
            ],
            Kind::Text => &[
                Self::OneOf,
                Self::NoneOf,
                Self::Is,
                Self::IsNot,
                Self::StartsWith,
                Self::Contains,
                Self::AtLeast,
                Self::AtMost,
                Self::Known,
                Self::Unknown,
            ],
            Kind::Date => &[Self::AtLeast, Self::AtMost, Self::MoreThan, Self::LessThan, Self::Is, Self::Known, Self::Unknown],
            Kind::List => &[Self::HasAny, Self::HasAll, Self::HasNone, Self::Known, Self::Unknown],
        }
    }

    /// How many values it takes.
    pub fn takes(self) -> Takes {
        match self {
            Self::Yes | Self::No | Self::Known | Self::Unknown => Takes::Nothing,
            Self::OneOf | Self::NoneOf | Self::HasAny | Self::HasAll | Self::HasNone => Takes::Several,
            _ => Takes::One,
        }
    }

    fn op(self) -> Option<Op> {
        match self {
            Self::Is => Some(Op::Equal),
            Self::IsNot => Some(Op::NotEqual),
            Self::AtLeast => Some(Op::AtLeast),
            Self::AtMost => Some(Op::AtMost),
            Self::MoreThan => Some(Op::More),
            Self::LessThan => Some(Op::Less),
            _ => None,
        }
    }

    fn of_op(op: Op) -> Self {
        match op {
            Op::Equal => Self::Is,
            Op::NotEqual => Self::IsNot,
            Op::AtLeast => Self::AtLeast,
            Op::AtMost => Self::AtMost,
            Op::More => Self::MoreThan,
            Op::Less => Self::LessThan,
        }
    }
}

/// One line of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// The variable's name.
    pub variable: String,
    /// What is asked of it.
    pub operator: Operator,
    /// The values as a person writes them: days as `2026-11-21`, numbers with a point.
    pub values: Vec<String>,
}

/// Clauses and how they are joined; no clause means always.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// All, or any; with one clause it is all.
    pub join: Join,
    /// The clauses.
    pub clauses: Vec<Clause>,
}

pub(crate) fn write(vocabulary: &Vocabulary, form: &Form) -> Result<String, Fault> {
    if form.clauses.len() > MOST_CLAUSES {
        let at = Span { line: MOST_CLAUSES + 1, column: 1, start: 0, end: 0 };
        return Err(Fault::new(Code::TooMany, at, form.clauses.len().to_string()).wanting(MOST_CLAUSES.to_string()));
    }
    let mut nodes = Vec::with_capacity(form.clauses.len());
    for (place, clause) in form.clauses.iter().enumerate() {
        nodes.push(node(vocabulary, clause, place + 1)?);
    }
    Ok(match (nodes.len(), form.join) {
        (0, _) => print::node(&Node::Always(true)),
        (_, Join::All) => print::node(&Node::All(nodes)),
        (_, Join::Any) => print::node(&Node::Any(nodes)),
    })
}

fn node(vocabulary: &Vocabulary, clause: &Clause, line: usize) -> Result<Node, Fault> {
    let at = Span { line, column: 1, start: 0, end: 0 };
    let name = clause.variable.clone();
    let Some(variable) = vocabulary.find(&name) else {
        return Err(Fault::new(Code::UnknownName, at, name.as_str()).wanting(vocabulary.nearest(&name).unwrap_or_default()));
    };
    let kind = variable.kind;
    if !Operator::of(kind).contains(&clause.operator) {
        return Err(Fault::new(Code::WrongType, at, clause.operator.code()).wanting(kind.code()));
    }
    if clause.values.len() > MOST_ITEMS {
        return Err(Fault::new(Code::TooMany, at, clause.values.len().to_string()).wanting(MOST_ITEMS.to_string()));
    }
    let values = clause.values.iter().map(|text| value(kind, text, at)).collect::<Result<Vec<_>, _>>()?;
    let enough = match clause.operator.takes() {
        Takes::Nothing => true,
        Takes::One => values.len() == 1,
        Takes::Several => !values.is_empty(),
    };
    let empty = || Fault::new(Code::Empty, at, clause.operator.code());
    if !enough {
        return Err(empty());
    }
    if let crate::Choices::Only(list) = &variable.choices {
        for text in &clause.values {
            if clause.operator.op().is_none_or(|op| matches!(op, Op::Equal | Op::NotEqual))
                && !matches!(clause.operator, Operator::Contains | Operator::StartsWith)
                && !list.iter().any(|choice| choice.value == *text)
            {
                let near = list.iter().min_by_key(|choice| strsim::damerau_levenshtein(text, &choice.value));
                return Err(Fault::new(Code::UnknownChoice, at, text.as_str()).wanting(near.map(|c| c.value.clone()).unwrap_or_default()));
            }
        }
    }
    let named = || Term::Named(name.clone(), kind);
    let set = || Set::Given(values.clone());
    let first = || values.first().cloned().map(Term::Given).ok_or_else(empty);
    let element = || "x".to_owned();
    let any = || Node::Each {
        all: false,
        set: Set::Named(name.clone()),
        element: element(),
        body: Box::new(Node::In { item: Term::Element(element()), set: set() }),
    };
    Ok(match clause.operator {
        Operator::Yes => Node::Flag(name),
        Operator::No => Node::Not(Box::new(Node::Flag(name))),
        Operator::Known => Node::Known(name),
        Operator::Unknown => Node::Not(Box::new(Node::Known(name))),
        Operator::OneOf => Node::In { item: named(), set: set() },
        Operator::NoneOf => Node::Not(Box::new(Node::In { item: named(), set: set() })),
        Operator::Contains => Node::Part { test: PartTest::Contains, whole: named(), part: first()? },
        Operator::StartsWith => Node::Part { test: PartTest::Starts, whole: named(), part: first()? },
        Operator::HasAny => any(),
        Operator::HasNone => Node::Not(Box::new(any())),
        Operator::HasAll => Node::Each {
            all: true,
            set: set(),
            element: element(),
            body: Box::new(Node::In { item: Term::Element(element()), set: Set::Named(name) }),
        },
        Operator::Is | Operator::IsNot | Operator::AtLeast | Operator::AtMost | Operator::MoreThan | Operator::LessThan => {
            Node::Compare { op: clause.operator.op().ok_or_else(empty)?, left: named(), right: first()? }
        }
    })
}

fn value(kind: Kind, text: &str, at: Span) -> Result<Value, Fault> {
    let text = text.trim();
    match kind {
        Kind::Bool => Err(Fault::new(Code::WrongType, at, text).wanting(kind.code())),
        Kind::Int => text.parse().map(Value::Int).map_err(|_| Fault::new(Code::WrongType, at, text).wanting(kind.code())),
        Kind::Number => match Decimal::from_str(text) {
            Ok(n) if n.normalize().mantissa().unsigned_abs() < 1_000_000_000_000_000 => Ok(Value::Number(n.normalize())),
            Ok(_) => Err(Fault::new(Code::BadNumber, at, text)),
            Err(_) => Err(Fault::new(Code::WrongType, at, text).wanting(kind.code())),
        },
        Kind::Date => match NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            Ok(day) if day.to_string() == text => Ok(Value::Date(day)),
            _ => Err(Fault::new(Code::BadDate, at, text)),
        },
        Kind::Text | Kind::List if text.is_empty() => Err(Fault::new(Code::Empty, at, text)),
        Kind::Text | Kind::List if text.chars().count() > MOST_TEXT => {
            Err(Fault::new(Code::TooLong, at, text).wanting(MOST_TEXT.to_string()))
        }
        Kind::Text | Kind::List if text.chars().any(char::is_control) => Err(Fault::new(Code::NotAllowed, at, "\\n")),
        Kind::Text | Kind::List => Ok(Value::Text(text.to_owned())),
    }
}

pub(crate) fn read(root: &Node) -> Option<Form> {
    let several = |join, parts: &[Node]| {
        let clauses = parts.iter().map(clause).collect::<Option<Vec<_>>>()?;
        Some(Form { join, clauses })
    };
    match root {
        Node::Always(true) => Some(Form { join: Join::All, clauses: Vec::new() }),
        Node::All(parts) => several(Join::All, parts),
        Node::Any(parts) => several(Join::Any, parts),
        one => several(Join::All, std::slice::from_ref(one)),
    }
}

/// The clause that says the same, if there is one.
pub(crate) fn clause(node: &Node) -> Option<Clause> {
    let (variable, operator, values) = match node {
        Node::Flag(name) => (name, Operator::Yes, Vec::new()),
        Node::Known(name) => (name, Operator::Known, Vec::new()),
        Node::Compare { op, left: Term::Named(name, kind), right: Term::Given(value) }
            if Operator::of(*kind).contains(&Operator::of_op(*op)) =>
        {
            (name, Operator::of_op(*op), vec![plain(value)?])
        }
        Node::In { item: Term::Named(name, kind), set: Set::Given(values) } if *kind != Kind::Date && *kind != Kind::Bool => {
            (name, Operator::OneOf, plains(values)?)
        }
        Node::In { item: Term::Given(value), set: Set::Named(name) } => (name, Operator::HasAny, vec![plain(value)?]),
        Node::Part { test, whole: Term::Named(name, _), part: Term::Given(value) } => match test {
            PartTest::Contains => (name, Operator::Contains, vec![plain(value)?]),
            PartTest::Starts => (name, Operator::StartsWith, vec![plain(value)?]),
            PartTest::Ends => return None,
        },
        Node::Each { all: false, set: Set::Named(name), element, body } => match body.as_ref() {
            Node::In { item: Term::Element(item), set: Set::Given(values) } if item == element => (name, Operator::HasAny, plains(values)?),
            _ => return None,
        },
        Node::Each { all: true, set: Set::Given(values), element, body } => match body.as_ref() {
            Node::In { item: Term::Element(item), set: Set::Named(name) } if item == element => (name, Operator::HasAll, plains(values)?),
            _ => return None,
        },
        Node::Not(inner) => {
            let inner = clause(inner)?;
            let operator = match inner.operator {
                Operator::Yes => Operator::No,
                Operator::Known => Operator::Unknown,
                Operator::OneOf => Operator::NoneOf,
                Operator::HasAny => Operator::HasNone,
                _ => return None,
            };
            return Some(Clause { operator, ..inner });
        }
        _ => return None,
    };
    Some(Clause { variable: variable.clone(), operator, values })
}

fn plains(values: &[Value]) -> Option<Vec<String>> {
    if values.is_empty() {
        return None;
    }
    values.iter().map(plain).collect()
}

/// A value as a person writes it; none when it would not be read back as it is.
fn plain(value: &Value) -> Option<String> {
    let text = value.to_string();
    (!matches!(value, Value::Bool(_)) && text.trim() == text && !text.is_empty()).then_some(text)
}
