//! The machine of the deal: one table of moves, one verb for each.

use base::{FieldError, Instant, Invalid, UserId};
use chrono::{NaiveDate, TimeDelta};
use facts::sell as fact;

use super::super::model::{Ask, Deal, Findings, LossReason, Move, Protection, RejectReason, Review, Stage, State, StateKind, Terms, Why};
use super::clock::{deadline, delay};
use super::{DealRefusal, check::completeness};

pub(super) type Moved<F> = Result<(Deal, F), DealRefusal>;

/// The states that a move leads to from a state; none when it is not allowed there.
pub fn targets(state: StateKind, wanted: Move) -> &'static [StateKind] {
    use Move as M;
    use StateKind as S;
    match (state, wanted) {
        (S::Draft, M::Edit) => &[S::Draft],
        (S::Draft, M::Submit) => &[S::InReview, S::Approved],
        (S::InReview, M::Edit) => &[S::InReview],
        (S::InReview, M::Approve) => &[S::Approved],
        (S::InReview, M::Reject) => &[S::Rejected],
        (S::Approved, M::Edit | M::SetStage | M::Extend) => &[S::Approved],
        (S::Approved, M::Expire) => &[S::Expired],
        (S::Approved, M::Release) => &[S::Released],
        (S::Approved, M::Win) => &[S::Won],
        (S::Approved, M::Lose) => &[S::Lost],
        (S::Disputed, M::Approve) => &[S::Approved],
        (S::Disputed, M::Reject) => &[S::Rejected],
        (S::Draft | S::InReview | S::Approved | S::Disputed, M::Withdraw) => &[S::Withdrawn],
        (S::Won | S::Lost | S::Expired | S::Released, M::Reopen) => &[S::Approved],
        (S::Rejected, M::Reopen) => &[S::InReview],
        (S::Rejected | S::Expired | S::Released, M::Dispute) => &[S::Disputed],
        (
            S::Draft | S::InReview | S::Approved | S::Won | S::Lost | S::Expired | S::Released | S::Withdrawn | S::Rejected | S::Disputed,
            M::Edit
            | M::Submit
            | M::Approve
            | M::Reject
            | M::SetStage
            | M::Extend
            | M::Expire
            | M::Release
            | M::Win
            | M::Lose
            | M::Withdraw
            | M::Reopen
            | M::Dispute,
        ) => &[],
    }
}

/// The moves that a state allows.
pub fn allowed(state: StateKind) -> Vec<Move> {
    Move::ALL.iter().copied().filter(|m| !targets(state, *m).is_empty()).collect()
}

pub(super) fn ask_table(deal: &Deal, wanted: Move) -> Result<(), DealRefusal> {
    let state = deal.kind();
    if targets(state, wanted).is_empty() {
        return Err(DealRefusal::WrongState { state, wanted, allowed: allowed(state) });
    }
    Ok(())
}

fn wrong(deal: &Deal, wanted: Move) -> DealRefusal {
    DealRefusal::WrongState { state: deal.kind(), wanted, allowed: allowed(deal.kind()) }
}

/// What is known at the moment of a submission.
pub struct Submission<'a> {
    /// What the check of the customer found.
    pub findings: &'a Findings,
    /// Why a person must decide; empty approves at once.
    pub why: Vec<Why>,
    /// The terms in force.
    pub terms: &'a Terms,
    /// How many days the partner's tier, or the terms, protect.
    pub days: i64,
    /// Whether the partner has no approved deal yet.
    pub first: bool,
    /// The moment.
    pub now: Instant,
}

/// Hands a draft in; it is approved at once or goes to a person.
pub fn submit(mut deal: Deal, s: Submission<'_>) -> Moved<(fact::DealSubmitted, Option<fact::DealApproved>)> {
    ask_table(&deal, Move::Submit)?;
    deal.account = s.findings.account;
    deal.overlap = s.why.iter().any(|w| matches!(w, Why::Overlap | Why::Claimed | Why::Incumbent));
    deal.submitted_at = Some(s.now);
    deal.answer_by = Some(s.now);
    deal.active_at = s.now;
    deal.terms_version = s.terms.version;
    deal.completeness = completeness(&deal.registration);
    let value = deal.value();
    let told = fact::DealSubmitted {
        deal: deal.id,
        partner: deal.partner,
        owner: deal.owner,
        account: deal.account,
        company: deal.registration.customer.company.clone(),
        value_minor: value.minor,
        currency: value.currency.code().to_owned(),
    };
    if s.why.is_empty() {
        let (deal, approved) = protect(
            deal,
            Decision { by: None, note: String::new(), separate: false, first: s.first },
            s.terms,
            TimeDelta::days(s.days),
            s.now,
        );
        return Ok((deal, (told, Some(approved))));
    }
    let review = Review { decide_by: deadline(s.now, s.terms.decision_days, s.terms), why: s.why, escalated: false };
    deal.answer_by = Some(review.decide_by);
    Ok((deal.moved(State::InReview(review)), (told, None)))
}

/// A decision in favor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Who decides; none when the rules do.
    pub by: Option<UserId>,
    /// What both sides read.
    pub note: String,
    /// Whether it stands beside another protection as a project of its own.
    pub separate: bool,
    /// Whether the partner has no approved deal yet.
    pub first: bool,
}

/// Approves a deal and opens its protection window of so many days, longer by a delay where the terms say so.
pub fn approve(deal: Deal, decision: Decision, terms: &Terms, days: i64, now: Instant) -> Moved<fact::DealApproved> {
    ask_table(&deal, Move::Approve)?;
    let late = delay(deal.review().map(|r| r.decide_by), terms, now);
    Ok(protect(deal, decision, terms, TimeDelta::days(days) + late, now))
}

fn protect(mut deal: Deal, decision: Decision, terms: &Terms, lasts: TimeDelta, now: Instant) -> (Deal, fact::DealApproved) {
    let until = now + lasts;
    deal.decided_at = Some(now);
    deal.active_at = now;
    let told = fact::DealApproved {
        deal: deal.id,
        partner: deal.partner,
        owner: deal.owner,
        company: deal.registration.customer.company.clone(),
        protected_until: until,
        automatic: decision.by.is_none(),
        first: decision.first,
    };
    let protection = Protection {
        approved_at: now,
        by: decision.by,
        note: decision.note,
        until,
        extensions: 0,
        stage: Stage::Qualified,
        reminded: passed(until, now, terms),
        idle_told: None,
        confirmed_at: None,
        separate: decision.separate,
        ask: None,
    };
    (deal.moved(State::Approved(protection)), told)
}

/// The reminder that is past already when a window is set, so that nobody is reminded of what they just heard.
fn passed(until: Instant, now: Instant, terms: &Terms) -> Option<i64> {
    terms.reminder_days.iter().copied().filter(|d| until - TimeDelta::days(*d) <= now).min()
}

/// Refuses a registration, with a reason that both sides read.
pub fn reject(mut deal: Deal, by: Option<UserId>, reason: RejectReason, note: String, now: Instant) -> Moved<fact::DealRejected> {
    ask_table(&deal, Move::Reject)?;
    deal.decided_at = Some(now);
    deal.closed_at = Some(now);
    deal.active_at = now;
    let told = fact::DealRejected {
        deal: deal.id,
        partner: deal.partner,
        owner: deal.owner,
        company: deal.registration.customer.company.clone(),
        reason: reason.code().to_owned(),
    };
    Ok((deal.moved(State::Rejected { by, reason, note }), told))
}

/// Says how far the sale is.
pub fn move_stage(mut deal: Deal, to: Stage, now: Instant) -> Moved<Option<fact::DealStageMoved>> {
    ask_table(&deal, Move::SetStage)?;
    let Some(mut protection) = deal.protected().cloned() else { return Err(wrong(&deal, Move::SetStage)) };
    if protection.stage == to {
        return Ok((deal, None));
    }
    let told =
        fact::DealStageMoved { deal: deal.id, partner: deal.partner, from: protection.stage.code().to_owned(), to: to.code().to_owned() };
    protection.stage = to;
    deal.active_at = now;
    Ok((deal.moved(State::Approved(protection)), Some(told)))
}

/// Says that nothing has changed: the deal is not given up, but that is no progress.
pub fn confirm(deal: Deal, now: Instant) -> Moved<fact::DealChanged> {
    ask_table(&deal, Move::SetStage)?;
    let Some(mut protection) = deal.protected().cloned() else { return Err(wrong(&deal, Move::SetStage)) };
    protection.confirmed_at = Some(now);
    let told = fact::DealChanged { deal: deal.id, partner: deal.partner, fields: vec!["confirmed".to_owned()] };
    Ok((deal.moved(State::Approved(protection)), told))
}

/// Gives a protected deal more time; `beyond` sets the limit aside.
pub fn extend(deal: Deal, terms: &Terms, beyond: bool, now: Instant) -> Moved<fact::DealExtended> {
    ask_table(&deal, Move::Extend)?;
    let Some(mut protection) = deal.protected().cloned() else { return Err(wrong(&deal, Move::Extend)) };
    if !beyond && protection.extensions >= terms.max_extensions {
        return Err(DealRefusal::ExtensionLimit { most: terms.max_extensions });
    }
    protection.until = protection.until.max(now) + TimeDelta::days(terms.extension_days);
    protection.extensions += 1;
    protection.reminded = passed(protection.until, now, terms);
    protection.ask = None;
    let told = fact::DealExtended { deal: deal.id, partner: deal.partner, protected_until: protection.until };
    Ok((deal.moved(State::Approved(protection)), told))
}

/// Asks for more time: progress since the approval gives it at once, otherwise a person answers.
pub fn ask_extension(deal: Deal, reason: String, terms: &Terms, now: Instant) -> Moved<Option<fact::DealExtended>> {
    ask_table(&deal, Move::Extend)?;
    let Some(mut protection) = deal.protected().cloned() else { return Err(wrong(&deal, Move::Extend)) };
    if protection.extensions >= terms.max_extensions {
        return Err(DealRefusal::ExtensionLimit { most: terms.max_extensions });
    }
    if protection.ask.is_some() {
        return Err(DealRefusal::ExtensionPending);
    }
    if protection.until - now > TimeDelta::days(terms.extension_days) {
        return Err(DealRefusal::ExtensionEarly { days: terms.extension_days });
    }
    let fresh = deal.active_at > protection.approved_at && now - deal.active_at <= TimeDelta::days(terms.evidence_days);
    if fresh {
        let (deal, told) = extend(deal, terms, false, now)?;
        return Ok((deal, Some(told)));
    }
    protection.ask = Some(Ask { at: now, reason });
    Ok((deal.moved(State::Approved(protection)), None))
}

/// Notes that a reminder was sent.
pub fn remind(deal: Deal, days: i64) -> Deal {
    let Some(mut protection) = deal.protected().cloned() else { return deal };
    protection.reminded = Some(days);
    deal.moved(State::Approved(protection))
}

/// Ends a protection whose time is over.
pub fn expire(mut deal: Deal, now: Instant) -> Moved<fact::DealExpired> {
    ask_table(&deal, Move::Expire)?;
    let Some(protection) = deal.protected().cloned() else { return Err(wrong(&deal, Move::Expire)) };
    if protection.until > now {
        return Err(DealRefusal::NotDue);
    }
    deal.closed_at = Some(now);
    let told =
        fact::DealExpired { deal: deal.id, partner: deal.partner, owner: deal.owner, company: deal.registration.customer.company.clone() };
    Ok((deal.moved(State::Expired { protection }), told))
}

/// Notes that the partner was told that nothing happens.
pub fn warn_idle(deal: Deal, now: Instant) -> Deal {
    let Some(mut protection) = deal.protected().cloned() else { return deal };
    protection.idle_told = Some(now);
    deal.moved(State::Approved(protection))
}

/// Ends a protection before its time; by the clock where nobody is named.
pub fn release(mut deal: Deal, by: Option<UserId>, note: String, now: Instant) -> Moved<fact::DealReleased> {
    ask_table(&deal, Move::Release)?;
    let Some(protection) = deal.protected().cloned() else { return Err(wrong(&deal, Move::Release)) };
    deal.closed_at = Some(now);
    let company = deal.registration.customer.company.clone();
    let told = fact::DealReleased { deal: deal.id, partner: deal.partner, owner: deal.owner, company, idle: by.is_none() };
    Ok((deal.moved(State::Released { by, note, protection }), told))
}

/// The customer bought, on a day that is neither ahead nor long before the approval.
pub fn win(mut deal: Deal, on: NaiveDate, tier_rank: i64, now: Instant) -> Result<(Deal, fact::DealWon), base::Error> {
    ask_table(&deal, Move::Win)?;
    let Some(protection) = deal.protected().cloned() else { return Err(wrong(&deal, Move::Win).into()) };
    let mut invalid = Invalid::new();
    // A day of grace on both sides, because it is today in some zones and yesterday in others.
    if on > (now + TimeDelta::days(1)).date_naive() {
        invalid.push(FieldError::new("won_on", "future_date"));
    }
    let begun = deal.submitted_at.unwrap_or(protection.approved_at);
    if on < (begun - TimeDelta::days(1)).date_naive() {
        invalid.push(FieldError::new("won_on", "before_registration"));
    }
    invalid.finish()?;
    deal.rounds += 1;
    deal.renewal_told = None;
    deal.closed_at = Some(now);
    deal.active_at = now;
    let value = deal.value();
    let lines = deal.registration.lines.iter();
    let told = fact::DealWon {
        deal: deal.id,
        partner: deal.partner,
        owner: deal.owner,
        company: deal.registration.customer.company.clone(),
        value_minor: value.minor,
        currency: value.currency.code().to_owned(),
        lines: lines.map(|l| fact::DealLine { product: l.product, quantity: l.quantity, amount_minor: l.amount_minor }).collect(),
        tier_rank,
        on,
        round: deal.rounds,
        credits: Vec::new(),
    };
    Ok((deal.moved(State::Won { on, protection }), told))
}

/// The customer did not buy.
pub fn lose(mut deal: Deal, reason: LossReason, note: String, now: Instant) -> Moved<fact::DealLost> {
    ask_table(&deal, Move::Lose)?;
    let Some(protection) = deal.protected().cloned() else { return Err(wrong(&deal, Move::Lose)) };
    deal.closed_at = Some(now);
    deal.active_at = now;
    let told = fact::DealLost { deal: deal.id, partner: deal.partner, reason: reason.code().to_owned() };
    Ok((deal.moved(State::Lost { reason, note, protection }), told))
}

/// Takes a deal back, for good.
pub fn withdraw(mut deal: Deal, note: String, now: Instant) -> Moved<fact::DealWithdrawn> {
    ask_table(&deal, Move::Withdraw)?;
    deal.closed_at = Some(now);
    deal.active_at = now;
    let told = fact::DealWithdrawn { deal: deal.id, partner: deal.partner };
    Ok((deal.moved(State::Withdrawn { note }), told))
}

/// Opens an ended deal again: what was protected is protected again, what was refused is reviewed again.
pub fn reopen(mut deal: Deal, reason: String, terms: &Terms, now: Instant) -> Moved<fact::DealReopened> {
    ask_table(&deal, Move::Reopen)?;
    let from = deal.kind();
    deal.term_ends = None;
    deal.renewal_told = None;
    deal.left_at = None;
    let round = if from == StateKind::Won { deal.rounds } else { 0 };
    let next = match deal.state().clone() {
        State::Won { mut protection, .. }
        | State::Lost { mut protection, .. }
        | State::Expired { mut protection }
        | State::Released { mut protection, .. } => {
            if protection.until <= now {
                protection.until = now + TimeDelta::days(terms.extension_days);
            }
            protection.reminded = passed(protection.until, now, terms);
            protection.idle_told = None;
            protection.ask = None;
            State::Approved(protection)
        }
        State::Rejected { .. } => {
            let why = if deal.overlap { vec![Why::Overlap] } else { vec![Why::ByHand] };
            let decide_by = deadline(now, terms.decision_days, terms);
            deal.answer_by = Some(decide_by);
            State::InReview(Review { decide_by, why, escalated: false })
        }
        State::Draft | State::InReview(_) | State::Approved(_) | State::Withdrawn { .. } | State::Disputed(_) => {
            return Err(wrong(&deal, Move::Reopen));
        }
    };
    deal.closed_at = None;
    deal.active_at = now;
    let told = fact::DealReopened { deal: deal.id, partner: deal.partner, from: from.code().to_owned(), round, reason };
    Ok((deal.moved(next), told))
}
