//! Documents as rows.

use base::{ActivationStepId, Error, FileId, PartnerId, Result};
use db::Broken;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;
use work::{Scope, Work};

use crate::activation::model::Document;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "activation_document")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub step_id: Uuid,
    pub partner_id: Uuid,
    pub name: String,
    pub digest: String,
    pub content: String,
    pub uploaded_by: String,
    pub size: i64,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn document(m: Model) -> Document {
    Document {
        id: m.id.into(),
        step: m.step_id.into(),
        partner: m.partner_id.into(),
        name: m.name,
        digest: m.digest,
        content: m.content,
        size: m.size,
        by: m.uploaded_by,
        at: m.at,
    }
}

fn scoped(work: &Work) -> Option<Select<Entity>> {
    match work.scope() {
        Scope::All => Some(Entity::find()),
        Scope::Partners(own) => Some(Entity::find().filter(Column::PartnerId.is_in(own.into_iter().map(PartnerId::uuid)))),
        Scope::Nothing => None,
    }
}

/// Notes a file that was handed in.
pub(in crate::activation) async fn add_document(work: &Work, d: &Document) -> Result<()> {
    let row: ActiveModel = Model {
        id: d.id.uuid(),
        step_id: d.step.uuid(),
        partner_id: d.partner.uuid(),
        name: d.name.clone(),
        digest: d.digest.clone(),
        content: d.content.clone(),
        uploaded_by: d.by.clone(),
        size: d.size,
        at: d.at,
    }
    .into();
    Entity::insert(row.reset_all()).exec_without_returning(&work.conn()).await.broken("noting a document")?;
    Ok(())
}

/// What was handed in for a step, newest first.
pub(in crate::activation) async fn documents(work: &Work, step: ActivationStepId) -> Result<Vec<Document>> {
    let Some(query) = scoped(work) else { return Ok(Vec::new()) };
    let rows = query.filter(Column::StepId.eq(step.uuid())).order_by_desc(Column::At).all(&work.conn()).await;
    Ok(rows.broken("reading a step's documents")?.into_iter().map(document).collect())
}

/// One document; out of scope looks missing.
pub(in crate::activation) async fn get_document(work: &Work, id: FileId) -> Result<Document> {
    let query = scoped(work).ok_or_else(Error::missing)?;
    let found = query.filter(Column::Id.eq(id.uuid())).one(&work.conn()).await.broken("reading a document")?;
    found.map(document).ok_or_else(Error::missing)
}
