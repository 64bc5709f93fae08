//! A tree as CEL again, in one spelling.

use crate::Value;
use crate::node::{Math, Node, Op, PartTest, Set, Term};

pub(crate) fn node(node: &Node) -> String {
    match node {
        Node::Always(yes) => yes.to_string(),
        Node::All(parts) => joined(parts, " && "),
        Node::Any(parts) => joined(parts, " || "),
        Node::Not(part) => match **part {
            Node::Flag(_) | Node::Known(_) | Node::Part { .. } | Node::Each { .. } | Node::Always(_) => format!("!{}", self::node(part)),
            _ => format!("!({})", self::node(part)),
        },
        Node::Flag(name) => name.clone(),
        Node::Known(name) => format!("has({name})"),
        Node::Compare { op, left, right } => format!("{} {} {}", term(left), op.sign(), term(right)),
        Node::In { item, set } => format!("{} in {}", term(item), self::set(set)),
        Node::Part { test, whole, part } => format!("{}.{}({})", term(whole), test.word(), term(part)),
        Node::Each { all, set, element, body } => {
            format!("{}.{}({element}, {})", self::set(set), if *all { "all" } else { "exists" }, self::node(body))
        }
    }
}

fn joined(parts: &[Node], sign: &str) -> String {
    let parts: Vec<String> = parts
        .iter()
        .map(|part| match part {
            Node::All(_) | Node::Any(_) => format!("({})", node(part)),
            _ => node(part),
        })
        .collect();
    parts.join(sign)
}

pub(crate) fn term(term: &Term) -> String {
    match term {
        Term::Given(value) => self::value(value),
        Term::Named(name, _) | Term::Element(name) => name.clone(),
        Term::SizeOfText(inner) => format!("size({})", self::term(inner)),
        Term::SizeOfSet(set) => format!("size({})", self::set(set)),
        Term::Math(math, left, right) => format!("{} {} {}", operand(left), math.sign(), operand(right)),
        Term::Negative(inner) => format!("-{}", operand(inner)),
    }
}

fn operand(term: &Term) -> String {
    match term {
        Term::Math(..) | Term::Negative(_) => format!("({})", self::term(term)),
        _ => self::term(term),
    }
}

pub(crate) fn set(set: &Set) -> String {
    match set {
        Set::Given(values) => format!("[{}]", values.iter().map(value).collect::<Vec<_>>().join(", ")),
        Set::Named(name) => name.clone(),
    }
}

pub(crate) fn value(value: &Value) -> String {
    match value {
        Value::Bool(yes) => yes.to_string(),
        Value::Int(n) => n.to_string(),
        Value::Number(n) => {
            let text = n.normalize().to_string();
            if text.contains('.') { text } else { format!("{text}.0") }
        }
        Value::Text(text) => quoted(text),
        Value::Date(day) => format!("date(\"{day}\")"),
        Value::List(items) => format!("[{}]", items.iter().map(|item| quoted(item)).collect::<Vec<_>>().join(", ")),
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for sign in text.chars() {
        match sign {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

impl Op {
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }
}

impl PartTest {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Contains => "contains",
            Self::Starts => "startsWith",
            Self::Ends => "endsWith",
        }
    }
}

impl Math {
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
        }
    }
}
