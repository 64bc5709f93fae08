//! The desk: everything a unit of work is made from.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use access::{Actor, Policy};
use base::{Clock, Instant, Result};
use db::Db;
use tokio::sync::Notify;

use crate::{IdSource, Reaction, Work};

/// How often a transaction is run when the database asks for it to be run again.
const ATTEMPTS: u32 = 6;

/// What a desk is made from.
pub struct DeskConfig {
    /// The database.
    pub db: Db,
    /// Who tells the time.
    pub clock: Arc<dyn Clock>,
    /// Where ids come from.
    pub ids: IdSource,
    /// Who may do what.
    pub policy: Policy,
}

/// The desk at which units of work are done; clones share it.
#[derive(Clone)]
pub struct Desk {
    db: Db,
    clock: Arc<dyn Clock>,
    ids: Arc<IdSource>,
    policy: Arc<Policy>,
    vendor: Arc<str>,
    reactions: Arc<[Reaction]>,
    wake: Arc<Notify>,
}

impl Desk {
    /// A desk from its parts.
    pub fn new(config: DeskConfig) -> Self {
        let DeskConfig { db, clock, ids, policy } = config;
        let (ids, policy) = (Arc::new(ids), Arc::new(policy));
        Self { db, clock, ids, policy, vendor: Arc::from(""), reactions: Arc::new([]), wake: Arc::new(Notify::new()) }
    }

    /// The desk of a vendor, with what stages do within the transactions of others.
    #[must_use]
    pub fn wired(self, vendor: &str, reactions: Vec<Reaction>) -> Self {
        Self { vendor: Arc::from(vendor), reactions: reactions.into(), ..self }
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// The clock.
    pub fn clock(&self) -> &dyn Clock {
        self.clock.as_ref()
    }

    /// The moment now.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// The source of ids.
    pub fn ids(&self) -> &Arc<IdSource> {
        &self.ids
    }

    /// The access policy.
    pub fn policy(&self) -> &Arc<Policy> {
        &self.policy
    }

    /// The name of the vendor whose deployment this is.
    pub fn vendor(&self) -> &Arc<str> {
        &self.vendor
    }

    /// Told after each commit that has something for listeners or workers of this process.
    pub fn wake(&self) -> &Arc<Notify> {
        &self.wake
    }

    /// A unit of work that only reads, each statement for itself.
    pub fn read(&self, actor: &Actor) -> Work {
        Work::read(self, actor)
    }

    /// Runs a closure in one transaction, again when the database asks for that.
    ///
    /// The closure must not keep the `Work`, and may run more than once: it borrows its input.
    pub async fn transact<T, F, Fut>(&self, actor: &Actor, run: F) -> Result<T>
    where
        F: Fn(Work) -> Fut,
        Fut: Future<Output = Result<T>>,
    {
        let mut attempt = 0;
        loop {
            attempt += 1;
            match self.once(actor, &run).await {
                Err(e) if e.is_retryable() && attempt < ATTEMPTS => {
                    // Full jitter: somewhere below a bound that doubles.
                    let bound = 4_u64 << attempt;
                    let [random] = self.ids.random::<1>();
                    tokio::time::sleep(Duration::from_millis(1 + bound * u64::from(random) / 256)).await;
                }
                outcome => return outcome,
            }
        }
    }

    async fn once<T, F, Fut>(&self, actor: &Actor, run: &F) -> Result<T>
    where
        F: Fn(Work) -> Fut,
        Fut: Future<Output = Result<T>>,
    {
        let work = Work::write(self.db.begin().await?, self, actor);
        let value = run(work.clone()).await?;
        work.react(&self.reactions).await?;
        if work.commit().await? {
            self.wake.notify_waiters();
        }
        Ok(value)
    }
}
