//! Countries by their ISO 3166 codes, with their names and the formats of their VAT numbers.

/// A country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Country {
    /// The code, ISO 3166 alpha-2.
    pub code: &'static str,
    /// The name in English.
    pub en: &'static str,
    /// The name in German.
    pub de: &'static str,
    /// The prefix of its VAT numbers and their formats after it: `9` is a digit, `A` a letter, `X`
    /// either, everything else itself. Empty where there is no format to check.
    pub vat: &'static [&'static str],
}

impl Country {
    /// The name in a language.
    pub fn name(&self, language: &str) -> &'static str {
        if language == "de" { self.de } else { self.en }
    }

    /// What its VAT numbers begin with.
    pub fn vat_prefix(&self) -> &'static str {
        // Greece is the one member state whose VAT prefix is not its country code.
        if self.code == "GR" { "EL" } else { self.code }
    }
}

/// The country of a code.
pub fn country(code: &str) -> Option<&'static Country> {
    COUNTRIES.iter().find(|c| c.code == code)
}

/// The name of a country in a language; the code for one that is not listed.
pub fn name_of(code: &str, language: &str) -> String {
    country(code).map_or_else(|| code.to_owned(), |c| c.name(language).to_owned())
}

const fn c(code: &'static str, en: &'static str, de: &'static str, vat: &'static [&'static str]) -> Country {
    Country { code, en, de, vat }
}

/// The countries that forms offer, by English name. VAT formats are those of the European Union's
/// own VIES service, and of Great Britain, Norway and Switzerland.
pub const COUNTRIES: &[Country] = &[
    c("AR", "Argentina", "Argentinien", &[]),
    c("AU", "Australia", "Australien", &[]),
    c("AT", "Austria", "Österreich", &["U99999999"]),
    c("BE", "Belgium", "Belgien", &["0999999999", "1999999999"]),
    c("BR", "Brazil", "Brasilien", &[]),
    c("BG", "Bulgaria", "Bulgarien", &["999999999", "9999999999"]),
    c("CA", "Canada", "Kanada", &[]),
    c("CL", "Chile", "Chile", &[]),
    c("CN", "China", "China", &[]),
    c("CO", "Colombia", "Kolumbien", &[]),
    c("HR", "Croatia", "Kroatien", &["99999999999"]),
    c("CY", "Cyprus", "Zypern", &["99999999A"]),
    c("CZ", "Czechia", "Tschechien", &["99999999", "999999999", "9999999999"]),
    c("DK", "Denmark", "Dänemark", &["99999999"]),
    c("EG", "Egypt", "Ägypten", &[]),
    c("EE", "Estonia", "Estland", &["999999999"]),
    c("FI", "Finland", "Finnland", &["99999999"]),
    c("FR", "France", "Frankreich", &["XX999999999"]),
    c("DE", "Germany", "Deutschland", &["999999999"]),
    c("GR", "Greece", "Griechenland", &["999999999"]),
    c("HK", "Hong Kong", "Hongkong", &[]),
    c("HU", "Hungary", "Ungarn", &["99999999"]),
    c("IS", "Iceland", "Island", &[]),
    c("IN", "India", "Indien", &[]),
    c("ID", "Indonesia", "Indonesien", &[]),
    c("IE", "Ireland", "Irland", &["9999999A", "9999999AA", "9A99999A"]),
    c("IL", "Israel", "Israel", &[]),
    c("IT", "Italy", "Italien", &["99999999999"]),
    c("JP", "Japan", "Japan", &[]),
    c("KE", "Kenya", "Kenia", &[]),
    c("LV", "Latvia", "Lettland", &["99999999999"]),
    c("LI", "Liechtenstein", "Liechtenstein", &[]),
    c("LT", "Lithuania", "Litauen", &["999999999", "999999999999"]),
    c("LU", "Luxembourg", "Luxemburg", &["99999999"]),
    c("MY", "Malaysia", "Malaysia", &[]),
    c("MT", "Malta", "Malta", &["99999999"]),
    c("MX", "Mexico", "Mexiko", &[]),
    c("MA", "Morocco", "Marokko", &[]),
    c("NL", "Netherlands", "Niederlande", &["999999999B99"]),
    c("NZ", "New Zealand", "Neuseeland", &[]),
    c("NG", "Nigeria", "Nigeria", &[]),
    c("NO", "Norway", "Norwegen", &["999999999", "999999999MVA"]),
    c("PH", "Philippines", "Philippinen", &[]),
    c("PL", "Poland", "Polen", &["9999999999"]),
    c("PT", "Portugal", "Portugal", &["999999999"]),
    c("RO", "Romania", "Rumänien", &["99", "999", "9999", "99999", "999999", "9999999", "99999999", "999999999", "9999999999"]),
    c("SA", "Saudi Arabia", "Saudi-Arabien", &[]),
    c("RS", "Serbia", "Serbien", &[]),
    c("SG", "Singapore", "Singapur", &[]),
    c("SK", "Slovakia", "Slowakei", &["9999999999"]),
    c("SI", "Slovenia", "Slowenien", &["99999999"]),
    c("ZA", "South Africa", "Südafrika", &[]),
    c("KR", "South Korea", "Südkorea", &[]),
    c("ES", "Spain", "Spanien", &["A99999999", "99999999A", "A9999999A"]),
    c("SE", "Sweden", "Schweden", &["999999999999"]),
    c("CH", "Switzerland", "Schweiz", &["E999999999", "E999999999MWST", "E999999999TVA", "E999999999IVA"]),
    c("TW", "Taiwan", "Taiwan", &[]),
    c("TH", "Thailand", "Thailand", &[]),
    c("TR", "Turkey", "Türkei", &[]),
    c("UA", "Ukraine", "Ukraine", &[]),
    c("AE", "United Arab Emirates", "Vereinigte Arabische Emirate", &[]),
    c("GB", "United Kingdom", "Vereinigtes Königreich", &["999999999", "999999999999", "GD999", "HA999"]),
    c("US", "United States", "Vereinigte Staaten", &[]),
    c("VN", "Vietnam", "Vietnam", &[]),
];

/// A VAT number as it is written in registers: with its prefix, without blanks, dots and dashes.
///
/// None when it does not have a format of the country. Where no format is known, four to twenty
/// letters and digits are taken.
pub fn vat_number(text: &str, code: &str) -> Option<String> {
    let mut bare: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '/')).collect();
    bare.make_ascii_uppercase();
    if !bare.chars().all(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let country = country(code)?;
    if country.vat.is_empty() {
        return (4..=20).contains(&bare.len()).then_some(bare);
    }
    // A number of another country can look like one without its prefix: DE811907980 as a French one.
    let is_other =
        |c: &&Country| c.code != code && bare.strip_prefix(c.vat_prefix()).is_some_and(|body| c.vat.iter().any(|f| has_format(body, f)));
    if COUNTRIES.iter().any(|c| is_other(&c)) {
        return None;
    }
    let prefix = country.vat_prefix();
    let fits = |body: &str| country.vat.iter().any(|format| has_format(body, format));
    if fits(&bare) {
        return Some(format!("{prefix}{bare}"));
    }
    let body = bare.strip_prefix(prefix)?;
    fits(body).then(|| bare.clone())
}

fn has_format(text: &str, format: &str) -> bool {
    text.len() == format.len()
        && text.chars().zip(format.chars()).all(|(c, f)| match f {
            '9' => c.is_ascii_digit(),
            'A' => c.is_ascii_uppercase(),
            'X' => c.is_ascii_alphanumeric(),
            literal => c == literal,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vat_numbers_have_the_format_of_their_country() {
        let good = [
            ("DE", "DE 811 907 980", "DE811907980"),
            ("DE", "811907980", "DE811907980"),
            ("AT", "ATU12345678", "ATU12345678"),
            ("FR", "FR XX 999 999 999", "FRXX999999999"),
            ("GR", "EL123456789", "EL123456789"),
            ("GR", "123456789", "EL123456789"),
            ("NL", "nl123456789b01", "NL123456789B01"),
            ("ES", "ESX1234567X", "ESX1234567X"),
            ("IE", "IE1234567WA", "IE1234567WA"),
            ("CH", "CHE-123.456.789 MWST", "CHE123456789MWST"),
            ("SE", "SE123456789701", "SE123456789701"),
            ("US", "12-3456789", "123456789"),
        ];
        for (code, text, kept) in good {
            assert_eq!(vat_number(text, code).as_deref(), Some(kept), "{code} {text}");
        }
        for (code, text) in [
            ("DE", "DE81190798"),
            ("DE", "FR811907980"),
            ("FR", "DE811907980"),
            ("AT", "12345678"),
            ("NL", "NL123456789"),
            ("XX", "1"),
            ("US", "12"),
            ("DE", "DE81190798Ä"),
            ("DE", ""),
        ] {
            assert_eq!(vat_number(text, code), None, "{code} {text}");
        }
    }

    #[test]
    fn codes_are_unique_and_the_union_is_whole() {
        let mut codes: Vec<_> = COUNTRIES.iter().map(|c| c.code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), COUNTRIES.len());
        let union = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK";
        let checked = union.split(' ').filter(|c| country(c).is_some_and(|c| !c.vat.is_empty())).count();
        assert_eq!(checked, 27);
    }
}
