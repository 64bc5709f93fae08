//! `doctor`: settings with their source, and health.

use std::process::ExitCode;

use anyhow::Result;
use db::Target;
use serde_json::json;

use super::{Global, finish, say};
use crate::settings::KEYS;
use crate::wiring;

pub(crate) async fn run(global: &Global) -> Result<ExitCode> {
    let all = global.settings(&[])?;
    let mut rows = Vec::new();
    say(&format!("data folder   {}", all.data.display()));
    say(&format!("settings file {}", all.file.as_ref().map_or("none".to_owned(), |f| f.display().to_string())));
    for r in &all.resolved {
        let shown = if r.secret && !r.value.is_empty() { "(set, not shown)".to_owned() } else { r.value.clone() };
        let what = KEYS.iter().find(|k| k.0 == r.key).map_or("", |k| k.4);
        say(&format!("{:<24} {:<28} {:<12} {what}", r.key, if shown.is_empty() { "-" } else { &shown }, r.origin.as_str()));
        rows.push(json!({ "key": r.key, "value": shown, "source": r.origin.as_str() }));
    }
    let mut checks = Vec::new();
    let mut healthy = true;
    let mut check = |name: &str, outcome: Result<String>| {
        let ok = outcome.is_ok();
        let text = match outcome {
            Ok(text) => text,
            Err(e) => format!("{e:#}"),
        };
        say(&format!("[{}] {name}: {text}", if ok { " ok " } else { "FAIL" }));
        checks.push(json!({ "check": name, "ok": ok, "text": text }));
        healthy &= ok;
    };
    let there = match all.target()? {
        Target::Sqlite { path, .. } => path.exists(),
        Target::Postgres { .. } => true,
    };
    if there {
        let db = wiring::open(&all).await;
        match db {
            Ok(db) => {
                check("database", db.ping().await.map(|()| "answers".to_owned()).map_err(Into::into));
                let stages = towpath::stages();
                let waiting = db::pending(&db, &web::App::migrations(&stages)).await;
                check(
                    "migrations",
                    waiting
                        .map(|w| {
                            if w.is_empty() { "up to date".to_owned() } else { format!("{} waiting; they run at the next start", w.len()) }
                        })
                        .map_err(Into::into),
                );
                let names: Vec<&str> = stages.iter().flat_map(|s| s.listeners.iter().map(|l| l.name)).collect();
                match outbox::lag(db.reader(), &names).await {
                    Ok(lags) => {
                        let most = lags.iter().max_by_key(|l| l.behind);
                        check(
                            "listeners",
                            Ok(most.map_or("none".to_owned(), |l| format!("{} at most {} facts behind", l.consumer, l.behind))),
                        );
                    }
                    Err(e) => check("listeners", Err(e.into())),
                }
                match jobs::counts(db.reader()).await {
                    Ok(counts) => {
                        check("jobs", Ok(counts.by_state.iter().map(|(s, n)| format!("{} {n}", s.code())).collect::<Vec<_>>().join(", ")));
                    }
                    Err(e) => check("jobs", Err(e.into())),
                }
                match outbox::dead(db.reader()).await {
                    Ok(dead) if dead.is_empty() => check("facts set aside", Ok("none".to_owned())),
                    Ok(dead) => check("facts set aside", Err(anyhow::anyhow!("{}; see Jobs in the console", dead.len()))),
                    Err(e) => check("facts set aside", Err(e.into())),
                }
            }
            Err(e) => check("database", Err(e)),
        }
    } else {
        check("database", Ok("not there yet; the first start makes it".to_owned()));
    }
    finish(global, &json!({ "ok": healthy, "settings": rows, "checks": checks }));
    Ok(if healthy { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
