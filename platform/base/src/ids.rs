//! One registry of typed, prefixed ids. Alphabetical; append only, because prefixes are API.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use type_safe_id::{DynamicType, TypeSafeId};
use uuid::Uuid;

/// Why a text is not the id it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected an id that starts with \"{expected}_\"")]
pub struct BadId {
    /// The prefix that was expected.
    pub expected: &'static str,
}

fn encode(prefix: &'static str, id: Uuid, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let kind = DynamicType::new(prefix).map_err(|_| fmt::Error)?;
    write!(f, "{}", TypeSafeId::from_type_and_uuid(kind, id))
}

fn decode(prefix: &'static str, text: &str) -> Result<Uuid, BadId> {
    let bad = BadId { expected: prefix };
    let id: TypeSafeId<DynamicType> = text.parse().map_err(|_| bad.clone())?;
    if id.type_prefix() == prefix { Ok(id.uuid()) } else { Err(bad) }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal,)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// What the text form starts with.
            pub const PREFIX: &'static str = $prefix;
            /// The bare key, as the database holds it.
            pub const fn uuid(self) -> Uuid { self.0 }
        }
        impl From<Uuid> for $name { fn from(id: Uuid) -> Self { Self(id) } }
        impl From<$name> for Uuid { fn from(id: $name) -> Self { id.0 } }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { encode($prefix, self.0, f) }
        }
        impl FromStr for $name {
            type Err = BadId;
            fn from_str(s: &str) -> Result<Self, BadId> { decode($prefix, s).map(Self) }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { s.collect_str(self) }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

ids! {
    /// An end-customer company.
    AccountId = "acct",
    /// A mapping of the accounts of two sides.
    AccountMapId = "amap",
    /// A list of companies for account mapping.
    AccountMapListId = "amls",
    /// Money earned by one rule for one fact.
    AccrualId = "accr",
    /// An activation plan of one partner.
    ActivationPlanId = "aplan",
    /// One step of an activation plan.
    ActivationStepId = "astep",
    /// An agreement with one partner.
    AgreementId = "agr",
    /// A version of an agreement text.
    AgreementTemplateId = "agrt",
    /// An application to the program.
    ApplicationId = "appl",
    /// One audit record.
    AuditId = "aud",
    /// One attempt at a quiz.
    AttemptId = "atpt",
    /// A case in which several claim one customer, or a decision is disputed.
    CaseId = "case",
    /// One side of a case.
    CasePartyId = "cpty",
    /// A certification held by a person.
    CertificateId = "cert",
    /// A comment on a record.
    CommentId = "cmt",
    /// A value on which a connected system and this one differ, and that a person decides.
    ConflictId = "cfl",
    /// A connection to another system, such as a CRM.
    ConnectionId = "conn",
    /// A course.
    CourseId = "crs",
    /// A version of the coverage plan.
    CoveragePlanId = "cplan",
    /// A rule of a coverage plan.
    CoverageRuleId = "crule",
    /// What the rules of engagement decided about a deal.
    DealDecisionId = "ddec",
    /// A deal registration and the opportunity that it protects.
    DealId = "deal",
    /// A saved view of the deals.
    DealViewId = "dview",
    /// One delivery attempt chain of a webhook message.
    DeliveryId = "dlv",
    /// A webhook endpoint.
    EndpointId = "endp",
    /// An enrollment of a partner in a program.
    EnrollmentId = "enr",
    /// A ledger entry.
    EntryId = "ent",
    /// One fact in the outbox.
    EventId = "evt",
    /// A stored file.
    FileId = "file",
    /// A right held by someone, with a beginning, an end and a reason.
    GrantId = "grnt",
    /// One run of an import.
    ImportId = "imp",
    /// What somebody sent by a public form and has not confirmed yet.
    InquiryId = "inq",
    /// A public form that captures leads.
    InquiryFormId = "iqf",
    /// A background job.
    JobId = "job",
    /// A sales lead.
    LeadId = "lead",
    /// A lead offered to one partner.
    LeadOfferId = "lofr",
    /// A lesson of a course.
    LessonId = "lsn",
    /// A mail in the mail queue.
    MailId = "mail",
    /// Two accounts made one.
    MergeId = "mrg",
    /// A notice to one user.
    NoticeId = "ntc",
    /// An opportunity that the vendor follows itself.
    OpportunityId = "opp",
    /// A partner organization.
    PartnerId = "ptn",
    /// An incentive plan.
    PlanId = "plan",
    /// A product of the vendor.
    ProductId = "prod",
    /// A partner program.
    ProgramId = "prog",
    /// What one partner answers to a request for proposals.
    ProposalId = "prp",
    /// A request for proposals.
    ProposalRequestId = "rfp",
    /// A question of a quiz.
    QuestionId = "qst",
    /// A ruling about a case.
    RulingId = "rul",
    /// A signed-in session.
    SessionId = "ses",
    /// A statement of one partner and period.
    StatementId = "stmt",
    /// One record of ours in one connected system.
    SyncId = "sync",
    /// An invitation to sell a deal together.
    TeamInvitationId = "tinv",
    /// A task of the plan of a deal's team.
    TeamTaskId = "ttask",
    /// A tier of a program.
    TierId = "tier",
    /// A personal access token.
    TokenId = "tok",
    /// One contribution of a partner to the journey of a customer.
    TouchId = "touch",
    /// A person who signs in.
    UserId = "usr",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_round_trips_and_checks_its_prefix() {
        let id = DealId::from(Uuid::from_u128(7));
        let text = id.to_string();
        assert!(text.starts_with("deal_"), "{text}");
        assert_eq!(text.parse::<DealId>(), Ok(id));
        assert_eq!(text.parse::<PartnerId>(), Err(BadId { expected: "ptn" }));
        assert!("deal_%00".parse::<DealId>().is_err());
    }
}
