//! Matching of plain files: what `towpath match` does.

use std::collections::HashMap;
use std::io::{Read, Write};

use crate::compare::{Comparison, compare};
use crate::index::Index;
use crate::lexicon::Lexicon;
use crate::model::Model;
use crate::normalized::{Normalized, normalize};
use crate::num::hash;
use crate::record::{Identifier, Record};
use crate::verdict::{Judgment, explain, judge};

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
            return Err(FileError::Map { part: text.to_owned(), remedy: "map at least one field to compare by, such as name=Company".to_owned() });
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
    #[error("{file}, line {line}: {found} cells, but the header has {expected}; put cells with the delimiter or line breaks in double quotes")]
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
    #[error("{file}, line {line}, column {column}: the id `{id}` is on line {first} already; ids must be unique, or leave id out of --map to use row numbers")]
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

/// Files of up to this many pairs are compared pair by pair, without keys.
const ALL_PAIRS: usize = 3_000_000;
/// Pairs kept for learning the weights.
const LEARN_PAIRS: usize = 150_000;
/// Bits by which a rival must be better to take a partner away.
const MARGIN: f64 = 2.0;
/// Bits from which two rows that are each other's only choice are the same, if nothing speaks against it.
const RISE: f64 = 1.0;
/// Below this score two rows of one side are different from each other.
const UNLIKE: f64 = 0.2;
/// Candidates a record is compared with.
const CANDIDATES: usize = 200;
/// The shipped weights count as this many pairs when weights are learned.
const TRUST: f64 = 400.0;
const MOST_ROWS: usize = 20_000_000;

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
pub fn run_with<L: Read, R: Read>(left: Input<L>, right: Option<Input<R>>, map: &ColumnMap, model: &Model, out: impl Write) -> Result<Summary, FileError> {
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

/// A pair that is at least likely.
struct Pair {
    left: u32,
    right: u32,
    total: f64,
    verdict: Judgment,
    /// Nothing speaks against the pair, so being each other's only choice may settle it.
    may_rise: bool,
    /// The names are the same but for spelling.
    clear_name: bool,
}

/// The rows to look among, and the rows to look up (or the same rows).
struct Work {
    index: Index,
    probes: Option<Vec<Normalized>>,
    all_pairs: bool,
}

impl Work {
    fn new(indexed: Vec<Normalized>, probes: Option<Vec<Normalized>>) -> Self {
        let n = probes.as_ref().map_or(indexed.len() / 2, Vec::len);
        let all_pairs = n.saturating_mul(indexed.len()) <= ALL_PAIRS;
        let mut index = Index::new().most_each(500);
        for row in indexed {
            index.add(row);
        }
        Self { index, probes, all_pairs }
    }

    fn into_rows(self) -> (Vec<Normalized>, Option<Vec<Normalized>>) {
        (self.index.into_records(), self.probes)
    }

    fn probe_rows(&self) -> &[Normalized] {
        self.probes.as_deref().unwrap_or_else(|| self.index.records())
    }

    fn candidates(&self, i: usize, probe: &Normalized) -> Vec<usize> {
        let end = if self.probes.is_some() { self.index.len() } else { i };
        if self.all_pairs { (0..end).collect() } else { self.index.candidates_below(probe, CANDIDATES, end) }
    }

    fn pairs(&self, model: &mut Model, summary: &mut Summary) -> Vec<Pair> {
        summary.learned = self.learn(model);
        let model: &Model = model;
        let n_threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(8);
        let n = self.probe_rows().len();
        // Interleaved, because later rows have more candidates than earlier ones.
        let parts: Vec<(Vec<Pair>, u64)> = std::thread::scope(|scope| {
            let handles: Vec<_> = (0..n_threads).map(|t| scope.spawn(move || self.score_part((t..n).step_by(n_threads), model))).collect();
            handles.into_iter().map(|h| h.join().unwrap_or_default()).collect()
        });
        let mut pairs = Vec::new();
        for (part, compared) in parts {
            pairs.extend(part);
            summary.compared += compared;
        }
        pairs
    }

    fn score_part(&self, rows: impl Iterator<Item = usize>, model: &Model) -> (Vec<Pair>, u64) {
        let mut pairs = Vec::new();
        let mut compared = 0_u64;
        for i in rows {
            let Some(probe) = self.probe_rows().get(i) else { continue };
            if probe.is_empty() {
                continue;
            }
            for j in self.candidates(i, probe) {
                let Some(other) = self.index.get(j) else { continue };
                compared += 1;
                let c = compare(probe, other);
                let total = model.total(&c);
                let verdict = judge(1.0 / (1.0 + (-total).exp2()), model);
                if verdict == Judgment::Different {
                    continue;
                }
                let (Ok(a), Ok(b)) = (u32::try_from(i), u32::try_from(j)) else { continue };
                let may_rise = model.has_nothing_against(&c);
                let clear_name = model.has_a_clear_name(&c);
                // Within one file the earlier row stands left.
                let (left, right) = if self.probes.is_some() { (a, b) } else { (b, a) };
                pairs.push(Pair { left, right, total, verdict, may_rise, clear_name });
            }
        }
        (pairs, compared)
    }

    /// Learns the weights from a sample of candidate pairs, always by keys, so that matches are not drowned.
    fn learn(&self, model: &mut Model) -> bool {
        let rows = self.probe_rows();
        let step = (rows.len() / 20_000).max(1);
        let mut sample: Vec<Comparison> = Vec::new();
        for (i, probe) in rows.iter().enumerate().step_by(step) {
            let end = if self.probes.is_some() { self.index.len() } else { i };
            for j in self.index.candidates_below(probe, 30, end) {
                if let Some(other) = self.index.get(j) {
                    sample.push(compare(probe, other));
                }
            }
            if sample.len() >= LEARN_PAIRS {
                break;
            }
        }
        model.learn(&sample, TRUST)
    }

    /// Whether both sides hold hardly any duplicates of their own, so that each row has one partner at most.
    fn is_distinct(&self, model: &Model) -> bool {
        let Some(probes) = &self.probes else { return false };
        let mut other = Index::new().most_each(200);
        for p in probes {
            other.add(p.clone());
        }
        [&self.index, &other].into_iter().all(|side| {
            let n = side.len();
            let step = (n / 2_000).max(1);
            let sampled = n.div_ceil(step);
            let doubled = side
                .records()
                .iter()
                .enumerate()
                .step_by(step)
                .filter(|(i, r)| side.candidates(r, 50).into_iter().any(|j| j != *i && side.get(j).is_some_and(|o| model.score(&compare(r, o)) >= 0.99)))
                .count();
            doubled * 50 <= sampled
        })
    }
}

/// Keeps `same` for the best partner; a pair that a clearly better one rules out becomes `likely`.
///
/// A row cannot be the same as two rows that are different from each other. Where both files are free of
/// duplicates (`strict`), it cannot be the same as two rows at all.
fn assign(pairs: &mut [Pair], work: &Work, model: &Model, strict: bool) {
    let mut best_left: HashMap<u32, (f64, u32)> = HashMap::new();
    let mut best_right: HashMap<u32, (f64, u32)> = HashMap::new();
    let mut second_left: HashMap<u32, f64> = HashMap::new();
    for p in pairs.iter() {
        let l = best_left.entry(p.left).or_insert((f64::NEG_INFINITY, 0));
        let second = second_left.entry(p.left).or_insert(f64::NEG_INFINITY);
        if p.total > l.0 {
            *second = l.0;
            *l = (p.total, p.right);
        } else {
            *second = second.max(p.total);
        }
        let r = best_right.entry(p.right).or_insert((f64::NEG_INFINITY, 0));
        if p.total > r.0 {
            *r = (p.total, p.left);
        }
    }
    let mutual = |left: u32, right: u32| best_left.get(&left).is_some_and(|b| b.1 == right) && best_right.get(&right).is_some_and(|b| b.1 == left);
    let unlike = |a: Option<&Normalized>, b: Option<&Normalized>| match (a, b) {
        (Some(a), Some(b)) => model.score(&compare(a, b)) < UNLIKE,
        _ => false,
    };
    let at = |i: u32| usize::try_from(i).unwrap_or(usize::MAX);
    for p in pairs.iter_mut() {
        let is_mutual = mutual(p.left, p.right);
        if p.verdict == Judgment::Likely && p.total >= RISE {
            // Its only choice by far: nothing else in the other file comes near.
            let first = best_left.get(&p.left).is_some_and(|b| b.1 == p.right);
            let alone = |margin: f64| first && second_left.get(&p.left).is_none_or(|s| *s + margin <= p.total);
            if (strict && is_mutual && p.may_rise && alone(MARGIN)) || (p.clear_name && alone(2.0 * MARGIN)) {
                p.verdict = Judgment::Same;
            }
        }
        if is_mutual || p.verdict != Judgment::Same {
            continue;
        }
        // The better partner of either side, if that pair is settled and clearly better.
        let over_left = best_left.get(&p.left).filter(|(t, r)| *t >= p.total + MARGIN && mutual(p.left, *r));
        let over_right = best_right.get(&p.right).filter(|(t, l)| *t >= p.total + MARGIN && mutual(*l, p.right));
        let crossed = over_left.is_some() && over_right.is_some() && !p.clear_name;
        let ruled_out = crossed || if strict {
            over_left.is_some() || over_right.is_some()
        } else if p.clear_name {
            false
        } else {
            over_left.is_some_and(|(_, r)| unlike(work.index.get(at(*r)), work.index.get(at(p.right))))
                || over_right.is_some_and(|(_, l)| unlike(work.probe_rows().get(at(*l)), work.probe_rows().get(at(p.left))))
        };
        if ruled_out {
            p.verdict = Judgment::Likely;
        }
    }
}

fn write(pairs: &[Pair], left: &Table, right: &Table, model: &Model, summary: &mut Summary, out: impl Write) -> Result<(), FileError> {
    let fail = |source: std::io::Error| FileError::Io { file: "output".to_owned(), doing: "writing", source };
    let csv_fail = |e: csv::Error| fail(std::io::Error::other(e));
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["left_id", "right_id", "score", "verdict", "evidence"]).map_err(csv_fail)?;
    for p in pairs {
        let at = |i: u32| usize::try_from(i).unwrap_or(usize::MAX);
        let (Some(a), Some(b)) = (left.rows.get(at(p.left)), right.rows.get(at(p.right))) else { continue };
        let (Some(id_a), Some(id_b)) = (left.ids.get(at(p.left)), right.ids.get(at(p.right))) else { continue };
        let c = compare(a, b);
        let evidence: Vec<String> =
            explain(a, b, &c, model).iter().map(|e| format!("{} {:+.1} ({} | {})", e.code, e.weight, clean(&e.left), clean(&e.right))).collect();
        match p.verdict {
            Judgment::Same => summary.pairs_same += 1,
            Judgment::Likely => summary.pairs_likely += 1,
            Judgment::Different => continue,
        }
        let score = 1.0 / (1.0 + (-p.total).exp2());
        writer.write_record([safe(id_a).as_str(), &safe(id_b), &format!("{score:.4}"), p.verdict.code(), &safe(&evidence.join("; "))]).map_err(csv_fail)?;
    }
    writer.flush().map_err(fail)
}

fn clean(value: &str) -> String {
    value.chars().filter(|c| !c.is_control()).take(80).collect()
}

/// Keeps a spreadsheet from reading a cell as a formula.
fn safe(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) && cell.parse::<f64>().is_err();
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

fn read<R: Read>(input: Input<R>, map: &ColumnMap) -> Result<Table, FileError> {
    let Input { name: file, mut data } = input;
    // The first bytes tell the mark of the encoding and the delimiter.
    let mut start = Vec::new();
    data.by_ref().take(64 * 1024).read_to_end(&mut start).map_err(|source| FileError::Io { file: file.clone(), doing: "reading", source })?;
    if start.starts_with(&[0xef, 0xbb, 0xbf]) {
        start.drain(..3);
    }
    if start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]) {
        return Err(FileError::NotUtf8 { file, line: 1, column: "1".to_owned() });
    }
    let header_line = start.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |d: u8| header_line.iter().filter(|b| **b == d).count();
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|d| (count(*d), *d == b',')).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(false).has_headers(true).from_reader(std::io::Cursor::new(start).chain(data));
    let headers: Vec<String> = {
        let raw = reader.byte_headers().map_err(|e| csv_error(&file, &[], e))?;
        let mut list = Vec::new();
        for (i, cell) in raw.iter().enumerate() {
            let text = std::str::from_utf8(cell).map_err(|_| FileError::NotUtf8 { file: file.clone(), line: 1, column: (i + 1).to_string() })?;
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
        let loose: Vec<usize> = headers.iter().enumerate().filter(|(_, h)| h.to_lowercase() == name.to_lowercase()).map(|(i, _)| i).collect();
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
        csv::ErrorKind::UnequalLengths { pos, expected_len, len } => FileError::Ragged { file, line: pos.map_or(0, |p| p.line()), expected: expected_len, found: len },
        csv::ErrorKind::Utf8 { pos, err } => FileError::NotUtf8 { file, line: pos.map_or(0, |p| p.line()), column: (err.field() + 1).to_string() },
        csv::ErrorKind::Io(source) => FileError::Io { file, doing: "reading", source },
        other => FileError::Io { file, doing: "reading", source: std::io::Error::other(format!("{other:?}")) },
    }
}
