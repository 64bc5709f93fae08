//! What may be put in, and what may be told.

use base::{FieldError, Instant, Invalid, Kind, Refusal as _, Simple, check_length, one_line, plain_cell};
use chrono::{Datelike as _, TimeDelta, Weekday};

use super::model::{Company, Level, Population, Roughly};
use crate::accounts::model::Details;
use crate::accounts::rules::sound;

/// A count below this is told as "fewer than", and others as multiples of it.
pub(crate) const FEWEST: i64 = 5;
/// Fewer companies than this are not put in.
pub(crate) const LEAST: i64 = 10;
/// The most companies on a list.
pub(crate) const MOST: usize = 10_000;
/// How often a side changes what it puts in within a day.
pub(crate) const CHANGES: i64 = 6;
/// The most lists of a side.
pub(crate) const LISTS: usize = 20;
/// For how many days a code can be used.
pub(crate) const CODE_DAYS: i64 = 14;
/// The columns of a file; the first must be there.
pub(crate) const COLUMNS: [&str; 5] = ["name", "domain", "city", "country", "owner"];

/// For how many working days a request for an introduction waits.
const ANSWER_DAYS: i64 = 5;

/// Until when a request made at a moment waits: so many days from Monday to Friday; public holidays count as days.
pub(crate) fn answer_by(at: Instant) -> Instant {
    let (mut day, mut left) = (at, ANSWER_DAYS);
    while left > 0 {
        day += TimeDelta::days(1);
        if !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            left -= 1;
        }
    }
    day
}

/// Words of one line, clean.
pub(crate) fn words(field: &'static str, raw: &str, min: usize) -> Result<String, Invalid> {
    let mut invalid = Invalid::new();
    let clean = one_line(raw);
    if clean.chars().any(char::is_control) {
        invalid.push(FieldError::new(field, "account.control"));
    } else if let Err(e) = check_length(field, &clean, min, 500) {
        invalid.push(e);
    }
    invalid.finish()?;
    Ok(clean)
}

/// What of a count is told.
pub(crate) fn roughly(n: i64) -> Roughly {
    if n < FEWEST { Roughly::Fewer(FEWEST) } else { Roughly::AtLeast(n - n % FEWEST) }
}

/// What is shown when both agreed: the lower of the two levels.
pub(crate) fn level(one: Option<Level>, other: Option<Level>) -> Option<Level> {
    one.zip(other).map(|(one, other)| one.min(other))
}

/// The other side's company as far as a level shows it: never more than its name and who looks after it.
pub(crate) fn shown(company: &Company, level: Level) -> Option<Company> {
    let bare = Company { name: company.name.clone(), ..Company::default() };
    match level {
        Level::Count => None,
        Level::Name => Some(bare),
        Level::Owner => Some(Company { owner: company.owner.clone(), ..bare }),
    }
}

/// A company, clean.
pub(crate) fn company(raw: &Company) -> Result<Company, Invalid> {
    let d = sound(&details(raw))?;
    Ok(Company { name: d.name, domain: d.domain, city: d.city, country: d.country, owner: d.owner })
}

/// A company as the duplicate engine takes it.
pub(crate) fn details(c: &Company) -> Details {
    Details {
        name: c.name.clone(),
        domain: c.domain.clone(),
        city: c.city.clone(),
        country: c.country.clone(),
        owner: c.owner.clone(),
        ..Details::default()
    }
}

/// The name of a list, clean.
pub(crate) fn name(raw: &str) -> Result<String, FieldError> {
    let clean = one_line(raw);
    check_length("name", &clean, 1, 80)?;
    Ok(clean)
}

/// The companies of a file; one row that cannot be taken refuses the file and is named by its line.
pub(crate) fn rows(bytes: &[u8]) -> Result<Vec<Company>, Simple> {
    let bad = |_| Simple::new("mapping.file_read", Kind::Invalid);
    let text = std::str::from_utf8(bytes).map_err(|_| Simple::new("mapping.file_read", Kind::Invalid))?;
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().delimiter(base::csv_separator(text.as_bytes())).flexible(true).from_reader(text.as_bytes());
    let header: Vec<String> = reader.headers().map_err(bad)?.iter().map(|h| one_line(h).to_lowercase()).collect();
    if !header.iter().any(|h| h == "name") {
        return Err(Simple::new("mapping.file_columns", Kind::Invalid));
    }
    let mut out = Vec::new();
    for (at, record) in reader.records().enumerate() {
        let record = record.map_err(bad)?;
        let cell = |column: &str| {
            let found = header.iter().position(|h| h == column).and_then(|i| record.get(i));
            plain_cell(found.unwrap_or_default().trim()).to_owned()
        };
        if record.iter().all(|c| c.trim().is_empty()) {
            continue;
        }
        let raw =
            Company { name: cell("name"), domain: cell("domain"), city: cell("city"), country: cell("country"), owner: cell("owner") };
        // The header is line 1.
        let line = record.position().map_or(at + 2, |p| usize::try_from(p.line()).unwrap_or(at + 2));
        let wrong = |e: Invalid| {
            let field = e.fields().first().map(|f| f.field.clone()).unwrap_or_default();
            Simple::new("mapping.file_row", Kind::Invalid).with("line", line).with("column", field)
        };
        out.push(company(&raw).map_err(wrong)?);
        if out.len() > MOST {
            return Err(Simple::new("mapping.file_rows", Kind::Limit).with("max", MOST));
        }
    }
    Ok(out)
}

/// Whether companies are few enough for a list, and not none.
pub(crate) fn count(n: usize) -> Result<(), Simple> {
    if n == 0 {
        return Err(Simple::new("mapping.file_empty", Kind::Invalid));
    }
    if n > MOST {
        return Err(Simple::new("mapping.file_rows", Kind::Limit).with("max", MOST));
    }
    Ok(())
}

/// How many of the own companies of one population are on lists of another, for every pair of populations.
pub(crate) fn counts<K: Ord>(
    own: &[Population],
    other: &[Population],
    pairs: &[(Population, K, Population)],
) -> Vec<(Population, Population, Roughly)> {
    let mut out = Vec::new();
    for one in Population::ALL.into_iter().filter(|p| own.contains(p)) {
        for two in Population::ALL.into_iter().filter(|p| other.contains(p)) {
            let mut met: Vec<&K> = pairs.iter().filter(|p| p.0 == one && p.2 == two).map(|p| &p.1).collect();
            met.sort_unstable();
            met.dedup();
            out.push((one, two, roughly(i64::try_from(met.len()).unwrap_or(i64::MAX))));
        }
    }
    out
}
