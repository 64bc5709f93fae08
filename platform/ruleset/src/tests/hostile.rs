//! Nothing that a person or a program writes makes the engine fail, loop, or take long.

use proptest::prelude::*;

use super::{facts, vocabulary};
use crate::Code;

#[test]
fn texts_made_to_nest_are_refused_before_they_cost_anything() {
    let most = crate::MOST_CHARACTERS;
    let many = |part: &str| part.repeat(most / part.len());
    for text in [
        many("("),
        many("["),
        many("{"),
        many("!"),
        many("-"),
        many("a."),
        many("1+"),
        many("1+[1,1]+"),
        many("f(1,1)*"),
        many("a<"),
        many("a in "),
        many("a?b:"),
        many("a?b&&c:"),
        many("!(-("),
        many("a.b("),
        many("r\"\\\"+(("),
        many("//'\n(("),
        many("\"\\\n((("),
        many("\"\r((("),
        many("''("),
        many("x.all(y,"),
        many("x.exists(y,y.exists("),
        many("[[1],"),
        many("\"\"\""),
        many("&&"),
        many("||a"),
        many(",,"),
        many("\\"),
        many("\u{202e}"),
        many("0x"),
        many("has("),
        many("date("),
        many("`a`"),
    ] {
        let started = std::time::Instant::now();
        assert!(vocabulary().check(&text).is_err(), "{}", &text[..12.min(text.len())]);
        assert!(started.elapsed().as_secs() < 20, "{}", text.chars().take(12).collect::<String>());
    }
}

#[test]
fn the_largest_condition_fits_a_small_stack() {
    let deep = format!("{}lead.size > 1{}", "(".repeat(16), ")".repeat(16));
    let nots = format!("{}lead.known_customer", "!".repeat(20));
    let sums = format!("lead.size{} > 1", " + 1".repeat(20));
    let wide = vec!["lead.size == 1"; 99].join(" || ");
    // The deepest that the first look lets through: a chain in each bracket.
    let ladder = (0..16).fold("1".to_owned(), |inner, _| format!("({inner}{})", " + 1".repeat(22)));
    let ladder = format!("lead.size > {ladder}");
    for source in [deep, nots, sums, wide, ladder] {
        let held = std::thread::Builder::new()
            .stack_size(1024 * 1024)
            .spawn(move || vocabulary().check(&source).map(|rule| rule.decide(&facts()).holds))
            .unwrap()
            .join()
            .unwrap();
        assert!(held.is_ok(), "{held:?}");
    }
}

#[test]
fn what_others_put_into_values_stays_a_value() {
    let form = crate::Form {
        join: crate::Join::All,
        clauses: vec![crate::Clause {
            variable: "lead.city".to_owned(),
            operator: crate::Operator::Is,
            values: vec!["\" || true || \"".to_owned()],
        }],
    };
    let rule = vocabulary().check(&vocabulary().write(&form).unwrap()).unwrap();
    assert!(!rule.decide(&facts()).holds);
    assert_eq!(rule.form(), Some(form));
    assert_eq!(vocabulary().check("lead.__proto__ == \"a\"").unwrap_err().code, Code::UnknownName);
}

/// Pieces that meet often enough to make whole conditions.
fn pieces() -> impl Strategy<Value = String> {
    let piece = proptest::sample::select(vec![
        "lead.country",
        "lead.city",
        "lead.size",
        "lead.score",
        "lead.known_customer",
        "lead.received_on",
        "lead.products",
        "lead.segments",
        "lead",
        ".",
        "\"DE\"",
        "'x'",
        "1",
        "-3",
        "2.5",
        "1e9",
        "0x1F",
        "9223372036854775807",
        "true",
        "false",
        "null",
        "[",
        "]",
        "(",
        ")",
        ",",
        "==",
        "!=",
        "<",
        ">=",
        "&&",
        "||",
        "!",
        " in ",
        "+",
        "-",
        "*",
        "has(",
        "size(",
        ".exists(p,",
        ".all(p,",
        "p",
        ".contains(",
        ".matches(",
        "date(\"2026-01-01\")",
        "{",
        "}",
        ":",
        "?",
        "\n",
        "//",
        "\"",
        "'",
        "\\",
        "b\"",
        "`",
        "ä",
        "\u{0}",
        "\u{1f600}",
        ".map(p,",
        "u",
        "1.",
    ]);
    proptest::collection::vec(piece, 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn check_and_decide_answer_to_anything(source in prop_oneof![pieces(), "\\PC{0,60}", "[a-z.() \"'\\[\\]&|!<>=+*-]{0,60}"]) {
        match vocabulary().check(&source) {
            Ok(rule) => {
                let decision = rule.decide(&facts());
                prop_assert!(!decision.trace.is_empty());
                // The one spelling means the same.
                let again = vocabulary().check(&rule.plain()).map_err(|e| TestCaseError::fail(format!("{}: {e}", rule.plain())))?;
                prop_assert_eq!(again.plain(), rule.plain());
                prop_assert_eq!(again.decide(&facts()), decision);
            }
            Err(fault) => {
                prop_assert!(fault.at.end >= fault.at.start && fault.at.end <= source.chars().count());
                prop_assert!(fault.at.line >= 1 && fault.at.column >= 1);
            }
        }
    }
}
