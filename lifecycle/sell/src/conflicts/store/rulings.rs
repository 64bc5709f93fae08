//! What the rules proposed and what was ruled: rulings are never changed.

use base::{CaseId, CasePartyId, Fault, Instant, ProductId, Result, RulingId, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait as _, OnConflict};
use sea_orm::{QueryOrder, QuerySelect, Set};
use serde::{Deserialize, Serialize};
use work::{Scope, Work};

use super::super::model::{Check, Claim, Favor, Kind, Part, Proposal, Question, Ruling};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "conflict_ruling")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub case_id: Uuid,
    pub ruled_by: Option<Uuid>,
    pub lead_id: Option<Uuid>,
    pub at: DateTimeUtc,
    pub kind: String,
    pub reason: String,
    pub clause: String,
    pub appeal: bool,
    pub followed: bool,
    pub overturned: bool,
    pub terms_version: i64,
    pub minutes: i64,
    pub parts: Json,
    pub question: Json,
    pub proposal: Json,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

mod proposal {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "conflict_proposal")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub case_id: Uuid,
        pub at: DateTimeUtc,
        pub terms_version: i64,
        pub question: Json,
        pub proposal: Json,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A claim as its column holds it.
#[derive(Serialize, Deserialize)]
struct StoredClaim {
    side: CasePartyId,
    direct: bool,
    live: bool,
    submitted_at: Option<Instant>,
    protected_since: Option<Instant>,
    products: Vec<ProductId>,
    #[serde(default)]
    lead_at: Option<Instant>,
    won_at: Option<Instant>,
    covered: Option<bool>,
    progress_at: Option<Instant>,
    buyer: bool,
    certified: i64,
}

#[derive(Serialize, Deserialize)]
struct StoredQuestion {
    disputed: bool,
    claims: Vec<StoredClaim>,
}

#[derive(Serialize, Deserialize)]
struct StoredProposal {
    kind: String,
    lead: Option<CasePartyId>,
    because: Option<String>,
    favors: Vec<(String, Option<CasePartyId>)>,
}

#[derive(Serialize, Deserialize)]
struct StoredPart {
    side: CasePartyId,
    share: i64,
    role: String,
}

fn question_json(q: &Question) -> Result<Json> {
    let claim = |c: &Claim| StoredClaim {
        side: c.side,
        direct: c.direct,
        live: c.live,
        submitted_at: c.submitted_at,
        protected_since: c.protected_since,
        products: c.products.clone(),
        lead_at: c.lead_at,
        won_at: c.won_at,
        covered: c.covered,
        progress_at: c.progress_at,
        buyer: c.buyer,
        certified: c.certified,
    };
    let stored = StoredQuestion { disputed: q.disputed, claims: q.claims.iter().map(claim).collect() };
    Ok(serde_json::to_value(stored).map_err(|e| Fault::new("writing the claims of a case", e))?)
}

fn question(json: Json) -> Result<Question> {
    let s: StoredQuestion = serde_json::from_value(json).map_err(|e| Fault::new("reading the claims of a case", e))?;
    let claim = |c: StoredClaim| Claim {
        side: c.side,
        direct: c.direct,
        live: c.live,
        submitted_at: c.submitted_at,
        protected_since: c.protected_since,
        products: c.products,
        lead_at: c.lead_at,
        won_at: c.won_at,
        covered: c.covered,
        progress_at: c.progress_at,
        buyer: c.buyer,
        certified: c.certified,
    };
    Ok(Question { disputed: s.disputed, claims: s.claims.into_iter().map(claim).collect() })
}

fn proposal_json(p: &Proposal) -> Result<Json> {
    let stored = StoredProposal {
        kind: p.kind.code().to_owned(),
        lead: p.lead,
        because: p.because.map(|c| c.code().to_owned()),
        favors: p.favors.iter().map(|f| (f.check.code().to_owned(), f.side)).collect(),
    };
    Ok(serde_json::to_value(stored).map_err(|e| Fault::new("writing a proposal", e))?)
}

fn proposed(json: Json) -> Result<Proposal> {
    let s: StoredProposal = serde_json::from_value(json).map_err(|e| Fault::new("reading a proposal", e))?;
    let bad = || Fault::plain("a proposal holds an unknown code");
    Ok(Proposal {
        kind: Kind::from_code(&s.kind).ok_or_else(bad)?,
        lead: s.lead,
        because: s.because.as_deref().and_then(Check::from_code),
        favors: s.favors.into_iter().filter_map(|(check, side)| Some(Favor { check: Check::from_code(&check)?, side })).collect(),
    })
}

/// A proposal with what it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Proposed {
    /// When.
    pub(crate) at: Instant,
    /// Under which version of the rules of engagement.
    pub(crate) version: i64,
    /// What was known.
    pub(crate) question: Question,
    /// What follows.
    pub(crate) proposal: Proposal,
}

/// Keeps what the rules propose for a case, in place of what they proposed before.
pub(crate) async fn put_proposal(work: &Work, case: CaseId, p: &Proposed) -> Result<()> {
    use proposal::Column as C;
    let row = proposal::ActiveModel {
        case_id: Set(case.uuid()),
        at: Set(p.at),
        terms_version: Set(p.version),
        question: Set(question_json(&p.question)?),
        proposal: Set(proposal_json(&p.proposal)?),
    };
    let again = OnConflict::column(C::CaseId).update_columns([C::At, C::TermsVersion, C::Question, C::Proposal]).to_owned();
    proposal::Entity::insert(row).on_conflict(again).exec_without_returning(&work.conn()).await.broken("keeping a proposal")?;
    Ok(())
}

/// Forgets what was proposed for a case that became one with another.
pub(crate) async fn forget_proposal(work: &Work, case: CaseId) -> Result<()> {
    proposal::Entity::delete_by_id(case.uuid()).exec(&work.conn()).await.broken("forgetting a proposal")?;
    Ok(())
}

/// A ruling as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ruled {
    /// Its id.
    pub(crate) id: RulingId,
    /// About which case.
    pub(crate) case: CaseId,
    /// By whom.
    pub(crate) by: Option<UserId>,
    /// What it says.
    pub(crate) ruling: Ruling,
    /// The code of the clause that it rests on.
    pub(crate) clause: String,
    /// Whether it answers an appeal.
    pub(crate) appeal: bool,
    /// Whether it is what the rules proposed.
    pub(crate) followed: bool,
    /// Whether it replaces another outcome.
    pub(crate) overturned: bool,
    /// Minutes of business time that it took.
    pub(crate) minutes: i64,
    /// What the rules proposed at that moment.
    pub(crate) proposed: Proposed,
}

/// Keeps a ruling.
pub(crate) async fn add(work: &Work, r: &Ruled) -> Result<()> {
    let part = |p: &Part| StoredPart { side: p.side, share: p.share, role: p.role.clone() };
    let parts: Vec<StoredPart> = r.ruling.parts.iter().map(part).collect();
    let row = ActiveModel {
        id: Set(r.id.uuid()),
        case_id: Set(r.case.uuid()),
        ruled_by: Set(r.by.map(Uuid::from)),
        lead_id: Set(r.ruling.lead.map(Uuid::from)),
        at: Set(r.proposed.at),
        kind: Set(r.ruling.kind.code().to_owned()),
        reason: Set(r.ruling.reason.clone()),
        clause: Set(r.clause.clone()),
        appeal: Set(r.appeal),
        followed: Set(r.followed),
        overturned: Set(r.overturned),
        terms_version: Set(r.proposed.version),
        minutes: Set(r.minutes),
        parts: Set(serde_json::to_value(parts).map_err(|e| Fault::new("writing the shares of a ruling", e))?),
        question: Set(question_json(&r.proposed.question)?),
        proposal: Set(proposal_json(&r.proposed.proposal)?),
    };
    Entity::insert(row).exec_without_returning(&work.conn()).await.broken("keeping a ruling")?;
    Ok(())
}

fn ruled(m: Model) -> Result<Ruled> {
    let parts: Vec<StoredPart> = serde_json::from_value(m.parts).map_err(|e| Fault::new("reading the shares of a ruling", e))?;
    let kind = Kind::from_code(&m.kind).ok_or_else(|| Fault::plain(format!("conflict_ruling.kind of {} is {:?}", m.id, m.kind)))?;
    Ok(Ruled {
        id: m.id.into(),
        case: m.case_id.into(),
        by: m.ruled_by.map(UserId::from),
        ruling: Ruling {
            kind,
            lead: m.lead_id.map(CasePartyId::from),
            parts: parts.into_iter().map(|p| Part { side: p.side, share: p.share, role: p.role }).collect(),
            reason: m.reason,
        },
        clause: m.clause,
        appeal: m.appeal,
        followed: m.followed,
        overturned: m.overturned,
        minutes: m.minutes,
        proposed: Proposed { at: m.at, version: m.terms_version, question: question(m.question)?, proposal: proposed(m.proposal)? },
    })
}

/// The rulings of a case, oldest first; who asks has been allowed to see the case.
pub(crate) async fn of(work: &Work, case: CaseId) -> Result<Vec<Ruled>> {
    if matches!(work.scope(), Scope::Nothing) {
        return Ok(Vec::new());
    }
    let find = Entity::find().filter(Column::CaseId.eq(case.uuid())).order_by_asc(Column::At).order_by_asc(Column::Id);
    find.all(&work.conn()).await.broken("reading rulings")?.into_iter().map(ruled).collect()
}

/// The next rulings of all cases from a moment on, oldest first; for staff and the system.
pub(crate) async fn since(work: &Work, since: Instant, after: Option<(Instant, RulingId)>, n: u64) -> Result<Vec<Ruled>> {
    if !matches!(work.scope(), Scope::All) {
        return Ok(Vec::new());
    }
    let mut find = Entity::find().filter(Column::At.gte(since));
    if let Some((at, id)) = after {
        find = find.filter(Column::At.gt(at).or(Column::At.eq(at).and(Column::Id.gt(id.uuid()))));
    }
    let find = find.order_by_asc(Column::At).order_by_asc(Column::Id).limit(n);
    find.all(&work.conn()).await.broken("reading rulings")?.into_iter().map(ruled).collect()
}

/// How long a ruling took, and what it said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Took {
    /// About which case.
    pub(crate) case: CaseId,
    /// When.
    pub(crate) at: Instant,
    /// What it says.
    pub(crate) kind: Kind,
    /// Whether it answers an appeal.
    pub(crate) appeal: bool,
    /// Minutes of business time.
    pub(crate) minutes: i64,
}

/// The rulings since a moment without what they were made from, oldest first; for staff and the system.
pub(crate) async fn took(work: &Work, since: Instant) -> Result<Vec<Took>> {
    if !matches!(work.scope(), Scope::All) {
        return Ok(Vec::new());
    }
    let rows: Vec<(Uuid, DateTimeUtc, String, bool, i64)> = Entity::find()
        .select_only()
        .columns([Column::CaseId, Column::At, Column::Kind, Column::Appeal, Column::Minutes])
        .filter(Column::At.gte(since))
        .order_by_asc(Column::At)
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("reading rulings")?;
    let one = |(case, at, kind, appeal, minutes): (Uuid, DateTimeUtc, String, bool, i64)| {
        Some(Took { case: case.into(), at, kind: Kind::from_code(&kind)?, appeal, minutes })
    };
    Ok(rows.into_iter().filter_map(one).collect())
}
