//! A checked condition as a tree.

use crate::{Kind, Value};

/// Something that is true, false, or not known.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    Always(bool),
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    Flag(String),
    Known(String),
    Compare { op: Op, left: Term, right: Term },
    In { item: Term, set: Set },
    Part { test: PartTest, whole: Term, part: Term },
    Each { all: bool, set: Set, element: String, body: Box<Node> },
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Op {
    Equal,
    NotEqual,
    Less,
    AtMost,
    More,
    AtLeast,
}

/// What one text is asked about another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PartTest {
    Contains,
    Starts,
    Ends,
}

/// What is done with two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Math {
    Add,
    Subtract,
    Multiply,
}

/// Something that has a value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Term {
    Given(Value),
    Named(String, Kind),
    /// The element of the list that is being gone through.
    Element(String),
    SizeOfText(Box<Term>),
    SizeOfSet(Set),
    Math(Math, Box<Term>, Box<Term>),
    Negative(Box<Term>),
}

/// A list.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Set {
    Given(Vec<Value>),
    Named(String),
}

fn note<'a>(names: &mut Vec<&'a str>, name: &'a str) {
    if !names.contains(&name) {
        names.push(name);
    }
}

impl Node {
    pub(crate) fn names<'a>(&'a self, names: &mut Vec<&'a str>) {
        match self {
            Self::Always(_) => {}
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.names(names)),
            Self::Not(part) => part.names(names),
            Self::Flag(name) | Self::Known(name) => note(names, name),
            Self::Compare { left, right, .. } => {
                left.names(names);
                right.names(names);
            }
            Self::In { item, set } => {
                item.names(names);
                set.names(names);
            }
            Self::Part { whole, part, .. } => {
                whole.names(names);
                part.names(names);
            }
            Self::Each { set, body, .. } => {
                set.names(names);
                body.names(names);
            }
        }
    }
}

impl Term {
    pub(crate) fn names<'a>(&'a self, names: &mut Vec<&'a str>) {
        match self {
            Self::Given(_) | Self::Element(_) => {}
            Self::Named(name, _) => note(names, name),
            Self::SizeOfText(inner) | Self::Negative(inner) => inner.names(names),
            Self::SizeOfSet(set) => set.names(names),
            Self::Math(_, left, right) => {
                left.names(names);
                right.names(names);
            }
        }
    }
}

impl Set {
    fn names<'a>(&'a self, names: &mut Vec<&'a str>) {
        if let Self::Named(name) = self {
            note(names, name);
        }
    }
}
