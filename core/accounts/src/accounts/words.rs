//! Evidence and places in words.

use i18n::L10n;
use matching::Evidence;

use super::model::Account;
use crate::countries;

/// A reason for or against in words, such as `Same name, apart from the legal form`.
pub(crate) fn evidence(l: &L10n, e: &Evidence) -> String {
    let key = format!("evidence-{}", e.code.replace(['.', '_'], "-"));
    if l.catalogs().has(&key) { l.t(&key) } else { e.code.to_owned() }
}

/// City and country of an account, as far as they are known.
pub(crate) fn place(l: &L10n, a: &Account) -> String {
    let country = countries::name(l, &a.country);
    [a.city.as_str(), a.region.as_str(), country.as_str()].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ")
}
