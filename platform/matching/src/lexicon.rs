//! How rare words are: a shipped prior that adapts to the names a company really has.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::num::float32;
use crate::tables::{COMMON, PLACES, PlaceKind};

/// The prior counts as this many names, so that a few hundred names of one's own begin to matter.
const PRIOR_NAMES: f32 = 20_000.0;

/// Counts of words in names, from which their weight as evidence follows.
///
/// Starts with the shipped prior; `learn` adds one distinct name, `forget` takes it back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lexicon {
    names: u32,
    counts: HashMap<String, u32>,
}

impl Lexicon {
    /// Starts with the shipped prior alone.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts the words of one name; call it once for each distinct name.
    pub fn learn<'a>(&mut self, words: impl IntoIterator<Item = &'a str>) {
        self.names = self.names.saturating_add(1);
        for w in words {
            if let Some(n) = self.counts.get_mut(w) {
                *n = n.saturating_add(1);
            } else {
                self.counts.insert(w.to_owned(), 1);
            }
        }
    }

    /// Takes the words of one name back, after a record was removed or renamed.
    pub fn forget<'a>(&mut self, words: impl IntoIterator<Item = &'a str>) {
        self.names = self.names.saturating_sub(1);
        for w in words {
            if let Some(n) = self.counts.get_mut(w) {
                *n = n.saturating_sub(1);
                if *n == 0 {
                    self.counts.remove(w);
                }
            }
        }
    }

    /// How many names were learned.
    #[must_use]
    pub fn names(&self) -> u32 {
        self.names
    }

    /// How often a word was learned, without the prior.
    #[must_use]
    pub fn count(&self, word: &str) -> u32 {
        self.counts.get(word).copied().unwrap_or(0)
    }

    /// Weight of a word as evidence: near 0 for the commonest, 1 for a word never seen.
    #[must_use]
    pub fn weight(&self, word: &str) -> f32 {
        let prior_rate = match (COMMON.get(word), PLACES.get(word)) {
            (Some((rate, _)), _) => float32(usize::try_from(*rate).unwrap_or(0)) / 10_000.0,
            (None, Some((PlaceKind::Country, _))) => 0.008,
            (None, Some((PlaceKind::State, _))) => 0.004,
            (None, Some((PlaceKind::City, _))) => 0.0015,
            (None, None) => 0.0,
        };
        let prior = idf(prior_rate * PRIOR_NAMES, PRIOR_NAMES);
        if self.names == 0 {
            return prior;
        }
        let seen = f32::from(u16::try_from(self.count(word).saturating_sub(1)).unwrap_or(u16::MAX));
        let all = float_names(self.names);
        let learned = idf(prior_rate * PRIOR_NAMES + seen, PRIOR_NAMES + all);
        // Names that are often recorded twice must not make their own words look common.
        learned.max(prior * 0.5)
    }

    /// Whether a word merely describes, by the list or because it is in more than one name of fifty.
    #[must_use]
    pub fn is_descriptor(&self, word: &str) -> bool {
        if COMMON.get(word).is_some_and(|(_, generic)| *generic) {
            return true;
        }
        self.names >= 1_000 && !PLACES.contains_key(word) && self.count(word) > self.names / 50
    }

    /// Whether a word is known as a word, so that a near miss is another word and no typo.
    #[must_use]
    pub fn is_known(&self, word: &str) -> bool {
        COMMON.contains_key(word) || PLACES.contains_key(word) || self.count(word) >= 4
    }

    /// Writes the learned counts as text, one word a line.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut words: Vec<_> = self.counts.iter().collect();
        words.sort();
        let mut out = format!("lexicon 1\nnames {}\n", self.names);
        for (w, n) in words {
            let _ = writeln!(out, "{w} {n}");
        }
        out
    }

    /// Reads what `to_text` wrote.
    ///
    /// # Errors
    /// Names the line that cannot be read.
    pub fn from_text(text: &str) -> Result<Self, crate::TextError> {
        let mut lines = text.lines().enumerate();
        if lines.next().map(|(_, l)| l) != Some("lexicon 1") {
            return Err(crate::TextError { line: 1, expected: "`lexicon 1`" });
        }
        let mut lexicon = Self::new();
        for (i, line) in lines {
            let error = crate::TextError { line: i + 1, expected: "a word and a count" };
            let Some((word, n)) = line.rsplit_once(' ') else { return Err(error) };
            let Ok(n) = n.parse() else { return Err(error) };
            if i == 1 && word == "names" {
                lexicon.names = n;
            } else {
                lexicon.counts.insert(word.to_owned(), n);
            }
        }
        Ok(lexicon)
    }
}

fn float_names(n: u32) -> f32 {
    // Names are counted in steps of sixteen beyond 65,535, which is exact enough for a logarithm.
    u16::try_from(n).map_or_else(|_| f32::from(u16::try_from(n / 1024).unwrap_or(u16::MAX)) * 1024.0, f32::from)
}

fn idf(count: f32, names: f32) -> f32 {
    let share = ((names + 1.0) / (count + 1.0)).ln() / (names + 1.0).ln();
    share.clamp(0.02, 1.0).powf(1.5)
}
