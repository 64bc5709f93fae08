//! Pages of imports, for staff.

mod view;

use access::Permission;
use askama::Template;
use axum::extract::{Request, State};
use axum::handler::Handler as _;
use base::{Currency, Cursor, Error, ImportId, PageRequest, Result};
use serde::Deserialize;
use ui::{Choice, Errors, Tone, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, Path, Query, Reply, Routes, flash_to, html, redirect};

use super::actions::{self, Begin};
use super::api::{body_limit, errors_file, received};
use super::jobs;
use super::model::{Counts, Import, Layout, Mapping, Options, State as At, Target};
use super::rules::table::{Rows, text};
use crate::accounts::pages::staff_only;
use view::{DoubleRow, KeptRow, RejectedRow};

/// How many rejected rows and possible duplicates a page lists; the errors file and the next page hold the rest.
const LISTED: u64 = 50;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/accounts/imports", Gate::May(Permission::AccountRead), list)
        .get("/accounts/imports/new", Gate::May(Permission::AccountImport), new)
        .post("/accounts/imports", Gate::May(Permission::AccountImport), create.layer(body_limit()))
        .get("/accounts/imports/{id}", Gate::May(Permission::AccountRead), show)
        .get("/accounts/imports/{id}/mapping", Gate::May(Permission::AccountImport), mapping)
        .post("/accounts/imports/{id}/mapping", Gate::May(Permission::AccountImport), remap)
        .post("/accounts/imports/{id}/run", Gate::May(Permission::AccountImport), run)
        .get("/accounts/imports/{id}/undo", Gate::May(Permission::AccountImport), ask_undo)
        .post("/accounts/imports/{id}/undo", Gate::May(Permission::AccountImport), undo)
        .get("/accounts/imports/{id}/errors.csv", Gate::May(Permission::AccountRead), errors)
}

/// The color of a state.
fn tone(state: At) -> Tone {
    match state {
        At::Done => Tone::Success,
        At::Checking | At::Running | At::Undoing => Tone::Info,
        At::Mapping | At::Checked => Tone::Brand,
        At::Refused | At::Failed => Tone::Danger,
        At::Undone => Tone::Neutral,
    }
}

struct Row {
    href: String,
    file: String,
    state: String,
    tone: Tone,
    rows: String,
    created: String,
    updated: String,
    rejected: String,
    who: String,
    machine: String,
    when: String,
}

#[derive(Deserialize, Default)]
struct ListQuery {
    #[serde(default)]
    after: String,
}

#[derive(Template)]
#[template(path = "imports/pages/list.html")]
struct ListPage {
    ui: Ui,
    rows: Vec<Row>,
    next: String,
    can_import: bool,
}

async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>) -> Reply {
    staff_only(&me)?;
    let ui = Page::full(&app, &me).await?;
    let page = actions::list(&app.read(&me.actor), &PageRequest::first(50).after(Cursor::decode(&query.after))).await?;
    let next = page.next.as_ref().map(|c| format!("/accounts/imports?{}", web::query_string(&[("after", &c.encode())])));
    let rows = page.items.into_iter().map(|i| Row {
        href: format!("/accounts/imports/{}", i.id),
        state: ui.t(i.state.label_key()),
        tone: tone(i.state),
        rows: ui.number(i.counts.rows),
        created: ui.number(i.counts.created),
        updated: ui.number(i.counts.updated),
        rejected: ui.number(i.counts.rejected),
        machine: ui.machine(&i.created_at),
        when: ui.date_time(&i.created_at),
        file: i.file_name,
        who: i.actor,
    });
    let rows = rows.collect();
    html(&ListPage { rows, next: next.unwrap_or_default(), can_import: me.can(&app, Permission::AccountImport), ui })
}

#[derive(Template)]
#[template(path = "imports/pages/new.html")]
struct NewPage {
    ui: Ui,
    errors: Errors,
    layouts: Vec<Choice>,
    currencies: Vec<Choice>,
}

impl NewPage {
    async fn of(app: &App, me: &Me, errors: Errors) -> Result<Self> {
        let ui = Page::full(app, me).await?;
        let layouts = Layout::ALL.iter().map(|l| Choice::new(l.code(), ui.t(l.label_key()))).collect();
        let errors = errors.named("file", ui.t("import-file")).named("layout", ui.t("import-layout"));
        Ok(Self { errors, layouts, currencies: currencies(), ui })
    }
}

fn currencies() -> Vec<Choice> {
    let codes = ["USD", "EUR", "GBP", "CHF", "JPY", "SEK", "NOK", "DKK", "PLN", "CAD", "AUD", "BRL", "CNY", "INR"];
    codes.iter().map(|c| Choice::new(*c, *c)).collect()
}

async fn new(State(app): State<App>, me: Me) -> Reply {
    staff_only(&me)?;
    html(&NewPage::of(&app, &me, Errors::none()).await?)
}

async fn create(State(app): State<App>, me: Me, request: Request) -> Reply {
    staff_only(&me)?;
    match begun(&app, &me, request).await {
        Ok(import) => Ok(redirect(&format!("/accounts/imports/{}", import.id))),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&NewPage::of(&app, &me, errors).await?)
        }
    }
}

async fn begun(app: &App, me: &Me, request: Request) -> Result<Import> {
    let ((upload, _), fields) = received(app, request).await?;
    let get = |name: &str| fields.iter().find(|f| f.0 == name).map_or("", |f| f.1.as_str());
    let usual = Options::default();
    let options = Options {
        layout: Layout::from_code(get("layout")).unwrap_or(usual.layout),
        currency: get("currency").parse().unwrap_or(usual.currency),
        ..usual
    };
    let (upload, options) = (&upload, &options);
    app.transact(&me.actor, |work| async move { actions::begin(&work, upload, options, Begin::Ask).await }).await
}

struct ColumnRow {
    place: usize,
    header: String,
    samples: Vec<String>,
    chosen: String,
}

#[derive(Template)]
#[template(path = "imports/pages/mapping.html")]
struct MappingPage {
    ui: Ui,
    id: ImportId,
    file: String,
    about: String,
    columns: Vec<ColumnRow>,
    targets: Vec<Choice>,
    currency: String,
    currencies: Vec<Choice>,
    errors: Errors,
}

impl MappingPage {
    async fn of(app: &App, me: &Me, import: Import, errors: Errors) -> Result<Self> {
        let ui = Page::full(app, me).await?;
        let bytes = jobs::load(app, &import).await?;
        let mut rows = Rows::after_header(&bytes, import.encoding, import.delimiter);
        let first: Vec<_> = std::iter::from_fn(|| rows.next_cells()).take(3).collect();
        let columns = import.headers.iter().enumerate().map(|(i, header)| ColumnRow {
            place: i,
            header: if header.is_empty() { ui.t1("import-column-n", "n", i + 1) } else { header.clone() },
            samples: first.iter().filter_map(|c| c.cells.get(i)).map(|c| view::excerpt(text(c))).filter(|t| !t.is_empty()).collect(),
            chosen: import.mapping.get(i).copied().flatten().map_or(String::new(), |t| t.code().to_owned()),
        });
        let columns = columns.collect();
        let targets = Target::all().map(|t| Choice::new(t.code(), ui.t(t.label_key()))).collect();
        let about = ui.t3(
            "import-about",
            "layout",
            ui.t(import.layout.label_key()),
            "encoding",
            import.encoding.code(),
            "delimiter",
            if import.delimiter == b'\t' { ui.t("import-tab") } else { char::from(import.delimiter).to_string() },
        );
        let currency = import.currency.code().to_owned();
        Ok(Self { id: import.id, file: import.file_name, about, columns, targets, currency, currencies: currencies(), errors, ui })
    }
}

async fn mapping(State(app): State<App>, me: Me, Path(id): Path<ImportId>) -> Reply {
    staff_only(&me)?;
    let import = actions::get(&app.read(&me.actor), id).await?;
    html(&MappingPage::of(&app, &me, import, Errors::none()).await?)
}

#[derive(Deserialize, Default)]
struct MappingForm {
    #[serde(default)]
    column: Vec<String>,
    #[serde(default)]
    currency: String,
}

async fn remap(State(app): State<App>, me: Me, Path(id): Path<ImportId>, Form(form): Form<MappingForm>) -> Reply {
    staff_only(&me)?;
    let chosen: Mapping = form.column.iter().map(|code| Target::from_code(code)).collect();
    let currency: Currency = form.currency.parse().unwrap_or(Options::default().currency);
    let mapping = &chosen;
    match app.transact(&me.actor, |work| async move { actions::remap(&work, id, mapping, currency).await }).await {
        Ok(_) => Ok(redirect(&format!("/accounts/imports/{id}"))),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            let import = actions::get(&app.read(&me.actor), id).await?;
            let mapping = if chosen.len() == import.headers.len() { chosen } else { import.mapping };
            Page::refused(&MappingPage::of(&app, &me, Import { currency, mapping, ..import }, errors).await?)
        }
    }
}

#[derive(Template)]
#[template(path = "imports/pages/show.html")]
struct ShowPage {
    ui: Ui,
    id: ImportId,
    href: String,
    run_href: String,
    undo_href: String,
    mapping_href: String,
    errors_href: String,
    file: String,
    sub: String,
    at: At,
    state: String,
    tone: Tone,
    counts: Counts,
    good: i64,
    done: u64,
    total: u64,
    progress: String,
    reverted: i64,
    failure: String,
    left_out: String,
    rejected: Vec<RejectedRow>,
    more_rejected: bool,
    doubles: Vec<DoubleRow>,
    next_doubles: String,
    kept: Vec<KeptRow>,
    can_import: bool,
}

#[derive(Deserialize, Default)]
struct ShowQuery {
    #[serde(default)]
    after: Option<i64>,
}

async fn show(State(app): State<App>, me: Me, Path(id): Path<ImportId>, Query(query): Query<ShowQuery>) -> Reply {
    staff_only(&me)?;
    let work = app.read(&me.actor);
    let import = actions::get(&work, id).await?;
    let can_import = me.can(&app, Permission::AccountImport);
    if import.state == At::Mapping && can_import {
        return html(&MappingPage::of(&app, &me, import, Errors::none()).await?);
    }
    let ui = Page::full(&app, &me).await?;
    let shown = !import.state.is_busy();
    let rejections = if shown && import.counts.rejected > 0 { actions::rejections(&work, id, 0, LISTED).await? } else { Vec::new() };
    let doubles = if shown { actions::doubles(&work, id, query.after.unwrap_or(0), LISTED + 1).await? } else { Vec::new() };
    let kept = if import.state == At::Undone { actions::kept(&work, id, LISTED).await? } else { Vec::new() };
    let page = u64::try_from(doubles.len()).unwrap_or(0);
    let next_doubles = doubles.iter().rev().nth(1).filter(|_| page > LISTED).map(|d| format!("/accounts/imports/{id}?after={}", d.row));
    let doubles = doubles.into_iter().take(usize::try_from(LISTED).unwrap_or(50)).collect();
    let left_out: Vec<&str> =
        import.headers.iter().zip(&import.mapping).filter(|(h, t)| t.is_none() && !h.is_empty()).map(|(h, _)| h.as_str()).collect();
    let (done, total) = view::progress(&import);
    html(&ShowPage {
        href: format!("/accounts/imports/{id}"),
        run_href: format!("/accounts/imports/{id}/run"),
        undo_href: format!("/accounts/imports/{id}/undo"),
        mapping_href: format!("/accounts/imports/{id}/mapping"),
        errors_href: format!("/accounts/imports/{id}/errors.csv"),
        sub: ui.t2("import-sub", "who", import.actor.as_str(), "when", ui.date_time(&import.created_at)),
        state: ui.t(import.state.label_key()),
        tone: tone(import.state),
        good: import.counts.rows - import.counts.rejected,
        progress: ui.t2("kit-of", "n", done, "all", total),
        done,
        total,
        reverted: import.reverted,
        failure: import.failure.clone().unwrap_or_default(),
        left_out: left_out.join(", "),
        more_rejected: import.counts.rejected > i64::try_from(rejections.len()).unwrap_or(0),
        rejected: view::rejected(&ui, rejections),
        doubles: view::doubles(&work, &ui, doubles).await?,
        next_doubles: next_doubles.unwrap_or_default(),
        kept: view::kept(&work, kept).await?,
        can_import,
        at: import.state,
        counts: import.counts,
        file: import.file_name,
        id,
        ui,
    })
}

#[derive(Deserialize, Default)]
struct RunForm {
    #[serde(default)]
    keep_good: String,
}

async fn run(State(app): State<App>, me: Me, Path(id): Path<ImportId>, Form(form): Form<RunForm>) -> Reply {
    staff_only(&me)?;
    let keep = !form.keep_good.is_empty();
    app.transact(&me.actor, |work| async move { actions::run(&work, id, keep).await }).await?;
    Ok(redirect(&format!("/accounts/imports/{id}")))
}

#[derive(Template)]
#[template(path = "imports/pages/undo.html")]
struct UndoPage {
    ui: Ui,
    href: String,
    file: String,
    created: i64,
    updated: i64,
}

async fn ask_undo(State(app): State<App>, me: Me, Path(id): Path<ImportId>) -> Reply {
    staff_only(&me)?;
    let import = actions::get(&app.read(&me.actor), id).await?;
    if !matches!(import.state, At::Done | At::Failed) {
        return Err(Error::missing().into());
    }
    html(&UndoPage {
        href: format!("/accounts/imports/{id}"),
        file: import.file_name,
        created: import.counts.created,
        updated: import.counts.updated,
        ui: Page::full(&app, &me).await?,
    })
}

async fn undo(State(app): State<App>, me: Me, Path(id): Path<ImportId>) -> Reply {
    staff_only(&me)?;
    app.transact(&me.actor, |work| async move { actions::undo(&work, id).await }).await?;
    Ok(flash_to(&app, &format!("/accounts/imports/{id}"), "import-undo-begun"))
}

async fn errors(State(app): State<App>, me: Me, Path(id): Path<ImportId>) -> Reply {
    staff_only(&me)?;
    errors_file(&app, &me, id).await
}
