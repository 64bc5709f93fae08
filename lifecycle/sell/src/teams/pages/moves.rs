//! Who is on a team, and what each gets: what the forms of the page do.

use axum::extract::State;
use base::{DealId, FieldError, Invalid, PartnerId, TeamInvitationId, UserId};
use serde::Deserialize;
use web::{App, Form, FormErrors, Me, Page, Path, Reply, flash_to};

use super::super::actions::{self, Place};
use super::super::model::{NewInvitation, Role, Share, View};
use super::show::{Typed, page};

/// Back to the team, or its page again with what is wrong and what was typed.
pub(super) async fn answered<T>(app: &App, me: &Me, id: DealId, outcome: base::Result<T>, said: &'static str, typed: Typed) -> Reply {
    match outcome {
        Ok(_) => {
            let place = match actions::board(&app.read(&me.actor), id).await {
                Ok(b) if matches!(b.place, Place::Member(_)) => format!("/joint/{id}"),
                Ok(_) => format!("/deals/{id}/team"),
                // Who has just left finds the team no longer.
                Err(e) if e.kind() == Some(base::Kind::Missing) => "/joint".to_owned(),
                Err(e) => return Err(e.into()),
            };
            Ok(flash_to(app, &place, said))
        }
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(app))?;
            Page::refused(&page(app, me, id, false, typed, errors).await?)
        }
    }
}

/// What the form of an invitation sends.
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub(super) struct InviteForm {
    pub(super) partner: String,
    pub(super) email: String,
    pub(super) role: String,
    pub(super) share: String,
    pub(super) days: String,
    pub(super) message: String,
    pub(super) value: String,
    pub(super) contact: String,
    pub(super) files: String,
}

impl Default for InviteForm {
    fn default() -> Self {
        let none = String::new;
        Self {
            partner: none(),
            email: none(),
            role: Role::CoSell.code().to_owned(),
            share: "0".to_owned(),
            days: "14".to_owned(),
            message: none(),
            value: none(),
            contact: none(),
            files: none(),
        }
    }
}

/// Whole percents as hundredths of a percent.
fn points(typed: &str) -> Option<i64> {
    typed.trim().trim_end_matches('%').trim().parse::<i64>().ok().filter(|p| (0..=100).contains(p)).map(|p| p * 100)
}

impl InviteForm {
    fn read(&self) -> (NewInvitation, Invalid) {
        let mut invalid = Invalid::new();
        let role = Role::from_code(&self.role);
        invalid.check(role.is_some(), "role", "choice");
        let share = points(&self.share);
        invalid.check(share.is_some(), "share", "team.share");
        let days = self.days.trim().parse().ok();
        invalid.check(days.is_some(), "days", "number");
        let new = NewInvitation {
            partner: self.partner.parse().ok(),
            address: self.email.clone(),
            role: role.unwrap_or(Role::CoSell),
            view: View { value: !self.value.is_empty(), contact: !self.contact.is_empty(), files: !self.files.is_empty() },
            points: share.unwrap_or(0),
            message: self.message.clone(),
            days: days.unwrap_or(14),
        };
        (new, invalid)
    }
}

pub(super) async fn invite(State(app): State<App>, me: Me, Path(id): Path<DealId>, Form(f): Form<InviteForm>) -> Reply {
    let (new, unread) = f.read();
    let (new, unread) = (&new, &unread);
    let outcome = app.transact(&me.actor, |work| async move { actions::invite(&work, id, new, unread).await }).await;
    answered(&app, &me, id, outcome, "teams-invited", Typed { invite: f, ..Typed::default() }).await
}

pub(super) async fn take_back(State(app): State<App>, me: Me, Path((id, invitation)): Path<(DealId, TeamInvitationId)>) -> Reply {
    let outcome = app.transact(&me.actor, |work| async move { actions::take_back(&work, id, invitation).await }).await;
    answered(&app, &me, id, outcome, "teams-invitation-taken-back", Typed::default()).await
}

/// What the form of shares sends: the same places in two lists are one partner.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ShareForm {
    version: String,
    partner: Vec<String>,
    percent: Vec<String>,
}

impl ShareForm {
    /// What was typed for a partner.
    pub(super) fn typed(&self, partner: PartnerId) -> Option<String> {
        let place = self.partner.iter().position(|p| *p == partner.to_string())?;
        self.percent.get(place).cloned()
    }

    fn read(&self) -> base::Result<Vec<Share>> {
        let mut all = Vec::new();
        for (partner, typed) in self.partner.iter().zip(&self.percent).take(30) {
            let (Ok(partner), Some(points)) = (partner.parse(), points(typed)) else {
                let mut invalid = Invalid::new();
                invalid.push(FieldError::new("percent", "team.share"));
                return Err(invalid.into());
            };
            all.push(Share { partner, points });
        }
        Ok(all)
    }
}

pub(super) async fn propose(State(app): State<App>, me: Me, Path(id): Path<DealId>, Form(f): Form<ShareForm>) -> Reply {
    let version = f.version.parse().ok();
    let outcome = match f.read() {
        Ok(shares) => {
            let shares = &shares;
            app.transact(&me.actor, |work| async move { actions::propose(&work, id, version, shares).await }).await
        }
        Err(e) => Err(e),
    };
    answered(&app, &me, id, outcome, "teams-shares-proposed", Typed { shares: f, ..Typed::default() }).await
}

pub(super) async fn drop_proposed(State(app): State<App>, me: Me, Path(id): Path<DealId>) -> Reply {
    let outcome = app.transact(&me.actor, |work| async move { actions::drop_proposed(&work, id).await }).await;
    answered(&app, &me, id, outcome, "teams-shares-dropped", Typed::default()).await
}

/// What agreeing, refusing and leaving send.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct AnswerForm {
    version: String,
    then: String,
    reason: String,
}

pub(super) async fn respond(State(app): State<App>, me: Me, Path(id): Path<DealId>, Form(f): Form<AnswerForm>) -> Reply {
    let (version, agrees, reason) = (f.version.parse().unwrap_or(-1), f.then != "refuse", &f.reason);
    let outcome = app.transact(&me.actor, |work| async move { actions::respond(&work, id, version, agrees, reason).await }).await;
    let said = if agrees { "teams-shares-agreed" } else { "teams-shares-refused" };
    answered(&app, &me, id, outcome, said, Typed { reason: f.reason.clone(), ..Typed::default() }).await
}

pub(super) async fn remove(State(app): State<App>, me: Me, Path((id, partner)): Path<(DealId, PartnerId)>) -> Reply {
    let outcome = app.transact(&me.actor, |work| async move { actions::remove(&work, id, partner, "").await }).await;
    answered(&app, &me, id, outcome, "teams-removed", Typed::default()).await
}

pub(super) async fn leave(State(app): State<App>, me: Me, Path(id): Path<DealId>, Form(f): Form<AnswerForm>) -> Reply {
    let reason = &f.reason;
    let outcome = app.transact(&me.actor, |work| async move { actions::leave(&work, id, reason).await }).await;
    answered(&app, &me, id, outcome, "teams-left", Typed::default()).await
}

/// Which person of the vendor does what.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct StaffForm {
    user: String,
    staff_role: String,
}

pub(super) async fn add_staff(State(app): State<App>, me: Me, Path(id): Path<DealId>, Form(f): Form<StaffForm>) -> Reply {
    if !me.is_staff() {
        return Err(base::Error::forbidden().into());
    }
    let outcome = match (f.user.parse::<UserId>(), Role::from_code(&f.staff_role)) {
        (Ok(user), Some(role)) => app.transact(&me.actor, |work| async move { actions::add_staff(&work, id, user, role).await }).await,
        _ => {
            let mut invalid = Invalid::new();
            invalid.push(FieldError::new("user", "required"));
            Err(invalid.into())
        }
    };
    answered(&app, &me, id, outcome, "teams-staff-added", Typed::default()).await
}

pub(super) async fn remove_staff(State(app): State<App>, me: Me, Path((id, user)): Path<(DealId, UserId)>) -> Reply {
    let outcome = app.transact(&me.actor, |work| async move { actions::remove_staff(&work, id, user).await }).await;
    answered(&app, &me, id, outcome, "teams-staff-removed", Typed::default()).await
}
