use serde_json::json;

use crate::markup::blocks;

#[test]
fn blocks_and_spans_are_read() {
    let found = blocks("# One\n\nSome **bold** and *soft* words.\n\n- a\n- b\n\n3. c\n4. d\n");
    assert_eq!(
        json!(found),
        json!([
            { "t": "heading", "level": 1, "c": [{ "t": "text", "v": "One" }] },
            { "t": "par", "c": [
                { "t": "text", "v": "Some " }, { "t": "strong", "c": [{ "t": "text", "v": "bold" }] }, { "t": "text", "v": " and " },
                { "t": "emph", "c": [{ "t": "text", "v": "soft" }] }, { "t": "text", "v": " words." }] },
            { "t": "list", "tight": true, "items": [[{ "t": "inline", "c": [{ "t": "text", "v": "a" }] }], [{ "t": "inline", "c": [{ "t": "text", "v": "b" }] }]] },
            { "t": "enum", "tight": true, "start": 3, "items": [[{ "t": "inline", "c": [{ "t": "text", "v": "c" }] }], [{ "t": "inline", "c": [{ "t": "text", "v": "d" }] }]] },
        ])
    );
}

#[test]
fn levels_of_headings_have_no_gaps() {
    let levels: Vec<_> =
        blocks("## a\n\n#### b\n\n###### c\n\n### d\n\n# e\n\n## f\n").iter().map(|b| b["level"].as_u64().unwrap()).collect();
    assert_eq!(levels, [1, 2, 3, 2, 1, 2]);
}

#[test]
fn what_is_not_known_stays_as_its_text() {
    let found = json!(blocks("<script>alert(1)</script>\n\n[a link](http://x) ![a picture](y) <b>c</b> `d`\n\n    code\n")).to_string();
    for text in ["<script>alert(1)</script>", "a link", "a picture", "<b>", "d", "code"] {
        assert!(found.contains(text), "{text} is missing in {found}");
    }
    assert!(!found.contains("http://x"));
}

#[test]
fn text_is_made_fit_to_be_set() {
    use crate::text::clean;
    assert_eq!(clean("a\nb\tc\r\n"), "a b c  ");
    assert_eq!(clean("pay \u{202e}001$\u{202c} now\u{0}"), "pay 001$ now");
    assert_eq!(clean("🚚 \u{e000} 契"), "□ □ □");
    assert_eq!(clean("Mu\u{308}ller ﬁnds \u{1d400}"), "Müller finds A");
    assert_eq!(clean(&"x".repeat(65)).chars().filter(|c| *c == '\u{200b}').count(), 2);
    assert_eq!(clean("Größe Ελληνικά Русский العربية Ünïcødé"), "Größe Ελληνικά Русский العربية Ünïcødé");
}
