//! Opening the two databases.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use base::{Fault, Result};
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

use crate::fault::Broken;

/// Which of the two databases is behind a handle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// The embedded one.
    Sqlite,
    /// PostgreSQL and its kin.
    Postgres,
}

/// Where the data is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A file of the embedded database.
    Sqlite {
        /// The file; it is made when it is not there.
        path: PathBuf,
        /// Whether every commit waits for the disk (`synchronous=FULL`); otherwise the last commits
        /// may be lost when the power fails, never when the process dies.
        durable: bool,
    },
    /// A PostgreSQL server.
    Postgres {
        /// `postgres://…`
        url: String,
        /// The most connections this process opens.
        connections: u32,
    },
}

impl FromStr for Target {
    type Err = Fault;
    fn from_str(s: &str) -> Result<Self, Fault> {
        if s.starts_with("postgres://") || s.starts_with("postgresql://") {
            Ok(Self::Postgres { url: s.to_owned(), connections: 16 })
        } else if let Some(path) = s.strip_prefix("sqlite:") {
            Ok(Self::Sqlite { path: PathBuf::from(path.trim_start_matches("//")), durable: false })
        } else {
            Err(Fault::plain("DATABASE_URL must begin with postgres:// or sqlite:"))
        }
    }
}

/// The handles of one database; clones share them.
#[derive(Debug, Clone)]
pub struct Db {
    write: DatabaseConnection,
    read: DatabaseConnection,
    dialect: Dialect,
}

impl Db {
    /// Opens a database; an embedded one is made when it is not there.
    pub async fn open(target: &Target) -> Result<Self> {
        match target {
            Target::Sqlite { path, durable } => {
                if let Some(dir) = path.parent().filter(|d| !d.as_os_str().is_empty()) {
                    std::fs::create_dir_all(dir).map_err(|e| Fault::new(format!("making the folder {}", dir.display()), e))?;
                }
                let url = format!("sqlite://{}?mode=rwc", path.display());
                let sync = if *durable { "FULL" } else { "NORMAL" };
                let write = sqlite(&url, 1, sync, false).await?;
                let read = sqlite(&url, 4, sync, true).await?;
                Ok(Self { write, read, dialect: Dialect::Sqlite })
            }
            Target::Postgres { url, connections } => {
                let mut opts = ConnectOptions::new(url);
                quiet(&mut opts).max_connections(*connections).min_connections(1).acquire_timeout(Duration::from_secs(20));
                let pool = Database::connect(opts).await.broken("connecting to PostgreSQL")?;
                Ok(Self { write: pool.clone(), read: pool, dialect: Dialect::Postgres })
            }
        }
    }

    /// Which database it is; for `dialect` functions, backup and diagnosis only.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The handle for reads that stand alone.
    pub fn reader(&self) -> &DatabaseConnection {
        &self.read
    }

    /// The handle for single statements outside a transaction: migrations and probes.
    pub fn writer(&self) -> &DatabaseConnection {
        &self.write
    }

    /// Begins a write transaction; on SQLite it takes the write lock at once, so it never has to be
    /// upgraded later, which would fail whatever the time-out.
    pub async fn begin(&self) -> Result<DatabaseTransaction> {
        let options =
            TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..TransactionOptions::default() };
        Ok(self.write.begin_with_options(options).await.broken("beginning a transaction")?)
    }

    /// Asks the database for a sign of life.
    pub async fn ping(&self) -> Result<()> {
        Ok(self.read.ping().await.broken("asking the database for a sign of life")?)
    }

    /// Closes every connection; nothing may be asked afterwards.
    pub async fn close(self) -> Result<()> {
        self.write.close().await.broken("closing the database")?;
        Ok(self.read.close().await.broken("closing the database")?)
    }
}

fn quiet(opts: &mut ConnectOptions) -> &mut ConnectOptions {
    // Statements in spans and logs cost time and may hold people's data.
    opts.sqlx_logging(false).record_stmt_in_spans(false).test_before_acquire(false)
}

async fn sqlite(url: &str, connections: u32, sync: &'static str, read_only: bool) -> Result<DatabaseConnection> {
    let mut opts = ConnectOptions::new(url);
    quiet(&mut opts)
        .max_connections(connections)
        .min_connections(1)
        .idle_timeout(None::<Duration>)
        .max_lifetime(None::<Duration>)
        .acquire_timeout(Duration::from_secs(60))
        .map_sqlx_sqlite_opts(move |o| {
            let o = o
                .busy_timeout(Duration::from_secs(5))
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", sync)
                .pragma("foreign_keys", "ON")
                .pragma("cache_size", "-16000")
                .pragma("mmap_size", "268435456")
                .pragma("temp_store", "MEMORY")
                .statement_cache_capacity(400);
            if read_only { o.pragma("query_only", "ON") } else { o }
        });
    Ok(Database::connect(opts).await.broken("opening the embedded database")?)
}
