//! The pairs of rows that may be the same, and which of them stand.

use std::collections::HashMap;

use super::Summary;
use crate::compare::{Comparison, compare};
use crate::index::Index;
use crate::model::Model;
use crate::normalized::Normalized;
use crate::verdict::{Judgment, judge};

/// Files of up to this many pairs are compared pair by pair, without keys.
const ALL_PAIRS: usize = 3_000_000;
/// Pairs kept for learning the weights.
const LEARN_PAIRS: usize = 150_000;
/// Bits by which a rival must be better to take a partner away.
const MARGIN: f64 = 2.0;
/// Bits from which two rows that are each other's only choice are the same, if nothing speaks against it.
const RISE: f64 = 1.0;
/// Below this score two rows of one side are different from each other.
const UNLIKE: f64 = 0.2;
/// Candidates a record is compared with.
const CANDIDATES: usize = 200;
/// And in long files, where what is far down the list is hardly ever a match.
const CANDIDATES_LONG: usize = 80;
const LONG: usize = 30_000;
/// The shipped weights count as this many pairs when weights are learned.
const TRUST: f64 = 400.0;

/// A pair that is at least likely.
pub(super) struct Pair {
    pub(super) left: u32,
    pub(super) right: u32,
    pub(super) total: f64,
    pub(super) verdict: Judgment,
    /// Nothing speaks against the pair, so being each other's only choice may settle it.
    may_rise: bool,
    /// The names are the same but for spelling.
    clear_name: bool,
}

/// The rows to look among, and the rows to look up (or the same rows).
pub(super) struct Work {
    index: Index,
    probes: Option<Vec<Normalized>>,
    all_pairs: bool,
}

impl Work {
    pub(super) fn new(indexed: Vec<Normalized>, probes: Option<Vec<Normalized>>) -> Self {
        let n = probes.as_ref().map_or(indexed.len() / 2, Vec::len);
        let all_pairs = n.saturating_mul(indexed.len()) <= ALL_PAIRS;
        let mut index = Index::new().most_each(500);
        for row in indexed {
            index.add(row);
        }
        Self { index, probes, all_pairs }
    }

    pub(super) fn into_rows(self) -> (Vec<Normalized>, Option<Vec<Normalized>>) {
        (self.index.into_records(), self.probes)
    }

    fn probe_rows(&self) -> &[Normalized] {
        self.probes.as_deref().unwrap_or_else(|| self.index.records())
    }

    fn candidates(&self, i: usize, probe: &Normalized) -> Vec<usize> {
        let end = if self.probes.is_some() { self.index.len() } else { i };
        if self.all_pairs {
            (0..end).collect()
        } else {
            self.index.candidates_below(probe, if self.index.len() > LONG { CANDIDATES_LONG } else { CANDIDATES }, end)
        }
    }

    pub(super) fn pairs(&self, model: &mut Model, summary: &mut Summary) -> Vec<Pair> {
        summary.learned = self.learn(model);
        let model: &Model = model;
        let n_threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(8);
        let n = self.probe_rows().len();
        // Interleaved, because later rows have more candidates than earlier ones.
        let parts: Vec<(Vec<Pair>, u64)> = std::thread::scope(|scope| {
            let handles: Vec<_> = (0..n_threads).map(|t| scope.spawn(move || self.score_part((t..n).step_by(n_threads), model))).collect();
            handles.into_iter().map(|h| h.join().unwrap_or_default()).collect()
        });
        let mut pairs = Vec::new();
        for (part, compared) in parts {
            pairs.extend(part);
            summary.compared += compared;
        }
        pairs
    }

    fn score_part(&self, rows: impl Iterator<Item = usize>, model: &Model) -> (Vec<Pair>, u64) {
        let mut pairs = Vec::new();
        let mut compared = 0_u64;
        for i in rows {
            let Some(probe) = self.probe_rows().get(i) else { continue };
            if probe.is_empty() {
                continue;
            }
            for j in self.candidates(i, probe) {
                let Some(other) = self.index.get(j) else { continue };
                compared += 1;
                let c = compare(probe, other);
                let total = model.total(&c);
                let verdict = judge(1.0 / (1.0 + (-total).exp2()), model);
                if verdict == Judgment::Different {
                    continue;
                }
                let (Ok(a), Ok(b)) = (u32::try_from(i), u32::try_from(j)) else { continue };
                let may_rise = model.has_nothing_against(&c);
                let clear_name = model.has_a_clear_name(&c);
                // Within one file the earlier row stands left.
                let (left, right) = if self.probes.is_some() { (a, b) } else { (b, a) };
                pairs.push(Pair { left, right, total, verdict, may_rise, clear_name });
            }
        }
        (pairs, compared)
    }

    /// Learns the weights from a sample of candidate pairs, always by keys, so that matches are not drowned.
    fn learn(&self, model: &mut Model) -> bool {
        let rows = self.probe_rows();
        let step = (rows.len() / 20_000).max(1);
        let mut sample: Vec<Comparison> = Vec::new();
        for (i, probe) in rows.iter().enumerate().step_by(step) {
            let end = if self.probes.is_some() { self.index.len() } else { i };
            for j in self.index.candidates_below(probe, 30, end) {
                if let Some(other) = self.index.get(j) {
                    sample.push(compare(probe, other));
                }
            }
            if sample.len() >= LEARN_PAIRS {
                break;
            }
        }
        model.learn(&sample, TRUST)
    }

    /// Whether both sides hold hardly any duplicates of their own, so that each row has one partner at most.
    pub(super) fn is_distinct(&self, model: &Model) -> bool {
        let Some(probes) = &self.probes else { return false };
        let mut other = Index::new().most_each(200);
        for p in probes {
            other.add(p.clone());
        }
        [&self.index, &other].into_iter().all(|side| {
            let n = side.len();
            let step = (n / 2_000).max(1);
            let sampled = n.div_ceil(step);
            let doubled = side
                .records()
                .iter()
                .enumerate()
                .step_by(step)
                .filter(|(i, r)| {
                    side.candidates(r, 50).into_iter().any(|j| j != *i && side.get(j).is_some_and(|o| model.score(&compare(r, o)) >= 0.99))
                })
                .count();
            doubled * 50 <= sampled
        })
    }
}

/// Keeps `same` for the best partner; a pair that a clearly better one rules out becomes `likely`.
///
/// A row cannot be the same as two rows that are different from each other. Where both files are free of
/// duplicates (`strict`), it cannot be the same as two rows at all.
pub(super) fn assign(pairs: &mut [Pair], work: &Work, model: &Model, strict: bool) {
    let mut best_left: HashMap<u32, (f64, u32)> = HashMap::new();
    let mut best_right: HashMap<u32, (f64, u32)> = HashMap::new();
    let mut second_left: HashMap<u32, f64> = HashMap::new();
    for p in pairs.iter() {
        let l = best_left.entry(p.left).or_insert((f64::NEG_INFINITY, 0));
        let second = second_left.entry(p.left).or_insert(f64::NEG_INFINITY);
        if p.total > l.0 {
            *second = l.0;
            *l = (p.total, p.right);
        } else {
            *second = second.max(p.total);
        }
        let r = best_right.entry(p.right).or_insert((f64::NEG_INFINITY, 0));
        if p.total > r.0 {
            *r = (p.total, p.left);
        }
    }
    let mutual =
        |left: u32, right: u32| best_left.get(&left).is_some_and(|b| b.1 == right) && best_right.get(&right).is_some_and(|b| b.1 == left);
    let unlike = |a: Option<&Normalized>, b: Option<&Normalized>| match (a, b) {
        (Some(a), Some(b)) => model.score(&compare(a, b)) < UNLIKE,
        _ => false,
    };
    let at = |i: u32| usize::try_from(i).unwrap_or(usize::MAX);
    for p in pairs.iter_mut() {
        let is_mutual = mutual(p.left, p.right);
        if p.verdict == Judgment::Likely && p.total >= RISE {
            // Its only choice by far: nothing else in the other file comes near.
            let first = best_left.get(&p.left).is_some_and(|b| b.1 == p.right);
            let alone = |margin: f64| first && second_left.get(&p.left).is_none_or(|s| *s + margin <= p.total);
            if (strict && is_mutual && p.may_rise && alone(MARGIN)) || (p.clear_name && alone(2.0 * MARGIN)) {
                p.verdict = Judgment::Same;
            }
        }
        if is_mutual || p.verdict != Judgment::Same {
            continue;
        }
        // The better partner of either side, if that pair is settled and clearly better.
        let over_left = best_left.get(&p.left).filter(|(t, r)| *t >= p.total + MARGIN && mutual(p.left, *r));
        let over_right = best_right.get(&p.right).filter(|(t, l)| *t >= p.total + MARGIN && mutual(*l, p.right));
        let crossed = over_left.is_some() && over_right.is_some() && !p.clear_name;
        let ruled_out = crossed
            || if strict {
                over_left.is_some() || over_right.is_some()
            } else if p.clear_name {
                false
            } else {
                over_left.is_some_and(|(_, r)| unlike(work.index.get(at(*r)), work.index.get(at(p.right))))
                    || over_right.is_some_and(|(_, l)| unlike(work.probe_rows().get(at(*l)), work.probe_rows().get(at(p.left))))
            };
        if ruled_out {
            p.verdict = Judgment::Likely;
        }
    }
}
