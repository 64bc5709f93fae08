//! How much a condition may ask, and the first look at its text.
//!
//! The parser descends into what it reads, so a text that nests deeply would cost it the stack. The first
//! look counts brackets and chains before the parser sees anything.

use crate::fault::{Code, Fault, Span};

/// The longest condition, in characters.
pub const MOST_CHARACTERS: usize = 4_000;
/// The deepest nesting of brackets.
pub const MOST_DEPTH: usize = 16;
/// The most values that a list in a condition may name.
pub const MOST_ITEMS: usize = 250;
/// The longest text in quotes.
pub const MOST_TEXT: usize = 200;
/// The most comparisons and joins of a condition.
pub const MOST_PARTS: usize = 200;
/// The most clauses of a form.
pub const MOST_CLAUSES: usize = 50;
/// The most signs in a row that the parser would descend into: `a.b.c`, `1 - 1 - 1`, `!!!a`.
const MOST_CHAIN: usize = 24;

/// Refuses a text that would cost the parser too much.
pub(crate) fn first_look(source: &str) -> Result<(), Fault> {
    if source.trim().is_empty() {
        return Err(Fault::new(Code::Empty, Span::of(source, 0, 0), String::new()));
    }
    let length = source.chars().count();
    if length > MOST_CHARACTERS {
        return Err(
            Fault::new(Code::TooLong, Span::of(source, MOST_CHARACTERS, length), length.to_string()).wanting(MOST_CHARACTERS.to_string())
        );
    }
    let mut look = Look::default();
    for (at, sign) in source.chars().enumerate() {
        let place = Span::of(source, at, at + 1);
        if sign.is_control() && !matches!(sign, '\n' | '\r' | '\t') {
            return Err(Fault::new(Code::Syntax, place, format!("\\u{{{:x}}}", u32::from(sign))));
        }
        if let Some(code) = look.objection(sign) {
            return Err(Fault::new(code, place, sign.to_string()).wanting(MOST_DEPTH.to_string()));
        }
    }
    Ok(())
}

/// What was read so far, outside of quotes.
struct Look {
    /// The length of the chain in each open bracket; the last is where we are.
    chains: Vec<usize>,
    quote: Option<char>,
    escaped: bool,
    /// The last sign was the end of a quote.
    closed: bool,
    word: String,
}

impl Default for Look {
    fn default() -> Self {
        Self { chains: vec![0], quote: None, escaped: false, closed: false, word: String::new() }
    }
}

impl Look {
    fn objection(&mut self, sign: char) -> Option<Code> {
        if let Some(quote) = self.quote {
            if matches!(sign, '\n' | '\r') {
                self.quote = None;
            } else if self.escaped {
                self.escaped = false;
            } else if sign == '\\' {
                self.escaped = true;
            } else if sign == quote {
                self.quote = None;
                self.closed = true;
            }
            return None;
        }
        let closed = std::mem::take(&mut self.closed);
        if sign.is_alphanumeric() || sign == '_' {
            self.word.push(sign);
            return None;
        }
        let word = std::mem::take(&mut self.word);
        let mut chain = usize::from(word == "in");
        match sign {
            // Three quotes, and quotes after a letter (raw texts, bytes), read by other rules than those above.
            '"' | '\'' if closed || !word.is_empty() && word != "in" => return Some(Code::NotAllowed),
            '"' | '\'' => self.quote = Some(sign),
            '?' => return Some(Code::NotAllowed),
            '(' | '[' | '{' => self.chains.push(0),
            ')' | ']' | '}' if self.chains.len() > 1 => {
                self.chains.pop();
            }
            // These nest without brackets.
            '.' | '+' | '-' | '*' | '/' | '%' | '!' | '<' | '>' | '=' => chain += 1,
            // After these something begins anew, beside what was before.
            '&' | '|' | ',' => {
                if let Some(here) = self.chains.last_mut() {
                    *here = 0;
                }
            }
            _ => {}
        }
        let here = self.chains.last_mut()?;
        *here += chain;
        (*here > MOST_CHAIN || self.chains.len() > MOST_DEPTH + 1).then_some(Code::TooDeep)
    }
}
