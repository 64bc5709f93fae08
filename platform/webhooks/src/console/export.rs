//! The audit record as a file: CSV or JSON Lines, page by page and never whole in memory.

use audit::{Filter, Record};
use axum::body::Body;
use base::{Fault, PageRequest, Result};
use bytes::Bytes;
use futures::stream;
use serde_json::{Value, json};
use web::App;
use work::{Actor, Entry, Permission, Resource, Work};

/// How the file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Csv,
    JsonLines,
}

impl Format {
    /// The format of that name.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        match code {
            "csv" => Some(Self::Csv),
            "jsonl" => Some(Self::JsonLines),
            _ => None,
        }
    }

    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
        }
    }

    pub(crate) const fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::JsonLines => "application/x-ndjson",
        }
    }
}

/// Asks whether the actor reads the audit record.
pub(crate) fn may_read(work: &Work) -> Result<()> {
    work.may(Permission::AuditRead, &Resource::general("audit"))
}

/// Notes that the audit record is exported.
pub(crate) async fn begin(app: &App, actor: &Actor, format: Format, filters: &str) -> Result<()> {
    app.transact(actor, |work| async move {
        may_read(&work)?;
        let entry = Entry { action: "audit.exported".to_owned(), subject_kind: "audit", ..Entry::default() };
        work.audit(entry.after(json!({ "format": format.code(), "filters": filters })));
        Ok(())
    })
    .await
}

/// The file, written while it is read.
pub(crate) fn body(app: &App, filter: Filter, format: Format) -> Body {
    let first = Some((PageRequest::first(200), format == Format::Csv));
    let app = app.clone();
    Body::from_stream(stream::try_unfold(first, move |state| {
        let (app, filter) = (app.clone(), filter.clone());
        async move {
            let Some((page, heading)) = state else { return Ok::<_, Fault>(None) };
            let found = audit::list(app.db().reader(), &filter, &page).await.map_err(|e| Fault::new("exporting the audit record", e))?;
            let chunk = match format {
                Format::Csv => csv_rows(&found.items, heading)?,
                Format::JsonLines => {
                    found.items.iter().flat_map(|r| [as_json(r).to_string(), "\n".to_owned()]).collect::<String>().into_bytes()
                }
            };
            let next = found.next.map(|cursor| (PageRequest::first(200).after(Some(cursor)), false));
            Ok(Some((Bytes::from(chunk), next)))
        }
    }))
}

const COLUMNS: [&str; 14] = [
    "at",
    "actor_kind",
    "actor",
    "actor_name",
    "on_behalf_of",
    "address",
    "request",
    "action",
    "subject_kind",
    "subject",
    "partner",
    "reason",
    "before",
    "after",
];

fn csv_rows(records: &[Record], heading: bool) -> Result<Vec<u8>, Fault> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let broken = |e: csv::Error| Fault::new("writing the audit record as CSV", e);
    if heading {
        writer.write_record(COLUMNS).map_err(broken)?;
    }
    for r in records {
        let text = |v: &Option<String>| v.clone().unwrap_or_default();
        let value = |v: &Option<Value>| v.as_ref().map(ToString::to_string).unwrap_or_default();
        let row = [
            r.at.to_rfc3339(),
            r.actor_kind.clone(),
            r.actor.map(|a| a.to_string()).unwrap_or_default(),
            r.actor_name.clone(),
            r.on_behalf_of.map(|a| a.to_string()).unwrap_or_default(),
            text(&r.address),
            text(&r.request),
            r.action.clone(),
            r.subject_kind.clone(),
            r.subject.map(|s| s.to_string()).unwrap_or_default(),
            r.partner.map(|p| p.to_string()).unwrap_or_default(),
            text(&r.reason),
            value(&r.before),
            value(&r.after),
        ];
        writer.write_record(row.map(|cell| base::safe_cell(&cell))).map_err(broken)?;
    }
    writer.into_inner().map_err(|e| Fault::plain(format!("writing the audit record as CSV: {e}")))
}

/// A record for machines.
pub(crate) fn as_json(r: &Record) -> Value {
    json!({
        "id": r.id, "at": r.at, "actor_kind": r.actor_kind, "actor": r.actor, "actor_name": r.actor_name, "on_behalf_of": r.on_behalf_of,
        "address": r.address, "request": r.request, "action": r.action, "subject_kind": r.subject_kind, "subject": r.subject,
        "partner": r.partner, "reason": r.reason, "before": r.before, "after": r.after,
    })
}
