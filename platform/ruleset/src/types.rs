//! Which kinds go together.

use crate::node::{Op, Set, Term};
use crate::{Kind, Value, Vocabulary};

/// The kind of a term; `element` is the kind of what a list is gone through by.
pub(crate) fn of(term: &Term) -> Kind {
    match term {
        Term::Given(value) => value.kind(),
        Term::Named(_, kind) => *kind,
        Term::Element(_) => Kind::Text,
        Term::SizeOfText(_) | Term::SizeOfSet(_) => Kind::Int,
        Term::Math(_, left, right) => {
            if of(left) == Kind::Number || of(right) == Kind::Number {
                Kind::Number
            } else {
                Kind::Int
            }
        }
        Term::Negative(inner) => of(inner),
    }
}

pub(crate) fn is_number(kind: Kind) -> bool {
    matches!(kind, Kind::Int | Kind::Number)
}

/// Whether values of these kinds can be compared so.
pub(crate) fn comparable(op: Op, left: Kind, right: Kind) -> bool {
    match left {
        Kind::Int | Kind::Number => is_number(right),
        Kind::Text | Kind::Date => left == right,
        Kind::Bool => left == right && matches!(op, Op::Equal | Op::NotEqual),
        Kind::List => false,
    }
}

/// The kind of a list's elements, if it has any.
pub(crate) fn of_elements(set: &Set) -> Option<Kind> {
    match set {
        Set::Given(values) => values.first().map(Value::kind),
        Set::Named(_) => Some(Kind::Text),
    }
}

/// The values that a variable can have and no others, if that is so.
pub(crate) fn only<'a>(vocabulary: &'a Vocabulary, name: &str) -> Option<Vec<&'a str>> {
    match &vocabulary.find(name)?.choices {
        crate::Choices::Only(list) => Some(list.iter().map(|choice| choice.value.as_str()).collect()),
        crate::Choices::Any | crate::Choices::Suggested(_) => None,
    }
}
