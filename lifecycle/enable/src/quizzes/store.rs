//! All SQL of attempts.

use base::{AttemptId, CourseId, Error, Fault, PartnerId, Result, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Set};
use serde_json::json;
use uuid::Uuid;
use work::Work;

use super::model::{Attempt, AttemptState, Drawn};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "quiz_attempt")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    pub course_id: Uuid,
    pub partner_id: Option<Uuid>,
    pub number: i64,
    pub state: String,
    pub questions: Json,
    pub answers: Json,
    pub started_at: DateTimeUtc,
    pub finished_at: Option<DateTimeUtc>,
    pub score: Option<i64>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn attempt(m: Model) -> Result<Attempt> {
    let bad = |what: &str| Fault::plain(format!("quiz_attempt.{what} of {} cannot be read", m.id));
    let questions: Vec<(String, Vec<(String, bool)>)> = serde_json::from_value(m.questions).map_err(|_| bad("questions"))?;
    Ok(Attempt {
        id: m.id.into(),
        user: m.user_id.into(),
        partner: m.partner_id.map(PartnerId::from),
        course: m.course_id.into(),
        number: m.number,
        questions: questions.into_iter().map(|(words, choices)| Drawn { words, choices }).collect(),
        answers: serde_json::from_value(m.answers).map_err(|_| bad("answers"))?,
        started_at: m.started_at,
        score: m.score,
        state: AttemptState::from_code(&m.state).ok_or_else(|| bad("state"))?,
        version: m.version,
    })
}

/// An attempt of this person; another's looks missing.
pub(crate) async fn get(work: &Work, id: AttemptId) -> Result<Attempt> {
    let Some(user) = work.actor().user else { return Err(Error::missing()) };
    let find = Entity::find_by_id(id.uuid()).filter(Column::UserId.eq(user.uuid())).one(&work.conn()).await;
    find.broken("reading an attempt")?.map(attempt).transpose()?.ok_or_else(Error::missing)
}

/// The attempts of a person in a course, first to last.
pub(crate) async fn of(work: &Work, user: UserId, course: CourseId) -> Result<Vec<Attempt>> {
    let find =
        Entity::find().filter(Column::UserId.eq(user.uuid())).filter(Column::CourseId.eq(course.uuid())).order_by_asc(Column::Number);
    find.all(&work.conn()).await.broken("reading attempts")?.into_iter().map(attempt).collect()
}

pub(crate) async fn add(work: &Work, a: &Attempt) -> Result<()> {
    let questions: Vec<_> = a.questions.iter().map(|q| (&q.words, &q.choices)).collect();
    let row = ActiveModel {
        id: Set(a.id.uuid()),
        user_id: Set(a.user.uuid()),
        course_id: Set(a.course.uuid()),
        partner_id: Set(a.partner.map(Uuid::from)),
        number: Set(a.number),
        state: Set(a.state.code().to_owned()),
        questions: Set(json!(questions)),
        answers: Set(json!(a.answers)),
        started_at: Set(a.started_at),
        finished_at: Set(None),
        score: Set(None),
        version: Set(1),
    };
    let insert = Entity::insert(row).exec_without_returning(&work.conn()).await.map(|_| ());
    db::on_unique(insert, "number", "beginning an attempt", Error::stale)
}

pub(crate) async fn save(work: &Work, a: &Attempt) -> Result<()> {
    let finished = (a.state != AttemptState::Open).then(|| work.now());
    let done = Entity::update_many()
        .col_expr(Column::State, Expr::value(a.state.code()))
        .col_expr(Column::Answers, Expr::value(json!(a.answers)))
        .col_expr(Column::FinishedAt, Expr::value(finished))
        .col_expr(Column::Score, Expr::value(a.score))
        .col_expr(Column::Version, Expr::value(a.version + 1))
        .filter(Column::Id.eq(a.id.uuid()))
        .filter(Column::Version.eq(a.version))
        .exec(&work.conn())
        .await
        .broken("saving an attempt")?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Error::stale()) }
}
