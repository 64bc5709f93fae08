//! `backup` and `restore` of an embedded deployment.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use db::Target;
use sea_orm::ConnectionTrait as _;
use serde_json::json;

use super::{Global, finish, say};
use crate::wiring;

#[derive(Args)]
pub(crate) struct BackupArgs {
    /// The folder to write; it must not be there.
    to: PathBuf,
}

#[derive(Args)]
pub(crate) struct RestoreArgs {
    /// The folder that `backup` wrote.
    from: PathBuf,
}

pub(crate) async fn backup(global: &Global, args: BackupArgs) -> Result<ExitCode> {
    let all = global.settings(&[])?;
    let Target::Sqlite { path, .. } = all.target()? else {
        bail!("the data is in PostgreSQL: back it up with pg_dump, and the file store with its own tools");
    };
    if !path.exists() {
        bail!("there is no database at {}", path.display());
    }
    if args.to.exists() {
        bail!("{} is there already; name a new folder", args.to.display());
    }
    std::fs::create_dir_all(&args.to).with_context(|| format!("making {}", args.to.display()))?;
    let db = wiring::open(&all).await?;
    let copy = args.to.join("towpath.db");
    // VACUUM INTO reads one snapshot, so that writers go on while the copy is made.
    let sql = format!("VACUUM INTO '{}'", copy.display().to_string().replace('\'', "''"));
    db.writer().execute_unprepared(&sql).await.context("copying the database")?;
    let mut files = 0;
    for folder in ["files", "keys"] {
        // After the database: a file that the copy names was stored before the snapshot.
        files += copy_tree(&all.data.join(folder), &args.to.join(folder))?;
    }
    for name in ["towpath.toml", "demo.json"] {
        let from = all.data.join(name);
        if from.exists() {
            std::fs::copy(&from, args.to.join(name)).with_context(|| format!("copying {name}"))?;
        }
    }
    let bytes = std::fs::metadata(&copy).map_or(0, |m| m.len());
    say(&format!("Backed up {bytes} bytes of database and {files} files to {}", args.to.display()));
    finish(global, &json!({ "to": args.to, "database_bytes": bytes, "files": files }));
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn restore(global: &Global, args: RestoreArgs) -> Result<ExitCode> {
    let source = args.from.join("towpath.db");
    if !source.exists() {
        bail!("{} holds no backup: towpath.db is not there", args.from.display());
    }
    if global.data.join("towpath.db").exists() {
        bail!("{} holds a database already; restore into an empty folder", global.data.display());
    }
    let files = copy_tree(&args.from, &global.data)?;
    let all = global.settings(&[("database_url", String::new())])?;
    let db = wiring::open(&all).await?;
    db.ping().await?;
    say(&format!("Restored {files} files to {}", global.data.display()));
    finish(global, &json!({ "to": global.data, "files": files }));
    Ok(ExitCode::SUCCESS)
}

fn copy_tree(from: &Path, to: &Path) -> Result<u64> {
    if !from.exists() {
        return Ok(0);
    }
    std::fs::create_dir_all(to).with_context(|| format!("making {}", to.display()))?;
    let mut n = 0;
    for entry in std::fs::read_dir(from).with_context(|| format!("reading {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            n += copy_tree(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), &target).with_context(|| format!("copying {}", entry.path().display()))?;
            n += 1;
        }
    }
    Ok(n)
}
