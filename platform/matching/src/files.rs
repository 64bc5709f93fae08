//! Matching of plain files: what `towpath match` does.

mod pairs;
mod read;
mod write;

use std::io::{Read, Write};

use crate::lexicon::Lexicon;
use crate::model::Model;
use crate::normalized::Normalized;
use crate::num::hash;
use pairs::{Work, assign};
use read::read;
use write::write;

/// A file to read, with the name by which errors call it.
#[derive(Debug)]
pub struct Input<R> {
    /// Name for messages.
    pub name: String,
    /// The bytes: CSV in UTF-8 with a header line; comma, semicolon or tab.
    pub data: R,
}

/// Which column holds what; alternatives are separated by `|`, the first that a file has is taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnMap {
    columns: Vec<(Target, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Target {
    Id,
    Name,
    Domain,
    Email,
    Phone,
    Address,
    City,
    Region,
    Postal,
    Country,
    Identifier,
    Parent,
}

const TARGETS: [(&str, Target); 12] = [
    ("id", Target::Id),
    ("name", Target::Name),
    ("domain", Target::Domain),
    ("email", Target::Email),
    ("phone", Target::Phone),
    ("address", Target::Address),
    ("city", Target::City),
    ("region", Target::Region),
    ("postal", Target::Postal),
    ("country", Target::Country),
    ("identifier", Target::Identifier),
    ("parent", Target::Parent),
];

impl ColumnMap {
    /// Reads `name=Company,domain=Website|URL,…`; a field may be given twice to join columns.
    ///
    /// # Errors
    /// Names the part that is not `field=column` or the field that does not exist.
    pub fn parse(text: &str) -> Result<Self, FileError> {
        let mut columns = Vec::new();
        for part in text.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            let Some((field, column)) = part.split_once('=') else {
                return Err(FileError::Map { part: part.to_owned(), remedy: "write field=column, such as name=Company".to_owned() });
            };
            let Some((_, target)) = TARGETS.iter().find(|(n, _)| *n == field.trim().to_lowercase()) else {
                let known: Vec<&str> = TARGETS.iter().map(|(n, _)| *n).collect();
                return Err(FileError::Map { part: part.to_owned(), remedy: format!("known fields are {}", known.join(", ")) });
            };
            if column.trim().is_empty() {
                return Err(FileError::Map { part: part.to_owned(), remedy: "name a column after =".to_owned() });
            }
            columns.push((*target, column.trim().to_owned()));
        }
        if !columns.iter().any(|(t, _)| *t != Target::Id) {
            return Err(FileError::Map {
                part: text.to_owned(),
                remedy: "map at least one field to compare by, such as name=Company".to_owned(),
            });
        }
        Ok(Self { columns })
    }
}

/// Why files could not be matched, with the place and what to do.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The column map is not understood.
    #[error("--map: `{part}` is not understood; {remedy}")]
    Map {
        /// The part at fault.
        part: String,
        /// What to do.
        remedy: String,
    },
    /// The file has no header or no rows below it.
    #[error("{file}: there is nothing to match; the first line must name the columns and at least one row must follow")]
    Empty {
        /// The file.
        file: String,
    },
    /// A mapped column is not in the header.
    #[error("{file}, line 1: no column `{column}`; the file has: {existing}. Correct --map or the header")]
    UnknownColumn {
        /// The file.
        file: String,
        /// What was asked for.
        column: String,
        /// What is there.
        existing: String,
    },
    /// The header names a mapped column twice.
    #[error("{file}, line 1: the column `{column}` is there {count} times; rename all but one")]
    AmbiguousColumn {
        /// The file.
        file: String,
        /// The column.
        column: String,
        /// How often.
        count: usize,
    },
    /// Bytes that are not UTF-8.
    #[error("{file}, line {line}, column {column}: not UTF-8 text; save the file as UTF-8 (in a spreadsheet: CSV UTF-8)")]
    NotUtf8 {
        /// The file.
        file: String,
        /// Line, counted from 1.
        line: u64,
        /// Name or number of the column.
        column: String,
    },
    /// A row with another number of cells than the header.
    #[error(
        "{file}, line {line}: {found} cells, but the header has {expected}; put cells with the delimiter or line breaks in double quotes"
    )]
    Ragged {
        /// The file.
        file: String,
        /// Line, counted from 1.
        line: u64,
        /// Cells in the header.
        expected: u64,
        /// Cells in the row.
        found: u64,
    },
    /// Two rows have the same identifier, so pairs could not be told apart.
    #[error(
        "{file}, line {line}, column {column}: the id `{id}` is on line {first} already; ids must be unique, or leave id out of --map to use row numbers"
    )]
    RepeatedId {
        /// The file.
        file: String,
        /// Line, counted from 1.
        line: u64,
        /// Column of the id.
        column: String,
        /// The id.
        id: String,
        /// Line where it was first.
        first: u64,
    },
    /// A file too long for the machine's counters.
    #[error("{file}: more than {most} rows; split the file")]
    TooLong {
        /// The file.
        file: String,
        /// How many rows fit.
        most: usize,
    },
    /// Reading or writing failed.
    #[error("{file}: {doing} failed: {source}")]
    Io {
        /// The file.
        file: String,
        /// `reading` or `writing`.
        doing: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
}

impl base::Refusal for FileError {
    fn code(&self) -> &'static str {
        match self {
            Self::Map { .. } => "match.map",
            Self::Empty { .. } => "match.empty",
            Self::UnknownColumn { .. } => "match.unknown_column",
            Self::AmbiguousColumn { .. } => "match.ambiguous_column",
            Self::NotUtf8 { .. } => "match.not_utf8",
            Self::Ragged { .. } => "match.ragged",
            Self::RepeatedId { .. } => "match.repeated_id",
            Self::TooLong { .. } => "match.too_long",
            Self::Io { .. } => "match.io",
        }
    }

    fn kind(&self) -> base::Kind {
        match self {
            Self::TooLong { .. } => base::Kind::Limit,
            _ => base::Kind::Invalid,
        }
    }
}

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows of the first file.
    pub left_rows: usize,
    /// Rows of the second file, 0 when there was none.
    pub right_rows: usize,
    /// Pairs written as `same`.
    pub pairs_same: usize,
    /// Pairs written as `likely`.
    pub pairs_likely: usize,
    /// Pairs that were compared.
    pub compared: u64,
    /// Whether the weights were learned from the files.
    pub learned: bool,
}

struct Table {
    ids: Vec<String>,
    rows: Vec<Normalized>,
}

/// Matches one file with itself, or two with each other, and writes the pairs that are at least likely.
///
/// # Errors
/// Names the file, the line, the column and the remedy.
pub fn run<L: Read, R: Read>(left: Input<L>, right: Option<Input<R>>, map: &ColumnMap, out: impl Write) -> Result<Summary, FileError> {
    run_with(left, right, map, &Model::default(), out)
}

/// Like `run`, with weights and thresholds of one's own to start from.
///
/// # Errors
/// Names the file, the line, the column and the remedy.
pub fn run_with<L: Read, R: Read>(
    left: Input<L>,
    right: Option<Input<R>>,
    map: &ColumnMap,
    model: &Model,
    out: impl Write,
) -> Result<Summary, FileError> {
    let mut left = read(left, map)?;
    let mut right = right.map(|r| read(r, map)).transpose()?;
    let mut lexicon = Lexicon::new();
    let mut seen = std::collections::HashSet::new();
    for row in left.rows.iter().chain(right.iter().flat_map(|r| &r.rows)) {
        if seen.insert(hash(&row.core_name())) {
            lexicon.learn(row.words());
        }
    }
    drop(seen);
    for row in left.rows.iter_mut().chain(right.iter_mut().flat_map(|r| &mut r.rows)) {
        row.reweigh(&lexicon);
    }
    drop(lexicon);
    let mut model = model.clone();
    let mut summary = Summary { left_rows: left.rows.len(), right_rows: right.as_ref().map_or(0, |r| r.rows.len()), ..Summary::default() };
    let mut pairs = match right.as_mut() {
        None => {
            let rows = std::mem::take(&mut left.rows);
            let work = Work::new(rows, None);
            let pairs = work.pairs(&mut model, &mut summary);
            left.rows = work.into_rows().0;
            pairs
        }
        Some(r) => {
            let work = Work::new(std::mem::take(&mut r.rows), Some(std::mem::take(&mut left.rows)));
            let mut pairs = work.pairs(&mut model, &mut summary);
            let strict = work.is_distinct(&model);
            assign(&mut pairs, &work, &model, strict);
            let (indexed, probes) = work.into_rows();
            r.rows = indexed;
            left.rows = probes.unwrap_or_default();
            pairs
        }
    };
    pairs.sort_by(|x, y| x.left.cmp(&y.left).then(y.total.total_cmp(&x.total)).then(x.right.cmp(&y.right)));
    write(&pairs, &left, right.as_ref().unwrap_or(&left), &model, &mut summary, out)?;
    Ok(summary)
}
