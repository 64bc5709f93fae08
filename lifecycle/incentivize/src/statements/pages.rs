//! Statements as pages and as PDF.

use access::{Permission, Resource};
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;
use base::{Cursor, Fault, Instant, PageRequest, StatementId};
use chrono::NaiveDate;
use files::{Disposition, content_disposition};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use serde::Deserialize;
use ui::Ui;
use web::{App, Gate, Me, Page, Path, Query, Reply, Routes, flash_to, html};

use super::actions;
use super::model::Statement;
use crate::accruals::model::Accrual;
use crate::accruals::pages::{Line, line};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/statements", Gate::May(Permission::StatementRead), list)
        .get("/statements/{id}", Gate::May(Permission::StatementRead), show)
        .get("/statements/{id}/document.pdf", Gate::May(Permission::StatementRead), document)
        .post("/statements/{id}/payment", Gate::May(Permission::StatementManage), pay)
}

#[derive(Deserialize, Default)]
struct ListQuery {
    #[serde(default)]
    unpaid: String,
    #[serde(default)]
    after: String,
}

struct Row {
    id: StatementId,
    period: String,
    partner: String,
    total: String,
    closed: String,
    paid: bool,
}

#[derive(Template)]
#[template(path = "statements/pages/list.html")]
struct ListPage {
    ui: Ui,
    unpaid: bool,
    rows: Vec<Row>,
    next: String,
}

async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let work = app.read(&me.actor);
    let unpaid = !query.unpaid.is_empty();
    let found = actions::list(&work, unpaid, &PageRequest::first(50).after(Cursor::decode(&query.after))).await?;
    let ids: Vec<_> = found.items.iter().map(|s| s.partner).collect();
    let names = partners::names(&work, &ids).await?;
    let rows = found.items.iter().map(|s| Row {
        id: s.id,
        period: s.period.clone(),
        partner: names.get(&s.partner).cloned().unwrap_or_default(),
        total: ui.l.money_exact(s.total),
        closed: ui.l.date_short(ui.l.day_of(s.closed_at)),
        paid: s.paid_at.is_some(),
    });
    let rows = rows.collect();
    let next = found.next.map(|c| format!("/statements?unpaid={}&after={}", if unpaid { "1" } else { "" }, c.encode())).unwrap_or_default();
    html(&ListPage { ui, unpaid, rows, next })
}

#[derive(Template)]
#[template(path = "statements/pages/show.html")]
struct ShowPage {
    ui: Ui,
    s: Statement,
    partner: String,
    total: String,
    closed: String,
    paid: String,
    lines: Vec<Line>,
    can_pay: bool,
}

async fn show(State(app): State<App>, me: Me, Path(id): Path<StatementId>) -> Reply {
    let work = app.read(&me.actor);
    let (s, lines) = actions::get(&work, id).await?;
    let ui = Page::full(&app, &me).await?;
    let names = partners::names(&work, &[s.partner]).await?;
    let partner = names.get(&s.partner).cloned().unwrap_or_default();
    let resource = Resource { kind: "statement", id: Some(id.uuid()), partner: Some(s.partner), owner: None };
    html(&ShowPage {
        total: ui.l.money_exact(s.total),
        closed: ui.date_time(&s.closed_at),
        paid: s.paid_at.map(|at| ui.date_time(&at)).unwrap_or_default(),
        lines: lines.iter().map(|a| line(&ui, a, &partner)).collect(),
        can_pay: s.paid_at.is_none() && work.can(Permission::StatementManage, &resource),
        partner,
        s,
        ui,
    })
}

async fn pay(State(app): State<App>, me: Me, Path(id): Path<StatementId>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::pay(&work, id).await }).await?;
    Ok(flash_to(&app, &format!("/statements/{id}"), "statement-paid-done"))
}

/// The statement as a PDF in the reader's language.
async fn document(State(app): State<App>, me: Me, Path(id): Path<StatementId>) -> Reply {
    let work = app.read(&me.actor);
    let (s, lines) = actions::get(&work, id).await?;
    let partner = partners::get(&work, s.partner).await?;
    let ui = Page::plain(&app, &me);
    let doc = paper(&ui, &app.settings().vendor, &[partner.name, format!("{} {}", partner.city, partner.country)], &s, &lines);
    // Laying out a document takes a while and must not hold up the other requests of this thread.
    let bytes = tokio::task::spawn_blocking(move || pdf::statement(&doc)).await.map_err(|e| Fault::new("laying out a statement", e))??;
    let name = content_disposition(Disposition::Attachment, &format!("statement-{}.pdf", s.period));
    Ok((
        [(CONTENT_TYPE, "application/pdf".to_owned()), (CONTENT_DISPOSITION, name), (CACHE_CONTROL, "private, no-store".to_owned())],
        bytes,
    )
        .into_response())
}

fn paper(ui: &Ui, vendor: &str, partner: &[String], s: &Statement, lines: &[Accrual]) -> pdf::StatementDoc {
    let (from, until) = bounds(&s.period, s.closed_at);
    let lines = lines.iter().map(|a| pdf::StatementLine {
        on: a.earned_on,
        what: format!("{}, {}", a.company, a.product_name),
        reference: a.deal.to_string(),
        plan: a.plan.to_string(),
        base: Some(a.base),
        rate: ui.l.percent(a.rate),
        state: ui.t(a.state.label_key()),
        amount: a.amount,
    });
    pdf::StatementDoc {
        number: s.id.to_string(),
        lang: ui.l.lang().to_owned(),
        vendor: vec![vendor.to_owned()],
        partner: partner.to_vec(),
        from,
        until,
        lines: lines.collect(),
        definitions: vec![(ui.t("earnings-amount"), ui.t("earning-rounding"))],
        generated_at: s.closed_at,
    }
}

/// The first and last day of a period; a period that is a day begins and ends on it.
fn bounds(period: &str, closed: Instant) -> (NaiveDate, NaiveDate) {
    let first = NaiveDate::parse_from_str(&format!("{period}-01"), "%Y-%m-%d").ok();
    match first {
        Some(first) => {
            let next = first.checked_add_months(chrono::Months::new(1)).and_then(|d| d.pred_opt());
            (first, next.unwrap_or(first))
        }
        None => (closed.date_naive(), closed.date_naive()),
    }
}
