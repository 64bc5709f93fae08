//! Words of a name: split, legal forms off, abbreviations written out.

use crate::tables::{ABBREVIATIONS, LEGAL, LEGAL_ANYWHERE, LEGAL_FRONT};
use crate::text::edits;

/// Splits one segment of folded text into words, joining initials and short ampersand names.
pub(super) fn tokenize(folded: &str) -> Vec<String> {
    let text = folded.replace(['\'', '`'], "");
    let mut out: Vec<String> = Vec::new();
    let mut single_run = false;
    // Ampersands join only very short neighbors: AT&T, H&M, 1&1.
    let mut chunks: Vec<String> = Vec::new();
    for piece in text.split_whitespace() {
        if let Some((a, b)) = piece.split_once(['&', '+'])
            && !a.is_empty()
            && a.len() <= 2
            && (1..=2).contains(&b.trim_end_matches(['.', ',']).len())
            && a.bytes().chain(b.bytes()).all(|c| c.is_ascii_alphanumeric() || c == b'.')
        {
            chunks.push(format!("{a}{b}"));
        } else {
            chunks.push(piece.replace(['&', '+'], " and "));
        }
    }
    for chunk in &chunks {
        // "i.b.m." and "s.p.a." lose their periods; "booking.com" becomes two words.
        let dotted = chunk.contains('.')
            && chunk.split('.').filter(|p| !p.is_empty()).all(|p| p.len() == 1 && p.bytes().all(|b| b.is_ascii_alphabetic()));
        if dotted {
            let joined: String = chunk.chars().filter(char::is_ascii_alphanumeric).collect();
            if joined.len() == 1 && single_run {
                if let Some(last) = out.last_mut() {
                    last.push_str(&joined);
                }
            } else {
                single_run = joined.len() == 1;
                out.push(joined);
            }
            continue;
        }
        for w in chunk.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()) {
            let single = w.len() == 1 && w.bytes().all(|b| b.is_ascii_alphabetic());
            if single
                && single_run
                && let Some(last) = out.last_mut()
            {
                last.push_str(w);
                continue;
            }
            single_run = single;
            out.push(w.to_owned());
        }
    }
    // "h and m" is "hm" as well, and "a.t. & t." is "att".
    if let [a, and, b, rest @ ..] = out.as_slice()
        && and == "and"
        && a.len() <= 2
        && b.len() == 1
        && a.bytes().chain(b.bytes()).all(|c| c.is_ascii_alphanumeric())
    {
        return std::iter::once(format!("{a}{b}")).chain(rest.iter().cloned()).collect();
    }
    out
}

/// Takes legal forms off the end, the front and, where unmistakable, the middle.
pub(super) fn strip_legal(words: &mut Vec<String>) -> Option<&'static str> {
    let mut found = None;
    for _ in 0..4 {
        let mut cut = 0;
        for n in (1..=6).rev() {
            if words.len() <= n {
                continue;
            }
            let Some(tail) = words.get(words.len() - n..) else { continue };
            let joined = tail.concat();
            if let Some(class) = LEGAL.get(joined.as_str()) {
                found = Some(match found {
                    None | Some("co") => *class,
                    Some(other) => other,
                });
                cut = n;
                break;
            }
        }
        if cut == 0 {
            break;
        }
        words.truncate(words.len() - cut);
        while words.len() > 1 && words.last().is_some_and(|w| w == "and") {
            words.pop();
        }
    }
    if words.len() > 1 && words.first().is_some_and(|w| LEGAL_FRONT.contains(w.as_str())) {
        let first = words.remove(0);
        found = found.or_else(|| LEGAL.get(first.as_str()).copied());
    }
    if words.len() > 2 {
        let mut i = 0;
        words.retain(|w| {
            let drop = i > 0 && LEGAL_ANYWHERE.contains(w.as_str());
            i += 1;
            if drop {
                found = found.or_else(|| LEGAL.get(w.as_str()).copied());
            }
            !drop
        });
    }
    found
}

/// Long legal forms that are told even with a slip in them.
const LONG_LEGAL: [(&str, &str); 9] = [
    ("corporation", "corp"),
    ("incorporated", "inc"),
    ("limited", "ltd"),
    ("company", "co"),
    ("aktiengesellschaft", "ag"),
    ("kommanditgesellschaft", "kg"),
    ("kabushiki", "kk"),
    ("kaisha", "kk"),
    ("aktiebolag", "ab"),
];

/// Takes a mistyped legal form off the end: "Vicor Coropration".
pub(super) fn strip_mistyped_legal(words: &mut Vec<String>) -> Option<&'static str> {
    let last = words.last().filter(|w| words.len() > 1 && w.len() >= 6)?;
    let (_, class) = LONG_LEGAL.iter().find(|(form, _)| {
        last.as_bytes().first() == form.as_bytes().first() && edits(last, form, if form.len() >= 10 { 2 } else { 1 }).is_some()
    })?;
    words.pop();
    while words.len() > 1 && words.last().is_some_and(|w| w == "and") {
        words.pop();
    }
    Some(class)
}

/// The word that an abbreviation stands for.
pub(super) fn canonical(word: &str) -> &str {
    ABBREVIATIONS.get(word).copied().unwrap_or(word)
}
