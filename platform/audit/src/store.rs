//! Writing and reading audit records.

use std::sync::Arc;

use access::Actor;
use base::{AuditId, Cursor, Fault, Instant, Page, PageRequest, PartnerId, Result, UserId};
use db::{Broken, Dialect};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, ExprTrait as _, LockType, Query};
use sea_orm::{Condition, ConnectionTrait, QueryOrder, QuerySelect};
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::Entry;
use crate::migrations::CHAINS;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_record")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub chain: i64,
    pub seq: i64,
    pub at: DateTimeUtc,
    pub actor_kind: String,
    pub actor_id: Option<Uuid>,
    pub actor_name: String,
    pub behalf_id: Option<Uuid>,
    pub address: Option<String>,
    pub request: Option<String>,
    pub action: String,
    pub subject_kind: String,
    pub subject_id: Option<Uuid>,
    pub partner_id: Option<Uuid>,
    pub reason: Option<String>,
    pub before: Option<String>,
    pub after: Option<String>,
    pub prev: String,
    pub hash: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// One record as it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Its id.
    pub id: AuditId,
    /// When.
    pub at: Instant,
    /// `staff`, `member`, `system` or `anonymous`.
    pub actor_kind: String,
    /// Who, if a person.
    pub actor: Option<UserId>,
    /// The name at that time.
    pub actor_name: String,
    /// On behalf of whom.
    pub on_behalf_of: Option<UserId>,
    /// From where.
    pub address: Option<String>,
    /// In which request.
    pub request: Option<String>,
    /// What was done.
    pub action: String,
    /// To what sort of thing.
    pub subject_kind: String,
    /// To which.
    pub subject: Option<Uuid>,
    /// Of which partner.
    pub partner: Option<PartnerId>,
    /// Why.
    pub reason: Option<String>,
    /// The state before.
    pub before: Option<Value>,
    /// The state after.
    pub after: Option<Value>,
}

/// Which records are asked for; all conditions hold together.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// About this thing.
    pub subject: Option<Uuid>,
    /// Of this partner.
    pub partner: Option<PartnerId>,
    /// By this person.
    pub actor: Option<UserId>,
    /// Actions that begin with this text.
    pub action: Option<String>,
    /// From this moment on.
    pub from: Option<Instant>,
    /// Before this moment.
    pub until: Option<Instant>,
}

/// The hash of a record: its columns, each with its length, after the hash before it.
pub(crate) fn hash(m: &Model) -> String {
    let mut h = Sha256::new();
    let mut put = |part: Option<&str>| match part {
        Some(text) => {
            h.update([1]);
            h.update(text.len().to_be_bytes());
            h.update(text);
        }
        None => h.update([0]),
    };
    let uuid = |id: Option<Uuid>| id.map(|u| u.to_string());
    put(Some(&m.prev));
    put(Some(&m.id.to_string()));
    put(Some(&m.chain.to_string()));
    put(Some(&m.seq.to_string()));
    put(Some(&m.at.timestamp_micros().to_string()));
    put(Some(&m.actor_kind));
    put(uuid(m.actor_id).as_deref());
    put(Some(&m.actor_name));
    put(uuid(m.behalf_id).as_deref());
    put(m.address.as_deref());
    put(m.request.as_deref());
    put(Some(&m.action));
    put(Some(&m.subject_kind));
    put(uuid(m.subject_id).as_deref());
    put(uuid(m.partner_id).as_deref());
    put(m.reason.as_deref());
    put(m.before.as_deref());
    put(m.after.as_deref());
    hex::encode(h.finalize())
}

/// Appends the records of a transaction to one chain, as its last statements: the head row is locked
/// from here to the commit.
///
/// Each entry has who did it and the record's id; the first id picks the chain. One chain for all of them,
/// also when several acted: two transactions that lock two heads each wait for each other.
pub async fn append(conn: &impl ConnectionTrait, dialect: Dialect, at: Instant, entries: Vec<(Arc<Actor>, AuditId, Entry)>) -> Result<()> {
    let Some((_, first, _)) = entries.first() else { return Ok(()) };
    let chain = match dialect {
        Dialect::Sqlite => 0,
        Dialect::Postgres => i64::try_from(first.uuid().as_u128() % u128::try_from(CHAINS).unwrap_or(1)).unwrap_or(0),
    };
    let (mut seq, mut prev) = head(conn, chain).await?;
    let mut rows = Vec::with_capacity(entries.len());
    for (actor, id, entry) in entries {
        seq += 1;
        let mut row = Model {
            id: id.uuid(),
            chain,
            seq,
            at,
            actor_kind: actor.kind.code().to_owned(),
            actor_id: actor.user.map(Uuid::from),
            actor_name: actor.name.clone(),
            behalf_id: actor.on_behalf_of.map(Uuid::from),
            address: actor.address.map(|a| a.to_string()),
            request: actor.request.clone(),
            action: entry.action,
            subject_kind: entry.subject_kind.to_owned(),
            subject_id: entry.subject,
            partner_id: entry.partner.map(Uuid::from),
            reason: entry.reason,
            before: entry.before.map(|v| v.to_string()),
            after: entry.after.map(|v| v.to_string()),
            prev,
            hash: String::new(),
        };
        row.hash = hash(&row);
        prev = row.hash.clone();
        rows.push(row);
    }
    let many = rows.into_iter().map(|m| {
        let mut a: ActiveModel = m.into();
        a = a.reset_all();
        a
    });
    Entity::insert_many(many).exec_without_returning(conn).await.broken("writing the audit record")?;
    let update = Query::update()
        .table(Alias::new("audit_head"))
        .value(Alias::new("seq"), seq)
        .value(Alias::new("hash"), prev)
        .and_where(Expr::col(Alias::new("chain")).eq(chain))
        .to_owned();
    conn.execute(&update).await.broken("moving the audit head")?;
    Ok(())
}

async fn head(conn: &impl ConnectionTrait, chain: i64) -> Result<(i64, String)> {
    let select = Query::select()
        .columns([Alias::new("seq"), Alias::new("hash")])
        .from(Alias::new("audit_head"))
        .and_where(Expr::col(Alias::new("chain")).eq(chain))
        .lock(LockType::Update)
        .to_owned();
    let row = conn.query_one(&select).await.broken("reading the audit head")?;
    let row = row.ok_or_else(|| Fault::plain(format!("audit_head has no row for chain {chain}")))?;
    let seq = row.try_get("", "seq").broken("reading the audit head")?;
    Ok((seq, row.try_get("", "hash").broken("reading the audit head")?))
}

/// The heads of all chains: chain, last number, last hash.
pub async fn heads(conn: &impl ConnectionTrait) -> Result<Vec<(i64, i64, String)>> {
    let select = Query::select()
        .columns([Alias::new("chain"), Alias::new("seq"), Alias::new("hash")])
        .from(Alias::new("audit_head"))
        .order_by(Alias::new("chain"), sea_orm::Order::Asc)
        .to_owned();
    let mut out = Vec::new();
    for row in conn.query_all(&select).await.broken("reading the audit heads")? {
        let get = |name| row.try_get::<i64>("", name).broken("reading the audit heads");
        out.push((get("chain")?, get("seq")?, row.try_get("", "hash").broken("reading the audit heads")?));
    }
    Ok(out)
}

/// Reads records, newest first.
pub async fn list(conn: &impl ConnectionTrait, filter: &Filter, page: &PageRequest) -> Result<Page<Record>> {
    let mut all = Condition::all();
    if let Some(id) = filter.subject {
        all = all.add(Column::SubjectId.eq(id));
    }
    if let Some(id) = filter.partner {
        all = all.add(Column::PartnerId.eq(id.uuid()));
    }
    if let Some(id) = filter.actor {
        all = all.add(Column::ActorId.eq(id.uuid()));
    }
    if let Some(action) = filter.action.as_deref().filter(|a| !a.is_empty()) {
        all = all.add(Column::Action.starts_with(action));
    }
    if let Some(from) = filter.from {
        all = all.add(Column::At.gte(from));
    }
    if let Some(until) = filter.until {
        all = all.add(Column::At.lt(until));
    }
    if let Some((at, id)) = page.after.as_ref().and_then(|c| Some((c.instant()?, c.id))) {
        all = all.add(Column::At.lt(at).or(Column::At.eq(at).and(Column::Id.lt(id))));
    }
    let rows = Entity::find()
        .filter(all)
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(page.limit + 1)
        .all(conn)
        .await
        .broken("reading the audit record")?;
    let records = rows.into_iter().map(record).collect();
    Ok(Page::from_rows(records, page.limit, |r: &Record| Cursor::at(r.at, r.id)))
}

fn record(m: Model) -> Record {
    let json = |text: Option<String>| text.and_then(|t| serde_json::from_str(&t).ok());
    Record {
        id: m.id.into(),
        at: m.at,
        actor_kind: m.actor_kind,
        actor: m.actor_id.map(UserId::from),
        actor_name: m.actor_name,
        on_behalf_of: m.behalf_id.map(UserId::from),
        address: m.address,
        request: m.request,
        action: m.action,
        subject_kind: m.subject_kind,
        subject: m.subject_id,
        partner: m.partner_id.map(PartnerId::from),
        reason: m.reason,
        before: json(m.before),
        after: json(m.after),
    }
}

/// One slice of a chain in order, for verification.
pub(crate) async fn slice(conn: &impl ConnectionTrait, chain: i64, after: i64, limit: u64) -> Result<Vec<Model>> {
    let rows =
        Entity::find().filter(Column::Chain.eq(chain)).filter(Column::Seq.gt(after)).order_by_asc(Column::Seq).limit(limit).all(conn).await;
    Ok(rows.broken("reading the audit record")?)
}
