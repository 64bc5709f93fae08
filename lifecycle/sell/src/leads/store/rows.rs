//! One lead: its row, and the way between rows and the model.

use base::{AccountId, DealId, Error, Fault, Instant, LeadId, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Query;
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};
use uuid::Uuid;
use work::{Scope, Work};

use super::super::model::{Acceptance, Contact, Customer, Drop, Lead, NewLead, OfferState, Source, State, StateKind, Why, Wish};
use super::offers;
use crate::texts::fold;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "lead")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub partner_id: Option<Uuid>,
    pub account_id: Option<Uuid>,
    pub deal_id: Option<Uuid>,
    pub held_by: Option<Uuid>,
    pub duplicate_of: Option<Uuid>,
    pub company: String,
    pub company_fold: String,
    pub domain: String,
    pub country: String,
    pub region: String,
    pub postal_code: String,
    pub city: String,
    pub contact_name: String,
    pub contact_email: String,
    pub contact_phone: String,
    pub contact_role: String,
    pub need: String,
    pub products: String,
    pub industry: String,
    pub language: String,
    pub source: String,
    pub campaign: String,
    pub captured_by: String,
    pub external_id: Option<String>,
    pub size: Option<i64>,
    pub score: i64,
    pub shares: String,
    pub state: String,
    pub why: Option<String>,
    pub reason_code: Option<String>,
    pub reason_text: String,
    pub late: bool,
    pub rounds: i64,
    pub version: i64,
    pub captured_at: DateTimeUtc,
    pub active_at: DateTimeUtc,
    pub since: Option<DateTimeUtc>,
    pub accepted_at: Option<DateTimeUtc>,
    pub contact_by: Option<DateTimeUtc>,
    pub claim_until: Option<DateTimeUtc>,
    pub contacted_at: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
    pub alarm_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What a row holds that no verb can have written.
fn bad(id: Uuid, column: &str, value: impl std::fmt::Debug) -> Fault {
    Fault::plain(format!("lead.{column} of {id} is {value:?}"))
}

/// Words that were joined by commas.
pub(super) fn words(text: &str) -> Vec<String> {
    text.split(',').filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

fn acceptance(m: &Model) -> Result<Acceptance> {
    Ok(Acceptance {
        partner: m.partner_id.ok_or_else(|| bad(m.id, "partner_id", "nothing"))?.into(),
        at: m.accepted_at.ok_or_else(|| bad(m.id, "accepted_at", "nothing"))?,
        contact_by: m.contact_by.ok_or_else(|| bad(m.id, "contact_by", "nothing"))?,
        claim_until: m.claim_until.ok_or_else(|| bad(m.id, "claim_until", "nothing"))?,
        contacted_at: m.contacted_at,
        late: m.late,
    })
}

fn state(m: &Model) -> Result<State> {
    let kind = StateKind::from_code(&m.state).ok_or_else(|| bad(m.id, "state", &m.state))?;
    let closed = || m.closed_at.ok_or_else(|| bad(m.id, "closed_at", "nothing"));
    Ok(match kind {
        StateKind::New => State::New,
        StateKind::Offered => State::Offered,
        StateKind::Waiting => State::Waiting {
            why: m.why.as_deref().and_then(Why::from_code).ok_or_else(|| bad(m.id, "why", &m.why))?,
            since: m.since.ok_or_else(|| bad(m.id, "since", "nothing"))?,
        },
        StateKind::Accepted => State::Accepted(acceptance(m)?),
        StateKind::Contacted => State::Contacted(acceptance(m)?),
        StateKind::Converted => State::Converted {
            acceptance: acceptance(m)?,
            deal: m.deal_id.ok_or_else(|| bad(m.id, "deal_id", "nothing"))?.into(),
            at: closed()?,
        },
        StateKind::Disqualified => State::Disqualified {
            acceptance: m.partner_id.map(|_| acceptance(m)).transpose()?,
            reason: m.reason_code.as_deref().and_then(Drop::from_code).ok_or_else(|| bad(m.id, "reason_code", &m.reason_code))?,
            note: m.reason_text.clone(),
            at: closed()?,
        },
        StateKind::Duplicate => State::Duplicate { of: m.duplicate_of.ok_or_else(|| bad(m.id, "duplicate_of", "nothing"))?.into() },
    })
}

pub(super) fn lead(m: Model) -> Result<Lead> {
    let state = state(&m)?;
    let new = NewLead {
        customer: Customer {
            company: m.company,
            domain: m.domain,
            country: m.country,
            region: m.region,
            postal_code: m.postal_code,
            city: m.city,
        },
        contact: Contact { name: m.contact_name, email: m.contact_email, phone: m.contact_phone, role: m.contact_role },
        wish: Wish { need: m.need, products: words(&m.products), industry: m.industry, language: m.language, size: m.size },
        source: Source::from_code(&m.source).ok_or_else(|| bad(m.id, "source", &m.source))?,
        campaign: m.campaign,
        external_id: m.external_id.unwrap_or_default(),
    };
    let share = |s: String| s.split_once(':').and_then(|(code, n)| Some((code.to_owned(), n.parse().ok()?)));
    let mut lead = Lead::captured(m.id.into(), new, &m.captured_by, m.captured_at).moved(state);
    lead.score = m.score;
    lead.shares = words(&m.shares).into_iter().filter_map(share).collect();
    lead.account = m.account_id.map(AccountId::from);
    lead.held_by = m.held_by.map(DealId::from);
    lead.rounds = m.rounds;
    lead.active_at = m.active_at;
    lead.version = m.version;
    Ok(lead)
}

fn row(l: &Lead) -> ActiveModel {
    let (customer, contact, wish) = (&l.customer, &l.contact, &l.wish);
    let taken = l.acceptance();
    let (mut why, mut since, mut reason, mut note, mut closed, mut deal, mut of) = (None, None, None, String::new(), None, None, None);
    match l.state() {
        State::Waiting { why: for_what, since: from } => (why, since) = (Some(for_what.code().to_owned()), Some(*from)),
        State::Converted { deal: made, at, .. } => (deal, closed) = (Some(made.uuid()), Some(*at)),
        State::Disqualified { reason: because, note: words, at, .. } => {
            reason = Some(because.code().to_owned());
            note.clone_from(words);
            closed = Some(*at);
        }
        State::Duplicate { of: other } => of = Some(other.uuid()),
        State::New | State::Offered | State::Accepted(_) | State::Contacted(_) => {}
    }
    // The only thing that falls due for the lead itself; its offers have clocks of their own.
    let alarm = match l.state() {
        State::Accepted(a) if !a.late => Some(a.contact_by),
        _ => None,
    };
    ActiveModel {
        id: Set(l.id.uuid()),
        partner_id: Set(taken.map(|a| a.partner.uuid())),
        account_id: Set(l.account.map(Uuid::from)),
        deal_id: Set(deal),
        held_by: Set(l.held_by.map(Uuid::from)),
        duplicate_of: Set(of),
        company: Set(customer.company.clone()),
        company_fold: Set(fold(&customer.company)),
        domain: Set(customer.domain.clone()),
        country: Set(customer.country.clone()),
        region: Set(customer.region.clone()),
        postal_code: Set(customer.postal_code.clone()),
        city: Set(customer.city.clone()),
        contact_name: Set(contact.name.clone()),
        contact_email: Set(contact.email.clone()),
        contact_phone: Set(contact.phone.clone()),
        contact_role: Set(contact.role.clone()),
        need: Set(wish.need.clone()),
        products: Set(wish.products.join(",")),
        industry: Set(wish.industry.clone()),
        language: Set(wish.language.clone()),
        source: Set(l.source.code().to_owned()),
        campaign: Set(l.campaign.clone()),
        captured_by: Set(l.captured_by.clone()),
        external_id: Set(Some(l.external_id.clone()).filter(|e| !e.is_empty())),
        size: Set(wish.size),
        score: Set(l.score),
        shares: Set(l.shares.iter().map(|(code, n)| format!("{code}:{n}")).collect::<Vec<_>>().join(",")),
        state: Set(l.kind().code().to_owned()),
        why: Set(why),
        reason_code: Set(reason),
        reason_text: Set(note),
        late: Set(taken.is_some_and(|a| a.late)),
        rounds: Set(l.rounds),
        version: Set(l.version),
        captured_at: Set(l.captured_at),
        active_at: Set(l.active_at),
        since: Set(since),
        accepted_at: Set(taken.map(|a| a.at)),
        contact_by: Set(taken.map(|a| a.contact_by)),
        claim_until: Set(taken.map(|a| a.claim_until)),
        contacted_at: Set(taken.and_then(|a| a.contacted_at)),
        closed_at: Set(closed),
        alarm_at: Set(alarm),
    }
}

/// The rows that the actor may see: a member's are those that are offered to its partner or its own.
pub(super) fn scoped(work: &Work) -> Condition {
    match work.scope() {
        Scope::All => Condition::all(),
        Scope::Partners(ids) => {
            let ids: Vec<Uuid> = ids.into_iter().map(Uuid::from).collect();
            let offered = Query::select()
                .column(offers::Column::LeadId)
                .from(offers::Entity)
                .and_where(offers::Column::PartnerId.is_in(ids.iter().copied()))
                .and_where(offers::Column::State.eq(OfferState::Open.code()))
                .to_owned();
            Condition::any().add(Column::PartnerId.is_in(ids)).add(Column::Id.in_subquery(offered))
        }
        Scope::Nothing => Condition::all().add(Column::Id.is_null()),
    }
}

/// A lead that the actor may see; a missing and a forbidden one look alike.
pub(crate) async fn get(work: &Work, id: LeadId) -> Result<Lead> {
    let found = Entity::find_by_id(id.uuid()).filter(scoped(work)).one(&work.conn()).await.broken("reading a lead")?;
    lead(found.ok_or_else(Error::missing)?)
}

/// A lead, whoever asks: for listeners, jobs and links.
pub(crate) async fn find(work: &Work, id: LeadId) -> Result<Option<Lead>> {
    Entity::find_by_id(id.uuid()).one(&work.conn()).await.broken("reading a lead")?.map(lead).transpose()
}

/// The lead that has a name elsewhere; for those who capture.
pub(crate) async fn find_external(work: &Work, external_id: &str) -> Result<Option<Lead>> {
    let find = Entity::find().filter(Column::ExternalId.eq(external_id));
    find.one(&work.conn()).await.broken("reading a lead by its other name")?.map(lead).transpose()
}

/// Adds a lead.
pub(crate) async fn add(work: &Work, l: &Lead) -> Result<()> {
    let done = Entity::insert(row(l)).exec_without_returning(&work.conn()).await;
    db::on_unique(done, "external_id", "adding a lead", Error::stale)?;
    Ok(())
}

/// Saves a lead whose version is still the one that was read, and returns it with the next.
pub(crate) async fn save(work: &Work, l: Lead) -> Result<Lead> {
    let (read, mut saved) = (l.version, l);
    saved.version += 1;
    let done = Entity::update_many()
        .set(row(&saved))
        .filter(Column::Id.eq(saved.id.uuid()))
        .filter(Column::Version.eq(read))
        .exec(&work.conn())
        .await
        .broken("saving a lead")?;
    if done.rows_affected == 1 { Ok(saved) } else { Err(Error::stale()) }
}

/// The leads whose first contact is late and of whom nobody was told, longest first.
pub(crate) async fn due(work: &Work, now: Instant, n: u64) -> Result<Vec<LeadId>> {
    let ids: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::AlarmAt.lte(now))
        .order_by_asc(Column::AlarmAt)
        .limit(n)
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("reading what is due")?;
    Ok(ids.into_iter().map(LeadId::from).collect())
}
