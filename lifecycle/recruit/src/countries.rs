//! Countries that applicants choose from, by their ISO 3166 codes.

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

/// The codes and their names in a language, by name.
pub(crate) fn all(language: &str) -> Vec<(&'static str, &'static str)> {
    let mut all: Vec<_> = COUNTRIES.iter().map(|c| (c.0, if language == "de" { c.2 } else { c.1 })).collect();
    all.sort_by_key(|c| matching::fold(c.1));
    all
}

/// Whether a code is in the list.
pub(crate) fn is_country(code: &str) -> bool {
    COUNTRIES.iter().any(|c| c.0 == code)
}

/// The name of a country in a language; the code for one that is not listed.
pub(crate) fn name_of(code: &str, language: &str) -> String {
    let found = COUNTRIES.iter().find(|c| c.0 == code);
    found.map_or_else(|| code.to_owned(), |c| (if language == "de" { c.2 } else { c.1 }).to_owned())
}
