use super::vocabulary;
use crate::{BadVariable, Code, Kind, Variable, Vocabulary};

fn fault(source: &str) -> (Code, usize, usize, String, String) {
    let fault = vocabulary().check(source).expect_err(source);
    (fault.code, fault.at.line, fault.at.column, fault.found, fault.wanted)
}

fn said(code: Code, line: usize, column: usize, found: &str, wanted: &str) -> (Code, usize, usize, String, String) {
    (code, line, column, found.to_owned(), wanted.to_owned())
}

#[test]
fn a_fault_says_where_what_and_what_would_help() {
    assert_eq!(fault("  "), said(Code::Empty, 1, 1, "", ""));
    assert_eq!(fault("lead.contry == \"DE\""), said(Code::UnknownName, 1, 1, "lead.contry", "lead.country"));
    assert_eq!(fault("country == \"DE\""), said(Code::UnknownName, 1, 1, "country", "lead.country"));
    assert_eq!(fault("partner.weather == \"DE\""), said(Code::UnknownName, 1, 1, "partner.weather", ""));
    assert_eq!(fault("lead.city == \"Köln\" &&\n  lead.sise > 3"), said(Code::UnknownName, 2, 3, "lead.sise", "lead.size"));
    assert_eq!(fault("lead.size > \"3\""), said(Code::WrongType, 1, 13, "\"3\"", "int"));
    assert_eq!(fault("\"ä\" == lead.size"), said(Code::WrongType, 1, 1, "\"ä\"", "int"));
    assert_eq!(fault("\"ä\" == lead.city && lead.size == \"ü\""), said(Code::WrongType, 1, 34, "\"ü\"", "int"));
    assert_eq!(fault("lead.products == \"yard\""), said(Code::WrongType, 1, 18, "\"yard\"", "list"));
    assert_eq!(fault("lead.city in lead.country"), said(Code::WrongType, 1, 14, "lead.country", "list"));
    assert_eq!(fault("lead.size in [1, \"2\"]"), said(Code::WrongType, 1, 18, "\"2\"", "int"));
    assert_eq!(fault("lead.country == \"De\""), said(Code::UnknownChoice, 1, 17, "De", "DE"));
    assert_eq!(fault("lead.country in [\"DE\", \"FR\"]").0, Code::UnknownChoice);
    assert_eq!(fault("\"publik\" in lead.segments"), said(Code::UnknownChoice, 1, 1, "publik", "public"));
    assert_eq!(fault("lead.segments.exists(s, s == \"publik\")").0, Code::UnknownChoice);
    assert_eq!(fault("lead.size"), said(Code::NotYesOrNo, 1, 1, "lead.size", "int"));
    assert_eq!(fault("lead.known_customer && lead.size + 1"), said(Code::NotYesOrNo, 1, 24, "lead.size + 1", "int"));
    assert_eq!(fault("lead.received_on > date(\"21.11.2026\")"), said(Code::BadDate, 1, 25, "21.11.2026", ""));
    assert_eq!(fault("lead.received_on > \"2026-11-21\"").4, "date");
    assert_eq!(fault("lead.size > 1e300").0, Code::BadNumber);
    assert_eq!(fault("lead.city.matches(\"(a+)+$\")"), said(Code::NotAllowed, 1, 1, "matches", ""));
    assert_eq!(fault("lead.city.upper() == \"A\"").0, Code::UnknownFunction);
    assert_eq!(fault("lead.size / 2 > 3").0, Code::NotAllowed);
    assert_eq!(fault("lead.size > 3 ? true : false").0, Code::NotAllowed);
    assert_eq!(fault("lead.products.map(p, p) == 1").0, Code::NotAllowed);
    assert_eq!(fault("lead.products.exists_one(p, p == \"a\")").0, Code::NotAllowed);
    assert_eq!(fault("lead.products.exists(p, lead.segments.all(s, s == \"public\"))").0, Code::NotAllowed);
    assert_eq!(fault("{\"a\": 1}.a == 1").0, Code::NotAllowed);
    assert_eq!(fault("lead.city == null").0, Code::NotAllowed);
    assert_eq!(fault("lead.city == b'x'").0, Code::NotAllowed);
    assert_eq!(fault("lead.city == \"\"\"x\"\"\"").0, Code::NotAllowed);
    assert_eq!(fault("lead.size == 3u").0, Code::NotAllowed);
    assert_eq!(fault("x == \"a\"").0, Code::UnknownName);
    assert_eq!(fault("lead.city == \"a\\nb\"").0, Code::NotAllowed);
    assert_eq!(fault("lead.city.contains(3)"), said(Code::WrongType, 1, 20, "3", "text"));
}

#[test]
fn syntax_faults_point_at_their_place() {
    let (code, line, column, ..) = fault("lead.city == ");
    assert_eq!((code, line), (Code::Syntax, 1));
    assert!(column >= 13, "{column}");
    let (code, line, ..) = fault("lead.size > 1 &&\nlead.size >> 3");
    assert_eq!((code, line), (Code::Syntax, 2));
    assert_eq!(fault("lead.city == \"open").0, Code::Syntax);
    assert_eq!(fault("lead.city == 'a\u{0}'").0, Code::Syntax);
    assert_eq!(fault("lead. city city").0, Code::Syntax);
}

#[test]
fn limits_are_said() {
    assert_eq!(fault(&"a".repeat(4_001)), said(Code::TooLong, 1, 4_001, "4001", "4000"));
    assert_eq!(fault(&format!("lead.city == \"{}\"", "a".repeat(201))).0, Code::TooLong);
    assert_eq!(fault(&format!("{}true{}", "(".repeat(17), ")".repeat(17))).0, Code::TooDeep);
    let list = vec!["1"; 251].join(",");
    assert_eq!(fault(&format!("lead.size in [{list}]")).0, Code::TooMany);
    assert_eq!(fault(&vec!["true"; 250].join("&&")).0, Code::TooMany);
}

#[test]
fn one_spelling_for_many() {
    let plain = |source: &str| vocabulary().check(source).expect(source).plain();
    assert_eq!(plain("( lead.size>=3&&(lead.size<9) ) && !lead.known_customer"), "lead.size >= 3 && lead.size < 9 && !lead.known_customer");
    assert_eq!(plain("lead.score > 3 || lead.score == 1.50"), "lead.score > 3.0 || lead.score == 1.5");
    assert_eq!(plain("lead.city in ['a', \"b\"] && (has(lead.city) || true)"), "lead.city in [\"a\", \"b\"] && (has(lead.city) || true)");
    assert_eq!(plain("!(lead.size + 1 * 2 == -3)"), "!(lead.size + (1 * 2) == -3)");
    assert_eq!(plain("lead.products.all(p, p.startsWith('y'))"), "lead.products.all(p, p.startsWith(\"y\"))");
    assert_eq!(plain("size(lead.products) > 1 && lead.city.size() < 4"), "size(lead.products) > 1 && size(lead.city) < 4");
}

#[test]
fn a_vocabulary_has_good_names() {
    let bad = |name: &str| Vocabulary::new(vec![Variable::new(name, Kind::Int, "x")]).err();
    for name in ["", "size", "lead.", ".size", "lead.in", "lead.Size", "lead.a.b", "lead.größe", "as.size", "lead.1a"] {
        assert_eq!(bad(name), Some(BadVariable { name: name.to_owned() }));
    }
    assert_eq!(bad("lead.size_2"), None);
    let twice = Variable::new("a.b", Kind::Int, "x");
    assert!(Vocabulary::new(vec![twice.clone(), twice]).is_err());
}
