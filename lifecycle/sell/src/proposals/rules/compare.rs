//! How proposals compare: averages of the reviewers by criterion, then the sum by weight.

use base::ProposalId;

use super::super::model::{Criterion, Score};

/// What one criterion gives a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The key of the criterion.
    pub criterion: String,
    /// What it counts.
    pub weight: i64,
    /// The average of its points in hundredths, rounded half up; none while nobody gave any.
    pub average: Option<i64>,
    /// How many reviewers gave points.
    pub reviewers: i64,
}

/// What the reviewers' points give a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// By criterion, in their order.
    pub lines: Vec<Line>,
    /// The sum of weight times average, in hundredths.
    pub sum: i64,
    /// The sum of the weights.
    pub weights: i64,
    /// The total in hundredths, rounded half up; none until every criterion has points.
    pub total: Option<i64>,
}

/// A share rounded half up.
fn rounded(part: i64, whole: i64) -> i64 {
    (2 * part + whole) / (2 * whole).max(1)
}

/// Adds up the points of one proposal. The total is made of the rounded averages, so that a reader can do it again.
pub fn compare(criteria: &[Criterion], scores: &[Score], proposal: ProposalId) -> Compared {
    let lines: Vec<Line> = criteria
        .iter()
        .map(|c| {
            let points: Vec<i64> = scores.iter().filter(|s| s.proposal == proposal && s.criterion == c.key).map(|s| s.points).collect();
            let n = i64::try_from(points.len()).unwrap_or(i64::MAX);
            let average = (n > 0).then(|| rounded(points.iter().sum::<i64>() * 100, n));
            Line { criterion: c.key.clone(), weight: c.weight, average, reviewers: n }
        })
        .collect();
    let sum = lines.iter().map(|l| l.weight * l.average.unwrap_or(0)).sum();
    let weights: i64 = lines.iter().map(|l| l.weight).sum();
    let whole = weights > 0 && lines.iter().all(|l| l.average.is_some());
    Compared { total: whole.then(|| rounded(sum, weights)), lines, sum, weights }
}
