//! Countries that applicants choose from, by their ISO 3166 codes.

use i18n::L10n;

/// The codes and their names for a reader, by name.
pub(crate) fn all(l: &L10n) -> Vec<(&'static str, &'static str)> {
    let mut all = l.countries();
    all.sort_by_key(|c| matching::fold(c.1));
    all
}

/// The name of a country for a reader; the code for one that is not listed.
pub(crate) fn name_of(code: &str, l: &L10n) -> String {
    l.country(code).unwrap_or(code).to_owned()
}
