//! What a variable can be worth, and the facts that a rule looks at.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::Kind;

/// The worth of one variable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// An exact decimal.
    Number(Decimal),
    /// A text.
    Text(String),
    /// A day.
    Date(NaiveDate),
    /// Texts, in the order in which they were given.
    List(Vec<String>),
}

impl Value {
    /// Of which kind it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Bool(_) => Kind::Bool,
            Self::Int(_) => Kind::Int,
            Self::Number(_) => Kind::Number,
            Self::Text(_) => Kind::Text,
            Self::Date(_) => Kind::Date,
            Self::List(_) => Kind::List,
        }
    }
}

impl fmt::Display for Value {
    /// The bare value, as a person reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(b) => write!(f, "{b}"),
            Self::Int(n) => write!(f, "{n}"),
            Self::Number(n) => write!(f, "{}", n.normalize()),
            Self::Text(text) => f.write_str(text),
            Self::Date(day) => write!(f, "{day}"),
            Self::List(items) => f.write_str(&items.join(", ")),
        }
    }
}

impl From<bool> for Value {
    fn from(v: bool) -> Self {
        Self::Bool(v)
    }
}
impl From<i64> for Value {
    fn from(v: i64) -> Self {
        Self::Int(v)
    }
}
impl From<Decimal> for Value {
    fn from(v: Decimal) -> Self {
        Self::Number(v)
    }
}
impl From<&str> for Value {
    fn from(v: &str) -> Self {
        Self::Text(v.to_owned())
    }
}
impl From<String> for Value {
    fn from(v: String) -> Self {
        Self::Text(v)
    }
}
impl From<NaiveDate> for Value {
    fn from(v: NaiveDate) -> Self {
        Self::Date(v)
    }
}
impl From<Vec<String>> for Value {
    fn from(v: Vec<String>) -> Self {
        Self::List(v)
    }
}

/// What is known when a rule decides; a variable that is not here is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Facts {
    known: BTreeMap<String, Value>,
}

impl Facts {
    /// Nothing is known yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Says what a variable is worth.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.known.insert(name.to_owned(), value.into());
        self
    }

    /// Says what a variable is worth, if that is known.
    #[must_use]
    pub fn maybe(self, name: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// What a variable is worth, if that is known.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.known.get(name)
    }

    /// All that is known, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.known.iter().map(|(name, value)| (name.as_str(), value))
    }
}
