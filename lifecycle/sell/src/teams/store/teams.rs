//! Teams: one row for each deal that has one, with the shares that are proposed.

use base::{DealId, Error, Fault, Instant, PartnerId, Result};
use db::Broken;
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use work::Work;

use super::super::model::{Consent, Proposed, Share, Team};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deal_team")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub deal_id: Uuid,
    pub partner_id: Uuid,
    pub ruled: bool,
    pub plan: Json,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Proposed shares as the column holds them; none are an empty list, otherwise it has one of these.
#[derive(Serialize, Deserialize)]
struct PlanRow {
    shares: Vec<(PartnerId, i64)>,
    by_name: String,
    at: Instant,
    by_operations: bool,
    agreed: Vec<(PartnerId, String, Instant)>,
}

fn team(m: Model) -> Result<Team> {
    let rows: Vec<PlanRow> =
        serde_json::from_value(m.plan).map_err(|e| Fault::new(format!("reading deal_team.plan of {}", m.deal_id), e))?;
    let proposed = rows.into_iter().next().map(|p| Proposed {
        shares: p.shares.into_iter().map(|(partner, points)| Share { partner, points }).collect(),
        by_name: p.by_name,
        at: p.at,
        by_operations: p.by_operations,
        agreed: p.agreed.into_iter().map(|(partner, name, at)| Consent { partner, name, at }).collect(),
    });
    Ok(Team { deal: m.deal_id.into(), lead: m.partner_id.into(), ruled: m.ruled, proposed, version: m.version })
}

fn row(t: &Team) -> Result<ActiveModel> {
    let plan = |p: &Proposed| PlanRow {
        shares: p.shares.iter().map(|s| (s.partner, s.points)).collect(),
        by_name: p.by_name.clone(),
        at: p.at,
        by_operations: p.by_operations,
        agreed: p.agreed.iter().map(|c| (c.partner, c.name.clone(), c.at)).collect(),
    };
    let rows: Vec<PlanRow> = t.proposed.iter().map(plan).collect();
    Ok(ActiveModel {
        deal_id: Set(t.deal.uuid()),
        partner_id: Set(t.lead.uuid()),
        ruled: Set(t.ruled),
        plan: Set(serde_json::to_value(rows).map_err(|e| Fault::new("writing proposed shares", e))?),
        version: Set(t.version),
    })
}

/// The team of a deal, where it has one.
pub(crate) async fn find(work: &Work, deal: DealId) -> Result<Option<Team>> {
    Entity::find_by_id(deal.uuid()).one(&work.conn()).await.broken("reading the team of a deal")?.map(team).transpose()
}

/// Saves a team whose version is still the one that was read, or begins it; returns it with the next version.
pub(crate) async fn save(work: &Work, t: Team) -> Result<Team> {
    let (read, mut saved) = (t.version, t);
    saved.version += 1;
    if read == 0 {
        let made = Entity::insert(row(&saved)?).exec_without_returning(&work.conn()).await.map(|_| ());
        // Somebody else began it at this moment.
        db::on_unique(made, "deal_team", "beginning a team", Error::stale)?;
        return Ok(saved);
    }
    let update = Entity::update_many().set(row(&saved)?).filter(Column::DealId.eq(saved.deal.uuid())).filter(Column::Version.eq(read));
    let done = update.exec(&work.conn()).await.broken("saving a team")?;
    if done.rows_affected == 1 { Ok(saved) } else { Err(Error::stale()) }
}
