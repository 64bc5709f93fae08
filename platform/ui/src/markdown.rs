//! Text by people: Markdown to HTML that cannot do harm.

use std::collections::HashSet;
use std::fmt::{self, Write as _};
use std::sync::LazyLock;

use askama::filters::HtmlSafe;

/// HTML that this crate made or cleaned; templates write it as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Html(String);

impl Html {
    /// Only code of this crate may say that text is safe.
    pub(crate) fn trusted(html: String) -> Self {
        Self(html)
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::empty();
    cleaner
        .tags(HashSet::from([
            "a",
            "abbr",
            "b",
            "blockquote",
            "br",
            "code",
            "del",
            "em",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "i",
            "ins",
            "kbd",
            "li",
            "ol",
            "p",
            "pre",
            "s",
            "strong",
            "sub",
            "sup",
            "table",
            "tbody",
            "td",
            "th",
            "thead",
            "tr",
            "ul",
        ]))
        .clean_content_tags(HashSet::from([
            "script", "style", "template", "noscript", "iframe", "object", "svg", "math", "title", "textarea", "select",
        ]))
        .tag_attributes([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"])), ("abbr", HashSet::from(["title"]))].into())
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(ammonia::UrlRelative::Custom(Box::new(local_path)))
        .link_rel(Some("nofollow noopener ugc"))
        .strip_comments(true);
    cleaner
});

/// Relative addresses may lead to a path of this site, nowhere else (`//evil.example` is another site).
fn local_path(url: &str) -> Option<std::borrow::Cow<'_, str>> {
    let inside = url.starts_with('/') && !url.starts_with("//") && !url.contains('\\');
    (inside || url.starts_with('#')).then_some(std::borrow::Cow::Borrowed(url))
}

/// Turns Markdown (GitHub's flavor) into safe HTML.
///
/// Raw HTML in the text is shown as text by leaving it out; headings begin at the third level, below those of the page.
pub fn markdown(text: &str) -> Html {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.extension.tasklist = false;
    options.parse.smart = false;
    options.render.r#unsafe = false;
    options.render.escape = true;
    options.render.hardbreaks = true;
    let html = comrak::markdown_to_html(text, &options);
    Html(CLEANER.clean(&outline(&html)).to_string())
}

/// Headings under those of the page: the first is of the third level, and none is more than one below the one before.
fn outline(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut above: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<h") {
        out.push_str(before);
        let heading = after.get(..1).filter(|level| matches!(*level, "1" | "2" | "3" | "4" | "5" | "6")).and_then(|level| {
            let (text, beyond) = after.get(1..)?.strip_prefix('>')?.split_once(&format!("</h{level}>"))?;
            Some((level, text, beyond))
        });
        rest = match heading {
            Some((level, text, beyond)) => {
                while above.last().is_some_and(|over| *over >= level) {
                    above.pop();
                }
                let depth = (3 + above.len()).min(6);
                above.push(level);
                let _ = write!(out, "<h{depth}>{text}</h{depth}>");
                beyond
            }
            // A line across the page.
            None => {
                out.push_str("<h");
                after
            }
        };
    }
    out.push_str(rest);
    out
}

/// The text of Markdown without any markup, on one line, for previews and mail; cut at a word with an ellipsis.
pub fn plain_text(text: &str, max_chars: usize) -> String {
    let html = markdown(text).0.replace("</p>", " ").replace("<br>", " ").replace("</li>", " ").replace("</h3>", " ");
    let bare = ammonia::Builder::empty().clean(&html).to_string();
    let bare = bare.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&nbsp;", " ").replace("&amp;", "&");
    let line = base::one_line(&bare);
    if line.chars().count() <= max_chars {
        return line;
    }
    // One character more is looked at: when it is a blank, the last word is whole.
    let wide: String = line.chars().take(max_chars).collect();
    let cut = wide.char_indices().next_back().and_then(|(at, _)| wide.get(..at)).unwrap_or_default();
    let at = wide.rfind(' ').filter(|at| *at > cut.len() / 2).unwrap_or(cut.len());
    format!("{}…", cut.get(..at).unwrap_or(cut).trim_end_matches([',', ';', ':', '.', ' ']))
}
