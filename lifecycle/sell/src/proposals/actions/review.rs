//! Points for answers that are open: each reviewer gives its own.

use base::{Error, FieldError, Invalid, ProposalId, ProposalRequestId, Result};
use serde_json::json;
use work::{Entry, Permission, Work};

use super::super::model::{Move, Request, Score, StateKind};
use super::super::rules::{self, ProposalRefusal};
use super::super::store;
use super::may;

/// The points of one criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Points {
    /// The key of the criterion.
    pub criterion: String,
    /// How many, 0 to 5.
    pub points: i64,
    /// Why, in words.
    pub note: String,
}

/// Gives a proposal points by some criteria; given again by the same person, the later ones count.
pub async fn review(work: &Work, id: ProposalRequestId, proposal: ProposalId, given: &[Points], unread: &Invalid) -> Result<Request> {
    let request = store::requests::get(work, id).await?;
    may(work, Permission::LeadAssign, &request)?;
    let Some(reviewer) = work.actor().user else { return Err(Error::forbidden()) };
    match request.kind() {
        StateKind::Closed => {}
        StateKind::Draft | StateKind::Published => return Err(ProposalRefusal::Sealed.into()),
        state @ (StateKind::Awarded | StateKind::NotAwarded | StateKind::Withdrawn) => {
            return Err(ProposalRefusal::WrongState { state, wanted: Move::Award, allowed: rules::allowed(state) }.into());
        }
    }
    let found = store::proposals::opened(work, &request).await?.into_iter().find(|p| p.id == proposal).ok_or_else(Error::missing)?;
    let mut invalid = unread.clone();
    let mut scores: Vec<Score> = Vec::new();
    for p in given {
        let field = format!("points.{}", p.criterion);
        invalid.check(request.new.criteria.iter().any(|c| c.key == p.criterion), &field, "choice");
        invalid.check(!scores.iter().any(|s| s.criterion == p.criterion), &field, "twice");
        if !(0..=5).contains(&p.points) {
            invalid.push(FieldError::new(&field, "range").with("min", 0).with("max", 5));
        }
        let mut note = p.note.clone();
        crate::texts::text(&mut invalid, &format!("notes.{}", p.criterion), &mut note, 0, 1_000);
        scores.push(Score {
            proposal,
            criterion: p.criterion.clone(),
            reviewer,
            reviewer_name: work.actor().name.clone(),
            points: p.points,
            note,
            at: work.now(),
        });
    }
    invalid.finish()?;
    store::scores::put(work, id, &scores).await?;
    let told: serde_json::Map<String, serde_json::Value> = scores.iter().map(|s| (s.criterion.clone(), json!(s.points))).collect();
    work.audit(
        Entry::new("proposal.reviewed", "proposal", proposal).after(json!({ "request": id, "partner": found.partner, "points": told })),
    );
    Ok(request)
}
