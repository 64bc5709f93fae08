//! The answer of the rules to a question, and the clauses that it rests on.
//!
//! Everything that decides about a deal is here or called from here, as a pure function of the
//! question, the terms and the moment. That makes a decision repeatable: replaying history asks the
//! kept questions again, and trying a draft of the terms asks them under the draft.

use base::{Instant, Refusal as _};
use chrono::TimeDelta;

use super::super::model::{Business, Clause, Deal, Outcome, Question, RejectReason, State, StateKind, Terms, Why};
use super::clock::{approves_late, deadline, delay};
use super::incumbency::in_the_way;
use super::{eligible, open_tender, route};

/// What the rules answer.
pub fn judge(question: &Question, terms: &Terms, now: Instant) -> Outcome {
    let refused = |code: &str| Outcome::Refused { code: code.to_owned() };
    match question {
        Question::Register(case) => {
            let products: Vec<_> = case.products.iter().map(|p| (*p, String::new())).collect();
            if let Err(refusal) = eligible(&case.standing, &products, terms) {
                return refused(refusal.code());
            }
            if let Err(refusal) = open_tender(case.published_on, terms, now) {
                return refused(refusal.code());
            }
            let why = route(case, terms, now);
            if why.is_empty() {
                return Outcome::Protected { until: protected_until(case.standing.tier_days, terms, now) };
            }
            Outcome::Review { why, decide_by: deadline(now, terms.decision_days, terms) }
        }
        Question::Approve { incumbency: Some(incumbency), .. } if in_the_way(incumbency, terms, now) => refused("deal.incumbent_first"),
        Question::Approve { tier_days, decide_by, .. } => {
            Outcome::Protected { until: protected_until(*tier_days, terms, now) + delay(*decide_by, terms, now) }
        }
        Question::Reject { reason } => Outcome::Rejected { reason: *reason },
        Question::AskExtension { approved_at, active_at, until, extensions } => {
            if *extensions >= terms.max_extensions {
                return refused("deal.extension_limit");
            }
            if *until - now > TimeDelta::days(terms.extension_days) {
                return refused("deal.extension_early");
            }
            if *active_at > *approved_at && now - *active_at <= TimeDelta::days(terms.evidence_days) {
                return Outcome::Extended { until: extended_until(*until, terms, now) };
            }
            Outcome::Asked
        }
        Question::Extend { grant: false, .. } => Outcome::Declined,
        Question::Extend { until, extensions, beyond, .. } => {
            if !beyond && *extensions >= terms.max_extensions {
                return refused("deal.extension_limit");
            }
            Outcome::Extended { until: extended_until(*until, terms, now) }
        }
        Question::Expire { until } if *until > now => refused("deal.not_due"),
        Question::Expire { .. } => Outcome::Expired,
        Question::Idle { active_at, told } => match idle(*active_at, *told, terms) {
            Some((at, _)) if at > now => refused("deal.not_due"),
            Some((_, true)) => Outcome::Released,
            Some((_, false)) => Outcome::Warned,
            None => refused("deal.not_due"),
        },
        Question::Release { left_at: Some(left) } if now < departs(*left, terms) => refused("deal.not_due"),
        Question::Release { .. } => Outcome::Released,
        Question::Escalate { decide_by, .. } if *decide_by > now => refused("deal.not_due"),
        Question::Escalate { why, tier_days, free: true, .. } if approves_late(why, terms) => {
            Outcome::Protected { until: protected_until(*tier_days, terms, now) }
        }
        Question::Escalate { .. } => Outcome::Escalated,
        Question::Reopen { from: StateKind::Rejected, overlap, .. } => {
            let why = vec![if *overlap { Why::Overlap } else { Why::ByHand }];
            Outcome::Review { why, decide_by: deadline(now, terms.decision_days, terms) }
        }
        Question::Reopen { until: Some(until), .. } if *until > now => Outcome::Protected { until: *until },
        Question::Reopen { .. } => Outcome::Protected { until: now + TimeDelta::days(terms.extension_days) },
    }
}

/// When something is due because nobody works on a deal, and whether it is the end; none when the terms don't ask.
pub fn idle(active_at: Instant, told: Option<Instant>, terms: &Terms) -> Option<(Instant, bool)> {
    if terms.idle_days == 0 {
        return None;
    }
    match told {
        Some(told) if told >= active_at => Some((told + TimeDelta::days(terms.idle_grace_days), true)),
        _ => Some((active_at + TimeDelta::days(terms.idle_days), false)),
    }
}

/// Until when the deals of a partner that left at a moment stay protected.
pub fn departs(left_at: Instant, terms: &Terms) -> Instant {
    left_at + TimeDelta::days(terms.departure_days)
}

/// Until when an approval at this moment protects.
fn protected_until(tier_days: Option<i64>, terms: &Terms, now: Instant) -> Instant {
    now + TimeDelta::days(tier_days.unwrap_or(terms.protection_days))
}

/// Until when an extension at this moment protects.
fn extended_until(until: Instant, terms: &Terms, now: Instant) -> Instant {
    until.max(now) + TimeDelta::days(terms.extension_days)
}

/// What became of a deal that was just handed in, approved or opened again, as an answer.
pub fn outcome(deal: &Deal) -> Option<Outcome> {
    match deal.state() {
        State::Approved(p) => Some(Outcome::Protected { until: p.until }),
        State::InReview(r) => Some(Outcome::Review { why: r.why.clone(), decide_by: r.decide_by }),
        State::Draft
        | State::Won { .. }
        | State::Lost { .. }
        | State::Expired { .. }
        | State::Released { .. }
        | State::Withdrawn { .. }
        | State::Rejected { .. }
        | State::Disputed(_) => None,
    }
}

/// The clauses of the rules of engagement that an answer rests on, in the order of their numbers.
pub fn clauses(question: &Question, outcome: &Outcome) -> Vec<Clause> {
    let mut found = match (question, outcome) {
        (_, Outcome::Refused { code }) if code == "deal.extension_limit" || code == "deal.extension_early" => vec![Clause::Extension],
        (_, Outcome::Refused { code }) if code == "deal.not_due" => vec![Clause::End],
        (_, Outcome::Refused { code }) if code == "deal.tender_published" => vec![Clause::Tender],
        (_, Outcome::Refused { code }) if code == "deal.incumbent_first" => vec![Clause::Incumbency],
        (_, Outcome::Refused { .. }) => vec![Clause::Eligibility],
        (Question::Register(case), Outcome::Protected { .. }) if case.business != Business::New && case.sold.iter().any(|s| s.own) => {
            vec![Clause::Automatic, Clause::Protection, Clause::Incumbency]
        }
        (Question::Register(_), Outcome::Protected { .. }) => vec![Clause::Automatic, Clause::Protection],
        (Question::Register(case), Outcome::Review { why, .. }) => {
            let lately_won = case.rivals.iter().any(|r| !r.own && r.won_at.is_some());
            let held = case.taken || case.rivals.iter().any(|r| !r.own && r.won_at.is_none());
            let mut all = vec![Clause::Decision];
            for w in why {
                match w {
                    Why::Overlap if held => all.push(Clause::Overlap),
                    Why::Overlap if lately_won => all.push(Clause::Incumbency),
                    Why::Overlap => all.push(Clause::Overlap),
                    Why::Claimed => all.push(Clause::Claim),
                    Why::OwnDuplicate | Why::CustomerUnsure => all.push(Clause::Customer),
                    Why::Direct | Why::Coverage => all.push(Clause::Direct),
                    Why::Incumbent => all.push(Clause::Incumbency),
                    Why::Tender => all.push(Clause::Tender),
                    Why::Value | Why::Currency | Why::ByHand => all.push(Clause::Automatic),
                }
            }
            all
        }
        (Question::Approve { incumbency: Some(_), .. }, _) => vec![Clause::Protection, Clause::Incumbency],
        (Question::Approve { separate, .. }, _) => {
            if *separate {
                vec![Clause::Protection, Clause::Scope]
            } else {
                vec![Clause::Protection]
            }
        }
        (Question::Reject { reason }, _) => vec![match reason {
            RejectReason::AlreadyRegistered => Clause::Overlap,
            RejectReason::Direct => Clause::Direct,
            RejectReason::ExistingCustomer => Clause::Incumbency,
            RejectReason::Tender => Clause::Tender,
            RejectReason::NotQualified | RejectReason::Incomplete | RejectReason::Other => Clause::Decision,
        }],
        (Question::AskExtension { .. } | Question::Extend { .. }, _) => vec![Clause::Extension],
        (Question::Expire { .. } | Question::Idle { .. } | Question::Release { .. }, _) => vec![Clause::End],
        (Question::Escalate { .. }, Outcome::Protected { .. }) => vec![Clause::Decision, Clause::Protection],
        (Question::Escalate { .. }, _) => vec![Clause::Decision],
        (Question::Reopen { .. }, _) => vec![Clause::Reopening],
        (Question::Register(_), _) => vec![Clause::Decision],
    };
    found.sort_unstable();
    found.dedup();
    found
}

/// The same clauses as far as the partner may know them.
///
/// That another partner is at the customer is said in one way only, whether it holds the customer, won
/// it lately or was given a lead; what the vendor knows about the customer's account is not said at all.
pub fn open_clauses(question: &Question, outcome: &Outcome) -> Vec<Clause> {
    let own = matches!(outcome, Outcome::Review { why, .. } if why.contains(&Why::OwnDuplicate));
    let review = matches!(outcome, Outcome::Review { .. });
    let mut all: Vec<Clause> = clauses(question, outcome)
        .into_iter()
        .filter(|c| !review || *c != Clause::Direct && (own || *c != Clause::Customer))
        .map(|c| if review && matches!(c, Clause::Incumbency | Clause::Claim) { Clause::Overlap } else { c })
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Why a person was asked, as far as the partner may know it.
pub fn open_why(why: &[Why]) -> Vec<Why> {
    let mut all: Vec<Why> = Vec::new();
    for w in why {
        let open = match w {
            Why::Overlap | Why::Claimed | Why::Incumbent => Why::Overlap,
            Why::OwnDuplicate | Why::Tender | Why::Value | Why::Currency | Why::ByHand => *w,
            Why::CustomerUnsure | Why::Direct | Why::Coverage => continue,
        };
        if !all.contains(&open) {
            all.push(open);
        }
    }
    all
}
