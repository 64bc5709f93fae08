use i18n::Locale;

use super::l10n;
use crate::{Brand, Choice, Errors, NavItem, Theme, Tone, Who, hue, sample};

#[test]
fn the_deepest_matching_place_is_current() {
    let mut ui = sample::ui(l10n(Locale::En), false);
    let current = |ui: &crate::Ui| -> Vec<String> {
        ui.nav.iter().flat_map(|g| &g.items).chain(&ui.quick).filter(|i| i.current).map(|i| i.href.clone()).collect()
    };
    assert_eq!(current(&ui), ["/", "/"]);
    ui.path = "/deals/new?draft=1".to_owned();
    ui.mark_current();
    assert_eq!(current(&ui), ["/deals/new"]);
    ui.path = "/deals/deal_01h".to_owned();
    ui.mark_current();
    assert_eq!(current(&ui), ["/deals", "/deals"]);
    ui.path = "/dealsroom".to_owned();
    ui.mark_current();
    assert_eq!(current(&ui), Vec::<String>::new());
}

#[test]
fn themes_round_trip_and_toggle() {
    for theme in [Theme::Light, Theme::Dark, Theme::System] {
        assert_eq!(Theme::parse(theme.as_str()), theme);
    }
    assert_eq!(Theme::parse("purple"), Theme::System);
    assert_eq!((Theme::Dark.toggled(), Theme::Light.toggled(), Theme::System.toggled()), (Theme::Light, Theme::Dark, Theme::Dark));
}

#[test]
fn people_and_brands_get_their_letters() {
    let who = Who::new("Amara Diallo", "Brightpath Systems");
    assert_eq!((who.initials.as_str(), who.hue), ("AD", hue("Amara Diallo")));
    assert!((1..=5).contains(&who.hue) && (1..=5).contains(&hue("")));
    assert_eq!(Brand::new("kestrel").letter, "K");
    assert_eq!(NavItem::new("/x", "inbox", "X").count(0, Tone::Brand).count, None);
    assert_eq!(Choice::new("a", "A").hint("h").hint, "h");
}

#[test]
fn errors_speak_the_readers_language_and_know_their_fields() {
    let mut invalid = base::Invalid::new();
    invalid.check(false, "company", "required").push(base::FieldError::new("title", "too_long").with("max", 80));
    let errors = Errors::from_refusal(&l10n(Locale::De), &invalid).named("company", "Firma");
    assert_eq!(errors.of("company"), "Bitte ausfüllen.");
    assert_eq!(errors.of("title"), "Höchstens 80 Zeichen eingeben.");
    assert_eq!(errors.of("other"), "");
    assert_eq!(
        errors.list().iter().map(crate::FieldText::label).collect::<Vec<_>>(),
        ["Firma: Bitte ausfüllen.", "Höchstens 80 Zeichen eingeben."]
    );
    let whole = Errors::from_refusal(&l10n(Locale::En), &base::Simple::new("stale", base::Kind::Stale));
    assert_eq!((whole.len(), whole.of("")), (1, "Somebody saved this before you. Look at their version, then save again."));
    assert!(Errors::none().is_empty());
}
