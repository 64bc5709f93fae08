//! Times the engine against an index of many accounts: `speed COMPANIES.csv [ACCOUNTS]`.
//!
//! The accounts are made from the real companies by joining the words of two of them, so that words
//! repeat as they do in life; the queries are accounts with a slip.

use std::error::Error;
use std::io::Write;
use std::time::{Duration, Instant};

use matching::{Index, Lexicon, Model, Record, keys, normalize, score_only};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("name the file of companies")?;
    let accounts: usize = args.next().map_or(Ok(1_000_000), |a| a.parse())?;
    let mut reader = csv::Reader::from_path(path)?;
    let mut companies = Vec::new();
    for row in reader.records() {
        let row = row?;
        let cell = |i: usize| row.get(i).unwrap_or_default().to_owned();
        companies.push((cell(1), cell(2), cell(4), cell(7)));
    }
    let mut state = 20_260_101_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % u64::try_from(below).unwrap_or(1)).unwrap_or(0)
    };
    let mut made = |i: usize| {
        let pick = next(companies.len());
        let (one, two, three) = (companies.get(pick), companies.get(next(companies.len())), companies.get(next(companies.len())));
        let (Some(one), Some(two), Some(three)) = (one, two, three) else { return Record::default() };
        let first = |s: &str| s.split_whitespace().next().unwrap_or_default().to_owned();
        let invented: String = {
            let head = first(&two.0);
            let tail = first(&three.0);
            format!("{}{}", head.get(..3).unwrap_or(&head), tail.get(1..).unwrap_or(&tail))
        };
        let last = one.0.split_whitespace().last().unwrap_or_default().to_owned();
        Record {
            domains: if i.is_multiple_of(3) {
                Vec::new()
            } else {
                vec![format!("{}{i}.com", invented.to_lowercase().replace(|ch: char| !ch.is_ascii_alphanumeric(), ""))]
            },
            city: two.2.clone(),
            country: two.3.clone(),
            ..Record::named(i.to_string(), format!("{invented} {} {last}", first(&three.0)))
        }
    };
    let start = Instant::now();
    let lexicon = Lexicon::new();
    let mut index = Index::new();
    for i in 0..accounts {
        let record = made(i);
        index.add(normalize(&record, &lexicon));
    }
    let built = start.elapsed();
    let model = Model::default();
    let mut times: Vec<Duration> = Vec::new();
    let (mut n_scored, mut scoring, mut normalizing) = (0_usize, Duration::ZERO, Duration::ZERO);
    for i in 0..5_000 {
        let mut record = made(accounts + i);
        if let Some(name) = record.names.first_mut() {
            let at = (i % 5) + 1;
            if name.is_char_boundary(at) && name.is_char_boundary(at + 1) && at + 1 < name.len() {
                name.remove(at);
            }
        }
        let start = Instant::now();
        let probe = normalize(&record, &lexicon);
        let _ = keys(&probe);
        normalizing += start.elapsed();
        let candidates = index.candidates(&probe, 200);
        let scored = Instant::now();
        for at in &candidates {
            if let Some(other) = index.get(*at) {
                std::hint::black_box(score_only(&probe, other, &model));
            }
        }
        scoring += scored.elapsed();
        n_scored += candidates.len();
        times.push(start.elapsed());
    }
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 1_000).copied().unwrap_or_default();
    let each = |d: Duration, n: usize| d.as_secs_f64() * 1e6 / f64::from(u32::try_from(n.max(1)).unwrap_or(1));
    writeln!(std::io::stdout(), "{accounts} accounts indexed in {:.1} s ({:.1} µs each)", built.as_secs_f64(), each(built, accounts))?;
    writeln!(std::io::stdout(), "check: p50 {:?}, p99 {:?}, p99.9 {:?}", at(500), at(990), at(999))?;
    writeln!(
        std::io::stdout(),
        "normalize and keys {:.1} µs, score {:.2} µs a candidate, {:.0} candidates a check",
        each(normalizing, 5_000),
        each(scoring, n_scored),
        f64::from(u32::try_from(n_scored).unwrap_or(0)) / 5_000.0
    )?;
    Ok(())
}
