//! Countries by their ISO 3166 codes, as readers name them.

use crate::{L10n, Locale};

/// The code, the name in English and the name in German.
const COUNTRIES: &[(&str, &str, &str)] = &[
    ("AR", "Argentina", "Argentinien"),
    ("AU", "Australia", "Australien"),
    ("AT", "Austria", "Österreich"),
    ("BE", "Belgium", "Belgien"),
    ("BR", "Brazil", "Brasilien"),
    ("BG", "Bulgaria", "Bulgarien"),
    ("CA", "Canada", "Kanada"),
    ("CL", "Chile", "Chile"),
    ("CN", "China", "China"),
    ("CO", "Colombia", "Kolumbien"),
    ("HR", "Croatia", "Kroatien"),
    ("CY", "Cyprus", "Zypern"),
    ("CZ", "Czechia", "Tschechien"),
    ("DK", "Denmark", "Dänemark"),
    ("EG", "Egypt", "Ägypten"),
    ("EE", "Estonia", "Estland"),
    ("FI", "Finland", "Finnland"),
    ("FR", "France", "Frankreich"),
    ("DE", "Germany", "Deutschland"),
    ("GR", "Greece", "Griechenland"),
    ("HK", "Hong Kong", "Hongkong"),
    ("HU", "Hungary", "Ungarn"),
    ("IS", "Iceland", "Island"),
    ("IN", "India", "Indien"),
    ("ID", "Indonesia", "Indonesien"),
    ("IE", "Ireland", "Irland"),
    ("IL", "Israel", "Israel"),
    ("IT", "Italy", "Italien"),
    ("JP", "Japan", "Japan"),
    ("KE", "Kenya", "Kenia"),
    ("LV", "Latvia", "Lettland"),
    ("LI", "Liechtenstein", "Liechtenstein"),
    ("LT", "Lithuania", "Litauen"),
    ("LU", "Luxembourg", "Luxemburg"),
    ("MY", "Malaysia", "Malaysia"),
    ("MT", "Malta", "Malta"),
    ("MX", "Mexico", "Mexiko"),
    ("MA", "Morocco", "Marokko"),
    ("NL", "Netherlands", "Niederlande"),
    ("NZ", "New Zealand", "Neuseeland"),
    ("NG", "Nigeria", "Nigeria"),
    ("NO", "Norway", "Norwegen"),
    ("PH", "Philippines", "Philippinen"),
    ("PL", "Poland", "Polen"),
    ("PT", "Portugal", "Portugal"),
    ("RO", "Romania", "Rumänien"),
    ("SA", "Saudi Arabia", "Saudi-Arabien"),
    ("RS", "Serbia", "Serbien"),
    ("SG", "Singapore", "Singapur"),
    ("SK", "Slovakia", "Slowakei"),
    ("SI", "Slovenia", "Slowenien"),
    ("ZA", "South Africa", "Südafrika"),
    ("KR", "South Korea", "Südkorea"),
    ("ES", "Spain", "Spanien"),
    ("SE", "Sweden", "Schweden"),
    ("CH", "Switzerland", "Schweiz"),
    ("TW", "Taiwan", "Taiwan"),
    ("TH", "Thailand", "Thailand"),
    ("TR", "Turkey", "Türkei"),
    ("UA", "Ukraine", "Ukraine"),
    ("AE", "United Arab Emirates", "Vereinigte Arabische Emirate"),
    ("GB", "United Kingdom", "Vereinigtes Königreich"),
    ("US", "United States", "Vereinigte Staaten"),
    ("VN", "Vietnam", "Vietnam"),
];

/// Whether a code is in the list.
pub fn is_country(code: &str) -> bool {
    COUNTRIES.iter().any(|c| c.0 == code)
}

/// The name of a country in a language; none for one that is not in the list.
pub fn country_name(locale: Locale, code: &str) -> Option<&'static str> {
    COUNTRIES.iter().find(|c| c.0.eq_ignore_ascii_case(code)).map(|c| named(locale, c).1)
}

fn named(locale: Locale, &(code, en, de): &(&'static str, &'static str, &'static str)) -> (&'static str, &'static str) {
    (code, if locale == Locale::De { de } else { en })
}

impl L10n {
    /// The name of a country in the reader's language; its code when it is not in the list.
    pub fn country<'a>(&self, code: &'a str) -> &'a str {
        country_name(self.locale(), code).unwrap_or(code)
    }

    /// The listed countries, codes and names, by the name in the reader's language.
    pub fn countries(&self) -> Vec<(&'static str, &'static str)> {
        let mut all: Vec<_> = COUNTRIES.iter().map(|c| named(self.locale(), c)).collect();
        all.sort_by_cached_key(|c| deunicode::deunicode(c.1).to_lowercase());
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Catalogs, Tz};

    #[test]
    fn codes_are_unique_and_names_are_in_the_readers_order() {
        let mut codes: Vec<_> = COUNTRIES.iter().map(|c| c.0).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), COUNTRIES.len());
        let catalogs = std::sync::Arc::new(Catalogs::new(&[]).unwrap());
        let first = |locale| L10n::new(catalogs.clone(), locale, Tz::UTC).countries().into_iter().take(5).map(|c| c.0).collect::<Vec<_>>();
        assert_eq!(first(Locale::En), ["AR", "AU", "AT", "BE", "BR"]);
        assert_eq!(first(Locale::De), ["EG", "AR", "AU", "BE", "BR"]);
        assert_eq!((country_name(Locale::De, "at"), country_name(Locale::En, "XX")), (Some("Österreich"), None));
    }
}
