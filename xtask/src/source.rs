//! Rust text with its comments and string literals told apart from its code.

use std::ops::Range;

/// A Rust file as the checks read it.
#[derive(Debug)]
pub(crate) struct Source<'a> {
    /// The text as it is.
    pub(crate) text: &'a str,
    /// The same length and lines, with comments and literals blanked.
    pub(crate) code: String,
    /// The string literals, in order.
    pub(crate) literals: Vec<Literal>,
}

/// One string literal.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Literal {
    /// Where it begins in the text, with its prefix and quote.
    pub(crate) at: usize,
    /// What stands between the quotes, escapes as written.
    pub(crate) value: String,
}

impl<'a> Source<'a> {
    /// Tells code, comments and literals apart.
    pub(crate) fn read(text: &'a str) -> Self {
        let mut lexer = Lexer { text, at: 0, code: String::with_capacity(text.len()), literals: Vec::new() };
        while lexer.step() {}
        Self { text, code: lexer.code, literals: lexer.literals }
    }

    /// The code with test modules blanked as well.
    pub(crate) fn code_without_tests(&self) -> String {
        let mut code = self.code.clone();
        let mut from = 0;
        while let Some(found) = code.get(from..).and_then(|rest| rest.find("#[cfg(test)]")) {
            let start = from + found;
            let end = item_end(&code, start);
            let blank = blanked(code.get(start..end).unwrap_or_default());
            code.replace_range(start..end, &blank);
            from = end;
        }
        code
    }

    /// The line of a place in the text, counted from one.
    pub(crate) fn line(&self, at: usize) -> usize {
        line_of(self.text, at)
    }

    /// The literals within a range.
    pub(crate) fn literals_in(&self, range: &Range<usize>) -> impl Iterator<Item = &Literal> {
        let range = range.clone();
        self.literals.iter().filter(move |l| range.contains(&l.at))
    }
}

/// The line of a place in a text, counted from one.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|b| *b == b'\n').count() + 1
}

/// Places where a name stands as a whole word.
pub(crate) fn words<'a>(code: &'a str, name: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.match_indices(name).map(|(at, _)| at).filter(move |at| {
        let before = code.get(..*at).and_then(|s| s.chars().next_back());
        let after = code.get(at + name.len()..).and_then(|s| s.chars().next());
        !before.is_some_and(is_name) && !after.is_some_and(is_name)
    })
}

/// Whether a character may stand in a name.
pub(crate) fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The range between the parenthesis that opens at or after `at` and the one that closes it.
pub(crate) fn parenthesis(code: &str, at: usize) -> Option<Range<usize>> {
    enclosed(code, at, '(', ')')
}

/// The range between the brace that opens at or after `at` and the one that closes it.
pub(crate) fn braces(code: &str, at: usize) -> Option<Range<usize>> {
    enclosed(code, at, '{', '}')
}

fn enclosed(code: &str, at: usize, open: char, close: char) -> Option<Range<usize>> {
    let rest = code.get(at..)?;
    let start = at + rest.find(open)? + 1;
    let mut depth = 1_usize;
    for (i, c) in code.get(start..)?.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some(start..start + i);
            }
        }
    }
    None
}

/// Where the item that begins at `at` ends: after its block, or after its semicolon.
fn item_end(code: &str, at: usize) -> usize {
    let semicolon = code.get(at..).and_then(|r| r.find(';')).map_or(code.len(), |i| at + i + 1);
    match braces(code, at) {
        Some(block) if block.start < semicolon => block.end + 1,
        _ => semicolon,
    }
}

fn blanked(text: &str) -> String {
    text.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect()
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    code: String,
    literals: Vec<Literal>,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn blank(&mut self, length: usize) {
        let end = (self.at + length).min(self.text.len());
        let blank = blanked(self.text.get(self.at..end).unwrap_or_default());
        self.code.push_str(&blank);
        self.at = end;
    }

    fn literal(&mut self, prefix: usize, length: usize, suffix: usize) {
        let end = length.saturating_sub(suffix).max(prefix);
        let value = self.rest().get(prefix..end).unwrap_or_default().to_owned();
        self.literals.push(Literal { at: self.at, value });
        self.blank(length);
    }

    fn step(&mut self) -> bool {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return false };
        if rest.starts_with("//") {
            let length = rest.find('\n').unwrap_or(rest.len());
            self.blank(length);
        } else if rest.starts_with("/*") {
            let length = block_comment(rest);
            self.blank(length);
        } else if first == '"' {
            let length = quoted(rest, 1);
            self.literal(1, length, 1);
        } else if first == '\'' {
            let length = character(rest);
            if length == 0 { self.keep(first) } else { self.blank(length) }
        } else if is_name(first) {
            self.name_or_literal();
        } else {
            self.keep(first);
        }
        true
    }

    fn keep(&mut self, c: char) {
        self.code.push(c);
        self.at += c.len_utf8();
    }

    /// A name, or a literal with a prefix such as `r#"…"#` or `b"…"`.
    fn name_or_literal(&mut self) {
        let rest = self.rest();
        let name = rest.get(..rest.find(|c| !is_name(c)).unwrap_or(rest.len())).unwrap_or_default().to_owned();
        let after = rest.get(name.len()..).unwrap_or_default();
        let hashes = after.len() - after.trim_start_matches('#').len();
        let opens = after.get(hashes..).is_some_and(|s| s.starts_with('"'));
        if matches!(name.as_str(), "r" | "br" | "cr") && opens {
            let prefix = name.len() + hashes + 1;
            let close = format!("\"{}", "#".repeat(hashes));
            let length = rest.get(prefix..).and_then(|s| s.find(&close)).map_or(rest.len(), |i| prefix + i + close.len());
            self.literal(prefix, length, close.len());
        } else if matches!(name.as_str(), "b" | "c") && after.starts_with('"') {
            let length = quoted(rest, name.len() + 1);
            self.literal(name.len() + 1, length, 1);
        } else {
            self.code.push_str(&name);
            self.at += name.len();
        }
    }
}

/// Length of a block comment; they nest.
fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(tail) = rest.get(at..).filter(|t| !t.is_empty()) {
        if tail.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if tail.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += tail.chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// Length of a literal up to its closing quote, from after its opening one.
fn quoted(rest: &str, from: usize) -> usize {
    let mut escaped = false;
    for (i, c) in rest.char_indices().skip_while(|(i, _)| *i < from) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return i + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Length of a character literal, or zero when the quote begins a lifetime.
fn character(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => rest.get(3..).and_then(|s| s.find('\'')).map_or(rest.len(), |i| i + 4),
        Some(_) => chars.next().filter(|(_, c)| *c == '\'').map_or(0, |(i, _)| i + 1),
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_are_blanked_and_lines_kept() {
        let text =
            "let a = \"b // c\"; // d\n/* e /* f */ g */ let h = r#\"i \" j\"#;\nlet k = b\"l\\\"m\"; let n: &'o str = 'p'; let q = '\\'';";
        let source = Source::read(text);
        assert_eq!(source.code.len(), text.len());
        assert_eq!(source.code.split_whitespace().collect::<String>(), "leta=;leth=;letk=;letn:&'ostr=;letq=;");
        let values: Vec<&str> = source.literals.iter().map(|l| l.value.as_str()).collect();
        assert_eq!(values, ["b // c", "i \" j", "l\\\"m"]);
        assert_eq!(source.line(source.literals[1].at), 2);
    }

    #[test]
    fn raw_names_and_umlauts_are_code() {
        let source = Source::read("let r#type = größe; let x = \"größe\"; y");
        assert_eq!(source.code, "let r#type = größe; let x =          ; y");
    }

    #[test]
    fn test_modules_can_be_left_out() {
        let source = Source::read("fn a() { x }\n#[cfg(test)]\nmod tests { fn b() { y } }\n#[cfg(test)]\nmod more;\nfn c() { z }\n");
        let code = source.code_without_tests();
        assert!(code.contains("x }") && code.contains("z }"), "{code}");
        assert!(!code.contains('y') && !code.contains("more"), "{code}");
        assert_eq!(code.len(), source.text.len());
    }

    #[test]
    fn words_are_whole() {
        assert_eq!(words("store restore store_x (store)", "store").collect::<Vec<_>>(), [0, 23]);
    }
}
