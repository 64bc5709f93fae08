//! Plans in the console.

use access::Permission;
use askama::Template;
use axum::extract::State;
use base::{Invalid, PlanId, Rate};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, Path, Reply, Routes, flash_to, html};

use super::actions;
use super::model::{NewPlan, Plan, PlanRate, PlanState};
use super::rules::{self, MOST_RATES};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/incentives/plans", Gate::May(Permission::PlanRead), list)
        .get("/incentives/plans/new", Gate::May(Permission::PlanManage), new)
        .post("/incentives/plans", Gate::May(Permission::PlanManage), create)
        .post("/incentives/plans/{id}/activation", Gate::May(Permission::PlanManage), activate)
        .post("/incentives/plans/{id}/end", Gate::May(Permission::PlanManage), end)
}

/// The tiers of the program: rank and name; none while no program is open.
pub(crate) async fn tier_names(work: &work::Work) -> base::Result<Vec<(i64, String)>> {
    let Ok(program) = partners::default_program(work).await else { return Ok(Vec::new()) };
    Ok(partners::tiers(work, program.id).await?.into_iter().map(|t| (t.rank, t.name)).collect())
}

/// From which tier upward a rate holds, in words.
pub(crate) fn from_tier(ui: &Ui, tiers: &[(i64, String)], rank: i64) -> String {
    match tiers.iter().find(|t| t.0 == rank) {
        Some(tier) => ui.t1("plan-from-tier", "tier", tier.1.as_str()),
        None => ui.t1("plan-from-rank", "rank", rank),
    }
}

struct Card {
    plan: Plan,
    state: String,
    tone: &'static str,
    days: String,
    rates: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "plans/pages/list.html")]
struct ListPage {
    ui: Ui,
    cards: Vec<Card>,
    can_manage: bool,
}

async fn list(State(app): State<App>, me: Me) -> Reply {
    let work = app.read(&me.actor);
    let ui = Page::full(&app, &me).await?;
    let products = partners::products(&work).await?;
    let tiers = tier_names(&work).await?;
    let cards = actions::list(&work).await?.into_iter().map(|plan| {
        let name = |r: &PlanRate| match r.product {
            Some(id) => products.iter().find(|p| p.id == id).map(|p| p.name.clone()).unwrap_or_default(),
            None => ui.t("plan-any-product"),
        };
        let rates = plan.rates.iter().map(|r| (name(r), from_tier(&ui, &tiers, r.min_rank), ui.l.percent(r.rate))).collect();
        let days = match rules::days(&plan) {
            None => ui.t("plan-never"),
            Some((first, _)) => {
                let until = plan.valid_until.map_or_else(|| ui.t("plan-open-end"), |d| ui.date_short(&d));
                format!("{} – {until}", ui.date_short(&first))
            }
        };
        let tone = match plan.state {
            PlanState::Draft => "neutral",
            PlanState::Active => "success",
            PlanState::Ended => "info",
        };
        Card { state: ui.t(plan.state.label_key()), tone, days, rates, plan }
    });
    let cards = cards.collect();
    html(&ListPage { can_manage: me.can(&app, Permission::PlanManage), ui, cards })
}

/// The rows of the rate table as they are typed: product, rank and percent side by side.
#[derive(Deserialize, Default, Clone)]
struct PlanForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    valid_from: String,
    #[serde(default)]
    valid_until: String,
    #[serde(default)]
    product: Vec<String>,
    #[serde(default)]
    rank: Vec<String>,
    #[serde(default)]
    percent: Vec<String>,
    /// Set by the button that asks for more rows.
    #[serde(default)]
    more: String,
}

/// How many rows the form has at first, and how many the button adds.
const ROWS: usize = 8;

impl PlanForm {
    fn rows(&self) -> usize {
        self.percent.len().min(MOST_RATES)
    }

    fn row(&self, i: usize) -> (&str, &str, &str) {
        (
            self.product.get(i).map_or("", String::as_str),
            self.rank.get(i).map_or("", String::as_str),
            self.percent.get(i).map_or("", String::as_str),
        )
    }

    /// The plan that was typed, and in which row of the form each of its rates stands.
    fn read(&self) -> Result<(NewPlan, Vec<usize>), Invalid> {
        let mut invalid = Invalid::new();
        let day = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
        let valid_from = day(&self.valid_from);
        invalid.check(valid_from.is_some(), "valid_from", "date");
        let valid_until = day(&self.valid_until);
        invalid.check(valid_until.is_some() || self.valid_until.is_empty(), "valid_until", "date");
        let (mut rates, mut places) = (Vec::new(), Vec::new());
        for i in 0..self.rows() {
            let (product, rank, percent) = self.row(i);
            if percent.trim().is_empty() {
                continue;
            }
            let rate = Decimal::from_str_exact(percent.trim().trim_end_matches('%').trim().replace(',', ".").as_str())
                .ok()
                .and_then(|d| (d / Decimal::ONE_HUNDRED).to_string().parse::<Rate>().ok());
            let product = if product.is_empty() { Ok(None) } else { product.parse().map(Some) };
            let min_rank = if rank.trim().is_empty() { Ok(0) } else { rank.trim().parse() };
            invalid.check(rate.is_some(), &format!("rates.{i}.rate"), "rate");
            invalid.check(product.is_ok(), &format!("rates.{i}.product"), "choice");
            invalid.check(min_rank.is_ok(), &format!("rates.{i}.min_rank"), "number");
            if let (Some(rate), Ok(product), Ok(min_rank)) = (rate, product, min_rank) {
                // Rows left empty do not count, but an error must find the row that was typed.
                places.push(i);
                rates.push(PlanRate { product, min_rank, rate });
            }
        }
        invalid.finish()?;
        Ok((NewPlan { name: self.name.clone(), valid_from: valid_from.unwrap_or_default(), valid_until, rates }, places))
    }
}

struct FormRow {
    product: String,
    rank: String,
    percent: String,
    error: String,
    product_error: String,
    rank_error: String,
    percent_error: String,
}

#[derive(Template)]
#[template(path = "plans/pages/edit.html")]
struct EditPage {
    ui: Ui,
    form: PlanForm,
    rows: Vec<FormRow>,
    products: Vec<Choice>,
    tiers: Vec<Choice>,
    errors: Errors,
}

async fn page(app: &App, me: &Me, form: PlanForm, errors: Errors) -> base::Result<EditPage> {
    let mut ui = Page::full(app, me).await?;
    ui.task = true;
    let products = partners::products(&app.read(&me.actor)).await?;
    let products = products.into_iter().map(|p| Choice::new(p.id.to_string(), p.name)).collect();
    let n = form.rows().max(ROWS) + if form.more.is_empty() { 0 } else { ROWS };
    let rows = (0..n.min(MOST_RATES)).map(|i| {
        let (product, rank, percent) = form.row(i);
        let of = |part: &str| errors.of(&format!("rates.{i}{part}")).to_owned();
        FormRow {
            product: product.to_owned(),
            rank: rank.to_owned(),
            percent: percent.to_owned(),
            error: of(""),
            product_error: of(".product"),
            rank_error: of(".min_rank"),
            percent_error: of(".rate"),
        }
    });
    let rows = rows.collect();
    let tiers = tier_names(&app.read(&me.actor)).await?.into_iter();
    let tiers = tiers.map(|(rank, name)| Choice::new(rank.to_string(), ui.t1("plan-from-tier", "tier", name))).collect();
    Ok(EditPage { ui, form, rows, products, tiers, errors })
}

async fn new(State(app): State<App>, me: Me) -> Reply {
    let form = PlanForm { valid_from: app.now().format("%Y-%m-%d").to_string(), ..PlanForm::default() };
    html(&page(&app, &me, form, Errors::none()).await?)
}

async fn create(State(app): State<App>, me: Me, Form(form): Form<PlanForm>) -> Reply {
    if !form.more.is_empty() {
        return html(&page(&app, &me, form, Errors::none()).await?);
    }
    let typed = &form;
    let outcome = app
        .transact(&me.actor, |work| async move {
            let (new, places) = typed.read()?;
            actions::draft(&work, &new).await.map_err(|e| placed(e, &places))
        })
        .await;
    match outcome {
        Ok(_) => Ok(flash_to(&app, "/incentives/plans", "plan-drafted")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&page(&app, &me, form, errors).await?)
        }
    }
}

/// The refusal with the rates it names moved to the rows of the form in which they were typed.
fn placed(e: base::Error, places: &[usize]) -> base::Error {
    let base::Error::Refused(refusal) = &e else { return e };
    let fields = refusal.fields();
    if fields.is_empty() {
        return e;
    }
    let mut invalid = Invalid::new();
    for mut field in fields {
        let place = field.field.strip_prefix("rates.").and_then(|rest| {
            let (n, part) = rest.split_once('.').map_or((rest, ""), |(n, part)| (n, part));
            Some((places.get(n.parse::<usize>().ok()?)?, part.to_owned()))
        });
        if let Some((row, part)) = place {
            field.field = if part.is_empty() { format!("rates.{row}") } else { format!("rates.{row}.{part}") };
        }
        invalid.push(field);
    }
    invalid.into()
}

async fn activate(State(app): State<App>, me: Me, Path(id): Path<PlanId>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::activate(&work, id).await }).await?;
    Ok(flash_to(&app, "/incentives/plans", "plan-activated"))
}

async fn end(State(app): State<App>, me: Me, Path(id): Path<PlanId>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::end(&work, id).await }).await?;
    Ok(flash_to(&app, "/incentives/plans", "plan-ended"))
}
