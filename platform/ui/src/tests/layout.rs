use askama::Template;
use i18n::Locale;

use super::l10n;
use crate::{Flash, KitPage, KitPlainPage, Theme, Tone, Ui, sample};

#[derive(Template)]
#[template(
    source = "{% extends \"layout.html\" %}{% block title %}Deals{% endblock %}{% import \"kit.html\" as kit %}{% block main %}{{ kit::page_head(\"Deals\") }}{% endblock %}",
    ext = "html"
)]
struct Bare {
    ui: Ui,
}

fn portal(locale: Locale) -> Ui {
    sample::ui(l10n(locale), false)
}

fn count(html: &str, what: &str) -> usize {
    html.matches(what).count()
}

#[test]
fn a_page_has_one_heading_its_landmarks_and_its_language() {
    for (locale, start) in [
        (Locale::En, "<html lang=\"en\" dir=\"ltr\" data-theme=\"system\">"),
        (Locale::De, "<html lang=\"de\" dir=\"ltr\" data-theme=\"system\">"),
        (Locale::Mirrored, "<html lang=\"ar-XB\" dir=\"rtl\" data-theme=\"system\">"),
    ] {
        let html = Bare { ui: portal(locale) }.render().unwrap();
        assert!(html.contains(start), "{html}");
        assert_eq!((count(&html, "<h1"), count(&html, "<main "), count(&html, "<header class=\"top\"")), (1, 1, 1));
        assert!(html.contains("<title>Deals · Kestrel Partners</title>"));
        assert!(html.contains("<a class=\"skip-link\" href=\"#main\">"));
        assert_eq!(count(&html, "<nav "), 3);
        assert_eq!(count(&html, "<nav "), count(&html, "<nav aria-label=\"") + count(&html, "<nav class=\"tabbar\" aria-label=\""));
        assert!(!html.contains('⟦'), "{html}");
    }
}

#[test]
fn the_shell_shows_where_one_is_and_what_waits() {
    let mut ui = portal(Locale::En);
    ui.path = "/leads".to_owned();
    ui.unread = 0;
    ui.mark_current();
    let html = Bare { ui }.render().unwrap();
    assert!(html.contains("<a class=\"side-link\" href=\"/leads\" aria-current=\"page\">"));
    assert!(html.contains("<span class=\"count\" data-tone=\"brand\">3<span class=\"sr-only\"> waiting</span></span>"));
    assert!(html.contains("href=\"/notices\" aria-label=\"Notices\""), "{html}");
    assert!(html.contains("id=\"unread\" hidden"));
    assert!(html.contains("<button type=\"button\" popovertarget=\"more\">"));
    let mut ui = portal(Locale::En);
    ui.unread = 1;
    assert!(Bare { ui }.render().unwrap().contains("aria-label=\"Notices, 1 new\""));
}

#[test]
fn looking_as_a_partner_says_so_on_every_page() {
    let mut ui = portal(Locale::En);
    ui.view_as = Some("Bright <path>".to_owned());
    let html = Bare { ui }.render().unwrap();
    assert!(html.contains("You see the portal as Bright &#60;path&#62;. Nothing can be changed."), "{html}");
    assert!(html.contains("<form method=\"post\" action=\"/view-as/end\">"));
}

#[test]
fn what_happened_is_said_once_as_a_status() {
    let mut ui = portal(Locale::En);
    ui.flash = vec![Flash::new(Tone::Success, "Saved & sent")];
    let html = Bare { ui }.render().unwrap();
    assert!(
        html.contains(
            "<div id=\"toaster\" class=\"toaster\" role=\"status\" aria-live=\"polite\"><div class=\"toast\" data-tone=\"success\">"
        ),
        "{html}"
    );
    assert!(html.contains("<p>Saved &#38; sent</p>"));
}

#[test]
fn the_theme_is_the_readers_and_its_switch_works_without_script() {
    let mut ui = portal(Locale::En);
    ui.theme = Theme::Dark;
    ui.path = "/deals?x=\"y\"".to_owned();
    let html = Bare { ui }.render().unwrap();
    assert!(html.contains("data-theme=\"dark\">"));
    assert!(
        html.contains(
            "<input type=\"hidden\" name=\"theme\" value=\"light\"><input type=\"hidden\" name=\"back\" value=\"/deals?x=&#34;y&#34;\">"
        ),
        "{html}"
    );
}

#[test]
fn nobody_signed_in_gets_no_account_and_no_empty_bar() {
    let html = Bare { ui: Ui::new(l10n(Locale::En), sample::now()) }.render().unwrap();
    assert!(!html.contains("href=\"/account\"") && !html.contains("class=\"tabbar\""));
}

#[test]
fn the_public_page_offers_the_languages() {
    let html = KitPlainPage::new(portal(Locale::De)).render().unwrap();
    assert!(html.contains("<form class=\"ms-auto flex items-center gap-1\" method=\"post\" action=\"/preferences/language\""));
    assert!(
        html.contains("<option value=\"en\" lang=\"en\">English</option><option value=\"de\" lang=\"de\" selected>Deutsch</option>"),
        "{html}"
    );
    assert_eq!((count(&html, "<h1"), count(&html, "<main ")), (1, 1));
}

#[test]
fn pages_hold_nothing_that_the_security_policy_forbids() {
    for locale in Locale::ALL {
        for console in [false, true] {
            let html = KitPage::new(sample::ui(l10n(*locale), console)).render().unwrap();
            assert!(!html.contains(" style=") && !html.contains("<style") && !html.contains("javascript:") && !html.contains("hx-on"));
            assert_eq!(count(&html, "<script"), 1);
            assert!(html.contains("<script type=\"module\" src=\"/assets/app-"));
            assert!(!html.contains('⟦'));
        }
    }
}

#[test]
fn every_page_of_the_kit_weighs_less_than_its_budget() {
    // Uncompressed here; the budget is 25 kB compressed, and a page shrinks to less than a quarter.
    let html = KitPage::new(portal(Locale::En)).render().unwrap();
    assert!(html.len() < 100_000, "{}", html.len());
}
