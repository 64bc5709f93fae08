//! One deal: its row, its lines, and the way between rows and the model.

use base::{AccountId, DealId, Error, Fault, Instant, Result, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};
use uuid::Uuid;
use work::{Scope, Work};

use super::super::model::{
    Ask, Business, Customer, Deal, Dispute, Line, LossReason, NewDeal, Origin, OverlapAnswer, PartnerRole, Protection, Registration,
    RejectReason, Review, Stage, State, StateKind, Why,
};
use crate::texts::fold;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub partner_id: Uuid,
    pub owner_id: Option<Uuid>,
    pub account_id: Option<Uuid>,
    pub decided_by: Option<Uuid>,
    pub owner_name: String,
    pub company: String,
    pub company_fold: String,
    pub find: String,
    pub domain: String,
    pub country: String,
    pub city: String,
    pub contact_name: String,
    pub contact_email: String,
    pub contact_role: String,
    pub need: String,
    pub competitor: String,
    pub next_step: String,
    pub role: String,
    pub source: String,
    pub products: String,
    pub value_currency: String,
    pub overlap_answer: Option<String>,
    pub value_minor: i64,
    pub state: String,
    pub stage: Option<String>,
    pub close_on: Option<Date>,
    pub won_on: Option<Date>,
    pub why: String,
    pub decision_note: String,
    pub reason_text: String,
    pub reason_code: Option<String>,
    pub ask_reason: Option<String>,
    pub escalated: bool,
    pub separate: bool,
    pub overlap: bool,
    pub extensions: i64,
    pub rounds: i64,
    pub terms_version: i64,
    pub completeness: i64,
    pub version: i64,
    pub reminded: Option<i64>,
    pub created_at: DateTimeUtc,
    pub active_at: DateTimeUtc,
    pub submitted_at: Option<DateTimeUtc>,
    pub answer_by: Option<DateTimeUtc>,
    pub approved_at: Option<DateTimeUtc>,
    pub decided_at: Option<DateTimeUtc>,
    pub protected_until: Option<DateTimeUtc>,
    pub ask_at: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
    pub alarm_at: Option<DateTimeUtc>,
    pub idle_told_at: Option<DateTimeUtc>,
    pub released_by: Option<Uuid>,
    pub confirmed_at: Option<DateTimeUtc>,
    pub business: String,
    pub tender: bool,
    pub published_on: Option<Date>,
    pub term_ends: Option<Date>,
    pub renewal_told_at: Option<DateTimeUtc>,
    pub left_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub(super) mod line {
    use sea_orm::entity::prelude::*;
    use uuid::Uuid;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "deal_line")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub deal_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i64,
        pub product_id: Uuid,
        pub quantity: i64,
        pub amount_minor: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What a row holds that no verb can have written.
fn bad(id: Uuid, column: &str, value: impl std::fmt::Debug) -> Fault {
    Fault::plain(format!("deal.{column} of {id} is {value:?}"))
}

fn deal(m: Model, lines: Vec<Line>) -> Result<Deal> {
    let id = m.id;
    let (state, answer_by) = (state(&m)?, m.answer_by);
    let registration = Registration {
        customer: Customer {
            company: m.company,
            domain: m.domain,
            country: m.country,
            city: m.city,
            contact_name: m.contact_name,
            contact_email: m.contact_email,
            contact_role: m.contact_role,
        },
        need: m.need,
        lines,
        currency: m.value_currency.parse().map_err(|_| bad(id, "value_currency", &m.value_currency))?,
        close_on: m.close_on,
        competitor: m.competitor,
        next_step: m.next_step,
        role: PartnerRole::from_code(&m.role).ok_or_else(|| bad(id, "role", &m.role))?,
        origin: Origin::from_code(&m.source).ok_or_else(|| bad(id, "source", &m.source))?,
        answer: m.overlap_answer.as_deref().and_then(OverlapAnswer::from_code),
        business: Business::from_code(&m.business).ok_or_else(|| bad(id, "business", &m.business))?,
        tender: m.tender,
        published_on: m.published_on,
    };
    let new = NewDeal { id: id.into(), partner: m.partner_id.into(), owner: m.owner_id.map(UserId::from), owner_name: m.owner_name };
    let mut deal = Deal::draft(new, registration, m.products, m.created_at).moved(state);
    deal.account = m.account_id.map(AccountId::from);
    deal.submitted_at = m.submitted_at;
    deal.answer_by = answer_by;
    deal.decided_at = m.decided_at;
    deal.closed_at = m.closed_at;
    deal.overlap = m.overlap;
    deal.rounds = m.rounds;
    (deal.term_ends, deal.renewal_told, deal.left_at) = (m.term_ends, m.renewal_told_at, m.left_at);
    deal.terms_version = m.terms_version;
    deal.completeness = m.completeness;
    deal.active_at = m.active_at;
    deal.version = m.version;
    Ok(deal)
}

fn state(m: &Model) -> Result<State> {
    let kind = StateKind::from_code(&m.state).ok_or_else(|| bad(m.id, "state", &m.state))?;
    Ok(match kind {
        StateKind::Draft => State::Draft,
        StateKind::InReview => State::InReview(Review {
            decide_by: m.answer_by.ok_or_else(|| bad(m.id, "answer_by", "nothing"))?,
            why: m.why.split(',').filter_map(Why::from_code).collect(),
            escalated: m.escalated,
        }),
        StateKind::Approved => State::Approved(protection(m)?),
        StateKind::Won => State::Won { on: m.won_on.ok_or_else(|| bad(m.id, "won_on", "nothing"))?, protection: protection(m)? },
        StateKind::Lost => {
            let reason = m.reason_code.as_deref().and_then(LossReason::from_code);
            let reason = reason.ok_or_else(|| bad(m.id, "reason_code", &m.reason_code))?;
            State::Lost { reason, note: m.reason_text.clone(), protection: protection(m)? }
        }
        StateKind::Expired => State::Expired { protection: protection(m)? },
        StateKind::Released => {
            State::Released { by: m.released_by.map(UserId::from), note: m.reason_text.clone(), protection: protection(m)? }
        }
        StateKind::Withdrawn => State::Withdrawn { note: m.reason_text.clone() },
        StateKind::Rejected => {
            let reason = m.reason_code.as_deref().and_then(RejectReason::from_code);
            let reason = reason.ok_or_else(|| bad(m.id, "reason_code", &m.reason_code))?;
            State::Rejected { by: m.decided_by.map(UserId::from), reason, note: m.reason_text.clone() }
        }
        // What it was stands where the reasons of a review do.
        StateKind::Disputed => State::Disputed(Dispute {
            was: StateKind::from_code(&m.why).ok_or_else(|| bad(m.id, "why", &m.why))?,
            note: m.reason_text.clone(),
            protection: if m.approved_at.is_some() { Some(protection(m)?) } else { None },
        }),
    })
}

fn protection(m: &Model) -> Result<Protection> {
    let stage = m.stage.as_deref().and_then(Stage::from_code);
    Ok(Protection {
        approved_at: m.approved_at.ok_or_else(|| bad(m.id, "approved_at", "nothing"))?,
        by: m.decided_by.map(UserId::from),
        note: m.decision_note.clone(),
        until: m.protected_until.ok_or_else(|| bad(m.id, "protected_until", "nothing"))?,
        extensions: m.extensions,
        stage: stage.ok_or_else(|| bad(m.id, "stage", &m.stage))?,
        reminded: m.reminded,
        idle_told: m.idle_told_at,
        confirmed_at: m.confirmed_at,
        separate: m.separate,
        ask: m.ask_at.map(|at| Ask { at, reason: m.ask_reason.clone().unwrap_or_default() }),
    })
}

fn row(d: &Deal, alarm: Option<Instant>) -> ActiveModel {
    let (r, c) = (&d.registration, &d.registration.customer);
    let p = d.protection();
    let (mut won_on, mut reason_code, mut reason_text, mut decided_by) = (None, None, String::new(), p.and_then(|p| p.by));
    let (mut released_by, mut was) = (None, "");
    match d.state() {
        State::Won { on, .. } => won_on = Some(*on),
        State::Lost { reason, note, .. } => (reason_code, reason_text) = (Some(reason.code()), note.clone()),
        State::Withdrawn { note } => reason_text.clone_from(note),
        State::Disputed(d) => (was, reason_text) = (d.was.code(), d.note.clone()),
        State::Released { by, note, .. } => (released_by, reason_text) = (*by, note.clone()),
        State::Rejected { by, reason, note } => (decided_by, reason_code, reason_text) = (*by, Some(reason.code()), note.clone()),
        State::Draft | State::InReview(_) | State::Approved(_) | State::Expired { .. } => {}
    }
    let review = d.review();
    ActiveModel {
        id: Set(d.id.uuid()),
        partner_id: Set(d.partner.uuid()),
        owner_id: Set(d.owner.map(Uuid::from)),
        account_id: Set(d.account.map(Uuid::from)),
        decided_by: Set(decided_by.map(Uuid::from)),
        owner_name: Set(d.owner_name.clone()),
        company: Set(c.company.clone()),
        company_fold: Set(fold(&c.company)),
        find: Set(fold(&format!("{} {} {} {}", c.company, d.products, c.contact_name, c.domain))),
        domain: Set(c.domain.clone()),
        country: Set(c.country.clone()),
        city: Set(c.city.clone()),
        contact_name: Set(c.contact_name.clone()),
        contact_email: Set(c.contact_email.clone()),
        contact_role: Set(c.contact_role.clone()),
        need: Set(r.need.clone()),
        competitor: Set(r.competitor.clone()),
        next_step: Set(r.next_step.clone()),
        role: Set(r.role.code().to_owned()),
        source: Set(r.origin.code().to_owned()),
        products: Set(d.products.clone()),
        value_currency: Set(r.currency.code().to_owned()),
        overlap_answer: Set(r.answer.map(|a| a.code().to_owned())),
        value_minor: Set(r.value().minor),
        state: Set(d.kind().code().to_owned()),
        stage: Set(p.map(|p| p.stage.code().to_owned())),
        close_on: Set(r.close_on),
        won_on: Set(won_on),
        why: Set(review.map_or_else(|| was.to_owned(), |r| r.why.iter().map(|w| w.code()).collect::<Vec<_>>().join(","))),
        decision_note: Set(p.map(|p| p.note.clone()).unwrap_or_default()),
        reason_text: Set(reason_text),
        reason_code: Set(reason_code.map(str::to_owned)),
        ask_reason: Set(p.and_then(|p| p.ask.as_ref()).map(|a| a.reason.clone())),
        escalated: Set(review.is_some_and(|r| r.escalated)),
        separate: Set(p.is_some_and(|p| p.separate)),
        overlap: Set(d.overlap),
        extensions: Set(p.map_or(0, |p| p.extensions)),
        rounds: Set(d.rounds),
        terms_version: Set(d.terms_version),
        completeness: Set(d.completeness),
        version: Set(d.version),
        reminded: Set(p.and_then(|p| p.reminded)),
        created_at: Set(d.created_at),
        active_at: Set(d.active_at),
        submitted_at: Set(d.submitted_at),
        answer_by: Set(d.answer_by),
        approved_at: Set(p.map(|p| p.approved_at)),
        decided_at: Set(d.decided_at),
        protected_until: Set(p.map(|p| p.until)),
        ask_at: Set(p.and_then(|p| p.ask.as_ref()).map(|a| a.at)),
        closed_at: Set(d.closed_at),
        alarm_at: Set(alarm),
        idle_told_at: Set(p.and_then(|p| p.idle_told)),
        released_by: Set(released_by.map(Uuid::from)),
        confirmed_at: Set(p.and_then(|p| p.confirmed_at)),
        business: Set(r.business.code().to_owned()),
        tender: Set(r.tender),
        published_on: Set(r.published_on),
        term_ends: Set(d.term_ends),
        renewal_told_at: Set(d.renewal_told),
        left_at: Set(d.left_at),
    }
}

/// The rows that the actor may see; what was never handed in is its partner's own.
pub(super) fn scoped(work: &Work) -> Condition {
    match work.scope() {
        Scope::All => Condition::all().add(Column::SubmittedAt.is_not_null()),
        Scope::Partners(ids) => Condition::all().add(Column::PartnerId.is_in(ids.into_iter().map(Uuid::from))),
        Scope::Nothing => Condition::all().add(Column::Id.is_null()),
    }
}

/// A deal that the actor may see; a missing and a forbidden one look alike.
pub(crate) async fn get(work: &Work, id: DealId) -> Result<Deal> {
    let found = Entity::find_by_id(id.uuid()).filter(scoped(work)).one(&work.conn()).await.broken("reading a deal")?;
    deal(found.ok_or_else(Error::missing)?, lines(work, id).await?)
}

/// A deal, whoever asks: for listeners and jobs.
pub(crate) async fn find(work: &Work, id: DealId) -> Result<Option<Deal>> {
    let found = Entity::find_by_id(id.uuid()).one(&work.conn()).await.broken("reading a deal")?;
    let Some(found) = found else { return Ok(None) };
    deal(found, lines(work, id).await?).map(Some)
}

async fn lines(work: &Work, id: DealId) -> Result<Vec<Line>> {
    let find = line::Entity::find().filter(line::Column::DealId.eq(id.uuid())).order_by_asc(line::Column::Position);
    let rows = find.all(&work.conn()).await.broken("reading the lines of a deal")?;
    Ok(rows.into_iter().map(|l| Line { product: l.product_id.into(), quantity: l.quantity, amount_minor: l.amount_minor }).collect())
}

/// Adds a deal with its lines.
pub(crate) async fn add(work: &Work, d: &Deal, alarm: Option<Instant>) -> Result<()> {
    Entity::insert(row(d, alarm)).exec_without_returning(&work.conn()).await.broken("adding a deal")?;
    add_lines(work, d).await
}

async fn add_lines(work: &Work, d: &Deal) -> Result<()> {
    if d.registration.lines.is_empty() {
        return Ok(());
    }
    let rows = (0_i64..).zip(&d.registration.lines).map(|(position, l)| line::ActiveModel {
        deal_id: Set(d.id.uuid()),
        position: Set(position),
        product_id: Set(l.product.uuid()),
        quantity: Set(l.quantity),
        amount_minor: Set(l.amount_minor),
    });
    line::Entity::insert_many(rows).exec_without_returning(&work.conn()).await.broken("adding the lines of a deal")?;
    Ok(())
}

/// Writes the lines of a deal anew.
pub(crate) async fn put_lines(work: &Work, d: &Deal) -> Result<()> {
    let old = line::Entity::delete_many().filter(line::Column::DealId.eq(d.id.uuid()));
    old.exec(&work.conn()).await.broken("removing the lines of a deal")?;
    add_lines(work, d).await
}

/// Saves a deal whose version is still the one that was read, and returns it with the next.
pub(crate) async fn save(work: &Work, d: Deal, alarm: Option<Instant>) -> Result<Deal> {
    let (read, mut saved) = (d.version, d);
    saved.version += 1;
    let done = Entity::update_many()
        .set(row(&saved, alarm))
        .filter(Column::Id.eq(saved.id.uuid()))
        .filter(Column::Version.eq(read))
        .exec(&work.conn())
        .await
        .broken("saving a deal")?;
    if done.rows_affected == 1 { Ok(saved) } else { Err(Error::stale()) }
}

/// Notes that somebody did something about a deal, without making others read it again.
pub(crate) async fn touch(work: &Work, id: DealId) -> Result<()> {
    let update = Entity::update_many().col_expr(Column::ActiveAt, Expr::value(work.now())).filter(Column::Id.eq(id.uuid()));
    update.exec(&work.conn()).await.broken("noting progress")?;
    Ok(())
}

/// The deals for which something is due, longest due first.
pub(crate) async fn due(work: &Work, n: u64) -> Result<Vec<DealId>> {
    let ids: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::AlarmAt.lte(work.now()))
        .order_by_asc(Column::AlarmAt)
        .limit(n)
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("reading what is due")?;
    Ok(ids.into_iter().map(DealId::from).collect())
}
