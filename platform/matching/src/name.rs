//! Names: legal forms off, abbreviations written out, places and units told from the name itself.

mod segments;
mod words;

use crate::lexicon::Lexicon;
use crate::num::hash;
use crate::tables::{DESCRIPTORS_BY_LETTER, LEGAL, PLACES, PlaceKind, STOP};
use crate::text::{edits, fold, letters, skeleton};
use segments::{Segment, choose, is_state};
use words::{canonical, strip_legal, strip_mistyped_legal, tokenize};

/// What a word is in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A word that carries the name.
    Word,
    /// A descriptor such as `bank` or `restaurant`.
    Descriptor,
    /// A country, state or city.
    Place(PlaceKind),
    /// A number, a year, a roman numeral.
    Number,
}

/// One word of a name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) hash: u64,
    pub(crate) skeleton: u64,
    pub(crate) letters: u64,
    pub(crate) kind: TokenKind,
    pub(crate) weight: f32,
    /// Known as a word, so a near miss is another word.
    pub(crate) known: bool,
}

impl Token {
    pub(crate) fn new(text: &str, lexicon: &Lexicon) -> Self {
        let mut kind = kind_of(text, lexicon);
        let mut weight = lexicon.weight(text);
        // A legal form that was left inside of the name says as little as one at its end.
        if kind == TokenKind::Word && text.len() <= 4 && text.len() >= 2 && LEGAL.contains_key(text) {
            kind = TokenKind::Descriptor;
            weight = 0.05;
        }
        let weight = match kind {
            TokenKind::Number => weight.min(0.5),
            TokenKind::Word if text.len() == 1 => weight.min(0.3),
            TokenKind::Word if text.len() == 2 => weight.min(0.7),
            TokenKind::Word | TokenKind::Descriptor | TokenKind::Place(_) => weight,
        };
        Self {
            hash: hash(text),
            skeleton: hash(&skeleton(text)),
            letters: letters(text),
            kind,
            weight,
            known: lexicon.is_known(text),
            text: text.to_owned(),
        }
    }
}

/// One name of a record, taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct NameForm {
    /// All words as written, folded.
    pub(crate) plain: String,
    /// The words that matter, in canonical spelling and order of writing.
    pub(crate) tokens: Vec<Token>,
    /// The same without spaces.
    pub(crate) squashed: String,
    /// Initials of the words, with and without small words.
    pub(crate) initials: [String; 2],
    /// Class of the legal form.
    pub(crate) legal: Option<&'static str>,
    /// Places that stood after the name or in parentheses.
    pub(crate) places: Vec<Token>,
    /// Sum of the weights of `tokens`.
    pub(crate) weight: f32,
    /// Hash of the sorted tokens.
    pub(crate) signature: u64,
    /// Letters of `plain` and of `squashed`.
    pub(crate) letters: [u64; 2],
    /// Looks like an acronym: one short word, written in capitals or unpronounceable.
    pub(crate) acronym: bool,
}

/// The descriptor that a long word is one slip away from: "Interntional".
fn mistyped_descriptor(text: &str) -> Option<&'static str> {
    if text.len() < 5 {
        return None;
    }
    let first = text.as_bytes().first()?;
    let list = DESCRIPTORS_BY_LETTER.get(first)?;
    list.iter()
        .find(|(d, _)| text.len() + 1 >= d.len() && edits(text, d, if d.len() >= 11 { 2 } else { 1 }).is_some())
        .map(|(_, meant)| *meant)
}

impl NameForm {
    /// Weighs the words anew.
    pub(crate) fn reweigh(&mut self, lexicon: &Lexicon) {
        for t in self.tokens.iter_mut().chain(&mut self.places) {
            *t = Token::new(&t.text, lexicon);
        }
        self.weight = self.tokens.iter().map(|t| t.weight).sum();
    }
}

const LONGEST_NAME: usize = 24;

fn kind_of(text: &str, lexicon: &Lexicon) -> TokenKind {
    if text.bytes().any(|b| b.is_ascii_digit()) {
        return TokenKind::Number;
    }
    if matches!(text, "ii" | "iii" | "iv" | "vi" | "vii" | "viii" | "ix" | "xi" | "xii") {
        return TokenKind::Number;
    }
    if let Some((kind, _)) = PLACES.get(text) {
        return TokenKind::Place(*kind);
    }
    if lexicon.is_descriptor(text) { TokenKind::Descriptor } else { TokenKind::Word }
}

/// Takes a name apart; several forms when it holds an alias, such as an acronym in parentheses.
pub(crate) fn parse(raw: &str, lexicon: &Lexicon) -> Vec<NameForm> {
    let mut forms = Vec::new();
    let (outside, inside) = parentheses(raw);
    let (main, aliases) = split_aliases(&outside);
    let mut qualifiers: Vec<String> = Vec::new();
    let mut other_names: Vec<String> = aliases;
    for part in inside {
        let trimmed = part.trim();
        let lower = fold(trimmed);
        if let Some(alias) = lower
            .strip_prefix("formerly ")
            .or_else(|| lower.strip_prefix("aka "))
            .or_else(|| lower.strip_prefix("a.k.a. "))
            .or_else(|| lower.strip_prefix("dba "))
            .or_else(|| lower.strip_prefix("fka "))
            .or_else(|| lower.strip_prefix("now "))
        {
            other_names.push(alias.to_owned());
        } else if is_acronym_of(trimmed, &main) {
            other_names.push(trimmed.to_owned());
        } else if spells_out(&lower, &main) {
            other_names.push(lower);
        } else {
            qualifiers.push(lower);
        }
    }
    let form = parse_one(&main, &qualifiers, lexicon);
    if !form.tokens.is_empty() {
        forms.push(form);
    }
    for alias in other_names.iter().take(4) {
        let form = parse_one(alias, &[], lexicon);
        if !form.tokens.is_empty() && !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms
}

/// Text outside and inside of parentheses and brackets.
fn parentheses(raw: &str) -> (String, Vec<String>) {
    let mut outside = String::with_capacity(raw.len());
    let mut inside = Vec::new();
    let mut current: Option<String> = None;
    for c in raw.chars().take(400) {
        match (c, current.as_mut()) {
            ('(' | '[' | '{' | '（', None) => current = Some(String::new()),
            (')' | ']' | '}' | '）', Some(_)) => {
                if let Some(text) = current.take().filter(|t| !t.trim().is_empty()) {
                    inside.push(text);
                }
                outside.push(' ');
            }
            (_, Some(text)) => text.push(c),
            (_, None) => outside.push(c),
        }
    }
    if let Some(text) = current {
        outside.push(' ');
        outside.push_str(&text);
    }
    if outside.trim().is_empty() && !inside.is_empty() {
        return (inside.join(" "), Vec::new());
    }
    (outside, inside)
}

/// Splits "X dba Y", "X formerly Y" into the name and its aliases.
fn split_aliases(name: &str) -> (String, Vec<String>) {
    let folded = name.to_lowercase();
    for mark in [
        " d/b/a ",
        " dba ",
        " t/a ",
        " a/k/a ",
        " aka ",
        " f/k/a ",
        " fka ",
        " formerly known as ",
        " formerly ",
        " doing business as ",
        " trading as ",
    ] {
        if let Some(at) = folded.find(mark)
            && folded.len() == name.len()
            && let (Some(before), Some(after)) = (name.get(..at), name.get(at + mark.len()..))
            && !before.trim().is_empty()
            && !after.trim().is_empty()
        {
            return (before.to_owned(), vec![after.to_owned()]);
        }
    }
    (name.to_owned(), Vec::new())
}

fn is_acronym_of(part: &str, name: &str) -> bool {
    let letters: String = part.chars().filter(char::is_ascii_alphanumeric).collect();
    if letters.len() < 2 || letters.len() > 8 || part.trim().contains(' ') {
        return false;
    }
    let upper = letters.chars().filter(char::is_ascii_uppercase).count();
    if upper * 2 < letters.len() {
        return false;
    }
    // In parentheses and in capitals: an acronym, unless it is a country or state code.
    let lower = letters.to_ascii_lowercase();
    let words: Vec<String> = tokenize(&fold(name)).into_iter().filter(|w| !STOP.contains(w.as_str())).collect();
    let first = words.iter().any(|w| w.as_bytes().first() == lower.as_bytes().first());
    first && (letters.len() > 2 || words.len() == 2) && !PLACES.contains_key(lower.as_str())
}

/// Whether the words in parentheses are what the name before them abbreviates.
fn spells_out(part: &str, name: &str) -> bool {
    let short = tokenize(&fold(name)).concat();
    let words = tokenize(part);
    let initials =
        |all: bool| words.iter().filter(|w| all || !STOP.contains(w.as_str())).filter_map(|w| w.chars().next()).collect::<String>();
    words.len() >= 2 && (2..=8).contains(&short.len()) && (initials(true) == short || initials(false) == short)
}

fn parse_one(raw: &str, qualifiers: &[String], lexicon: &Lexicon) -> NameForm {
    let folded = fold(raw);
    let mut plain_words = tokenize(&folded.replace([',', ';', '/', '|'], " "));
    plain_words.truncate(LONGEST_NAME * 2);
    let plain = plain_words.join(" ");
    let mut legal = None;
    let mut segments: Vec<Segment> = Vec::new();
    for piece in folded.replace(" - ", " , ").split([',', ';', '|', '\n']) {
        let mut words = tokenize(piece);
        words.truncate(LONGEST_NAME * 2);
        if words.is_empty() {
            continue;
        }
        // ", Inc." is a segment of its own.
        if !segments.is_empty()
            && let Some(class) = LEGAL.get(words.concat().as_str()).filter(|_| !is_state(&words))
        {
            legal = legal.or(Some(*class));
            continue;
        }
        legal = strip_legal(&mut words).or(legal);
        while let Some(class) = strip_mistyped_legal(&mut words) {
            legal = strip_legal(&mut words).or(legal).or(Some(class));
        }
        let words = words.iter().map(|w| canonical(w).to_owned()).collect();
        segments.push(Segment { words });
    }
    let (head, mut places) = choose(segments);
    for q in qualifiers {
        let words: Vec<String> = tokenize(q).iter().map(|w| canonical(w).to_owned()).collect();
        let is_legal = LEGAL.contains_key(tokenize(q).concat().as_str());
        places.extend(words.into_iter().filter(|w| !is_legal && !STOP.contains(w.as_str())));
    }
    build(plain, &head, &places, legal, raw, lexicon)
}

fn build(plain: String, head: &[String], places: &[String], legal: Option<&'static str>, raw: &str, lexicon: &Lexicon) -> NameForm {
    let mut tokens: Vec<Token> = Vec::with_capacity(head.len());
    let mut squashed = String::new();
    let mut initials = [String::new(), String::new()];
    for w in head.iter().take(LONGEST_NAME) {
        if let [full, short] = &mut initials
            && let Some(c) = w.chars().next()
        {
            full.push(c);
            if !STOP.contains(w.as_str()) {
                short.push(c);
            }
        }
        if STOP.contains(w.as_str()) {
            continue;
        }
        let mut word = PLACES.get(w.as_str()).map_or(w.as_str(), |(_, c)| c);
        if !lexicon.is_known(word)
            && let Some(meant) = mistyped_descriptor(word)
        {
            word = meant;
        }
        squashed.push_str(word);
        if !tokens.iter().any(|t| t.text == word) {
            tokens.push(Token::new(word, lexicon));
        }
    }
    if tokens.is_empty() {
        // A name of small words only ("The The") is still a name.
        for w in head.iter().take(LONGEST_NAME) {
            squashed.push_str(w);
            tokens.push(Token::new(w, lexicon));
        }
    }
    let mut place_tokens: Vec<Token> = Vec::new();
    for p in places.iter().take(8) {
        let word = PLACES.get(p.as_str()).map_or(p.as_str(), |(_, c)| c);
        if !place_tokens.iter().any(|t| t.text == word) {
            place_tokens.push(Token::new(word, lexicon));
        }
    }
    let weight = tokens.iter().map(|t| t.weight).sum();
    let mut hashes: Vec<u64> = tokens.iter().map(|t| t.hash).collect();
    hashes.sort_unstable();
    let signature = hashes.iter().fold(0xcbf2_9ce4_8422_2325, |h: u64, x| (h ^ x).wrapping_mul(0x0000_0100_0000_01b3));
    let letter_sets = [letters(&plain), letters(&squashed)];
    let letters = raw.chars().filter(|c| c.is_alphabetic());
    let acronym = tokens.len() == 1
        && (2..=6).contains(&squashed.len())
        && (letters.clone().count() > 0 && letters.clone().all(char::is_uppercase)
            || !squashed.bytes().any(|b| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')));
    NameForm { plain, tokens, squashed, initials, legal, places: place_tokens, weight, signature, letters: letter_sets, acronym }
}
