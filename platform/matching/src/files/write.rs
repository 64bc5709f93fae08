//! Writing of the pairs, safe to open in a spreadsheet.

use std::io::Write;

use super::pairs::Pair;
use super::{FileError, Summary, Table};
use crate::compare::compare;
use crate::model::Model;
use crate::verdict::{Judgment, explain};

/// Writes the pairs that are at least likely, with their reasons.
pub(super) fn write(
    pairs: &[Pair],
    left: &Table,
    right: &Table,
    model: &Model,
    summary: &mut Summary,
    out: impl Write,
) -> Result<(), FileError> {
    let fail = |source: std::io::Error| FileError::Io { file: "output".to_owned(), doing: "writing", source };
    let csv_fail = |e: csv::Error| fail(std::io::Error::other(e));
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["left_id", "right_id", "score", "verdict", "evidence"]).map_err(csv_fail)?;
    for p in pairs {
        let at = |i: u32| usize::try_from(i).unwrap_or(usize::MAX);
        let (Some(a), Some(b)) = (left.rows.get(at(p.left)), right.rows.get(at(p.right))) else { continue };
        let (Some(id_a), Some(id_b)) = (left.ids.get(at(p.left)), right.ids.get(at(p.right))) else { continue };
        let c = compare(a, b);
        let evidence: Vec<String> = explain(a, b, &c, model)
            .iter()
            .map(|e| format!("{} {:+.1} ({} | {})", e.code, e.weight, clean(&e.left), clean(&e.right)))
            .collect();
        match p.verdict {
            Judgment::Same => summary.pairs_same += 1,
            Judgment::Likely => summary.pairs_likely += 1,
            Judgment::Different => continue,
        }
        let score = 1.0 / (1.0 + (-p.total).exp2());
        writer
            .write_record([safe(id_a).as_str(), &safe(id_b), &format!("{score:.4}"), p.verdict.code(), &safe(&evidence.join("; "))])
            .map_err(csv_fail)?;
    }
    writer.flush().map_err(fail)
}

/// A value without control characters and not too long.
pub(super) fn clean(value: &str) -> String {
    value.chars().filter(|c| !c.is_control()).take(80).collect()
}

/// Keeps a spreadsheet from reading a cell as a formula; a number stays one.
fn safe(cell: &str) -> String {
    if cell.parse::<f64>().is_ok() { cell.to_owned() } else { base::safe_cell(cell) }
}
