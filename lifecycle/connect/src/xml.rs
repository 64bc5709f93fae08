//! XML as other systems send it: a tree of names and texts, with limits, and without what a document type could bring.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

/// How deep elements may lie in each other.
const DEEP: usize = 64;
/// How many elements there may be.
const MANY: usize = 200_000;

/// An element: its name without a prefix, its text, and what lies in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) children: Vec<Node>,
}

impl Node {
    /// The first element of a name that lies in this one.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|c| c.name == name)
    }

    /// The text of an element of a name, without the space around it.
    pub(crate) fn text_of(&self, name: &str) -> Option<&str> {
        self.child(name).map(|c| c.text.trim())
    }
}

fn named(start: &BytesStart<'_>) -> Node {
    Node { name: start.local_name().as_ref().to_owned(), ..Node::default() }
}

/// Reads a document; none when it is none, or more than anybody sends in earnest.
pub(crate) fn parse(bytes: &[u8]) -> Option<Node> {
    let mut reader = Reader::from_str(std::str::from_utf8(bytes).ok()?);
    let mut open: Vec<Node> = Vec::new();
    let mut whole: Option<Node> = None;
    let mut n = 0;
    loop {
        let mut ended = None;
        match reader.read_event().ok()? {
            Event::Start(start) => open.push(named(&start)),
            Event::Empty(start) => ended = Some(named(&start)),
            Event::End(_) => ended = Some(open.pop()?),
            Event::Text(text) => add(&mut open, &text.xml10_content())?,
            Event::CData(text) => add(&mut open, &text.xml10_content())?,
            Event::GeneralRef(reference) => match reference.resolve_char_ref().ok()? {
                Some(c) => add(&mut open, c.encode_utf8(&mut [0; 4]))?,
                None => add(&mut open, resolve_predefined_entity(&reference)?)?,
            },
            Event::DocType(_) => return None,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            Event::Eof => return if open.is_empty() { whole } else { None },
        }
        n += 1;
        if open.len() > DEEP || n > MANY * 3 {
            return None;
        }
        match (ended, open.last_mut()) {
            (Some(node), Some(outer)) => outer.children.push(node),
            (Some(_), None) if whole.is_some() => return None,
            (Some(node), None) => whole = Some(node),
            (None, _) => {}
        }
    }
}

/// Adds text to the element that is open; around the whole only space may stand.
fn add(open: &mut [Node], text: &str) -> Option<()> {
    match open.last_mut() {
        Some(node) => node.text.push_str(text),
        None if text.trim_matches(['\u{feff}', ' ', '\t', '\r', '\n']).is_empty() => {}
        None => return None,
    }
    Some(())
}

/// A text as it stands in XML; characters that cannot stand there are left out.
pub(crate) fn escaped(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\r' | '\n')).collect();
    quick_xml::escape::partial_escape(plain.as_str()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_read_and_nothing_is_expanded() {
        let read = parse(b"<?xml version=\"1.0\"?><a:b xmlns:a=\"x\"><c>1 &lt; 2 &#38; <![CDATA[<3>]]></c><d/></a:b>\n").unwrap();
        assert_eq!((read.name.as_str(), read.text_of("c"), read.child("d").is_some()), ("b", Some("1 < 2 & <3>"), true));
        let deep = format!("{}{}", "<a>".repeat(200), "</a>".repeat(200));
        let bomb = "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>";
        let odd = ["", "<a>", "<a></b>", "text", "<a/><b/>", "<a>&b;</a>", "<a>&#0;</a>", bomb, deep.as_str(), "<a/>x", "{}"];
        for text in odd {
            assert_eq!(parse(text.as_bytes()), None, "{text}");
        }
        assert_eq!(parse(b"<a>\xff</a>"), None);
        let text = "a & <b> \u{1} ü";
        assert_eq!(parse(format!("<a>{}</a>", escaped(text)).as_bytes()).unwrap().text, "a & <b>  ü");
    }
}
