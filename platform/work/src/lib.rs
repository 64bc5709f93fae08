//! One unit of work: a transaction with its actor, its moment, its ids, its audit and its facts.
//!
//! [`Desk::transact`] runs a closure in a transaction and runs it again when the database asks for
//! that (serialization failure, deadlock, busy). Nothing outside the database may happen inside:
//! mail, HTTP and files follow from facts and jobs after the commit. [`Desk::read`] gives a `Work`
//! that only reads.

mod desk;
mod ids;
mod reaction;

pub use access::{Actor, ActorKind, Permission, Policy, Resource, Role, Scope};
pub use audit::Entry;
pub use desk::{Desk, DeskConfig};
pub use ids::IdSource;
pub use outbox::{Envelope, Fact};
pub use reaction::Reaction;

use std::sync::{Arc, Mutex, MutexGuard};

use base::{AuditId, Error, EventId, Fault, Instant, JobId, PartnerId, Result};
use chrono::TimeDelta;
use db::{Broken, Conn, Dialect};
use sea_orm::{DatabaseConnection, DatabaseTransaction};
use serde_json::Value;
use uuid::Uuid;

/// A unit of work; clones share it.
#[derive(Clone)]
pub struct Work {
    inner: Arc<Inner>,
    actor: Arc<Actor>,
}

struct Inner {
    conn: Handle,
    dialect: Dialect,
    now: Instant,
    ids: Arc<IdSource>,
    policy: Arc<Policy>,
    vendor: Arc<str>,
    pending: Mutex<Pending>,
}

enum Handle {
    Write(DatabaseTransaction),
    Read(DatabaseConnection),
}

#[derive(Default)]
struct Pending {
    audit: Vec<(Arc<Actor>, AuditId, Entry)>,
    facts: Vec<Envelope>,
    jobs: Vec<jobs::NewJob>,
}

impl Work {
    pub(crate) fn write(tx: DatabaseTransaction, desk: &Desk, actor: &Actor) -> Self {
        Self::new(Handle::Write(tx), desk, actor)
    }

    pub(crate) fn read(desk: &Desk, actor: &Actor) -> Self {
        Self::new(Handle::Read(desk.db().reader().clone()), desk, actor)
    }

    fn new(conn: Handle, desk: &Desk, actor: &Actor) -> Self {
        let inner = Inner {
            conn,
            dialect: desk.db().dialect(),
            now: desk.clock().now(),
            ids: desk.ids().clone(),
            policy: desk.policy().clone(),
            vendor: desk.vendor().clone(),
            pending: Mutex::default(),
        };
        Self { inner: Arc::new(inner), actor: Arc::new(actor.clone()) }
    }

    /// The connection for statements; stores use it, nothing else.
    pub fn conn(&self) -> Conn<'_> {
        match &self.inner.conn {
            Handle::Write(tx) => Conn::Transaction(tx),
            Handle::Read(pool) => Conn::Connection(pool),
        }
    }

    /// Which database; for `db::dialect` functions only.
    pub fn dialect(&self) -> Dialect {
        self.inner.dialect
    }

    /// Who does this.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The name of the vendor whose deployment this is.
    pub fn vendor(&self) -> &str {
        &self.inner.vendor
    }

    /// The moment at which all of this happens.
    pub fn now(&self) -> Instant {
        self.inner.now
    }

    /// The rows that the actor may see at all.
    pub fn scope(&self) -> Scope {
        self.actor.scope()
    }

    /// A new id of a kind.
    pub fn new_id<I: From<Uuid>>(&self) -> I {
        I::from(self.inner.ids.next(self.inner.now))
    }

    /// Random bytes for secrets; not from the moment.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        self.inner.ids.random()
    }

    /// Whether the actor may do this.
    pub fn can(&self, permission: Permission, resource: &Resource) -> bool {
        self.inner.policy.may(&self.actor, permission, resource)
    }

    /// Refuses what the actor may not do. A row of another partner looks missing; otherwise the
    /// actor hears that it is not allowed.
    pub fn may(&self, permission: Permission, resource: &Resource) -> Result<()> {
        if self.can(permission, resource) {
            return Ok(());
        }
        let visible = match (self.scope(), resource.partner) {
            (Scope::All, _) | (_, None) => true,
            (Scope::Partners(own), Some(p)) => own.contains(&p),
            (Scope::Nothing, Some(_)) => false,
        };
        Err(if self.actor.kind == ActorKind::Anonymous {
            base::refuse("unauthenticated", base::Kind::Unauthenticated)
        } else if visible {
            Error::forbidden()
        } else {
            Error::missing()
        })
    }

    fn pending(&self) -> MutexGuard<'_, Pending> {
        // A poisoned buffer only means that another holder panicked; its transaction is gone.
        self.inner.pending.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Writes an audit record at the commit.
    pub fn audit(&self, entry: Entry) {
        let id = self.new_id();
        self.pending().audit.push((self.actor.clone(), id, entry));
    }

    /// Tells a fact: an event in the outbox and an audit record, both at the commit.
    pub fn record<F: Fact>(&self, fact: &F) -> Result<()> {
        self.record_change(fact, None, None)
    }

    /// Tells a fact whose audit record also holds the state before and a reason.
    pub fn record_change<F: Fact>(&self, fact: &F, before: Option<Value>, reason: Option<&str>) -> Result<()> {
        let data = serde_json::to_value(fact).map_err(|e| Fault::new(format!("writing a fact {}", F::KIND), e))?;
        let mut entry = Entry::new(F::KIND, F::SUBJECT, fact.subject()).partner(fact.partner());
        entry.before = before;
        entry.after = Some(data.clone());
        entry.reason = reason.map(str::to_owned);
        self.audit(entry);
        self.tell(F::KIND, F::VERSION, F::SUBJECT, fact.subject(), fact.partner(), data);
        Ok(())
    }

    /// Tells a fact without an audit record: for what only open pages need to hear and nobody did.
    pub fn signal<F: Fact>(&self, fact: &F) -> Result<()> {
        let data = serde_json::to_value(fact).map_err(|e| Fault::new(format!("writing a fact {}", F::KIND), e))?;
        self.tell(F::KIND, F::VERSION, F::SUBJECT, fact.subject(), fact.partner(), data);
        Ok(())
    }

    fn tell(&self, kind: &str, version: i64, subject_kind: &str, subject: Uuid, partner: Option<PartnerId>, data: Value) {
        let id: EventId = self.new_id();
        let envelope = Envelope {
            id,
            seq: None,
            at: self.now(),
            kind: kind.to_owned(),
            version,
            subject_kind: subject_kind.to_owned(),
            subject,
            partner,
            actor: self.actor().name.clone(),
            data,
        };
        self.pending().facts.push(envelope);
    }

    /// Adds a job that begins after the commit.
    pub fn enqueue(&self, kind: &str, payload: Value) {
        self.enqueue_at(kind, payload, self.now(), None);
    }

    /// Adds a job for a later moment; while one with the same key waits, another is not added.
    pub fn enqueue_at(&self, kind: &str, payload: Value, run_at: Instant, unique_key: Option<String>) {
        let id: JobId = self.new_id();
        self.pending().jobs.push(jobs::NewJob { id, kind: kind.to_owned(), payload, run_at, max_attempts: 8, unique_key });
    }

    /// A moment from now.
    pub fn after(&self, by: TimeDelta) -> Instant {
        self.now() + by
    }

    /// Does what other stages do at once with the facts told so far, and with those that this tells.
    pub(crate) async fn react(&self, reactions: &[Reaction]) -> Result<()> {
        let mut done = 0;
        loop {
            let next = self.pending().facts.get(done).cloned();
            let Some(fact) = next else { return Ok(()) };
            done += 1;
            for reaction in reactions.iter().filter(|r| r.kinds.contains(&fact.kind.as_str())) {
                let work = Self { inner: self.inner.clone(), actor: Arc::new(Actor::system(reaction.name)) };
                (reaction.run)(&work, &fact).await?;
            }
        }
    }

    /// Writes what is pending and commits; tells whether there was anything for listeners or workers.
    pub(crate) async fn commit(self) -> Result<bool> {
        let actor = self.actor;
        let inner = Arc::try_unwrap(self.inner).map_err(|_| Fault::plain("a unit of work was kept beyond its transaction"))?;
        let Handle::Write(tx) = inner.conn else { return Ok(false) };
        let pending = inner.pending.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        let wake = !pending.facts.is_empty() || !pending.jobs.is_empty();
        if let Some((key, fingerprint)) = &actor.idempotency {
            use_up(&tx, &actor, key, fingerprint, inner.now).await?;
        }
        outbox::append(&tx, pending.facts).await?;
        jobs::enqueue(&tx, pending.jobs, inner.now).await?;
        // Last, because the head row of the audit chain stays locked from here to the commit.
        audit::append(&tx, inner.dialect, inner.now, pending.audit).await?;
        tx.commit().await.broken("committing")?;
        Ok(wake)
    }
}

/// Uses an idempotency key up with the effect: a second call that got here at the same time fails
/// and rolls back. Only the first transaction of a call writes it.
async fn use_up(tx: &DatabaseTransaction, actor: &Actor, key: &str, fingerprint: &str, now: Instant) -> Result<()> {
    use sea_orm::ConnectionTrait as _;
    use sea_orm::sea_query::{Alias, Expr, Query};
    let insert = Query::insert()
        .into_table(Alias::new("idempotency_key"))
        .columns(["owner", "key", "fingerprint", "at"].map(Alias::new))
        .values_panic([Expr::value(owner_of(actor)), Expr::value(key), Expr::value(fingerprint), Expr::value(now)])
        .to_owned();
    let taken = || base::refuse("idempotency.in_progress", base::Kind::Conflict);
    db::on_unique(tx.execute(&insert).await.map(|_| ()), "idempotency_key", "using up an idempotency key", taken)
}

/// Whose idempotency keys an actor's are: a user's, or an anonymous caller's address.
pub fn owner_of(actor: &Actor) -> String {
    match (actor.user, actor.address) {
        (Some(user), _) => user.to_string(),
        (None, Some(address)) => address.to_string(),
        (None, None) => "anonymous".to_owned(),
    }
}
