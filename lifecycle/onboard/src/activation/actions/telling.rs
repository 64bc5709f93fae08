//! Who is told what about activation.

use access::Role;
use base::{PartnerId, Result};
use i18n::Arg;
use identity::{User, recipients};
use notices::{Message, Recipient};
use work::Work;

use super::super::model::{Plan, Step};

/// Those who run the partner's side, and those whose step it is.
async fn owners(work: &Work, partner: PartnerId, role: Role) -> Result<Vec<Recipient>> {
    let mut people = identity::of_partner(work, partner).await?;
    people.retain(|u| u.has(Role::PartnerAdmin) || u.has(role));
    Ok(recipients(&people))
}

/// The partner's manager; the people who run the program when there is none.
async fn managers(work: &Work, partner: PartnerId) -> Result<Vec<User>> {
    let manager = partners::find(work, partner).await?.and_then(|p| p.manager);
    if let Some(manager) = manager {
        let mut found = identity::staff_with(work, Role::ChannelManager).await?;
        found.retain(|u| u.id == manager);
        if !found.is_empty() {
            return Ok(found);
        }
    }
    identity::staff_with(work, Role::PartnerOps).await
}

async fn name(work: &Work, partner: PartnerId) -> Result<String> {
    Ok(partners::find(work, partner).await?.map(|p| p.name).unwrap_or_default())
}

fn message(topic: &'static str, args: Vec<(&'static str, Arg)>, href: String) -> Message {
    Message { topic, args, href, mail: true }
}

/// Tells each in their own language, because a step has a title in each.
async fn tell(work: &Work, people: &[Recipient], topic: &'static str, step: &Step, more: &[(&'static str, Arg)], href: &str) -> Result<()> {
    for person in people {
        let language = person.locale.split(['-', '_']).next().unwrap_or_default();
        let mut args: Vec<(&'static str, Arg)> = vec![("step", step.spec.title.get(language).into())];
        args.extend(more.iter().cloned());
        notices::tell(work, std::slice::from_ref(person), &message(topic, args, href.to_owned())).await?;
    }
    Ok(())
}

/// The partner hears that the clock runs and what to do.
pub(super) async fn started(work: &Work, plan: &Plan) -> Result<()> {
    let people = identity::of_partner(work, plan.partner).await?;
    notices::tell(work, &recipients(&people), &message("activation.started", vec![], "/activation".to_owned())).await
}

/// The reviewers hear that a document waits.
pub(super) async fn handed_in(work: &Work, plan: &Plan, step: &Step) -> Result<()> {
    let people = recipients(&managers(work, plan.partner).await?);
    let more = [("partner", name(work, plan.partner).await?.into())];
    tell(work, &people, "activation.handed_in", step, &more, &format!("/activation/steps/{}", step.id)).await
}

/// The partner hears that something came back, and why.
pub(super) async fn returned(work: &Work, plan: &Plan, step: &Step, reason: &str) -> Result<()> {
    let people = owners(work, plan.partner, step.spec.owner).await?;
    tell(work, &people, "activation.returned", step, &[("reason", reason.into())], &format!("/activation/steps/{}", step.id)).await
}

/// Staff hear that their word is asked for.
pub(super) async fn approval_due(work: &Work, plan: &Plan, step: &Step) -> Result<()> {
    let people = if step.spec.owner == Role::ChannelManager {
        managers(work, plan.partner).await?
    } else {
        identity::staff_with(work, step.spec.owner).await?
    };
    let more = [("partner", name(work, plan.partner).await?.into())];
    tell(work, &recipients(&people), "activation.approval_due", step, &more, &format!("/activation/steps/{}", step.id)).await
}

/// Everybody hears that the partner is active: its people, its manager, those who run the program.
pub(super) async fn active(work: &Work, plan: &Plan) -> Result<()> {
    let partner = name(work, plan.partner).await?;
    let own = recipients(&identity::of_partner(work, plan.partner).await?);
    notices::tell(work, &own, &message("activation.done", vec![("partner", partner.as_str().into())], "/".to_owned())).await?;
    let mut staff = managers(work, plan.partner).await?;
    staff.extend(identity::staff_with(work, Role::PartnerOps).await?);
    let href = format!("/activation/plans/{}", plan.id);
    notices::tell(work, &recipients(&staff), &message("activation.partner_active", vec![("partner", partner.into())], href)).await
}
