use crate::{Direction, Locale};

#[test]
fn the_best_offered_language_is_negotiated() {
    for (header, best) in [
        ("", Locale::En),
        ("de", Locale::De),
        ("de-AT,de;q=0.9,en;q=0.8", Locale::De),
        ("fr,de;q=0.5,en;q=0.7", Locale::En),
        ("fr;q=1, de;q=0.001", Locale::De),
        ("de;q=0, en;q=0.1", Locale::En),
        ("DE_de", Locale::De),
        ("*", Locale::En),
        ("ar-XB, en-XA", Locale::En),
        ("de;q=nonsense,en;q=0.2", Locale::En),
        (";;;,,,q=;", Locale::En),
    ] {
        assert_eq!(Locale::negotiate(header), best, "{header}");
    }
}

#[test]
fn tags_round_trip_and_pseudo_languages_are_not_offered() {
    for locale in Locale::ALL {
        assert_eq!(locale.tag().parse(), Ok(*locale));
    }
    assert!("xx".parse::<Locale>().is_err());
    assert!(Locale::OFFERED.iter().all(|l| !l.is_pseudo()));
    assert_eq!(Locale::Mirrored.direction(), Direction::Rtl);
}
