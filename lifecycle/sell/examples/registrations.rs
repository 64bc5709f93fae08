//! Times registrations, overlap checks and the list of deals against many accounts.
//!
//! `registrations [ACCOUNTS [DEALS]]` fills a new embedded database and calls the routes in process, so
//! that what is timed is the whole way of a request except the network.

use std::error::Error;
use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use accounts::{Details, NewAccount, Origin};
use base::{Currency, PartnerId, ProductId};
use futures::StreamExt as _;
use serde_json::{Value, json};
use testkit::{Persona, Test};
use work::{Role, Work};

type Outcome<T> = Result<T, Box<dyn Error>>;

const FIRST: [&str; 24] = [
    "Nord", "Castel", "Aurora", "Tallin", "Solv", "Meridian", "Ostra", "Fjord", "Skagen", "Kolding", "Orchard", "Baltic", "Harbor",
    "Summit", "Vega", "Lumen", "Cobalt", "Drift", "Ember", "Falcon", "Granit", "Helix", "Indigo", "Juniper",
];
const LAST: [&str; 16] = [
    "Shipping",
    "Foods",
    "Logistics",
    "Transit",
    "Dairies",
    "Parcel",
    "Print",
    "Retail",
    "Health",
    "Bank",
    "Ferries",
    "Energy",
    "Steel",
    "Textiles",
    "Motors",
    "Foundry",
];

/// A word that is the company's own, from its number.
fn own(i: usize) -> String {
    let mut word = String::new();
    let mut n = i;
    for _ in 0..4 {
        let syllable = ["ba", "ke", "li", "mo", "nu", "ra", "si", "to", "ve", "za", "dro", "fli", "gra", "pto", "shu", "wex"];
        word.push_str(syllable.get(n % 16).copied().unwrap_or_default());
        n /= 16;
    }
    word
}

fn company(i: usize) -> (String, String) {
    let first = FIRST.get(i % FIRST.len()).copied().unwrap_or_default();
    let last = LAST.get((i / 7) % LAST.len()).copied().unwrap_or_default();
    (format!("{first} {} {last}", own(i)), format!("{}-{}.com", first.to_lowercase(), own(i)))
}

async fn partner(work: &Work, name: &str) -> base::Result<PartnerId> {
    let new = partners::NewPartner {
        name: name.to_owned(),
        kind: partners::PartnerType::Reseller,
        country: "NO".to_owned(),
        city: String::new(),
        website: String::new(),
        locale: "en".to_owned(),
        currency: Currency::EUR,
        manager: None,
    };
    let partner = partners::admit(work, &new).await?;
    partners::move_to(work, partner.id, partners::Lifecycle::Onboarding, None).await?;
    partners::activate(work, partner.id, "bench").await?;
    Ok(partner.id)
}

async fn world(test: &Test) -> base::Result<(Vec<PartnerId>, ProductId)> {
    test.system(|work| async move {
        let tier = partners::NewTier {
            name: "Registered".to_owned(),
            min_revenue_minor: 0,
            currency: Currency::EUR,
            min_certified: 0,
            margin_points: 0,
            protection_days: 90,
            benefits: String::new(),
        };
        let program = partners::NewProgram { name: "Kestrel".to_owned(), purpose: "Sell".to_owned(), tiers: vec![tier] };
        partners::open_program(&work, &program).await?;
        let product =
            partners::NewProduct { key: "route-planner".to_owned(), name: "Route Planner".to_owned(), family: "Software".to_owned() };
        let product = partners::add_product(&work, &product).await?.id;
        let mut all = Vec::new();
        for n in 0..50 {
            all.push(partner(&work, &format!("Partner {n}")).await?);
        }
        Ok((all, product))
    })
    .await
}

fn body(product: ProductId, name: &str, domain: &str, minor: i64) -> Value {
    json!({
        "customer": { "company": name, "domain": domain, "country": "NO", "contact_name": "Ingrid Aas", "contact_email": format!("ingrid@{domain}") },
        "need": "They want to replace manual planning before spring, and asked for an offer at the fair.",
        "lines": [{ "product_id": product, "quantity": 1, "amount_minor": minor }],
        "currency": "EUR",
        "close_on": "2027-02-15",
    })
}

fn report(out: &mut impl Write, what: &str, times: &mut [Duration], whole: Duration) -> Outcome<()> {
    times.sort_unstable();
    let at = |share: usize| times.get((times.len() * share / 100).min(times.len().saturating_sub(1))).copied().unwrap_or_default();
    let rate = f64::from(u32::try_from(times.len())?) / whole.as_secs_f64();
    writeln!(out, "{what:<44} {:>6} calls  p50 {:>8.2?}  p99 {:>8.2?}  {rate:>8.0}/s", times.len(), at(50), at(99))?;
    Ok(())
}

/// Calls that run at once, each timed.
async fn timed<F, Fut>(calls: usize, at_once: usize, call: F) -> (Vec<Duration>, Duration)
where
    F: Fn(usize) -> Fut,
    Fut: Future<Output = ()>,
{
    let start = Instant::now();
    let each = futures::stream::iter(0..calls).map(|i| {
        let work = call(i);
        async move {
            let start = Instant::now();
            work.await;
            start.elapsed()
        }
    });
    let times = each.buffer_unordered(at_once).collect().await;
    (times, start.elapsed())
}

#[tokio::main]
async fn main() -> Outcome<()> {
    let mut args = std::env::args().skip(1);
    let n_accounts: usize = args.next().map_or(Ok(1_000_000), |a| a.parse())?;
    let n_deals: usize = args.next().map_or(Ok(4_000), |a| a.parse())?;
    let stages = vec![notices::stage(), identity::stage(), partners::stage(), accounts::stage(), sell::stage()];
    let test = Arc::new(Test::sqlite(stages).await);
    let (partners, product) = world(&test).await?;
    let people: Vec<Persona> = partners.iter().map(|p| test.member(Role::Sales, *p)).collect();
    let mut out = std::io::stdout();

    let start = Instant::now();
    for from in (0..n_accounts).step_by(1000) {
        let new: Vec<NewAccount> = (from..(from + 1000).min(n_accounts))
            .map(|i| {
                let (name, domain) = company(i);
                NewAccount::new(Details { name, domain, country: "NO".to_owned(), ..Details::default() }, Origin::Import)
            })
            .collect();
        let new = &new;
        test.system(|work| async move { accounts::create_many(&work, new).await.map(|_| ()) }).await?;
    }
    writeln!(out, "{n_accounts} accounts in {:.1?}", start.elapsed())?;

    let person = |i: usize| people.get(i % people.len()).cloned().unwrap_or_else(|| test.anyone());
    // Half are known customers, half are new ones; a tenth is too large to be approved at once.
    let register = |i: usize| {
        let (name, domain) = if i.is_multiple_of(2) { company(i * 97 % n_accounts.max(1)) } else { company(n_accounts + i * 31) };
        let minor = if i.is_multiple_of(10) { 9_000_000 } else { 4_500_000 };
        let (who, body) = (person(i), body(product, &name, &domain, minor));
        async move {
            who.json("POST", "/api/v1/deals", &body).await.expect(201);
        }
    };
    let (mut times, whole) = timed(500.min(n_deals), 1, register).await;
    report(&mut out, "register, one after the other", &mut times, whole)?;
    let (mut times, whole) = timed(n_deals, 8, |i| register(i + 1_000)).await;
    report(&mut out, "register, eight at once", &mut times, whole)?;
    let same = |i: usize| {
        let (who, body) = (person(i), body(product, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000));
        async move {
            who.json("POST", "/api/v1/deals", &body).await.expect(201);
        }
    };
    let (mut times, whole) = timed(n_deals.min(2_000), 8, same).await;
    report(&mut out, "register one customer, eight at once", &mut times, whole)?;
    let check = |i: usize| {
        let (name, domain) = company(i * 53 % n_accounts.max(1));
        let (who, body) = (person(i), json!({ "company": name, "domain": domain, "country": "NO" }));
        async move {
            who.json("POST", "/api/v1/deal-checks", &body).await.expect(200);
        }
    };
    let (mut times, whole) = timed(1_000, 8, check).await;
    report(&mut out, "overlap check, eight at once", &mut times, whole)?;
    let list = |path: &'static str| {
        let who = person(3);
        move |_: usize| {
            let who = who.clone();
            async move {
                who.get(path).await.expect(200);
            }
        }
    };
    for (what, path) in
        [("table of a partner", "/deals"), ("board of a partner", "/deals?view=board"), ("list over the API", "/api/v1/deals?limit=80")]
    {
        let (mut times, whole) = timed(500, 8, list(path)).await;
        report(&mut out, what, &mut times, whole)?;
    }
    Ok(())
}
