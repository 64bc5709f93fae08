//! Reading of a file: encoding, delimiter, columns, rows.

use std::collections::HashMap;
use std::io::Read;

use super::write::clean;
use super::{ColumnMap, FileError, Input, Table, Target};
use crate::lexicon::Lexicon;
use crate::normalized::normalize;
use crate::num::hash;
use crate::record::{Identifier, Record};

const MOST_ROWS: usize = 20_000_000;

/// Reads a file into normalized rows.
pub(super) fn read<R: Read>(input: Input<R>, map: &ColumnMap) -> Result<Table, FileError> {
    let Input { name: file, mut data } = input;
    // The first bytes tell the mark of the encoding and the delimiter.
    let mut start = Vec::new();
    data.by_ref().take(64 * 1024).read_to_end(&mut start).map_err(|source| FileError::Io {
        file: file.clone(),
        doing: "reading",
        source,
    })?;
    if start.starts_with(&[0xef, 0xbb, 0xbf]) {
        start.drain(..3);
    }
    if start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]) {
        return Err(FileError::NotUtf8 { file, line: 1, column: "1".to_owned() });
    }
    let header_line = start.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |d: u8| header_line.iter().filter(|b| **b == d).count();
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|d| (count(*d), *d == b',')).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(false)
        .has_headers(true)
        .from_reader(std::io::Cursor::new(start).chain(data));
    let headers: Vec<String> = {
        let raw = reader.byte_headers().map_err(|e| csv_error(&file, &[], e))?;
        let mut list = Vec::new();
        for (i, cell) in raw.iter().enumerate() {
            let text =
                std::str::from_utf8(cell).map_err(|_| FileError::NotUtf8 { file: file.clone(), line: 1, column: (i + 1).to_string() })?;
            list.push(text.trim().to_owned());
        }
        list
    };
    if headers.iter().all(String::is_empty) {
        return Err(FileError::Empty { file });
    }
    let mut columns: Vec<(Target, usize)> = Vec::new();
    for (target, wanted) in &map.columns {
        columns.push((*target, find_column(&file, &headers, wanted)?));
    }
    let mut table = Table { ids: Vec::new(), rows: Vec::new() };
    let mut first_line: HashMap<u64, u64> = HashMap::new();
    let prior = Lexicon::new();
    let mut row = csv::ByteRecord::new();
    loop {
        match reader.read_byte_record(&mut row) {
            Ok(false) => break,
            Ok(true) => {}
            Err(e) => return Err(csv_error(&file, &headers, e)),
        }
        if table.rows.len() >= MOST_ROWS {
            return Err(FileError::TooLong { file, most: MOST_ROWS });
        }
        let line = row.position().map_or(0, csv::Position::line);
        let mut record = Record::default();
        let mut id = None;
        for (target, column) in &columns {
            let bytes = row.get(*column).unwrap_or_default();
            let Ok(text) = std::str::from_utf8(bytes) else {
                return Err(FileError::NotUtf8 { file, line, column: headers.get(*column).cloned().unwrap_or_default() });
            };
            let text = text.trim();
            if text.is_empty() {
                continue;
            }
            let header = headers.get(*column).map_or("", String::as_str);
            match target {
                Target::Id => {
                    if let Some(first) = first_line.insert(hash(text), line)
                        && table.ids.iter().any(|i| i == text)
                    {
                        return Err(FileError::RepeatedId { file, line, column: header.to_owned(), id: clean(text), first });
                    }
                    id = Some(text.to_owned());
                }
                Target::Name => record.names.push(text.to_owned()),
                Target::Domain => record.domains.extend(text.split([';', ' ', '|']).filter(|d| !d.is_empty()).map(str::to_owned)),
                Target::Email => record.emails.extend(text.split([';', ' ', '|']).filter(|d| !d.is_empty()).map(str::to_owned)),
                Target::Phone => record.phones.push(text.to_owned()),
                Target::Address => join(&mut record.address, text),
                Target::City => join(&mut record.city, text),
                Target::Region => join(&mut record.region, text),
                Target::Postal => join(&mut record.postal, text),
                Target::Country => join(&mut record.country, text),
                Target::Identifier => record.identifiers.push(Identifier { scheme: header.to_owned(), value: text.to_owned() }),
                Target::Parent => join(&mut record.parent, text),
            }
        }
        table.ids.push(id.unwrap_or_else(|| (table.rows.len() + 1).to_string()));
        table.rows.push(normalize(&record, &prior));
    }
    if table.rows.is_empty() {
        return Err(FileError::Empty { file });
    }
    Ok(table)
}

fn join(slot: &mut String, text: &str) {
    if !slot.is_empty() {
        slot.push(' ');
    }
    slot.push_str(text);
}

fn find_column(file: &str, headers: &[String], wanted: &str) -> Result<usize, FileError> {
    for name in wanted.split('|').map(str::trim).filter(|n| !n.is_empty()) {
        let exact: Vec<usize> = headers.iter().enumerate().filter(|(_, h)| *h == name).map(|(i, _)| i).collect();
        let loose: Vec<usize> =
            headers.iter().enumerate().filter(|(_, h)| h.to_lowercase() == name.to_lowercase()).map(|(i, _)| i).collect();
        let found = if exact.is_empty() { loose } else { exact };
        match found.as_slice() {
            [] => {}
            [one] => return Ok(*one),
            many => return Err(FileError::AmbiguousColumn { file: file.to_owned(), column: name.to_owned(), count: many.len() }),
        }
    }
    Err(FileError::UnknownColumn { file: file.to_owned(), column: wanted.to_owned(), existing: headers.join(", ") })
}

fn csv_error(file: &str, headers: &[String], e: csv::Error) -> FileError {
    let file = file.to_owned();
    let _ = headers;
    match e.into_kind() {
        csv::ErrorKind::UnequalLengths { pos, expected_len, len } => {
            FileError::Ragged { file, line: pos.map_or(0, |p| p.line()), expected: expected_len, found: len }
        }
        csv::ErrorKind::Utf8 { pos, err } => {
            FileError::NotUtf8 { file, line: pos.map_or(0, |p| p.line()), column: (err.field() + 1).to_string() }
        }
        csv::ErrorKind::Io(source) => FileError::Io { file, doing: "reading", source },
        other => FileError::Io { file, doing: "reading", source: std::io::Error::other(format!("{other:?}")) },
    }
}
