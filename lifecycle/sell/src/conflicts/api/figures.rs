//! What the API gives of how conflicts go.

use base::Instant;
use serde::Serialize;
use utoipa::ToSchema;

use super::super::model::{Course, Mark, Span, Tally};

/// How conflicts went in a span of time.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConflictSpan)]
struct SpanBody {
    /// Conflicts that were opened.
    conflicts: i64,
    /// Minutes of business time from the opening to the first ruling, the middle one.
    median_minutes: Option<i64>,
    /// Partners' answers to whether a decision was fair.
    answers: i64,
    /// Their mean in hundredths, from 100 to 500; none below five answers.
    fairness_hundredths: Option<i64>,
}

impl From<Span> for SpanBody {
    fn from(s: Span) -> Self {
        Self { conflicts: s.disputes, median_minutes: s.median_minutes, answers: s.answers, fairness_hundredths: s.fairness }
    }
}

/// One quarter.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConflictQuarter)]
struct QuarterBody {
    /// Such as `2026-Q4`.
    quarter: String,
    /// How it went.
    #[serde(flatten)]
    span: SpanBody,
}

/// A change of rules with the ninety days before and after.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConflictChange)]
struct ChangeBody {
    /// Which rules: `lead_routing` or `engagement`.
    rules: &'static str,
    /// Which version came into force.
    version: i64,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// Before.
    before: SpanBody,
    /// After, as far as it has passed.
    after: SpanBody,
}

impl From<Mark> for ChangeBody {
    fn from(m: Mark) -> Self {
        let rules = if m.routing { "lead_routing" } else { "engagement" };
        Self { rules, version: m.version, at: m.at, before: m.before.into(), after: m.after.into() }
    }
}

/// How many rulings rest on a clause.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConflictClauseCount)]
struct ClauseBody {
    /// The clause.
    clause: String,
    /// How many.
    n: i64,
}

/// How conflicts went in a year.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConflictFigures)]
pub(crate) struct FiguresBody {
    /// Registrations that were handed in.
    registrations: i64,
    /// Conflicts that were opened.
    conflicts: i64,
    /// Conflicts that were ruled for the first time.
    ruled: i64,
    /// Minutes of business time from the opening to the first ruling, the middle one.
    median_minutes: Option<i64>,
    /// Rulings that answered an appeal.
    appealed: i64,
    /// Of these, those with another outcome than the first.
    overturned: i64,
    /// Conflicts that a likeness opened by itself and that were ruled.
    flagged: i64,
    /// Of these, those that were ruled to be projects of their own: the flag was wrong.
    flagged_apart: i64,
    /// How many rulings rest on each clause.
    clauses: Vec<ClauseBody>,
    /// The last two years by quarter, newest first.
    quarters: Vec<QuarterBody>,
    /// What changed when the rules did, newest first.
    changes: Vec<ChangeBody>,
}

impl FiguresBody {
    /// The figures of a year with the course of two.
    pub(super) fn of(t: Tally, c: Course) -> Self {
        Self {
            flagged: t.flagged,
            flagged_apart: t.apart,
            quarters: c.quarters.into_iter().map(|(q, s)| QuarterBody { quarter: q.code(), span: s.into() }).collect(),
            changes: c.marks.into_iter().map(Into::into).collect(),
            registrations: t.registered,
            conflicts: t.opened,
            ruled: t.ruled,
            median_minutes: t.median_minutes,
            appealed: t.appealed,
            overturned: t.overturned,
            clauses: t.clauses.into_iter().map(|(clause, n)| ClauseBody { clause, n }).collect(),
        }
    }
}
