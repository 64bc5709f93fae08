//! The terms: one row for each version.

use base::{Fault, Instant, Money, PartnerId, ProductId, Result, UserId};
use chrono::NaiveDate;
use db::{Broken, on_unique};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{PaginatorTrait, QueryOrder, QuerySelect, Set};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use work::Work;

use super::super::model::{Breach, DisputeTerms, Tenders, Terms};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deal_terms")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i64,
    pub since: DateTimeUtc,
    pub set_by: Option<Uuid>,
    pub terms: Json,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

mod acceptance {
    use sea_orm::entity::prelude::*;
    use uuid::Uuid;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "deal_terms_acceptance")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub user_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i64,
        pub partner_id: Uuid,
        pub at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The parameters as the column holds them; what an older version lacks is what ships.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default)]
struct Stored {
    protection_days: i64,
    decision_days: i64,
    on_breach: String,
    reminder_days: Vec<i64>,
    auto_approve: Option<(i64, String)>,
    max_extensions: i64,
    extension_days: i64,
    evidence_days: i64,
    /// Older versions knew no such clause.
    #[serde(default)]
    idle_days: i64,
    idle_grace_days: i64,
    incumbency_days: i64,
    renewal_days: i64,
    renewal_lapse_days: i64,
    term_months: i64,
    tenders: String,
    departure_days: i64,
    claim_days: i64,
    direct_stages: Vec<String>,
    certificates: Vec<(ProductId, String)>,
    overlap_hint: bool,
    checks_per_hour: i64,
    zone: String,
    opens: u32,
    closes: u32,
    calendars: Vec<String>,
    holidays: Vec<NaiveDate>,
    words: String,
    disputes: Disputes,
}

/// How conflicts are settled, as the column holds it; older versions settled them as what ships does.
#[derive(Debug, Serialize, Deserialize)]
struct Disputes {
    dispute_days: i64,
    statement_days: i64,
    ruling_days: i64,
    step_days: i64,
    appeal_days: i64,
    director: Option<UserId>,
    committee: Vec<UserId>,
}

impl Disputes {
    fn of(d: &DisputeTerms) -> Self {
        Self {
            dispute_days: d.dispute_days,
            statement_days: d.statement_days,
            ruling_days: d.ruling_days,
            step_days: d.step_days,
            appeal_days: d.appeal_days,
            director: d.director,
            committee: d.committee.clone(),
        }
    }

    fn read(self) -> DisputeTerms {
        DisputeTerms {
            dispute_days: self.dispute_days,
            statement_days: self.statement_days,
            ruling_days: self.ruling_days,
            step_days: self.step_days,
            appeal_days: self.appeal_days,
            director: self.director,
            committee: self.committee,
        }
    }
}

impl Default for Stored {
    fn default() -> Self {
        Self::of(&Terms::default())
    }
}

impl Stored {
    fn of(t: &Terms) -> Self {
        Self {
            protection_days: t.protection_days,
            decision_days: t.decision_days,
            on_breach: t.on_breach.code().to_owned(),
            reminder_days: t.reminder_days.clone(),
            auto_approve: t.auto_approve.map(|m| (m.minor, m.currency.code().to_owned())),
            max_extensions: t.max_extensions,
            extension_days: t.extension_days,
            evidence_days: t.evidence_days,
            idle_days: t.idle_days,
            idle_grace_days: t.idle_grace_days,
            incumbency_days: t.incumbency_days,
            renewal_days: t.renewal_days,
            renewal_lapse_days: t.renewal_lapse_days,
            term_months: t.term_months,
            tenders: t.tenders.code().to_owned(),
            departure_days: t.departure_days,
            claim_days: t.claim_days,
            direct_stages: t.direct_stages.clone(),
            certificates: t.certificates.clone(),
            overlap_hint: t.overlap_hint,
            checks_per_hour: t.checks_per_hour,
            zone: t.zone.name().to_owned(),
            opens: t.opens,
            closes: t.closes,
            calendars: t.calendars.clone(),
            holidays: t.holidays.clone(),
            words: t.words.clone(),
            disputes: Disputes::of(&t.disputes),
        }
    }
}

fn terms(m: Model) -> Result<Terms> {
    let bad = |what: &str| Fault::plain(format!("deal_terms.terms of version {} has no good {what}", m.version));
    let s: Stored = serde_json::from_value(m.terms.clone()).map_err(|e| Fault::new(format!("reading terms {}", m.version), e))?;
    let auto_approve = match &s.auto_approve {
        Some((minor, currency)) => Some(Money::new(*minor, currency.parse().map_err(|_| bad("currency"))?)),
        None => None,
    };
    Ok(Terms {
        version: m.version,
        since: Some(m.since),
        set_by: m.set_by.map(UserId::from),
        protection_days: s.protection_days,
        decision_days: s.decision_days,
        on_breach: Breach::from_code(&s.on_breach).ok_or_else(|| bad("on_breach"))?,
        reminder_days: s.reminder_days,
        auto_approve,
        max_extensions: s.max_extensions,
        extension_days: s.extension_days,
        evidence_days: s.evidence_days,
        idle_days: s.idle_days,
        idle_grace_days: s.idle_grace_days,
        incumbency_days: s.incumbency_days,
        renewal_days: s.renewal_days,
        renewal_lapse_days: s.renewal_lapse_days,
        term_months: s.term_months,
        tenders: Tenders::from_code(&s.tenders).ok_or_else(|| bad("tenders"))?,
        departure_days: s.departure_days,
        claim_days: s.claim_days,
        direct_stages: s.direct_stages,
        certificates: s.certificates,
        overlap_hint: s.overlap_hint,
        checks_per_hour: s.checks_per_hour,
        zone: s.zone.parse().map_err(|_| bad("zone"))?,
        opens: s.opens,
        closes: s.closes,
        calendars: s.calendars,
        holidays: s.holidays,
        words: s.words,
        disputes: s.disputes.read(),
    })
}

/// The terms in force; those that ship until somebody sets others.
pub(crate) async fn current(work: &Work) -> Result<Terms> {
    let find = Entity::find().order_by_desc(Column::Version).limit(1);
    let found = find.one(&work.conn()).await.broken("reading the terms")?;
    found.map_or_else(|| Ok(Terms::default()), terms)
}

/// Every version, oldest first; the one that ships is the first where none was set.
pub(crate) async fn all(work: &Work) -> Result<Vec<Terms>> {
    let rows = Entity::find().order_by_asc(Column::Version).all(&work.conn()).await.broken("reading the terms")?;
    let mut found = rows.into_iter().map(terms).collect::<Result<Vec<_>>>()?;
    if found.first().is_none_or(|t| t.version > 1) {
        found.insert(0, Terms::default());
    }
    Ok(found)
}

/// Adds a version; when another was added at the same moment, the caller reads again.
pub(crate) async fn add(work: &Work, t: &Terms) -> Result<()> {
    let terms = serde_json::to_value(Stored::of(t)).map_err(|e| Fault::new("writing the terms", e))?;
    let row = ActiveModel {
        version: Set(t.version),
        since: Set(t.since.unwrap_or_else(|| work.now())),
        set_by: Set(t.set_by.map(Uuid::from)),
        terms: Set(terms),
    };
    let done = Entity::insert(row).exec_without_returning(&work.conn()).await;
    on_unique(done, "deal_terms", "adding terms", base::Error::stale)?;
    Ok(())
}

/// When a person accepted a version.
pub(crate) async fn accepted_at(work: &Work, user: UserId, version: i64) -> Result<Option<Instant>> {
    let find = acceptance::Entity::find_by_id((user.uuid(), version));
    Ok(find.one(&work.conn()).await.broken("reading an acceptance")?.map(|m| m.at))
}

/// Notes that a person of a partner accepts a version.
pub(crate) async fn accept(work: &Work, user: UserId, partner: PartnerId, version: i64) -> Result<()> {
    let row =
        acceptance::ActiveModel { user_id: Set(user.uuid()), version: Set(version), partner_id: Set(partner.uuid()), at: Set(work.now()) };
    let once = OnConflict::columns([acceptance::Column::UserId, acceptance::Column::Version]).do_nothing().to_owned();
    acceptance::Entity::insert(row).on_conflict(once).exec_without_returning(&work.conn()).await.broken("noting an acceptance")?;
    Ok(())
}

/// How many people of how many partners accepted a version.
pub(crate) async fn accepted_by(work: &Work, version: i64) -> Result<(i64, i64)> {
    let mine = || acceptance::Entity::find().filter(acceptance::Column::Version.eq(version));
    let doing = "counting acceptances";
    let people = mine().count(&work.conn()).await.broken(doing)?;
    let partners = mine().select_only().column(acceptance::Column::PartnerId).distinct().count(&work.conn()).await.broken(doing)?;
    Ok((i64::try_from(people).unwrap_or(i64::MAX), i64::try_from(partners).unwrap_or(i64::MAX)))
}
