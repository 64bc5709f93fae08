//! `import accounts`.

use std::path::PathBuf;
use std::process::ExitCode;

use accounts::{FileImport, Layout, Options, import_file};
use anyhow::{Context as _, Result, bail};
use clap::{Args, Subcommand};
use work::Actor;

use super::{Global, finish, say};
use crate::{telemetry, wiring};

#[derive(Subcommand)]
pub(crate) enum ImportCommand {
    /// Imports end-customer companies; ends with 3 when rows were rejected.
    Accounts(AccountsArgs),
}

#[derive(Args)]
pub(crate) struct AccountsArgs {
    /// A CSV file with a header line.
    file: PathBuf,
    /// Which program wrote the file: hubspot, salesforce or auto.
    #[arg(long, default_value = "auto")]
    layout: String,
    /// Says what would happen and writes nothing.
    #[arg(long)]
    dry_run: bool,
    /// Imports the good rows although others are rejected.
    #[arg(long)]
    keep_good: bool,
}

pub(crate) async fn run(global: &Global, command: ImportCommand) -> Result<ExitCode> {
    match command {
        ImportCommand::Accounts(args) => accounts_file(global, args).await,
    }
}

async fn accounts_file(global: &Global, args: AccountsArgs) -> Result<ExitCode> {
    let all = global.settings(&[])?;
    let telemetry = telemetry::begin(&all)?;
    let Some(layout) = Layout::ALL.into_iter().find(|l| l.code() == args.layout) else {
        bail!("--layout is {:?}; it must be one of {}", args.layout, Layout::ALL.map(Layout::code).join(", "));
    };
    let bytes = std::fs::read(&args.file).with_context(|| format!("reading {}", args.file.display()))?;
    let built = wiring::build(&all, false).await?;
    let name = args.file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let errors_to = args.file.with_extension("errors.csv");
    let errors_to = errors_to.file_name().map(PathBuf::from).unwrap_or(errors_to);
    let l = built.app.l10n(built.app.settings().locale, i18n::Tz::UTC);
    let options = Options { layout, dry_run: args.dry_run, keep_good: args.keep_good, ..Options::default() };
    let import = FileImport { file_name: name, bytes: bytes.into(), options, errors_to: Some(errors_to), l };
    let actor = Actor::system("towpath import");
    let mut told = 0;
    let summary = import_file(&built.app, &actor, &import, &mut |done, _| {
        if done >= told + 5000 {
            told = done;
            say(&format!("{done} rows"));
        }
    })
    .await?;
    for p in &summary.problems {
        let column = if p.column.is_empty() { String::new() } else { format!(", column {:?}", p.column) };
        let value = if p.value.is_empty() { String::new() } else { format!(", value {:?}", p.value) };
        say(&format!("row {}{column}{value}: {}", p.row, p.text));
    }
    let c = &summary.counts;
    let shown = i64::try_from(summary.problems.len()).unwrap_or(i64::MAX);
    if c.rejected > shown {
        say(&format!("… and {} more rejected rows", c.rejected - shown));
    }
    say(&format!("{} rows: {} created, {} updated, {} unchanged, {} rejected", c.rows, c.created, c.updated, c.unchanged, c.rejected));
    if summary.stopped {
        say("Nothing was written, because rows were rejected. Mend them, or import the good ones with --keep-good.");
    }
    if let Some(file) = &summary.errors_file {
        say(&format!("Rejected rows with their reasons: {}", file.display()));
    }
    finish(global, &summary.json());
    telemetry.end();
    Ok(if c.rejected > 0 { ExitCode::from(3) } else { ExitCode::SUCCESS })
}
