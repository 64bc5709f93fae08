//! An import for a caller that waits: the command line and the demo.

use std::path::PathBuf;

use access::{Permission, Resource};
use base::{Fault, ImportId, Result};
use bytes::Bytes;
use i18n::L10n;
use serde_json::{Value, json};
use web::App;
use work::Actor;

use super::drive::{self, errors_csv, next_chunk, words};
use crate::imports::actions::{self, Begin, write};
use crate::imports::model::{Counts, Import, Layout, Options, Rejection, State};
use crate::imports::rules::pass::Pass;
use crate::imports::rules::report::Report;
use crate::imports::rules::{headers, table};

/// How many rejected rows a summary shows.
const SHOWN: usize = 20;

/// A file to import.
pub struct FileImport {
    /// What it is called.
    pub file_name: String,
    /// Its bytes.
    pub bytes: Bytes,
    /// How it is to be done.
    pub options: Options,
    /// Where rows that could not be read are written to, with what is wrong with each.
    pub errors_to: Option<PathBuf>,
    /// The language of what is wrong.
    pub l: L10n,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// The import; none for a dry run.
    pub import: Option<ImportId>,
    /// The layout that was recognized.
    pub layout: Layout,
    /// What became of the rows.
    pub counts: Counts,
    /// Whether nothing was written because rows could not be read.
    pub stopped: bool,
    /// The file of rows that could not be read, if there are any and it was asked for.
    pub errors_file: Option<PathBuf>,
    /// The first rows that could not be read: row, column, value, code, and what is wrong and what to do.
    pub problems: Vec<RowProblem>,
}

/// One thing that could not be read, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// The row, as a spreadsheet counts.
    pub row: i64,
    /// The header of the column; empty when it is about the whole row.
    pub column: String,
    /// The beginning of what stands there.
    pub value: String,
    /// The stable code.
    pub code: String,
    /// What is wrong and what to do.
    pub text: String,
}

impl Summary {
    /// The code with which a command ends: 3 when nothing was written because rows could not be read.
    pub const fn exit_code(&self) -> u8 {
        if self.stopped { 3 } else { 0 }
    }

    /// The summary for programs.
    pub fn json(&self) -> Value {
        let Counts { rows, created, updated, unchanged, rejected, duplicates } = self.counts;
        json!({
            "import": self.import,
            "layout": self.layout.code(),
            "rows": rows,
            "created": created,
            "updated": updated,
            "unchanged": unchanged,
            "rejected": rejected,
            "duplicates": duplicates,
            "stopped": self.stopped,
            "errors_file": self.errors_file.as_ref().map(|p| p.display().to_string()),
        })
    }
}

fn problems(rejections: &[Rejection], l: &L10n) -> Vec<RowProblem> {
    let each = rejections.iter().take(SHOWN).flat_map(|r| r.problems.iter().map(|p| (r.row, p)));
    each.map(|(row, p)| RowProblem { row, column: p.column.clone(), value: p.value.clone(), code: p.code.clone(), text: words(l, p) })
        .collect()
}

/// Imports a file and waits for the end; `progress` hears of rows done and rows in all (0 while they are
/// counted).
///
/// The import is a record like any other: it can be looked at and undone in the console, and when this
/// process dies, the server gets on with it. A dry run leaves no record and writes nothing.
pub async fn import_file(app: &App, actor: &Actor, file: &FileImport, progress: &mut (dyn FnMut(i64, i64) + Send)) -> Result<Summary> {
    if file.options.dry_run {
        return dry_run(app, actor, file, progress).await;
    }
    let (upload, _) = drive::keep(app, &file.file_name, drive::whole(file.bytes.clone())).await?;
    let (upload, options) = (&upload, &file.options);
    let import = app.transact(actor, |work| async move { actions::begin(&work, upload, options, Begin::Caller).await }).await?;
    let id = import.id;
    let import = drive::drive(app, id, None, &mut |i: &Import| {
        let counted = if i.state == State::Checking { 0 } else { i.counts.rows };
        progress(if counted == 0 { i.counts.rows } else { (i.place - 1).max(0) }, counted);
    })
    .await?;
    let first = actions::rejections(&app.read(actor), id, 0, u64::try_from(SHOWN).unwrap_or(20)).await?;
    let mut summary = Summary {
        import: Some(id),
        layout: import.layout,
        counts: import.counts,
        stopped: import.state == State::Refused,
        errors_file: None,
        problems: problems(&first, &file.l),
    };
    if import.counts.rejected > 0 && file.errors_to.is_some() {
        let csv = errors_csv(app, actor, &import, &file.l).await?;
        summary.errors_file = put(file, &csv).await?;
    }
    Ok(summary)
}

async fn put(file: &FileImport, csv: &[u8]) -> Result<Option<PathBuf>> {
    let Some(path) = &file.errors_to else { return Ok(None) };
    tokio::fs::write(path, csv).await.map_err(|e| Fault::new(format!("writing {}", path.display()), e))?;
    Ok(Some(path.clone()))
}

/// What an import would do, by the same reading and the same comparison; nothing is written to the database.
async fn dry_run(app: &App, actor: &Actor, file: &FileImport, progress: &mut (dyn FnMut(i64, i64) + Send)) -> Result<Summary> {
    let work = app.read(actor);
    work.may(Permission::AccountImport, &Resource::general("import"))?;
    let shape = table::shape(&file.bytes)?;
    let layout = headers::recognize(file.options.layout, &shape.headers)?;
    let mapping = headers::choose(&shape.headers, &file.options.columns)?;
    headers::sound(&mapping, &shape.headers)?;
    let import = actions::sketch(&work, layout, &shape, mapping, &file.options);
    let mut pass = Pass::of(&import, &file.bytes);
    let mut counts = Counts::default();
    let mut report = Report::new(&import, &file.bytes);
    let mut first: Vec<Rejection> = Vec::new();
    while let Some(chunk) = next_chunk(&mut pass, 0) {
        let would = write::compare(&work, &import, &chunk.rows).await?;
        counts.rows += i64::try_from(chunk.rows.len() + chunk.rejections.len()).unwrap_or(0);
        counts.rejected += i64::try_from(chunk.rejections.len()).unwrap_or(0);
        counts.created += would.created;
        counts.updated += would.updated;
        counts.unchanged += would.unchanged;
        counts.duplicates += would.duplicates;
        report.add(&chunk.rejections, &|p| words(&file.l, p));
        first.extend(chunk.rejections.into_iter().take(SHOWN.saturating_sub(first.len())));
        progress(counts.rows, 0);
    }
    let stopped = counts.rejected > 0 && !file.options.keep_good;
    let errors_file = if counts.rejected > 0 { put(file, &report.finish()).await? } else { None };
    Ok(Summary {
        import: None,
        layout,
        counts: if stopped { actions::stopped(counts) } else { counts },
        stopped,
        errors_file,
        problems: problems(&first, &file.l),
    })
}
