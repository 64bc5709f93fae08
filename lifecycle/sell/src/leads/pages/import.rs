//! Importing leads from a CSV file: each row by itself, and each row's outcome said.

use askama::Template;
use axum::extract::State;
use base::{FieldError, Invalid, csv_separator, plain_cell};
use ui::{Errors, Tone, Ui};
use web::{App, FormErrors, Me, Multi, Page, Reply, html};

use super::super::actions;
use super::super::model::{Contact, Customer, NewLead, Source, StateKind, Wish};

/// The most rows of one file.
const MOST_ROWS: usize = 1_000;
/// The largest file, in bytes.
const MOST_BYTES: usize = 2_000_000;
/// The columns, as the first row names them.
const COLUMNS: [&str; 18] = [
    "company",
    "domain",
    "country",
    "region",
    "postal_code",
    "city",
    "contact_name",
    "contact_role",
    "contact_email",
    "contact_phone",
    "need",
    "products",
    "industry",
    "language",
    "size",
    "source",
    "campaign",
    "external_id",
];

struct Row {
    line: usize,
    company: String,
    said: String,
    tone: Tone,
    href: String,
    reasons: Vec<String>,
}

#[derive(Template)]
#[template(path = "leads/pages/import.html")]
struct ImportPage {
    ui: Ui,
    errors: Errors,
    columns: String,
    done: bool,
    taken: usize,
    rows: Vec<Row>,
}

fn page(app: &App, me: &Me, errors: Errors, rows: Option<Vec<Row>>) -> ImportPage {
    let mut ui = Page::plain(app, me);
    ui.task = true;
    let done = rows.is_some();
    let rows = rows.unwrap_or_default();
    ImportPage { columns: COLUMNS.join(", "), done, taken: rows.iter().filter(|r| r.reasons.is_empty()).count(), rows, errors, ui }
}

pub(super) async fn ask(State(app): State<App>, me: Me) -> Reply {
    html(&page(&app, &me, Errors::none(), None))
}

/// A row as a lead; what could not be read is noted.
fn lead(cell: impl Fn(&str) -> String) -> (NewLead, Invalid) {
    let mut invalid = Invalid::new();
    let (size, source) = (cell("size"), cell("source"));
    let number = size.parse::<i64>().ok();
    invalid.check(size.is_empty() || number.is_some(), "size", "lead.size");
    let from = if source.is_empty() { Some(Source::List) } else { Source::from_code(&source.to_lowercase()) };
    invalid.check(from.is_some(), "source", "choice");
    let new = NewLead {
        customer: Customer {
            company: cell("company"),
            domain: cell("domain"),
            country: cell("country"),
            region: cell("region"),
            postal_code: cell("postal_code"),
            city: cell("city"),
        },
        contact: Contact {
            name: cell("contact_name"),
            email: cell("contact_email"),
            phone: cell("contact_phone"),
            role: cell("contact_role"),
        },
        wish: Wish {
            need: cell("need"),
            products: cell("products").split(';').map(|p| p.trim().to_owned()).filter(|p| !p.is_empty()).collect(),
            industry: cell("industry"),
            language: cell("language"),
            size: number,
        },
        source: from.unwrap_or(Source::List),
        campaign: cell("campaign"),
        external_id: cell("external_id"),
    };
    (new, invalid)
}

/// The rows of a file: its header and its records, or what is wrong with the whole.
fn read(form: &Multi) -> Result<(Vec<String>, Vec<csv::StringRecord>), Invalid> {
    let wrong = |code: &'static str| {
        let mut invalid = Invalid::new();
        invalid.push(FieldError { field: "file".to_owned(), code, args: vec![("most", MOST_ROWS.to_string())] });
        invalid
    };
    let file = form.file("file").ok_or_else(|| wrong("required"))?;
    if file.bytes.len() > MOST_BYTES {
        return Err(wrong("lead.import_rows"));
    }
    let text = std::str::from_utf8(&file.bytes).map_err(|_| wrong("lead.import_text"))?;
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(csv_separator(text.as_bytes()))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let header: Vec<String> = reader.headers().map_err(|_| wrong("lead.import_text"))?.iter().map(str::to_lowercase).collect();
    if !["company", "country"].iter().all(|needed| header.iter().any(|h| h == needed)) {
        return Err(wrong("lead.import_header"));
    }
    let mut rows = Vec::new();
    for row in reader.records() {
        if rows.len() >= MOST_ROWS {
            return Err(wrong("lead.import_rows"));
        }
        rows.push(row.map_err(|_| wrong("lead.import_text"))?);
    }
    Ok((header, rows))
}

/// Takes each row in a transaction of its own: a bad one keeps no good one out.
pub(super) async fn run(State(app): State<App>, me: Me, form: Multi) -> Reply {
    let l = me.l10n(&app);
    let (header, records) = match read(&form) {
        Ok(found) => found,
        Err(e) => return Page::refused(&page(&app, &me, FormErrors::of(e.into(), &l)?, None)),
    };
    let mut rows = Vec::with_capacity(records.len());
    for (i, record) in records.iter().enumerate() {
        let cell =
            |name: &str| header.iter().position(|h| h == name).and_then(|at| record.get(at)).map(plain_cell).unwrap_or_default().to_owned();
        let (new, unread) = lead(cell);
        let (new, unread) = (&new, &unread);
        let mut row = Row {
            line: i + 2,
            company: new.customer.company.clone(),
            said: String::new(),
            tone: Tone::Success,
            href: String::new(),
            reasons: Vec::new(),
        };
        match app.transact(&me.actor, |work| async move { actions::capture(&work, new, unread).await }).await {
            Ok(done) => {
                let key = match done.lead.kind() {
                    _ if done.again => "leads-import-again",
                    StateKind::Duplicate => "leads-import-duplicate",
                    StateKind::Waiting => "leads-import-waiting",
                    _ => "leads-import-taken",
                };
                row.said = l.t(key);
                row.href = format!("/leads/{}", done.lead.id);
            }
            Err(e) => {
                let errors = FormErrors::of(e, &l)?;
                row.said = l.t("leads-import-refused");
                row.tone = Tone::Danger;
                row.reasons = errors.list().iter().map(|e| format!("{}: {}", e.field, e.text)).collect();
            }
        }
        rows.push(row);
    }
    html(&page(&app, &me, Errors::none(), Some(rows)))
}
