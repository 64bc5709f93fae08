//! All SQL of the ledger: it only adds and sums.

use base::{AccrualId, Fault, Money, PartnerId, Result};
use db::{Broken, dialect};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, Set};
use uuid::Uuid;
use work::{Scope, Work};

use super::model::{Account, Balance, Booking, Journal};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub journal_id: Uuid,
    pub partner_id: Uuid,
    pub accrual_id: Uuid,
    pub account: String,
    pub currency: String,
    pub reason: String,
    pub minor: i64,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub(crate) async fn add(work: &Work, journal: &Journal) -> Result<()> {
    let rows = journal.entries.iter().map(|e| ActiveModel {
        id: Set(work.new_id()),
        journal_id: Set(journal.id),
        partner_id: Set(journal.partner.uuid()),
        accrual_id: Set(journal.accrual.uuid()),
        account: Set(e.account.code().to_owned()),
        currency: Set(e.amount.currency.code().to_owned()),
        reason: Set(journal.reason.to_owned()),
        minor: Set(e.amount.minor),
        at: Set(journal.at),
    });
    Entity::insert_many(rows).exec_without_returning(&work.conn()).await.broken("booking a journal")?;
    Ok(())
}

/// The journals about one accrual, oldest first; who asks has been allowed to see the accrual.
pub(crate) async fn about(work: &Work, accrual: AccrualId) -> Result<Vec<Booking>> {
    let find = Entity::find().filter(Column::AccrualId.eq(accrual.uuid())).order_by_asc(Column::At).order_by_asc(Column::Id);
    let rows = find.all(&work.conn()).await.broken("reading the ledger")?;
    let mut found: Vec<Booking> = Vec::new();
    for plus in rows.iter().filter(|r| r.minor > 0) {
        let minus = rows.iter().find(|r| r.journal_id == plus.journal_id && r.minor < 0);
        let (debit, credit) = (Account::from_code(&plus.account), minus.and_then(|r| Account::from_code(&r.account)));
        let (Some(debit), Some(credit), Ok(currency)) = (debit, credit, plus.currency.parse()) else {
            return Err(Fault::plain(format!("the journal {} cannot be read", plus.journal_id)).into());
        };
        found.push(Booking { reason: plus.reason.clone(), at: plus.at, debit, credit, amount: Money::new(plus.minor, currency) });
    }
    Ok(found)
}

/// Balances by account and currency; of one partner, or of all.
pub(crate) async fn balances(work: &Work, partner: Option<PartnerId>) -> Result<Vec<Balance>> {
    let mut find = Entity::find();
    match (work.scope(), partner) {
        (Scope::Nothing, _) => return Ok(Vec::new()),
        (Scope::Partners(own), asked) => {
            let seen: Vec<Uuid> = own.into_iter().filter(|p| asked.is_none_or(|a| a == *p)).map(Uuid::from).collect();
            find = find.filter(Column::PartnerId.is_in(seen));
        }
        (Scope::All, Some(p)) => find = find.filter(Column::PartnerId.eq(p.uuid())),
        (Scope::All, None) => {}
    }
    let rows: Vec<(String, String, Option<i64>)> = find
        .select_only()
        .columns([Column::Account, Column::Currency])
        .column_as(dialect::sum(Expr::col(Column::Minor)), "total")
        .group_by(Column::Account)
        .group_by(Column::Currency)
        .order_by_asc(Column::Currency)
        .order_by_asc(Column::Account)
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("summing the ledger")?;
    rows.into_iter()
        .map(|(account, code, total)| {
            let currency = code.parse().map_err(|_| Fault::plain(format!("ledger_entry.currency is {code:?}")))?;
            Ok(Balance { account, amount: Money::new(total.unwrap_or(0), currency) })
        })
        .collect()
}
