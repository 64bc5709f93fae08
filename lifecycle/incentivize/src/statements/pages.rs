//! Statements as pages, as PDF and as a file for a spreadsheet.

use std::collections::HashMap;

use access::{Permission, Resource};
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;
use base::{Cursor, Fault, PageRequest, PlanId, StatementId, safe_cell};
use files::{Disposition, content_disposition};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use serde::Deserialize;
use ui::{Tone, Ui};
use web::{App, Gate, Me, Page, Path, Query, Reply, Routes, flash_to, html};

use super::model::{Line, Statement};
use super::{actions, rules};
use crate::accruals::pages::tone;
use crate::plans;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/statements", Gate::May(Permission::StatementRead), list)
        .get("/statements/{id}", Gate::May(Permission::StatementRead), show)
        .get("/statements/{id}/document.pdf", Gate::May(Permission::StatementRead), document)
        .get("/statements/{id}/lines.csv", Gate::May(Permission::StatementRead), table)
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
    number: i64,
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
        number: s.number,
        period: spoken(&ui, &s.period),
        partner: names.get(&s.partner).cloned().unwrap_or_default(),
        total: ui.l.money_exact(s.paid.map_or(s.total, |p| p.amount)),
        closed: ui.l.date_short(ui.l.day_of(s.closed_at)),
        paid: s.paid.is_some(),
    });
    let rows = rows.collect();
    let next = found.next.map(|c| format!("/statements?unpaid={}&after={}", if unpaid { "1" } else { "" }, c.encode())).unwrap_or_default();
    html(&ListPage { ui, unpaid, rows, next })
}

struct Shown {
    href: String,
    company: String,
    product: String,
    on: String,
    base: String,
    rate: String,
    amount: String,
    state: String,
    tone: Tone,
}

/// A period as people say it: `November 2026`.
pub(crate) fn spoken(ui: &Ui, period: &str) -> String {
    rules::bounds(period).map_or_else(|| period.to_owned(), |(first, _)| ui.l.month(first))
}

fn shown(ui: &Ui, line: &Line) -> base::Result<Shown> {
    let unreadable = |e| Fault::new("reading a statement's line", e);
    let a = &line.accrual;
    Ok(Shown {
        href: format!("/earnings/{}", a.id),
        company: a.company.clone(),
        product: a.product_name.clone(),
        on: ui.l.date_short(a.earned_on),
        base: ui.l.money_exact(line.base().map_err(unreadable)?),
        rate: ui.l.percent(a.rate),
        amount: ui.l.money_exact(line.amount().map_err(unreadable)?),
        state: said(ui, line),
        tone: if line.taken_back { Tone::Danger } else { tone(&a.state) },
    })
}

/// What a line says of itself: that it subtracts, or how far what it adds has come.
fn said(ui: &Ui, line: &Line) -> String {
    if line.taken_back { ui.t("statement-subtracts") } else { ui.t(line.accrual.state.label_key()) }
}

#[derive(Template)]
#[template(path = "statements/pages/show.html")]
struct ShowPage {
    ui: Ui,
    s: Statement,
    period: String,
    partner: String,
    total: String,
    due: String,
    /// Whether what is due differs from the total.
    less: bool,
    closed: String,
    paid: String,
    lines: Vec<Shown>,
    can_pay: bool,
}

async fn show(State(app): State<App>, me: Me, Path(id): Path<StatementId>) -> Reply {
    let work = app.read(&me.actor);
    let (s, lines) = actions::get(&work, id).await?;
    let ui = Page::full(&app, &me).await?;
    let names = partners::names(&work, &[s.partner]).await?;
    let due = actions::due_on(&s, &lines)?;
    let resource = Resource { kind: "statement", id: Some(id.uuid()), partner: Some(s.partner), owner: None };
    html(&ShowPage {
        period: spoken(&ui, &s.period),
        total: ui.l.money_exact(s.total),
        due: ui.l.money_exact(due),
        less: due != s.total,
        closed: ui.date_time(&s.closed_at),
        paid: s.paid.map(|p| ui.date_time(&p.at)).unwrap_or_default(),
        lines: lines.iter().map(|l| shown(&ui, l)).collect::<base::Result<_>>()?,
        can_pay: s.paid.is_none() && work.can(Permission::StatementManage, &resource),
        partner: names.get(&s.partner).cloned().unwrap_or_default(),
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
    let plans = plans::actions::names(&app.read(&app.system("statement"))).await?;
    let doc = paper(&ui, &app.settings().vendor, &[partner.name, format!("{} {}", partner.city, partner.country)], &plans, &s, &lines)?;
    // Laying out a document takes a while and must not hold up the other requests of this thread.
    let bytes = tokio::task::spawn_blocking(move || pdf::statement(&doc)).await.map_err(|e| Fault::new("laying out a statement", e))??;
    Ok((headers("application/pdf", &format!("statement-{}-{}.pdf", s.period, s.total.currency)), bytes).into_response())
}

fn headers(kind: &str, name: &str) -> [(http::HeaderName, String); 3] {
    let name = content_disposition(Disposition::Attachment, name);
    [(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name), (CACHE_CONTROL, "private, no-store".to_owned())]
}

fn paper(
    ui: &Ui,
    vendor: &str,
    partner: &[String],
    plans: &HashMap<PlanId, String>,
    s: &Statement,
    lines: &[Line],
) -> base::Result<pdf::StatementDoc> {
    let unreadable = |e| Fault::new("reading a statement's line", e);
    let day = s.closed_at.date_naive();
    let (from, until) = rules::bounds(&s.period).unwrap_or((day, day));
    let mut rows = Vec::with_capacity(lines.len());
    for line in lines {
        let a = &line.accrual;
        rows.push(pdf::StatementLine {
            on: a.earned_on,
            what: format!("{}, {}", a.company, a.product_name),
            reference: a.deal.to_string(),
            plan: plans.get(&a.plan).cloned().unwrap_or_default(),
            base: Some(line.base().map_err(unreadable)?),
            rate: ui.l.percent(a.rate),
            state: said(ui, line),
            amount: line.amount().map_err(unreadable)?,
        });
    }
    Ok(pdf::StatementDoc {
        number: format!("{:05}", s.number),
        lang: ui.l.lang().to_owned(),
        vendor: vec![vendor.to_owned()],
        partner: partner.to_vec(),
        from,
        until,
        lines: rows,
        definitions: vec![(ui.t("earnings-amount"), ui.t("earning-rounding"))],
        generated_at: s.closed_at,
    })
}

/// The lines as a file for a spreadsheet; amounts in major units, exact.
async fn table(State(app): State<App>, me: Me, Path(id): Path<StatementId>) -> Reply {
    let (s, lines) = actions::get(&app.read(&me.actor), id).await?;
    let plans = plans::actions::names(&app.read(&app.system("statement"))).await?;
    let broken = |e: csv::Error| Fault::new("writing a file of lines", e);
    let unreadable = |e| Fault::new("reading a statement's line", e);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let heads = ["accrual", "deal", "company", "product", "earned_on", "plan", "base", "rate", "amount", "currency", "state", "taken_back"];
    writer.write_record(heads).map_err(broken)?;
    for line in &lines {
        let a = &line.accrual;
        let record = [
            a.id.to_string(),
            a.deal.to_string(),
            safe_cell(&a.company),
            safe_cell(&a.product_name),
            a.earned_on.to_string(),
            safe_cell(plans.get(&a.plan).map_or("", String::as_str)),
            line.base().map_err(unreadable)?.decimal().to_string(),
            a.rate.to_string(),
            line.amount().map_err(unreadable)?.decimal().to_string(),
            a.amount.currency.code().to_owned(),
            a.state.code().to_owned(),
            line.taken_back.to_string(),
        ];
        writer.write_record(record).map_err(broken)?;
    }
    let bytes = writer.into_inner().map_err(|e| Fault::new("writing a file of lines", e.into_error()))?;
    Ok((headers("text/csv; charset=utf-8", &format!("statement-{}-{}.csv", s.period, s.total.currency)), bytes).into_response())
}
