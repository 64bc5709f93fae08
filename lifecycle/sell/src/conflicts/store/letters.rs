//! The kept documents of letters: one for each ruling, side and language.

use base::{CaseId, CasePartyId, Result, RulingId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{Condition, QueryOrder, Set};
use work::{Scope, Work};

use super::super::model::KeptLetter;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "conflict_letter")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub ruling_id: Uuid,
    pub case_id: Uuid,
    pub party_id: Uuid,
    pub partner_id: Uuid,
    pub lang: String,
    pub digest: String,
    pub at: DateTimeUtc,
    pub appeal: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn kept(m: Model) -> KeptLetter {
    KeptLetter {
        ruling: m.ruling_id.into(),
        case: m.case_id.into(),
        side: m.party_id.into(),
        partner: m.partner_id.into(),
        lang: m.lang,
        digest: m.digest,
        at: m.at,
        appeal: m.appeal,
    }
}

fn scoped(work: &Work) -> Condition {
    match work.scope() {
        Scope::All => Condition::all(),
        Scope::Partners(ids) => Condition::all().add(Column::PartnerId.is_in(ids.into_iter().map(Uuid::from))),
        Scope::Nothing => Condition::all().add(Column::Id.is_null()),
    }
}

/// Keeps a document; one that was kept at the same moment stays.
pub(crate) async fn add(work: &Work, l: &KeptLetter) -> Result<()> {
    let row = ActiveModel {
        id: Set(work.new_id::<base::FileId>().uuid()),
        ruling_id: Set(l.ruling.uuid()),
        case_id: Set(l.case.uuid()),
        party_id: Set(l.side.uuid()),
        partner_id: Set(l.partner.uuid()),
        lang: Set(l.lang.clone()),
        digest: Set(l.digest.clone()),
        at: Set(l.at),
        appeal: Set(l.appeal),
    };
    let once = OnConflict::columns([Column::RulingId, Column::PartyId, Column::Lang]).do_nothing().to_owned();
    Entity::insert(row).on_conflict(once).exec_without_returning(&work.conn()).await.broken("keeping a letter")?;
    Ok(())
}

/// The document of one letter in one language that the actor may see.
pub(crate) async fn find(work: &Work, ruling: RulingId, side: CasePartyId, lang: &str) -> Result<Option<KeptLetter>> {
    let find = Entity::find()
        .filter(scoped(work))
        .filter(Column::RulingId.eq(ruling.uuid()))
        .filter(Column::PartyId.eq(side.uuid()))
        .filter(Column::Lang.eq(lang));
    Ok(find.one(&work.conn()).await.broken("reading a letter")?.map(kept))
}

/// The documents of a case that the actor may see, oldest first.
pub(crate) async fn of(work: &Work, case: CaseId) -> Result<Vec<KeptLetter>> {
    let find =
        Entity::find().filter(scoped(work)).filter(Column::CaseId.eq(case.uuid())).order_by_asc(Column::At).order_by_asc(Column::Lang);
    Ok(find.all(&work.conn()).await.broken("reading letters")?.into_iter().map(kept).collect())
}
