//! Matches files from the command line, for the evaluation scripts and for timing.
//!
//! `evaluate LEFT.csv [RIGHT.csv] --map name=COL,… --out PAIRS.csv`

use std::error::Error;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::time::Instant;

use matching::files::{ColumnMap, Input, run};

fn main() -> Result<(), Box<dyn Error>> {
    let mut files = Vec::new();
    let mut map = String::new();
    let mut out = String::new();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--map" => map = args.next().ok_or("--map needs a value")?,
            "--out" => out = args.next().ok_or("--out needs a value")?,
            _ => files.push(arg),
        }
    }
    let open = |name: &String| -> Result<Input<BufReader<File>>, Box<dyn Error>> {
        Ok(Input { name: name.clone(), data: BufReader::new(File::open(name)?) })
    };
    let left = open(files.first().ok_or("name a file")?)?;
    let right = files.get(1).map(open).transpose()?;
    let start = Instant::now();
    let summary = run(left, right, &ColumnMap::parse(&map)?, BufWriter::new(File::create(&out)?))?;
    writeln!(std::io::stderr(), "{summary:?} in {:.2} s", start.elapsed().as_secs_f64())?;
    Ok(())
}
