//! Templates as rows.

use base::{AgreementTemplateId, Fault, Result};
use db::Broken;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use work::Work;

use crate::agreements::model::{Template, Text};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "agreement_template")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub key: String,
    pub kind: String,
    pub vendor: String,
    pub governing: String,
    pub created_by: String,
    pub no: i64,
    pub texts: Json,
    pub months: Option<i64>,
    pub types: Json,
    pub countries: Json,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

#[derive(Serialize, Deserialize)]
struct TextRow {
    language: String,
    title: String,
    body: String,
}

fn template(m: Model) -> Result<Template> {
    let broken = |column: &str, e| Fault::new(format!("reading agreement_template.{column} of {}", m.id), e);
    let texts: Vec<TextRow> = serde_json::from_value(m.texts).map_err(|e| broken("texts", e))?;
    let types = serde_json::from_value(m.types).map_err(|e| broken("types", e))?;
    let countries = serde_json::from_value(m.countries).map_err(|e| broken("countries", e))?;
    Ok(Template {
        id: m.id.into(),
        key: m.key,
        no: m.no,
        kind: m.kind,
        vendor: m.vendor,
        governing: m.governing,
        texts: texts.into_iter().map(|t| Text { language: t.language, title: t.title, body: t.body }).collect(),
        months: m.months,
        types,
        countries,
        created_at: m.created_at,
        created_by: m.created_by,
    })
}

/// Writes a version.
pub(in crate::agreements) async fn add_template(work: &Work, t: &Template) -> Result<()> {
    let texts: Vec<_> =
        t.texts.iter().map(|t| TextRow { language: t.language.clone(), title: t.title.clone(), body: t.body.clone() }).collect();
    let row: ActiveModel = Model {
        id: t.id.uuid(),
        key: t.key.clone(),
        kind: t.kind.clone(),
        vendor: t.vendor.clone(),
        governing: t.governing.clone(),
        created_by: t.created_by.clone(),
        no: t.no,
        texts: serde_json::to_value(texts).map_err(|e| Fault::new("writing agreement_template.texts", e))?,
        months: t.months,
        types: t.types.clone().into(),
        countries: t.countries.clone().into(),
        created_at: t.created_at,
    }
    .into();
    Entity::insert(row.reset_all()).exec_without_returning(&work.conn()).await.broken("writing an agreement template")?;
    Ok(())
}

/// Every version of every template, by key, newest first. They are few.
pub(in crate::agreements) async fn templates(work: &Work) -> Result<Vec<Template>> {
    let query = Entity::find().order_by_asc(Column::Key).order_by_desc(Column::No);
    query.all(&work.conn()).await.broken("reading agreement templates")?.into_iter().map(template).collect()
}

/// The newest version of each template.
pub(in crate::agreements) async fn current_templates(work: &Work) -> Result<Vec<Template>> {
    let mut all = templates(work).await?;
    all.dedup_by(|a, b| a.key == b.key);
    Ok(all)
}

/// The newest version of one template.
pub(in crate::agreements) async fn latest(work: &Work, key: &str) -> Result<Option<Template>> {
    let query = Entity::find().filter(Column::Key.eq(key)).order_by_desc(Column::No);
    query.one(&work.conn()).await.broken("reading an agreement template")?.map(template).transpose()
}

/// One version.
pub(in crate::agreements) async fn find_template(work: &Work, id: AgreementTemplateId) -> Result<Option<Template>> {
    Entity::find_by_id(id.uuid()).one(&work.conn()).await.broken("reading an agreement template")?.map(template).transpose()
}
