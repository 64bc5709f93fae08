//! Named accounts from a file.

use askama::Template;
use axum::extract::State;
use base::{Error, Invalid, safe_cell};
use ui::{Errors, Ui};
use web::{App, Me, Multi, Page, Reply, flash_to, html};

use super::{staff_only, wrong};
use crate::coverage::actions;
use crate::coverage::model::{Imported, Rejected};
use crate::coverage::rules::import;

/// The largest file.
const MOST_BYTES: usize = 4 * 1024 * 1024;
/// How many rejected rows are explained one by one; the text below holds all of them.
const SHOWN: usize = 100;

struct Problem {
    line: String,
    column: String,
    text: String,
}

#[derive(Template)]
#[template(path = "coverage/pages/import.html")]
struct ImportPage {
    ui: Ui,
    columns: Vec<(&'static str, String)>,
    /// Empty before a file was looked at.
    summary: String,
    written: bool,
    problems: Vec<Problem>,
    /// The rows that were not taken, as they stood in the file, each with its reason.
    rest: String,
    errors: Errors,
}

fn page(ui: Ui, errors: Errors) -> ImportPage {
    let column = |c: &'static str| (c, ui.t(&format!("coverage-column-{c}")));
    let columns = import::COLUMNS.into_iter().chain([import::NOTE]).map(column).collect();
    ImportPage { columns, summary: String::new(), written: false, problems: Vec::new(), rest: String::new(), errors, ui }
}

fn reasons(ui: &Ui, r: &Rejected) -> Vec<(String, String)> {
    r.why.iter().map(|e| (e.field.clone(), ui.l.refusal(e.code, &e.args))).collect()
}

/// The rejected rows as a file again, with a last column that says why.
fn rest(ui: &Ui, rejected: &[Rejected]) -> String {
    let mut out = csv::Writer::from_writer(Vec::new());
    for r in rejected {
        let why = reasons(ui, r).into_iter().map(|(column, text)| format!("{column}: {text}")).collect::<Vec<_>>().join(" ");
        // Writing into memory does not fail; a row that did would only be missing here.
        let _ = out.write_record(r.row.whole.iter().map(String::as_str).chain([why.as_str()]).map(safe_cell));
    }
    out.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

pub(super) async fn show(State(app): State<App>, me: Me) -> Reply {
    staff_only(&me)?;
    html(&page(Page::full(&app, &me).await?, Errors::none()))
}

pub(super) async fn upload(State(app): State<App>, me: Me, multi: Multi) -> Reply {
    staff_only(&me)?;
    let done = match taken(&app, &me, &multi).await {
        Ok(done) => done,
        Err(e) => {
            let ui = Page::full(&app, &me).await?;
            let errors = wrong(e, &ui)?;
            return Page::refused(&page(ui, errors));
        }
    };
    if done.rejected.is_empty() {
        return Ok(flash_to(&app, "/coverage/draft", "coverage-imported"));
    }
    let mut p = page(Page::full(&app, &me).await?, Errors::none());
    p.written = done.named > 0;
    p.summary = if p.written {
        p.ui.t2("coverage-import-some", "good", done.named, "bad", done.rejected.len())
    } else {
        p.ui.t2("coverage-import-none", "good", done.good, "bad", done.rejected.len())
    };
    p.rest = rest(&p.ui, &done.rejected);
    let shown = done.rejected.iter().take(SHOWN).flat_map(|r| {
        let line = p.ui.t1("coverage-import-line", "n", r.row.line);
        reasons(&p.ui, r).into_iter().map(move |(column, text)| Problem { line: line.clone(), column, text })
    });
    p.problems = shown.collect();
    if p.written { html(&p) } else { Page::refused(&p) }
}

async fn taken(app: &App, me: &Me, multi: &Multi) -> Result<Imported, Error> {
    let mut invalid = Invalid::new();
    let file = multi.file("file");
    invalid.check(file.is_some(), "file", "coverage.file_missing");
    invalid.check(file.is_none_or(|f| f.bytes.len() <= MOST_BYTES), "file", "coverage.file_size");
    invalid.finish()?;
    let file = file.ok_or_else(Error::missing)?;
    let rows = &import::rows(&file.bytes)?;
    let keep_good = !multi.get("keep_good").is_empty();
    app.transact(&me.actor, |work| async move {
        actions::begin(&work).await?;
        actions::import_names(&work, rows, keep_good).await
    })
    .await
}
