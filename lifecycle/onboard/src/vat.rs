//! VAT numbers and their formats.

/// The formats of a country's VAT numbers after their prefix, by its ISO 3166 code: `9` is a digit,
/// `A` a letter, `X` either, everything else itself.
///
/// They are those of the European Union's own VIES service, and of Great Britain, Norway and Switzerland.
const FORMATS: &[(&str, &[&str])] = &[
    ("AT", &["U99999999"]),
    ("BE", &["0999999999", "1999999999"]),
    ("BG", &["999999999", "9999999999"]),
    ("CH", &["E999999999", "E999999999MWST", "E999999999TVA", "E999999999IVA"]),
    ("CY", &["99999999A"]),
    ("CZ", &["99999999", "999999999", "9999999999"]),
    ("DE", &["999999999"]),
    ("DK", &["99999999"]),
    ("EE", &["999999999"]),
    ("ES", &["A99999999", "99999999A", "A9999999A"]),
    ("FI", &["99999999"]),
    ("FR", &["XX999999999"]),
    ("GB", &["999999999", "999999999999", "GD999", "HA999"]),
    ("GR", &["999999999"]),
    ("HR", &["99999999999"]),
    ("HU", &["99999999"]),
    ("IE", &["9999999A", "9999999AA", "9A99999A"]),
    ("IT", &["99999999999"]),
    ("LT", &["999999999", "999999999999"]),
    ("LU", &["99999999"]),
    ("LV", &["99999999999"]),
    ("MT", &["99999999"]),
    ("NL", &["999999999B99"]),
    ("NO", &["999999999", "999999999MVA"]),
    ("PL", &["9999999999"]),
    ("PT", &["999999999"]),
    ("RO", &["99", "999", "9999", "99999", "999999", "9999999", "99999999", "999999999", "9999999999"]),
    ("SE", &["999999999999"]),
    ("SI", &["99999999"]),
    ("SK", &["9999999999"]),
];

fn formats(code: &str) -> &'static [&'static str] {
    FORMATS.iter().find(|f| f.0 == code).map_or(&[], |f| f.1)
}

/// What the VAT numbers of a country begin with.
fn prefix(code: &str) -> &str {
    // Greece is the one member state whose VAT prefix is not its country code.
    if code == "GR" { "EL" } else { code }
}

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
    if !i18n::is_country(code) {
        return None;
    }
    let formats = formats(code);
    if formats.is_empty() {
        return (4..=20).contains(&bare.len()).then_some(bare);
    }
    // A number of another country can look like one without its prefix: DE811907980 as a French one.
    let is_other = |f: &(&str, &[&str])| f.0 != code && bare.strip_prefix(prefix(f.0)).is_some_and(|body| fits(body, f.1));
    if FORMATS.iter().any(is_other) {
        return None;
    }
    if fits(&bare, formats) {
        return Some(format!("{}{bare}", prefix(code)));
    }
    let body = bare.strip_prefix(prefix(code))?;
    fits(body, formats).then(|| bare.clone())
}

fn fits(body: &str, formats: &[&str]) -> bool {
    formats.iter().any(|format| has_format(body, format))
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
    fn codes_are_unique_and_listed_and_the_union_is_whole() {
        let mut codes: Vec<_> = FORMATS.iter().map(|f| f.0).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), FORMATS.len());
        assert!(codes.iter().all(|c| i18n::is_country(c)));
        let union = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK";
        let checked = union.split(' ').filter(|c| !formats(c).is_empty()).count();
        assert_eq!(checked, 27);
    }
}
