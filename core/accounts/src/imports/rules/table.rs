//! A file of cells: its letters, its delimiter, its header, its rows.

use base::one_line;

use super::ImportRefused;
use crate::imports::model::Encoding;

/// The most columns a file may have.
const MOST_COLUMNS: usize = 300;
const BOM: &[u8] = b"\xef\xbb\xbf";

/// The upper half of Windows-1252 where it differs from Unicode; 0 is not a letter there.
const UPPER: [u16; 32] = [
    0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019,
    0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
];

/// What is known about a file before its rows are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shape {
    /// How its letters are written.
    pub(crate) encoding: Encoding,
    /// What stands between its cells.
    pub(crate) delimiter: u8,
    /// Its first row.
    pub(crate) headers: Vec<String>,
}

/// Finds out how a file is written and what its columns are called.
pub(crate) fn shape(bytes: &[u8]) -> Result<Shape, ImportRefused> {
    let body = bytes.strip_prefix(BOM).unwrap_or(bytes);
    if body.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportRefused::Empty);
    }
    let encoding = encoding(body)?;
    let delimiter = base::csv_separator(body);
    let mut rows = Rows::new(bytes, encoding, delimiter);
    let headers = rows.next_cells().ok_or(ImportRefused::Empty)?;
    if headers.cells.len() > MOST_COLUMNS {
        return Err(ImportRefused::Columns { max: MOST_COLUMNS });
    }
    // A text in two bytes a letter looks like ASCII with a zero after each.
    if headers.cells.iter().any(|c| text(c).contains('\0')) {
        return Err(ImportRefused::Encoding);
    }
    let headers = headers.cells.iter().map(|c| one_line(text(c)).chars().take(100).collect()).collect();
    if rows.next_cells().is_none() {
        return Err(ImportRefused::NoRows);
    }
    Ok(Shape { encoding, delimiter, headers })
}

/// A cell as far as it can be made out.
pub(crate) fn text(cell: &Result<String, String>) -> &str {
    match cell {
        Ok(text) | Err(text) => text,
    }
}

/// UTF-8 where most of what looks like it is; otherwise Windows-1252, if its letters are all ones that
/// are used there.
fn encoding(body: &[u8]) -> Result<Encoding, ImportRefused> {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in body.utf8_chunks() {
        good = good.saturating_add(chunk.valid().chars().filter(|c| !c.is_ascii()).count());
        bad = bad.saturating_add(usize::from(!chunk.invalid().is_empty()));
    }
    if bad == 0 || good > bad.saturating_mul(3) {
        return Ok(Encoding::Utf8);
    }
    let letters = body.iter().all(|b| windows_1252(*b).is_some());
    let zeros = body.contains(&0);
    if letters && !zeros { Ok(Encoding::Windows1252) } else { Err(ImportRefused::Encoding) }
}

fn windows_1252(byte: u8) -> Option<char> {
    match byte {
        0x80..=0x9f => UPPER.get(usize::from(byte - 0x80)).filter(|c| **c != 0).and_then(|c| char::from_u32(u32::from(*c))),
        _ => Some(char::from(byte)),
    }
}

/// One row as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cells {
    /// Its number, as a spreadsheet shows it: the header is row 1.
    pub(crate) row: i64,
    /// Its cells; of one that is not text in the file's encoding, what can be made out.
    pub(crate) cells: Vec<Result<String, String>>,
    /// Whether a quotation mark opens in it that never closes.
    pub(crate) is_open: bool,
}

impl Cells {
    /// Whether nothing stands in it.
    pub(crate) fn is_blank(&self) -> bool {
        self.cells.iter().all(|c| c.as_deref().is_ok_and(|c| c.trim().is_empty()))
    }
}

/// The rows of a file, one by one; no more than one is in memory.
pub(crate) struct Rows<'a> {
    reader: csv::Reader<&'a [u8]>,
    record: csv::ByteRecord,
    body: &'a [u8],
    encoding: Encoding,
    row: i64,
}

impl<'a> Rows<'a> {
    /// All rows of a file, the header among them.
    pub(crate) fn new(bytes: &'a [u8], encoding: Encoding, delimiter: u8) -> Self {
        let body = bytes.strip_prefix(BOM).unwrap_or(bytes);
        let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(body);
        Self { reader, record: csv::ByteRecord::new(), body, encoding, row: 0 }
    }

    /// The rows of a file after its header.
    pub(crate) fn after_header(bytes: &'a [u8], encoding: Encoding, delimiter: u8) -> Self {
        let mut rows = Self::new(bytes, encoding, delimiter);
        let _header = rows.next_cells();
        rows
    }

    /// The next row that is not blank.
    pub(crate) fn next_cells(&mut self) -> Option<Cells> {
        loop {
            let start = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
            // Reading from memory with any number of cells cannot fail.
            if !self.reader.read_byte_record(&mut self.record).unwrap_or(false) {
                return None;
            }
            self.row = self.row.saturating_add(1);
            let is_last = usize::try_from(self.reader.position().byte()).is_ok_and(|end| end >= self.body.len());
            let raw = self.body.get(start..).unwrap_or_default();
            let is_open = is_last && raw.contains(&b'\n') && raw.iter().filter(|b| **b == b'"').count() % 2 == 1;
            let cells = self.record.iter().map(|cell| decode(cell, self.encoding)).collect();
            let cells = Cells { row: self.row, cells, is_open };
            if !cells.is_blank() {
                return Some(cells);
            }
        }
    }
}

fn decode(cell: &[u8], encoding: Encoding) -> Result<String, String> {
    let text = match encoding {
        Encoding::Utf8 => std::str::from_utf8(cell).ok().map(str::to_owned),
        Encoding::Windows1252 => cell.iter().map(|b| windows_1252(*b)).collect(),
    };
    text.ok_or_else(|| String::from_utf8_lossy(cell).into_owned())
}
