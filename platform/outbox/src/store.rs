//! All SQL of the outbox.

use base::{EventId, Fault, Instant, PartnerId, Result};
use db::{Broken, Db};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, CaseStatement, ExprTrait as _, LockType, OnConflict, Query};
use sea_orm::{ConnectionTrait, Order, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::Envelope;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub seq: Option<i64>,
    pub at: DateTimeUtc,
    pub kind: String,
    pub version: i64,
    pub subject_kind: String,
    pub subject_id: Uuid,
    pub partner_id: Option<Uuid>,
    pub actor: String,
    pub data: Json,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl From<Model> for Envelope {
    fn from(m: Model) -> Self {
        Self {
            id: m.id.into(),
            seq: m.seq,
            at: m.at,
            kind: m.kind,
            version: m.version,
            subject_kind: m.subject_kind,
            subject: m.subject_id,
            partner: m.partner_id.map(PartnerId::from),
            actor: m.actor,
            data: m.data,
        }
    }
}

/// Writes facts inside the caller's transaction.
pub async fn append(conn: &impl ConnectionTrait, envelopes: Vec<Envelope>) -> Result<()> {
    if envelopes.is_empty() {
        return Ok(());
    }
    let rows = envelopes.into_iter().map(|e| {
        let row: ActiveModel = Model {
            id: e.id.uuid(),
            seq: None,
            at: e.at,
            kind: e.kind,
            version: e.version,
            subject_kind: e.subject_kind,
            subject_id: e.subject,
            partner_id: e.partner.map(Uuid::from),
            actor: e.actor,
            data: e.data,
        }
        .into();
        row.reset_all()
    });
    Entity::insert_many(rows).exec_without_returning(conn).await.broken("writing facts")?;
    Ok(())
}

/// Gives committed facts their place in the line; returns how many got one.
///
/// The row of `outbox_line` is the lock, so only one process numbers at a time.
pub async fn sequence(db: &Db) -> Result<u64> {
    let doing = "numbering facts";
    let waiting = Entity::find().filter(Column::Seq.is_null()).limit(1).select_only().column(Column::Id).into_tuple::<Uuid>();
    if waiting.one(db.reader()).await.broken(doing)?.is_none() {
        return Ok(0);
    }
    let tx = db.begin().await?;
    let select = Query::select().column(Alias::new("last_seq")).from(Alias::new("outbox_line")).lock(LockType::Update).to_owned();
    let row = tx.query_one(&select).await.broken(doing)?.ok_or_else(|| Fault::plain("outbox_line has no row"))?;
    let mut last: i64 = row.try_get("", "last_seq").broken(doing)?;
    let found = Entity::find()
        .filter(Column::Seq.is_null())
        .order_by_asc(Column::At)
        .order_by_asc(Column::Id)
        .limit(500)
        .select_only()
        .column(Column::Id)
        .into_tuple::<Uuid>()
        .all(&tx)
        .await
        .broken(doing)?;
    for some in found.chunks(100) {
        let mut place = CaseStatement::new();
        for id in some {
            last += 1;
            place = place.case(Column::Id.eq(*id), Expr::value(last));
        }
        let one_statement = Entity::update_many().col_expr(Column::Seq, place.into()).filter(Column::Id.is_in(some.iter().copied()));
        one_statement.exec(&tx).await.broken(doing)?;
    }
    let update = Query::update().table(Alias::new("outbox_line")).value(Alias::new("last_seq"), last).to_owned();
    tx.execute(&update).await.broken(doing)?;
    tx.commit().await.broken(doing)?;
    Ok(u64::try_from(found.len()).unwrap_or(0))
}

/// The number of the last fact in the line.
pub async fn head(conn: &impl ConnectionTrait) -> Result<i64> {
    let select = Query::select().column(Alias::new("last_seq")).from(Alias::new("outbox_line")).to_owned();
    let row = conn.query_one(&select).await.broken("reading the outbox")?.ok_or_else(|| Fault::plain("outbox_line has no row"))?;
    Ok(row.try_get("", "last_seq").broken("reading the outbox")?)
}

/// The consumer's cursor: the number of the last fact it has done; 0 when it is new.
///
/// In a transaction on PostgreSQL the row is locked until the commit, so that two nodes do not do
/// the same fact for the same consumer at once.
pub async fn cursor(conn: &impl ConnectionTrait, consumer: &str) -> Result<Option<i64>> {
    let select = Query::select()
        .column(Alias::new("seq"))
        .from(Alias::new("outbox_cursor"))
        .and_where(Expr::col(Alias::new("consumer")).eq(consumer))
        .lock(LockType::Update)
        .to_owned();
    let row = conn.query_one(&select).await.broken("reading a cursor")?;
    Ok(row.map(|r| r.try_get("", "seq")).transpose().broken("reading a cursor")?)
}

/// Reads a cursor without locking it.
async fn peek_cursor(conn: &impl ConnectionTrait, consumer: &str) -> Result<i64> {
    let select = Query::select()
        .column(Alias::new("seq"))
        .from(Alias::new("outbox_cursor"))
        .and_where(Expr::col(Alias::new("consumer")).eq(consumer))
        .to_owned();
    let row = conn.query_one(&select).await.broken("reading a cursor")?;
    Ok(row.map(|r| r.try_get("", "seq")).transpose().broken("reading a cursor")?.unwrap_or(0))
}

/// Moves a consumer's cursor.
pub async fn advance_cursor(conn: &impl ConnectionTrait, consumer: &str, seq: i64, now: Instant) -> Result<()> {
    let upsert = Query::insert()
        .into_table(Alias::new("outbox_cursor"))
        .columns([Alias::new("consumer"), Alias::new("seq"), Alias::new("moved_at")])
        .values_panic([Expr::value(consumer), Expr::value(seq), Expr::value(now)])
        .on_conflict(OnConflict::column(Alias::new("consumer")).update_columns([Alias::new("seq"), Alias::new("moved_at")]).to_owned())
        .to_owned();
    conn.execute(&upsert).await.broken("moving a cursor")?;
    Ok(())
}

/// The next facts for a consumer, by kinds (all kinds when empty), with its cursor and the head of the line.
pub async fn next_after(db: &Db, consumer: &str, kinds: &[&str], limit: u64) -> Result<(i64, Vec<Envelope>, i64)> {
    let head = head(db.reader()).await?;
    let at = peek_cursor(db.reader(), consumer).await?;
    if at >= head {
        return Ok((at, Vec::new(), head));
    }
    Ok((at, page_after(db.reader(), at, kinds, limit).await?, head))
}

/// Facts after a place in the line, in order.
pub async fn page_after(conn: &impl ConnectionTrait, seq: i64, kinds: &[&str], limit: u64) -> Result<Vec<Envelope>> {
    let mut find = Entity::find().filter(Column::Seq.gt(seq));
    if !kinds.is_empty() {
        find = find.filter(Column::Kind.is_in(kinds.iter().copied()));
    }
    let rows = find.order_by_asc(Column::Seq).limit(limit).all(conn).await.broken("reading facts")?;
    Ok(rows.into_iter().map(Envelope::from).collect())
}

/// The latest facts about one thing, newest first.
pub async fn recent(conn: &impl ConnectionTrait, subject: Uuid, limit: u64) -> Result<Vec<Envelope>> {
    let find = Entity::find().filter(Column::SubjectId.eq(subject)).order_by_desc(Column::At).order_by_desc(Column::Id).limit(limit);
    Ok(find.all(conn).await.broken("reading facts")?.into_iter().map(Envelope::from).collect())
}

/// How far behind a consumer is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lag {
    /// Which consumer.
    pub consumer: String,
    /// How many places behind the head of the line.
    pub behind: i64,
    /// When it last moved.
    pub moved_at: Option<Instant>,
}

/// How far behind each named consumer is.
pub async fn lag(conn: &impl ConnectionTrait, consumers: &[&str]) -> Result<Vec<Lag>> {
    let head = head(conn).await?;
    let select = Query::select()
        .columns([Alias::new("consumer"), Alias::new("seq"), Alias::new("moved_at")])
        .from(Alias::new("outbox_cursor"))
        .order_by(Alias::new("consumer"), Order::Asc)
        .to_owned();
    let mut known = Vec::new();
    for row in conn.query_all(&select).await.broken("reading cursors")? {
        let consumer: String = row.try_get("", "consumer").broken("reading cursors")?;
        let seq: i64 = row.try_get("", "seq").broken("reading cursors")?;
        let moved_at: Instant = row.try_get("", "moved_at").broken("reading cursors")?;
        known.push(Lag { consumer, behind: head - seq, moved_at: Some(moved_at) });
    }
    let missing = consumers.iter().filter(|c| !known.iter().any(|k| k.consumer == **c));
    let missing: Vec<Lag> = missing.map(|c| Lag { consumer: (*c).to_owned(), behind: head, moved_at: None }).collect();
    known.extend(missing);
    known.retain(|k| consumers.is_empty() || consumers.contains(&k.consumer.as_str()));
    Ok(known)
}

/// A fact that a consumer could not do, set aside so that the line moves on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dead {
    /// Which consumer.
    pub consumer: String,
    /// Which fact.
    pub event: EventId,
    /// Its place in the line.
    pub seq: i64,
    /// Why.
    pub error: String,
    /// Since when.
    pub at: Instant,
}

/// Sets a fact aside for a consumer.
pub async fn bury(conn: &impl ConnectionTrait, dead: &Dead) -> Result<()> {
    let insert = Query::insert()
        .into_table(Alias::new("outbox_dead"))
        .columns(["consumer", "event_id", "seq", "error", "at"].map(Alias::new))
        .values_panic([
            Expr::value(dead.consumer.as_str()),
            Expr::value(dead.event.uuid()),
            Expr::value(dead.seq),
            Expr::value(dead.error.as_str()),
            Expr::value(dead.at),
        ])
        .on_conflict(
            OnConflict::columns([Alias::new("consumer"), Alias::new("event_id")])
                .update_columns([Alias::new("error"), Alias::new("at")])
                .to_owned(),
        )
        .to_owned();
    conn.execute(&insert).await.broken("setting a fact aside")?;
    Ok(())
}

/// What was set aside, oldest first.
pub async fn dead(conn: &impl ConnectionTrait) -> Result<Vec<Dead>> {
    let select = Query::select()
        .columns(["consumer", "event_id", "seq", "error", "at"].map(Alias::new))
        .from(Alias::new("outbox_dead"))
        .order_by(Alias::new("seq"), Order::Asc)
        .limit(200)
        .to_owned();
    let mut out = Vec::new();
    for row in conn.query_all(&select).await.broken("reading what was set aside")? {
        let read = || -> std::result::Result<Dead, DbErr> {
            Ok(Dead {
                consumer: row.try_get("", "consumer")?,
                event: row.try_get::<Uuid>("", "event_id")?.into(),
                seq: row.try_get("", "seq")?,
                error: row.try_get("", "error")?,
                at: row.try_get("", "at")?,
            })
        };
        out.push(read().broken("reading what was set aside")?);
    }
    Ok(out)
}

/// Takes a fact out of the set-aside list, to be done again; returns it.
pub async fn revive(conn: &impl ConnectionTrait, consumer: &str, event: EventId) -> Result<Option<Envelope>> {
    let delete = Query::delete()
        .from_table(Alias::new("outbox_dead"))
        .and_where(Expr::col(Alias::new("consumer")).eq(consumer))
        .and_where(Expr::col(Alias::new("event_id")).eq(event.uuid()))
        .to_owned();
    if conn.execute(&delete).await.broken("reviving a fact")?.rows_affected() == 0 {
        return Ok(None);
    }
    Ok(Entity::find_by_id(event.uuid()).one(conn).await.broken("reviving a fact")?.map(Envelope::from))
}
