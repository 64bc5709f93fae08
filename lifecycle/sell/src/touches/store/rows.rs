//! One touch: reading, writing, answering.

use base::{AccountId, DealId, Error, Fault, PartnerId, Result, TouchId};
use db::{Broken, on_unique};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};
use work::{Scope, Work};

use super::super::model::{Answered, Company, Kind, State, Subject, SubjectKind, Touch};
use crate::texts::fold;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "touch")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub partner_id: Uuid,
    pub account_id: Option<Uuid>,
    pub deal_id: Option<Uuid>,
    pub user_id: Option<Uuid>,
    pub answered_by: Option<Uuid>,
    pub kind: String,
    pub state: String,
    pub source: String,
    pub subject_kind: String,
    pub company: String,
    pub company_fold: String,
    pub domain: String,
    pub country: String,
    pub source_id: Uuid,
    pub subject_id: Uuid,
    pub by_name: String,
    pub what: String,
    pub evidence: String,
    pub link: String,
    pub reason: String,
    pub answered_name: String,
    pub at: DateTimeUtc,
    pub recorded_at: DateTimeUtc,
    pub answer_by: Option<DateTimeUtc>,
    pub answered_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub(super) fn touch(m: Model) -> Result<Touch> {
    let bad = |column: &str, value: &str| Fault::plain(format!("touch.{column} of {} is {value:?}", m.id));
    Ok(Touch {
        id: m.id.into(),
        partner: m.partner_id.into(),
        kind: Kind::from_code(&m.kind).ok_or_else(|| bad("kind", &m.kind))?,
        state: State::from_code(&m.state).ok_or_else(|| bad("state", &m.state))?,
        subject: Subject {
            kind: SubjectKind::from_code(&m.subject_kind).ok_or_else(|| bad("subject_kind", &m.subject_kind))?,
            id: m.subject_id,
        },
        at: m.at,
        recorded_at: m.recorded_at,
        source: m.source,
        source_id: m.source_id,
        deal: m.deal_id.map(DealId::from),
        account: m.account_id.map(AccountId::from),
        company: Company { name: m.company, domain: m.domain, country: m.country },
        user: m.user_id.map(Into::into),
        by_name: m.by_name,
        what: m.what,
        evidence: m.evidence,
        link: m.link,
        answer_by: m.answer_by,
        answered: m.answered_at.map(|at| Answered { by: m.answered_by.map(Into::into), name: m.answered_name, at, reason: m.reason }),
    })
}

fn row(t: &Touch) -> ActiveModel {
    ActiveModel {
        id: Set(t.id.uuid()),
        partner_id: Set(t.partner.uuid()),
        account_id: Set(t.account.map(AccountId::uuid)),
        deal_id: Set(t.deal.map(DealId::uuid)),
        user_id: Set(t.user.map(base::UserId::uuid)),
        answered_by: Set(None),
        kind: Set(t.kind.code().to_owned()),
        state: Set(t.state.code().to_owned()),
        source: Set(t.source.clone()),
        subject_kind: Set(t.subject.kind.code().to_owned()),
        company: Set(t.company.name.clone()),
        company_fold: Set(fold(&t.company.name)),
        domain: Set(t.company.domain.clone()),
        country: Set(t.company.country.clone()),
        source_id: Set(t.source_id),
        subject_id: Set(t.subject.id),
        by_name: Set(t.by_name.clone()),
        what: Set(t.what.clone()),
        evidence: Set(t.evidence.clone()),
        link: Set(t.link.clone()),
        reason: Set(String::new()),
        answered_name: Set(String::new()),
        at: Set(t.at),
        recorded_at: Set(t.recorded_at),
        answer_by: Set(t.answer_by),
        answered_at: Set(None),
    }
}

/// What the actor may see.
pub(super) fn scoped(work: &Work) -> Condition {
    match work.scope() {
        Scope::All => Condition::all(),
        Scope::Partners(ids) => Condition::all().add(Column::PartnerId.is_in(ids.into_iter().map(Uuid::from))),
        Scope::Nothing => Condition::all().add(Column::Id.is_null()),
    }
}

/// Whether a touch of a partner was written from this source.
pub(crate) async fn heard(work: &Work, source: Uuid, partner: PartnerId) -> Result<bool> {
    let find = Entity::find().filter(Column::SourceId.eq(source)).filter(Column::PartnerId.eq(partner.uuid()));
    Ok(find.count(&work.conn()).await.broken("looking for a touch")? > 0)
}

/// Writes a touch; a source that was heard meanwhile is refused.
pub(crate) async fn add(work: &Work, t: &Touch) -> Result<()> {
    let done = Entity::insert(row(t)).exec_without_returning(&work.conn()).await.map(|_| ());
    on_unique(done, "touch", "writing a touch", Error::stale)
}

/// A touch that the actor may see; a missing and a forbidden one look alike.
pub(crate) async fn get(work: &Work, id: TouchId) -> Result<Touch> {
    let found = Entity::find_by_id(id.uuid()).filter(scoped(work)).one(&work.conn()).await.broken("reading a touch")?;
    touch(found.ok_or_else(Error::missing)?)
}

/// Writes the answer to a claim, once, and the account that it is about; whether it was waiting.
pub(crate) async fn answer(work: &Work, id: TouchId, state: State, said: &Answered, account: Option<AccountId>) -> Result<bool> {
    let mut update = Entity::update_many()
        .col_expr(Column::State, Expr::value(state.code()))
        .col_expr(Column::AnsweredBy, Expr::value(said.by.map(base::UserId::uuid)))
        .col_expr(Column::AnsweredName, Expr::value(said.name.as_str()))
        .col_expr(Column::AnsweredAt, Expr::value(said.at))
        .col_expr(Column::Reason, Expr::value(said.reason.as_str()));
    if let Some(account) = account {
        update = update.col_expr(Column::AccountId, Expr::value(account.uuid()));
    }
    let update = update.filter(scoped(work)).filter(Column::Id.eq(id.uuid())).filter(Column::State.eq(State::Claimed.code()));
    Ok(update.exec(&work.conn()).await.broken("answering a claim")?.rows_affected == 1)
}

/// Whether a partner has said this before, and was not refused.
pub(crate) async fn repeated(work: &Work, t: &Touch) -> Result<bool> {
    let find = Entity::find()
        .filter(Column::PartnerId.eq(t.partner.uuid()))
        .filter(Column::At.eq(t.at))
        .filter(Column::Kind.eq(t.kind.code()))
        .filter(Column::CompanyFold.eq(fold(&t.company.name)))
        .filter(Column::Country.eq(t.company.country.as_str()))
        .filter(Column::State.ne(State::Refused.code()));
    Ok(find.count(&work.conn()).await.broken("looking for the same claim")? > 0)
}

/// Gives the touches of a deal, and of the leads that became it, the account that it turned out to be; whose they are.
pub(crate) async fn place(work: &Work, deal: DealId, account: AccountId) -> Result<Vec<TouchId>> {
    let doing = "placing the touches of a deal";
    let of_deal = Entity::find().filter(Column::DealId.eq(deal.uuid())).limit(1_000).all(&work.conn()).await.broken(doing)?;
    let leads = of_deal.iter().filter(|m| m.subject_kind == SubjectKind::Lead.code()).map(|m| m.subject_id);
    let belongs = Condition::any().add(Column::DealId.eq(deal.uuid())).add(Column::SubjectId.is_in(leads));
    let find = Entity::find().filter(belongs).filter(Column::AccountId.is_null()).order_by_asc(Column::Id).limit(1_000);
    let ids: Vec<Uuid> = find.all(&work.conn()).await.broken(doing)?.into_iter().map(|m| m.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let set = Entity::update_many().col_expr(Column::AccountId, Expr::value(account.uuid()));
    let update = set.filter(Column::Id.is_in(ids.iter().copied())).filter(Column::AccountId.is_null());
    update.exec(&work.conn()).await.broken(doing)?;
    Ok(ids.into_iter().map(TouchId::from).collect())
}
