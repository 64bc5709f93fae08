//! Times the duplicate check, the list and an import against many accounts in a database.
//!
//! `at_scale DATABASE COMPANIES.csv [ACCOUNTS [ROWS TO IMPORT]]`, where DATABASE is `sqlite:FILE` or `postgres://…`; an empty
//! database is filled first. The accounts are made from real companies by joining the words of two, so
//! that words repeat as they do in life; the questions are accounts with a slip.

use std::error::Error;
use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use accounts::{Details, FileImport, Filter, NewAccount, Options, Origin};
use base::{PageRequest, SystemClock};
use db::{Db, Target};
use web::{App, AppConfig, Settings};
use work::{Actor, Desk, DeskConfig, IdSource, Policy};

type Outcome<T> = Result<T, Box<dyn Error>>;

struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(n.max(1)).unwrap_or(1)).unwrap_or(0)
    }
}

struct Company {
    name: String,
    domain: String,
    city: String,
    country: String,
}

fn companies(path: &str) -> Outcome<Vec<Company>> {
    let mut out = Vec::new();
    for row in csv::Reader::from_path(path)?.records() {
        let row = row?;
        let cell = |i: usize| row.get(i).unwrap_or_default().to_owned();
        let country = accounts::countries::parse(&cell(7)).unwrap_or_default().to_owned();
        out.push(Company { name: cell(1), domain: cell(2), city: cell(4), country });
    }
    Ok(out)
}

fn made_up(companies: &[Company], i: usize, dice: &mut Dice) -> Details {
    let pick = |n: usize| companies.get(n % companies.len());
    let (Some(a), Some(b), Some(c)) = (pick(dice.below(companies.len())), pick(dice.below(companies.len())), pick(i)) else {
        return Details::default();
    };
    let first = a.name.split_whitespace().next().unwrap_or("Alpha");
    let last = b.name.split_whitespace().last().unwrap_or("Works");
    let label: String = a.domain.split('.').next().unwrap_or("alpha").chars().filter(char::is_ascii_alphanumeric).collect();
    // Two in three have a word of their own, as most companies do.
    let own =
        if i.is_multiple_of(3) { String::new() } else { format!(" {}{}", last.get(..3).unwrap_or(last), first.get(1..).unwrap_or(first)) };
    Details {
        name: format!("{first}{own} {last} {}", ["GmbH", "Inc.", "Ltd", "AG", "Group"].get(i % 5).unwrap_or(&"Co")),
        domain: if i.is_multiple_of(3) { String::new() } else { format!("{label}-{i}.com") },
        city: c.city.clone(),
        country: c.country.clone(),
        phone: format!("+4930{:07}", dice.below(9_999_999)),
        industry: ["Logistics", "Retail", "Software", "Steel"].get(i % 4).copied().unwrap_or_default().to_owned(),
        ..Details::default()
    }
}

fn with_a_slip(details: &Details, dice: &mut Dice) -> Details {
    let mut asked = details.clone();
    let at = dice.below(asked.name.len());
    if asked.name.is_char_boundary(at) && asked.name.is_char_boundary(at + 1) {
        asked.name.remove(at);
    }
    if dice.below(2) == 0 {
        asked.domain.clear();
    }
    if dice.below(2) == 0 {
        asked.phone.clear();
    }
    asked
}

#[tokio::main]
async fn main() -> Outcome<()> {
    let mut args = std::env::args().skip(1);
    let target: Target = args.next().ok_or("name the database")?.parse()?;
    let companies = companies(&args.next().ok_or("name the file of companies")?)?;
    let n: usize = args.next().map_or(Ok(1_000_000), |a| a.parse())?;
    let import: usize = args.next().map_or(Ok(0), |a| a.parse())?;
    let db = Db::open(&target).await?;
    db::migrate(&db, &SystemClock, &App::migrations(&[accounts::stage()])).await?;
    let desk = Desk::new(DeskConfig { db, clock: Arc::new(SystemClock), ids: IdSource::seeded(7), policy: Policy::load()? });
    let actor = Actor::system("at_scale");
    let mut out = std::io::stdout();

    let empty = accounts::list(&desk.read(&actor), &Filter::default(), &PageRequest::first(1)).await?.items.is_empty();
    if empty {
        let start = Instant::now();
        let mut dice = Dice(20_260_101);
        for from in (0..n).step_by(1000) {
            let new: Vec<NewAccount> =
                (from..(from + 1000).min(n)).map(|i| NewAccount::new(made_up(&companies, i, &mut dice), Origin::Import)).collect();
            let new = &new;
            desk.transact(&actor, |work| async move { accounts::create_many(&work, new).await.map(|_| ()) }).await?;
        }
        let took = start.elapsed().as_secs_f64();
        writeln!(out, "created {n} accounts in {took:.1} s")?;
    }

    let mut dice = Dice(20_260_101);
    let known: Vec<Details> = (0..n).map(|i| made_up(&companies, i, &mut dice)).collect();
    let mut dice = Dice(77);
    let mut times = Vec::new();
    let (mut hits, rounds) = (0_u32, 2_000_u32);
    for round in 0..rounds + 200 {
        let Some(details) = known.get(dice.below(known.len())) else { continue };
        let asked = with_a_slip(details, &mut dice).record("");
        let start = Instant::now();
        let found = accounts::matches(&desk.read(&actor), &asked, 5).await?;
        if round >= 200 {
            times.push(start.elapsed());
            hits += u32::from(found.iter().any(|m| m.account.name == details.name && m.account.phone == details.phone));
        }
    }
    report(&mut out, "duplicate check", &mut times)?;
    writeln!(out, "  the account asked for was among the answers in {:.1} % of the checks", f64::from(hits) * 100.0 / f64::from(rounds))?;

    let mut times = Vec::new();
    for _ in 0..300 {
        let Some(details) = known.get(dice.below(known.len())) else { continue };
        let q: String = details.name.chars().take(5).collect();
        let start = Instant::now();
        accounts::list(&desk.read(&actor), &Filter { q, ..Filter::default() }, &PageRequest::first(50)).await?;
        times.push(start.elapsed());
    }
    report(&mut out, "list of a prefix", &mut times)?;
    if import > 0 {
        imported(&mut out, desk, &companies, &known, import).await?;
    }
    Ok(())
}

/// Imports made-up companies, one in ten of which is there already under another key, and again.
async fn imported(out: &mut impl Write, desk: Desk, companies: &[Company], known: &[Details], rows: usize) -> Outcome<()> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(["id", "name", "domain", "city", "country", "phone", "industry"])?;
    let run = desk.now().timestamp();
    let mut fresh = Dice(u64::try_from(run)?);
    for i in 0..rows {
        let d = if i.is_multiple_of(10) {
            let mut d = known.get(fresh.below(known.len())).cloned().unwrap_or_default();
            d.name.push_str(" International");
            d
        } else {
            made_up(companies, known.len() + i + usize::try_from(run % 1000)? * rows, &mut fresh)
        };
        csv.write_record([&format!("{run}-{i}"), &d.name, &d.domain, &d.city, &d.country, &d.phone, &d.industry])?;
    }
    let bytes = csv.into_inner()?;
    let dir = std::env::temp_dir().join(format!("towpath-import-{run}"));
    let files = files::Store::open(&files::FilesConfig::Folder(dir.clone())).await?;
    let settings = Settings { data_dir: dir.clone(), ..Settings::default() };
    let config =
        AppConfig { desk, settings, stages: vec![accounts::stage()], authenticate: |_, _, me| Box::pin(async move { Ok(me) }), files };
    let (app, _) = App::build(config)?;
    for turn in ["first", "second"] {
        let file = FileImport {
            file_name: "rows.csv".to_owned(),
            bytes: bytes.clone().into(),
            options: Options { keep_good: true, ..Options::default() },
            errors_to: None,
            l: app.l10n(i18n::Locale::En, i18n::Tz::UTC),
        };
        let start = Instant::now();
        let summary = accounts::import_file(&app, &app.system("at_scale"), &file, &mut |_, _| {}).await?;
        writeln!(out, "{turn} import of {rows} rows: {:.1} s, {:?}", start.elapsed().as_secs_f64(), summary.counts)?;
    }
    std::fs::remove_dir_all(dir)?;
    Ok(())
}

fn report(out: &mut impl Write, what: &str, times: &mut [Duration]) -> Outcome<()> {
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 1000).copied().unwrap_or_default();
    writeln!(out, "{what}: p50 {:?}, p99 {:?}, p99.9 {:?}", at(500), at(990), at(999))?;
    Ok(())
}
