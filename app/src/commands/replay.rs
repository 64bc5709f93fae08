//! `replay deals`.

use std::process::ExitCode;

use anyhow::{Result, bail};
use base::Instant;
use chrono::{NaiveDate, NaiveTime};
use clap::{Args, Subcommand};
use serde_json::json;
use work::Actor;

use super::{Global, finish, say};
use crate::{telemetry, wiring};

/// How many differences are printed.
const SHOWN: usize = 1_000;

#[derive(Subcommand)]
pub(crate) enum ReplayCommand {
    /// Decides about deals again; ends with 3 when something comes out otherwise.
    Deals(DealsArgs),
}

#[derive(Args)]
pub(crate) struct DealsArgs {
    /// Only what was decided on this day (UTC) or later, such as 2026-01-31; everything when absent.
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
}

pub(crate) async fn run(global: &Global, command: ReplayCommand) -> Result<ExitCode> {
    match command {
        ReplayCommand::Deals(args) => deals(global, &args).await,
    }
}

async fn deals(global: &Global, args: &DealsArgs) -> Result<ExitCode> {
    let since = match &args.since {
        None => Instant::default(),
        Some(typed) => match typed.parse::<NaiveDate>() {
            Ok(day) => day.and_time(NaiveTime::MIN).and_utc(),
            Err(_) => bail!("--since is {typed:?}; it must be a day such as 2026-01-31"),
        },
    };
    let all = global.settings(&[])?;
    let telemetry = telemetry::begin(&all)?;
    let built = wiring::build(&all, false).await?;
    let work = built.app.read(&Actor::system("towpath replay"));
    let found = sell::deals::replay(&work, since, SHOWN).await?;
    for d in &found.differences {
        let moment = |at: Option<Instant>| at.map(|at| format!(" {}", at.to_rfc3339())).unwrap_or_default();
        say(&format!(
            "{} {} {} under version {}: was {}{}, is {}{}",
            d.decided.at.to_rfc3339(),
            d.decided.deal,
            d.decided.question.code(),
            d.decided.version,
            d.decided.outcome.code(),
            moment(d.decided.outcome.moment()),
            d.now.code(),
            moment(d.now.moment()),
        ));
    }
    // Rulings are made by people; what the rules proposed for them is made again.
    let rulings = sell::conflicts::replay(&work, since, SHOWN).await?;
    for id in &rulings.differences {
        say(&format!("{id}: the rules propose otherwise now"));
    }
    let shown = u64::try_from(found.differences.len()).unwrap_or(u64::MAX);
    if found.differ > shown {
        say(&format!("… and {} more", found.differ - shown));
    }
    let (made, differ) = (found.decisions + rulings.proposals, found.differ + rulings.differ);
    say(&match differ {
        0 => format!("{made} decisions, made again: all the same"),
        n => format!("{made} decisions, made again: {n} come out otherwise"),
    });
    finish(global, &json!({ "decisions": made, "differences": differ }));
    telemetry.end();
    Ok(if differ == 0 { ExitCode::SUCCESS } else { ExitCode::from(3) })
}
