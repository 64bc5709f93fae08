mod assets;
mod charts;
mod kit;
mod layout;
mod markdown;
mod model;

use i18n::{L10n, Locale};

use crate::sample;

fn l10n(locale: Locale) -> L10n {
    sample::l10n(locale, &[]).unwrap()
}

#[test]
fn german_lacks_no_word_of_the_shell() {
    assert_eq!(l10n(Locale::De).catalogs().check(), []);
}

#[test]
fn every_common_refusal_has_words() {
    let l = l10n(Locale::De);
    for code in [
        "required",
        "too_short",
        "too_long",
        "invalid",
        "missing",
        "forbidden",
        "stale",
        "unauthenticated",
        "limit",
        "email",
        "url",
        "number",
        "amount",
        "date",
        "choice",
        "bad_id",
    ] {
        let text = l.refusal(code, &[("min", "3".to_owned()), ("max", "80".to_owned())]);
        assert!(!text.contains('⟦') && !text.contains('{'), "{code}: {text}");
    }
    assert_eq!(l10n(Locale::En).refusal("too_short", &[("min", "1".to_owned())]), "Write at least 1 character.");
    assert_eq!(l10n(Locale::En).refusal("too_long", &[("max", "2000".to_owned())]), "Write at most 2,000 characters.");
    assert!(l10n(Locale::En).t1("fault", "id", "01h").ends_with("tell us the reference 01h."));
}
