//! `demo`: fills an empty folder with a realistic vendor and serves it.

use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use serde_json::{Value, json};

use super::{Global, finish, say, serve};
use crate::settings::All;
use crate::{demo, telemetry, wiring};

#[derive(Args)]
pub(crate) struct DemoArgs {
    /// Address and port of the web server.
    #[arg(long, value_name = "ADDR:PORT")]
    listen: Option<String>,
    /// Fills and exits.
    #[arg(long)]
    prepare_only: bool,
    /// The seed of the invented world.
    #[arg(long, default_value_t = 7)]
    seed: u64,
}

const MARK: &str = "demo.json";

/// Whether a folder holds a demo.
pub(crate) fn is_demo(all: &All) -> bool {
    all.data.join(MARK).exists()
}

pub(crate) async fn run(global: &Global, args: DemoArgs) -> Result<ExitCode> {
    let flags: Vec<(&'static str, String)> = args.listen.into_iter().map(|l| ("listen", l)).collect();
    let all = global.settings(&flags)?;
    let telemetry = telemetry::begin(&all)?;
    if !is_demo(&all) {
        if all.data.join("towpath.db").exists() {
            bail!("{} holds data that is not a demo; name another folder with --data", all.data.display());
        }
        say("Making the demo: a vendor, its partners and a year of history. This takes under a minute.");
        let world = alone(&all, args.seed)?;
        let text = serde_json::to_string_pretty(&world).context("writing the demo's personas")?;
        std::fs::write(all.data.join(MARK), text).with_context(|| format!("writing {}", all.data.join(MARK).display()))?;
    }
    let text = std::fs::read_to_string(all.data.join(MARK)).context("reading the demo's personas")?;
    let world: Value = serde_json::from_str(&text).context("reading the demo's personas")?;
    let print = || {
        say("");
        say("Sign in with one click on the sign-in page, or with these addresses and the password below:");
        for p in world.get("personas").and_then(Value::as_array).into_iter().flatten() {
            let field = |name: &str| p.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
            say(&format!("  {:<34} {:<24} {}", field("email"), field("role"), field("org")));
        }
        say(&format!("  password: {}", world.get("password").and_then(Value::as_str).unwrap_or_default()));
    };
    if args.prepare_only {
        print();
        finish(global, &world);
        telemetry.end();
        return Ok(ExitCode::SUCCESS);
    }
    let built = wiring::build(&all, true).await?;
    let address = built.app.settings().base_url.clone();
    let json = global.json;
    serve::listen(&all, built, true, || {
        print();
        say("");
        say(&format!("Open {address}"));
        if json {
            let mut last = world.clone();
            if let Value::Object(map) = &mut last {
                map.insert("url".to_owned(), json!(address));
            }
            say(&last.to_string());
        }
    })
    .await?;
    telemetry.end();
    Ok(ExitCode::SUCCESS)
}

/// Fills the demo in a thread and a runtime of its own, on one processor.
///
/// The year is one long conversation with the database, whose driver answers from another thread. Each answer that
/// has to wake another processor costs more than most questions: on one processor the same year takes half
/// the time. The threads that serve afterwards are others and run where they like.
fn alone(all: &All, seed: u64) -> Result<Value> {
    let year = || {
        one_processor();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().context("starting the demo's runtime")?;
        runtime.block_on(demo::fill(all, seed))
    };
    let filled = std::thread::scope(|s| s.spawn(year).join());
    filled.unwrap_or_else(|_| bail!("making the demo was broken off by a fault; its message is above"))
}

/// Keeps this thread, and those that it starts, on the processor that it is on. Where that cannot be done, it is slower.
#[cfg(target_os = "linux")]
fn one_processor() {
    use rustix::thread::{CpuSet, sched_getcpu, sched_setaffinity};
    let mut here = CpuSet::new();
    here.set(sched_getcpu());
    if let Err(e) = sched_setaffinity(None, &here) {
        tracing::debug!(error = %e, "the demo is made on all processors");
    }
}

#[cfg(not(target_os = "linux"))]
fn one_processor() {}
