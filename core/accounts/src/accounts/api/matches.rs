//! The answer to whether a company is known, as it goes over the wire.

use i18n::L10n;
use matching::Evidence;
use serde::Serialize;
use utoipa::ToSchema;

use super::bodies::{AccountBody, body};
use crate::accounts::model::Match;
use crate::accounts::words;

/// One reason for or against.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AccountEvidence)]
pub(super) struct EvidenceBody {
    /// The field that was compared.
    field: &'static str,
    /// The stable code of what was found, such as `name.same_after_legal_form`.
    code: &'static str,
    /// The reason in words.
    text: String,
    /// Bits for (above 0) or against (below 0).
    weight: f64,
    /// The value asked about, as it was compared.
    left: String,
    /// The value of the account.
    right: String,
}

/// An account that may be the company asked about.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AccountMatch)]
pub(super) struct MatchBody {
    /// The account.
    account: AccountBody,
    /// `same` or `likely`.
    verdict: &'static str,
    /// Between 0 and 1.
    score: f64,
    /// The reasons, strongest first.
    evidence: Vec<EvidenceBody>,
}

/// The answer to whether a company is known.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AccountMatches)]
pub(super) struct MatchList {
    /// Accounts that may be this company, best first; empty when it is not known.
    pub(super) data: Vec<MatchBody>,
}

pub(super) fn matched(m: Match, l: &L10n) -> MatchBody {
    MatchBody {
        account: body(m.account),
        verdict: m.verdict.code(),
        score: m.score,
        evidence: m.evidence.into_iter().map(|e| evidence(e, l)).collect(),
    }
}

fn evidence(e: Evidence, l: &L10n) -> EvidenceBody {
    EvidenceBody {
        field: e.field.code(),
        code: e.code,
        text: words::evidence(l, &e),
        weight: (e.weight * 100.0).round() / 100.0,
        left: e.left,
        right: e.right,
    }
}
