//! Who is told what about agreements.

use access::Role;
use base::{PartnerId, Result, UserId};
use i18n::Arg;
use identity::{User, recipients};
use notices::{Message, Recipient};
use work::Work;

use super::super::model::Agreement;

/// The people of the partner who may sign.
async fn signers(work: &Work, partner: PartnerId) -> Result<Vec<Recipient>> {
    let mut people = identity::of_partner(work, partner).await?;
    people.retain(|u| u.has(Role::PartnerAdmin) || u.has(Role::Executive));
    Ok(recipients(&people))
}

/// The staff who countersign, and the partner's manager.
async fn staff(work: &Work, partner: PartnerId) -> Result<Vec<Recipient>> {
    let mut people: Vec<User> = identity::staff_with(work, Role::PartnerOps).await?;
    let manager: Option<UserId> = partners::find(work, partner).await?.and_then(|p| p.manager);
    if let Some(manager) = manager.filter(|m| !people.iter().any(|u| u.id == *m)) {
        people.extend(identity::staff_with(work, Role::ChannelManager).await?.into_iter().filter(|u| u.id == manager));
    }
    Ok(recipients(&people))
}

fn message(a: &Agreement, topic: &'static str, more: Vec<(&'static str, Arg)>) -> Message {
    let mut args: Vec<(&'static str, Arg)> =
        vec![("title", a.title.as_str().into()), ("partner", a.party.as_str().into()), ("vendor", a.vendor.as_str().into())];
    args.extend(more);
    Message { topic, args, href: format!("/agreements/{}", a.id), mail: true }
}

pub(super) async fn sent(work: &Work, a: &Agreement) -> Result<()> {
    notices::tell(work, &signers(work, a.partner).await?, &message(a, "agreement.sent", vec![])).await
}

pub(super) async fn reminder(work: &Work, a: &Agreement) -> Result<()> {
    let sent = notices::values::date(a.sent_at.date_naive());
    notices::tell(work, &signers(work, a.partner).await?, &message(a, "agreement.reminder", vec![("date", sent)])).await
}

pub(super) async fn signed(work: &Work, a: &Agreement) -> Result<()> {
    let by = work.actor().name.as_str().into();
    notices::tell(work, &staff(work, a.partner).await?, &message(a, "agreement.signed", vec![("by", by)])).await
}

pub(super) async fn in_force(work: &Work, a: &Agreement) -> Result<()> {
    notices::tell(work, &signers(work, a.partner).await?, &message(a, "agreement.in_force", vec![])).await
}

pub(super) async fn declined(work: &Work, a: &Agreement, reason: &str) -> Result<()> {
    let more = vec![("by", work.actor().name.as_str().into()), ("reason", reason.into())];
    notices::tell(work, &staff(work, a.partner).await?, &message(a, "agreement.declined", more)).await
}

pub(super) async fn terminated(work: &Work, a: &Agreement, reason: &str) -> Result<()> {
    notices::tell(work, &signers(work, a.partner).await?, &message(a, "agreement.terminated", vec![("reason", reason.into())])).await
}

/// Both sides hear that it ends soon.
pub(super) async fn ending(work: &Work, a: &Agreement) -> Result<()> {
    let mut all = signers(work, a.partner).await?;
    all.extend(staff(work, a.partner).await?);
    let until = a.state().until().map_or(a.sent_at, |u| u).date_naive();
    notices::tell(work, &all, &message(a, "agreement.ending", vec![("date", notices::values::date(until))])).await
}

/// Both sides hear that it ended.
pub(super) async fn expired(work: &Work, a: &Agreement) -> Result<()> {
    let mut all = signers(work, a.partner).await?;
    all.extend(staff(work, a.partner).await?);
    notices::tell(work, &all, &message(a, "agreement.expired", vec![])).await
}
