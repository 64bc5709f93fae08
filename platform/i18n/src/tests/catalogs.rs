use base::{FieldError, Invalid, Refusal};

use super::{SAMPLE, l10n};
use crate::{Arg, CatalogError, Catalogs, Locale, Problem};

#[test]
fn a_message_takes_values_and_chooses_its_plural() {
    let en = l10n(Locale::En);
    assert_eq!(en.t1("greeting", "name", "Amara"), "Good morning, Amara");
    assert_eq!(en.t1("deals", "n", 1), "1 deal");
    assert_eq!(en.t1("deals", "n", 1234), "1,234 deals");
    assert_eq!(l10n(Locale::De).t1("deals", "n", 1234), "1.234 Deals");
    assert_eq!(en.ta("deals", &[("n", Arg::from(0_u64))]), "0 deals");
}

#[test]
fn values_are_seen_through_references() {
    let en = l10n(Locale::En);
    let (name, n) = (&&String::from("Amara"), &&2_usize);
    assert_eq!(en.t1("greeting", "name", name), "Good morning, Amara");
    assert_eq!(en.t1("deals", "n", n), "2 deals");
}

#[test]
fn a_missing_translation_falls_back_to_english_and_is_listed() {
    let de = l10n(Locale::De);
    assert_eq!(de.t("only-english"), "Only here");
    let missing: Vec<String> = de.catalogs().check().iter().map(ToString::to_string).collect();
    assert_eq!(missing, ["de: `only-english` is missing", "de: `refusal-deal-protected` is missing", "de: `refusal-too-short` is missing"]);
    assert!(de.catalogs().unknown().is_empty());
}

#[test]
fn a_message_that_nobody_has_shows_its_name_and_is_remembered() {
    let en = l10n(Locale::En);
    assert_eq!(en.t("no-such-thing"), "⟦no-such-thing⟧");
    assert_eq!(en.catalogs().unknown(), ["no-such-thing"]);
    assert!(en.catalogs().has("plain"));
    assert!(!en.catalogs().has("no-such-thing"));
}

#[test]
fn a_value_that_english_does_not_name_is_a_problem() {
    let extra: &[(&str, &str)] = &[("en", "a = A { $x }\n"), ("de", "a = A { $y }\nb = B\n")];
    assert_eq!(
        Catalogs::new(&[extra]).unwrap().check(),
        [Problem::Variable(Locale::De, "a".to_owned(), "y".to_owned()), Problem::Unknown(Locale::De, "b".to_owned())]
    );
}

#[test]
fn sources_that_make_no_catalog_are_refused_with_the_reason() {
    assert_eq!(Catalogs::new(&[SAMPLE, &[("en", "plain = Again\n")]]).unwrap_err(), CatalogError::Twice(Locale::En, "plain".to_owned()));
    assert_eq!(Catalogs::new(&[&[("xx", "a = A\n")]]).unwrap_err(), CatalogError::UnknownLocale("xx".to_owned()));
    assert_eq!(Catalogs::new(&[&[("en-XA", "a = A\n")]]).unwrap_err(), CatalogError::UnknownLocale("en-XA".to_owned()));
    assert!(matches!(Catalogs::new(&[&[("en", "a = { $x\n")]]).unwrap_err(), CatalogError::Syntax(Locale::En, _)));
}

#[test]
fn pseudo_languages_are_made_from_english() {
    let accented = l10n(Locale::Accented).t("plain");
    assert_eq!(accented, "Şȧȧṽḗḗ ḓřȧȧƒŧ");
    assert_eq!(l10n(Locale::Accented).t1("greeting", "name", "Amara"), "Ɠǿǿǿǿḓ ḿǿǿřƞīīƞɠ, Amara");
    assert_eq!(l10n(Locale::Mirrored).t("plain"), "\u{202e}Save\u{202c} \u{202e}draft\u{202c}");
    assert_eq!(
        l10n(Locale::Mirrored).t1("greeting", "name", "Amara"),
        "\u{202e}Good\u{202c} \u{202e}morning\u{202c}, \u{2068}Amara\u{2069}"
    );
    assert_eq!((l10n(Locale::Mirrored).lang(), l10n(Locale::Mirrored).dir()), ("ar-XB", "rtl"));
}

#[test]
fn a_refusal_speaks_by_its_code() {
    let en = l10n(Locale::En);
    let mut invalid = Invalid::new();
    invalid.push(FieldError::new("title", "too_short").with("min", 3));
    let field = invalid.fields().remove(0);
    assert_eq!(en.refusal(field.code, &field.args), "At least 3.");
    assert_eq!(en.refusal("deal.protected", &[("until", "25 Nov".to_owned())]), "Until 25 Nov.");
}

#[test]
fn our_own_words_are_complete() {
    assert_eq!(Catalogs::new(&[]).unwrap().check(), []);
}
