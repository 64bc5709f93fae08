//! Countries as people write them, and their names.

use std::collections::HashMap;
use std::sync::LazyLock;

use celes::LookupTable as _;
use i18n::L10n;

/// Names that the register of countries does not know: other languages, short forms, older names.
const ALIASES: &[(&str, &str)] = &[
    ("usa", "US"),
    ("america", "US"),
    ("unitedstates", "US"),
    ("unitedstatesofamerica", "US"),
    ("etatsunis", "US"),
    ("vereinigtestaaten", "US"),
    ("estadosunidos", "US"),
    ("uk", "GB"),
    ("unitedkingdom", "GB"),
    ("greatbritain", "GB"),
    ("britain", "GB"),
    ("england", "GB"),
    ("scotland", "GB"),
    ("wales", "GB"),
    ("northernireland", "GB"),
    ("grossbritannien", "GB"),
    ("vereinigteskonigreich", "GB"),
    ("royaumeuni", "GB"),
    ("deutschland", "DE"),
    ("allemagne", "DE"),
    ("alemania", "DE"),
    ("germania", "DE"),
    ("federalrepublicofgermany", "DE"),
    ("schweiz", "CH"),
    ("suisse", "CH"),
    ("svizzera", "CH"),
    ("osterreich", "AT"),
    ("oesterreich", "AT"),
    ("autriche", "AT"),
    ("italia", "IT"),
    ("italien", "IT"),
    ("italie", "IT"),
    ("espana", "ES"),
    ("spanien", "ES"),
    ("espagne", "ES"),
    ("frankreich", "FR"),
    ("francia", "FR"),
    ("nederland", "NL"),
    ("niederlande", "NL"),
    ("holland", "NL"),
    ("thenetherlands", "NL"),
    ("paysbas", "NL"),
    ("belgie", "BE"),
    ("belgien", "BE"),
    ("belgique", "BE"),
    ("luxemburg", "LU"),
    ("irland", "IE"),
    ("eire", "IE"),
    ("republicofireland", "IE"),
    ("danmark", "DK"),
    ("danemark", "DK"),
    ("sverige", "SE"),
    ("schweden", "SE"),
    ("norge", "NO"),
    ("norwegen", "NO"),
    ("suomi", "FI"),
    ("finnland", "FI"),
    ("polska", "PL"),
    ("polen", "PL"),
    ("czechrepublic", "CZ"),
    ("czechia", "CZ"),
    ("tschechien", "CZ"),
    ("ceskarepublika", "CZ"),
    ("slovakia", "SK"),
    ("slowakei", "SK"),
    ("ungarn", "HU"),
    ("magyarorszag", "HU"),
    ("rumanien", "RO"),
    ("bulgarien", "BG"),
    ("kroatien", "HR"),
    ("hrvatska", "HR"),
    ("slowenien", "SI"),
    ("griechenland", "GR"),
    ("hellas", "GR"),
    ("turkey", "TR"),
    ("turkei", "TR"),
    ("turkiye", "TR"),
    ("russia", "RU"),
    ("russland", "RU"),
    ("russianfederation", "RU"),
    ("brasil", "BR"),
    ("brasilien", "BR"),
    ("mexiko", "MX"),
    ("kanada", "CA"),
    ("japan", "JP"),
    ("nippon", "JP"),
    ("china", "CN"),
    ("mainlandchina", "CN"),
    ("prc", "CN"),
    ("peoplesrepublicofchina", "CN"),
    ("hongkong", "HK"),
    ("hongkongsar", "HK"),
    ("macau", "MO"),
    ("macao", "MO"),
    ("taiwan", "TW"),
    ("southkorea", "KR"),
    ("koreasouth", "KR"),
    ("republicofkorea", "KR"),
    ("sudkorea", "KR"),
    ("northkorea", "KP"),
    ("vietnam", "VN"),
    ("viet nam", "VN"),
    ("laos", "LA"),
    ("iran", "IR"),
    ("syria", "SY"),
    ("moldova", "MD"),
    ("northmacedonia", "MK"),
    ("macedonia", "MK"),
    ("uae", "AE"),
    ("unitedarabemirates", "AE"),
    ("saudiarabia", "SA"),
    ("ksa", "SA"),
    ("agypten", "EG"),
    ("sudafrika", "ZA"),
    ("ivorycoast", "CI"),
    ("capeverde", "CV"),
    ("swaziland", "SZ"),
    ("burma", "MM"),
    ("easttimor", "TL"),
    ("vatican", "VA"),
    ("palestine", "PS"),
    ("tanzania", "TZ"),
    ("venezuela", "VE"),
    ("bolivia", "BO"),
    ("brunei", "BN"),
    ("britishvirginislands", "VG"),
    ("usvirginislands", "VI"),
    ("kosovo", "XK"),
];

/// States and provinces whose name says the country; Georgia is left out, for it is both.
const STATES: &[(&str, &str)] = &[
    ("alabama", "US"),
    ("alaska", "US"),
    ("arizona", "US"),
    ("arkansas", "US"),
    ("california", "US"),
    ("colorado", "US"),
    ("connecticut", "US"),
    ("delaware", "US"),
    ("districtofcolumbia", "US"),
    ("florida", "US"),
    ("hawaii", "US"),
    ("idaho", "US"),
    ("illinois", "US"),
    ("indiana", "US"),
    ("iowa", "US"),
    ("kansas", "US"),
    ("kentucky", "US"),
    ("louisiana", "US"),
    ("maine", "US"),
    ("maryland", "US"),
    ("massachusetts", "US"),
    ("michigan", "US"),
    ("minnesota", "US"),
    ("mississippi", "US"),
    ("missouri", "US"),
    ("montana", "US"),
    ("nebraska", "US"),
    ("nevada", "US"),
    ("newhampshire", "US"),
    ("newjersey", "US"),
    ("newmexico", "US"),
    ("newyork", "US"),
    ("northcarolina", "US"),
    ("northdakota", "US"),
    ("ohio", "US"),
    ("oklahoma", "US"),
    ("oregon", "US"),
    ("pennsylvania", "US"),
    ("rhodeisland", "US"),
    ("southcarolina", "US"),
    ("southdakota", "US"),
    ("tennessee", "US"),
    ("texas", "US"),
    ("utah", "US"),
    ("vermont", "US"),
    ("virginia", "US"),
    ("washington", "US"),
    ("westvirginia", "US"),
    ("wisconsin", "US"),
    ("wyoming", "US"),
    ("ontario", "CA"),
    ("quebec", "CA"),
    ("britishcolumbia", "CA"),
    ("alberta", "CA"),
    ("manitoba", "CA"),
    ("saskatchewan", "CA"),
    ("novascotia", "CA"),
    ("newbrunswick", "CA"),
    ("newsouthwales", "AU"),
    ("queensland", "AU"),
    ("tasmania", "AU"),
];

/// Names shorter than those of the register, which writes "The United Kingdom of Great Britain and …".
const SHORT: &[(&str, &str)] = &[
    ("US", "United States"),
    ("GB", "United Kingdom"),
    ("KR", "South Korea"),
    ("KP", "North Korea"),
    ("RU", "Russia"),
    ("TW", "Taiwan"),
    ("VN", "Vietnam"),
    ("IR", "Iran"),
    ("BO", "Bolivia"),
    ("VE", "Venezuela"),
    ("TZ", "Tanzania"),
    ("MD", "Moldova"),
    ("CD", "Congo (Kinshasa)"),
    ("CG", "Congo (Brazzaville)"),
    ("LA", "Laos"),
    ("SY", "Syria"),
    ("PS", "Palestine"),
    ("FM", "Micronesia"),
    ("MK", "North Macedonia"),
    ("TR", "Türkiye"),
    ("CZ", "Czechia"),
];

static KNOWN: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    for country in celes::Country::get_countries() {
        for name in [country.alpha2, country.alpha3, country.long_name] {
            known.insert(compact(name), country.alpha2);
        }
        for alias in country.aliases.iter() {
            known.entry(compact(alias)).or_insert(country.alpha2);
        }
    }
    for (name, code) in ALIASES {
        known.insert(compact(name), code);
    }
    // Not in ISO 3166, but in every list of customers.
    known.insert("xk".to_owned(), "XK");
    known
});

fn compact(text: &str) -> String {
    matching::fold(text).chars().filter(char::is_ascii_alphanumeric).collect()
}

/// The alpha-2 code of a country as somebody wrote it: name, code, other language, or an address that
/// ends in one. What could be two countries is none.
pub fn parse(text: &str) -> Option<&'static str> {
    let parts: Vec<String> = text.split([',', ';', '(', ')']).map(compact).filter(|p| !p.is_empty()).collect();
    let (last, rest) = parts.split_last()?;
    if rest.is_empty() {
        return KNOWN.get(last.as_str()).copied();
    }
    if last == "georgia" {
        return None;
    }
    if let Some((_, country)) = STATES.iter().find(|(state, _)| *state == last.as_str()) {
        return Some(country);
    }
    // "San Jose, CA" may be California or Canada: behind a city, two letters are no country, except
    // those that are no state.
    if last.len() == 2 && last != "uk" {
        return None;
    }
    KNOWN.get(last.as_str()).copied()
}

/// The code in its canonical form, if it is the alpha-2 code of a country.
pub fn code(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic()) { KNOWN.get(&text.to_ascii_lowercase()).copied() } else { None }
}

/// Every country by its English name: code and name.
pub fn all() -> &'static [(&'static str, String)] {
    static ALL: LazyLock<Vec<(&'static str, String)>> = LazyLock::new(|| {
        let mut all: Vec<(&'static str, String)> = celes::Country::get_countries().iter().map(|c| (c.alpha2, english(c.alpha2))).collect();
        all.push(("XK", "Kosovo".to_owned()));
        all.sort_by_key(|c| matching::fold(&c.1));
        all.dedup_by_key(|c| c.0);
        all
    });
    &ALL
}

fn english(code: &str) -> String {
    if let Some((_, name)) = SHORT.iter().find(|(c, _)| *c == code) {
        return (*name).to_owned();
    }
    let long = celes::Country::from_alpha2(code).map_or(code, |c| c.long_name);
    long.strip_prefix("The ").unwrap_or(long).to_owned()
}

/// The name of a country for a reader: in their language where we have it, otherwise in English.
pub fn name(l: &L10n, code: &str) -> String {
    if code.is_empty() {
        return String::new();
    }
    i18n::country_name(l.locale(), code).map_or_else(|| english(code), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_read_as_people_write_them() {
        for (text, code) in [
            ("Germany", "DE"),
            ("germany ", "DE"),
            ("DEU", "DE"),
            ("de", "DE"),
            ("Deutschland", "DE"),
            ("UK", "GB"),
            ("U.K.", "GB"),
            ("U.S.", "US"),
            ("U.S.A.", "US"),
            ("United States", "US"),
            ("The United States of America", "US"),
            ("Österreich", "AT"),
            ("Russian Federation", "RU"),
            ("Isle of Man", "IM"),
            ("Guernsey", "GG"),
            ("Puerto Rico", "PR"),
            ("San Juan, Puerto Rico", "PR"),
            ("Bristol, United Kingdom", "GB"),
            ("London , England, UK", "GB"),
            ("Ohio;Detroit, Michigan", "US"),
            ("San Jose, California", "US"),
            ("Herzliya, Israel", "IL"),
            ("Georgia", "GE"),
            ("CA", "CA"),
            ("South Korea", "KR"),
            ("Hong Kong", "HK"),
            ("Netherlands", "NL"),
            ("The Netherlands", "NL"),
            ("Côte d'Ivoire", "CI"),
            ("日本", ""),
            ("Atlanta, Georgia", ""),
            ("San Jose, CA", ""),
            ("Europe", ""),
            ("", ""),
            ("?", ""),
        ] {
            assert_eq!(parse(text).unwrap_or_default(), code, "{text}");
        }
    }

    #[test]
    fn every_country_has_one_code_and_a_name() {
        let all = all();
        assert!(all.len() > 240, "{}", all.len());
        for (code_, name) in all {
            assert_eq!(code(code_), Some(*code_), "{name}");
            assert!(!name.is_empty());
        }
        assert_eq!(code("USA"), None);
        assert_eq!(code("zz"), None);
    }
}
