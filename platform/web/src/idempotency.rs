//! Idempotency keys: the same unsafe call twice has its effect once.
//!
//! The key is used up inside the first transaction of the call (`Work` writes it at the commit), so
//! the effect and the key stand or fall together. The answer is kept afterwards; a repeat gets it.
//! When the process died between the two, a repeat hears that the effect took place.

use base::{Instant, Result};
use db::{Broken, Db};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query};

const TABLE: &str = "idempotency_key";

/// What is known about a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Known {
    /// Never seen.
    New,
    /// Seen with another request.
    OtherRequest,
    /// Its effect took place, the answer was not kept.
    Effect,
    /// Done: status, content type, location, body.
    Answer(u16, Option<String>, Option<String>, String),
}

/// Looks a key up.
pub(crate) async fn find(db: &Db, owner: &str, key: &str, fingerprint: &str) -> Result<Known> {
    let doing = "reading an idempotency key";
    let select = Query::select()
        .columns(["fingerprint", "status", "body", "content_type", "location"].map(Alias::new))
        .from(Alias::new(TABLE))
        .and_where(Expr::col(Alias::new("owner")).eq(owner))
        .and_where(Expr::col(Alias::new("key")).eq(key))
        .to_owned();
    let Some(row) = db.writer().query_one(&select).await.broken(doing)? else { return Ok(Known::New) };
    let text = |name: &str| row.try_get::<Option<String>>("", name).broken(doing);
    if text("fingerprint")?.as_deref() != Some(fingerprint) {
        return Ok(Known::OtherRequest);
    }
    let status: Option<i64> = row.try_get("", "status").broken(doing)?;
    Ok(match status.and_then(|s| u16::try_from(s).ok()) {
        Some(status) => Known::Answer(status, text("content_type")?, text("location")?, text("body")?.unwrap_or_default()),
        None => Known::Effect,
    })
}

/// Keeps the answer for repeats; does nothing when the call had no effect.
pub(crate) async fn keep(
    db: &Db,
    owner: &str,
    key: &str,
    status: u16,
    content_type: Option<&str>,
    location: Option<&str>,
    body: &str,
) -> Result<()> {
    let update = Query::update()
        .table(Alias::new(TABLE))
        .value(Alias::new("status"), i64::from(status))
        .value(Alias::new("content_type"), content_type)
        .value(Alias::new("location"), location)
        .value(Alias::new("body"), body)
        .and_where(Expr::col(Alias::new("owner")).eq(owner))
        .and_where(Expr::col(Alias::new("key")).eq(key))
        .to_owned();
    db.writer().execute(&update).await.broken("keeping an answer")?;
    Ok(())
}

/// Forgets keys older than a moment.
pub(crate) async fn prune(db: &Db, before: Instant) -> Result<()> {
    let delete = Query::delete().from_table(Alias::new(TABLE)).and_where(Expr::col(Alias::new("at")).lt(before)).to_owned();
    db.writer().execute(&delete).await.broken("forgetting idempotency keys")?;
    Ok(())
}
