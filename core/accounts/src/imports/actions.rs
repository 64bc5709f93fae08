//! What is done with imports: one function for each verb.

pub(crate) mod undo;
pub(crate) mod write;

use access::{Permission, Resource};
use base::{Currency, ImportId, Instant, Page, PageRequest, Result};
use serde_json::json;
use work::{Entry, Work};

use super::model::{Counts, Double, Import, Layout, Mapping, Options, Rejection, State};
use super::rules::table::Shape;
use super::rules::{ImportRefused, Move, headers, to};
use super::store;

/// The name of the job that gets on with an import.
pub(crate) const JOB: &str = "accounts.import";

/// A file that is in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Upload {
    /// What it was called.
    pub(crate) file_name: String,
    /// Its bytes, by digest in hex.
    pub(crate) digest: String,
    /// How many there are.
    pub(crate) size: i64,
    /// How it is written.
    pub(crate) shape: Shape,
}

/// What happens once an import is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Begin {
    /// A person looks at the mapping first.
    Ask,
    /// A job gets on with it.
    Job,
    /// The caller gets on with it.
    Caller,
}

fn may(work: &Work) -> Result<()> {
    work.may(Permission::AccountImport, &Resource::general("import"))
}

/// Begins an import of a file.
pub(crate) async fn begin(work: &Work, upload: &Upload, options: &Options, how: Begin) -> Result<Import> {
    may(work)?;
    let layout = headers::recognize(options.layout, &upload.shape.headers)?;
    let mapping = headers::choose(&upload.shape.headers, &options.columns)?;
    if how != Begin::Ask {
        headers::sound(&mapping, &upload.shape.headers)?;
    }
    let sketch = sketch(work, layout, &upload.shape, mapping, options);
    let import = Import {
        file_name: upload.file_name.clone(),
        digest: upload.digest.clone(),
        size: upload.size,
        // A person sees first what would happen, and then says whether good rows are kept.
        dry_run: options.dry_run || how == Begin::Ask,
        keep_good: options.keep_good || how == Begin::Ask,
        state: if how == Begin::Ask { State::Mapping } else { State::Checking },
        ..sketch
    };
    store::add(work, &import).await?;
    let about = json!({ "file": import.file_name, "layout": layout.code(), "dry_run": import.dry_run, "keep_good": import.keep_good });
    work.audit(Entry::new("import.begun", "import", import.id).after(about));
    if how == Begin::Job {
        enqueue(work, import.id);
    }
    Ok(import)
}

/// An import that is not written down, for a dry run.
pub(crate) fn sketch(work: &Work, layout: Layout, shape: &Shape, mapping: Mapping, options: &Options) -> Import {
    Import {
        id: work.new_id(),
        file_name: String::new(),
        digest: String::new(),
        size: 0,
        encoding: shape.encoding,
        delimiter: shape.delimiter,
        layout,
        source: headers::source(layout).to_owned(),
        currency: options.currency,
        headers: shape.headers.clone(),
        mapping,
        dry_run: options.dry_run,
        keep_good: options.keep_good,
        state: State::Checking,
        actor: work.actor().name.clone(),
        actor_id: work.actor().user,
        created_at: work.now(),
        started_at: None,
        ended_at: None,
        moved_at: Some(work.now()),
        place: 0,
        counts: Counts::default(),
        reverted: 0,
        kept: 0,
        failure: None,
        version: 1,
    }
}

/// Lets a job get on with an import; while one waits or runs, another is not added.
pub(crate) fn enqueue(work: &Work, id: ImportId) {
    work.enqueue_at(JOB, json!({ "import": id }), work.now(), Some(format!("import:{id}")));
}

/// One import.
pub(crate) async fn get(work: &Work, id: ImportId) -> Result<Import> {
    let import = store::get(work, id).await?;
    may_read(work)?;
    Ok(import)
}

/// Reading is for whoever may import, and for auditors, who read everything.
fn may_read(work: &Work) -> Result<()> {
    work.may(Permission::AccountRead, &Resource::general("import"))
}

/// Imports, latest first.
pub(crate) async fn list(work: &Work, page: &PageRequest) -> Result<Page<Import>> {
    may_read(work)?;
    store::list(work, page).await
}

/// Rows after a row that could not be read.
pub(crate) async fn rejections(work: &Work, id: ImportId, after: i64, limit: u64) -> Result<Vec<Rejection>> {
    get(work, id).await?;
    store::rejects::after(work, id, after, limit).await
}

/// Possible duplicates after a row.
pub(crate) async fn doubles(work: &Work, id: ImportId, after: i64, limit: u64) -> Result<Vec<Double>> {
    get(work, id).await?;
    store::doubles::after(work, id, after, limit).await
}

/// The rows and accounts that an undo left as they were.
pub(crate) async fn kept(work: &Work, id: ImportId, limit: u64) -> Result<Vec<(i64, base::AccountId)>> {
    get(work, id).await?;
    store::changes::kept(work, id, limit).await
}

/// Takes the file's columns as a person says, and reads every row without writing.
pub(crate) async fn remap(work: &Work, id: ImportId, mapping: &Mapping, currency: Currency) -> Result<Import> {
    may(work)?;
    let import = store::get(work, id).await?;
    headers::sound(mapping, &import.headers)?;
    let state = to(import.state, Move::Check)?;
    let import = Import { mapping: mapping.clone(), currency, state, dry_run: true, place: 0, moved_at: Some(work.now()), ..import };
    let import = store::save(work, &import).await?;
    let columns: Vec<_> = import.mapping.iter().map(|t| t.map(super::model::Target::code)).collect();
    work.audit(Entry::new("import.mapped", "import", id).after(json!({ "columns": columns, "currency": import.currency.code() })));
    enqueue(work, id);
    Ok(import)
}

/// Writes the good rows of an import that was checked; rejected rows must be meant to be left out.
pub(crate) async fn run(work: &Work, id: ImportId, keep_good: bool) -> Result<Import> {
    may(work)?;
    let import = store::get(work, id).await?;
    // A failed import goes on where it stopped.
    let place = if import.state == State::Failed { import.place } else { 0 };
    let state = to(import.state, Move::Run)?;
    if import.counts.rejected > 0 && !keep_good && !import.keep_good {
        return Err(base::refuse("import.rejected", base::Kind::Conflict));
    }
    let keep_good = keep_good || import.keep_good;
    let mut next = Import { state, dry_run: false, keep_good, place, failure: None, moved_at: Some(work.now()), ..import };
    if place == 0 {
        next = started(work, next);
    }
    let saved = store::save(work, &next).await?;
    work.audit(Entry::new("import.run", "import", id).after(json!({ "keep_good": keep_good })));
    enqueue(work, id);
    Ok(saved)
}

/// The import as it is when its first row is about to be written.
fn started(work: &Work, import: Import) -> Import {
    Import { started_at: Some(work.now()), ended_at: None, place: 0, counts: stopped(import.counts), ..import }
}

/// Takes back what an import made and nobody changed since.
pub(crate) async fn undo(work: &Work, id: ImportId) -> Result<Import> {
    may(work)?;
    let import = store::get(work, id).await?;
    let state = to(import.state, Move::Undo)?;
    let import = Import { state, place: 0, moved_at: Some(work.now()), ..import };
    let import = store::save(work, &import).await?;
    work.audit(Entry::new("import.undo_begun", "import", id));
    enqueue(work, id);
    Ok(import)
}

/// Forgets the rejected rows of an earlier check.
pub(crate) async fn begin_check(work: &Work, id: ImportId) -> Result<Import> {
    let import = store::get(work, id).await?;
    store::rejects::clear(work, id).await?;
    let counts = Counts::default();
    store::save(work, &Import { counts, place: 0, moved_at: Some(work.now()), ..import }).await
}

/// Notes how far a check is.
pub(crate) async fn note_check(work: &Work, import: &Import, rejections: &[Rejection], place: i64) -> Result<Import> {
    store::rejects::add(work, import.id, rejections).await?;
    store::save(work, &Import { place, moved_at: Some(work.now()), ..import.clone() }).await
}

/// Ends a check: it stops because rows could not be read, or a person decides, or rows are written.
pub(crate) async fn end_check(work: &Work, import: &Import) -> Result<Import> {
    let stops = import.counts.rejected > 0 && !import.keep_good;
    let by = match (stops, import.dry_run) {
        (true, _) => Move::Refuse,
        (false, true) => Move::Await,
        (false, false) => Move::Run,
    };
    let mut next = Import { state: to(import.state, by)?, place: 0, moved_at: Some(work.now()), ..import.clone() };
    if stops {
        next.counts = stopped(import.counts);
        next.ended_at = Some(work.now());
    } else if by == Move::Run {
        next = started(work, next);
    }
    store::save(work, &next).await
}

/// The counts of an import that stopped before writing: of its rows only how many there are, and how many
/// could not be read.
pub(crate) fn stopped(counts: Counts) -> Counts {
    Counts { rows: counts.rows, rejected: counts.rejected, ..Counts::default() }
}

/// Gives an import up.
pub(crate) async fn fail(work: &Work, id: ImportId, why: &str) -> Result<Import> {
    let import = store::get(work, id).await?;
    let state = to(import.state, Move::Fail)?;
    let failure = Some(why.chars().take(500).collect());
    work.audit(Entry::new("import.failed", "import", id));
    store::save(work, &Import { state, failure, ended_at: Some(work.now()), ..import }).await
}

/// Gives imports that stand still since a moment to a job again.
pub(crate) async fn resume(work: &Work, before: Instant) -> Result<usize> {
    let stuck = store::stuck(work, before).await?;
    for id in &stuck {
        enqueue(work, *id);
    }
    Ok(stuck.len())
}

/// Refuses an import that is no longer where its worker left it: another worker has it.
fn still(import: &Import, state: State) -> Result<()> {
    if import.state == state { Ok(()) } else { Err(ImportRefused::Moved { state: import.state }.into()) }
}
