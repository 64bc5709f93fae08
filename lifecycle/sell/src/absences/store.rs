//! All SQL of the absences: one row for each person who is away or will be.

use base::{Fault, Result, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QueryOrder, QuerySelect, Set};
use work::Work;

use super::model::Absence;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_absence")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    pub name: String,
    pub substitute_id: Uuid,
    pub substitute_name: String,
    pub from_on: Date,
    pub until_on: Date,
    pub zone: String,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn absence(m: Model) -> Result<Absence> {
    Ok(Absence {
        zone: m.zone.parse().map_err(|_| Fault::plain(format!("staff_absence.zone of {} is {:?}", m.user_id, m.zone)))?,
        user: m.user_id.into(),
        name: m.name,
        substitute: m.substitute_id.into(),
        substitute_name: m.substitute_name,
        from: m.from_on,
        until: m.until_on,
        at: m.at,
    })
}

/// The absences that are not over, the first to begin first; of the vendor's staff, whoever asks.
pub(crate) async fn open(work: &Work) -> Result<Vec<Absence>> {
    // A day of grace, because it is today in some zones and yesterday in others.
    let yesterday = work.now().date_naive().pred_opt().unwrap_or_default();
    let find = Entity::find().filter(Column::UntilOn.gte(yesterday)).order_by_asc(Column::FromOn).order_by_asc(Column::UserId).limit(500);
    find.all(&work.conn()).await.broken("reading who is away")?.into_iter().map(absence).collect()
}

/// Sets the absence of a person, in place of the one before.
pub(crate) async fn put(work: &Work, a: &Absence) -> Result<()> {
    let row = ActiveModel {
        user_id: Set(a.user.uuid()),
        name: Set(a.name.clone()),
        substitute_id: Set(a.substitute.uuid()),
        substitute_name: Set(a.substitute_name.clone()),
        from_on: Set(a.from),
        until_on: Set(a.until),
        zone: Set(a.zone.name().to_owned()),
        at: Set(a.at),
    };
    let again = OnConflict::column(Column::UserId)
        .update_columns([
            Column::Name,
            Column::SubstituteId,
            Column::SubstituteName,
            Column::FromOn,
            Column::UntilOn,
            Column::Zone,
            Column::At,
        ])
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(&work.conn()).await.broken("setting an absence")?;
    Ok(())
}

/// Ends the absence of a person; whether there was one.
pub(crate) async fn end(work: &Work, user: UserId) -> Result<bool> {
    let done = Entity::delete_by_id(user.uuid()).exec(&work.conn()).await.broken("ending an absence")?;
    Ok(done.rows_affected == 1)
}
