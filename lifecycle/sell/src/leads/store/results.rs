//! What became of the leads that the rules placed.

use base::{DealId, Instant, Result};
use db::Broken;
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait as _, Order, Query};
use uuid::Uuid;
use work::Work;

use super::super::model::StateKind;
use super::{routing::decision, rows};

/// The most leads that figures are made of.
const MOST: u64 = 20_000;

/// A lead that the rules placed, as it is read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    pub(crate) rule: String,
    pub(crate) control: bool,
    pub(crate) captured_at: Instant,
    pub(crate) contacted_at: Option<Instant>,
    pub(crate) deal: Option<DealId>,
    pub(crate) state: String,
}

impl Row {
    /// Whether it turned out to be no lead.
    pub(crate) fn is_none(&self) -> bool {
        self.state == StateKind::Disqualified.code()
    }
}

/// The leads that a rule placed since a moment, the latest first; each under the rule that placed it first.
pub(crate) async fn placed(work: &Work, since: Instant) -> Result<Vec<Row>> {
    use decision::Column as D;
    use rows::Column as L;
    let mut query = Query::select();
    query
        .columns([D::Rule, D::Control].map(|c| (decision::Entity, c)))
        .columns([L::CapturedAt, L::ContactedAt, L::DealId, L::State].map(|c| (rows::Entity, c)))
        .from(decision::Entity)
        .inner_join(rows::Entity, Expr::col((rows::Entity, L::Id)).equals((decision::Entity, D::LeadId)))
        .and_where(Expr::col((decision::Entity, D::N)).eq(1))
        .and_where(Expr::col((decision::Entity, D::DecidedBy)).eq(""))
        .and_where(Expr::col((decision::Entity, D::Rule)).ne(""))
        .and_where(Expr::col((decision::Entity, D::At)).gte(since))
        .order_by((decision::Entity, D::At), Order::Desc)
        .limit(MOST);
    let doing = "reading what became of leads";
    let mut all = Vec::new();
    for row in work.conn().query_all(&query).await.broken(doing)? {
        all.push(Row {
            rule: row.try_get("", "rule").broken(doing)?,
            control: row.try_get::<Option<bool>>("", "control").broken(doing)?.unwrap_or(false),
            captured_at: row.try_get("", "captured_at").broken(doing)?,
            contacted_at: row.try_get("", "contacted_at").broken(doing)?,
            deal: row.try_get::<Option<Uuid>>("", "deal_id").broken(doing)?.map(DealId::from),
            state: row.try_get("", "state").broken(doing)?,
        });
    }
    Ok(all)
}
