//! What holds for any text.

use proptest::prelude::*;

use crate::{Identifier, Index, Lexicon, MOST_KEYS, Model, Record, choose, keys, normalize, score};

fn any_record() -> impl Strategy<Value = Record> {
    let text = prop_oneof![any::<String>(), "[A-Za-zäöüß&.,()' -]{0,40}", "[0-9+ ()/-]{0,20}", "[a-z]{1,8}\\.(com|de|co\\.uk)"];
    let list = proptest::collection::vec(text.clone(), 0..3);
    (list.clone(), list.clone(), text.clone(), text.clone(), text.clone(), text.clone(), list.clone(), list, text.clone(), text).prop_map(
        |(names, domains, address, city, postal, country, phones, emails, value, parent)| Record {
            id: String::new(),
            names,
            domains,
            address,
            city,
            region: postal.clone(),
            postal,
            country,
            phones,
            identifiers: vec![Identifier { scheme: String::new(), value }],
            emails,
            parent,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_score_is_symmetric_and_bounded(a in any_record(), b in any_record()) {
        let l = Lexicon::new();
        let (x, y) = (normalize(&a, &l), normalize(&b, &l));
        let m = Model::default();
        let (one, two) = (score(&x, &y, &m).score, score(&y, &x, &m).score);
        prop_assert!((0.0..=1.0).contains(&one));
        prop_assert!((one - two).abs() < 1e-6, "{one} {two}");
    }

    #[test]
    fn names_that_resemble_each_other_score_the_same_both_ways(a in "([A-Z][a-z]{2,9} ){1,4}(GmbH|Inc|Group|Berlin|Bank|12)?", cut in 0_usize..30, put in "[a-z ]{0,3}") {
        let at = cut.min(a.len());
        let b = format!("{}{put}{}", &a[..at], &a[(at + 1).min(a.len())..]);
        let l = Lexicon::new();
        let (x, y) = (normalize(&Record::named("", a), &l), normalize(&Record::named("", b), &l));
        let m = Model::default();
        let (one, two) = (score(&x, &y, &m).score, score(&y, &x, &m).score);
        prop_assert!((one - two).abs() < 1e-4, "{one} {two}");
    }

    #[test]
    fn a_name_is_the_same_as_itself(name in "[A-Z][a-z]{3,10} [A-Z][a-z]{3,10}") {
        let l = Lexicon::new();
        let x = normalize(&Record::named("", name), &l);
        prop_assert!(score(&x, &x, &Model::default()).score > 0.9);
    }

    #[test]
    fn keys_are_few_short_and_shared_by_equals(a in any_record()) {
        let l = Lexicon::new();
        let x = normalize(&a, &l);
        let list = keys(&x);
        prop_assert!(list.len() <= MOST_KEYS);
        prop_assert!(list.iter().all(|k| !k.text.is_empty() && k.text.len() <= 40 && k.text.is_ascii()));
        prop_assert_eq!(&list, &keys(&normalize(&a, &l)));
        let mut index = Index::new();
        index.add(x.clone());
        if !list.is_empty() {
            prop_assert_eq!(index.candidates(&x, 10), vec![0]);
            prop_assert_eq!(choose(list, &index, 0, 0).len(), 1);
        }
    }
}

#[test]
fn hostile_text_does_no_harm() {
    let lexicon = Lexicon::new();
    let model = Model::default();
    let hostile = [
        "",
        " ",
        "((((",
        "))))",
        "&&&&",
        ".....",
        "a.b.c.d.e.f.g.h",
        "\u{202e}evil",
        "株式会社日立製作所",
        "Газпром",
        "🏢🏢🏢",
        "\0\0",
        "Inc.",
        "GmbH & Co. KG",
        "The",
        "d/b/a",
        "x dba y dba z",
        "İstanbul A.Ş.",
        "ﬁﬂ",
        "e\u{301}\u{301}\u{301}",
    ];
    let long = "Very Long Name ".repeat(5_000);
    for a in hostile.iter().copied().chain([long.as_str()]) {
        for b in hostile {
            let (x, y) = (normalize(&Record::named("", a), &lexicon), normalize(&Record::named("", b), &lexicon));
            assert!((0.0..=1.0).contains(&score(&x, &y, &model).score), "{a} | {b}");
            assert!(keys(&x).len() <= MOST_KEYS);
        }
    }
}
