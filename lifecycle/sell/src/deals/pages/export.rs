//! The list as a file for a spreadsheet.

use axum::extract::State;
use axum::response::IntoResponse;
use base::{PageRequest, safe_cell};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use web::{App, Me, Page, Query, Reply};

use super::super::actions;
use super::super::model::Sort;
use super::list::ListQuery;

/// More rows than this are not put into one file; the API gives the rest page by page.
const MOST: usize = 10_000;

pub(super) async fn export(State(app): State<App>, me: Me, Query(query): Query<ListQuery>) -> Reply {
    let ui = Page::plain(&app, &me);
    let work = app.read(&me.actor);
    let filter = query.filter(&me, &ui);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let broken = |e: csv::Error| base::Fault::new("writing a file of deals", e);
    let heads = [
        "id",
        "company",
        "country",
        "partner",
        "products",
        "value",
        "currency",
        "state",
        "stage",
        "close_on",
        "protected_until",
        "next_step",
        "owner",
    ];
    writer.write_record(heads).map_err(broken)?;
    let (mut page, mut n) = (PageRequest::first(200), 0);
    loop {
        let (found, names) = actions::list(&work, &filter, Sort::Recent, &page).await?;
        for c in &found.items {
            let record = [
                c.id.to_string(),
                safe_cell(&c.company),
                c.country.clone(),
                safe_cell(names.get(&c.partner).map_or("", String::as_str)),
                safe_cell(&c.products),
                c.value.decimal().to_string(),
                c.value.currency.code().to_owned(),
                c.state.code().to_owned(),
                c.stage.map_or("", super::super::model::Stage::code).to_owned(),
                c.close_on.map(|d| d.to_string()).unwrap_or_default(),
                c.protected_until.map(|d| d.to_rfc3339()).unwrap_or_default(),
                safe_cell(&c.next_step),
                safe_cell(&c.owner_name),
            ];
            writer.write_record(record).map_err(broken)?;
        }
        n += found.items.len();
        match found.next {
            Some(next) if n < MOST => page = PageRequest::first(200).after(Some(next)),
            _ => break,
        }
    }
    let bytes = writer.into_inner().map_err(|e| base::Fault::new("writing a file of deals", e.into_error()))?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"deals.csv\""),
        (CACHE_CONTROL, "private, no-store"),
    ];
    Ok((headers, bytes).into_response())
}
