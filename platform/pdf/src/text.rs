//! Makes what people wrote fit to be set.

use unicode_normalization::UnicodeNormalization;

use crate::engine::Engine;

/// The longest run without a place to break the line; longer ones get such places.
const LONGEST_WORD: usize = 30;
const BREAK: char = '\u{200b}';

/// The text on one line, without what could hide or turn text, and with a box for what no font has.
pub(crate) fn clean(text: &str) -> String {
    let engine = Engine::get();
    let missing = if engine.has('□') { '□' } else { '?' };
    let mut out = String::with_capacity(text.len());
    let mut n_in_word: usize = 0;
    for c in text.nfc() {
        if is_dropped(c) && !c.is_whitespace() {
            continue;
        }
        let shown: Vec<char> = match c {
            c if c.is_whitespace() => vec![' '],
            '\u{200c}' | '\u{200d}' | '\u{ad}' | '\u{200e}' | '\u{200f}' => vec![c],
            c if engine.has(c) && !is_private(c) => vec![c],
            // A ligature or a styled letter that no font has is shown by the letters it stands for.
            c => {
                let plain: Vec<char> = std::iter::once(c).nfkc().collect();
                if plain.iter().all(|p| engine.has(*p) && !is_private(*p)) { plain } else { vec![missing] }
            }
        };
        for c in shown {
            n_in_word = if c == ' ' { 0 } else { n_in_word.saturating_add(1) };
            if n_in_word > LONGEST_WORD {
                out.push(BREAK);
                n_in_word = 1;
            }
            out.push(c);
        }
    }
    out
}

/// Whether cleaned text shows anything at all.
pub(crate) fn is_visible(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{ad}'))
}

/// Cleaned text that is never empty, for where a document must have some.
pub(crate) fn clean_or_dash(text: &str) -> String {
    let text = clean(text);
    if is_visible(&text) { text } else { "–".to_owned() }
}

/// Controls, marks that turn the direction of what follows, and selectors of emoji shapes.
fn is_dropped(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}
