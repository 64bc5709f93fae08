//! Addresses, cities, regions, postal codes and countries.

mod address;

use crate::tables::{PLACES, STATE_CODES};
use crate::text::{edits, fold, skeleton, words};

pub(crate) use address::{Address, AddressLevel, compare_addresses};

/// Folds a city: saint, fort, mount and directions written out, brackets dropped.
pub(crate) fn city(raw: &str) -> String {
    let folded = fold(raw);
    let cut = folded.split(['(', ',', '/']).next().unwrap_or("");
    let list: Vec<&str> = words(cut)
        .map(|w| match w {
            "saint" | "sankt" | "sainte" | "ste" => "st",
            "ft" => "fort",
            "mt" => "mount",
            "w" => "west",
            "e" => "east",
            "n" => "north",
            "s" => "south",
            "so" => "south",
            "no" => "north",
            other => PLACES.get(other).map_or(other, |(_, c)| c),
        })
        .collect();
    match list.as_slice() {
        ["nyc"] => "new york".to_owned(),
        ["la"] => "los angeles".to_owned(),
        ["sf"] => "san francisco".to_owned(),
        [rest @ .., "city"] if !rest.is_empty() => rest.join(" "),
        _ => list.join(" "),
    }
}

/// Grades of agreement of two cities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlaceLevel {
    Same,
    Near,
    Different,
}

pub(crate) fn compare_cities(a: &str, b: &str) -> PlaceLevel {
    if a == b {
        return PlaceLevel::Same;
    }
    let squash = |s: &str| skeleton(&s.replace(' ', ""));
    let (x, y) = (squash(a), squash(b));
    if x == y || (x.len().min(y.len()) >= 5 && edits(&x, &y, if x.len().min(y.len()) >= 8 { 2 } else { 1 }).is_some()) {
        return PlaceLevel::Near;
    }
    let inside = |short: &str, long: &str| {
        short.len() >= 4 && long.split(' ').count() > short.split(' ').count() && format!(" {long} ").contains(&format!(" {short} "))
    };
    if inside(a, b) || inside(b, a) { PlaceLevel::Near } else { PlaceLevel::Different }
}

/// Folds a region to its full name where the code is known.
pub(crate) fn region(raw: &str) -> String {
    let folded = fold(raw);
    let joined: Vec<&str> = words(&folded).collect();
    let whole = joined.concat();
    if let Some((_, c)) = STATE_CODES.get(whole.as_str()) {
        // "carolina" and "dakota" need the whole code to tell north from south.
        return match whole.as_str() {
            "nc" => "northcarolina".to_owned(),
            "sc" => "southcarolina".to_owned(),
            "nd" => "northdakota".to_owned(),
            "sd" => "southdakota".to_owned(),
            "wv" => "westvirginia".to_owned(),
            "bc" => "britishcolumbia".to_owned(),
            "nsw" => "newsouthwales".to_owned(),
            _ => (*c).to_owned(),
        };
    }
    match joined.as_slice() {
        [w] => PLACES.get(w).map_or(whole, |(_, c)| (*c).to_owned()),
        _ => whole,
    }
}

/// Postal code without spaces; the nine-digit American form loses its second part.
pub(crate) fn postal(raw: &str) -> String {
    let folded = fold(raw);
    let cut = match folded.split_once('-') {
        Some((a, b)) if a.trim().len() == 5 && b.trim().len() == 4 && a.trim().bytes().all(|c| c.is_ascii_digit()) => a.to_owned(),
        // "D-80331" and "CH-8000" carry their country.
        Some((a, b)) if a.len() <= 2 && a.bytes().all(|c| c.is_ascii_alphabetic()) => b.to_owned(),
        _ => folded,
    };
    words(&cut).collect::<String>()
}

pub(crate) fn compare_postal(a: &str, b: &str) -> PlaceLevel {
    if a == b {
        PlaceLevel::Same
    } else if a.len() >= 4 && b.len() >= 4 && (a.get(..3) == b.get(..3) || edits(a, b, 1).is_some()) {
        PlaceLevel::Near
    } else {
        PlaceLevel::Different
    }
}

/// Two-letter code of a country given by name, code or common alias; empty when unknown.
pub(crate) fn country(raw: &str) -> String {
    let folded = fold(raw);
    let compact: String = folded.chars().filter(char::is_ascii_alphanumeric).collect();
    if compact.is_empty() {
        return String::new();
    }
    let own = match compact.as_str() {
        "usa" | "us" | "unitedstates" | "unitedstatesofamerica" | "america" => "us",
        "uk" | "england" | "scotland" | "wales" | "northernireland" | "greatbritain" | "britain" | "unitedkingdom" | "gb" => "gb",
        "deutschland" | "allemagne" | "germany" | "alemania" | "germania" | "brd" | "d" => "de",
        "schweiz" | "suisse" | "svizzera" | "switzerland" | "helvetia" => "ch",
        "osterreich" | "oesterreich" | "austria" => "at",
        "italia" | "italien" | "italie" => "it",
        "espana" | "spanien" | "espagne" | "spain" => "es",
        "frankreich" | "france" => "fr",
        "nederland" | "holland" | "netherlands" | "thenetherlands" | "niederlande" | "paysbas" => "nl",
        "belgique" | "belgie" | "belgien" => "be",
        "brasil" => "br",
        "sverige" | "schweden" => "se",
        "norge" | "norwegen" => "no",
        "danmark" | "danemark" => "dk",
        "suomi" | "finnland" => "fi",
        "polska" | "polen" => "pl",
        "turkiye" | "turkey" | "turkei" => "tr",
        "czechrepublic" | "czechia" | "ceskarepublika" | "tschechien" => "cz",
        "southkorea" | "korea" | "republicofkorea" | "koreasouth" => "kr",
        "northkorea" => "kp",
        "peoplesrepublicofchina" | "prc" | "china" | "mainlandchina" => "cn",
        "russia" | "russianfederation" => "ru",
        "uae" | "unitedarabemirates" => "ae",
        "hongkong" | "hongkongsar" => "hk",
        "taiwan" | "roc" => "tw",
        "vietnam" => "vn",
        "iran" => "ir",
        "japan" | "nippon" => "jp",
        _ => "",
    };
    if !own.is_empty() {
        return own.to_owned();
    }
    if compact.len() == 2
        && let Ok(c) = celes::Country::from_alpha2(&compact)
    {
        return c.alpha2.to_ascii_lowercase();
    }
    if compact.len() == 3
        && let Ok(c) = celes::Country::from_alpha3(&compact)
    {
        return c.alpha2.to_ascii_lowercase();
    }
    if let Ok(c) = celes::Country::from_alias(&compact).or_else(|_| celes::Country::from_name(&compact)) {
        return c.alpha2.to_ascii_lowercase();
    }
    // An American state where a country is expected means the country.
    if STATE_CODES.values().any(|(_, c)| *c == compact) && compact != "georgia" {
        return "us".to_owned();
    }
    // "Tokyo, Japan", "Spain (mainland)": the last word that is a country.
    folded
        .split([',', '(', ')', ';'])
        .rev()
        .map(str::trim)
        .filter(|p| !p.is_empty() && *p != folded.trim())
        .map(country)
        .find(|c| !c.is_empty())
        .unwrap_or_default()
}
