//! Blocking keys: short strings under which records that may be the same meet in a database table.

use rphonetic::{DoubleMetaphone, Encoder};

use crate::name::{NameForm, TokenKind};
use crate::normalized::Normalized;
use crate::num::hash_with;
use crate::text::skeleton;

/// A record never yields more keys than this.
pub const MOST_KEYS: usize = 16;

/// What a key is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyKind {
    /// A registration or tax number.
    Identifier,
    /// A whole e-mail address.
    Email,
    /// A registrable domain.
    Domain,
    /// National digits of a phone number.
    Phone,
    /// Sorted words of the name.
    Signature,
    /// Postal code or city with house number.
    Place,
    /// A rare word of the name.
    Token,
    /// Sound of the name's first rare words.
    Sound,
    /// Start or end of the name, for names with a slip elsewhere.
    Half,
    /// Smallest hashes of the name's trigrams, for names with slips anywhere.
    Trigrams,
    /// An acronym, or the initials that would make one.
    Acronym,
}

impl KeyKind {
    /// Stable code to store beside the key.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Identifier => "id",
            Self::Email => "em",
            Self::Domain => "do",
            Self::Phone => "ph",
            Self::Signature => "si",
            Self::Place => "pl",
            Self::Token => "to",
            Self::Sound => "so",
            Self::Half => "ha",
            Self::Trigrams => "tr",
            Self::Acronym => "ac",
        }
    }
}

/// One blocking key of a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What it is made of.
    pub kind: KeyKind,
    /// At most 40 bytes of lower-case ASCII letters, digits and a few marks.
    pub text: String,
}

/// Tells how many records have a key, so that common keys can be left out.
pub trait KeyFrequency {
    /// Number of records with this key, as far as known; 0 when nothing is known.
    fn count(&self, key: &Key) -> u64;
}

/// Keys of a record, most selective first by expectation.
#[must_use]
pub fn keys(n: &Normalized) -> Vec<Key> {
    let mut out: Vec<Key> = Vec::with_capacity(MOST_KEYS);
    let mut add = |kind: KeyKind, text: String| {
        let mut text = text;
        text.truncate(40);
        let key = Key { kind, text };
        if !key.text.is_empty() && out.len() < MOST_KEYS && !out.contains(&key) {
            out.push(key);
        }
    };
    for (scheme, value) in n.identifiers.iter().take(2) {
        let _ = scheme;
        add(KeyKind::Identifier, value.clone());
    }
    for e in n.emails.iter().take(1) {
        add(KeyKind::Email, format!("{:016x}", hash_with(e, 7)));
    }
    for d in n.domains.iter().take(2) {
        let mut ascii = d.clone();
        if !ascii.is_ascii() {
            ascii = format!("{:016x}", hash_with(d, 7));
        }
        add(KeyKind::Domain, ascii);
    }
    for p in n.phones.iter().take(2) {
        let from = p.national.len().saturating_sub(9);
        add(KeyKind::Phone, p.national.get(from..).unwrap_or_default().to_owned());
    }
    if let Some(name) = n.names.first() {
        add(KeyKind::Signature, format!("{:012x}", name.signature >> 16));
    }
    if !n.address.number.is_empty() {
        if !n.postal.is_empty() {
            add(KeyKind::Place, format!("{}/{}", n.postal, n.address.number));
        } else if let Some(street) = n.address.street.first() {
            add(KeyKind::Place, format!("{}/{}", skeleton(street), n.address.number));
        }
    }
    if let Some(name) = n.names.first() {
        name_keys(name, 3, &mut add);
    }
    for alias in n.names.iter().skip(1).take(2) {
        name_keys(alias, 1, &mut add);
    }
    // A company that is known by its domain's label alone.
    for l in n.labels.iter().take(1).filter(|l| l.len() >= 3) {
        add(KeyKind::Token, skeleton(l));
    }
    out
}

fn name_keys(name: &NameForm, n_tokens: usize, add: &mut impl FnMut(KeyKind, String)) {
    let mut tokens: Vec<_> = name.tokens.iter().enumerate().collect();
    tokens.sort_by(|(i, a), (j, b)| b.weight.total_cmp(&a.weight).then(i.cmp(j)));
    for (_, t) in tokens.iter().take(n_tokens) {
        add(KeyKind::Token, skeleton(&t.text));
    }
    let core = significant(name);
    if n_tokens > 1 {
        let metaphone = DoubleMetaphone::default();
        let first =
            name.tokens.iter().filter(|t| t.kind != TokenKind::Descriptor).find(|t| t.weight >= 0.3).or_else(|| name.tokens.first());
        if let Some(t) = first.filter(|t| t.text.bytes().all(|b| b.is_ascii_alphabetic())) {
            add(
                KeyKind::Sound,
                format!("{}{}", metaphone.encode(&t.text).to_ascii_lowercase(), if name.tokens.len() == 1 { "." } else { "" }),
            );
        }
        let n = if core.len() >= 8 { 5 } else { 3 };
        if core.len() > n {
            add(KeyKind::Half, format!("{}<", core.get(..n).unwrap_or(&core)));
            add(KeyKind::Half, format!(">{}", core.get(core.len() - n..).unwrap_or(&core)));
        }
        for (i, band) in trigram_bands(&core).into_iter().enumerate() {
            add(KeyKind::Trigrams, format!("{i}{band:010x}"));
        }
    }
    if name.acronym || (name.tokens.len() == 1 && (3..=6).contains(&name.squashed.len())) {
        add(KeyKind::Acronym, name.squashed.clone());
    } else {
        for i in name.initials.iter().filter(|i| (3..=8).contains(&i.len())) {
            add(KeyKind::Acronym, i.clone());
        }
    }
    // "face book" meets "facebook".
    if name.tokens.len() > 1 && name.tokens.len() <= 3 && name.squashed.len() <= 24 {
        add(KeyKind::Token, skeleton(&name.squashed));
    }
}

/// Skeletons of the words that carry the name, joined.
fn significant(name: &NameForm) -> String {
    let mut core: String = name.tokens.iter().filter(|t| t.kind != TokenKind::Descriptor).map(|t| skeleton(&t.text)).collect();
    if core.len() < 3 {
        core = skeleton(&name.squashed);
    }
    core
}

fn trigram_bands(core: &str) -> [u64; 2] {
    let padded = format!("^{core}$");
    let mut least = [u64::MAX; 4];
    for tri in padded.as_bytes().windows(3) {
        let text = std::str::from_utf8(tri).unwrap_or_default();
        for (slot, seed) in least.iter_mut().zip([11_u64, 1_313, 171_717, 19_191_919]) {
            *slot = (*slot).min(hash_with(text, seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        }
    }
    let [a, b, c, d] = least;
    [(a ^ b.rotate_left(21)) >> 24, (c ^ d.rotate_left(21)) >> 24]
}

/// Chooses the keys to look up: rarest first, none more common than `most_each`, until the counts
/// together pass `budget`. When every key is too common the rarest one is kept.
pub fn choose(mut keys: Vec<Key>, frequency: &impl KeyFrequency, most_each: u64, budget: u64) -> Vec<Key> {
    let mut counted: Vec<(u64, usize, Key)> = keys.drain(..).enumerate().map(|(i, k)| (frequency.count(&k), i, k)).collect();
    counted.sort();
    let mut left = budget;
    let mut out = Vec::new();
    for (n, _, key) in counted {
        if out.is_empty() || (n <= most_each && n <= left) {
            left = left.saturating_sub(n);
            out.push(key);
        }
    }
    out
}
