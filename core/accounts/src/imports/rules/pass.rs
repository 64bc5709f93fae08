//! One pass over a file: each row as what it says, or as rejected, always the same way.

use std::collections::HashMap;

use base::Currency;

use super::row::{self, Row};
use super::table::Rows;
use crate::imports::model::{Encoding, Import, Mapping, Problem, Rejection, Target};

/// One pass over a file.
///
/// A second row about the same company is rejected, because the two would change the account to and fro
/// with every run.
pub(crate) struct Pass<'a> {
    rows: Rows<'a>,
    headers: &'a [String],
    mapping: &'a Mapping,
    currency: Currency,
    seen: HashMap<String, i64>,
}

impl<'a> Pass<'a> {
    /// A pass over the file of an import.
    pub(crate) fn of(import: &'a Import, bytes: &'a [u8]) -> Self {
        Self::new(bytes, import.encoding, import.delimiter, &import.headers, &import.mapping, import.currency)
    }

    /// A pass over a file.
    pub(crate) fn new(
        bytes: &'a [u8],
        encoding: Encoding,
        delimiter: u8,
        headers: &'a [String],
        mapping: &'a Mapping,
        currency: Currency,
    ) -> Self {
        Self { rows: Rows::after_header(bytes, encoding, delimiter), headers, mapping, currency, seen: HashMap::new() }
    }

    /// The next row.
    pub(crate) fn step(&mut self) -> Option<Result<Row, Rejection>> {
        let cells = self.rows.next_cells()?;
        let row = match row::read(&cells, self.headers, self.mapping, self.currency) {
            Ok(row) => row,
            Err(problems) => return Some(Err(Rejection { row: cells.row, problems })),
        };
        if let Some(first) = self.seen.insert(row.key(), row.row) {
            // The first row stays the one that others are held against.
            self.seen.insert(row.key(), first);
            let target = if row.external.is_some() { Target::ExternalId } else { Target::Field(crate::Field::Name) };
            let place = self.mapping.iter().position(|t| *t == Some(target));
            let column = place.and_then(|i| self.headers.get(i)).cloned().unwrap_or_default();
            let value = row::excerpt(row.external.as_deref().unwrap_or(&row.details.name));
            let args = vec![("row".to_owned(), first.to_string())];
            return Some(Err(Rejection {
                row: row.row,
                problems: vec![Problem { column, code: "import.repeated".to_owned(), args, value }],
            }));
        }
        Some(Ok(row))
    }
}
