use proptest::prelude::*;

use super::vocabulary;
use crate::{Clause, Code, Form, Join, Kind, Operator, Takes};

fn clause(variable: &str, operator: Operator, values: &[&str]) -> Clause {
    Clause { variable: variable.to_owned(), operator, values: values.iter().map(|v| (*v).to_owned()).collect() }
}

#[test]
fn a_form_is_a_condition_and_back() {
    let form = Form {
        join: Join::All,
        clauses: vec![
            clause("lead.country", Operator::OneOf, &["DE", "AT"]),
            clause("lead.size", Operator::AtLeast, &["50"]),
            clause("lead.score", Operator::MoreThan, &["2"]),
            clause("lead.products", Operator::HasAny, &["yard", "route"]),
            clause("lead.products", Operator::HasAll, &["yard"]),
            clause("lead.segments", Operator::HasNone, &["public"]),
            clause("lead.known_customer", Operator::No, &[]),
            clause("lead.received_on", Operator::AtLeast, &["2026-11-01"]),
            clause("lead.city", Operator::StartsWith, &["St. \"Pölten\" \\"]),
            clause("lead.city", Operator::Known, &[]),
        ],
    };
    let source = vocabulary().write(&form).unwrap();
    assert_eq!(
        source,
        "lead.country in [\"DE\", \"AT\"] && lead.size >= 50 && lead.score > 2.0 && lead.products.exists(x, x in [\"yard\", \"route\"]) && \
         [\"yard\"].all(x, x in lead.products) && !lead.segments.exists(x, x in [\"public\"]) && !lead.known_customer && \
         lead.received_on >= date(\"2026-11-01\") && lead.city.startsWith(\"St. \\\"Pölten\\\" \\\\\") && has(lead.city)"
    );
    assert_eq!(vocabulary().check(&source).unwrap().form(), Some(form));
    let empty = Form { join: Join::All, clauses: Vec::new() };
    assert_eq!(vocabulary().write(&empty).unwrap(), "true");
    assert_eq!(vocabulary().check("true").unwrap().form(), Some(empty));
}

#[test]
fn conditions_of_another_shape_have_no_form() {
    for source in [
        "lead.size > 1 && (lead.size < 9 || lead.known_customer)",
        "lead.size + 1 > 2",
        "lead.city.endsWith(\"n\")",
        "!(lead.size > 3)",
        "lead.city == \" a\"",
        "lead.known_customer == true",
        "false",
        "lead.city in []",
    ] {
        assert_eq!(vocabulary().check(source).expect(source).form(), None, "{source}");
    }
}

#[test]
fn a_bad_clause_is_named_by_its_number() {
    let wrong = |bad: Clause| {
        let form = Form { join: Join::Any, clauses: vec![clause("lead.size", Operator::Is, &["1"]), bad] };
        let fault = vocabulary().write(&form).unwrap_err();
        assert_eq!(fault.at.line, 2);
        fault.code
    };
    assert_eq!(wrong(clause("lead.sise", Operator::Is, &["1"])), Code::UnknownName);
    assert_eq!(wrong(clause("lead.size", Operator::Contains, &["1"])), Code::WrongType);
    assert_eq!(wrong(clause("lead.size", Operator::Is, &["many"])), Code::WrongType);
    assert_eq!(wrong(clause("lead.size", Operator::Is, &[])), Code::Empty);
    assert_eq!(wrong(clause("lead.city", Operator::Is, &[" "])), Code::Empty);
    assert_eq!(wrong(clause("lead.country", Operator::Is, &["FR"])), Code::UnknownChoice);
    assert_eq!(wrong(clause("lead.score", Operator::Is, &["1234567890123456"])), Code::BadNumber);
    assert_eq!(wrong(clause("lead.received_on", Operator::Is, &["yesterday"])), Code::BadDate);
}

fn any_clause() -> impl Strategy<Value = Clause> {
    let variables: Vec<(String, Kind, Vec<String>)> = vocabulary()
        .variables()
        .iter()
        .map(|v| {
            let only = if matches!(v.choices, crate::Choices::Only(_)) { v.choices.offered() } else { &[] };
            (v.name.clone(), v.kind, only.iter().map(|c| c.value.clone()).collect())
        })
        .collect();
    proptest::sample::select(variables).prop_flat_map(|(name, kind, only)| {
        proptest::sample::select(Operator::of(kind).to_vec()).prop_flat_map(move |operator| {
            let count = match operator.takes() {
                Takes::Nothing => 0..=0,
                Takes::One => 1..=1,
                Takes::Several => 1..=4,
            };
            let value = match kind {
                Kind::Int => any::<i64>().prop_map(|n| n.to_string()).boxed(),
                Kind::Number => (-999_999_999_999_999i64..999_999_999_999_999, 0u32..12)
                    .prop_map(|(n, scale)| rust_decimal::Decimal::new(n, scale).normalize().to_string())
                    .boxed(),
                Kind::Date => (1i32..9999, 1u32..13, 1u32..29).prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}")).boxed(),
                _ if !only.is_empty() => proptest::sample::select(only.clone()).boxed(),
                _ => "\\PC{1,20}".prop_filter("trimmed", |t| t.trim() == t && !t.chars().any(char::is_control)).boxed(),
            };
            let variable = name.clone();
            proptest::collection::vec(value, count).prop_map(move |values| Clause { variable: variable.clone(), operator, values })
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_form_comes_back_as_it_went(clauses in proptest::collection::vec(any_clause(), 0..6), any in any::<bool>()) {
        let join = if any && clauses.len() > 1 { Join::Any } else { Join::All };
        let form = Form { join, clauses };
        let source = vocabulary().write(&form).unwrap();
        if source.chars().count() <= crate::MOST_CHARACTERS {
            let rule = vocabulary().check(&source).map_err(|e| TestCaseError::fail(format!("{source}: {e}")))?;
            prop_assert_eq!(rule.plain(), source);
            prop_assert_eq!(rule.form(), Some(form));
        }
    }
}
