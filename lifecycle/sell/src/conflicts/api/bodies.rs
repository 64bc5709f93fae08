//! What the API gives about conflicts.

use base::{CaseId, CasePartyId, CommentId, DealId, Instant, LeadId, PartnerId, RulingId, UserId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::actions::{Letter, Ruled, Seen, SideSeen};
use super::super::model::{self, Card, Ended, Entry, Proposal, State};
use super::codes::{CheckCode, EntryCode, FateCode, KindCode, StateCode, TriggerCode};

/// A conflict as lists show it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConflictSummary)]
pub(crate) struct CardBody {
    /// Its id.
    #[schema(value_type = String)]
    id: CaseId,
    /// The customer, as the caller's own registration names it.
    company: String,
    /// Where it is.
    state: StateCode,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    opened_at: Instant,
    /// By when it is, or was, to be ruled.
    #[schema(value_type = String, format = DateTime)]
    decide_by: Instant,
    /// By when the caller's side gives its statement, while it owes one.
    #[schema(value_type = Option<String>, format = DateTime)]
    statement_by: Option<Instant>,
    /// What the ruling means for the caller's side.
    fate: Option<FateCode>,
    /// How many sides it has; for staff, and 0 for partners.
    sides: usize,
}

impl From<Card> for CardBody {
    fn from(c: Card) -> Self {
        Self {
            id: c.case.id,
            company: c.company,
            state: c.case.kind().into(),
            opened_at: c.case.opened_at,
            decide_by: c.case.decide_by,
            statement_by: c.owes,
            fate: c.fate.map(Into::into),
            sides: c.sides,
        }
    }
}

/// One side of a conflict.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConflictSide)]
struct SideBody {
    /// Its id.
    #[schema(value_type = String)]
    id: CasePartyId,
    /// Its partner; none for the vendor's direct team.
    #[schema(value_type = Option<String>)]
    partner_id: Option<PartnerId>,
    /// Its deal; none for the vendor's direct team, and for who has only a lead.
    #[schema(value_type = Option<String>)]
    deal_id: Option<DealId>,
    /// The lead that is its claim.
    #[schema(value_type = Option<String>)]
    lead_id: Option<LeadId>,
    /// By when it gives its statement.
    #[schema(value_type = String, format = DateTime)]
    statement_by: Instant,
    /// When it gave it last.
    #[schema(value_type = Option<String>, format = DateTime)]
    stated_at: Option<Instant>,
    /// When it appealed.
    #[schema(value_type = Option<String>, format = DateTime)]
    appealed_at: Option<Instant>,
    /// What the ruling means for it.
    fate: Option<FateCode>,
    /// Its share in percent, once it is ruled.
    share: i64,
}

impl From<SideSeen> for SideBody {
    fn from(s: SideSeen) -> Self {
        let s = s.side;
        Self {
            id: s.id,
            partner_id: s.partner,
            deal_id: s.deal,
            lead_id: s.lead,
            statement_by: s.statement_by,
            stated_at: s.stated_at,
            appealed_at: s.appealed_at,
            fate: s.fate.map(Into::into),
            share: s.share,
        }
    }
}

/// What somebody wrote, between one side and the vendor.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConflictEntry)]
struct EntryBody {
    /// Its id.
    #[schema(value_type = String)]
    id: CommentId,
    /// Of which side.
    #[schema(value_type = String)]
    side_id: CasePartyId,
    /// What it is.
    kind: EntryCode,
    /// The writer's name at that time.
    author_name: String,
    /// Whether a person of the vendor wrote it.
    by_staff: bool,
    /// The text, in Markdown.
    body: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
}

impl From<Entry> for EntryBody {
    fn from(e: Entry) -> Self {
        Self { id: e.id, side_id: e.side, kind: e.kind.into(), author_name: e.author_name, by_staff: e.by_staff, body: e.body, at: e.at }
    }
}

/// Whom one comparison favors.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConflictFavor)]
struct FavorBody {
    /// What was compared.
    check: CheckCode,
    /// The clause of the rules of engagement behind it.
    clause: &'static str,
    /// Whom it favors; nobody when it says nothing.
    #[schema(value_type = Option<String>)]
    side_id: Option<CasePartyId>,
}

/// What the rules propose.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConflictProposal)]
struct ProposalBody {
    /// Which ruling.
    kind: KindCode,
    /// Who keeps the customer.
    #[schema(value_type = Option<String>)]
    lead_id: Option<CasePartyId>,
    /// The comparison that decided.
    because: Option<CheckCode>,
    /// Every comparison.
    favors: Vec<FavorBody>,
}

impl From<Proposal> for ProposalBody {
    fn from(p: Proposal) -> Self {
        let favor =
            |f: model::Favor| FavorBody { clause: super::super::rules::clause(f.check).code(), check: f.check.into(), side_id: f.side };
        Self { kind: p.kind.into(), lead_id: p.lead, because: p.because.map(Into::into), favors: p.favors.into_iter().map(favor).collect() }
    }
}

/// One side's share.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = ConflictShare)]
#[serde(deny_unknown_fields)]
pub(super) struct PartBody {
    /// Which side.
    #[schema(value_type = String, pattern = "^cpty_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    pub(super) side_id: CasePartyId,
    /// Its share in percent.
    #[schema(minimum = 1, maximum = 100)]
    pub(super) share: i64,
    /// What it does, in a few words.
    #[schema(max_length = 80)]
    #[serde(default)]
    pub(super) role: String,
}

/// What was ruled.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConflictRuling)]
struct RulingBody {
    /// Its id.
    #[schema(value_type = String)]
    id: RulingId,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// By whom.
    #[schema(value_type = Option<String>)]
    ruled_by: Option<UserId>,
    /// What it says.
    kind: KindCode,
    /// Who keeps the customer or leads.
    #[schema(value_type = Option<String>)]
    lead_id: Option<CasePartyId>,
    /// Who shares.
    parts: Vec<PartBody>,
    /// Why, in words that every side reads.
    reason: String,
    /// The clause of the rules of engagement that it rests on.
    clause: String,
    /// The version of the rules of engagement.
    terms_version: i64,
    /// Whether it answers an appeal.
    appeal: bool,
    /// Whether it is what the rules proposed.
    followed: bool,
    /// Minutes of business time that it took.
    minutes: i64,
}

impl From<Ruled> for RulingBody {
    fn from(r: Ruled) -> Self {
        let part = |p: model::Part| PartBody { side_id: p.side, share: p.share, role: p.role };
        Self {
            id: r.id,
            at: r.proposed.at,
            ruled_by: r.by,
            kind: r.ruling.kind.into(),
            lead_id: r.ruling.lead,
            parts: r.ruling.parts.into_iter().map(part).collect(),
            reason: r.ruling.reason,
            clause: r.clause,
            terms_version: r.proposed.version,
            appeal: r.appeal,
            followed: r.followed,
            minutes: r.minutes,
        }
    }
}

/// A conflict.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Conflict)]
pub(crate) struct CaseBody {
    /// Its id.
    #[schema(value_type = String)]
    id: CaseId,
    /// The customer, as the caller's own registration names it.
    company: String,
    /// Where it is.
    state: StateCode,
    /// What opened it; for staff.
    trigger: Option<TriggerCode>,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    opened_at: Instant,
    /// By when it is, or was, to be ruled.
    #[schema(value_type = String, format = DateTime)]
    decide_by: Instant,
    /// How far it has gone up the chain: 0 the manager, 1 the director, 2 the committee.
    level: i64,
    /// Who rules, by name.
    assignee: String,
    /// Until when a side may appeal.
    #[schema(value_type = Option<String>, format = DateTime)]
    appeal_until: Option<Instant>,
    /// The sides that the caller may see: all for staff, its own for a partner.
    sides: Vec<SideBody>,
    /// What was written, as far as the caller may read it, oldest first.
    entries: Vec<EntryBody>,
    /// What the rules propose; for staff.
    proposal: Option<ProposalBody>,
    /// What was ruled, oldest first; for staff.
    rulings: Vec<RulingBody>,
    /// Why it ended without a ruling: `no_claim`, `unmerged` or `joined`.
    ended: Option<&'static str>,
    /// The conflict that it became one with.
    #[schema(value_type = Option<String>)]
    joined_to_id: Option<CaseId>,
    /// The conflicts that became one with it; for staff.
    #[schema(value_type = Vec<String>)]
    joined_ids: Vec<CaseId>,
    /// Its version, for `If-Match`.
    version: i64,
}

impl CaseBody {
    /// A case as the reader may see it.
    pub(super) fn of(seen: Seen, staff: bool) -> Self {
        let case = seen.case;
        let own = seen.sides.first().map(|s| s.company.clone());
        let ended = match case.state {
            State::Dropped { ended, .. } => Some(ended),
            State::Open | State::Decided(_) | State::Appealed(_) | State::Closed(_) => None,
        };
        Self {
            ended: ended.map(Ended::code),
            joined_to_id: match ended {
                Some(Ended::Joined(to)) => Some(to),
                Some(Ended::NoClaim | Ended::Unmerged) | None => None,
            },
            joined_ids: seen.joined.iter().map(|c| c.id).collect(),
            id: case.id,
            company: if staff { case.company.clone() } else { own.unwrap_or_default() },
            state: case.kind().into(),
            trigger: staff.then(|| case.trigger.into()),
            opened_at: case.opened_at,
            decide_by: case.decide_by,
            level: case.level,
            assignee: case.assignee_name.clone(),
            appeal_until: case.state.settled().map(|s| s.appeal_until),
            sides: seen.sides.into_iter().map(Into::into).collect(),
            entries: seen.entries.into_iter().map(Into::into).collect(),
            proposal: seen.proposed.map(Into::into),
            rulings: seen.rulings.into_iter().map(Into::into).collect(),
            version: case.version,
        }
    }
}

/// What a ruling says to one side.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConflictLetter)]
pub(crate) struct LetterBody {
    /// To which side.
    #[schema(value_type = String)]
    side_id: CasePartyId,
    /// Its deal.
    #[schema(value_type = Option<String>)]
    deal_id: Option<DealId>,
    /// What the ruling means for it.
    fate: FateCode,
    /// Its share in percent.
    share: i64,
    /// The clause of the rules of engagement that it rests on.
    clause: String,
    /// The version of the rules of engagement.
    terms_version: i64,
    /// Why.
    reason: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// Until when the side may appeal; none when it may not.
    #[schema(value_type = Option<String>, format = DateTime)]
    appeal_until: Option<Instant>,
    /// The partners with whom it works together, where the ruling says so.
    with: Vec<String>,
}

impl From<Letter> for LetterBody {
    fn from(l: Letter) -> Self {
        Self {
            side_id: l.side.id,
            deal_id: l.side.deal,
            fate: l.fate.into(),
            share: l.side.share,
            clause: l.clause,
            terms_version: l.version,
            reason: l.reason,
            at: l.at,
            appeal_until: l.appeal_until,
            with: l.with,
        }
    }
}
