//! An inverted index in memory, for files, imports and tests.

use std::collections::HashMap;

use crate::compare::compare;
use crate::keys::{Key, KeyFrequency, KeyKind, keys};
use crate::model::Model;
use crate::normalized::Normalized;
use crate::num::{float32, hash_with};

/// One match found in an index.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// Place of the record in the index, in the order of adding.
    pub at: usize,
    /// Score between 0 and 1.
    pub score: f64,
}

/// Records with their keys, held in memory.
#[derive(Debug, Default)]
pub struct Index {
    records: Vec<Normalized>,
    postings: HashMap<u64, Vec<u32>>,
    /// Keys that more records than this have are not followed, unless there is no other.
    most_each: usize,
}

impl Index {
    /// An empty index that follows keys of up to 1,000 records.
    #[must_use]
    pub fn new() -> Self {
        Self { most_each: 1_000, ..Self::default() }
    }

    /// Sets how common a key may be and still be followed.
    #[must_use]
    pub fn most_each(mut self, n: usize) -> Self {
        self.most_each = n;
        self
    }

    /// Adds a record and returns its place.
    pub fn add(&mut self, record: Normalized) -> usize {
        let at = self.records.len();
        let Ok(short) = u32::try_from(at) else { return at };
        for key in keys(&record) {
            self.postings.entry(slot(&key)).or_default().push(short);
        }
        self.records.push(record);
        at
    }

    /// The record at a place.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&Normalized> {
        self.records.get(at)
    }

    /// All records in the order of adding.
    #[must_use]
    pub fn records(&self) -> &[Normalized] {
        &self.records
    }

    /// Gives the records back.
    #[must_use]
    pub fn into_records(self) -> Vec<Normalized> {
        self.records
    }

    /// Number of records.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is no record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Places of records that share a key, those with the rarest common keys first, at most `cap`.
    #[must_use]
    pub fn candidates(&self, record: &Normalized, cap: usize) -> Vec<usize> {
        self.candidates_below(record, cap, usize::MAX)
    }

    /// Like `candidates`, with places below `end` only, for comparing each pair once.
    #[must_use]
    pub fn candidates_below(&self, record: &Normalized, cap: usize, end: usize) -> Vec<usize> {
        let mut lists: Vec<(KeyKind, &Vec<u32>)> =
            keys(record).iter().filter_map(|k| self.postings.get(&slot(k)).map(|l| (k.kind, l))).collect();
        lists.sort_by_key(|(_, l)| l.len());
        let mut hits: Vec<(u32, f32)> = Vec::new();
        for (i, (kind, list)) in lists.iter().enumerate() {
            if i > 0 && list.len() > self.most_each {
                break;
            }
            let strong = matches!(kind, KeyKind::Identifier | KeyKind::Email | KeyKind::Domain | KeyKind::Phone | KeyKind::Signature);
            let weight = (if strong { 3.0 } else { 1.0 }) / (1.0 + float32(list.len())).ln_1p();
            let limit = self.most_each.max(cap);
            hits.extend(list.iter().take_while(|at| usize::try_from(**at).is_ok_and(|a| a < end)).take(limit).map(|at| (*at, weight)));
        }
        hits.sort_unstable_by_key(|(at, _)| *at);
        let mut merged: Vec<(u32, f32)> = Vec::with_capacity(hits.len());
        for (at, w) in hits {
            match merged.last_mut() {
                Some((last, sum)) if *last == at => *sum += w,
                _ => merged.push((at, w)),
            }
        }
        if merged.len() > cap {
            merged.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
            merged.truncate(cap);
        }
        merged.into_iter().filter_map(|(at, _)| usize::try_from(at).ok()).collect()
    }

    /// Best matches of a record at or above the model's `likely`, best first, at most `n`.
    #[must_use]
    pub fn matches(&self, record: &Normalized, model: &Model, n: usize) -> Vec<Match> {
        let mut found: Vec<(f64, usize)> = self
            .candidates(record, 200)
            .into_iter()
            .filter_map(|at| {
                let total = model.total(&compare(record, self.records.get(at)?));
                (1.0 / (1.0 + (-total).exp2()) >= model.likely).then_some((total, at))
            })
            .collect();
        found.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        found.truncate(n);
        found.into_iter().map(|(total, at)| Match { at, score: 1.0 / (1.0 + (-total).exp2()) }).collect()
    }

    /// Groups of two or more records that are the same, each in the order of adding.
    #[must_use]
    pub fn clusters(&self, model: &Model) -> Vec<Vec<usize>> {
        let mut groups = Groups::new(self.len());
        for (i, record) in self.records.iter().enumerate() {
            for j in self.candidates_below(record, 200, i) {
                if let Some(other) = self.records.get(j)
                    && model.score(&compare(record, other)) >= model.same
                {
                    groups.join(i, j);
                }
            }
        }
        groups.list()
    }
}

impl KeyFrequency for Index {
    fn count(&self, key: &Key) -> u64 {
        self.postings.get(&slot(key)).map_or(0, |l| u64::try_from(l.len()).unwrap_or(u64::MAX))
    }
}

fn slot(key: &Key) -> u64 {
    hash_with(&key.text, hash_with(key.kind.code(), 99))
}

/// Sets that grow together.
pub(crate) struct Groups {
    parent: Vec<usize>,
}

impl Groups {
    pub(crate) fn new(n: usize) -> Self {
        Self { parent: (0..n).collect() }
    }

    pub(crate) fn root(&mut self, mut i: usize) -> usize {
        loop {
            let Some(p) = self.parent.get(i).copied() else { return i };
            if p == i {
                return i;
            }
            let up = self.parent.get(p).copied().unwrap_or(p);
            if let Some(slot) = self.parent.get_mut(i) {
                *slot = up;
            }
            i = up;
        }
    }

    pub(crate) fn join(&mut self, a: usize, b: usize) {
        let (x, y) = (self.root(a), self.root(b));
        if let Some(slot) = self.parent.get_mut(x.max(y)) {
            *slot = x.min(y);
        }
    }

    pub(crate) fn list(mut self) -> Vec<Vec<usize>> {
        let mut by_root: HashMap<usize, Vec<usize>> = HashMap::new();
        for i in 0..self.parent.len() {
            by_root.entry(self.root(i)).or_default().push(i);
        }
        let mut out: Vec<Vec<usize>> = by_root.into_values().filter(|g| g.len() > 1).collect();
        out.sort();
        out
    }
}
