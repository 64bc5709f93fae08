//! Fills a database: a program, a product, fifty active partners with a seller each, and the accounts.

use std::time::Instant;

use accounts::{NewAccount, Origin};
use base::{Currency, PartnerId};
use identity::{Cost, NewToken, NewUser};
use partners::{Lifecycle, NewPartner, NewProduct, NewProgram, NewTier, PartnerType};
use serde_json::{Value, json};
use work::{Actor, Desk, Permission, Role, Work};

use super::Outcome;
use super::companies::{Company, Dice, made_up};

pub(crate) const SEED: u64 = 20_260_101;
const PARTNERS: usize = 50;
const PASSWORD: &str = "kestrel-towpath-bench";

async fn partner(work: &Work, name: &str) -> base::Result<PartnerId> {
    let new = NewPartner {
        name: name.to_owned(),
        kind: PartnerType::Reseller,
        country: "NO".to_owned(),
        city: String::new(),
        website: String::new(),
        locale: "en".to_owned(),
        currency: Currency::EUR,
        manager: None,
    };
    let partner = partners::admit(work, &new).await?;
    partners::move_to(work, partner.id, Lifecycle::Onboarding, None).await?;
    partners::activate(work, partner.id, "bench").await?;
    Ok(partner.id)
}

fn program() -> NewProgram {
    let tier = NewTier {
        name: "Registered".to_owned(),
        min_revenue_minor: 0,
        currency: Currency::EUR,
        min_certified: 0,
        margin_points: 0,
        protection_days: 90,
        benefits: String::new(),
    };
    NewProgram { name: "Kestrel".to_owned(), purpose: "Sell".to_owned(), tiers: vec![tier] }
}

pub(crate) async fn fill(desk: &Desk, companies: &[Company], n: usize, world: &str) -> Outcome<Value> {
    let actor = Actor::system("bench");
    let program = &program();
    let product = &NewProduct { key: "route-planner".to_owned(), name: "Route Planner".to_owned(), family: "Software".to_owned() };
    let product = desk
        .transact(&actor, |work| async move {
            partners::open_program(&work, program).await?;
            Ok(partners::add_product(&work, product).await?.id)
        })
        .await?;
    let hash = &identity::hash_password(PASSWORD, desk.ids().random(), Cost::Invented).await?;
    let mut tokens = Vec::new();
    for i in 0..PARTNERS {
        let secret = desk
            .transact(&actor, |work| async move {
                let partner = partner(&work, &format!("Partner {i}")).await?;
                let new = NewUser {
                    email: format!("seller{i}@partners.example"),
                    name: format!("Seller {i}"),
                    roles: vec![Role::PartnerAdmin, Role::Sales],
                    partner: Some(partner),
                    org: format!("Partner {i}"),
                    locale: "en".to_owned(),
                    zone: "Europe/Berlin".to_owned(),
                };
                let user = identity::add_active(&work, &new, Some(hash.clone()), None).await?;
                let token = NewToken { name: "Bench".to_owned(), scopes: Permission::ALL.to_vec(), expires_at: None };
                Ok(identity::make_token(&work, user, &token).await?.1)
            })
            .await?;
        tokens.push(secret);
    }
    let start = Instant::now();
    let mut dice = Dice(SEED);
    for from in (0..n).step_by(1000) {
        let new: Vec<NewAccount> =
            (from..(from + 1000).min(n)).map(|i| NewAccount::new(made_up(companies, i, &mut dice), Origin::Import)).collect();
        let new = &new;
        desk.transact(&actor, |work| async move { accounts::create_many(&work, new).await.map(|_| ()) }).await?;
    }
    let seconds = start.elapsed().as_secs_f64();
    let told = json!({ "product": product, "tokens": tokens, "email": "seller0@partners.example", "password": PASSWORD });
    std::fs::write(world, serde_json::to_vec(&told)?)?;
    Ok(json!({ "accounts": n, "seconds": seconds }))
}
