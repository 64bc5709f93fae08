use super::{facts, vocabulary};
use crate::{Facts, Line, What};

fn holds(source: &str) -> bool {
    vocabulary().check(source).expect(source).decide(&facts()).holds
}

#[test]
fn conditions_hold_or_not() {
    for source in [
        "true",
        "lead.country == \"DE\"",
        "lead.country in [\"AT\", \"DE\"] && lead.size >= 250",
        "lead.size > 250 || lead.score == 12.5",
        "lead.score > 12 && lead.score < 12.6 && lead.size * 2 - 1 == 499",
        "!lead.known_customer && lead.known_customer == false",
        "lead.received_on >= date(\"2026-11-21\") && lead.received_on < date(\"2026-11-22\")",
        "lead.city.startsWith(\"K\") && lead.city.contains(\"öl\") && lead.city.endsWith(\"n\") && size(lead.city) == 4",
        "\"yard\" in lead.products && !(\"x\" in lead.products)",
        "lead.products.exists(p, p in [\"route\", \"x\"]) && lead.products.all(p, p != \"x\")",
        "[\"yard\", \"route\"].all(x, x in lead.products)",
        "has(lead.city) && !has(lead.segments)",
        "lead.city >= \"K\" && lead.city < \"L\"",
        "250 <= lead.size",
        "lead.size in [1, 250]",
        "lead.score in [1, 12.5]",
    ] {
        assert!(holds(source), "{source}");
    }
    for source in ["false", "lead.country != \"DE\"", "lead.size < 250", "lead.products.exists(p, p == \"x\")", "lead.city in []"] {
        assert!(!holds(source), "{source}");
    }
}

#[test]
fn what_is_not_known_settles_nothing_but_is_no_hindrance() {
    let none = Facts::new();
    let decided = |source: &str| vocabulary().check(source).expect(source).decide(&none);
    for source in
        ["lead.size > 3", "!(lead.size > 3)", "lead.country != \"DE\"", "\"a\" in lead.products", "lead.products.all(p, p == \"a\")"]
    {
        let decision = decided(source);
        assert!(!decision.holds, "{source}");
        assert_eq!(decision.trace[0].held, None, "{source}");
    }
    assert!(decided("lead.size > 3 || true").holds);
    assert!(decided("!(lead.size > 3 && false)").holds);
    assert!(decided("!has(lead.size)").holds);
    // A value of another kind, and a sum too large to be exact, are not known either.
    let odd = Facts::new().with("lead.size", i64::MAX).with("lead.city", 3_i64);
    assert!(!vocabulary().check("lead.size + 1 > 0 || lead.city != \"a\"").unwrap().decide(&odd).holds);
}

#[test]
fn the_trace_says_why() {
    let rule = vocabulary()
        .check("lead.country in [\"AT\", \"CH\"] || (lead.size >= 100 && !(lead.score < 20.0)) || lead.city == \"Bonn\"")
        .unwrap();
    assert_eq!(rule.names(), ["lead.country", "lead.size", "lead.score", "lead.city"]);
    let decision = rule.decide(&facts());
    let told = |line: &Line| {
        let saw: Vec<String> =
            line.seen.iter().map(|s| format!("{}={}", s.name, s.value.as_ref().map(ToString::to_string).unwrap_or_default())).collect();
        format!("{}{:?} {} [{}] {:?}", "  ".repeat(line.depth), line.what, line.text, saw.join(" "), line.held)
    };
    assert!(!decision.holds);
    assert_eq!(
        decision.trace.iter().map(told).collect::<Vec<_>>(),
        [
            "Any  [] Some(false)",
            "  Test lead.country in [\"AT\", \"CH\"] [lead.country=DE] Some(false)",
            "  All  [] Some(false)",
            "    Test lead.size >= 100 [lead.size=250] Some(true)",
            "    Not  [] Some(false)",
            "      Test lead.score < 20.0 [lead.score=12.5] Some(true)",
            "  Test lead.city == \"Bonn\" [lead.city=Köln] Some(false)",
        ]
    );
    assert_eq!(decision.trace[0].what, What::Any);
    assert_eq!(rule.decide(&facts()), decision);
}
