//! Making the world.

use std::sync::Arc;

use anyhow::{Result, bail};
use base::{Currency, ManualClock, UserId};
use chrono::{TimeDelta, TimeZone as _, Utc};
use identity::{Cost, NewUser, hash_password};
use partners::{NewProduct, NewProgram, NewTier};
use serde_json::{Value, json};
use web::App;
use work::{Actor, IdSource, Role};

use super::people::STAFF;
use crate::settings::All;
use crate::wiring;

/// The password of every persona; the demo is for looking, not for secrets.
pub(crate) const PASSWORD: &str = "kestrel-towpath-demo";

/// Fills an empty deployment and returns its personas.
pub(crate) async fn fill(all: &All, seed: u64) -> Result<Value> {
    let now = chrono::DateTime::<Utc>::from(std::time::SystemTime::now());
    let begin = now - TimeDelta::days(365);
    let clock = Arc::new(ManualClock::new(begin));
    let built = wiring::build_with(all, all.web(true)?, clock.clone(), IdSource::seeded(seed)).await?;
    let app = &built.app;
    let system = app.system("demo");
    let hash = hash_password(PASSWORD, app.ids().random(), Cost::Invented).await?;
    let mut staff: Vec<(UserId, &'static str)> = Vec::new();
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
        let hash = &hash;
        let id = app.transact(&system, |work| async move { identity::add_active(&work, new, Some(hash.clone()), label).await }).await?;
        staff.push((id, s.email));
    }
    program(app, &system).await?;
    web::settle(app).await?;
    clock.set(now);
    let _ = Utc.timestamp_opt(0, 0);
    let Some(_) = staff.first() else { bail!("the demo has nobody") };
    let personas: Vec<Value> = STAFF.iter().filter(|s| !s.label.is_empty()).map(|s| json!({ "email": s.email, "name": s.name, "role": s.role.code(), "org": s.team })).collect();
    let _ = Role::Owner;
    Ok(json!({ "password": PASSWORD, "personas": personas }))
}

async fn program(app: &App, system: &Actor) -> Result<()> {
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
            tier("Silver", 100_000, 1, 200, 90, "Leads in your region\nPartner manager"),
            tier("Gold", 400_000, 3, 500, 120, "Named solution engineer\nMarket funds"),
            tier("Platinum", 1_200_000, 6, 800, 150, "Joint business plan\nRoadmap council"),
        ],
    };
    let products = &[("route-planner", "Route Planner", "Fleet"), ("fleet-insights", "Fleet Insights", "Fleet"), ("yard-control", "Yard Control", "Yard"), ("tracking-device", "Tracking device", "Devices")];
    app.transact(system, |work| async move {
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
