//! The sides of cases, and the seats that keep a deal before one case at a time.

use std::collections::HashMap;

use base::{CaseId, CasePartyId, DealId, Fault, LeadId, PartnerId, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{OnConflict, Query, SimpleExpr};
use sea_orm::{Condition, QueryOrder, Set};
use work::{Scope, Work};

use super::super::model::{Fate, Side};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "conflict_party")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub case_id: Uuid,
    pub deal_id: Option<Uuid>,
    pub lead_id: Option<Uuid>,
    pub partner_id: Option<Uuid>,
    pub joined_at: DateTimeUtc,
    pub statement_by: DateTimeUtc,
    pub stated_at: Option<DateTimeUtc>,
    pub appealed_at: Option<DateTimeUtc>,
    pub told: bool,
    pub fate: Option<String>,
    pub share: i64,
    pub role: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What is before a case now. The key is the id of a deal or of a lead; no id is both.
mod seat {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "conflict_seat")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub deal_id: Uuid,
        pub case_id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn side(m: Model) -> Result<Side> {
    let fate = match m.fate.as_deref() {
        None => None,
        Some(code) => Some(Fate::from_code(code).ok_or_else(|| Fault::plain(format!("conflict_party.fate of {} is {code:?}", m.id)))?),
    };
    Ok(Side {
        id: m.id.into(),
        case: m.case_id.into(),
        deal: m.deal_id.map(DealId::from),
        lead: m.lead_id.map(LeadId::from),
        partner: m.partner_id.map(PartnerId::from),
        joined_at: m.joined_at,
        statement_by: m.statement_by,
        stated_at: m.stated_at,
        appealed_at: m.appealed_at,
        told: m.told,
        fate,
        share: m.share,
        role: m.role,
    })
}

fn row(s: &Side) -> ActiveModel {
    ActiveModel {
        id: Set(s.id.uuid()),
        case_id: Set(s.case.uuid()),
        deal_id: Set(s.deal.map(Uuid::from)),
        lead_id: Set(s.lead.map(Uuid::from)),
        partner_id: Set(s.partner.map(Uuid::from)),
        joined_at: Set(s.joined_at),
        statement_by: Set(s.statement_by),
        stated_at: Set(s.stated_at),
        appealed_at: Set(s.appealed_at),
        told: Set(s.told),
        fate: Set(s.fate.map(|f| f.code().to_owned())),
        share: Set(s.share),
        role: Set(s.role.clone()),
    }
}

fn scoped(work: &Work) -> Condition {
    match work.scope() {
        Scope::All => Condition::all(),
        Scope::Partners(ids) => Condition::all().add(Column::PartnerId.is_in(ids.into_iter().map(Uuid::from))),
        Scope::Nothing => Condition::all().add(Column::Id.is_null()),
    }
}

/// Adds sides to a case.
pub(crate) async fn add(work: &Work, sides: &[Side]) -> Result<()> {
    let rows = sides.iter().map(row);
    Entity::insert_many(rows).exec_without_returning(&work.conn()).await.broken("adding the sides of a case")?;
    Ok(())
}

/// The sides of a case that the actor may see, in the order in which they joined.
pub(crate) async fn of(work: &Work, case: CaseId) -> Result<Vec<Side>> {
    of_many(work, &[case]).await
}

/// The sides of some cases that the actor may see.
pub(crate) async fn of_many(work: &Work, cases: &[CaseId]) -> Result<Vec<Side>> {
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    let find = Entity::find()
        .filter(scoped(work))
        .filter(Column::CaseId.is_in(cases.iter().map(|c| c.uuid())))
        .order_by_asc(Column::JoinedAt)
        .order_by_asc(Column::Id);
    find.all(&work.conn()).await.broken("reading the sides of cases")?.into_iter().map(side).collect()
}

/// Saves a side.
pub(crate) async fn save(work: &Work, s: &Side) -> Result<()> {
    let update = Entity::update_many().set(row(s)).filter(scoped(work)).filter(Column::Id.eq(s.id.uuid()));
    update.exec(&work.conn()).await.broken("saving a side")?;
    Ok(())
}

/// Notes by what a side has its claim, whoever acts: a registration of one partner can be what another's side is about.
pub(crate) async fn set_claim(work: &Work, s: &Side) -> Result<()> {
    let update = Entity::update_many()
        .col_expr(Column::DealId, Expr::value(s.deal.map(Uuid::from)))
        .col_expr(Column::LeadId, Expr::value(s.lead.map(Uuid::from)))
        .filter(Column::Id.eq(s.id.uuid()));
    update.exec(&work.conn()).await.broken("noting the claim of a side")?;
    Ok(())
}

/// Before which case each of some deals and leads is now, whoever asks.
pub(crate) async fn seats(work: &Work, claims: &[Uuid]) -> Result<HashMap<Uuid, CaseId>> {
    if claims.is_empty() {
        return Ok(HashMap::new());
    }
    let find = seat::Entity::find().filter(seat::Column::DealId.is_in(claims.iter().copied()));
    let rows = find.all(&work.conn()).await.broken("reading which deals are before a case")?;
    Ok(rows.into_iter().map(|m| (m.deal_id, m.case_id.into())).collect())
}

/// Puts deals and leads before a case, as far as they are before none; how many that were.
///
/// The insert waits for a transaction that is putting one of them before another case at this moment.
pub(crate) async fn sit(work: &Work, case: CaseId, claims: &[Uuid]) -> Result<u64> {
    let mut wanted = claims.to_vec();
    // One order for everybody, so that two transactions never wait for each other.
    wanted.sort_unstable();
    wanted.dedup();
    if wanted.is_empty() {
        return Ok(0);
    }
    let mut insert = Query::insert();
    insert.into_table(seat::Entity).columns([seat::Column::DealId, seat::Column::CaseId]);
    for claim in wanted {
        insert.values_panic([SimpleExpr::from(claim), SimpleExpr::from(case.uuid())]);
    }
    insert.on_conflict(OnConflict::column(seat::Column::DealId).do_nothing().to_owned());
    Ok(work.conn().execute(&insert).await.broken("putting deals before a case")?.rows_affected())
}

/// Gives the sides of one case, and what is before it, to another.
pub(crate) async fn turn(work: &Work, from: CaseId, to: CaseId) -> Result<()> {
    let sides = Entity::update_many().col_expr(Column::CaseId, Expr::value(to.uuid())).filter(Column::CaseId.eq(from.uuid()));
    sides.exec(&work.conn()).await.broken("joining the sides of two cases")?;
    let seats =
        seat::Entity::update_many().col_expr(seat::Column::CaseId, Expr::value(to.uuid())).filter(seat::Column::CaseId.eq(from.uuid()));
    seats.exec(&work.conn()).await.broken("joining what is before two cases")?;
    Ok(())
}

/// Takes a side away whose words were given to another.
pub(crate) async fn remove(work: &Work, side: CasePartyId) -> Result<()> {
    Entity::delete_by_id(side.uuid()).exec(&work.conn()).await.broken("removing a side")?;
    Ok(())
}

/// No deal is before this case any more.
pub(crate) async fn rise(work: &Work, case: CaseId) -> Result<()> {
    let old = seat::Entity::delete_many().filter(seat::Column::CaseId.eq(case.uuid()));
    old.exec(&work.conn()).await.broken("ending what is before a case")?;
    Ok(())
}

/// The deals and leads that are or were before a case, whoever asks: for putting them before it again.
pub(crate) async fn claims_of(work: &Work, case: CaseId) -> Result<Vec<Uuid>> {
    let sides = everybody(work, case).await?;
    Ok(sides.into_iter().flat_map(|s| [s.deal.map(DealId::uuid), s.lead.map(LeadId::uuid)]).flatten().collect())
}

/// All sides of a case, whoever asks: for telling them, and never for showing.
pub(crate) async fn everybody(work: &Work, case: CaseId) -> Result<Vec<Side>> {
    let find = Entity::find().filter(Column::CaseId.eq(case.uuid())).order_by_asc(Column::JoinedAt).order_by_asc(Column::Id);
    find.all(&work.conn()).await.broken("reading the sides of a case")?.into_iter().map(side).collect()
}
