//! One row: what it says, or everything that is wrong with it.

use base::{Currency, FieldError, Money};

use super::table::{Cells, text as text_of};
use crate::accounts::fields::Field;
use crate::accounts::model::Details;
use crate::accounts::rules as sound;
use crate::countries;
use crate::imports::model::{Mapping, Problem, Target};

/// How much of a value is shown in a problem.
const SHOWN: usize = 80;
/// The most characters of a key in another system.
const MOST_KEY: usize = 100;

/// What a row says about a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// Its number.
    pub(crate) row: i64,
    /// The fields that it fills; the rest of the details is not known.
    pub(crate) details: Details,
    /// Which fields those are: the ones that the import owns for this account.
    pub(crate) given: Vec<Field>,
    /// Its key in the system that wrote the file.
    pub(crate) external: Option<String>,
}

impl Row {
    /// Under what the same company is found again: its key elsewhere, or its domain and name, or, without
    /// a domain, its country and name.
    pub(crate) fn key(&self) -> String {
        let fold = sound::fold(&self.details.name);
        match &self.external {
            Some(id) => format!("id {id}"),
            None if self.details.domain.is_empty() => format!("in {} {fold}", self.details.country),
            None => format!("at {} {fold}", self.details.domain),
        }
    }
}

/// Reads a row under a mapping.
pub(crate) fn read(cells: &Cells, headers: &[String], mapping: &Mapping, currency: Currency) -> Result<Row, Vec<Problem>> {
    if cells.is_open {
        return Err(vec![whole("import.quote", cells)]);
    }
    if cells.cells.len() != headers.len() {
        let mut problem = whole("import.cells", cells);
        problem.args = vec![("n".to_owned(), cells.cells.len().to_string()), ("expected".to_owned(), headers.len().to_string())];
        return Err(vec![problem]);
    }
    let mut reader = Reader {
        row: Row { row: cells.row, details: Details::default(), given: Vec::new(), external: None },
        currency: currency_of(cells, headers, mapping, currency),
        problems: Vec::new(),
    };
    for ((cell, header), target) in cells.cells.iter().zip(headers).zip(mapping) {
        let Some(target) = target else { continue };
        match cell {
            Ok(text) => reader.cell(*target, header, base::plain_cell(text).trim()),
            Err(lossy) => reader.problem(header, lossy, FieldError::new("", "import.cell_encoding")),
        }
    }
    if reader.row.details.name.is_empty() && reader.problems.is_empty() {
        let place = mapping.iter().position(|t| *t == Some(Target::Field(Field::Name)));
        let header = place.and_then(|i| headers.get(i)).cloned().unwrap_or_default();
        reader.problem(&header, "", FieldError::new("", "required"));
    }
    if reader.problems.is_empty() { Ok(reader.row) } else { Err(reader.problems) }
}

fn whole(code: &str, cells: &Cells) -> Problem {
    let first = cells.cells.iter().map(text_of).find(|c| !c.trim().is_empty());
    Problem { column: String::new(), code: code.to_owned(), args: Vec::new(), value: excerpt(first.unwrap_or_default()) }
}

/// The beginning of a value, on one line.
pub(crate) fn excerpt(value: &str) -> String {
    let start: String = value.chars().take(SHOWN * 2).collect();
    let line = base::one_line(&start);
    let short: String = line.chars().take(SHOWN).collect();
    if short.len() < line.len() || value.len() > start.len() { format!("{short}…") } else { short }
}

/// The currency of this row's amounts, and whether the row's own word for it was understood.
fn currency_of(cells: &Cells, headers: &[String], mapping: &Mapping, usual: Currency) -> Result<Currency, (String, String)> {
    let Some(i) = mapping.iter().position(|t| *t == Some(Target::Currency)) else { return Ok(usual) };
    let text = cells.cells.get(i).map(text_of).unwrap_or_default().trim().to_uppercase();
    if text.is_empty() {
        return Ok(usual);
    }
    text.parse().map_err(|_| (headers.get(i).cloned().unwrap_or_default(), text))
}

struct Reader {
    row: Row,
    currency: Result<Currency, (String, String)>,
    problems: Vec<Problem>,
}

impl Reader {
    fn problem(&mut self, column: &str, value: &str, error: FieldError) {
        let args = error.args.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        self.problems.push(Problem { column: column.to_owned(), code: error.code.to_owned(), args, value: excerpt(value) });
    }

    fn cell(&mut self, target: Target, header: &str, text: &str) {
        // An empty cell says nothing: it does not take away what is known.
        if text.is_empty() {
            return;
        }
        match target {
            Target::ExternalId if text.chars().count() > MOST_KEY => {
                self.problem(header, text, FieldError::new("", "too_long").with("max", MOST_KEY));
            }
            Target::ExternalId if text.chars().any(char::is_control) => self.problem(header, text, FieldError::new("", "account.control")),
            Target::ExternalId => self.row.external = Some(text.to_owned()),
            Target::Currency => {
                if let Err((column, value)) = self.currency.clone() {
                    self.problem(&column, &value, FieldError::new("", "import.currency"));
                }
            }
            Target::Field(field) => match self.field(field, text) {
                Ok(()) => self.row.given.push(field),
                Err(error) => self.problem(header, text, error),
            },
        }
    }

    fn field(&mut self, field: Field, text: &str) -> Result<(), FieldError> {
        let wrong = |code: &'static str| FieldError::new("", code);
        let d = &mut self.row.details;
        match field {
            Field::Domain => d.domain = sound::domain(text).ok_or_else(|| wrong("account.domain"))?,
            Field::Domains => {
                for part in text.split([';', ',', ' ', '|']).filter(|p| !p.is_empty()) {
                    let domain = sound::domain(part).ok_or_else(|| wrong("account.domain"))?;
                    if !d.domains.contains(&domain) {
                        d.domains.push(domain);
                    }
                }
                if d.domains.len() > 20 {
                    return Err(wrong("account.too_many").with("max", 20));
                }
            }
            Field::Country => d.country = countries::parse(text).ok_or_else(|| wrong("import.country"))?.to_owned(),
            Field::Employees => d.employees = Some(whole_number(text).ok_or_else(|| wrong("import.number"))?),
            Field::Revenue => {
                let currency = *self.currency.as_ref().map_err(|_| wrong("import.currency"))?;
                d.revenue = Some(amount(text, currency).ok_or_else(|| wrong("import.amount"))?);
            }
            Field::Isin | Field::Ticker | Field::Vat | Field::Duns | Field::Lei | Field::Registration => {
                if let Some(scheme) = field.scheme() {
                    d.identifiers.insert(scheme, sound::identifier(scheme, text).map_err(wrong)?);
                }
            }
            Field::Name => d.name = sound::text("name", text)?,
            Field::LegalName => d.legal_name = sound::text("legal_name", text)?,
            Field::Phone => d.phone = sound::text("phone", text)?,
            Field::Street => d.street = sound::text("street", text)?,
            Field::City => d.city = sound::text("city", text)?,
            Field::Region => d.region = sound::text("region", text)?,
            Field::Postal => d.postal = sound::text("postal", text)?,
            Field::Industry => d.industry = sound::text("industry", text)?,
            Field::Stage => d.lifecycle_stage = sound::text("lifecycle_stage", text)?,
            Field::Owner => d.owner = sound::text("owner", text)?,
        }
        Ok(())
    }
}

/// A whole number as it stands: digits, in groups of three or not, or with a fraction of zero, as
/// spreadsheets write it. Anything more ("6,000 (2025)", "c. 250", "5k") is not guessed at.
pub(crate) fn whole_number(text: &str) -> Option<i64> {
    let text = text.strip_suffix(".0").or_else(|| text.strip_suffix(".00")).unwrap_or(text);
    let separator = text.chars().find(|c| !c.is_ascii_digit());
    let digits = match separator {
        None => text.to_owned(),
        Some(mark) if matches!(mark, ',' | '.' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}') => {
            let mut groups = text.split(mark);
            let first = groups.next()?;
            let rest: Vec<&str> = groups.collect();
            let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
            let grouped = (1..=3).contains(&first.len()) && digits(first) && rest.iter().all(|g| g.len() == 3 && digits(g));
            if !grouped {
                return None;
            }
            format!("{first}{}", rest.concat())
        }
        Some(_) => return None,
    };
    digits.parse().ok().filter(|n| (0..=sound::MOST_EMPLOYEES).contains(n))
}

/// An amount as it stands: a number that base's money reads, with the code or the sign of its currency or
/// without. Words ("billion"), years and shortened forms are not guessed at.
pub(crate) fn amount(text: &str, usual: Currency) -> Option<Money> {
    let upper = text.trim().to_uppercase();
    let is_number = |s: &str| {
        s.starts_with(|c: char| c.is_ascii_digit())
            && s.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}'))
    };
    let (number, currency) = if is_number(&upper) {
        (upper.clone(), usual)
    } else {
        let head: String = upper.chars().take_while(|c| !c.is_ascii_digit()).collect();
        let tail: String = upper.chars().rev().take_while(|c| !c.is_ascii_digit()).collect::<String>().chars().rev().collect();
        let number = upper.get(head.len()..upper.len().checked_sub(tail.len())?)?.to_owned();
        let name = match (head.trim(), tail.trim()) {
            (name, "") | ("", name) => name.to_owned(),
            _ => return None,
        };
        (number, named(&name, usual)?)
    };
    if !is_number(&number) {
        return None;
    }
    // Programs write amounts with more zeros than the currency has digits ("1000.0000"), which is harmless.
    let trimmed = number.split_once('.').filter(|(whole, f)| !whole.contains(['.', ',']) && f.len() > 2 && f.bytes().all(|b| b == b'0'));
    let number = trimmed.map_or(number.as_str(), |(whole, _)| whole);
    if !is_grouped(number) {
        return None;
    }
    Money::parse(number, currency).ok().filter(sound::is_amount)
}

/// Whether a number is grouped as numbers are: groups of three, and at most one other part at the end.
fn is_grouped(number: &str) -> bool {
    let parts: Vec<&str> = number.split(|c: char| !c.is_ascii_digit()).collect();
    match parts.as_slice() {
        [] | [_] => true,
        [first, last] => last.len() != 3 || (1..=3).contains(&first.len()),
        [first, between @ .., _] => (1..=3).contains(&first.len()) && between.iter().all(|p| p.len() == 3),
    }
}

/// The currency with this code or sign; a sign that several currencies share means the usual one if that
/// is among them.
fn named(name: &str, usual: Currency) -> Option<Currency> {
    if let Ok(currency) = name.parse::<Currency>() {
        return Some(currency);
    }
    match name {
        "€" => Some(Currency::EUR),
        sign if usual.symbol().to_uppercase() == sign => Some(usual),
        "US$" => Some(Currency::USD),
        "£" => "GBP".parse().ok(),
        _ => None,
    }
}
