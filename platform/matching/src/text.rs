//! Folding of any script to plain lower-case words, and how like two words are.

use unicode_normalization::UnicodeNormalization;

/// Text beyond this many characters is not read; no name or address line is longer.
const LONGEST: usize = 400;

/// Folds text of any script to lower-case ASCII, keeping punctuation.
#[must_use]
pub fn fold(text: &str) -> String {
    let cut: String = text.trim().chars().take(LONGEST).collect();
    if cut.is_ascii() {
        return cut.to_ascii_lowercase();
    }
    let composed: String = cut
        .nfkc()
        .map(|c| match c {
            '\u{2018}' | '\u{2019}' | '\u{02bc}' | '\u{00b4}' | '\u{2032}' => '\'',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            other => other,
        })
        .collect();
    let mut folded = deunicode::deunicode_with_tofu(&composed, " ");
    folded.make_ascii_lowercase();
    folded.truncate(LONGEST * 2);
    folded
}

/// Splits folded text into runs of letters and digits.
pub(crate) fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty())
}

/// Removes what spellings of one word differ in: doubled letters and ae/oe/ue for umlauts.
pub(crate) fn skeleton(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut last = ' ';
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        if c == last && c.is_ascii_alphabetic() {
            continue;
        }
        out.push(c);
        last = c;
        if matches!(c, 'a' | 'o' | 'u') && chars.peek() == Some(&'e') {
            chars.next();
        }
    }
    out
}

/// Which letters and digits a word has, as a set of bits, by which unlike words are told apart at once.
pub(crate) fn letters(word: &str) -> u64 {
    word.bytes().fold(0, |set, c| {
        let place = match c {
            b'a'..=b'z' => c - b'a',
            b'0'..=b'9' => c - b'0' + 26,
            _ => 40,
        };
        set | 1_u64 << place
    })
}

/// Whether words with these letters can be within so many edits of each other.
pub(crate) fn may_be_within(a: u64, b: u64, edits: u32) -> bool {
    // One edit takes away at most one letter and adds at most one.
    (a & !b).count_ones() <= edits && (b & !a).count_ones() <= edits
}

/// Number of edits (insert, delete, change, swap neighbors) between two ASCII words, up to `most`.
pub(crate) fn edits(a: &str, b: &str, most: usize) -> Option<usize> {
    const SIZE: usize = 65;
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() >= SIZE || b.len() >= SIZE || a.len().abs_diff(b.len()) > most {
        return None;
    }
    // What both start and end with costs nothing.
    let start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(start..).unwrap_or_default(), b.get(start..).unwrap_or_default());
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(..a.len() - end).unwrap_or_default(), b.get(..b.len() - end).unwrap_or_default());
    if a.is_empty() || b.is_empty() {
        return Some(a.len().max(b.len())).filter(|d| *d <= most);
    }
    let bound = u8::try_from(most).unwrap_or(u8::MAX);
    let mut before = [0_u8; SIZE];
    let mut last = [0_u8; SIZE];
    let mut row = [0_u8; SIZE];
    for (cell, j) in last.iter_mut().zip(0_u8..) {
        *cell = j;
    }
    let mut previous_a = 0_u8;
    for (&ca, i) in a.iter().zip(0_u8..) {
        let mut left = i + 1;
        let mut diagonal = i;
        if let Some(cell) = row.first_mut() {
            *cell = left;
        }
        let mut best = left;
        let mut previous_b = 0_u8;
        let mut two_back = u8::MAX / 2;
        for (((&cb, cell), &above), &older) in b.iter().zip(row.iter_mut().skip(1)).zip(last.iter().skip(1)).zip(&before) {
            let mut value = (diagonal + u8::from(ca != cb)).min(above + 1).min(left + 1);
            if i > 0 && ca == previous_b && previous_a == cb && ca != cb {
                value = value.min(two_back + 1);
            }
            *cell = value;
            two_back = older;
            diagonal = above;
            left = value;
            best = best.min(value);
            previous_b = cb;
        }
        if best > bound {
            return None;
        }
        previous_a = ca;
        before = last;
        last = row;
    }
    last.get(b.len()).map(|d| usize::from(*d)).filter(|d| *d <= most)
}

/// Jaro-Winkler likeness of two ASCII words, 0 to 1, without allocating.
pub(crate) fn jaro_winkler(a: &str, b: &str) -> f32 {
    if a == b {
        return 1.0;
    }
    let a = a.as_bytes().get(..64).unwrap_or(a.as_bytes());
    let b = b.as_bytes().get(..64).unwrap_or(b.as_bytes());
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let window = (a.len().max(b.len()) / 2).saturating_sub(1);
    let mut taken_b = 0_u64;
    let mut taken_a = 0_u64;
    let mut n = 0_usize;
    for (i, ca) in a.iter().enumerate() {
        let from = i.saturating_sub(window);
        let until = (i + window + 1).min(b.len());
        for (j, cb) in b.iter().enumerate().take(until).skip(from) {
            if ca == cb && taken_b & (1 << j) == 0 {
                taken_b |= 1 << j;
                taken_a |= 1 << i;
                n += 1;
                break;
            }
        }
    }
    if n == 0 {
        return 0.0;
    }
    let matched_a = a.iter().enumerate().filter(|(i, _)| taken_a & (1 << i) != 0).map(|(_, c)| c);
    let matched_b = b.iter().enumerate().filter(|(j, _)| taken_b & (1 << j) != 0).map(|(_, c)| c);
    let swaps = matched_a.zip(matched_b).filter(|(x, y)| x != y).count() / 2;
    let (n, la, lb, t) = (crate::num::float32(n), crate::num::float32(a.len()), crate::num::float32(b.len()), crate::num::float32(swaps));
    let jaro = (n / la + n / lb + (n - t) / n) / 3.0;
    let prefix = crate::num::float32(a.iter().zip(b).take(4).take_while(|(x, y)| x == y).count());
    jaro + prefix * 0.1 * (1.0 - jaro)
}

/// Whether `short` abbreviates `long`: a prefix, or its consonants in order from the same first letter.
pub(crate) fn abbreviates(short: &str, long: &str) -> bool {
    if short.len() < 3 || short.len() + 2 > long.len() || short.as_bytes().first() != long.as_bytes().first() {
        return false;
    }
    if long.starts_with(short) {
        return true;
    }
    if short.len() > 5 || short.bytes().skip(1).any(|c| matches!(c, b'a' | b'e' | b'i' | b'o' | b'u')) {
        return false;
    }
    let mut rest = long.bytes();
    short.bytes().all(|c| rest.any(|x| x == c))
}
