//! What people write about deals, what was done to them, and which customers they asked about.

use base::{CommentId, DealId, Instant, Page, PageRequest, PartnerId, Result, UserId};
use chrono::TimeDelta;
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait as _, OnConflict, Query, SimpleExpr};
use sea_orm::{Condition, ConnectionTrait, QueryOrder, QuerySelect, Set};
use uuid::Uuid;
use work::{Scope, Work};

use super::super::model::{Customer, Note};
use crate::lists::moment_of;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deal_note")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub deal_id: Uuid,
    pub partner_id: Uuid,
    pub author_id: Option<Uuid>,
    pub author_name: String,
    pub body: String,
    pub by_staff: bool,
    pub internal: bool,
    pub at: DateTimeUtc,
    pub asks: bool,
    pub answer_by: Option<DateTimeUtc>,
    pub answered_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

mod check {
    use sea_orm::entity::prelude::*;
    use uuid::Uuid;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "deal_check")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub user_id: Uuid,
        pub partner_id: Option<Uuid>,
        pub at: DateTimeUtc,
        pub company: String,
        pub domain: String,
        pub country: String,
        pub found: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod count {
    use sea_orm::entity::prelude::*;
    use uuid::Uuid;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "deal_check_count")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub user_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub hour: i64,
        pub n: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn note(m: Model) -> Note {
    Note {
        id: m.id.into(),
        deal: m.deal_id.into(),
        author: m.author_id.map(UserId::from),
        author_name: m.author_name,
        by_staff: m.by_staff,
        internal: m.internal,
        body: m.body,
        at: m.at,
        asks: m.asks,
        answer_by: m.answer_by,
        answered_at: m.answered_at,
    }
}

/// Adds a note.
pub(crate) async fn add(work: &Work, n: &Note, partner: PartnerId) -> Result<()> {
    let row = ActiveModel {
        id: Set(n.id.uuid()),
        deal_id: Set(n.deal.uuid()),
        partner_id: Set(partner.uuid()),
        author_id: Set(n.author.map(Uuid::from)),
        author_name: Set(n.author_name.clone()),
        body: Set(n.body.clone()),
        by_staff: Set(n.by_staff),
        internal: Set(n.internal),
        at: Set(n.at),
        asks: Set(n.asks),
        answer_by: Set(n.answer_by),
        answered_at: Set(n.answered_at),
    };
    Entity::insert(row).exec_without_returning(&work.conn()).await.broken("adding a note")?;
    Ok(())
}

/// Questions about a deal that wait for an answer have it; who asked each.
pub(crate) async fn answered(work: &Work, deal: DealId) -> Result<Vec<UserId>> {
    let waits = Condition::all().add(Column::DealId.eq(deal.uuid())).add(Column::AnswerBy.is_not_null()).add(Column::AnsweredAt.is_null());
    let asked = Entity::find().filter(waits.clone()).all(&work.conn()).await.broken("reading questions")?;
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let update = Entity::update_many().col_expr(Column::AnsweredAt, Expr::value(work.now())).filter(waits);
    update.exec(&work.conn()).await.broken("answering questions")?;
    Ok(asked.into_iter().filter_map(|m| m.author_id.map(UserId::from)).collect())
}

/// The questions that wait for an answer, in the actor's scope, soonest due first.
pub(crate) async fn waiting(work: &Work, n: u64) -> Result<Vec<Note>> {
    let mut all = Condition::all().add(Column::AnswerBy.is_not_null()).add(Column::AnsweredAt.is_null());
    all = own(work, all);
    let find = Entity::find().filter(all).order_by_asc(Column::AnswerBy).order_by_asc(Column::Id).limit(n);
    Ok(find.all(&work.conn()).await.broken("reading questions")?.into_iter().map(note).collect())
}

/// How many questions were asked in a period, in the actor's scope.
pub(crate) async fn questions(work: &Work, from: Instant, until: Instant) -> Result<i64> {
    let all = Condition::all().add(Column::Asks.eq(true)).add(Column::At.gte(from)).add(Column::At.lt(until));
    let n = PaginatorTrait::count(Entity::find().filter(own(work, all)), &work.conn()).await.broken("counting questions")?;
    Ok(i64::try_from(n).unwrap_or(i64::MAX))
}

/// What the actor may read: a partner only what is its own and not internal.
fn own(work: &Work, all: Condition) -> Condition {
    match work.scope() {
        Scope::All => all,
        Scope::Partners(own) => all.add(Column::PartnerId.is_in(own.into_iter().map(Uuid::from))).add(Column::Internal.eq(false)),
        Scope::Nothing => all.add(Column::Id.is_null()),
    }
}

/// A note, whoever asks: for jobs.
pub(crate) async fn find(work: &Work, id: CommentId) -> Result<Option<Note>> {
    Ok(Entity::find_by_id(id.uuid()).one(&work.conn()).await.broken("reading a note")?.map(note))
}

/// The notes about a deal that the actor may read, newest first.
pub(crate) async fn list(work: &Work, deal: DealId, page: &PageRequest) -> Result<Page<Note>> {
    let mut all = own(work, Condition::all().add(Column::DealId.eq(deal.uuid())));
    if let Some(after) = &page.after {
        let at = moment_of(after)?;
        let same = Condition::all().add(Column::At.eq(at)).add(Column::Id.lt(after.id));
        all = all.add(Condition::any().add(Column::At.lt(at)).add(same));
    }
    let find = Entity::find().filter(all).order_by_desc(Column::At).order_by_desc(Column::Id).limit(page.limit + 1);
    let rows = find.all(&work.conn()).await.broken("reading notes")?;
    Ok(Page::from_rows(rows.into_iter().map(note).collect(), page.limit, |n: &Note| base::Cursor::at(n.at, n.id)))
}

/// What was done to a deal, newest first.
pub(crate) async fn activity(work: &Work, deal: DealId, n: u64) -> Result<Vec<audit::Record>> {
    let filter = audit::Filter { subject: Some(deal.uuid()), ..audit::Filter::default() };
    Ok(audit::list(&work.conn(), &filter, &PageRequest::first(n)).await?.items)
}

/// Counts one more check of a person in this hour and returns how many there are.
pub(crate) async fn count_check(work: &Work, user: UserId) -> Result<i64> {
    let hour = work.now().timestamp() / 3_600;
    let mut insert = Query::insert();
    insert
        .into_table(count::Entity)
        .columns([count::Column::UserId, count::Column::Hour, count::Column::N])
        .values_panic([SimpleExpr::from(user.uuid()), SimpleExpr::from(hour), SimpleExpr::from(1_i64)])
        .on_conflict(
            OnConflict::columns([count::Column::UserId, count::Column::Hour])
                .value(count::Column::N, Expr::col((count::Entity, count::Column::N)).add(1_i64))
                .to_owned(),
        )
        .returning_col(count::Column::N);
    let doing = "counting a check";
    let row = work.conn().query_one(&insert).await.broken(doing)?;
    Ok(row.map_or(Ok(1), |r| r.try_get("", "n")).broken(doing)?)
}

/// Notes which customer a person asked about.
pub(crate) async fn log_check(work: &Work, user: UserId, customer: &Customer, found: bool) -> Result<()> {
    let row = check::ActiveModel {
        id: Set(work.new_id::<DealId>().uuid()),
        user_id: Set(user.uuid()),
        partner_id: Set(work.actor().partner.map(Uuid::from)),
        at: Set(work.now()),
        company: Set(customer.company.clone()),
        domain: Set(customer.domain.clone()),
        country: Set(customer.country.clone()),
        found: Set(found),
    };
    check::Entity::insert(row).exec_without_returning(&work.conn()).await.broken("noting a check")?;
    Ok(())
}

/// Forgets checks older than a moment, and counts older than two days.
pub(crate) async fn forget_checks(work: &Work, before: Instant) -> Result<()> {
    check::Entity::delete_many().filter(check::Column::At.lt(before)).exec(&work.conn()).await.broken("forgetting checks")?;
    let hour = (work.now() - TimeDelta::days(2)).timestamp() / 3_600;
    count::Entity::delete_many().filter(count::Column::Hour.lt(hour)).exec(&work.conn()).await.broken("forgetting counts of checks")?;
    Ok(())
}

/// How often a person asked, and how often something was found; for tests.
#[cfg(test)]
pub(crate) async fn checks_of(work: &Work, user: UserId) -> Result<Vec<bool>> {
    let find = check::Entity::find().filter(check::Column::UserId.eq(user.uuid())).order_by_asc(check::Column::At);
    Ok(find.all(&work.conn()).await.broken("reading checks")?.into_iter().map(|m| m.found).collect())
}
