//! Making the world: the vendor, its program, its courses, its accounts, and then the year.

use std::sync::Arc;

use accounts::{FileImport, Layout, Options, import_file};
use anyhow::{Context as _, Result};
use base::{Clock as _, Currency, ManualClock, PageRequest, Rate, SystemClock, UserId};
use chrono::{DurationRound as _, TimeDelta};
use identity::{Cost, NewUser, hash_password};
use incentivize::plans::model::{NewPlan, PlanRate};
use partners::{NewProduct, NewProgram, NewTier};
use serde_json::{Value, json};
use web::App;
use work::{Actor, IdSource, Role};

use super::client::Client;
use super::history::{History, token};
use super::people::STAFF;
use crate::settings::All;
use crate::wiring;

/// The password of every persona; the demo is for looking, not for secrets.
const PASSWORD: &str = "kestrel-towpath-demo";

/// Real companies, as an export of a CRM.
const COMPANIES: &[u8] = include_bytes!("../../../testdata/companies-hubspot.csv");

/// Fills an empty deployment and returns its personas.
pub(crate) async fn fill(all: &All, seed: u64) -> Result<Value> {
    let now = SystemClock.now();
    let begin = now.duration_trunc(TimeDelta::days(1)).unwrap_or(now) - TimeDelta::days(365) + TimeDelta::hours(8);
    let clock = Arc::new(ManualClock::new(begin));
    let mut settings = all.web(true)?;
    settings.api_per_minute = 0;
    let built = wiring::build_with(all, settings, clock.clone(), IdSource::seeded(seed)).await?;
    let app = &built.app;
    let hash = hash_password(PASSWORD, app.ids().random(), Cost::Invented).await?;
    let (mut personas, people) = vendor(app, &hash).await.context("adding the vendor's people")?;
    program(app).await.context("opening the program")?;
    content(app).await.context("writing courses, agreements and plans")?;
    let customers = customers(app).await.context("importing companies")?;
    web::settle(app).await?;
    let products = products(app).await?;

    let staff = |email: &str| people.iter().find(|p| p.2.starts_with(email)).cloned().context("a person of the vendor is missing");
    let (ops, finance, manager) = (staff("mara@")?, staff("helen@")?, staff("jonas@")?);
    let ops_actor = Actor::staff(ops.0, ops.1, vec![Role::PartnerOps]);
    let client = |token: String| Client { router: built.router.clone(), token };
    let ops_client = client(token(app, ops.0, now).await.context("making a token for operations")?);
    let finance_client = client(token(app, finance.0, now).await.context("making a token for finance")?);
    let partners = super::people::partners()?;
    let mut history = History::new(
        app,
        &built.router,
        &clock,
        seed,
        &hash,
        ops_client,
        finance_client,
        ops_actor,
        manager.0,
        &partners,
        customers,
        products,
        now,
    );
    history.run().await?;
    let members = std::mem::take(&mut history.personas);
    clock.set(now);
    web::tick(app).await?;
    web::sign_heads(app).await?;
    for (id, _, email, _) in people {
        if let Some(p) = personas.iter_mut().find(|p| p.get("email").and_then(Value::as_str) == Some(email.as_str())) {
            let secret = token(app, id, now).await.with_context(|| format!("making a token for {email}"))?;
            if let Value::Object(map) = p {
                map.insert("token".to_owned(), json!(secret));
            }
        }
    }
    personas.extend(members);
    Ok(json!({ "password": PASSWORD, "personas": personas }))
}

type Person = (UserId, &'static str, String, Role);

async fn vendor(app: &App, hash: &str) -> Result<(Vec<Value>, Vec<Person>)> {
    let system = app.system("demo");
    let (mut personas, mut people) = (Vec::new(), Vec::new());
    for s in STAFF {
        let new = &NewUser {
            email: s.email.to_owned(),
            name: s.name.to_owned(),
            roles: vec![s.role],
            partner: None,
            org: s.team.to_owned(),
            locale: "en".to_owned(),
            zone: "Europe/Berlin".to_owned(),
        };
        let label = Some(s.label).filter(|l| !l.is_empty());
        let id = app.transact(&system, |work| async move { identity::add_active(&work, new, Some(hash.to_owned()), label).await }).await?;
        people.push((id, s.name, s.email.to_owned(), s.role));
        if !s.label.is_empty() {
            personas.push(json!({ "email": s.email, "name": s.name, "role": s.role.code(), "org": s.team }));
        }
    }
    Ok((personas, people))
}

async fn program(app: &App) -> Result<()> {
    let tier = |name: &str, revenue: i64, certified: i64, margin: i64, days: i64, benefits: &str| NewTier {
        name: name.to_owned(),
        min_revenue_minor: revenue * 100,
        currency: Currency::EUR,
        min_certified: certified,
        margin_points: margin,
        protection_days: days,
        benefits: benefits.to_owned(),
    };
    let program = &NewProgram {
        name: "Kestrel Partner Program".to_owned(),
        purpose: "Sell, deliver and grow with fleet and yard software.".to_owned(),
        tiers: vec![
            tier("Registered", 0, 0, 0, 90, "Portal and training"),
            tier("Silver", 60_000, 1, 200, 90, "Leads in your region\nPartner manager"),
            tier("Gold", 250_000, 2, 500, 120, "Named solution engineer\nMarket funds"),
            tier("Platinum", 900_000, 4, 800, 150, "Joint business plan\nRoadmap council"),
        ],
    };
    let products = &[
        ("route-planner", "Route Planner", "Fleet"),
        ("fleet-insights", "Fleet Insights", "Fleet"),
        ("yard-control", "Yard Control", "Yard"),
        ("tracking-device", "Tracking device", "Devices"),
    ];
    app.transact(&app.system("demo"), |work| async move {
        partners::open_program(&work, program).await?;
        for (key, name, family) in products {
            let new = NewProduct { key: (*key).to_owned(), name: (*name).to_owned(), family: (*family).to_owned() };
            partners::add_product(&work, &new).await?;
        }
        Ok(())
    })
    .await?;
    Ok(())
}

/// Courses, agreement and activation templates, the ideal partner profile, and the commission plan.
async fn content(app: &App) -> Result<()> {
    let system = app.system("demo");
    let vendor = app.settings().vendor.as_str();
    for course in &super::courses::all() {
        app.transact(&system, |work| async move { enable::courses::actions::publish(&work, course).await }).await?;
    }
    app.transact(&system, |work| async move {
        onboard::seed_agreements(&work, vendor).await?;
        onboard::seed_activation(&work).await?;
        recruit::scoring::ensure_default(&work).await?;
        Ok(())
    })
    .await?;
    let products = partners::products(&app.read(&system)).await?;
    let of = |key: &str| products.iter().find(|p| p.key == key).map(|p| p.id);
    let row = |product, min_rank, points| PlanRate { product, min_rank, rate: Rate::from_basis_points(points) };
    let plan = &NewPlan {
        name: "Commission by tier and product".to_owned(),
        valid_from: app.now().date_naive(),
        valid_until: None,
        rates: vec![
            row(None, 0, 800),
            row(None, 2, 1000),
            row(None, 3, 1250),
            row(of("route-planner"), 0, 1000),
            row(of("route-planner"), 2, 1200),
            row(of("route-planner"), 3, 1500),
            row(of("tracking-device"), 0, 400),
        ],
    };
    app.transact(&system, |work| async move {
        let draft = incentivize::plans::actions::draft(&work, plan).await?;
        incentivize::plans::actions::activate(&work, draft.id).await
    })
    .await?;
    Ok(())
}

/// Imports the real companies and returns those that deals are registered for: name, domain, country, city.
async fn customers(app: &App) -> Result<Vec<(String, String, String, String)>> {
    let system = app.system("demo");
    let l = app.l10n(app.settings().locale, i18n::Tz::UTC);
    let options = Options { layout: Layout::Hubspot, keep_good: true, ..Options::default() };
    let file = FileImport { file_name: "companies-hubspot.csv".to_owned(), bytes: COMPANIES.into(), options, errors_to: None, l };
    import_file(app, &system, &file, &mut |_, _| {}).await?;
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let page = accounts::list(&app.read(&system), &accounts::Filter::default(), &PageRequest::first(200).after(after)).await?;
        for a in page.items {
            let d = a.details;
            if !d.domain.is_empty() && d.country.len() == 2 {
                found.push((d.name, d.domain, d.country, d.city));
            }
        }
        after = page.next;
        if after.is_none() || found.len() > 900 {
            return Ok(found);
        }
    }
}

async fn products(app: &App) -> Result<Vec<(String, i64)>> {
    let prices = [("route-planner", 3200), ("fleet-insights", 2100), ("yard-control", 4500)];
    let products = partners::products(&app.read(&app.system("demo"))).await?;
    let price = |key: &str| prices.iter().find(|p| p.0 == key).map(|p| p.1);
    Ok(products.iter().filter_map(|p| Some((p.id.to_string(), price(&p.key)?))).collect())
}
