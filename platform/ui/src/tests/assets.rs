use crate::assets::{PREFIX, has_icon, icon_url, serve, unknown, url};

#[test]
fn files_are_named_by_their_content_and_may_be_kept_for_ever() {
    let address = url("app.css");
    let name = address.strip_prefix(PREFIX).unwrap();
    assert_eq!((name.len(), name.get(..4), name.split('.').next_back()), (18, Some("app-"), Some("css")), "{name}");
    let plain = serve(name, false).unwrap();
    let packed = serve(name, true).unwrap();
    assert_eq!((plain.content_type, plain.encoding, plain.immutable), ("text/css; charset=utf-8", None, true));
    assert_eq!(packed.encoding, Some("br"));
    assert!(packed.bytes.len() * 4 < plain.bytes.len());
    assert_ne!(packed.etag, plain.etag);
    assert_eq!(plain.cache_control(), "public, max-age=31536000, immutable");
}

#[test]
fn a_plain_name_is_answered_for_a_short_while_only() {
    let icon = serve("favicon.svg", false).unwrap();
    assert_eq!((icon.content_type, icon.cache_control()), ("image/svg+xml", "public, max-age=3600"));
}

#[test]
fn only_built_files_are_served() {
    for name in
        ["", "manifest.json", "../package.json", "..%2fpackage.json", "/etc/passwd", "app.css.br", ".stamp", "nothing.css", "licenses.txt"]
    {
        assert!(serve(name, true).is_none(), "{name}");
    }
    let font = url("inter-latin.woff2");
    let font = serve(font.strip_prefix(PREFIX).unwrap(), true).unwrap();
    assert_eq!((font.content_type, font.encoding), ("font/woff2", None));
}

#[test]
fn an_icon_that_is_not_in_the_sprite_is_noticed_and_drawn_anyway() {
    assert!(has_icon("check"));
    assert!(icon_url("check").ends_with("#check"));
    assert!(icon_url("no-such-icon").ends_with("#circle-dashed"));
    assert!(unknown().contains(&"icon no-such-icon".to_owned()));
}

#[test]
fn the_first_visit_fits_its_budget() {
    let weight = |name: &str| serve(url(name).strip_prefix(PREFIX).unwrap(), true).unwrap().bytes.len();
    let first: usize = ["app.css", "app.js", "icons.svg", "inter-latin.woff2", "favicon.svg"].iter().map(|n| weight(n)).sum();
    // 25 kB of the 120 are for the page itself.
    assert!(first <= 95_000, "{first} bytes");
}
