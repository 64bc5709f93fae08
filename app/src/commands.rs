//! The commands. Scripts of others depend on their flags and on the last line with `--json`.

mod audit;
mod backup;
mod demo;
mod doctor;
mod import;
mod matching;
mod openapi;
mod replay;
mod serve;
mod user;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};
use serde_json::Value;

use crate::settings::All;
use crate::telemetry;

/// The open-source partner ecosystem platform.
#[derive(Parser)]
#[command(name = "towpath", version, about, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Flags that every command takes.
#[derive(Args, Clone)]
pub(crate) struct Global {
    /// Folder of the embedded database, files and keys.
    #[arg(long, global = true, default_value = "./data", value_name = "DIR")]
    pub(crate) data: PathBuf,
    /// Settings file; `towpath.toml` in the data folder when absent.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Ends with one line of JSON for machines.
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

impl Global {
    fn settings(&self, flags: &[(&'static str, String)]) -> Result<All> {
        All::load(&self.data, self.config.as_deref(), flags)
    }
}

#[derive(Subcommand)]
enum Command {
    /// Serves the web and runs background jobs.
    Serve(serve::ServeArgs),
    /// Runs background jobs alone.
    Worker,
    /// Fills an empty folder with a realistic vendor and serves it.
    Demo(demo::DemoArgs),
    /// Brings the database to this version.
    Migrate,
    /// Imports rows from a file.
    #[command(subcommand)]
    Import(import::ImportCommand),
    /// Finds the same companies in one or two CSV files.
    Match(matching::MatchArgs),
    /// Prints the OpenAPI document.
    Openapi,
    /// Manages people.
    #[command(subcommand)]
    User(user::UserCommand),
    /// Checks the audit record.
    #[command(subcommand)]
    Audit(audit::AuditCommand),
    /// Decides again what was decided, from what was known then.
    #[command(subcommand)]
    Replay(replay::ReplayCommand),
    /// Writes a consistent copy of the embedded database and files, while serving.
    Backup(backup::BackupArgs),
    /// Restores a copy into an empty folder.
    Restore(backup::RestoreArgs),
    /// Shows settings with their source, and health.
    Doctor,
}

/// Runs a command.
pub(crate) async fn run(cli: Cli) -> Result<ExitCode> {
    let global = cli.global;
    match cli.command {
        Command::Serve(args) => serve::serve(&global, args).await,
        Command::Worker => serve::worker(&global).await,
        Command::Demo(args) => demo::run(&global, args).await,
        Command::Migrate => migrate(&global).await,
        Command::Import(command) => import::run(&global, command).await,
        Command::Match(args) => matching::run(&global, &args),
        Command::Openapi => openapi::run(&global).await,
        Command::User(command) => user::run(&global, command).await,
        Command::Audit(command) => audit::run(&global, command).await,
        Command::Replay(command) => replay::run(&global, command).await,
        Command::Backup(args) => backup::backup(&global, args).await,
        Command::Restore(args) => backup::restore(&global, args).await,
        Command::Doctor => doctor::run(&global).await,
    }
}

async fn migrate(global: &Global) -> Result<ExitCode> {
    let all = global.settings(&[])?;
    let telemetry = telemetry::begin(&all)?;
    let stages = towpath::stages();
    let db = crate::wiring::open(&all).await?;
    let ran = db::migrate(&db, &base::SystemClock, &web::App::migrations(&stages)).await?;
    for name in &ran {
        say(&format!("migrated {name}"));
    }
    if ran.is_empty() {
        say("nothing to migrate");
    }
    finish(global, &serde_json::json!({ "migrated": ran }));
    telemetry.end();
    Ok(ExitCode::SUCCESS)
}

/// Prints a line for people.
pub(crate) fn say(text: &str) {
    // A closed pipe (`towpath … | head`) is no error of ours.
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Prints the last line for machines, when it was asked for.
pub(crate) fn finish(global: &Global, value: &Value) {
    if global.json {
        say(&value.to_string());
    }
}

/// Says what went wrong.
pub(crate) fn complain(json: bool, text: &str) {
    let _ = writeln!(std::io::stderr(), "towpath: {text}");
    if json {
        say(&serde_json::json!({ "error": text }).to_string());
    }
}
