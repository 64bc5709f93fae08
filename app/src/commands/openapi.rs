//! `openapi`: prints the document; it needs no data folder.

use std::process::ExitCode;

use anyhow::{Context as _, Result};

use super::{Global, say};
use crate::settings::All;
use crate::wiring;

pub(crate) async fn run(_: &Global) -> Result<ExitCode> {
    let dir = std::env::temp_dir().join(format!("towpath-openapi-{}", std::process::id()));
    let all = All::load(&dir, None, &[("database_url", String::new())])?;
    let built = wiring::build(&all, false).await?;
    let document = serde_json::to_string_pretty(built.app.openapi()).context("writing the document");
    drop(built);
    let _ = std::fs::remove_dir_all(&dir);
    say(&document?);
    Ok(ExitCode::SUCCESS)
}
