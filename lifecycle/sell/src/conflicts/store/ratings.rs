//! Whether partners find decisions fair: the questions, their answers, and the links by which they are answered.

use base::{CaseId, CommentId, Error, Fault, Instant, PartnerId, Result, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};
use work::{Scope, Work};

use super::super::model::{Rating, RatingKind};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "fairness_rating")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What it is about, once: a second question about the same is not asked.
    pub about: String,
    pub partner_id: Uuid,
    pub case_id: Option<Uuid>,
    pub kind: String,
    pub company: String,
    pub asked_at: DateTimeUtc,
    pub until: DateTimeUtc,
    pub stars: Option<i64>,
    pub comment: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

mod link {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "fairness_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub hash: String,
        pub rating_id: Uuid,
        pub partner_id: Uuid,
        pub user_id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn rating(m: Model) -> Result<Rating> {
    Ok(Rating {
        id: m.id.into(),
        partner: m.partner_id.into(),
        kind: RatingKind::from_code(&m.kind).ok_or_else(|| Fault::plain(format!("fairness_rating.kind of {} is {:?}", m.id, m.kind)))?,
        case: m.case_id.map(CaseId::from),
        company: m.company,
        asked_at: m.asked_at,
        until: m.until,
        stars: m.stars,
        comment: m.comment,
    })
}

/// The questions that the actor may see: those to its own partner. What one partner said is nobody's of the vendor.
fn scoped(work: &Work) -> Condition {
    match work.scope() {
        Scope::Partners(ids) => Condition::all().add(Column::PartnerId.is_in(ids.into_iter().map(Uuid::from))),
        Scope::All | Scope::Nothing => Condition::all().add(Column::Id.is_null()),
    }
}

/// Adds a question, unless the same was asked; whether it is new.
pub(crate) async fn add(work: &Work, r: &Rating, about: &str) -> Result<bool> {
    let row = ActiveModel {
        id: Set(r.id.uuid()),
        about: Set(about.to_owned()),
        partner_id: Set(r.partner.uuid()),
        case_id: Set(r.case.map(Uuid::from)),
        kind: Set(r.kind.code().to_owned()),
        company: Set(r.company.clone()),
        asked_at: Set(r.asked_at),
        until: Set(r.until),
        stars: Set(r.stars),
        comment: Set(r.comment.clone()),
    };
    let once = OnConflict::column(Column::About).do_nothing().to_owned();
    let done =
        Entity::insert(row).on_conflict(once).exec_without_returning(&work.conn()).await.broken("asking whether a decision was fair")?;
    Ok(done > 0)
}

/// A question to the actor's own partner; a missing and a forbidden one look alike.
pub(crate) async fn get(work: &Work, id: CommentId) -> Result<Rating> {
    let find = Entity::find_by_id(id.uuid()).filter(scoped(work));
    rating(find.one(&work.conn()).await.broken("reading a question")?.ok_or_else(Error::missing)?)
}

/// A question, whoever asks: for links.
pub(crate) async fn find(work: &Work, id: CommentId) -> Result<Option<Rating>> {
    Entity::find_by_id(id.uuid()).one(&work.conn()).await.broken("reading a question")?.map(rating).transpose()
}

/// The questions to the actor's own partner that can be answered, newest first.
pub(crate) async fn open(work: &Work, n: u64) -> Result<Vec<Rating>> {
    let find = Entity::find().filter(scoped(work)).filter(Column::Until.gt(work.now())).order_by_desc(Column::AskedAt).limit(n);
    find.all(&work.conn()).await.broken("reading questions")?.into_iter().map(rating).collect()
}

/// Keeps an answer in place of the one before.
pub(crate) async fn save(work: &Work, r: &Rating) -> Result<()> {
    let update = Entity::update_many()
        .col_expr(Column::Stars, Expr::value(r.stars))
        .col_expr(Column::Comment, Expr::value(r.comment.as_str()))
        .filter(scoped(work))
        .filter(Column::Id.eq(r.id.uuid()));
    update.exec(&work.conn()).await.broken("keeping an answer")?;
    Ok(())
}

/// Every answer since a moment, by when it was asked, without whose it is; for figures, never with a name.
pub(crate) async fn answered(work: &Work, since: Instant) -> Result<Vec<(Instant, RatingKind, i64, String)>> {
    if !matches!(work.scope(), Scope::All) {
        return Ok(Vec::new());
    }
    let rows: Vec<(DateTimeUtc, String, Option<i64>, String)> = Entity::find()
        .select_only()
        .columns([Column::AskedAt, Column::Kind, Column::Stars, Column::Comment])
        .filter(Column::AskedAt.gte(since))
        .filter(Column::Stars.is_not_null())
        .order_by_asc(Column::AskedAt)
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("reading answers")?;
    Ok(rows.into_iter().filter_map(|(at, kind, stars, said)| Some((at, RatingKind::from_code(&kind)?, stars?, said))).collect())
}

/// Lets a question be answered by who holds a secret; only its digest is kept.
pub(crate) async fn add_link(work: &Work, hash: &str, r: &Rating, user: UserId) -> Result<()> {
    let row = link::ActiveModel {
        hash: Set(hash.to_owned()),
        rating_id: Set(r.id.uuid()),
        partner_id: Set(r.partner.uuid()),
        user_id: Set(user.uuid()),
    };
    link::Entity::insert(row).exec_without_returning(&work.conn()).await.broken("adding a link to a question")?;
    Ok(())
}

/// The question, the partner and the person of a link.
pub(crate) async fn by_link(work: &Work, hash: &str) -> Result<Option<(CommentId, PartnerId, UserId)>> {
    let found = link::Entity::find_by_id(hash).one(&work.conn()).await.broken("reading a link to a question")?;
    Ok(found.map(|m| (m.rating_id.into(), m.partner_id.into(), m.user_id.into())))
}
