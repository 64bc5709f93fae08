//! All SQL of profiles.

use base::{Fault, Kind, Result, refuse};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, Set};
use work::Work;

use super::model::Profile;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ideal_profile")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: i64,
    pub criteria: String,
    pub published_by: String,
    pub published_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn profile(m: Model) -> Result<Profile> {
    let criteria = serde_json::from_str(&m.criteria).map_err(|e| Fault::new(format!("reading ideal_profile.criteria of {}", m.id), e))?;
    Ok(Profile { number: m.number, criteria, published_by: m.published_by, published_at: m.published_at })
}

/// The profile with the highest number.
pub(crate) async fn current(work: &Work) -> Result<Option<Profile>> {
    let find = Entity::find().order_by_desc(Column::Number).limit(1);
    find.one(&work.conn()).await.broken("reading the ideal partner profile")?.map(profile).transpose()
}

/// The latest profiles, newest first.
pub(crate) async fn latest(work: &Work) -> Result<Vec<Profile>> {
    let find = Entity::find().order_by_desc(Column::Number).limit(20);
    find.all(&work.conn()).await.broken("reading ideal partner profiles")?.into_iter().map(profile).collect()
}

/// Writes a profile; refused when its number was taken meanwhile.
pub(crate) async fn add(work: &Work, p: &Profile) -> Result<()> {
    let criteria = serde_json::to_string(&p.criteria).map_err(|e| Fault::new("writing an ideal partner profile", e))?;
    let row = ActiveModel {
        id: Set(work.new_id()),
        number: Set(p.number),
        criteria: Set(criteria),
        published_by: Set(p.published_by.clone()),
        published_at: Set(p.published_at),
    };
    let done = Entity::insert(row).exec_without_returning(&work.conn()).await;
    db::on_unique(done.map(|_| ()), "number", "adding an ideal partner profile", || refuse("profile.published_meanwhile", Kind::Conflict))
}
