//! The weights of evidence: shipped, learned without labels, nudged by human verdicts.

use std::fmt::Write as _;

use crate::compare::{Comparison, Field};
use crate::num::float;

/// Version of the shipped weights; a stored model tells which it came from.
pub const SHIPPED_VERSION: u32 = 1;

/// Text that is not what `to_text` wrote.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: expected {expected}")]
pub struct TextError {
    /// Line, counted from 1.
    pub line: usize,
    /// What should stand there.
    pub expected: &'static str,
}

/// Chances of one grade of agreement.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Odds {
    /// Among pairs that are the same.
    m: f64,
    /// Among pairs that are not.
    u: f64,
}

impl Odds {
    fn bits(self) -> f64 {
        (self.m.max(1e-9) / self.u.max(1e-12)).log2()
    }
}

/// Weights of evidence and the thresholds of the verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Raised with each change of the weights, so that old scores can be told from new ones.
    pub version: u32,
    /// From this score on two records are the same.
    pub same: f64,
    /// From this score on they are likely the same and a person should look.
    pub likely: f64,
    /// Bits before any evidence: how rare a match is among candidates.
    prior: f64,
    odds: Vec<Vec<Odds>>,
}

impl Default for Model {
    fn default() -> Self {
        let odds = Field::ALL.iter().map(|f| shipped(*f).iter().map(|(m, bits)| Odds { m: *m, u: m / bits.exp2() }).collect()).collect();
        Self { version: SHIPPED_VERSION, same: 0.9, likely: 0.5, prior: -4.0, odds }
    }
}

/// Shipped weights: chance among matches, and bits of evidence, a pair for each grade.
fn shipped(field: Field) -> &'static [(f64, f64)] {
    match field {
        Field::Name => &[
            (0.30, 9.7),
            (0.20, 9.5),
            (0.06, 9.2),
            (0.10, 8.8),
            (0.08, 8.5),
            (0.05, 8.4),
            (0.03, 5.4),
            (0.03, 6.4),
            (0.02, 4.6),
            (0.02, 5.3),
            (0.06, 5.2),
            (0.02, 3.0),
            (0.01, 0.0),
            (0.005, -2.0),
            (0.005, -2.5),
            (0.015, -4.5),
        ],
        Field::Domain => &[(0.70, 9.5), (0.12, 5.0), (0.05, 3.0), (0.13, -1.5)],
        Field::Email => &[(0.40, 7.0), (0.60, -0.3)],
        Field::Phone => &[(0.60, 6.0), (0.05, 3.0), (0.10, 0.5), (0.25, -2.5)],
        Field::Address => &[(0.65, 5.0), (0.08, 2.0), (0.07, 1.5), (0.05, -1.5), (0.15, -3.0)],
        Field::City => &[(0.80, 1.5), (0.05, 0.8), (0.15, -2.0)],
        Field::Region => &[(0.92, 0.5), (0.08, -1.0)],
        Field::Postal => &[(0.70, 3.0), (0.12, 0.7), (0.18, -1.5)],
        Field::Country => &[(0.95, 0.3), (0.05, -2.5)],
        Field::Identifier => &[(0.90, 13.0), (0.10, -5.0)],
        Field::Parent => &[(0.80, 0.5), (0.20, -1.0)],
    }
}

/// The place of a record can speak against a match only so far, for companies move.
const PLACE_AGAINST: f64 = -5.0;
/// And only so far for it, for neighbors share a place.
const PLACE_FOR: f64 = 7.5;
/// Most bits for a pair with different names that shares no more than a place and a phone.
const DOOR_MOST: f64 = 2.0;

impl Model {
    /// Bits of evidence of one grade of one field.
    #[must_use]
    pub fn bits(&self, field: Field, level: u8) -> f64 {
        self.odds.get(field.position()).and_then(|l| l.get(usize::from(level))).map_or(0.0, |o| o.bits())
    }

    /// Bits of evidence of one field of a comparison, with the fine part of the name.
    #[must_use]
    pub fn field_bits(&self, c: &Comparison, field: Field) -> Option<f64> {
        let level = c.level(field)?;
        let fine = if field == Field::Name { f64::from(c.name_bits) } else { 0.0 };
        Some(self.bits(field, level) + fine)
    }

    /// All bits of a comparison, the prior included.
    #[must_use]
    pub fn total(&self, c: &Comparison) -> f64 {
        let mut total = self.prior;
        let mut place = 0.0;
        for field in Field::ALL {
            let Some(bits) = self.field_bits(c, field) else { continue };
            match field {
                Field::Address | Field::City | Field::Region | Field::Postal | Field::Country => place += bits,
                Field::Name | Field::Domain | Field::Email | Field::Phone | Field::Identifier | Field::Parent => total += bits,
            }
        }
        let total = total + place.clamp(PLACE_AGAINST, PLACE_FOR);
        if Self::shares_only_a_door(c) { total.min(DOOR_MOST) } else { total }
    }

    /// Tenants of one house share address and switchboard: with another name that is not the same company.
    fn shares_only_a_door(c: &Comparison) -> bool {
        let other_name =
            c.code(Field::Name).is_some_and(|code| matches!(code, "name.different" | "name.other_place" | "name.other_number"));
        other_name && c.level(Field::Domain) != Some(0) && c.level(Field::Email) != Some(0) && c.level(Field::Identifier) != Some(0)
    }

    /// Whether the names are close and no field speaks against the pair.
    pub(crate) fn has_nothing_against(&self, c: &Comparison) -> bool {
        let close = c.code(Field::Name).is_some_and(|code| {
            !matches!(code, "name.partly" | "name.different" | "name.other_place" | "name.other_number" | "name.other_descriptor")
        });
        close && Field::ALL.iter().all(|f| *f == Field::Name || c.level(*f).is_none_or(|l| self.bits(*f, l) > -0.2))
    }

    /// Whether the names are the same but for spelling, and at most the city or region disagrees.
    pub(crate) fn has_a_clear_name(&self, c: &Comparison) -> bool {
        let clear = c.level(Field::Name).is_some_and(|l| l <= 5) && c.name_bits >= -2.0;
        clear
            && Field::ALL
                .iter()
                .all(|f| matches!(f, Field::Name | Field::City | Field::Region) || c.level(*f).is_none_or(|l| self.bits(*f, l) > -0.2))
    }

    /// Score of a comparison, between 0 and 1.
    #[must_use]
    pub fn score(&self, c: &Comparison) -> f64 {
        1.0 / (1.0 + (-self.total(c)).exp2())
    }

    /// Learns the weights from candidate pairs without labels, starting from the present ones.
    ///
    /// The present weights count as `trust` pairs, so few pairs change little. Returns whether anything
    /// was learned: fewer than three fields that vary, or hardly any match, teach nothing.
    pub fn learn(&mut self, pairs: &[Comparison], trust: f64) -> bool {
        let varied = Field::ALL.iter().filter(|f| {
            let known = pairs.iter().filter(|c| c.level(**f).is_some()).count();
            known * 5 > pairs.len()
        });
        if pairs.len() < 500 || varied.count() < 3 {
            return false;
        }
        let before = self.clone();
        for _ in 0..15 {
            let shares: Vec<f64> = pairs.iter().map(|c| self.score(c)).collect();
            let matches: f64 = shares.iter().sum();
            if matches < 20.0 || float(pairs.len()) - matches < 100.0 {
                *self = before;
                return false;
            }
            // Names carry their own rarity and are no small set of grades: their weights stay as shipped.
            for field in Field::ALL.into_iter().filter(|f| *f != Field::Name) {
                let Some(levels) = self.odds.get_mut(field.position()) else { continue };
                let Some(start) = before.odds.get(field.position()) else { continue };
                let mut among_same = vec![0.0_f64; levels.len()];
                let mut among_other = vec![0.0_f64; levels.len()];
                for (c, share) in pairs.iter().zip(&shares) {
                    let Some(level) = c.level(field) else { continue };
                    if let (Some(s), Some(o)) = (among_same.get_mut(usize::from(level)), among_other.get_mut(usize::from(level))) {
                        *s += share;
                        *o += 1.0 - share;
                    }
                }
                let (n_same, n_other): (f64, f64) = (among_same.iter().sum(), among_other.iter().sum());
                if n_same < 20.0 || n_other < 100.0 {
                    continue;
                }
                for ((odds, start), (same, other)) in levels.iter_mut().zip(start).zip(among_same.iter().zip(&among_other)) {
                    let m = (same + trust * start.m) / (n_same + trust);
                    let u = (other + trust * start.u) / (n_other + trust);
                    // Learned weights stay near the shipped ones and keep their sign; against a match they grow
                    // less, because the names of the pairs that taught them were alike already.
                    let bits = Odds { m, u }.bits();
                    let bits = if start.bits() > 0.0 {
                        bits.clamp(start.bits() - 2.0, start.bits() + 2.0)
                    } else {
                        bits.clamp(start.bits() - 0.7, start.bits() + 2.0)
                    };
                    let bits = if start.bits() > 0.0 { bits.max(0.1) } else { bits.min(-0.1) };
                    *odds = Odds { m, u: m / bits.exp2() };
                }
            }
        }
        self.version = self.version.saturating_add(1);
        true
    }

    /// Moves the weights a little after a person has judged a pair.
    pub fn nudge(&mut self, c: &Comparison, same: bool) {
        const STEP: f64 = 0.15;
        let error = f64::from(u8::from(same)) - self.score(c);
        for field in Field::ALL {
            let Some(level) = c.level(field) else { continue };
            if let Some(odds) = self.odds.get_mut(field.position()).and_then(|l| l.get_mut(usize::from(level))) {
                let bits = (odds.bits() + STEP * error).clamp(-14.0, 14.0);
                *odds = Odds { m: odds.m, u: odds.m / bits.exp2() };
            }
        }
        self.version = self.version.saturating_add(1);
    }

    /// These weights as people's verdicts on pairs teach them, in the order given.
    ///
    /// Each verdict nudges what it speaks about. However many there are, no weight moves further than two
    /// bits and none changes its sign: people judge what is hard to tell, which is no fair sample of all.
    #[must_use]
    pub fn taught(&self, verdicts: &[(Comparison, bool)]) -> Self {
        const FAR: f64 = 2.0;
        let mut out = self.clone();
        for (c, same) in verdicts {
            out.nudge(c, *same);
        }
        for (start, moved) in self.odds.iter().flatten().zip(out.odds.iter_mut().flatten()) {
            let from = start.bits();
            let near = moved.bits().clamp(from - FAR, from + FAR);
            let bits = if from > 0.0 { near.max(0.1) } else { near.min(0.0) };
            *moved = Odds { m: start.m, u: start.m / bits.exp2() };
        }
        out.version = self.version.saturating_add(1);
        out
    }

    /// Writes the model as text, one grade a line.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = format!("model 1\nversion {}\nsame {}\nlikely {}\nprior {}\n", self.version, self.same, self.likely, self.prior);
        for field in Field::ALL {
            for (code, odds) in field.levels().iter().zip(self.odds.get(field.position()).into_iter().flatten()) {
                let _ = writeln!(out, "{code} {} {}", odds.m, odds.u);
            }
        }
        out
    }

    /// Reads what `to_text` wrote; grades that are not there keep their shipped weights.
    ///
    /// # Errors
    /// Names the line that cannot be read.
    pub fn from_text(text: &str) -> Result<Self, TextError> {
        let mut model = Self::default();
        let mut lines = text.lines().enumerate();
        if lines.next().map(|(_, l)| l) != Some("model 1") {
            return Err(TextError { line: 1, expected: "`model 1`" });
        }
        for (i, line) in lines {
            let fail = |expected| TextError { line: i + 1, expected };
            let mut parts = line.split_whitespace();
            let (Some(key), Some(first)) = (parts.next(), parts.next()) else { return Err(fail("a name and a number")) };
            let value: f64 = first.parse().ok().filter(|v: &f64| v.is_finite()).ok_or_else(|| fail("a number"))?;
            match key {
                "version" => model.version = first.parse().map_err(|_| fail("a whole number"))?,
                "same" if (0.0..=1.0).contains(&value) => model.same = value,
                "likely" if (0.0..=1.0).contains(&value) => model.likely = value,
                "prior" => model.prior = value,
                _ => {
                    let u: f64 = parts
                        .next()
                        .and_then(|p| p.parse().ok())
                        .filter(|v: &f64| *v > 0.0 && v.is_finite())
                        .ok_or_else(|| fail("two chances"))?;
                    let found = Field::ALL.iter().find_map(|f| f.levels().iter().position(|c| *c == key).map(|l| (*f, l)));
                    let Some((field, level)) = found else { return Err(fail("a known grade")) };
                    if value <= 0.0 {
                        return Err(fail("a chance above 0"));
                    }
                    if let Some(odds) = model.odds.get_mut(field.position()).and_then(|l| l.get_mut(level)) {
                        *odds = Odds { m: value, u };
                    }
                }
            }
        }
        Ok(model)
    }
}
