use askama::Template;
use base::FieldError;
use i18n::Locale;

use super::l10n;
use crate::{Choice, Errors, KitPage, Ui, sample};

fn ui() -> Ui {
    sample::ui(l10n(Locale::En), false)
}

/// Renders a piece of template with the kit and some variables at hand.
macro_rules! render {
    ($source:literal) => {{
        #[derive(Template)]
        #[template(source = $source, ext = "html")]
        struct Piece {
            ui: Ui,
            errors: Errors,
            options: Vec<Choice>,
            name: String,
        }
        let errors = Errors::new(&ui().l, &[FieldError::new("email", "email"), FieldError::new("", "stale")]).named("email", "Work email");
        let options = vec![Choice::new("a", "First").hint("one"), Choice::new("b", "Sec & ond")];
        let piece = Piece { ui: ui(), errors, options, name: "Ingrid <Aas>".to_owned() };
        // Not every piece names every variable.
        let _ = (&piece.ui, &piece.errors, &piece.options, &piece.name);
        piece.render().unwrap()
    }};
}

#[test]
fn every_macro_is_shown_on_the_kit_page() {
    let kit = include_str!("../../templates/kit.html");
    let pages = [
        include_str!("../../templates/kit_page.html"),
        include_str!("../../templates/layout.html"),
        include_str!("../../templates/layers.html"),
    ]
    .concat();
    let macros: Vec<&str> = kit.split("{%- macro ").skip(1).map(|m| m.split('(').next().unwrap()).collect();
    assert!(macros.len() > 50, "{}", macros.len());
    for name in macros {
        // Three parts are used by the fields only, and one by post_button.
        let inside = matches!(name, "label" | "below" | "wired");
        assert!(inside || pages.contains(&format!("kit::{name}(")), "kit::{name} is not on the kit page");
    }
    assert!(KitPage::new(ui()).render().unwrap().len() > 20_000);
}

#[test]
fn a_field_ties_its_label_hint_and_error_together() {
    let html = render!(
        "{% import \"kit.html\" as kit %}{{ kit::field(\"Work email\", \"email\", value=name, kind=\"email\", hint=\"As on your card\", error=errors.of(\"email\")) }}"
    );
    assert_eq!(
        html,
        format!(
            "<div class=\"field\"><label for=\"f-email\">Work email</label><input class=\"control\" id=\"f-email\" name=\"email\" type=\"email\" value=\"Ingrid &#60;Aas&#62;\" autocomplete=\"off\" aria-invalid=\"true\" aria-describedby=\"h-email e-email\" required><p id=\"h-email\">As on your card</p><p class=\"error\" id=\"e-email\">{}Enter the whole address, like name@company.com.</p></div>",
            icon("circle-alert")
        )
    );
}

#[test]
fn an_optional_field_says_so_and_a_password_never_comes_back() {
    let html = render!(
        "{% import \"kit.html\" as kit %}{{ kit::field(\"Role\", \"role\", optional=true) }}{{ kit::field(\"Password\", \"password\", kind=\"password\", value=\"secret\") }}"
    );
    assert!(html.contains("Role <span class=\"opt\">(optional)</span></label>"), "{html}");
    assert!(html.contains("id=\"f-role\" name=\"role\" type=\"text\" value=\"\" autocomplete=\"off\">"), "{html}");
    assert!(!html.contains("secret"), "{html}");
}

#[test]
fn only_the_chosen_one_is_chosen() {
    let html = render!(
        "{% import \"kit.html\" as kit %}{{ kit::choices(\"Which?\", \"x\", options, value=\"b\") }}{{ kit::select(\"Which?\", \"y\", options, value=\"a\", blank=\"Choose\") }}"
    );
    assert_eq!(html.matches(" checked").count(), 1);
    assert!(html.contains("value=\"b\" checked><span><b>Sec &#38; ond</b></span>"), "{html}");
    assert!(
        html.contains("<option value=\"\">Choose</option><option value=\"a\" selected>First</option><option value=\"b\">Sec"),
        "{html}"
    );
}

#[test]
fn a_variable_of_the_page_is_not_taken_for_a_parameter() {
    // `name` is a field of the page; inside the macro the field's own name must not hide it.
    let html = render!(
        "{% import \"kit.html\" as kit %}{{ kit::row(\"Title\", \"/x\", sub=name) }}{{ kit::field(\"L\", \"other\", value=name) }}"
    );
    assert!(html.contains("<p>Ingrid &#60;Aas&#62;</p>") && html.contains("value=\"Ingrid &#60;Aas&#62;\""), "{html}");
}

#[test]
fn the_error_summary_leads_to_the_fields_and_asks_for_the_focus() {
    let html = render!("{% import \"kit.html\" as kit %}{{ kit::error_summary(errors) }}");
    assert!(html.contains("role=\"alert\" tabindex=\"-1\" data-focus>"), "{html}");
    assert!(html.contains("<h2>2 things to fix</h2>"), "{html}");
    assert!(html.contains("<li><a class=\"link\" href=\"#f-email\">Work email: Enter the whole address, like name@company.com.</a></li><li>Somebody saved this before you."), "{html}");
}

#[test]
fn markdown_fields_keep_a_leading_line_and_say_what_works() {
    let html =
        render!("{% import \"kit.html\" as kit %}{{ kit::textarea(\"Notes\", \"notes\", value=\"\n<b>\", markdown=true, optional=true) }}");
    // HTML drops one line break after the tag, so one more is written.
    assert!(html.contains("rows=\"4\">\n\n&#60;b&#62;</textarea><p>Markdown works.</p></div>"), "{html}");
}

#[test]
fn bodies_and_lists_are_framed() {
    let html = render!(
        "{% import \"kit.html\" as kit %}{% call kit::facts() %}{{ kit::fact(\"Owner\", name) }}{% call kit::fact(\"Link\") %}<a href=\"/x\">x</a>{% endcall %}{% endcall %}"
    );
    assert_eq!(
        html,
        "<dl class=\"kv\"><div><dt>Owner</dt><dd>Ingrid &#60;Aas&#62;</dd></div><div><dt>Link</dt><dd><a href=\"/x\">x</a></dd></div></dl>"
    );
    let html = render!(
        "{% import \"kit.html\" as kit %}{% call kit::table(\"Deals\") %}<thead><tr>{{ kit::th(\"A\") }}{{ kit::th_sort(\"B\", \"?sort=-b\", order=\"ascending\", num=true) }}</tr></thead>{% endcall %}"
    );
    assert!(html.starts_with("<div class=\"table-wrap\" tabindex=\"0\" role=\"group\" aria-label=\"Deals\"><table class=\"table\"><caption class=\"sr-only\">Deals</caption><thead><tr><th scope=\"col\">A</th><th scope=\"col\" aria-sort=\"ascending\" data-num><a href=\"?sort=-b\">B<svg"), "{html}");
}

#[test]
fn the_last_page_offers_no_more() {
    let html = render!("{% import \"kit.html\" as kit %}{{ kit::pager(\"3 of 3\") }}");
    assert_eq!(html, "<div class=\"pager\" id=\"pager\"><span>3 of 3</span></div>");
    let html = render!("{% import \"kit.html\" as kit %}{{ kit::pager(\"3 of 9\", href=\"?after=x&s=1\") }}");
    assert!(html.contains("href=\"?after=x&#38;s=1\" hx-get=\"?after=x&#38;s=1\" hx-target=\"#rows\" hx-select=\"#rows > *\" hx-swap=\"beforeend\" hx-select-oob=\"#pager\">Show more</a>"), "{html}");
}

#[test]
fn progress_turns_green_when_it_is_reached() {
    let html = render!(
        "{% import \"kit.html\" as kit %}{{ kit::meter(\"Certified\", \"3 of 4\", 3, 4) }}{{ kit::meter(\"Revenue\", \"all\", 4, 4) }}"
    );
    assert_eq!(html.matches("data-tone=\"success\"").count(), 1);
    assert!(html.contains("<progress class=\"meter\" max=\"4\" value=\"3\" aria-label=\"Certified\">3 of 4</progress>"), "{html}");
}

#[test]
fn tones_and_icons_come_with_a_word() {
    let html = render!("{% import \"kit.html\" as kit %}{{ kit::badge(\"6 days left\", tone=\"danger\", icon=\"shield-alert\") }}");
    assert_eq!(html, format!("<span class=\"badge\" data-tone=\"danger\">{}6 days left</span>", icon("shield-alert")));
    let html = render!(
        "{% import \"kit.html\" as kit %}{{ kit::stat(\"Win rate\", \"41%\", delta=\"3 pts\", dir=\"down\") }}{{ kit::stat(\"Days\", \"4\", delta=\"1\", dir=\"down\", good=\"down\") }}"
    );
    assert_eq!((html.matches("<span class=\"sr-only\">down </span>").count(), html.matches("data-good").count()), (2, 1));
}

fn icon(name: &str) -> String {
    format!("<svg class=\"icon\" aria-hidden=\"true\"><use href=\"{}\"/></svg>", crate::assets::icon_url(name))
}
