//! The file of rows that could not be read: as they were, each with what is wrong.

use base::safe_cell;

use super::table::{Rows, text};
use crate::imports::model::{Import, Problem, Rejection};

/// The columns that are added; a file that has them already, because it was such a report, gets them anew.
const ADDED: [&str; 4] = ["error_row", "error_column", "error_code", "error_text"];

/// Writes the rejected rows of a file, page by page.
pub(crate) struct Report<'a> {
    rows: Rows<'a>,
    kept: Vec<usize>,
    width: usize,
    out: csv::Writer<Vec<u8>>,
    next: Option<super::table::Cells>,
}

impl<'a> Report<'a> {
    /// A report with its header.
    pub(crate) fn new(import: &Import, bytes: &'a [u8]) -> Self {
        let kept: Vec<usize> =
            (0..import.headers.len()).filter(|i| import.headers.get(*i).is_some_and(|h| !ADDED.contains(&h.as_str()))).collect();
        let mut rows = Rows::after_header(bytes, import.encoding, import.delimiter);
        let next = rows.next_cells();
        let out = csv::WriterBuilder::new().flexible(true).delimiter(import.delimiter).from_writer(Vec::new());
        let mut report = Self { rows, width: import.headers.len(), kept, out, next };
        let header: Vec<String> = report.kept.iter().filter_map(|i| import.headers.get(*i)).map(|h| safe_cell(h)).collect();
        report.record(header.into_iter().chain(ADDED.map(str::to_owned)));
        report
    }

    fn record(&mut self, cells: impl Iterator<Item = String>) {
        // Writing to memory does not fail, and rows of any length are allowed.
        let _written = self.out.write_record(cells);
    }

    /// Adds rejected rows, in the order of the file.
    pub(crate) fn add(&mut self, rejections: &[Rejection], words: &dyn Fn(&Problem) -> String) {
        for rejection in rejections {
            while self.next.as_ref().is_some_and(|c| c.row < rejection.row) {
                self.next = self.rows.next_cells();
            }
            let Some(cells) = self.next.as_ref().filter(|c| c.row == rejection.row) else { continue };
            let own = self.kept.iter().map(|i| cells.cells.get(*i).map(text).unwrap_or_default());
            let beyond = cells.cells.iter().skip(self.width).map(text);
            let join = |part: &dyn Fn(&Problem) -> String| rejection.problems.iter().map(part).collect::<Vec<_>>().join("; ");
            let errors = [
                rejection.row.to_string(),
                join(&|p| p.column.clone()),
                join(&|p| p.code.clone()),
                join(&|p| if p.value.is_empty() { words(p) } else { format!("{} ({})", words(p), p.value) }),
            ];
            let line: Vec<String> = own.map(str::to_owned).chain(errors).chain(beyond.map(str::to_owned)).map(|c| safe_cell(&c)).collect();
            self.record(line.into_iter());
        }
    }

    /// The file.
    pub(crate) fn finish(self) -> Vec<u8> {
        self.out.into_inner().unwrap_or_default()
    }
}
