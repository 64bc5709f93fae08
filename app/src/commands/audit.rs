//! `audit verify`.

use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;
use serde_json::json;

use super::{Global, finish, say};
use crate::{telemetry, wiring};

#[derive(Subcommand)]
pub(crate) enum AuditCommand {
    /// Verifies the hash chains and the signed heads; ends with 2 when something does not fit.
    Verify,
}

pub(crate) async fn run(global: &Global, command: AuditCommand) -> Result<ExitCode> {
    match command {
        AuditCommand::Verify => verify(global).await,
    }
}

async fn verify(global: &Global) -> Result<ExitCode> {
    let all = global.settings(&[])?;
    let telemetry = telemetry::begin(&all)?;
    let db = wiring::open(&all).await?;
    let dir = all.data.join("keys");
    let anchor = if dir.join("audit-signing.key").exists() {
        // The key is there, so none is made.
        ::audit::Keeper::open(&dir, || [0; 32])?.last()?
    } else {
        None
    };
    let verdict = ::audit::verify(db.reader(), anchor.as_ref()).await?;
    let findings: Vec<_> =
        verdict.findings.iter().map(|f| json!({ "chain": f.chain, "seq": f.seq, "record": f.record, "flaw": f.flaw.code() })).collect();
    for f in &verdict.findings {
        let record = f.record.map(|r| format!(", record {r}")).unwrap_or_default();
        say(&format!("chain {} at {}{record}: {}", f.chain, f.seq, f.flaw.code()));
    }
    let whole = verdict.findings.is_empty();
    let heads = if verdict.anchored { "compared with the signed heads" } else { "no signed heads to compare with" };
    say(&format!("{} records in {} chains, {heads}: {}", verdict.records, verdict.chains, if whole { "whole" } else { "NOT whole" }));
    finish(
        global,
        &json!({ "ok": whole, "records": verdict.records, "chains": verdict.chains, "anchored": verdict.anchored, "findings": findings }),
    );
    telemetry.end();
    Ok(if whole { ExitCode::SUCCESS } else { ExitCode::from(2) })
}
