//! Offers, and the links by which they are answered from a mail.

use std::collections::HashMap;

use base::{Fault, Instant, LeadId, LeadOfferId, PartnerId, Result, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Asterisk, ExprTrait as _};
use sea_orm::{QueryOrder, QuerySelect, Set};
use uuid::Uuid;
use work::Work;

use super::super::model::{Channel, Decline, Offer, OfferState};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_offer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub lead_id: Uuid,
    pub partner_id: Uuid,
    pub round: i64,
    pub at: DateTimeUtc,
    pub answer_by: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
    pub answered_by: Option<Uuid>,
    pub state: String,
    pub channel: Option<String>,
    pub reason_code: Option<String>,
    pub note: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

mod link {
    use sea_orm::entity::prelude::*;
    use uuid::Uuid;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "lead_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub hash: String,
        pub offer_id: Uuid,
        pub user_id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn offer(m: Model) -> Result<Offer> {
    let state = OfferState::from_code(&m.state).ok_or_else(|| Fault::plain(format!("lead_offer.state of {} is {:?}", m.id, m.state)))?;
    Ok(Offer {
        id: m.id.into(),
        lead: m.lead_id.into(),
        partner: m.partner_id.into(),
        round: m.round,
        at: m.at,
        answer_by: m.answer_by,
        state,
        ended_at: m.ended_at,
        by: m.answered_by.map(UserId::from),
        channel: m.channel.as_deref().and_then(Channel::from_code),
        reason: m.reason_code.as_deref().and_then(Decline::from_code),
        note: m.note,
    })
}

/// Adds offers.
pub(crate) async fn add(work: &Work, offers: &[Offer]) -> Result<()> {
    if offers.is_empty() {
        return Ok(());
    }
    let rows = offers.iter().map(|o| ActiveModel {
        id: Set(o.id.uuid()),
        lead_id: Set(o.lead.uuid()),
        partner_id: Set(o.partner.uuid()),
        round: Set(o.round),
        at: Set(o.at),
        answer_by: Set(o.answer_by),
        ended_at: Set(None),
        answered_by: Set(None),
        state: Set(o.state.code().to_owned()),
        channel: Set(None),
        reason_code: Set(None),
        note: Set(String::new()),
    });
    Entity::insert_many(rows).exec_without_returning(&work.conn()).await.broken("adding offers")?;
    Ok(())
}

/// Ends an offer that is still open; false when somebody else was first.
pub(crate) async fn end(work: &Work, o: &Offer) -> Result<bool> {
    let done = Entity::update_many()
        .col_expr(Column::State, Expr::value(o.state.code()))
        .col_expr(Column::EndedAt, Expr::value(o.ended_at))
        .col_expr(Column::AnsweredBy, Expr::value(o.by.map(UserId::uuid)))
        .col_expr(Column::Channel, Expr::value(o.channel.map(Channel::code)))
        .col_expr(Column::ReasonCode, Expr::value(o.reason.map(Decline::code)))
        .col_expr(Column::Note, Expr::value(o.note.as_str()))
        .filter(Column::Id.eq(o.id.uuid()))
        .filter(Column::State.eq(OfferState::Open.code()))
        .exec(&work.conn())
        .await
        .broken("ending an offer")?;
    Ok(done.rows_affected == 1)
}

/// Ends all open offers of a lead but one, in one statement.
pub(crate) async fn end_others(work: &Work, lead: LeadId, except: Option<LeadOfferId>, state: OfferState, now: Instant) -> Result<()> {
    let mut update = Entity::update_many()
        .col_expr(Column::State, Expr::value(state.code()))
        .col_expr(Column::EndedAt, Expr::value(now))
        .filter(Column::LeadId.eq(lead.uuid()))
        .filter(Column::State.eq(OfferState::Open.code()));
    if let Some(id) = except {
        update = update.filter(Column::Id.ne(id.uuid()));
    }
    update.exec(&work.conn()).await.broken("ending offers")?;
    Ok(())
}

/// An offer, whoever asks.
pub(crate) async fn find(work: &Work, id: LeadOfferId) -> Result<Option<Offer>> {
    Entity::find_by_id(id.uuid()).one(&work.conn()).await.broken("reading an offer")?.map(offer).transpose()
}

/// All offers of a lead, the latest first; who may see which is the caller's to say.
pub(crate) async fn of_lead(work: &Work, lead: LeadId) -> Result<Vec<Offer>> {
    let find = Entity::find().filter(Column::LeadId.eq(lead.uuid())).order_by_desc(Column::At).order_by_asc(Column::Id);
    find.all(&work.conn()).await.broken("reading the offers of a lead")?.into_iter().map(offer).collect()
}

/// The open offers of a partner; whoever asks.
pub(crate) async fn open_of(work: &Work, partner: PartnerId) -> Result<Vec<Offer>> {
    let find = Entity::find()
        .filter(Column::PartnerId.eq(partner.uuid()))
        .filter(Column::State.eq(OfferState::Open.code()))
        .order_by_asc(Column::AnswerBy);
    find.all(&work.conn()).await.broken("reading the open offers of a partner")?.into_iter().map(offer).collect()
}

/// The open offers whose time is over, longest first.
pub(crate) async fn due(work: &Work, now: Instant, n: u64) -> Result<Vec<LeadOfferId>> {
    let ids: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::State.eq(OfferState::Open.code()))
        .filter(Column::AnswerBy.lte(now))
        .order_by_asc(Column::AnswerBy)
        .limit(n)
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("reading offers that are due")?;
    Ok(ids.into_iter().map(LeadOfferId::from).collect())
}

/// By when leads are to be answered.
pub(crate) async fn clocks(work: &Work, leads: &[LeadId]) -> Result<HashMap<LeadId, Instant>> {
    if leads.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, Option<DateTimeUtc>)> = Entity::find()
        .select_only()
        .column(Column::LeadId)
        .column_as(Column::AnswerBy.max(), "until")
        .filter(Column::LeadId.is_in(leads.iter().map(|l| l.uuid())))
        .filter(Column::State.eq(OfferState::Open.code()))
        .group_by(Column::LeadId)
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("reading the clocks of leads")?;
    Ok(rows.into_iter().filter_map(|(id, until)| Some((id.into(), until?))).collect())
}

/// How many leads each partner has been offered and not answered.
pub(crate) async fn open_of_partners(work: &Work) -> Result<HashMap<PartnerId, i64>> {
    let rows: Vec<(Uuid, i64)> = Entity::find()
        .select_only()
        .column(Column::PartnerId)
        .expr_as(Expr::col(Asterisk).count(), "n")
        .filter(Column::State.eq(OfferState::Open.code()))
        .group_by(Column::PartnerId)
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("counting open offers")?;
    Ok(rows.into_iter().map(|(id, n)| (id.into(), n)).collect())
}

/// Lets an offer be answered by who holds a secret; only its digest is kept.
pub(crate) async fn add_link(work: &Work, hash: &str, offer: LeadOfferId, user: UserId) -> Result<()> {
    let row = link::ActiveModel { hash: Set(hash.to_owned()), offer_id: Set(offer.uuid()), user_id: Set(user.uuid()) };
    link::Entity::insert(row).exec_without_returning(&work.conn()).await.broken("adding a link to an offer")?;
    Ok(())
}

/// The offer and the person of a link.
pub(crate) async fn by_link(work: &Work, hash: &str) -> Result<Option<(Offer, UserId)>> {
    let Some(link) = link::Entity::find_by_id(hash).one(&work.conn()).await.broken("reading a link")? else { return Ok(None) };
    Ok(find(work, link.offer_id.into()).await?.map(|o| (o, link.user_id.into())))
}
