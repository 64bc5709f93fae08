//! Files of deals: what each is, and who may see it. The bytes are kept by their digest elsewhere.

use base::{DealId, Error, Fault, FileId, Result, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, Set};
use uuid::Uuid;
use work::{Scope, Work};

use super::super::model::{DealFile, Paper};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deal_file")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub deal_id: Uuid,
    pub partner_id: Uuid,
    pub paper: String,
    pub name: String,
    pub digest: String,
    pub content: String,
    pub size: i64,
    pub uploaded_by: Option<Uuid>,
    pub uploaded_name: String,
    pub by_staff: bool,
    pub internal: bool,
    pub handed_in: bool,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn file(m: Model) -> Result<DealFile> {
    let paper = Paper::from_code(&m.paper).ok_or_else(|| Fault::plain(format!("deal_file.paper of {} is {:?}", m.id, m.paper)))?;
    Ok(DealFile {
        id: m.id.into(),
        deal: m.deal_id.into(),
        partner: m.partner_id.into(),
        paper,
        name: m.name,
        digest: m.digest,
        content: m.content,
        size: m.size,
        by: m.uploaded_by.map(UserId::from),
        by_name: m.uploaded_name,
        by_staff: m.by_staff,
        internal: m.internal,
        handed_in: m.handed_in,
        at: m.at,
    })
}

/// The files that the actor may see: a partner its own and what the vendor shares.
fn scoped(work: &Work) -> Condition {
    match work.scope() {
        Scope::All => Condition::all(),
        Scope::Partners(own) => {
            Condition::all().add(Column::PartnerId.is_in(own.into_iter().map(Uuid::from))).add(Column::Internal.eq(false))
        }
        Scope::Nothing => Condition::all().add(Column::Id.is_null()),
    }
}

/// The files of a deal that the actor may see, oldest first.
pub(crate) async fn of(work: &Work, deal: DealId) -> Result<Vec<DealFile>> {
    let find = Entity::find().filter(scoped(work).add(Column::DealId.eq(deal.uuid()))).order_by_asc(Column::At).order_by_asc(Column::Id);
    find.all(&work.conn()).await.broken("reading the files of a deal")?.into_iter().map(file).collect()
}

/// The files of a deal that the vendor does not keep to itself, oldest first, whoever asks.
pub(crate) async fn shared(work: &Work, deal: DealId) -> Result<Vec<DealFile>> {
    let all = Condition::all().add(Column::DealId.eq(deal.uuid())).add(Column::Internal.eq(false));
    let find = Entity::find().filter(all).order_by_asc(Column::At).order_by_asc(Column::Id);
    find.all(&work.conn()).await.broken("reading the shared files of a deal")?.into_iter().map(file).collect()
}

/// A file that the actor may see; a missing and a forbidden one look alike.
pub(crate) async fn get(work: &Work, id: FileId) -> Result<DealFile> {
    let found = Entity::find_by_id(id.uuid()).filter(scoped(work)).one(&work.conn()).await.broken("reading a file of a deal")?;
    file(found.ok_or_else(Error::missing)?)
}

/// Whether a deal has a file for something, whoever asks.
pub(crate) async fn has(work: &Work, deal: DealId, paper: Paper) -> Result<bool> {
    let find = Entity::find().filter(Column::DealId.eq(deal.uuid())).filter(Column::Paper.eq(paper.code()));
    Ok(find.count(&work.conn()).await.broken("looking for a file of a deal")? > 0)
}

/// How many files a deal has, whoever asks.
pub(crate) async fn count(work: &Work, deal: DealId) -> Result<u64> {
    Ok(Entity::find().filter(Column::DealId.eq(deal.uuid())).count(&work.conn()).await.broken("counting the files of a deal")?)
}

/// Adds a file.
pub(crate) async fn add(work: &Work, f: &DealFile) -> Result<()> {
    let row = ActiveModel {
        id: Set(f.id.uuid()),
        deal_id: Set(f.deal.uuid()),
        partner_id: Set(f.partner.uuid()),
        paper: Set(f.paper.code().to_owned()),
        name: Set(f.name.clone()),
        digest: Set(f.digest.clone()),
        content: Set(f.content.clone()),
        size: Set(f.size),
        uploaded_by: Set(f.by.map(Uuid::from)),
        uploaded_name: Set(f.by_name.clone()),
        by_staff: Set(f.by_staff),
        internal: Set(f.internal),
        handed_in: Set(f.handed_in),
        at: Set(f.at),
    };
    Entity::insert(row).exec_without_returning(&work.conn()).await.broken("adding a file of a deal")?;
    Ok(())
}

/// Removes a file; one that was handed in stays.
pub(crate) async fn remove(work: &Work, id: FileId) -> Result<bool> {
    let old = Entity::delete_many().filter(Column::Id.eq(id.uuid())).filter(Column::HandedIn.eq(false));
    Ok(old.exec(&work.conn()).await.broken("removing a file of a deal")?.rows_affected == 1)
}

/// What a draft had belongs to what is handed in, from now on.
pub(crate) async fn hand_in(work: &Work, deal: DealId) -> Result<()> {
    let all = Entity::update_many().col_expr(Column::HandedIn, Expr::value(true)).filter(Column::DealId.eq(deal.uuid()));
    all.exec(&work.conn()).await.broken("handing files in")?;
    Ok(())
}
