//! Words of two names, each with its partner.

use crate::name::{NameForm, Token, TokenKind};
use crate::text::{abbreviates, edits, jaro_winkler, may_be_within};

/// How like two words are: 0 for "other word", up to 1.
fn likeness(a: &Token, b: &Token) -> f32 {
    if a.hash == b.hash {
        return 1.0;
    }
    if a.kind == TokenKind::Number || b.kind == TokenKind::Number {
        return 0.0;
    }
    let (x, y) = (a.text.as_str(), b.text.as_str());
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    if short.len() >= 3 && long.len() == short.len() + 1 && long.ends_with('s') && long.starts_with(short) {
        return 0.97;
    }
    if a.skeleton == b.skeleton && short.len() >= 4 {
        return 0.97;
    }
    if a.known && b.known {
        return 0.0;
    }
    let same_start = short.as_bytes().first() == long.as_bytes().first();
    if !same_start && short.len() < 6 {
        return 0.0;
    }
    let most: u8 = match short.len() {
        0..=3 => 0,
        4..=5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    let distance = if most > 0 && may_be_within(a.letters, b.letters, u32::from(most)) { edits(x, y, usize::from(most)) } else { None };
    let by_edits = match (short.len(), distance) {
        (0..=3, _) => 0.0,
        (4..=5, Some(1)) if same_start => 0.8,
        (6..=8, Some(1)) => 0.94,
        (6..=8, Some(2)) if same_start => 0.75,
        (9.., Some(1)) => 0.96,
        (9.., Some(2)) => 0.92,
        (9.., Some(3)) if same_start => 0.86,
        _ => 0.0,
    };
    if by_edits > 0.0 {
        return by_edits;
    }
    if abbreviates(short, long) && (short.len() >= 4 || a.kind == TokenKind::Descriptor || b.kind == TokenKind::Descriptor) {
        return 0.85;
    }
    if short.len() >= 7 && same_start && may_be_within(a.letters, b.letters, 4) && jaro_winkler(x, y) >= 0.94 { 0.85 } else { 0.0 }
}

pub(super) fn has_bit(mask: u32, i: usize) -> bool {
    mask.checked_shr(u32::try_from(i).unwrap_or(u32::MAX)).is_some_and(|m| m & 1 == 1)
}

fn bit(i: usize) -> u32 {
    1_u32.checked_shl(u32::try_from(i).unwrap_or(u32::MAX)).unwrap_or(0)
}

/// Which words of two names are partners, and what that says.
#[derive(Default)]
pub(super) struct Alignment {
    pub(super) taken_a: u32,
    pub(super) taken_b: u32,
    /// Weight of what agrees, words full and descriptors half.
    pub(super) rare: f32,
    pub(super) matched: f32,
    pub(super) significant: bool,
    pub(super) lost: f32,
    pub(super) inexact: bool,
    pub(super) acronym: usize,
    pub(super) first_first: bool,
}

impl Alignment {
    fn pair(&mut self, i: usize, j: usize, a: &Token, b: &Token, sim: f32) {
        self.taken_a |= bit(i);
        self.taken_b |= bit(j);
        let weight = f32::midpoint(a.weight, b.weight).min(a.weight.min(b.weight) + 0.25);
        self.matched += sim * weight;
        let share = if a.kind == TokenKind::Descriptor && b.kind == TokenKind::Descriptor { 0.5 } else { 1.0 };
        self.rare += sim * weight * share;
        self.significant |= !(a.kind == TokenKind::Descriptor && b.kind == TokenKind::Descriptor);
        if sim < 1.0 {
            self.inexact = true;
            self.lost += (1.0 - sim) * weight.max(0.3);
        }
        if i == 0 && j == 0 {
            self.first_first = true;
        }
    }
}

/// Finds for each word its partner in the other name.
pub(super) fn align(a: &NameForm, b: &NameForm) -> Alignment {
    let mut al = Alignment::default();
    for (i, x) in a.tokens.iter().enumerate() {
        if let Some((j, y)) = b.tokens.iter().enumerate().find(|(j, y)| y.hash == x.hash && !has_bit(al.taken_b, *j)) {
            al.pair(i, j, x, y, 1.0);
        }
    }
    let full_a = bit(a.tokens.len()).wrapping_sub(1);
    let full_b = bit(b.tokens.len()).wrapping_sub(1);
    if al.taken_a == full_a || al.taken_b == full_b {
        return al;
    }
    // Best partner first would be exact; names are short, so each word takes its best in turn.
    for (i, x) in a.tokens.iter().enumerate() {
        if has_bit(al.taken_a, i) {
            continue;
        }
        let mut best: Option<(usize, &Token, f32)> = None;
        for (j, y) in b.tokens.iter().enumerate() {
            if has_bit(al.taken_b, j) {
                continue;
            }
            let sim = likeness(x, y);
            if sim > 0.0 && best.is_none_or(|(_, _, s)| sim > s) {
                best = Some((j, y, sim));
            }
        }
        if let Some((j, y, sim)) = best {
            al.pair(i, j, x, y, sim);
        }
    }
    join_parts(a, b, &mut al, false);
    join_parts(b, a, &mut al, true);
    spell_out(a, b, &mut al, false);
    spell_out(b, a, &mut al, true);
    al
}

/// "face book" against "facebook": two neighbors that together are one word of the other.
fn join_parts(one: &NameForm, two: &NameForm, al: &mut Alignment, swapped: bool) {
    let (taken_one, taken_two) = if swapped { (al.taken_b, al.taken_a) } else { (al.taken_a, al.taken_b) };
    for (i, x) in one.tokens.iter().enumerate().filter(|(i, x)| !has_bit(taken_one, *i) && x.text.len() >= 4) {
        for (j, pair) in two.tokens.windows(2).enumerate() {
            let [y, z] = pair else { continue };
            if has_bit(taken_two, j) || has_bit(taken_two, j + 1) {
                continue;
            }
            let Some(rest) = x.text.strip_prefix(y.text.as_str()) else { continue };
            if rest == z.text || (rest.len() >= 4 && edits(rest, &z.text, 1).is_some()) {
                if swapped {
                    al.pair(j, i, y, x, 0.97);
                    al.taken_a |= bit(j + 1);
                } else {
                    al.pair(i, j, x, y, 0.97);
                    al.taken_b |= bit(j + 1);
                }
                al.significant = true;
                al.rare += x.weight * 0.3;
                return;
            }
        }
    }
}

/// "ibm deutschland" against "international business machines deutschland".
fn spell_out(one: &NameForm, two: &NameForm, al: &mut Alignment, swapped: bool) {
    let (taken_one, taken_two) = if swapped { (al.taken_b, al.taken_a) } else { (al.taken_a, al.taken_b) };
    for (i, x) in one.tokens.iter().enumerate() {
        let n = x.text.len();
        if has_bit(taken_one, i) || !(2..=6).contains(&n) || x.known && n < 3 {
            continue;
        }
        for start in 0..two.tokens.len().saturating_sub(n - 1) {
            let run = two.tokens.iter().enumerate().skip(start).take(n);
            if !run
                .clone()
                .zip(x.text.bytes())
                .all(|((j, t), c)| !has_bit(taken_two, j) && t.text.as_bytes().first() == Some(&c) && t.text.len() > 1)
            {
                continue;
            }
            let mut weight = 0.0;
            for (j, t) in run {
                weight += t.weight;
                if swapped {
                    al.taken_a |= bit(j);
                } else {
                    al.taken_b |= bit(j);
                }
            }
            if swapped {
                al.taken_b |= bit(i);
            } else {
                al.taken_a |= bit(i);
            }
            al.matched += f32::midpoint(weight, x.weight) * 0.9;
            al.rare += x.weight.min(weight);
            al.significant = true;
            al.acronym = al.acronym.max(n);
            return;
        }
    }
}
