//! All SQL of certificates.

use base::{Fault, Instant, PartnerId, Result, UserId};
use chrono::TimeDelta;
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};
use uuid::Uuid;
use work::{Scope, Work};

use super::model::{Certificate, CertificateState};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "certificate")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    pub course_id: Uuid,
    pub partner_id: Option<Uuid>,
    pub number: String,
    pub key: String,
    pub title: String,
    pub holder: String,
    pub org: String,
    pub state: String,
    pub issued_at: DateTimeUtc,
    pub until_at: Option<DateTimeUtc>,
    pub ended_at: Option<DateTimeUtc>,
    pub warned: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn certificate(m: Model) -> Result<Certificate> {
    let state =
        CertificateState::from_code(&m.state).ok_or_else(|| Fault::plain(format!("certificate.state of {} is {:?}", m.id, m.state)))?;
    Ok(Certificate {
        id: m.id.into(),
        number: m.number,
        key: m.key,
        title: m.title,
        user: m.user_id.into(),
        holder: m.holder,
        org: m.org,
        partner: m.partner_id.map(PartnerId::from),
        course: m.course_id.into(),
        issued_at: m.issued_at,
        until: m.until_at,
        state,
        warned: m.warned,
    })
}

fn scoped(work: &Work) -> Condition {
    match work.scope() {
        Scope::All => Condition::all(),
        Scope::Partners(ids) => Condition::all().add(Column::PartnerId.is_in(ids.into_iter().map(Uuid::from))),
        Scope::Nothing => Condition::all().add(Column::Id.is_null()),
    }
}

pub(crate) async fn add(work: &Work, c: &Certificate) -> Result<()> {
    let row = ActiveModel {
        id: Set(c.id.uuid()),
        user_id: Set(c.user.uuid()),
        course_id: Set(c.course.uuid()),
        partner_id: Set(c.partner.map(Uuid::from)),
        number: Set(c.number.clone()),
        key: Set(c.key.clone()),
        title: Set(c.title.clone()),
        holder: Set(c.holder.clone()),
        org: Set(c.org.clone()),
        state: Set(c.state.code().to_owned()),
        issued_at: Set(c.issued_at),
        until_at: Set(c.until),
        ended_at: Set(None),
        warned: Set(c.warned),
    };
    Entity::insert(row).exec_without_returning(&work.conn()).await.broken("issuing a certificate")?;
    Ok(())
}

/// Certificates within the actor's scope, of one person if named, latest first.
pub(crate) async fn list(work: &Work, user: Option<UserId>) -> Result<Vec<Certificate>> {
    let mut find = Entity::find().filter(scoped(work));
    if let Some(user) = user {
        find = find.filter(Column::UserId.eq(user.uuid()));
    }
    let find = find.order_by_desc(Column::IssuedAt).order_by_desc(Column::Id).limit(500);
    find.all(&work.conn()).await.broken("reading certificates")?.into_iter().map(certificate).collect()
}

/// By its number, for anybody who has it.
pub(crate) async fn by_number(work: &Work, number: &str) -> Result<Option<Certificate>> {
    Entity::find().filter(Column::Number.eq(number)).one(&work.conn()).await.broken("reading a certificate")?.map(certificate).transpose()
}

/// Active certificates that are over, or whose next warning is due, whoever asks: for the job.
///
/// `warnings` are days before the end, the farthest first.
pub(crate) async fn due(work: &Work, warnings: &[i64], limit: u64) -> Result<Vec<Certificate>> {
    let now = work.now();
    let mut due = Condition::any().add(Column::UntilAt.lte(now));
    for days in warnings {
        let unsent = Condition::any().add(Column::Warned.eq(0)).add(Column::Warned.gt(*days));
        due = due.add(Condition::all().add(Column::UntilAt.lte(now + TimeDelta::days(*days))).add(unsent));
    }
    let find = Entity::find().filter(Column::State.eq("active")).filter(due).order_by_asc(Column::UntilAt).order_by_asc(Column::Id);
    find.limit(limit).all(&work.conn()).await.broken("reading certificates")?.into_iter().map(certificate).collect()
}

/// The other valid certificates of the same person for the same certification.
pub(crate) async fn others(work: &Work, c: &Certificate) -> Result<Vec<Certificate>> {
    let find = Entity::find()
        .filter(Column::UserId.eq(c.user.uuid()))
        .filter(Column::Key.eq(c.key.as_str()))
        .filter(Column::State.eq("active"))
        .filter(Column::Id.ne(c.id.uuid()))
        .filter(Condition::any().add(Column::UntilAt.is_null()).add(Column::UntilAt.gt(work.now())));
    find.all(&work.conn()).await.broken("reading certificates")?.into_iter().map(certificate).collect()
}

pub(crate) async fn set(work: &Work, c: &Certificate, ended: Option<Instant>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(c.state.code()))
        .col_expr(Column::EndedAt, Expr::value(ended))
        .col_expr(Column::Warned, Expr::value(c.warned))
        .filter(Column::Id.eq(c.id.uuid()))
        .exec(&work.conn())
        .await
        .broken("saving a certificate")?;
    Ok(())
}
