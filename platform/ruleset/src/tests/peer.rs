//! Our answers against those of the interpreter that comes with the parser.

use std::collections::HashMap;
use std::sync::Arc;

use cel::objects::Key;
use proptest::prelude::*;

use super::vocabulary;
use crate::{Facts, Value};

fn given(value: &Value) -> cel::Value {
    let list = |items: &[String]| cel::Value::List(Arc::new(items.iter().map(|item| cel::Value::from(item.as_str())).collect()));
    match value {
        Value::Bool(yes) => cel::Value::Bool(*yes),
        Value::Int(n) => cel::Value::Int(*n),
        Value::Number(n) => cel::Value::Float(n.to_string().parse().unwrap()),
        Value::Text(text) => cel::Value::from(text.as_str()),
        Value::Date(day) => cel::Value::from(day.to_string().as_str()),
        Value::List(items) => list(items),
    }
}

/// The interpreter's answer; what it cannot tell it says as an error.
fn peer(source: &str, facts: &Facts) -> Option<bool> {
    let lead: HashMap<Key, cel::Value> =
        facts.iter().map(|(name, value)| (Key::String(Arc::new(name.trim_start_matches("lead.").to_owned())), given(value))).collect();
    let mut context = cel::Context::default();
    context.add_variable_from_value("lead", cel::Value::Map(cel::objects::Map { map: Arc::new(lead) }));
    context.add_function("date", |text: Arc<String>| text.as_str().to_owned()).unwrap();
    match cel::Program::compile(source).expect(source).execute(&context) {
        Ok(cel::Value::Bool(yes)) => Some(yes),
        _ => None,
    }
}

fn test() -> impl Strategy<Value = String> {
    let op = || proptest::sample::select(vec!["==", "!=", "<", "<=", ">", ">="]);
    let city = || proptest::sample::select(vec!["Köln", "Bonn", "", "K"]);
    prop_oneof![
        (op(), -2i64..5).prop_map(|(op, n)| format!("lead.size {op} {n}")),
        (op(), -2i64..5, 0i64..3).prop_map(|(op, n, k)| format!("lead.size * {k} + 1 {op} {n}")),
        (op(), 0i64..4).prop_map(|(op, n)| format!("lead.score {op} {n}.5")),
        (op(), city()).prop_map(|(op, city)| format!("lead.city {op} \"{city}\"")),
        (op(), 20u32..23).prop_map(|(op, day)| format!("lead.received_on {op} date(\"2026-11-{day}\")")),
        city().prop_map(|city| format!("lead.city in [\"{city}\", \"Ulm\"]")),
        city().prop_map(|city| format!("lead.city.startsWith(\"{city}\")")),
        Just("lead.known_customer".to_owned()),
        Just("lead.known_customer == true".to_owned()),
        Just("has(lead.size)".to_owned()),
        Just("\"yard\" in lead.products".to_owned()),
        Just("size(lead.products) > 1".to_owned()),
        Just("lead.products.exists(p, p in [\"yard\", \"x\"])".to_owned()),
        Just("[\"yard\", \"route\"].all(p, p in lead.products)".to_owned()),
        Just("lead.products.all(p, lead.size > 1 || p == \"x\")".to_owned()),
        Just("true".to_owned()),
    ]
}

fn condition() -> impl Strategy<Value = String> {
    test().prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} && {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} || {b})")),
            inner.prop_map(|a| format!("!({a})")),
        ]
    })
}

fn anything() -> impl Strategy<Value = Facts> {
    (
        proptest::option::of(-2i64..5),
        proptest::option::of(0i64..8),
        proptest::option::of(proptest::sample::select(vec!["Köln", "Bonn", ""])),
        proptest::option::of(any::<bool>()),
        proptest::option::of(20u32..23),
        proptest::option::of(proptest::sample::subsequence(vec!["yard".to_owned(), "route".to_owned(), "x".to_owned()], 0..=3)),
    )
        .prop_map(|(size, score, city, known, day, products)| {
            Facts::new()
                .maybe("lead.size", size)
                .maybe("lead.score", score.map(|n| rust_decimal::Decimal::new(n * 5, 1)))
                .maybe("lead.city", city)
                .maybe("lead.known_customer", known)
                .maybe("lead.received_on", day.and_then(|d| chrono::NaiveDate::from_ymd_opt(2026, 11, d)))
                .maybe("lead.products", products)
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn both_give_the_same_answer(source in condition(), facts in anything()) {
        let rule = vocabulary().check(&source).map_err(|e| TestCaseError::fail(format!("{source}: {e}")))?;
        let ours = rule.decide(&facts);
        prop_assert_eq!(ours.trace.first().and_then(|line| line.held), peer(&source, &facts), "{}", source);
        prop_assert_eq!(ours.holds, peer(&rule.plain(), &facts) == Some(true), "{}", rule.plain());
    }
}
