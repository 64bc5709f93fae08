//! Field by field, how far two records agree; weighs nothing.

mod alignment;
mod names;

use crate::contact::{self, PhoneLevel};
use crate::name::NameForm;
use crate::normalized::Normalized;
use crate::place::{self, AddressLevel, PlaceLevel};
use names::compare_names;

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
    let fits = |labels: &[String], names: &[NameForm]| {
        labels.iter().any(|l| l.len() >= 3 && names.iter().any(|n| n.squashed == *l || n.initials.iter().any(|i| i.len() >= 3 && i == l)))
    };
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
