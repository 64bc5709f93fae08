//! Which leads are about the same customer: blocking keys.

use base::{Instant, LeadId, Result};
use chrono::TimeDelta;
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait as _, Order, Query};
use sea_orm::{ConnectionTrait, Set};
use uuid::Uuid;
use work::Work;

use super::super::model::{Claim, StateKind};
use super::rows;

/// How many leads of one key are looked at; a key that more share says little by itself.
const OF_EACH_KEY: u64 = 20;
/// How many leads are compared in full.
const COMPARED: u64 = 20;

mod key {
    use sea_orm::entity::prelude::*;
    use uuid::Uuid;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "lead_key")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub lead_id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Lets a lead be found by its customer's keys.
pub(crate) async fn add(work: &Work, lead: LeadId, keys: &[String]) -> Result<()> {
    let mut texts: Vec<&String> = keys.iter().collect();
    texts.sort_unstable();
    texts.dedup();
    if texts.is_empty() {
        return Ok(());
    }
    let rows = texts.into_iter().map(|k| key::ActiveModel { key: Set(k.clone()), lead_id: Set(lead.uuid()) });
    key::Entity::insert_many(rows).exec_without_returning(&work.conn()).await.broken("adding the keys of a lead")?;
    Ok(())
}

/// Leads of anybody that share keys and are worked on, or were lately; whose they are is the caller's secret.
pub(crate) async fn sharing(work: &Work, keys: &[String], now: Instant) -> Result<Vec<Claim>> {
    let mut ids: Vec<(Uuid, u64)> = Vec::new();
    for text in keys {
        // The newest entries of a key are the end of its range in the index.
        let some = Query::select()
            .column(key::Column::LeadId)
            .from(key::Entity)
            .and_where(Expr::col(key::Column::Key).eq(text.as_str()))
            .order_by(key::Column::LeadId, Order::Desc)
            .limit(OF_EACH_KEY)
            .to_owned();
        for row in work.conn().query_all(&some).await.broken("looking for leads about a customer")? {
            let id: Uuid = row.try_get("", "lead_id").broken("looking for leads about a customer")?;
            match ids.iter_mut().find(|(known, _)| *known == id) {
                Some((_, n)) => *n += 1,
                None => ids.push((id, 1)),
            }
        }
    }
    ids.sort_by(|a, b| b.1.cmp(&a.1).then(b.0.cmp(&a.0)));
    ids.truncate(usize::try_from(COMPARED).unwrap_or(20));
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let open = [StateKind::New, StateKind::Offered, StateKind::Waiting, StateKind::Accepted, StateKind::Contacted].map(StateKind::code);
    let lately = Expr::col(rows::Column::State)
        .eq(StateKind::Converted.code())
        .and(Expr::col(rows::Column::ActiveAt).gte(now - TimeDelta::days(90)));
    let find = rows::Entity::find()
        .filter(rows::Column::Id.is_in(ids.into_iter().map(|(id, _)| id)))
        .filter(Expr::col(rows::Column::State).is_in(open).or(lately));
    let found = find.all(&work.conn()).await.broken("reading leads about a customer")?;
    found
        .into_iter()
        .map(|m| {
            let lead = rows::lead(m)?;
            let state = lead.kind();
            Ok(Claim { lead: lead.id, customer: lead.customer, email: lead.contact.email, phone: lead.contact.phone, state })
        })
        .collect()
}
