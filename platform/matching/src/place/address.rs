//! Street addresses: number, street, and what spellings leave out.

use crate::text::{abbreviates, edits, fold, skeleton, words};

/// A street address taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Address {
    /// House number, first of a range.
    pub(crate) number: String,
    /// Words of the street's name, without type and direction.
    pub(crate) street: Vec<String>,
    /// Direction and type words, which spellings often leave out.
    pub(crate) kind: Vec<String>,
    /// All in one, for equality.
    pub(crate) whole: String,
}

impl Address {
    pub(crate) fn parse(raw: &str) -> Self {
        let mut folded = fold(raw).replace(['\'', '`'], "");
        // Cross streets describe the place in other words.
        for mark in [" between ", " betw. ", " bet. ", " near ", " off ", " at ", " corner of ", " (", " @ "] {
            if let Some(at) = folded.find(mark)
                && at > 4
            {
                folded.truncate(at);
            }
        }
        let mut address = Self::default();
        let mut skip = false;
        let all: Vec<&str> = words(&folded).collect();
        for (i, raw_word) in all.iter().copied().enumerate() {
            if skip {
                skip = false;
                if raw_word.len() <= 5 {
                    continue;
                }
            }
            if i > 0
                && matches!(
                    raw_word,
                    "suite"
                        | "ste"
                        | "unit"
                        | "apt"
                        | "apartment"
                        | "floor"
                        | "fl"
                        | "flr"
                        | "room"
                        | "rm"
                        | "bldg"
                        | "building"
                        | "level"
                        | "flat"
                )
            {
                skip = true;
                continue;
            }
            let word = ordinal(street_word(raw_word));
            if word.is_empty() {
                continue;
            }
            let digit = word.as_bytes().first().is_some_and(u8::is_ascii_digit);
            let plain_number = digit
                && raw_word.len() <= 6
                && !raw_word.ends_with("th")
                && !raw_word.ends_with("st")
                && !raw_word.ends_with("nd")
                && !raw_word.ends_with("rd");
            if plain_number && address.number.is_empty() {
                word.clone_into(&mut address.number);
                continue;
            }
            if is_kind(word) {
                address.kind.push(word.to_owned());
            } else if let Some(stem) = ["strasse", "str", "straat", "gasse", "gatan", "vej", "weg", "allee", "platz"]
                .iter()
                .find_map(|s| word.strip_suffix(s).filter(|stem| stem.len() >= 3).map(|stem| (stem, *s)))
            {
                address.street.push(stem.0.to_owned());
                address.kind.push(if stem.1.starts_with("str") { "street".to_owned() } else { stem.1.to_owned() });
            } else if !matches!(word, "the" | "of" | "de" | "la" | "le" | "du" | "des" | "no" | "and") {
                address.street.push(word.to_owned());
            }
        }
        if address.street.is_empty() {
            // "Broadway", "Avenue C": the type is the name.
            std::mem::swap(&mut address.street, &mut address.kind);
        }
        address.street.truncate(12);
        address.kind.truncate(6);
        if !address.street.is_empty() || !address.number.is_empty() {
            address.whole = format!("{} {}", address.number, address.street.join(" "));
        }
        address
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.whole.is_empty()
    }
}

fn street_word(word: &str) -> &str {
    match word {
        "st" | "str" | "strasse" | "strase" => "street",
        "ave" | "av" | "aven" | "avenu" | "avn" | "avnue" => "avenue",
        "blvd" | "blv" | "boul" | "bl" | "bvd" | "boulev" | "blvrd" => "boulevard",
        "rd" => "road",
        "dr" | "drv" => "drive",
        "ln" => "lane",
        "hwy" | "hway" | "hiway" => "highway",
        "pkwy" | "pky" | "pkway" | "parkwy" => "parkway",
        "pl" => "place",
        "plz" | "plza" => "plaza",
        "sq" => "square",
        "ct" | "crt" => "court",
        "cir" | "circ" => "circle",
        "ter" | "terr" => "terrace",
        "tpke" | "tpk" => "turnpike",
        "cres" | "cr" => "crescent",
        "cl" => "close",
        "gr" | "grv" => "grove",
        "ctr" | "centre" => "center",
        "mt" => "mount",
        "ft" => "fort",
        "rte" => "route",
        "fwy" => "freeway",
        "expy" | "expwy" => "expressway",
        "n" | "no" => "north",
        "s" | "so" => "south",
        "e" => "east",
        "w" => "west",
        "nw" => "northwest",
        "ne" => "northeast",
        "sw" => "southwest",
        "se" => "southeast",
        "av'e" => "avenue",
        "saint" | "ste" => "saint",
        other => other,
    }
}

fn is_kind(word: &str) -> bool {
    matches!(
        word,
        "street"
            | "avenue"
            | "boulevard"
            | "road"
            | "drive"
            | "lane"
            | "highway"
            | "parkway"
            | "place"
            | "plaza"
            | "square"
            | "court"
            | "circle"
            | "terrace"
            | "turnpike"
            | "crescent"
            | "close"
            | "grove"
            | "route"
            | "freeway"
            | "expressway"
            | "north"
            | "south"
            | "east"
            | "west"
            | "northwest"
            | "northeast"
            | "southwest"
            | "southeast"
            | "rue"
            | "via"
            | "calle"
            | "rua"
            | "way"
            | "walk"
            | "row"
            | "mews"
            | "alley"
            | "quai"
            | "cours"
            | "platz"
            | "allee"
            | "weg"
            | "gasse"
    )
}

fn ordinal(word: &str) -> &str {
    match word {
        "first" => "1",
        "second" => "2",
        "third" => "3",
        "fourth" => "4",
        "fifth" => "5",
        "sixth" => "6",
        "seventh" => "7",
        "eighth" => "8",
        "ninth" => "9",
        "tenth" => "10",
        "eleventh" => "11",
        "twelfth" => "12",
        other => {
            let stem = other
                .strip_suffix("th")
                .or_else(|| other.strip_suffix("st"))
                .or_else(|| other.strip_suffix("nd"))
                .or_else(|| other.strip_suffix("rd"));
            match stem {
                Some(s) if !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit()) => s,
                _ => other,
            }
        }
    }
}

/// Grades of agreement of two addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AddressLevel {
    Same,
    StreetOnly,
    Partly,
    OtherNumber,
    Different,
}

pub(crate) fn compare_addresses(a: &Address, b: &Address) -> AddressLevel {
    if a.whole == b.whole {
        return AddressLevel::Same;
    }
    let street = street_likeness(&a.street, &b.street);
    let both_numbers = !a.number.is_empty() && !b.number.is_empty();
    let number = if !both_numbers {
        None
    } else if a.number == b.number {
        Some(true)
    } else {
        // "12" against "12a" is the same house often enough.
        let stem = |s: &str| s.trim_end_matches(|c: char| c.is_ascii_alphabetic()).to_owned();
        let typo = a.number.len() >= 3 && edits(&a.number, &b.number, 1).is_some();
        Some(stem(&a.number) == stem(&b.number) || (typo && street > 0.95))
    };
    // A number that stands elsewhere in the other address (building before the street) still agrees.
    let elsewhere = !a.number.is_empty() && b.street.contains(&a.number) || !b.number.is_empty() && a.street.contains(&b.number);
    match number {
        Some(true) if street >= 0.6 => AddressLevel::Same,
        Some(true) if street >= 0.3 => AddressLevel::Partly,
        Some(true) => AddressLevel::Different,
        Some(false) if street >= 0.8 && !elsewhere => AddressLevel::OtherNumber,
        Some(false) if street >= 0.5 && elsewhere => AddressLevel::Partly,
        Some(false) => AddressLevel::Different,
        None if street >= 0.7 => AddressLevel::StreetOnly,
        None if street >= 0.4 || elsewhere => AddressLevel::Partly,
        None => AddressLevel::Different,
    }
}

fn street_likeness(a: &[String], b: &[String]) -> f32 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let hit = |x: &String, others: &[String]| others.iter().any(|y| word_alike(x, y));
    let n_a = a.iter().filter(|x| hit(x, b)).count();
    let n_b = b.iter().filter(|x| hit(x, a)).count();
    let dice = crate::num::float32(n_a + n_b) / crate::num::float32(a.len() + b.len());
    // What one address adds (a building, a suburb) costs less than what it says otherwise.
    let contained = crate::num::float32(n_a.max(n_b)) / crate::num::float32(a.len().min(b.len()).max(n_a.max(n_b)));
    dice.max(contained * 0.85)
}

fn word_alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let digit = |s: &str| s.bytes().any(|c| c.is_ascii_digit());
    if digit(a) || digit(b) {
        return false;
    }
    let most = if a.len().min(b.len()) >= 8 { 2 } else { usize::from(a.len().min(b.len()) >= 4) };
    edits(a, b, most).is_some()
        || (a.len().min(b.len()) >= 3 && (abbreviates(a, b) || abbreviates(b, a)))
        || (a.len() > 4 && skeleton(a) == skeleton(b))
}
