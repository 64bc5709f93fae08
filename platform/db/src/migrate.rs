//! The migration runner: one line of history, forward only, one runner at a time.

use std::future::Future;
use std::pin::Pin;

use base::{Clock, Fault, Result};
use chrono::TimeDelta;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ConnectionTrait, TransactionTrait};

use crate::Db;
use crate::fault::Broken;
use crate::schema::{Column, Schema, table};

/// What a migration does, given the schema helper inside its transaction.
pub type Step = for<'a> fn(&'a Schema<'a>) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// One change of the schema. `name` begins with its date, so that the lists of all crates merge
/// into one history: `2026_11_21_000100_sell_deals`.
#[derive(Clone, Copy)]
pub struct Migration {
    /// Unique, sorts by time.
    pub name: &'static str,
    /// The change; never edited after a release.
    pub up: Step,
}

const HISTORY: &str = "schema_migration";
const LOCK: &str = "schema_lock";

/// Runs what is pending, in order of names, and returns the names that ran.
///
/// A row is the lock, with an end in case its holder died, so that two nodes that start together
/// do not both migrate; it hangs on no session.
pub async fn migrate(db: &Db, clock: &dyn Clock, migrations: &[Migration]) -> Result<Vec<&'static str>> {
    prepare(db).await?;
    let todo = pending(db, migrations).await?;
    if todo.is_empty() {
        return Ok(Vec::new());
    }
    lock(db, clock).await?;
    let outcome = run(db, clock, migrations).await;
    unlock(db).await?;
    outcome
}

/// The names that have not run, in order.
pub async fn pending(db: &Db, migrations: &[Migration]) -> Result<Vec<&'static str>> {
    let select = Query::select().column(Alias::new("name")).from(Alias::new(HISTORY)).to_owned();
    let rows = db.writer().query_all(&select).await.broken("reading the schema's history")?;
    let mut done = Vec::with_capacity(rows.len());
    for row in rows {
        done.push(row.try_get::<String>("", "name").broken("reading the schema's history")?);
    }
    let mut names: Vec<&'static str> = migrations.iter().map(|m| m.name).filter(|n| !done.iter().any(|d| d == n)).collect();
    names.sort_unstable();
    Ok(names)
}

async fn prepare(db: &Db) -> Result<()> {
    let schema = Schema::new(db.writer(), db.dialect());
    schema.create(table(HISTORY).column(Column::text("name").primary()).column(Column::instant("applied_at")).if_absent()).await?;
    schema.create(table(LOCK).column(Column::text("name").primary()).column(Column::instant("until_at")).if_absent()).await
}

async fn lock(db: &Db, clock: &dyn Clock) -> Result<()> {
    for _ in 0..600 {
        let now = clock.now();
        let until = now + TimeDelta::minutes(10);
        let take = Query::insert()
            .into_table(Alias::new(LOCK))
            .columns([Alias::new("name"), Alias::new("until_at")])
            .values_panic([Expr::value("migrate"), Expr::value(until)])
            .on_conflict(
                OnConflict::column(Alias::new("name"))
                    .value(Alias::new("until_at"), Expr::value(until))
                    .action_and_where(Expr::col((Alias::new(LOCK), Alias::new("until_at"))).lt(now))
                    .to_owned(),
            )
            .to_owned();
        if db.writer().execute(&take).await.broken("taking the migration lock")?.rows_affected() == 1 {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    }
    Err(Fault::plain("another process has been migrating for five minutes; if none is, delete the row in schema_lock").into())
}

async fn unlock(db: &Db) -> Result<()> {
    let free = Query::delete().from_table(Alias::new(LOCK)).to_owned();
    db.writer().execute(&free).await.broken("giving back the migration lock")?;
    Ok(())
}

async fn run(db: &Db, clock: &dyn Clock, migrations: &[Migration]) -> Result<Vec<&'static str>> {
    // Read again under the lock: another node may have done the work while this one waited.
    let todo = pending(db, migrations).await?;
    for name in &todo {
        let Some(migration) = migrations.iter().find(|m| m.name == *name) else { continue };
        let tx = db.writer().begin().await.broken("beginning a migration")?;
        (migration.up)(&Schema::new(&tx, db.dialect())).await.map_err(|e| Fault::new(format!("migration {name}"), e))?;
        let note = Query::insert()
            .into_table(Alias::new(HISTORY))
            .columns([Alias::new("name"), Alias::new("applied_at")])
            .values_panic([Expr::value(*name), Expr::value(clock.now())])
            .to_owned();
        tx.execute(&note).await.broken("noting a migration")?;
        tx.commit().await.broken("committing a migration")?;
        tracing::info!(migration = name, "migrated");
    }
    Ok(todo)
}
