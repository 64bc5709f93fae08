//! Earnings for partners, approval for the vendor, the estimate for the deal form.

use access::{Permission, Resource};
use askama::Template;
use axum::extract::State;
use base::{AccrualId, Currency, Cursor, Money, PageRequest, PartnerId, ProductId};
use serde::Deserialize;
use ui::{Choice, Tone, Ui};
use web::{App, Form, Gate, Me, Page, Path, Query, Reply, Routes, flash_to, html};

use super::actions;
use super::model::{Accrual, AccrualState, Filter};
use crate::{ledger, plans};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/earnings", Gate::May(Permission::AccrualRead), list)
        .get("/earnings/{id}", Gate::May(Permission::AccrualRead), show)
        .post("/earnings/approvals", Gate::May(Permission::AccrualApprove), approve)
        .get("/incentives/panels/estimate", Gate::May(Permission::HomeRead), estimate)
}

/// The color of a state.
pub(crate) fn tone(state: &AccrualState) -> Tone {
    match state {
        AccrualState::Accrued => Tone::Info,
        AccrualState::Approved { .. } => Tone::Brand,
        AccrualState::Paid { .. } => Tone::Success,
        AccrualState::Reversed { .. } => Tone::Danger,
    }
}

/// One line of a list of accruals.
pub(crate) struct Line {
    pub(crate) id: AccrualId,
    pub(crate) company: String,
    pub(crate) product: String,
    pub(crate) partner: String,
    pub(crate) on: String,
    pub(crate) base: String,
    pub(crate) rate: String,
    pub(crate) amount: String,
    pub(crate) state: String,
    pub(crate) tone: Tone,
    pub(crate) open: bool,
}

pub(crate) fn line(ui: &Ui, a: &Accrual, partner: &str) -> Line {
    Line {
        id: a.id,
        company: a.company.clone(),
        product: a.product_name.clone(),
        partner: partner.to_owned(),
        on: ui.l.date_short(a.earned_on),
        base: ui.l.money_exact(a.base),
        rate: ui.l.percent(a.rate),
        amount: ui.l.money_exact(a.amount),
        state: ui.t(a.state.label_key()),
        tone: tone(&a.state),
        open: a.state == AccrualState::Accrued,
    }
}

#[derive(Deserialize, Default)]
struct ListQuery {
    #[serde(default)]
    state: String,
    #[serde(default)]
    partner: String,
    #[serde(default)]
    after: String,
}

struct Total {
    label: String,
    definition: String,
    value: String,
    href: String,
}

#[derive(Template)]
#[template(path = "accruals/pages/list.html")]
struct ListPage {
    ui: Ui,
    totals: Vec<Total>,
    state: String,
    /// The partner that the list is narrowed to: its id and its name.
    partner: Option<(String, String)>,
    states: Vec<Choice>,
    lines: Vec<Line>,
    next: String,
    can_approve: bool,
    statements: Vec<(String, String, String, String)>,
}

async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let work = app.read(&me.actor);
    let state = AccrualState::CODES.into_iter().find(|c| *c == query.state);
    let page = PageRequest::first(50).after(Cursor::decode(&query.after));
    let partner: Option<PartnerId> = query.partner.parse().ok();
    let found = actions::list(&work, &Filter { state, partner, ..Filter::default() }, &page).await?;
    let ids: Vec<_> = found.items.iter().map(|a| a.partner).chain(partner).collect();
    let names = partners::names(&work, &ids).await?;
    let lines = found.items.iter().map(|a| line(&ui, a, names.get(&a.partner).map_or("", String::as_str))).collect();
    let balances = ledger::actions::balances(&work, partner).await?;
    let narrow = partner.map(|p| format!("&partner={p}")).unwrap_or_default();
    let mut totals = Vec::new();
    for (account, state) in [("accrued", "accrued"), ("payable", "approved"), ("paid_out", "paid")] {
        for b in balances.iter().filter(|b| b.account == account) {
            // Credits are what the partner holds, so the sign turns.
            let amount = b.amount.negated().map_err(|e| base::Fault::new("reading a balance", e))?;
            totals.push(Total {
                label: ui.t(&format!("earnings-{state}")),
                definition: ui.t(&format!("earnings-{state}-definition")),
                value: ui.l.money_exact(amount),
                href: format!("/earnings?state={state}{narrow}"),
            });
        }
    }
    let next =
        found.next.map(|c| format!("/earnings?state={}{narrow}&after={}", state.unwrap_or_default(), c.encode())).unwrap_or_default();
    let partner = partner.filter(|_| me.is_staff()).map(|p| (p.to_string(), names.get(&p).cloned().unwrap_or_default()));
    let states = AccrualState::CODES.iter().map(|c| Choice::new(*c, ui.t(&format!("accrual-state-{c}")))).collect();
    let closed = crate::statements::actions::list(&work, false, &PageRequest::first(6)).await?;
    let ids: Vec<_> = closed.items.iter().map(|s| s.partner).collect();
    let names = partners::names(&work, &ids).await?;
    let statements = closed
        .items
        .iter()
        .map(|s| {
            let paid = if s.paid.is_some() { ui.t("statement-state-paid") } else { ui.t("statement-state-closed") };
            let who = if me.is_staff() { names.get(&s.partner).cloned().unwrap_or_default() } else { String::new() };
            (
                format!("/statements/{}", s.id),
                [who, crate::statements::pages::spoken(&ui, &s.period)]
                    .into_iter()
                    .filter(|w| !w.is_empty())
                    .collect::<Vec<_>>()
                    .join(", "),
                ui.l.money_exact(s.total),
                paid,
            )
        })
        .collect();
    let can_approve = me.is_staff() && me.can(&app, Permission::AccrualApprove);
    html(&ListPage { ui, totals, state: query.state, partner, states, lines, next, can_approve, statements })
}

struct Booked {
    what: String,
    machine: String,
    when: String,
    /// Which account was debited and which credited, for those who keep the books.
    accounts: String,
}

#[derive(Template)]
#[template(path = "accruals/pages/show.html")]
struct ShowPage {
    ui: Ui,
    a: Accrual,
    line: Line,
    tier: String,
    plan: String,
    rule: String,
    arithmetic: String,
    history: Vec<Booked>,
    can_approve: bool,
}

async fn show(State(app): State<App>, me: Me, Path(id): Path<AccrualId>) -> Reply {
    let work = app.read(&me.actor);
    let a = actions::get(&work, id).await?;
    let ui = Page::full(&app, &me).await?;
    // The plan that decided is part of the explanation, also for a partner who may not list plans.
    let system = app.read(&app.system("earnings"));
    let plan = plans::actions::behind(&system, a.plan).await?;
    let tiers = plans::pages::tier_names(&system).await?;
    let row = plans::rules::applicable(&plan.rates, a.product, a.tier_rank);
    let rule = match row {
        Some(r) if r.product.is_some() => {
            ui.t2("earning-rule-product", "product", a.product_name.as_str(), "from", plans::pages::from_tier(&ui, &tiers, r.min_rank))
        }
        Some(r) => ui.t1("earning-rule-any", "from", plans::pages::from_tier(&ui, &tiers, r.min_rank)),
        None => String::new(),
    };
    let names = partners::names(&work, &[a.partner]).await?;
    let line = line(&ui, &a, names.get(&a.partner).map_or("", String::as_str));
    let arithmetic = format!("{} × {} = {}", line.base, line.rate, line.amount);
    let mut history = Vec::new();
    for b in ledger::actions::about(&work, id).await? {
        let reason = match &a.state {
            AccrualState::Reversed { reason, .. } if b.reason == "reversed" => ui.t1("booking-reversed", "reason", reason.as_str()),
            _ => ui.t(&format!("booking-{}", b.reason)),
        };
        history.push(Booked {
            what: reason,
            machine: ui.machine(&b.at),
            when: ui.date_time(&b.at),
            accounts: ui.t2("booking-accounts", "debit", ui.t(b.debit.label_key()), "credit", ui.t(b.credit.label_key())),
        });
    }
    let resource = Resource { kind: "accrual", id: Some(id.uuid()), partner: Some(a.partner), owner: None };
    let can_approve = a.state == AccrualState::Accrued && work.can(Permission::AccrualApprove, &resource);
    let tier = tiers.iter().find(|t| t.0 == a.tier_rank).map_or_else(|| ui.number(a.tier_rank), |t| t.1.clone());
    html(&ShowPage { ui, line, tier, plan: plan.name, rule, arithmetic, history, can_approve, a })
}

#[derive(Deserialize)]
struct ApproveForm {
    #[serde(default)]
    id: Vec<String>,
}

/// Approves the chosen accruals, each in its own transaction: one that cannot be approved any more
/// does not keep the others back.
async fn approve(State(app): State<App>, me: Me, Form(form): Form<ApproveForm>) -> Reply {
    let mut refused = 0;
    for text in &form.id {
        let id: AccrualId = text.parse().map_err(|_| base::Error::missing())?;
        match app.transact(&me.actor, |work| async move { actions::approve(&work, id).await }).await {
            Ok(_) => {}
            Err(e) if matches!(e.kind(), Some(base::Kind::Conflict | base::Kind::Stale)) => refused += 1,
            Err(e) => return Err(e.into()),
        }
    }
    let key = if form.id.is_empty() {
        "earnings-none-chosen"
    } else if refused > 0 {
        "earnings-some-approved"
    } else {
        "earnings-approved-flash"
    };
    Ok(flash_to(&app, "/earnings?state=accrued", key))
}

#[derive(Deserialize)]
struct EstimateQuery {
    #[serde(default)]
    product: Vec<String>,
    #[serde(default, alias = "amount")]
    value: String,
    #[serde(default, alias = "amount_currency")]
    value_currency: String,
}

#[derive(Template)]
#[template(path = "accruals/pages/estimate.html")]
struct EstimatePanel {
    ui: Ui,
    amount: String,
}

/// What the typed amount would earn, as a line for the deal form; empty when there is nothing to say.
async fn estimate(State(app): State<App>, me: Me, Query(query): Query<EstimateQuery>) -> Reply {
    let ui = Page::plain(&app, &me);
    let amount = match estimated(&app, &me, &query).await? {
        Some(money) => ui.money(&money),
        None => String::new(),
    };
    html(&EstimatePanel { ui, amount })
}

async fn estimated(app: &App, me: &Me, query: &EstimateQuery) -> base::Result<Option<Money>> {
    let Ok(currency) = query.value_currency.parse::<Currency>() else { return Ok(None) };
    let Ok(amount) = Money::parse(&query.value, currency) else { return Ok(None) };
    let products: Vec<ProductId> = query.product.iter().filter_map(|p| p.parse().ok()).collect();
    let (Some(partner), false) = (me.actor.partner, products.is_empty() || amount.minor <= 0) else { return Ok(None) };
    let Ok(parts) = amount.split(&vec![1; products.len()]) else { return Ok(None) };
    let lines: Vec<_> = products.into_iter().zip(parts).collect();
    plans::actions::earning(&app.read(&app.system("estimate")), partner, &lines).await
}
