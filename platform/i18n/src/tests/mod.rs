mod catalogs;
mod format;
mod locale;

use std::sync::Arc;

use chrono_tz::Tz;

use crate::{Catalogs, L10n, Locale};

const SAMPLE: &[(&str, &str)] = &[
    (
        "en",
        "greeting = Good morning, { $name }\ndeals = { $n ->\n    [one] { $n } deal\n   *[other] { $n } deals\n}\nonly-english = Only here\nplain = Save draft\nrefusal-too-short = At least { $min }.\nrefusal-deal-protected = Until { $until }.\n",
    ),
    (
        "de",
        "greeting = Guten Morgen, { $name }\ndeals = { $n ->\n    [one] { $n } Deal\n   *[other] { $n } Deals\n}\nplain = Entwurf speichern\n",
    ),
];

fn l10n(locale: Locale) -> L10n {
    L10n::new(Arc::new(Catalogs::new(&[SAMPLE]).unwrap()), locale, Tz::Europe__Berlin)
}
