//! Agreements as rows.

use base::{AgreementId, Fault, Instant, PartnerId, Result};
use sea_orm::entity::prelude::*;

use crate::agreements::model::{Agreement, AgreementState, Document};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "agreement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub partner_id: Uuid,
    pub template_id: Uuid,
    pub number: String,
    pub party: String,
    pub vendor: String,
    pub key: String,
    pub kind: String,
    pub language: String,
    pub governing: String,
    pub title: String,
    pub body: String,
    pub no: i64,
    pub months: Option<i64>,
    pub origin: String,
    pub state: String,
    pub sent_at: DateTimeUtc,
    pub state_at: DateTimeUtc,
    pub since_at: Option<DateTimeUtc>,
    pub until_at: Option<DateTimeUtc>,
    pub state_by: Option<String>,
    pub reason: Option<String>,
    pub document_digest: Option<String>,
    pub sealed_digest: Option<String>,
    pub document_size: Option<i64>,
    pub sealed_size: Option<i64>,
    pub superseded_by: Option<Uuid>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The columns that hold what a state holds.
#[derive(Default)]
struct Held {
    at: Option<Instant>,
    by: Option<String>,
    reason: Option<String>,
    since: Option<Instant>,
    until: Option<Instant>,
    superseded_by: Option<Uuid>,
}

fn held(state: &AgreementState) -> Held {
    use AgreementState as S;
    let none = Held::default();
    match state.clone() {
        S::Sent => none,
        S::Viewed { at, by } | S::Signed { at, by } => Held { at: Some(at), by: Some(by), ..none },
        S::InForce { since, until, by } => Held { at: Some(since), by: Some(by), since: Some(since), until, ..none },
        S::Expired { since, at } => Held { at: Some(at), since: Some(since), ..none },
        S::Terminated { since, at, by, reason } => Held { at: Some(at), by: Some(by), reason: Some(reason), since, ..none },
        S::Declined { at, by, reason } => Held { at: Some(at), by: Some(by), reason: Some(reason), ..none },
        S::Superseded { since, at, by } => Held { at: Some(at), since, superseded_by: Some(by.uuid()), ..none },
    }
}

pub(super) fn row(a: &Agreement, now: Instant) -> ActiveModel {
    let h = held(a.state());
    let document = |d: &Option<Document>| d.as_ref().map(|d| (d.digest.clone(), d.size)).unzip();
    let (document_digest, document_size) = document(&a.document);
    let (sealed_digest, sealed_size) = document(&a.sealed);
    Model {
        id: a.id.uuid(),
        partner_id: a.partner.uuid(),
        template_id: a.template.uuid(),
        number: a.number.clone(),
        party: a.party.clone(),
        vendor: a.vendor.clone(),
        key: a.key.clone(),
        kind: a.kind.clone(),
        language: a.language.clone(),
        governing: a.governing.clone(),
        title: a.title.clone(),
        body: a.body.clone(),
        no: a.no,
        months: a.months,
        origin: a.origin.clone(),
        state: a.state().name().to_owned(),
        sent_at: a.sent_at,
        state_at: h.at.unwrap_or(now),
        since_at: h.since,
        until_at: h.until,
        state_by: h.by,
        reason: h.reason,
        document_digest,
        sealed_digest,
        document_size,
        sealed_size,
        superseded_by: h.superseded_by,
        version: a.version,
    }
    .into()
}

pub(super) fn agreement(m: Model) -> Result<Agreement> {
    let broken = |column: &str| Fault::plain(format!("agreement {} has no {column} in state {}", m.id, m.state));
    let by = || m.state_by.clone().ok_or_else(|| broken("state_by"));
    let reason = || m.reason.clone().ok_or_else(|| broken("reason"));
    let since = || m.since_at.ok_or_else(|| broken("since_at"));
    let at = m.state_at;
    let state = match m.state.as_str() {
        "sent" => AgreementState::Sent,
        "viewed" => AgreementState::Viewed { at, by: by()? },
        "signed" => AgreementState::Signed { at, by: by()? },
        "in_force" => AgreementState::InForce { since: since()?, until: m.until_at, by: by()? },
        "expired" => AgreementState::Expired { since: since()?, at },
        "terminated" => AgreementState::Terminated { since: m.since_at, at, by: by()?, reason: reason()? },
        "declined" => AgreementState::Declined { at, by: by()?, reason: reason()? },
        "superseded" => AgreementState::Superseded {
            since: m.since_at,
            at,
            by: m.superseded_by.map(AgreementId::from).ok_or_else(|| broken("superseded_by"))?,
        },
        other => return Err(Fault::plain(format!("agreement.state of {} is {other:?}", m.id)).into()),
    };
    let document = |digest: Option<String>, size: Option<i64>| digest.zip(size).map(|(digest, size)| Document { digest, size });
    Ok(Agreement {
        id: m.id.into(),
        number: m.number,
        partner: PartnerId::from(m.partner_id),
        party: m.party,
        vendor: m.vendor,
        template: m.template_id.into(),
        key: m.key,
        no: m.no,
        kind: m.kind,
        language: m.language,
        governing: m.governing,
        title: m.title,
        body: m.body,
        months: m.months,
        origin: m.origin,
        sent_at: m.sent_at,
        document: document(m.document_digest, m.document_size),
        sealed: document(m.sealed_digest, m.sealed_size),
        version: m.version,
        state,
    })
}
