//! What `make bench` measures with: it fills a database, times the duplicate check, and sends requests.
//!
//! `bench fill TARGET COMPANIES.csv ACCOUNTS WORLD.json` fills a migrated database (`sqlite:FILE` or
//! `postgres://…`); `bench csv COMPANIES.csv ROWS FILE` writes companies as a file; `bench check TARGET COMPANIES.csv ACCOUNTS` times the duplicate check; `bench register`
//! and `bench get` send requests to a running server. Each ends with a line of JSON.

mod check;
mod companies;
mod fill;
mod load;

use std::error::Error;
use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

use base::SystemClock;
use db::{Db, Target};
use serde_json::{Value, json};
use work::{Desk, DeskConfig, IdSource, Policy};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The middle and the slowest of the times, and the rate, as the report wants them.
fn figures(times: &mut [Duration], whole: Duration) -> Outcome<Value> {
    times.sort_unstable();
    let at = |share: usize| times.get((times.len() * share / 100).min(times.len().saturating_sub(1))).copied().unwrap_or_default();
    let ms = |d: Duration| d.as_secs_f64() * 1000.0;
    let rate = f64::from(u32::try_from(times.len())?) / whole.as_secs_f64();
    Ok(json!({ "calls": times.len(), "per_second": rate, "p50_ms": ms(at(50)), "p99_ms": ms(at(99)) }))
}

async fn desk(target: &str) -> Outcome<Desk> {
    let target: Target = target.parse()?;
    let db = Db::open(&target).await?;
    Ok(Desk::new(DeskConfig { db, clock: Arc::new(SystemClock), ids: IdSource::random_seed(), policy: Policy::load()? }))
}

#[tokio::main]
async fn main() -> Outcome<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let result = match args.as_slice() {
        ["fill", target, file, n, world] => fill::fill(&desk(target).await?, &companies::read(file)?, n.parse()?, world).await?,
        ["check", target, file, n] => check::check(&desk(target).await?, &companies::read(file)?, n.parse()?).await?,
        ["csv", companies, n, file] => json!({ "rows": companies::write(&companies::read(companies)?, n.parse()?, file)? }),
        ["register", address, world, calls, clients, from, customers] => {
            load::register(address, world, calls.parse()?, clients.parse()?, from.parse()?, *customers == "one").await?
        }
        ["get", address, path, header, calls, clients] => load::get(address, path, header, calls.parse()?, clients.parse()?).await?,
        _ => return Err("see the top of the source for what it takes".into()),
    };
    writeln!(std::io::stdout(), "{result}")?;
    Ok(())
}
