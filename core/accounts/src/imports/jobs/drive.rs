//! The way of an import, step by step; each step is one transaction that can be done again.

use base::{FileId, ImportId, JobId, Result};
use bytes::Bytes;
use chrono::TimeDelta;
use files::{Digest, FileKind, Limits};
use futures::stream::BoxStream;
use futures::{StreamExt as _, TryStreamExt as _};
use i18n::L10n;
use web::App;
use work::{Actor, Work};

use crate::imports::actions::{self, Upload, undo, write};
use crate::imports::model::{Import, Problem, Rejection, State};
use crate::imports::rules::MOST_BYTES;
use crate::imports::rules::pass::Pass;
use crate::imports::rules::report::Report;
use crate::imports::rules::row::Row;
use crate::imports::rules::table;

/// How many rows are one transaction.
const CHUNK: usize = 500;
/// How long a job is held on to after each step.
const LEASE: TimeDelta = TimeDelta::seconds(120);
/// What a file of companies can be: CSV is text, where kinds of text end is a guess, and a text with one
/// broken character is of no kind; what the reader cannot make rows of is refused there.
const LIMITS: Limits = Limits { max_bytes: MOST_BYTES, allowed: &[FileKind::Csv, FileKind::Text, FileKind::OldText, FileKind::Other] };

/// Puts a file into the store and finds out how it is written.
pub(crate) async fn keep(app: &App, file_name: &str, body: BoxStream<'_, Result<Bytes>>) -> Result<(Upload, Vec<u8>)> {
    let id: FileId = app.ids().next(app.now()).into();
    let stored = app.files().put(id, body, &LIMITS).await?;
    let bytes = read(app, &stored.digest).await?;
    let shape = match table::shape(&bytes) {
        Ok(shape) => shape,
        Err(refused) => {
            if !stored.was_there {
                app.files().remove(&stored.digest).await?;
            }
            return Err(refused.into());
        }
    };
    let name: String = base::one_line(file_name).chars().take(200).collect();
    let upload = Upload {
        file_name: if name.is_empty() { "import.csv".to_owned() } else { name },
        digest: stored.digest.to_string(),
        size: i64::try_from(stored.size).unwrap_or(i64::MAX),
        shape,
    };
    Ok((upload, bytes))
}

async fn read(app: &App, digest: &Digest) -> Result<Vec<u8>> {
    let download = app.files().get(digest).await?;
    let mut bytes = Vec::with_capacity(usize::try_from(download.size).unwrap_or(0));
    let mut body = download.body;
    while let Some(chunk) = body.try_next().await? {
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// The bytes of an import's file.
pub(crate) async fn load(app: &App, import: &Import) -> Result<Vec<u8>> {
    read(app, &import.digest.parse()?).await
}

/// A stream of bytes that are in memory.
pub(crate) fn whole(bytes: Bytes) -> BoxStream<'static, Result<Bytes>> {
    futures::stream::once(async move { Ok(bytes) }).boxed()
}

/// Whose name the steps of an import are done in: the person's who began it.
fn actor(app: &App, import: &Import) -> Actor {
    let mut actor = app.system(&import.actor);
    actor.on_behalf_of = import.actor_id;
    actor
}

/// Gets on with an import until it waits for a person or is done.
pub(crate) async fn drive(app: &App, id: ImportId, job: Option<JobId>, progress: &mut (dyn FnMut(&Import) + Send)) -> Result<Import> {
    let system = app.system("accounts.import");
    let system = &system;
    let mut import = app.transact(system, |work| async move { actions::get(&work, id).await }).await?;
    let bytes = if matches!(import.state, State::Checking | State::Running) { load(app, &import).await? } else { Vec::new() };
    loop {
        progress(&import);
        import = match import.state {
            State::Checking => check(app, import, &bytes, job, progress).await?,
            State::Running => run(app, import, &bytes, job, progress).await?,
            State::Undoing => {
                let actor = actor(app, &import);
                let (n, all) = (import.place, import.counts.created + import.counts.updated);
                app.transact(&actor, |work| async move {
                    hold(&work, job, n, all).await?;
                    undo::step(&work, id, 500).await
                })
                .await?
            }
            State::Mapping | State::Checked | State::Refused | State::Done | State::Undone | State::Failed => return Ok(import),
        };
    }
}

/// Holds on to the job and notes how far it is.
async fn hold(work: &Work, job: Option<JobId>, done: i64, total: i64) -> Result<()> {
    match job {
        Some(job) => jobs::progress(&work.conn(), job, done, total, work.now() + LEASE).await,
        None => Ok(()),
    }
}

/// Some rows of a file: those that say something, those that do not, and the place after them.
#[derive(Default)]
pub(crate) struct Chunk {
    pub(crate) rows: Vec<Row>,
    pub(crate) rejections: Vec<Rejection>,
    pub(crate) place: i64,
}

/// The next rows of a pass, none of them at or before `after`; nothing at the end of the file.
pub(crate) fn next_chunk(pass: &mut Pass<'_>, after: i64) -> Option<Chunk> {
    let mut chunk = Chunk::default();
    while chunk.rows.len() + chunk.rejections.len() < CHUNK {
        match pass.step() {
            Some(Ok(row)) => {
                chunk.place = row.row;
                if row.row > after {
                    chunk.rows.push(row);
                }
            }
            Some(Err(rejection)) => {
                chunk.place = rejection.row;
                if rejection.row > after {
                    chunk.rejections.push(rejection);
                }
            }
            None if chunk.rows.is_empty() && chunk.rejections.is_empty() => return None,
            None => break,
        }
    }
    Some(chunk)
}

/// Reads every row; where nothing is to be written yet, also what each would do.
async fn check(app: &App, import: Import, bytes: &[u8], job: Option<JobId>, progress: &mut (dyn FnMut(&Import) + Send)) -> Result<Import> {
    let actor = actor(app, &import);
    let id = import.id;
    let mut import = app.transact(&actor, |work| async move { actions::begin_check(&work, id).await }).await?;
    let spec = import.clone();
    let mut pass = Pass::of(&spec, bytes);
    while let Some(chunk) = next_chunk(&mut pass, 0) {
        let chunk = &chunk;
        let mut counts = import.counts;
        counts.rows += count(chunk.rows.len()) + count(chunk.rejections.len());
        counts.rejected += count(chunk.rejections.len());
        if import.dry_run {
            let would = write::compare(&app.read(&actor), &import, &chunk.rows).await?;
            counts.created += would.created;
            counts.updated += would.updated;
            counts.unchanged += would.unchanged;
            counts.duplicates += would.duplicates;
        }
        let noted = Import { counts, ..import };
        let noted = &noted;
        import = app
            .transact(&actor, |work| async move {
                hold(&work, job, noted.counts.rows, 0).await?;
                actions::note_check(&work, noted, &chunk.rejections, chunk.place).await
            })
            .await?;
        progress(&import);
    }
    let checked = &import;
    app.transact(&actor, |work| async move { actions::end_check(&work, checked).await }).await
}

/// Writes the good rows, chunk by chunk, from where the import is.
async fn run(app: &App, import: Import, bytes: &[u8], job: Option<JobId>, progress: &mut (dyn FnMut(&Import) + Send)) -> Result<Import> {
    let actor = actor(app, &import);
    let id = import.id;
    let spec = import.clone();
    let mut pass = Pass::of(&spec, bytes);
    let mut import = import;
    let mut after = import.place;
    while let Some(chunk) = next_chunk(&mut pass, after) {
        let (chunk, from, total) = (&chunk, import.place, import.counts.rows);
        import = app
            .transact(&actor, |work| async move {
                hold(&work, job, chunk.place, total).await?;
                write::write(&work, id, from, &chunk.rows, chunk.place).await
            })
            .await?;
        after = 0;
        progress(&import);
    }
    let from = import.place;
    app.transact(&actor, |work| async move { write::finish(&work, id, from).await }).await
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// What a problem says, in the reader's language.
pub(crate) fn words(l: &L10n, problem: &Problem) -> String {
    const NAMES: [&str; 6] = ["max", "min", "n", "expected", "row", "target"];
    let args: Vec<(&'static str, String)> =
        problem.args.iter().filter_map(|(name, value)| Some((*NAMES.iter().find(|n| *n == name)?, value.clone()))).collect();
    l.refusal(&problem.code, &args)
}

/// The rejected rows of an import as CSV, in the delimiter of its file and safe for spreadsheets.
pub(crate) async fn errors_csv(app: &App, actor: &Actor, import: &Import, l: &L10n) -> Result<Vec<u8>> {
    let bytes = load(app, import).await?;
    let mut report = Report::new(import, &bytes);
    let mut after = 0;
    loop {
        let page = actions::rejections(&app.read(actor), import.id, after, 2000).await?;
        let Some(last) = page.last() else { break };
        after = last.row;
        report.add(&page, &|p| words(l, p));
    }
    Ok(report.finish())
}
