//! How deals began: one row for each first submission, never changed.

use base::{DealId, Fault, Money, Result, UserId};
use db::Broken;
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use uuid::Uuid;
use work::{Scope, Work};

use super::super::model::{Deal, FirstClaim};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deal_origin")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub deal_id: Uuid,
    pub partner_id: Uuid,
    pub at: DateTimeUtc,
    pub handed_in_by: Option<Uuid>,
    pub by_name: String,
    pub company: String,
    pub domain: String,
    pub country: String,
    pub products: String,
    pub value_minor: i64,
    pub value_currency: String,
    pub close_on: Option<Date>,
    pub terms_version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Keeps how a deal began; what was kept first stays.
pub(crate) async fn keep(work: &Work, d: &Deal) -> Result<()> {
    let (c, value) = (&d.registration.customer, d.value());
    let row = ActiveModel {
        deal_id: Set(d.id.uuid()),
        partner_id: Set(d.partner.uuid()),
        at: Set(d.submitted_at.unwrap_or_else(|| work.now())),
        handed_in_by: Set(work.actor().user.map(Uuid::from)),
        by_name: Set(work.actor().name.clone()),
        company: Set(c.company.clone()),
        domain: Set(c.domain.clone()),
        country: Set(c.country.clone()),
        products: Set(d.products.clone()),
        value_minor: Set(value.minor),
        value_currency: Set(value.currency.code().to_owned()),
        close_on: Set(d.registration.close_on),
        terms_version: Set(d.terms_version),
    };
    let once = OnConflict::column(Column::DealId).do_nothing().to_owned();
    Entity::insert(row).on_conflict(once).exec_without_returning(&work.conn()).await.broken("keeping how a deal began")?;
    Ok(())
}

/// How a deal began, as far as the actor may see it; none for one that was handed in before this was kept.
pub(crate) async fn of(work: &Work, deal: DealId) -> Result<Option<FirstClaim>> {
    let mut find = Entity::find_by_id(deal.uuid());
    find = match work.scope() {
        Scope::All => find,
        Scope::Partners(own) => find.filter(Column::PartnerId.is_in(own.into_iter().map(Uuid::from))),
        Scope::Nothing => find.filter(Column::DealId.is_null()),
    };
    let Some(m) = find.one(&work.conn()).await.broken("reading how a deal began")? else { return Ok(None) };
    let currency = m.value_currency.parse().map_err(|_| Fault::plain(format!("deal_origin.value_currency of {deal} is no currency")))?;
    Ok(Some(FirstClaim {
        deal,
        at: m.at,
        by: m.handed_in_by.map(UserId::from),
        by_name: m.by_name,
        company: m.company,
        domain: m.domain,
        country: m.country,
        products: m.products,
        value: Money::new(m.value_minor, currency),
        close_on: m.close_on,
        terms_version: m.terms_version,
    }))
}
