//! Reads the Markdown of agreement texts into blocks that the template sets.
//!
//! Headings, paragraphs, lists, tables, quotes, bold and italic. Anything else (links, images, HTML)
//! stays as the text that it holds.

use comrak::nodes::{AstNode, ListType, NodeValue, TableAlignment};
use comrak::{Arena, Options, parse_document};
use serde_json::{Value, json};

use crate::text::{clean, is_visible};

/// The blocks of a Markdown text.
pub(crate) fn blocks(markdown: &str) -> Vec<Value> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = false;
    let arena = Arena::new();
    let root = parse_document(&arena, markdown, &options);
    let mut reader = Reader::default();
    reader.children(root, false)
}

/// Nests deeper than any contract; deeper parts are left as their text.
const DEEPEST: usize = 12;

#[derive(Default)]
struct Reader {
    /// The levels of the headings that the current place is under. Readers of the tags want levels
    /// without gaps, whatever the author's were.
    levels: Vec<u8>,
    depth: usize,
}

impl Reader {
    fn children<'a>(&mut self, node: &'a AstNode<'a>, is_tight: bool) -> Vec<Value> {
        if self.depth >= DEEPEST {
            return vec![json!({ "t": "par", "c": [text(&flat(node))] })];
        }
        self.depth = self.depth.saturating_add(1);
        let found = node.children().filter_map(|child| self.block(child, is_tight)).collect();
        self.depth = self.depth.saturating_sub(1);
        found
    }

    fn block<'a>(&mut self, node: &'a AstNode<'a>, is_tight: bool) -> Option<Value> {
        let value = node.data.borrow().value.clone();
        Some(match value {
            // A heading without words is refused by the standards, and says nothing anyway.
            NodeValue::Heading(_) if !is_visible(&clean(&flat(node))) => return None,
            NodeValue::Heading(h) => json!({ "t": "heading", "level": self.level(h.level), "c": spans(node, 0) }),
            NodeValue::Paragraph if is_tight => json!({ "t": "inline", "c": spans(node, 0) }),
            NodeValue::Paragraph => json!({ "t": "par", "c": spans(node, 0) }),
            NodeValue::List(list) => {
                let items: Vec<_> = node.children().map(|item| self.children(item, list.tight)).collect();
                match list.list_type {
                    ListType::Bullet => json!({ "t": "list", "items": items, "tight": list.tight }),
                    ListType::Ordered => json!({ "t": "enum", "start": list.start, "items": items, "tight": list.tight }),
                }
            }
            NodeValue::BlockQuote => json!({ "t": "quote", "c": self.children(node, false) }),
            NodeValue::ThematicBreak => json!({ "t": "rule" }),
            NodeValue::CodeBlock(code) => json!({ "t": "lines", "c": code.literal.lines().map(clean).collect::<Vec<_>>() }),
            NodeValue::HtmlBlock(html) => json!({ "t": "lines", "c": html.literal.lines().map(clean).collect::<Vec<_>>() }),
            NodeValue::Table(table) => {
                let mut rows: Vec<Vec<Value>> =
                    node.children().map(|row| row.children().map(|cell| Value::Array(spans(cell, 0))).collect()).collect();
                let columns = table.alignments.len();
                for row in &mut rows {
                    row.resize_with(columns, || Value::Array(Vec::new()));
                }
                let align: Vec<_> = table.alignments.iter().map(align).collect();
                json!({ "t": "table", "align": align, "rows": rows })
            }
            _ => {
                let inner = flat(node);
                if inner.trim().is_empty() {
                    return None;
                }
                json!({ "t": "par", "c": [text(&inner)] })
            }
        })
    }

    fn level(&mut self, written: u8) -> usize {
        while self.levels.last().is_some_and(|l| *l >= written) {
            self.levels.pop();
        }
        self.levels.push(written);
        self.levels.len()
    }
}

fn align(a: &TableAlignment) -> &'static str {
    match a {
        TableAlignment::Right => "right",
        TableAlignment::Center => "center",
        TableAlignment::Left | TableAlignment::None => "left",
    }
}

fn text(text: &str) -> Value {
    json!({ "t": "text", "v": clean(text) })
}

fn spans<'a>(node: &'a AstNode<'a>, depth: usize) -> Vec<Value> {
    if depth >= DEEPEST {
        return vec![text(&flat(node))];
    }
    let inner = |n| spans(n, depth.saturating_add(1));
    let mut out = Vec::new();
    for child in node.children() {
        let value = child.data.borrow().value.clone();
        match value {
            NodeValue::Text(t) => out.push(text(&t)),
            NodeValue::SoftBreak => out.push(text(" ")),
            NodeValue::LineBreak => out.push(json!({ "t": "break" })),
            NodeValue::Code(code) => out.push(text(&code.literal)),
            NodeValue::HtmlInline(html) => out.push(text(&html)),
            NodeValue::Strong => out.push(json!({ "t": "strong", "c": inner(child) })),
            NodeValue::Emph => out.push(json!({ "t": "emph", "c": inner(child) })),
            _ => out.extend(inner(child)),
        }
    }
    out
}

/// All text below a node.
fn flat<'a>(node: &'a AstNode<'a>) -> String {
    let mut out = String::new();
    for n in node.descendants() {
        match &n.data.borrow().value {
            NodeValue::Text(t) => out.push_str(t),
            NodeValue::Code(code) => out.push_str(&code.literal),
            NodeValue::HtmlInline(html) => out.push_str(html),
            NodeValue::CodeBlock(code) => out.push_str(&code.literal),
            NodeValue::HtmlBlock(html) => out.push_str(&html.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak | NodeValue::Paragraph | NodeValue::Item(_) => out.push(' '),
            _ => {}
        }
    }
    out
}
