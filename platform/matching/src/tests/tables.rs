//! Models and lexicons as text, and how they learn.

use crate::{Field, Index, Judgment, Lexicon, Model, Record, TextError, compare, judge, normalize};

#[test]
fn a_model_survives_its_text() {
    let mut model = Model::default();
    model.same = 0.93;
    model.version = 7;
    assert_eq!(Model::from_text(&model.to_text()).as_ref(), Ok(&model));
    assert_eq!(Model::from_text("model 1\nphone.same 0.5\n"), Err(TextError { line: 2, expected: "two chances" }));
    assert_eq!(Model::from_text("model 1\nphone.sane 0.5 0.1\n"), Err(TextError { line: 2, expected: "a known grade" }));
    assert_eq!(Model::from_text("no"), Err(TextError { line: 1, expected: "`model 1`" }));
}

#[test]
fn a_lexicon_survives_its_text_and_takes_names_back() {
    let mut l = Lexicon::new();
    l.learn(["acme", "robotics"]);
    l.learn(["zenit"]);
    assert_eq!(Lexicon::from_text(&l.to_text()).as_ref(), Ok(&l));
    l.forget(["zenit"]);
    assert_eq!((l.names(), l.count("zenit"), l.count("acme")), (1, 0, 1));
    assert!(Lexicon::from_text("lexicon 1\nnames x\n").is_err());
}

#[test]
fn frequent_words_weigh_less() {
    let mut l = Lexicon::new();
    assert!(l.weight("group") < l.weight("bank"));
    assert!(l.weight("bank") < l.weight("aurubis"));
    let before = l.weight("kreativ");
    for _ in 0..3_000 {
        l.learn(["kreativ"]);
    }
    assert!(l.weight("kreativ") < before);
    assert!(l.is_descriptor("kreativ"));
}

#[test]
fn verdicts_of_people_move_the_weights() {
    let l = Lexicon::new();
    let (a, b) = (normalize(&Record::named("a", "Schott"), &l), normalize(&Record::named("b", "Schott Pharma"), &l));
    let c = compare(&a, &b);
    let mut model = Model::default();
    let before = model.score(&c);
    for _ in 0..10 {
        model.nudge(&c, false);
    }
    assert!(model.score(&c) < before);
    assert_eq!(model.version, 11);
}

#[test]
fn too_little_teaches_nothing() {
    let mut model = Model::default();
    assert!(!model.learn(&[], 100.0));
    assert_eq!(model, Model::default());
}

#[test]
fn learning_sees_which_fields_can_be_trusted() {
    // Phones tell nothing here: everybody has the same one.
    let l = Lexicon::new();
    let mut index = Index::new();
    for i in 0..300_u32 {
        for copy in 0..2 {
            let mut r = Record::named(format!("{i}-{copy}"), format!("Company {} {}", word(i), word(i * 7 + 1)));
            r.phones = vec!["+1 212 555 0100".to_owned()];
            r.city = word(i * 3 + 2);
            r.postal = format!("{:05}", i * 37 % 100_000);
            index.add(normalize(&r, &l));
        }
    }
    let mut pairs = Vec::new();
    for (i, r) in index.records().iter().enumerate() {
        for (j, other) in index.records().iter().enumerate().take(i) {
            if (i / 2 == j / 2) || (i + j) % 37 == 0 {
                pairs.push(compare(r, other));
            }
        }
    }
    let mut model = Model::default();
    assert!(model.learn(&pairs, 50.0));
    assert!(model.bits(Field::Phone, 0) < Model::default().bits(Field::Phone, 0) - 1.0);
    assert_eq!(model.version, 2);
}

fn word(n: u32) -> String {
    const PARTS: [&str; 10] = ["ka", "lo", "mi", "ner", "tos", "vu", "pel", "dra", "fin", "zo"];
    let part = |k: u32| PARTS[usize::try_from(n / k % 10).unwrap_or(0)];
    format!("{}{}{}{}", part(1), part(10), part(100), part(1))
}

#[test]
fn thresholds_are_settings() {
    let mut model = Model::default();
    (model.same, model.likely) = (0.8, 0.3);
    assert_eq!(judge(0.85, &model), Judgment::Same);
    assert_eq!(judge(0.4, &model), Judgment::Likely);
    assert_eq!(judge(0.1, &model), Judgment::Different);
}

#[test]
fn clusters_gather_what_is_the_same() {
    let l = Lexicon::new();
    let mut index = Index::new();
    for name in ["Aurubis AG", "Sacyr", "Aurubis", "AURUBIS Aktiengesellschaft", "Sacyr S.A.", "Ebara"] {
        index.add(normalize(&Record::named(name, name), &l));
    }
    assert_eq!(index.clusters(&Model::default()), vec![vec![0, 2, 3], vec![1, 4]]);
    let probe = normalize(&Record::named("q", "Aurubbis"), &l);
    assert!(index.matches(&probe, &Model::default(), 3).iter().any(|m| m.at == 2));
}
