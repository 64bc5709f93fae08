//! The answer: a score, a verdict, and why.

use crate::compare::{Comparison, Field, compare};
use crate::model::Model;
use crate::normalized::Normalized;

/// What the engine thinks of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Judgment {
    /// Not the same, or too little known to say so.
    Different,
    /// Perhaps the same; a person should look.
    Likely,
    /// The same.
    Same,
}

impl Judgment {
    /// Stable word for files and the API.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Different => "different",
            Self::Likely => "likely",
            Self::Same => "same",
        }
    }
}

/// One reason for or against, as a code with the values that were compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The field.
    pub field: Field,
    /// Code of the grade, such as `name.same_after_legal_form`; the message key is `evidence-` and the
    /// code with dots and underscores as dashes.
    pub code: &'static str,
    /// Grade, counted from the best.
    pub level: u8,
    /// Bits for (above 0) or against (below 0).
    pub weight: f64,
    /// The value of the first record, as it was compared.
    pub left: String,
    /// The value of the second record.
    pub right: String,
}

/// The engine's answer for one pair.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Between 0 and 1.
    pub score: f64,
    /// What follows from the score under the model's thresholds, or what a person said.
    pub verdict: Judgment,
    /// Reasons, strongest first.
    pub evidence: Vec<Evidence>,
    /// Whether a person decided and the score did not.
    pub by_person: bool,
}

/// Judges a score under the thresholds of a model.
#[must_use]
pub fn judge(score: f64, model: &Model) -> Judgment {
    if score >= model.same {
        Judgment::Same
    } else if score >= model.likely {
        Judgment::Likely
    } else {
        Judgment::Different
    }
}

/// Scores a pair without telling why: the cheap question.
#[must_use]
pub fn score_only(a: &Normalized, b: &Normalized, model: &Model) -> f64 {
    model.score(&compare(a, b))
}

/// Scores a pair and tells why.
#[must_use]
pub fn score(a: &Normalized, b: &Normalized, model: &Model) -> Verdict {
    let c = compare(a, b);
    let score = model.score(&c);
    Verdict { score, verdict: judge(score, model), evidence: explain(a, b, &c, model), by_person: false }
}

/// Like `score`, but what a person said of the pair stands.
#[must_use]
pub fn score_with(a: &Normalized, b: &Normalized, model: &Model, person: Option<Judgment>) -> Verdict {
    let mut v = score(a, b, model);
    if let Some(judgment) = person {
        v.verdict = judgment;
        v.by_person = true;
    }
    v
}

/// Puts a comparison into evidence, strongest first.
#[must_use]
pub fn explain(a: &Normalized, b: &Normalized, c: &Comparison, model: &Model) -> Vec<Evidence> {
    let mut out: Vec<Evidence> = Field::ALL
        .iter()
        .filter_map(|field| {
            let level = c.level(*field)?;
            let code = c.code(*field)?;
            let weight = model.field_bits(c, *field)?;
            let (left, right) = values(a, b, c, *field);
            Some(Evidence { field: *field, code, level, weight, left, right })
        })
        .collect();
    out.sort_by(|x, y| y.weight.abs().total_cmp(&x.weight.abs()));
    out
}

fn values(a: &Normalized, b: &Normalized, c: &Comparison, field: Field) -> (String, String) {
    let shared = |x: &[String], y: &[String]| {
        let common = x.iter().find(|v| y.contains(v));
        (common.or(x.first()).cloned().unwrap_or_default(), common.or(y.first()).cloned().unwrap_or_default())
    };
    match field {
        Field::Name => {
            let name = |n: &Normalized, i: usize| n.names.get(i).map(|f| f.plain.clone()).unwrap_or_default();
            (name(a, c.names.0), name(b, c.names.1))
        }
        Field::Domain => shared(&a.domains, &b.domains),
        Field::Email => shared(&a.emails, &b.emails),
        Field::Phone => {
            let list = |n: &Normalized| n.phones.iter().map(|p| p.text.clone()).collect::<Vec<_>>();
            shared(&list(a), &list(b))
        }
        Field::Address => (address(a), address(b)),
        Field::City => (a.city.clone(), b.city.clone()),
        Field::Region => (a.region.clone(), b.region.clone()),
        Field::Postal => (a.postal.clone(), b.postal.clone()),
        Field::Country => (a.country.clone(), b.country.clone()),
        Field::Identifier => {
            let list = |n: &Normalized| n.identifiers.iter().map(|(_, v)| v.clone()).collect::<Vec<_>>();
            shared(&list(a), &list(b))
        }
        Field::Parent => {
            let name = |n: &Normalized| n.parent.as_ref().map(|f| f.plain.clone()).unwrap_or_default();
            (name(a), name(b))
        }
    }
}

fn address(n: &Normalized) -> String {
    let a = &n.address;
    [a.number.as_str(), &a.street.join(" "), &a.kind.join(" ")].iter().filter(|s| !s.is_empty()).copied().collect::<Vec<_>>().join(" ")
}
