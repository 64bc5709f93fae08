//! Names: legal forms off, abbreviations written out, places and units told from the name itself.

use crate::lexicon::Lexicon;
use crate::num::hash;
use crate::tables::{ABBREVIATIONS, COMMON, DESCRIPTORS_BY_LETTER, LEGAL, LEGAL_ANYWHERE, LEGAL_FRONT, PLACES, PlaceKind, STATE_CODES, STOP};
use crate::text::{edits, fold, skeleton};

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
        Self { hash: hash(text), skeleton: hash(&skeleton(text)), kind, weight, known: lexicon.is_known(text), text: text.to_owned() }
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
    list.iter().find(|(d, _)| text.len() + 1 >= d.len() && edits(text, d, if d.len() >= 11 { 2 } else { 1 }).is_some()).map(|(_, meant)| *meant)
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
    for mark in [" d/b/a ", " dba ", " t/a ", " a/k/a ", " aka ", " f/k/a ", " fka ", " formerly known as ", " formerly ", " doing business as ", " trading as "] {
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
    let initials = |all: bool| words.iter().filter(|w| all || !STOP.contains(w.as_str())).filter_map(|w| w.chars().next()).collect::<String>();
    words.len() >= 2 && (2..=8).contains(&short.len()) && (initials(true) == short || initials(false) == short)
}

/// Splits one segment of folded text into words, joining initials and short ampersand names.
pub(crate) fn tokenize(folded: &str) -> Vec<String> {
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
            chunks.push(piece.replace('&', " and ").replace('+', " and "));
        }
    }
    for chunk in &chunks {
        // "i.b.m." and "s.p.a." lose their periods; "booking.com" becomes two words.
        let dotted = chunk.contains('.') && chunk.split('.').filter(|p| !p.is_empty()).all(|p| p.len() == 1 && p.bytes().all(|b| b.is_ascii_alphabetic()));
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
            if single && single_run {
                if let Some(last) = out.last_mut() {
                    last.push_str(w);
                    continue;
                }
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
fn strip_legal(words: &mut Vec<String>) -> Option<&'static str> {
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
fn strip_mistyped_legal(words: &mut Vec<String>) -> Option<&'static str> {
    let last = words.last().filter(|w| words.len() > 1 && w.len() >= 6)?;
    let (_, class) = LONG_LEGAL.iter().find(|(form, _)| last.as_bytes().first() == form.as_bytes().first() && edits(last, form, if form.len() >= 10 { 2 } else { 1 }).is_some())?;
    words.pop();
    while words.len() > 1 && words.last().is_some_and(|w| w == "and") {
        words.pop();
    }
    Some(class)
}

fn canonical(word: &str) -> &str {
    ABBREVIATIONS.get(word).copied().unwrap_or(word)
}

/// A segment between commas, with what it seems to be.
struct Segment {
    words: Vec<String>,
}

impl Segment {
    fn has(&self, any: &[&str]) -> bool {
        self.words.iter().any(|w| any.contains(&w.as_str()))
    }

    /// Department, school, faculty and the like at either end of the segment.
    fn is_unit(&self) -> bool {
        const UNITS: [&str; 15] = [
            "department", "school", "faculty", "division", "section", "chair", "laboratory", "institute", "center", "group", "unit", "office", "program", "fachbereich",
            "lehrstuhl",
        ];
        self.words.first().is_some_and(|w| UNITS.contains(&w.as_str()) || w == "graduate" || w == "college")
            || self.words.last().is_some_and(|w| UNITS.contains(&w.as_str()))
            || self.has(&["department", "faculty", "fachbereich", "lehrstuhl"])
    }

    /// A university or the like, which is the organization whatever else stands around it.
    fn is_head(&self) -> bool {
        let seat = self.has(&["university", "polytechnic", "hochschule", "technion", "fachhochschule"])
            || (self.has(&["institute"]) && self.has(&["technology"]))
            || (self.has(&["academy"]) && self.has(&["science"]));
        seat && !self.words.first().is_some_and(|w| matches!(w.as_str(), "department" | "faculty" | "school"))
    }

    fn is_street(&self) -> bool {
        const STREETS: [&str; 12] = ["street", "avenue", "ave", "road", "rd", "blvd", "boulevard", "drive", "lane", "box", "strasse", "str"];
        let digits = self.words.iter().any(|w| w.bytes().any(|b| b.is_ascii_digit()));
        digits && (self.has(&STREETS) || self.words.first().is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit())))
    }

    /// Only places, codes and postal numbers.
    fn is_place(&self) -> bool {
        let mut any = false;
        for w in &self.words {
            let postal = w.bytes().any(|b| b.is_ascii_digit());
            let place = PLACES.contains_key(w.as_str()) || STATE_CODES.contains_key(w.as_str());
            let joint = matches!(w.as_str(), "san" | "los" | "las" | "new" | "st" | "santa" | "south" | "north" | "east" | "west" | "city" | "park" | "hill" | "hills" | "beach" | "of" | "the" | "and" | "republic" | "area" | "county" | "d" | "de" | "hong" | "tel" | "sao" | "palo" | "heights" | "valley" | "lake" | "mountain" | "view" | "murray" | "yorktown" | "holmdel" | "campus" | "branch" | "cedex" | "ann" | "arbor");
            any |= place || joint;
            if !(place || postal || joint) {
                return false;
            }
        }
        any
    }
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
        if !segments.is_empty() {
            if let Some(class) = LEGAL.get(words.concat().as_str()).filter(|_| !is_state(&words)) {
                legal = legal.or(Some(*class));
                continue;
            }
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

fn is_state(words: &[String]) -> bool {
    matches!(words, [w] if STATE_CODES.contains_key(w.as_str()))
}

/// Chooses the segments that are the name, and those that are its place; units fall away.
fn choose(segments: Vec<Segment>) -> (Vec<String>, Vec<String>) {
    let place_words = |s: &Segment| -> Vec<String> {
        s.words.iter().filter(|w| !w.bytes().any(|b| b.is_ascii_digit()) && !STOP.contains(w.as_str())).map(|w| STATE_CODES.get(w.as_str()).map_or(w.as_str(), |(_, c)| c).to_owned()).collect()
    };
    if segments.len() <= 1 {
        let mut words = segments.into_iter().next().map(|s| s.words).unwrap_or_default();
        drop_unit_phrase(&mut words);
        return (words, Vec::new());
    }
    if let Some(at) = segments.iter().position(Segment::is_head) {
        let mut head = Vec::new();
        let mut places = Vec::new();
        for (i, s) in segments.into_iter().enumerate() {
            if i == at {
                head = s.words;
                drop_unit_phrase(&mut head);
            } else if i > at && !s.is_street() && (s.is_place() || (s.words.len() <= 3 && !s.is_unit() && !s.is_head())) {
                places.extend(place_words(&s));
            }
        }
        return (head, places);
    }
    let mut head: Vec<String> = Vec::new();
    let mut places = Vec::new();
    let mut units: Vec<String> = Vec::new();
    // "Oracle, Redwood Shores, CA": what stands between the name and a state or country is a city.
    let last = segments.len().saturating_sub(1);
    let ends_in_place = last >= 2 && segments.last().is_some_and(Segment::is_place);
    for (i, s) in segments.into_iter().enumerate() {
        let is_city = ends_in_place && i > 0 && i + 1 == last && s.words.len() <= 3 && !s.is_unit() && s.words.iter().all(|w| !COMMON.get(w.as_str()).is_some_and(|c| c.1));
        if i > 0 && (s.is_place() || is_city) {
            places.extend(place_words(&s));
        } else if s.is_street() && i > 0 {
        } else if s.has(&["department", "faculty", "division", "section"]) {
            units.extend(s.words);
        } else {
            head.extend(s.words);
        }
    }
    if head.is_empty() {
        head = units;
    }
    (head, places)
}

/// Cuts "department of …" from a name that also holds a university.
fn drop_unit_phrase(words: &mut Vec<String>) {
    let Some(seat) = words.iter().position(|w| w == "university") else { return };
    let Some(unit) = words.iter().position(|w| matches!(w.as_str(), "department" | "faculty" | "school")) else { return };
    if unit > seat {
        // "university of x department of y": but "x university school of y" keeps its first part.
        words.truncate(unit);
    } else if words.get(unit + 1).is_some_and(|w| w != "of") {
        words.drain(..=unit);
    } else if words.get(seat + 1).is_some_and(|w| w == "of") {
        words.drain(..seat);
    }
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
    let letters = raw.chars().filter(|c| c.is_alphabetic());
    let acronym = tokens.len() == 1
        && (2..=6).contains(&squashed.len())
        && (letters.clone().count() > 0 && letters.clone().all(char::is_uppercase) || !squashed.bytes().any(|b| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')));
    NameForm { plain, tokens, squashed, initials, legal, places: place_tokens, weight, signature, acronym }
}
