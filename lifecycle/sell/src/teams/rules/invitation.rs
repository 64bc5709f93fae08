//! Invitations: what is asked for, and until when.

use base::{FieldError, Instant, Invalid};
use chrono::TimeDelta;

use super::super::model::{Answer, Invitation, NewInvitation, Role, WHOLE};
use super::TeamRefusal;
use crate::texts::{is_email, line, text};

/// So long before the end the partner is reminded.
const REMIND: TimeDelta = TimeDelta::days(2);

/// Whether an invitation can be sent as it is; its texts trimmed.
pub fn check(mut new: NewInvitation, mut invalid: Invalid) -> Result<NewInvitation, Invalid> {
    line(&mut invalid, "email", &mut new.address, 0, 254);
    new.address = new.address.to_lowercase();
    if new.partner.is_none() && !is_email(&new.address) && invalid.is_empty() {
        invalid.push(FieldError::new("email", if new.address.is_empty() { "required" } else { "email" }));
    }
    text(&mut invalid, "message", &mut new.message, 0, 2_000);
    invalid.check(Role::OF_PARTNERS.contains(&new.role), "role", "choice");
    invalid.check((0..=WHOLE).contains(&new.points) && new.points % 100 == 0, "share", "team.share");
    if !(1..=60).contains(&new.days) {
        invalid.push(FieldError::new("days", "range").with("min", 1).with("max", 60));
    }
    invalid.finish().map(|()| new)
}

/// Refuses an answer when none is waited for, also when the clock has not come by yet.
pub fn answerable(invitation: &Invitation, now: Instant) -> Result<(), TeamRefusal> {
    match invitation.answer {
        Answer::Waiting if now < invitation.answer_by => Ok(()),
        Answer::Waiting | Answer::Accepted { .. } | Answer::Declined { .. } | Answer::Lapsed { .. } | Answer::Withdrawn { .. } => {
            Err(TeamRefusal::NotWaiting)
        }
    }
}

/// When something falls due for an invitation next: the reminder, then its end.
pub fn alarm(invitation: &Invitation) -> Option<Instant> {
    if invitation.answer != Answer::Waiting {
        return None;
    }
    let remind = invitation.answer_by - REMIND;
    Some(if !invitation.reminded && remind > invitation.at { remind } else { invitation.answer_by })
}

/// The invitation after its time; none while it lasts or when it was answered.
pub fn lapse(invitation: Invitation, now: Instant) -> Option<Invitation> {
    (invitation.answer == Answer::Waiting && invitation.answer_by <= now)
        .then_some(Invitation { answer: Answer::Lapsed { at: now }, ..invitation })
}

/// The invitation with its reminder sent; none when it is not the time.
pub fn remind(invitation: Invitation, now: Instant) -> Option<Invitation> {
    let due = invitation.answer == Answer::Waiting && !invitation.reminded && alarm(&invitation).is_some_and(|at| at <= now);
    (due && now < invitation.answer_by).then_some(Invitation { reminded: true, ..invitation })
}
