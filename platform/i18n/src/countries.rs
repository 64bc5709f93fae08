//! Countries by their ISO 3166 codes, as readers name them.

use crate::{L10n, Locale};

/// The code, the name in English and the name in German.
pub(crate) const COUNTRIES: &[(&str, &str, &str)] = &[
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

impl L10n {
    /// The name of a country in the reader's language; none for one that is not in the list.
    pub fn country(&self, code: &str) -> Option<&'static str> {
        COUNTRIES.iter().find(|c| c.0.eq_ignore_ascii_case(code)).map(|c| if self.locale() == Locale::De { c.2 } else { c.1 })
    }

    /// The listed countries: codes and names in the reader's language, in the order of the codes' list.
    pub fn countries(&self) -> Vec<(&'static str, &'static str)> {
        COUNTRIES.iter().map(|c| (c.0, if self.locale() == Locale::De { c.2 } else { c.1 })).collect()
    }
}
