//! All SQL of courses, lessons, the question bank and learners.

use base::{CourseId, Error, Fault, PartnerId, Result, UserId};
use db::{Broken, on_unique};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QueryOrder, QuerySelect, Set};
use serde_json::{Value, json};
use uuid::Uuid;
use work::{Scope, Work};

use super::model::{Course, Learner, Lesson, Question};

mod course_row {
    use sea_orm::entity::prelude::*;
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "course")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub key: String,
        pub title: String,
        pub summary: String,
        pub path: String,
        pub certification: Option<String>,
        pub valid_months: i64,
        pub pass_mark: i64,
        pub draw: i64,
        pub attempts: i64,
        pub position: i64,
        pub version: i64,
        pub created_at: DateTimeUtc,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

mod lesson_row {
    use sea_orm::entity::prelude::*;
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "lesson")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub course_id: Uuid,
        pub position: i64,
        pub minutes: i64,
        pub title: String,
        pub body: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

mod question_row {
    use sea_orm::entity::prelude::*;
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "question")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub course_id: Uuid,
        pub position: i64,
        pub words: String,
        pub choices: Json,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

mod learner_row {
    use sea_orm::entity::prelude::*;
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "learner")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub user_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub course_id: Uuid,
        pub partner_id: Option<Uuid>,
        pub lessons: Json,
        pub begun_at: DateTimeUtc,
        pub completed_at: Option<DateTimeUtc>,
        pub score: Option<i64>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

fn course(m: course_row::Model) -> Course {
    Course {
        id: m.id.into(),
        key: m.key,
        title: m.title,
        summary: m.summary,
        path: m.path,
        certification: m.certification,
        valid_months: m.valid_months,
        pass_mark: m.pass_mark,
        draw: m.draw,
        attempts: m.attempts,
    }
}

fn learner(m: learner_row::Model) -> Learner {
    Learner {
        user: m.user_id.into(),
        course: m.course_id.into(),
        partner: m.partner_id.map(PartnerId::from),
        lessons: m.lessons.as_array().into_iter().flatten().filter_map(Value::as_i64).collect(),
        begun_at: m.begun_at,
        completed_at: m.completed_at,
        score: m.score,
    }
}

pub(crate) async fn list(work: &Work) -> Result<Vec<Course>> {
    let find = course_row::Entity::find().order_by_asc(course_row::Column::Position).order_by_asc(course_row::Column::Key);
    Ok(find.all(&work.conn()).await.broken("reading courses")?.into_iter().map(course).collect())
}

pub(crate) async fn by_key(work: &Work, key: &str) -> Result<Course> {
    // PostgreSQL takes no NUL, not even to find nothing.
    if key.contains('\0') {
        return Err(Error::missing());
    }
    let find = course_row::Entity::find().filter(course_row::Column::Key.eq(key)).one(&work.conn()).await;
    find.broken("reading a course")?.map(course).ok_or_else(Error::missing)
}

pub(crate) async fn get(work: &Work, id: CourseId) -> Result<Course> {
    let find = course_row::Entity::find_by_id(id.uuid()).one(&work.conn()).await;
    find.broken("reading a course")?.map(course).ok_or_else(Error::missing)
}

pub(crate) async fn lessons(work: &Work, id: CourseId) -> Result<Vec<Lesson>> {
    let find = lesson_row::Entity::find().filter(lesson_row::Column::CourseId.eq(id.uuid())).order_by_asc(lesson_row::Column::Position);
    let rows = find.all(&work.conn()).await.broken("reading lessons")?;
    Ok(rows
        .into_iter()
        .map(|m| Lesson { id: m.id.into(), position: m.position, minutes: m.minutes, title: m.title, body: m.body })
        .collect())
}

/// How many lessons each course has.
pub(crate) async fn lesson_counts(work: &Work) -> Result<Vec<(CourseId, i64)>> {
    let rows: Vec<(Uuid, i64)> = lesson_row::Entity::find()
        .select_only()
        .column(lesson_row::Column::CourseId)
        .column_as(lesson_row::Column::Id.count(), "n")
        .group_by(lesson_row::Column::CourseId)
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("counting lessons")?;
    Ok(rows.into_iter().map(|(id, n)| (id.into(), n)).collect())
}

pub(crate) async fn questions(work: &Work, id: CourseId) -> Result<Vec<Question>> {
    let find =
        question_row::Entity::find().filter(question_row::Column::CourseId.eq(id.uuid())).order_by_asc(question_row::Column::Position);
    find.all(&work.conn())
        .await
        .broken("reading questions")?
        .into_iter()
        .map(|m| {
            let choices = serde_json::from_value(m.choices).map_err(|e| Fault::new(format!("question.choices of {}", m.id), e))?;
            Ok(Question { id: m.id.into(), words: m.words, choices })
        })
        .collect()
}

pub(crate) async fn add(work: &Work, c: &Course, position: i64, lessons: &[Lesson], questions: &[Question]) -> Result<()> {
    let row = course_row::ActiveModel {
        id: Set(c.id.uuid()),
        key: Set(c.key.clone()),
        title: Set(c.title.clone()),
        summary: Set(c.summary.clone()),
        path: Set(c.path.clone()),
        certification: Set(c.certification.clone()),
        valid_months: Set(c.valid_months),
        pass_mark: Set(c.pass_mark),
        draw: Set(c.draw),
        attempts: Set(c.attempts),
        position: Set(position),
        version: Set(1),
        created_at: Set(work.now()),
    };
    let insert = course_row::Entity::insert(row).exec_without_returning(&work.conn()).await.map(|_| ());
    on_unique(insert, "key", "publishing a course", || base::refuse("course.key_taken", base::Kind::Conflict))?;
    let rows = lessons.iter().map(|l| lesson_row::ActiveModel {
        id: Set(l.id.uuid()),
        course_id: Set(c.id.uuid()),
        position: Set(l.position),
        minutes: Set(l.minutes),
        title: Set(l.title.clone()),
        body: Set(l.body.clone()),
    });
    lesson_row::Entity::insert_many(rows).exec_without_returning(&work.conn()).await.broken("adding lessons")?;
    if !questions.is_empty() {
        let rows = (1..).zip(questions).map(|(n, q)| question_row::ActiveModel {
            id: Set(q.id.uuid()),
            course_id: Set(c.id.uuid()),
            position: Set(n),
            words: Set(q.words.clone()),
            choices: Set(json!(q.choices)),
        });
        question_row::Entity::insert_many(rows).exec_without_returning(&work.conn()).await.broken("adding questions")?;
    }
    Ok(())
}

pub(crate) async fn learner_of(work: &Work, user: UserId, id: CourseId) -> Result<Option<Learner>> {
    let find = learner_row::Entity::find_by_id((user.uuid(), id.uuid())).one(&work.conn()).await;
    Ok(find.broken("reading a learner")?.map(learner))
}

/// What one person has done, in every course.
pub(crate) async fn learning_of(work: &Work, user: UserId) -> Result<Vec<Learner>> {
    let find = learner_row::Entity::find().filter(learner_row::Column::UserId.eq(user.uuid()));
    Ok(find.all(&work.conn()).await.broken("reading learners")?.into_iter().map(learner).collect())
}

/// What the people of the actor's partners have done.
pub(crate) async fn team(work: &Work) -> Result<Vec<Learner>> {
    let ids = match work.scope() {
        Scope::Partners(ids) => ids,
        Scope::All | Scope::Nothing => return Ok(Vec::new()),
    };
    let find = learner_row::Entity::find().filter(learner_row::Column::PartnerId.is_in(ids.into_iter().map(Uuid::from)));
    Ok(find.all(&work.conn()).await.broken("reading learners")?.into_iter().map(learner).collect())
}

fn row(l: &Learner) -> learner_row::ActiveModel {
    learner_row::ActiveModel {
        user_id: Set(l.user.uuid()),
        course_id: Set(l.course.uuid()),
        partner_id: Set(l.partner.map(Uuid::from)),
        lessons: Set(json!(l.lessons)),
        begun_at: Set(l.begun_at),
        completed_at: Set(l.completed_at),
        score: Set(l.score),
    }
}

/// Adds a person to a course; false when they are in it already.
pub(crate) async fn add_learner(work: &Work, l: &Learner) -> Result<bool> {
    use learner_row::Column;
    let once = OnConflict::columns([Column::UserId, Column::CourseId]).do_nothing().to_owned();
    let insert = learner_row::Entity::insert(row(l)).on_conflict(once).exec_without_returning(&work.conn()).await;
    match insert {
        Ok(rows) => Ok(rows > 0),
        Err(DbErr::RecordNotInserted) => Ok(false),
        Err(e) => Err(Err::<(), _>(e).broken("beginning a course").err().unwrap_or_else(|| Fault::plain("beginning a course")).into()),
    }
}

/// Makes what else this person does in the course wait until this transaction is over: lessons and
/// attempts are read, added to and written back.
pub(crate) async fn take_turn(work: &Work, user: UserId, id: CourseId) -> Result<()> {
    use learner_row::Column;
    learner_row::Entity::update_many()
        .col_expr(Column::Score, Expr::col(Column::Score))
        .filter(Column::UserId.eq(user.uuid()))
        .filter(Column::CourseId.eq(id.uuid()))
        .exec(&work.conn())
        .await
        .broken("waiting for a learner's turn")?;
    Ok(())
}

pub(crate) async fn save_learner(work: &Work, l: &Learner) -> Result<()> {
    use learner_row::Column;
    let update = OnConflict::columns([Column::UserId, Column::CourseId])
        .update_columns([Column::Lessons, Column::CompletedAt, Column::Score])
        .to_owned();
    learner_row::Entity::insert(row(l)).on_conflict(update).exec_without_returning(&work.conn()).await.broken("saving a learner")?;
    Ok(())
}
