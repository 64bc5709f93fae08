//! `match`: the duplicate engine on plain files.

use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;
use std::process::ExitCode;

use ::matching::files::{ColumnMap, Input, run as run_files};
use anyhow::{Context as _, Result};
use clap::Args;
use serde_json::json;

use super::{Global, finish, say};

#[derive(Args)]
pub(crate) struct MatchArgs {
    /// The file to look in.
    left: PathBuf,
    /// A second file; without it, pairs within the first are found.
    right: Option<PathBuf>,
    /// Which column holds what: name=COL,domain=COL,address=COL,city=COL,region=COL,postal=COL,country=COL,phone=COL,id=COL
    #[arg(long, value_name = "FIELD=COL,…")]
    map: String,
    /// Where the pairs are written.
    #[arg(long, value_name = "PAIRS.csv")]
    out: PathBuf,
}

pub(crate) fn run(global: &Global, args: &MatchArgs) -> Result<ExitCode> {
    let map = ColumnMap::parse(&args.map)?;
    let open = |path: &PathBuf| -> Result<Input<File>> {
        Ok(Input { name: path.display().to_string(), data: File::open(path).with_context(|| format!("opening {}", path.display()))? })
    };
    let left = open(&args.left)?;
    let right = args.right.as_ref().map(open).transpose()?;
    let out = File::create(&args.out).with_context(|| format!("writing {}", args.out.display()))?;
    let summary = run_files(left, right, &map, BufWriter::new(out))?;
    say(&format!(
        "{} rows and {} rows, {} pairs compared: {} same, {} likely",
        summary.left_rows, summary.right_rows, summary.compared, summary.pairs_same, summary.pairs_likely
    ));
    let last = json!({
        "left_rows": summary.left_rows,
        "right_rows": summary.right_rows,
        "compared": summary.compared,
        "same": summary.pairs_same,
        "likely": summary.pairs_likely,
        "learned": summary.learned,
        "out": args.out,
    });
    finish(global, &last);
    Ok(ExitCode::SUCCESS)
}
