//! The two pseudo languages are made from English, so that they never lag behind it.

use std::borrow::Cow;

/// English with accents, every vowel doubled: about two fifths longer and still readable.
pub(crate) fn accented(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| c.is_ascii_alphabetic()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() * 3);
    for c in text.chars() {
        let accented = accent(c);
        out.push(accented);
        if "aeiouyAEIOUY".contains(c) {
            out.push(accented);
        }
    }
    Cow::Owned(out)
}

/// Every word set from right to left by an explicit override, as a right-to-left script would run.
pub(crate) fn mirrored(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| c.is_ascii_alphabetic()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() * 2);
    let mut in_word = false;
    for c in text.chars() {
        if c.is_alphabetic() && !in_word {
            out.push('\u{202e}');
        } else if !c.is_alphabetic() && in_word {
            out.push('\u{202c}');
        }
        in_word = c.is_alphabetic();
        out.push(c);
    }
    if in_word {
        out.push('\u{202c}');
    }
    Cow::Owned(out)
}

fn accent(c: char) -> char {
    const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const ACCENTED: &str = "ȧƀƈḓḗƒɠħīĵķŀḿƞǿƥɋřşŧŭṽẇẋẏẑȦƁƇḒḖƑƓĦĪĴĶĿḾȠǾƤɊŘŞŦŬṼẆẊẎẐ";
    PLAIN.chars().position(|p| p == c).and_then(|at| ACCENTED.chars().nth(at)).unwrap_or(c)
}
