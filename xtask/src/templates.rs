//! Templates hold loops and conditions: no words outside Fluent, nothing that the content policy forbids.

use crate::source::line_of;
use crate::{Finding, Findings, House};

/// Attributes whose value people read or hear.
const READ_ALOUD: [&str; 7] = ["title", "aria-label", "aria-description", "placeholder", "alt", "label", "data-confirm"];

/// Words that are the same in every language: our name, those on keys, and the trap for robots.
const NAMES: [&str; 3] = ["Towpath", "Ctrl K", "Fax"];

/// Elements whose content is not for reading as prose.
const NOT_PROSE: [&str; 4] = ["script", "style", "code", "kbd"];

pub(crate) fn check(house: &House) -> Vec<Finding> {
    let mut found = Findings::of("templates");
    for (path, text) in house.with_ending(".html") {
        if !["app/", "core/", "lifecycle/", "platform/"].iter().any(|shelf| path.starts_with(shelf)) {
            continue;
        }
        let (html, expressions) = without_expressions(text);
        for (at, words) in expressions.iter().filter_map(|(at, e)| spoken_literal(e).map(|words| (at, words))) {
            found.add(path, line_of(text, *at), format!("\"{words}\" is not translated; words come from the message catalogs"));
        }
        for node in nodes(&html) {
            match node {
                Node::Text { at, words } => {
                    found.add(path, line_of(text, at), format!("\"{words}\" is not translated; words come from the message catalogs"));
                }
                Node::Attribute { at, name, value } => {
                    // Mail is read by programs that know neither our stylesheet nor our policy.
                    let mail = path.contains("/mail/") && name == "style";
                    if let Some(why) = objection(&name, &value).filter(|_| !mail) {
                        found.add(path, line_of(text, at), why);
                    }
                }
            }
        }
    }
    found.done()
}

fn objection(name: &str, value: &str) -> Option<String> {
    let lower = name.to_lowercase();
    if lower == "style" {
        Some("style= is forbidden by the content policy; use a class, <progress>, or an attribute of the SVG".to_owned())
    } else if lower.starts_with("on") || lower.starts_with("hx-on") {
        Some(format!("{name}= is forbidden by the content policy; use a script module"))
    } else if lower.starts_with("hx-") && value.trim_start().starts_with("js:") {
        Some(format!("{name} with js: needs eval, which the content policy forbids"))
    } else if READ_ALOUD.contains(&lower.as_str()) && has_words(value) {
        Some(format!("{name}=\"{}\" is not translated; words come from the message catalogs", value.trim()))
    } else {
        None
    }
}

/// Blanks `{{ … }}`, `{% … %}` and `{# … #}`, keeping length and lines; returns the expressions apart.
fn without_expressions(text: &str) -> (String, Vec<(usize, String)>) {
    let mut html = String::with_capacity(text.len());
    let (mut expressions, mut at) = (Vec::new(), 0);
    while let Some(rest) = text.get(at..).filter(|r| !r.is_empty()) {
        let close = match rest.get(..2) {
            Some("{{") => "}}",
            Some("{%") => "%}",
            Some("{#") => "#}",
            _ => {
                let Some(c) = rest.chars().next() else { break };
                html.push(c);
                at += c.len_utf8();
                continue;
            }
        };
        let length = rest.find(close).map_or(rest.len(), |i| i + 2);
        let inside = rest.get(..length).unwrap_or_default();
        html.extend(inside.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }));
        if close != "#}" {
            expressions.push((at, inside.to_owned()));
        }
        at += length;
    }
    (html, expressions)
}

/// A string literal in an expression that reads like a sentence: a capital first, and a space.
fn spoken_literal(expression: &str) -> Option<String> {
    let (mut rest, mut literal) = (expression.chars(), None::<String>);
    while let Some(c) = rest.next() {
        match (&mut literal, c) {
            (None, '"') => literal = Some(String::new()),
            (None, _) => {}
            (Some(text), '\\') => text.extend(rest.next()),
            (Some(text), '"') => {
                if text.starts_with(char::is_uppercase) && text.contains(' ') && has_words(text) {
                    return literal;
                }
                literal = None;
            }
            (Some(text), c) => text.push(c),
        }
    }
    None
}

enum Node {
    Text { at: usize, words: String },
    Attribute { at: usize, name: String, value: String },
}

fn nodes(html: &str) -> Vec<Node> {
    let (mut nodes, mut at, mut silent) = (Vec::new(), 0, None::<String>);
    while let Some(rest) = html.get(at..).filter(|r| !r.is_empty()) {
        if rest.starts_with("<!--") {
            at += rest.find("-->").map_or(rest.len(), |i| i + 3);
        } else if is_tag(rest) {
            let length = tag_length(rest);
            let inside = rest.get(1..length.saturating_sub(1)).unwrap_or_default();
            let name: String = inside.trim_start_matches('/').chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect();
            match (&silent, inside.starts_with('/')) {
                (Some(open), true) if *open == name => silent = None,
                (None, false) if NOT_PROSE.contains(&name.as_str()) && !inside.ends_with('/') => silent = Some(name.clone()),
                _ => {}
            }
            attributes(inside, at + 1, &mut nodes);
            at += length;
        } else {
            let length = rest
                .char_indices()
                .skip(1)
                .find(|(i, _)| rest.get(*i..).is_some_and(|r| is_tag(r) || r.starts_with("<!--")))
                .map_or(rest.len(), |(i, _)| i);
            let words = rest.get(..length).unwrap_or_default();
            if is_attributes(words) {
                attributes(&format!(" {words}"), at, &mut nodes);
            } else if silent.is_none() && has_words(words) {
                let start = words.len() - words.trim_start().len();
                nodes.push(Node::Text { at: at + start, words: words.split_whitespace().collect::<Vec<_>>().join(" ") });
            }
            at += length;
        }
    }
    nodes
}

/// Whether a text outside tags is a piece of one, as a macro gives it: ` required`, ` aria-invalid="true"`.
fn is_attributes(text: &str) -> bool {
    const SWITCHES: [&str; 10] =
        ["autofocus", "checked", "disabled", "hidden", "inert", "multiple", "novalidate", "open", "readonly", "required"];
    text.contains("=\"") || (!text.trim().is_empty() && text.split_whitespace().all(|word| SWITCHES.contains(&word)))
}

fn is_tag(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next() == Some('<') && chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '/' || c == '!')
}

/// Length of a tag; a `>` within quotes does not end it.
fn tag_length(rest: &str) -> usize {
    let mut quote = None;
    for (i, c) in rest.char_indices() {
        match (quote, c) {
            (None, '>') => return i + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(q), _) if q == c => quote = None,
            _ => {}
        }
    }
    rest.len()
}

fn attributes(inside: &str, offset: usize, nodes: &mut Vec<Node>) {
    let mut at = inside.find(char::is_whitespace).unwrap_or(inside.len());
    while let Some(rest) = inside.get(at..).filter(|r| !r.is_empty()) {
        if rest.starts_with(|c: char| c.is_whitespace() || c == '/') {
            at += 1;
            continue;
        }
        let length = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len()).max(1);
        let name = rest.get(..length).unwrap_or_default().to_owned();
        let after = rest.get(length..).unwrap_or_default();
        let (mut value, mut used) = (String::new(), length);
        if let Some(given) = after.strip_prefix('=') {
            let quote = given.chars().next().filter(|c| matches!(c, '"' | '\''));
            let text = match quote {
                Some(q) => given.get(1..).and_then(|g| g.split(q).next()).unwrap_or_default(),
                None => given.split_whitespace().next().unwrap_or_default(),
            };
            used += 1 + text.len() + if quote.is_some() { 2 } else { 0 };
            value = text.to_owned();
        }
        nodes.push(Node::Attribute { at: offset + at, name, value });
        at += used;
    }
}

/// Whether letters remain after entities and names are taken out.
fn has_words(text: &str) -> bool {
    let mut text = text.to_owned();
    for name in NAMES {
        text = text.replace(name, "");
    }
    while let Some(start) = text.find('&') {
        let Some(end) = text.get(start..).and_then(|t| t.find(';')).filter(|e| *e < 12) else { break };
        text.replace_range(start..=start + end, "");
    }
    text.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::fixture::{house, said};

    fn found(template: &str) -> Vec<String> {
        let house = house(&[("lifecycle/sell/src/deals/pages/list.html", template)]);
        check(&house).into_iter().map(|f| format!("{} {}", f.line, f.text)).collect()
    }

    #[test]
    fn translated_templates_are_not_touched() {
        let good = "{% extends \"layout.html\" %}{# Words here #}\n<!doctype html><!-- and here -->\n<a class=\"btn\" href=\"/deals?x=1\" title=\"{{ ui.t(\"a-b\") }}\">\n{{ ui.t(\"x\") }} &middot; {% if a > b %}·{% endif %} 1,5 %</a>\n<script src=\"x\" type=\"module\"></script><code>deal_01h</code> Towpath\n<svg><use href=\"#x\"/></svg><input value=\"{{ v }}\" hx-get=\"/x\" data-task>";
        assert_eq!(found(good), Vec::<String>::new());
    }

    #[test]
    fn words_outside_the_catalogs_are_found() {
        assert_eq!(found("<p>\n  Save it</p>"), ["2 \"Save it\" is not translated; words come from the message catalogs"]);
        assert_eq!(found("<b title='Close'>"), ["1 title=\"Close\" is not translated; words come from the message catalogs"]);
        assert_eq!(found("{% if a %} aria-invalid=\"true\"{% endif %} required"), Vec::<String>::new());
        assert_eq!(found("<b>{{ n }} days</b>"), ["1 \"days\" is not translated; words come from the message catalogs"]);
        assert_eq!(
            found("{% call kit::notice(\"Saved it\") %}"),
            ["1 \"Saved it\" is not translated; words come from the message catalogs"]
        );
    }

    #[test]
    fn what_the_content_policy_forbids_is_found() {
        assert!(found("<b style=\"x\">")[0].starts_with("1 style= is forbidden"));
        assert!(found("<b\n onclick=\"{{ x }}\">")[0].starts_with("2 onclick= is forbidden"));
        assert!(found("<b hx-on:click=\"x\">")[0].starts_with("1 hx-on:click= is forbidden"));
        assert!(found("<b hx-vals='js:{x:1}'>")[0].starts_with("1 hx-vals with js: needs eval"));
        assert_eq!(said(&check(&house(&[("web/mock.html", "<b style=x>words</b>")]))), Vec::<String>::new());
    }
}
