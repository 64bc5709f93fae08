use crate::{markdown, plain_text};

#[test]
fn headings_go_down_one_level_at_a_time() {
    let levels = |text: &str| -> Vec<String> {
        markdown(text).as_str().match_indices("<h").map(|(at, _)| markdown(text).as_str()[at + 1..at + 3].to_owned()).collect()
    };
    assert_eq!(levels("# a\n## b\n### c\n## d\n# e"), ["h3", "h4", "h5", "h4", "h3"]);
    assert_eq!(levels("## 1. Purpose\n\ntext\n\n---\n\n## 2. Term\n#### Notice"), ["h3", "hr", "h3", "h4"]);
    assert_eq!(levels("###### deep\n# up\n## x\n### y\n#### z\n##### end"), ["h3", "h3", "h4", "h5", "h6", "h6"]);
}

#[test]
fn markdown_becomes_plain_html() {
    assert_eq!(markdown("**Who** decides?\nA date.").as_str(), "<p><strong>Who</strong> decides?<br>\nA date.</p>\n");
    assert_eq!(markdown("# Title").as_str(), "<h3>Title</h3>\n");
    assert_eq!(markdown("[rules](/help/rules)").as_str(), "<p><a href=\"/help/rules\" rel=\"nofollow noopener ugc\">rules</a></p>\n");
    let table = markdown("| a | b |\n|---|--:|\n| 1 | 2 |\n");
    assert!(table.as_str().contains("<table>") && table.as_str().contains("<td>2</td>"), "{table}");
    assert!(markdown("https://kestrel.example/x").as_str().contains("href=\"https://kestrel.example/x\""));
    assert_eq!(markdown("a < b & \"c\"").as_str(), "<p>a &lt; b &amp; \"c\"</p>\n");
}

#[test]
fn hostile_text_stays_text() {
    for hostile in [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "<img src=x onerror=alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java\tscript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
        "[x](vbscript:msgbox)",
        "![x](data:image/svg+xml;base64,PHN2Zy8+)",
        "![x](https://evil.example/track.gif)",
        "[x](//evil.example/)",
        "[x](/\\evil.example/)",
        "[x](\\\\evil.example/)",
        "<style>body{display:none}</style>",
        "<p style=\"position:fixed;inset:0\">x</p>",
        "<div hx-get=\"/sign-out\" hx-trigger=\"load\">x</div>",
        "<a data-hx-post=\"/payouts\" data-modal data-open=\"ask\" class=\"btn\" id=\"main\">x</a>",
        "<form action=/x><input name=y><button>go</button></form>",
        "<iframe src=https://evil.example></iframe>",
        "<svg><script>alert(1)</script></svg>",
        "<svg/onload=alert(1)>",
        "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<meta http-equiv=refresh content=0;url=//evil.example>",
        "<base href=//evil.example/>",
        "<!--<img src=x onerror=alert(1)>-->",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "\"><script>alert(1)</script>",
        "```\n</code></pre><script>alert(1)</script>\n```",
        "<https://x.example/\"onmouseover=alert(1)>",
    ] {
        let html = markdown(hostile);
        let low = html.as_str().to_lowercase();
        for tag in [
            "<script", "<style", "<img", "<iframe", "<svg", "<math", "<form", "<input", "<button", "<meta", "<base", "<object", "<div",
            "<!--",
        ] {
            assert!(!low.contains(tag), "{hostile} gave {html}");
        }
        // What is left of attributes may stand between tags as text, never inside one.
        for inside in low.split('<').skip(1).map(|t| t.split('>').next().unwrap_or_default()) {
            for bad in [" on", "style", "class", " id", "hx-", "data-", "javascript:", "data:", "vbscript:", "\"//", "\\"] {
                assert!(!inside.contains(bad), "{hostile} gave {html}");
            }
        }
    }
}

#[test]
fn a_preview_is_one_line_cut_at_a_word() {
    assert_eq!(plain_text("# Hello\n\n*Met* [Ingrid](/p) & <b>team</b>", 80), "Hello Met Ingrid & <b>team</b>");
    assert_eq!(plain_text("Names of people and deal values are never shared", 20), "Names of people and…");
    assert_eq!(plain_text("", 20), "");
    assert_eq!(plain_text("Überlangeswort", 5), "Über…");
}
