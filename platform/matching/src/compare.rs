//! Field by field, how far two records agree; weighs nothing.

use crate::contact::{self, PhoneLevel};
use crate::name::{NameForm, Token, TokenKind};
use crate::normalized::Normalized;
use crate::num::float32;
use crate::place::{self, AddressLevel, PlaceLevel};
use crate::tables::PlaceKind;
use crate::text::{abbreviates, edits, jaro_winkler};

/// A field that two records are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Names, the best pair of them.
    Name,
    /// Web domains and the domains of e-mail addresses.
    Domain,
    /// Whole e-mail addresses.
    Email,
    /// Phone numbers.
    Phone,
    /// Street and number.
    Address,
    /// City.
    City,
    /// State or province.
    Region,
    /// Postal code.
    Postal,
    /// Country.
    Country,
    /// Registration and tax numbers.
    Identifier,
    /// Parent company.
    Parent,
}

impl Field {
    /// All fields in the order in which evidence is told.
    pub const ALL: [Self; 11] = [
        Self::Name,
        Self::Domain,
        Self::Email,
        Self::Phone,
        Self::Address,
        Self::City,
        Self::Region,
        Self::Postal,
        Self::Country,
        Self::Identifier,
        Self::Parent,
    ];

    /// Stable name, used in evidence codes and in the text form of a model.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Domain => "domain",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Address => "address",
            Self::City => "city",
            Self::Region => "region",
            Self::Postal => "postal",
            Self::Country => "country",
            Self::Identifier => "identifier",
            Self::Parent => "parent",
        }
    }

    /// Grades of agreement, best first, as evidence codes.
    #[must_use]
    pub fn levels(self) -> &'static [&'static str] {
        match self {
            Self::Name => &[
                "name.exact",
                "name.same_after_legal_form",
                "name.same_words",
                "name.spelling",
                "name.descriptor",
                "name.place_added",
                "name.place_suffix",
                "name.acronym",
                "name.acronym_short",
                "name.other_descriptor",
                "name.contained",
                "name.similar",
                "name.partly",
                "name.other_place",
                "name.other_number",
                "name.different",
            ],
            Self::Domain => &["domain.same", "domain.same_label", "domain.fits_name", "domain.different"],
            Self::Email => &["email.same", "email.different"],
            Self::Phone => &["phone.same", "phone.near", "phone.same_exchange", "phone.different"],
            Self::Address => &["address.same", "address.street_only", "address.partly", "address.other_number", "address.different"],
            Self::City => &["city.same", "city.near", "city.different"],
            Self::Region => &["region.same", "region.different"],
            Self::Postal => &["postal.same", "postal.near", "postal.different"],
            Self::Country => &["country.same", "country.different"],
            Self::Identifier => &["identifier.same", "identifier.different"],
            Self::Parent => &["parent.same", "parent.different"],
        }
    }

    pub(crate) fn position(self) -> usize {
        Self::ALL.iter().position(|f| *f == self).unwrap_or(0)
    }
}

/// Grades of agreement of two names; the order is that of `Field::Name.levels()`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NameLevel {
    Exact,
    SameCore,
    SameWords,
    Spelling,
    Descriptor,
    PlaceAdded,
    PlaceSuffix,
    Acronym,
    AcronymShort,
    OtherDescriptor,
    Contained,
    Similar,
    Partly,
    OtherPlace,
    OtherNumber,
    Different,
}

const NAME_LEVELS: [NameLevel; 16] = [
    NameLevel::Exact,
    NameLevel::SameCore,
    NameLevel::SameWords,
    NameLevel::Spelling,
    NameLevel::Descriptor,
    NameLevel::PlaceAdded,
    NameLevel::PlaceSuffix,
    NameLevel::Acronym,
    NameLevel::AcronymShort,
    NameLevel::OtherDescriptor,
    NameLevel::Contained,
    NameLevel::Similar,
    NameLevel::Partly,
    NameLevel::OtherPlace,
    NameLevel::OtherNumber,
    NameLevel::Different,
];

impl NameLevel {
    fn position(self) -> u8 {
        NAME_LEVELS.iter().position(|l| *l == self).and_then(|p| u8::try_from(p).ok()).unwrap_or(0)
    }

    /// Rough worth, only to choose the best of several pairs of names.
    fn worth(self) -> f32 {
        match self {
            Self::Exact => 9.2,
            Self::SameCore => 9.0,
            Self::SameWords => 8.7,
            Self::Spelling => 8.6,
            Self::Descriptor => 8.2,
            Self::PlaceAdded => 8.4,
            Self::Acronym => 6.4,
            Self::PlaceSuffix => 5.4,
            Self::Contained => 5.2,
            Self::OtherDescriptor => 5.3,
            Self::AcronymShort => 4.6,
            Self::Similar => 3.0,
            Self::Partly => 0.0,
            Self::OtherPlace | Self::OtherNumber => -2.0,
            Self::Different => -5.0,
        }
    }
}

/// How far two records agree: one grade a field, and what a grade cannot say of the names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    levels: [Option<u8>; 11],
    /// Bits to add to the name's weight: rarity of what agrees, less what is left over.
    pub(crate) name_bits: f32,
    /// Which names were the best pair.
    pub(crate) names: (usize, usize),
}

impl Comparison {
    /// The grade of one field, counted from the best; nothing when either side does not know.
    #[must_use]
    pub fn level(&self, field: Field) -> Option<u8> {
        self.levels.get(field.position()).copied().flatten()
    }

    /// The evidence code of one field.
    #[must_use]
    pub fn code(&self, field: Field) -> Option<&'static str> {
        field.levels().get(usize::from(self.level(field)?)).copied()
    }

    fn set(&mut self, field: Field, level: u8) {
        if let Some(slot) = self.levels.get_mut(field.position()) {
            *slot = Some(level);
        }
    }
}

/// Compares two records field by field.
#[must_use]
pub fn compare(a: &Normalized, b: &Normalized) -> Comparison {
    let mut c = Comparison { levels: [None; 11], name_bits: 0.0, names: (0, 0) };
    let mut name_level = None;
    let mut best = f32::NEG_INFINITY;
    for (i, x) in a.names.iter().enumerate() {
        for (j, y) in b.names.iter().enumerate() {
            let (level, fine) = compare_names(x, y, a, b);
            // A pair of aliases counts a little less than the same agreement of the first names.
            let worth = level.worth() + fine - if i + j > 0 { 0.3 } else { 0.0 };
            if worth > best {
                best = worth;
                name_level = Some(level);
                c.name_bits = fine;
                c.names = (i, j);
            }
        }
    }
    if let Some(level) = name_level {
        c.set(Field::Name, level.position());
    }
    compare_domains(a, b, name_level, &mut c);
    if !a.emails.is_empty() && !b.emails.is_empty() {
        c.set(Field::Email, u8::from(!a.emails.iter().any(|e| b.emails.contains(e))));
    }
    let phone = a.phones.iter().flat_map(|x| b.phones.iter().map(move |y| contact::compare_phones(x, y))).map(|l| match l {
        PhoneLevel::Same => 0,
        PhoneLevel::Near => 1,
        PhoneLevel::SameExchange => 2,
        PhoneLevel::Different => 3,
    });
    if let Some(level) = phone.min() {
        c.set(Field::Phone, level);
    }
    if !a.address.is_empty() && !b.address.is_empty() {
        c.set(
            Field::Address,
            match place::compare_addresses(&a.address, &b.address) {
                AddressLevel::Same => 0,
                AddressLevel::StreetOnly => 1,
                AddressLevel::Partly => 2,
                AddressLevel::OtherNumber => 3,
                AddressLevel::Different => 4,
            },
        );
    }
    let graded = |l: PlaceLevel| match l {
        PlaceLevel::Same => 0,
        PlaceLevel::Near => 1,
        PlaceLevel::Different => 2,
    };
    if !a.city.is_empty() && !b.city.is_empty() {
        c.set(Field::City, graded(place::compare_cities(&a.city, &b.city)));
    }
    if !a.region.is_empty() && !b.region.is_empty() {
        c.set(Field::Region, u8::from(a.region != b.region));
    }
    if !a.postal.is_empty() && !b.postal.is_empty() {
        c.set(Field::Postal, graded(place::compare_postal(&a.postal, &b.postal)));
    }
    if !a.country.is_empty() && !b.country.is_empty() {
        c.set(Field::Country, u8::from(a.country != b.country));
    }
    compare_identifiers(a, b, &mut c);
    if let (Some(x), Some(y)) = (&a.parent, &b.parent) {
        c.set(Field::Parent, u8::from(compare_names(x, y, a, b).0 > NameLevel::Descriptor));
    }
    c
}

fn compare_domains(a: &Normalized, b: &Normalized, name: Option<NameLevel>, c: &mut Comparison) {
    let fits = |labels: &[String], names: &[NameForm]| labels.iter().any(|l| l.len() >= 3 && names.iter().any(|n| n.squashed == *l || n.initials.iter().any(|i| i.len() >= 3 && i == l)));
    if !a.domains.is_empty() && !b.domains.is_empty() {
        if a.domains.iter().any(|d| b.domains.contains(d)) {
            c.set(Field::Domain, 0);
        } else if a.labels.iter().any(|l| l.len() >= 3 && b.labels.contains(l)) {
            c.set(Field::Domain, 1);
        } else {
            c.set(Field::Domain, 3);
        }
    } else if name.is_some_and(|l| l > NameLevel::PlaceSuffix) && (fits(&a.labels, &b.names) || fits(&b.labels, &a.names)) {
        c.set(Field::Domain, 2);
    }
}

fn compare_identifiers(a: &Normalized, b: &Normalized, c: &mut Comparison) {
    let mut clash = false;
    for (scheme, value) in &a.identifiers {
        for (other_scheme, other) in &b.identifiers {
            if scheme == other_scheme || scheme.is_empty() || other_scheme.is_empty() {
                if value == other {
                    c.set(Field::Identifier, 0);
                    return;
                }
                clash = true;
            }
        }
    }
    if clash {
        c.set(Field::Identifier, 1);
    }
}

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
    let distance = edits(x, y, 3);
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
    if short.len() >= 7 && same_start && jaro_winkler(x, y) >= 0.94 { 0.85 } else { 0.0 }
}

fn has_bit(mask: u32, i: usize) -> bool {
    mask.checked_shr(u32::try_from(i).unwrap_or(u32::MAX)).is_some_and(|m| m & 1 == 1)
}

fn bit(i: usize) -> u32 {
    1_u32.checked_shl(u32::try_from(i).unwrap_or(u32::MAX)).unwrap_or(0)
}

#[derive(Default)]
struct Alignment {
    taken_a: u32,
    taken_b: u32,
    /// Weight of what agrees, words full and descriptors half.
    rare: f32,
    matched: f32,
    significant: bool,
    lost: f32,
    inexact: bool,
    acronym: usize,
    first_first: bool,
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

fn align(a: &NameForm, b: &NameForm) -> Alignment {
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
    for (i, x) in a.tokens.iter().enumerate().filter(|(i, _)| !has_bit(al.taken_a, *i)).collect::<Vec<_>>() {
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
            if !run.clone().zip(x.text.bytes()).all(|((j, t), c)| !has_bit(taken_two, j) && t.text.as_bytes().first() == Some(&c) && t.text.len() > 1) {
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
    other.places.iter().chain(&other.tokens).any(|o| o.hash == t.hash) || (!record.city.is_empty() && record.city.split(' ').any(|w| w == t.text)) || (!record.region.is_empty() && record.region.contains(&t.text))
}

fn shares_city(a: &NameForm, b: &NameForm) -> bool {
    let city = |t: &&Token| matches!(t.kind, TokenKind::Place(PlaceKind::City)) || t.kind == TokenKind::Word;
    let of = |f: &NameForm, h: u64| f.places.iter().chain(f.tokens.iter().filter(|t| matches!(t.kind, TokenKind::Place(_)))).any(|t| t.hash == h);
    a.places.iter().filter(city).any(|t| of(b, t.hash)) || b.places.iter().filter(city).any(|t| of(a, t.hash))
}

fn compare_names(a: &NameForm, b: &NameForm, record_a: &Normalized, record_b: &Normalized) -> (NameLevel, f32) {
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
    let plain_alike = || a.plain.len().min(b.plain.len()) >= 8 && edits(&a.plain, &b.plain, 1 + a.plain.len().min(b.plain.len()) / 16).is_some();
    let squashed_alike = a.squashed.len().min(b.squashed.len()) >= 5 && edits(&a.squashed, &b.squashed, 1 + a.squashed.len().min(b.squashed.len()) / 12).is_some();
    // "Northwestern" against "Northeastern" are two words, however few letters they differ in.
    let other_words = knows_other_word(a, al.taken_a) && knows_other_word(b, al.taken_b);
    let squashed_alike = !other_words && (squashed_alike || plain_alike());
    let other_place = !shares_city(a, b) && ((rest_a.city && rest_b.city) || (rest_a.state && rest_b.state) || (rest_a.country && rest_b.country));
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
            let more = shares_city(a, b) || al.taken_a.count_ones() > 1 && al.taken_b.count_ones() > 1 && a.tokens.len().min(b.tokens.len()) > 1;
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
    let fits = |short: &NameForm, long: &NameForm| short.tokens.len() == 1 && long.tokens.len() >= 2 && (2..=8).contains(&short.squashed.len()) && long.initials.contains(&short.squashed);
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
