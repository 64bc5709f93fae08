//! Named accounts from a file: what each row says, and why a row cannot be read.

use std::collections::HashMap;

use base::{FieldError, Kind, Simple, one_line, plain_cell};

use crate::coverage::model::{Row, Way};

/// The most rows of a file.
pub(crate) const MOST_ROWS: usize = 20_000;
/// The most characters of a cell.
const MOST_CELL: usize = 2_000;

/// The columns that are understood; the first of them or a domain or a name says which account it is.
pub(crate) const COLUMNS: [&str; 10] = ["account", "domain", "name", "way", "partners", "segment", "territory", "owner", "from", "until"];
/// The column of the reason, which may be there too.
pub(crate) const NOTE: &str = "note";

/// The rows of a file; a file that cannot be read at all is refused as a whole.
///
/// A file that came from here with its rejected rows says what it said before a spreadsheet was kept from
/// taking its cells for formulas.
pub(crate) fn rows(bytes: &[u8]) -> Result<Vec<Row>, Simple> {
    let text = std::str::from_utf8(bytes).map_err(|_| Simple::new("coverage.file_encoding", Kind::Invalid))?;
    let text = text.trim_start_matches('\u{feff}');
    let separator = base::csv_separator(text.as_bytes());
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes());
    let bad = |_| Simple::new("coverage.file_read", Kind::Invalid);
    let header: Vec<String> = reader.headers().map_err(bad)?.iter().map(|h| one_line(h).to_lowercase()).collect();
    let known = |h: &String| COLUMNS.contains(&h.as_str()) || h == NOTE;
    let unknown: Vec<&str> = header.iter().filter(|h| !known(h)).map(String::as_str).collect();
    let one = ["account", "domain", "name"].iter().any(|c| header.iter().any(|h| h == c));
    if !one || !header.iter().any(|h| h == "way") {
        return Err(Simple::new("coverage.file_columns", Kind::Invalid));
    }
    if let Some(first) = unknown.first() {
        let shown: String = first.chars().take(60).collect();
        return Err(Simple::new("coverage.file_column", Kind::Invalid).with("column", shown));
    }
    let mut out = Vec::new();
    for (at, record) in reader.records().enumerate() {
        if at >= MOST_ROWS {
            return Err(Simple::new("coverage.file_rows", Kind::Limit).with("max", MOST_ROWS));
        }
        let record = record.map_err(bad)?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let cells: HashMap<String, String> = header.iter().cloned().zip(record.iter().map(|c| plain_cell(c.trim()).to_owned())).collect();
        // The header is line 1.
        out.push(Row {
            line: record.position().map_or(at + 2, |p| usize::try_from(p.line()).unwrap_or(at + 2)),
            cells,
            whole: record.iter().map(|c| plain_cell(c).to_owned()).collect(),
        });
    }
    if out.is_empty() {
        return Err(Simple::new("coverage.file_empty", Kind::Invalid));
    }
    Ok(out)
}

/// The cell of a column; empty when the column or the cell is not there.
pub(crate) fn cell<'a>(row: &'a Row, column: &str) -> &'a str {
    row.cells.get(column).map_or("", String::as_str)
}

/// What is wrong with the cells of a row by themselves.
pub(crate) fn unsound(row: &Row) -> Option<FieldError> {
    let long = row.cells.iter().find(|(_, cell)| cell.chars().count() > MOST_CELL);
    if let Some((column, _)) = long {
        return Some(FieldError::new(column.clone(), "coverage.cell_long"));
    }
    row.cells
        .iter()
        .find(|(_, cell)| cell.chars().any(char::is_control))
        .map(|(column, _)| FieldError::new(column.clone(), "account.control"))
}

/// The way that a cell names: by its code, with spaces or dashes if somebody prefers those.
pub(crate) fn way(text: &str) -> Option<Way> {
    Way::from_code(&text.trim().to_lowercase().replace([' ', '-'], "_"))
}
