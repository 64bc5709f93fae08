use crate::Drawing;

/// As a signature field sends it.
pub(crate) const DRAWN: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 300 120" width="300" height="120"><path d="M 10.123,60.5 C 40.2,10 70,110.75 100,60" stroke-width="2.250" stroke="black" fill="none" stroke-linecap="round"></path><path d="M 100 60 C 130,10 160,110 190,60" stroke-width="1.5"/><circle r="2.5" cx="200.5" cy="62" fill="black"></circle></svg>"#;

#[test]
fn strokes_are_read_and_written_anew() {
    let drawing = Drawing::parse_svg(DRAWN).unwrap();
    let svg = drawing.to_svg().unwrap();
    assert_eq!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 300 120\">\
         <path d=\"M10.123 60.5C40.2 10 70 110.75 100 60\" fill=\"none\" stroke=\"#000\" stroke-width=\"2.25\" stroke-linecap=\"round\"/>\
         <path d=\"M100 60C130 10 160 110 190 60\" fill=\"none\" stroke=\"#000\" stroke-width=\"1.5\" stroke-linecap=\"round\"/>\
         <circle cx=\"200.5\" cy=\"62\" r=\"2.5\"/></svg>"
    );
    assert_eq!(Drawing::parse_svg(&svg).unwrap(), drawing, "what was written reads the same");
}

#[test]
fn nothing_of_the_sender_but_numbers_survives() {
    let hostile = r#"<svg viewBox="0 0 10 10" onload="alert(1)"><script>alert(2)</script><image href="file:///etc/passwd"/>
        <path d="M 1,1 L 2,2" stroke-width="1" style="fill:url(http://evil)"/><foreignObject><iframe/></foreignObject></svg>"#;
    let svg = Drawing::parse_svg(hostile).unwrap().to_svg().unwrap();
    for bad in ["alert", "script", "href", "style", "evil", "iframe", "onload"] {
        assert!(!svg.contains(bad), "{svg}");
    }
}

#[test]
fn what_is_no_drawing_is_refused() {
    let long = format!("<svg viewBox='0 0 9 9'>{}</svg>", "<circle cx='1' cy='1' r='1'/>".repeat(9000));
    for bad in [
        "",
        "hello",
        "<svg></svg>",
        "<svg viewBox='0 0 10 10'></svg>",
        "<svg viewBox='0 0 0 0'><circle cx='1' cy='1' r='1'/></svg>",
        "<svg viewBox='0 0 1e99 10'><circle cx='1' cy='1' r='1'/></svg>",
        "<svg viewBox='0 0 10 10'><path d='M 1,1 A 5 5 0 0 0 1 1'/></svg>",
        "<svg viewBox='0 0 10 10'><path d='L 1,1'/></svg>",
        "<svg viewBox='0 0 10 10'><path d='M 1'/></svg>",
        "<svg viewBox='0 0 10 10'><path d='M NaN,inf'/></svg>",
        "<svg viewBox='0 0 10 10'><path d=''/></svg>",
        "<svg viewBox='0 0 10 10'><circle cx='x' cy='1' r='1'/></svg>",
        "<svg viewBox='0 0 10 10'><path d='é'/></svg>",
        long.as_str(),
    ] {
        assert!(Drawing::parse_svg(bad).is_err(), "{}", bad.chars().take(80).collect::<String>());
    }
    assert!(Drawing::png(b"GIF89a".to_vec()).is_err());
    assert!(Drawing::png([&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[0xff; 8]].concat()).is_err(), "a bomb");
    assert!(Drawing::png(vec![0; 2_000_000]).is_err());
}
