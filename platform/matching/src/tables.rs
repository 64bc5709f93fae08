//! The word lists that ship with the engine, parsed once.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What a place word stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum PlaceKind {
    Country,
    State,
    City,
}

/// Legal forms by their words without spaces; the value is the class of the form.
pub(crate) static LEGAL: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut map = HashMap::new();
    for line in lines(include_str!("data/legal.txt")) {
        if let Some((class, spellings)) = line.split_once(':') {
            for s in spellings.split(',') {
                map.insert(s.replace(' ', ""), class.trim());
            }
        }
    }
    map
});

/// Legal forms that are no word of any name, so that they may be dropped from the middle too.
pub(crate) static LEGAL_ANYWHERE: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    "gmbh inc ltd llc corp plc ag kg kgaa spa srl gesmbh pty pvt bhd sdn pte oyj asa aps sarl bv nv kft sro doo llp incorporated limited tbk pjsc \
     ojsc cjsc ooo aktiengesellschaft aktiebolag ltda lda sas corporation"
        .split_whitespace()
        .collect()
});

/// Legal forms that stand before the name in their countries.
pub(crate) static LEGAL_FRONT: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| "pt ooo oao zao pao ao pjsc ojsc cjsc jsc uab sia ou tov too cv ud".split_whitespace().collect());

/// Abbreviations and the words they stand for.
pub(crate) static ABBREVIATIONS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    lines(include_str!("data/abbreviations.txt")).filter_map(|line| line.split_once(':').map(|(a, b)| (a.trim(), b.trim()))).collect()
});

/// Frequent words: how many of 10,000 names have them, and whether they merely describe.
pub(crate) static COMMON: LazyLock<HashMap<&'static str, (u32, bool)>> = LazyLock::new(|| {
    let mut map = HashMap::new();
    for line in lines(include_str!("data/common.txt")) {
        if let Some((rate, words)) = line.split_once(':') {
            let rate = rate.trim().parse().unwrap_or(50);
            for w in words.split(',').map(str::trim).filter(|w| !w.is_empty()) {
                let (word, generic) = w.strip_prefix('*').map_or((w, false), |w| (w, true));
                map.entry(word).or_insert((rate, generic));
            }
        }
    }
    map
});

/// Long descriptors by their first letter, for words with a slip.
///
/// Pairs of the spelling and the descriptor it stands for; words that hardly any name lacks may be shorter.
pub(crate) static DESCRIPTORS_BY_LETTER: LazyLock<HashMap<u8, Vec<(&'static str, &'static str)>>> = LazyLock::new(|| {
    let mut map: HashMap<u8, Vec<(&'static str, &'static str)>> = HashMap::new();
    let long = |w: &str| w.len() >= 7 || matches!(w, "group" | "global" | "company");
    let own = COMMON.iter().filter(|(w, (_, generic))| *generic && long(w)).map(|(w, _)| (*w, *w));
    let other =
        ABBREVIATIONS.iter().filter(|(w, meant)| w.len() >= 7 && COMMON.get(*meant).is_some_and(|c| c.1)).map(|(w, meant)| (*w, *meant));
    for (word, meant) in own.chain(other) {
        if let Some(first) = word.as_bytes().first() {
            map.entry(*first).or_default().push((word, meant));
        }
    }
    for list in map.values_mut() {
        list.sort_unstable();
    }
    map
});

/// Articles, conjunctions and prepositions.
pub(crate) static STOP: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("data/stop.txt").lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace).collect());

/// Domains that belong to mail providers, hosts and social networks, never to one company.
pub(crate) static SHARED_DOMAINS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("data/freemail.txt").split_whitespace().collect());

/// Place words: kind and the name under which spellings meet.
pub(crate) static PLACES: LazyLock<HashMap<&'static str, (PlaceKind, &'static str)>> = LazyLock::new(|| places(false));

/// Codes of states, read as such only where a place is expected.
pub(crate) static STATE_CODES: LazyLock<HashMap<&'static str, (PlaceKind, &'static str)>> = LazyLock::new(|| places(true));

fn places(codes: bool) -> HashMap<&'static str, (PlaceKind, &'static str)> {
    let mut map = HashMap::new();
    for line in lines(include_str!("data/places.txt")) {
        let Some((kind, words)) = line.split_once(':') else { continue };
        let kind = match (kind.trim(), codes) {
            ("country", false) => PlaceKind::Country,
            ("state", false) | ("statecode", true) => PlaceKind::State,
            ("city", false) => PlaceKind::City,
            _ => continue,
        };
        for w in words.split(',').map(str::trim) {
            let (word, canonical) = w.split_once('=').unwrap_or((w, w));
            map.entry(word).or_insert((kind, canonical));
        }
    }
    map
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'))
}
