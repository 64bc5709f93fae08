//! The command line of the house: `cargo xtask tidy`, `cargo xtask new`.

use std::io::{self, Write};
use std::process::ExitCode;

use xtask::{House, new, root, tidy};

const USAGE: &str = "usage:
  cargo xtask tidy                    checks the rules of the house that the compiler cannot see
  cargo xtask new STAGE/CAPABILITY    makes a room, such as sell/quotes, that compiles and is tidy";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(code) => code,
        Err(why) => {
            let _ = writeln!(io::stderr(), "error: {why}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Result<ExitCode, String> {
    let mut out = io::stdout().lock();
    let say = |e: io::Error| e.to_string();
    match words {
        ["tidy"] => {
            let house = House::open()?;
            let found = tidy(&house);
            for finding in &found {
                writeln!(out, "{finding}").map_err(say)?;
            }
            if found.is_empty() {
                writeln!(out, "tidy: {} crates, {} files", house.members.len(), house.files.len()).map_err(say)?;
                Ok(ExitCode::SUCCESS)
            } else {
                writeln!(out, "{} finding(s); what they want stands in STYLE.md", found.len()).map_err(say)?;
                Ok(ExitCode::FAILURE)
            }
        }
        ["new", what] => {
            for line in new::create(&root()?, what)? {
                writeln!(out, "{line}").map_err(say)?;
            }
            Ok(ExitCode::SUCCESS)
        }
        _ => Err(USAGE.to_owned()),
    }
}
