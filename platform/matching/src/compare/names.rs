//! How far two names agree.

use super::NameLevel;
use super::alignment::{align, has_bit};
use crate::name::{NameForm, Token, TokenKind};
use crate::normalized::Normalized;
use crate::num::float32;
use crate::tables::PlaceKind;
use crate::text::{edits, may_be_within};

/// What of one name found no partner in the other.
#[derive(Clone, Copy, Default)]
struct Rest {
    words: f32,
    descriptors: f32,
    numbers: bool,
    city: bool,
    state: bool,
    country: bool,
    /// Some of the places stand in the name itself, not behind it.
    place_inside: bool,
}

impl Rest {
    fn has_place(self) -> bool {
        self.city || self.state || self.country
    }

    fn significant(self) -> f32 {
        self.words + if self.numbers { 0.5 } else { 0.0 }
    }
}

fn rest_of(form: &NameForm, taken: u32, other: &NameForm, other_record: &Normalized) -> Rest {
    let mut rest = Rest::default();
    for (i, t) in form.tokens.iter().enumerate() {
        if has_bit(taken, i) {
            continue;
        }
        match t.kind {
            TokenKind::Word => rest.words += t.weight,
            TokenKind::Descriptor => rest.descriptors += t.weight,
            TokenKind::Number => rest.numbers = true,
            TokenKind::Place(kind) => {
                if is_there(t, other, other_record) {
                    continue;
                }
                rest.place_inside = true;
                note_place(&mut rest, kind);
            }
        }
    }
    for t in &form.places {
        if is_there(t, other, other_record) {
            continue;
        }
        match t.kind {
            TokenKind::Place(kind) => note_place(&mut rest, kind),
            TokenKind::Word => rest.city = true,
            TokenKind::Number => rest.numbers = true,
            TokenKind::Descriptor => rest.descriptors += t.weight * 0.5,
        }
    }
    rest
}

fn note_place(rest: &mut Rest, kind: PlaceKind) {
    match kind {
        PlaceKind::Country => rest.country = true,
        PlaceKind::State => rest.state = true,
        PlaceKind::City => rest.city = true,
    }
}

/// A place in one name that the other record says in its name or in its address.
fn is_there(t: &Token, other: &NameForm, record: &Normalized) -> bool {
    other.places.iter().chain(&other.tokens).any(|o| o.hash == t.hash)
        || (!record.city.is_empty() && record.city.split(' ').any(|w| w == t.text))
        || (!record.region.is_empty() && record.region.contains(&t.text))
}

fn shares_city(a: &NameForm, b: &NameForm) -> bool {
    let city = |t: &&Token| matches!(t.kind, TokenKind::Place(PlaceKind::City)) || t.kind == TokenKind::Word;
    let of = |f: &NameForm, h: u64| {
        f.places.iter().chain(f.tokens.iter().filter(|t| matches!(t.kind, TokenKind::Place(_)))).any(|t| t.hash == h)
    };
    a.places.iter().filter(city).any(|t| of(b, t.hash)) || b.places.iter().filter(city).any(|t| of(a, t.hash))
}

pub(super) fn compare_names(a: &NameForm, b: &NameForm, record_a: &Normalized, record_b: &Normalized) -> (NameLevel, f32) {
    // Words take their partners in turn, so a fixed order makes the answer the same both ways.
    if a.plain > b.plain {
        return compare_ordered(b, a, record_b, record_a);
    }
    compare_ordered(a, b, record_a, record_b)
}

fn compare_ordered(a: &NameForm, b: &NameForm, record_a: &Normalized, record_b: &Normalized) -> (NameLevel, f32) {
    let legal = match (a.legal, b.legal) {
        (Some(x), Some(y)) if x != y => -0.2,
        _ => 0.0,
    };
    let no_places = a.places.is_empty() && b.places.is_empty();
    if no_places || a.places == b.places {
        if a.plain == b.plain {
            return (NameLevel::Exact, rarity(a.rare_weight()));
        }
        if a.squashed == b.squashed {
            return (NameLevel::SameCore, rarity(a.rare_weight()) + legal);
        }
        if a.signature == b.signature && a.tokens.len() == b.tokens.len() {
            return (NameLevel::SameWords, rarity(a.rare_weight()) + legal);
        }
    }
    let al = align(a, b);
    let rest_a = rest_of(a, al.taken_a, b, record_b);
    let rest_b = rest_of(b, al.taken_b, a, record_a);
    let dice = if a.weight + b.weight > 0.0 { 2.0 * al.matched / (a.weight + b.weight) } else { 0.0 };
    let near = |x: &str, y: &str, sets: (u64, u64), least: usize, each: usize| {
        let n = x.len().min(y.len());
        let most = 1 + n / each;
        n >= least && may_be_within(sets.0, sets.1, u32::try_from(most).unwrap_or(0)) && edits(x, y, most).is_some()
    };
    let ([plain_a, squashed_a], [plain_b, squashed_b]) = (a.letters, b.letters);
    let squashed_alike = near(&a.squashed, &b.squashed, (squashed_a, squashed_b), 5, 12);
    let plain_alike = || near(&a.plain, &b.plain, (plain_a, plain_b), 8, 16);
    // "Northwestern" against "Northeastern" are two words, however few letters they differ in.
    let other_words = knows_other_word(a, al.taken_a) && knows_other_word(b, al.taken_b);
    let squashed_alike = !other_words && (squashed_alike || plain_alike());
    let other_place =
        !shares_city(a, b) && ((rest_a.city && rest_b.city) || (rest_a.state && rest_b.state) || (rest_a.country && rest_b.country));
    if (rest_a.numbers && rest_b.numbers) && dice > 0.35 {
        return (NameLevel::OtherNumber, 0.0);
    }
    if other_place && dice > 0.3 {
        return (NameLevel::OtherPlace, 0.0);
    }
    if al.taken_a == 0 && !squashed_alike {
        return whole_acronym(a, b).map_or((NameLevel::Different, 0.0), |n| acronym_level(n, 0.0));
    }
    let bonus = rarity(al.rare) + legal;
    let (sig_a, sig_b) = (rest_a.significant(), rest_b.significant());
    let (desc_less, desc_more) = (rest_a.descriptors.min(rest_b.descriptors), rest_a.descriptors.max(rest_b.descriptors));
    let place = (rest_a.has_place() || rest_b.has_place()) && !shares_city(a, b);
    if sig_a.max(sig_b) < 0.02 {
        if !al.significant && dice < 0.8 {
            let whole = al.taken_a.count_ones() == n_tokens(a) || al.taken_b.count_ones() == n_tokens(b);
            return (if dice > 0.5 || whole { NameLevel::Partly } else { NameLevel::Different }, 0.0);
        }
        if al.acronym > 0 {
            // With more words that agree, the acronym is hardly another's.
            let more =
                shares_city(a, b) || al.taken_a.count_ones() > 1 && al.taken_b.count_ones() > 1 && a.tokens.len().min(b.tokens.len()) > 1;
            let (level, fine) = acronym_level(al.acronym + usize::from(more), bonus + if more { 1.3 } else { 0.0 });
            return (level, fine - 5.0 * desc_more);
        }
        let typo = -9.0 * al.lost / al.matched.max(0.3);
        if desc_less > 0.02 {
            return (NameLevel::OtherDescriptor, bonus - 8.0 * desc_less - 3.0 * desc_more + typo);
        }
        if place {
            let inside = rest_a.place_inside || rest_b.place_inside;
            return (if inside { NameLevel::PlaceSuffix } else { NameLevel::PlaceAdded }, bonus - 5.0 * desc_more + typo);
        }
        if desc_more > 0.02 {
            return (NameLevel::Descriptor, bonus - 5.0 * desc_more + typo);
        }
        return (if al.inexact { NameLevel::Spelling } else { NameLevel::SameWords }, bonus + typo);
    }
    if squashed_alike && !a.tokens.iter().any(|t| t.kind == TokenKind::Number) {
        let n = float32(edits(&a.squashed, &b.squashed, 3).unwrap_or(3));
        return (NameLevel::Spelling, rarity(a.rare_weight().min(b.rare_weight())) + legal - 9.0 * n / float32(a.squashed.len().max(6)));
    }
    if let Some(n) = whole_acronym(a, b) {
        return acronym_level(n, legal);
    }
    let (conflict, extra) = (sig_a.min(sig_b), sig_a.max(sig_b));
    if conflict < 0.02 {
        if !al.significant {
            let whole = al.taken_a.count_ones() == n_tokens(a) || al.taken_b.count_ones() == n_tokens(b);
            return (if dice > 0.6 || whole { NameLevel::Partly } else { NameLevel::Different }, 0.0);
        }
        let start = if al.first_first { 0.8 } else { -0.4 };
        return (NameLevel::Contained, bonus + start - 1.8 * extra - 5.0 * desc_less - 1.5 * desc_more - 9.0 * al.lost);
    }
    if dice >= 0.72 && al.significant {
        return (NameLevel::Similar, bonus.min(1.0) - 3.0 * conflict);
    }
    if dice >= 0.45 && al.significant { (NameLevel::Partly, 0.0) } else { (NameLevel::Different, 0.0) }
}

fn knows_other_word(form: &NameForm, taken: u32) -> bool {
    form.tokens.iter().enumerate().any(|(i, t)| !has_bit(taken, i) && t.known)
}

fn n_tokens(form: &NameForm) -> u32 {
    u32::try_from(form.tokens.len()).unwrap_or(0)
}

/// Bits for the rarity of what agrees: two rare words say more than a common one.
fn rarity(weight: f32) -> f32 {
    ((weight - 1.0) * 1.8).clamp(-3.0, 2.0)
}

fn whole_acronym(a: &NameForm, b: &NameForm) -> Option<usize> {
    let fits = |short: &NameForm, long: &NameForm| {
        short.tokens.len() == 1
            && long.tokens.len() >= 2
            && (2..=8).contains(&short.squashed.len())
            && long.initials.contains(&short.squashed)
    };
    (fits(a, b) || fits(b, a)).then(|| a.squashed.len().min(b.squashed.len()))
}

fn acronym_level(n: usize, fine: f32) -> (NameLevel, f32) {
    match n {
        0..=2 => (NameLevel::AcronymShort, fine - 1.5),
        3 => (NameLevel::AcronymShort, fine),
        _ => (NameLevel::Acronym, fine),
    }
}

impl NameForm {
    fn rare_weight(&self) -> f32 {
        self.tokens.iter().map(|t| if t.kind == TokenKind::Descriptor { t.weight * 0.5 } else { t.weight }).sum()
    }
}
