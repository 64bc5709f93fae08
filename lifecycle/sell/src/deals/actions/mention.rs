//! Telling the people whom a note names.

use base::{CommentId, Result, UserId};
use notices::{Message, values};
use work::{Role, Work};

use super::super::model::{Deal, Note};
use super::super::{rules, store};

/// The job that tells whom a note names; it runs as the system, because who writes need not see who is told.
pub const MENTIONS: &str = "sell.mentions";

/// Has those told whom a note names, asks or answers, if there is somebody.
pub(super) fn later(work: &Work, note: &Note, asked: Vec<UserId>) {
    if note.body.contains('@') || note.answer_by.is_some() || !asked.is_empty() {
        work.enqueue(MENTIONS, serde_json::json!({ "note": note.id, "asked": asked }));
    }
}

/// Tells who looks after the partner that it asks how a deal stands, or who asked that there is an answer.
async fn tell_asked(work: &Work, deal: &Deal, note: &Note, asked: &[UserId]) -> Result<()> {
    let (topic, people) = match note.answer_by {
        Some(_) => ("deal.question", super::managers_of(work, deal.partner).await?),
        None => {
            let team = identity::of_partner(work, deal.partner).await?;
            ("deal.question_answered", identity::recipients(&team.into_iter().filter(|u| asked.contains(&u.id)).collect::<Vec<_>>()))
        }
    };
    if people.is_empty() {
        return Ok(());
    }
    let mut args = vec![("company", deal.registration.customer.company.clone().into()), ("who", note.author_name.clone().into())];
    args.extend(note.answer_by.map(|by| ("by", values::moment(by))));
    notices::tell(work, &people, &Message { topic, args, href: format!("/deals/{}", deal.id), mail: true }).await
}

/// Tells the people whom a note names, those around the deal who may read it and nobody else; and who is asked or answered.
pub async fn tell_mentioned(work: &Work, id: CommentId, asked: &[UserId]) -> Result<()> {
    let Some(note) = store::notes::find(work, id).await? else { return Ok(()) };
    let Some(deal) = store::find(work, note.deal).await? else { return Ok(()) };
    if note.answer_by.is_some() || !asked.is_empty() {
        tell_asked(work, &deal, &note, asked).await?;
    }
    let people: Vec<identity::User> = around(work, &deal, &note).await?.into_iter().filter(|u| Some(u.id) != note.author).collect();
    let names: Vec<(UserId, String)> = people.iter().map(|u| (u.id, u.name.clone())).collect();
    let named = rules::mentioned(&note.body, &names);
    let told: Vec<identity::User> = people.into_iter().filter(|u| named.contains(&u.id)).collect();
    if told.is_empty() {
        return Ok(());
    }
    let message = Message {
        topic: "deal.mentioned",
        args: vec![("company", deal.registration.customer.company.clone().into()), ("who", note.author_name.clone().into())],
        href: format!("/deals/{}", deal.id),
        mail: true,
    };
    notices::tell(work, &identity::recipients(&told), &message).await
}

/// Who can be named: the partner's people and its manager; by staff all who decide; in an internal note staff only.
async fn around(work: &Work, deal: &Deal, note: &Note) -> Result<Vec<identity::User>> {
    let mut all = if note.internal { Vec::new() } else { identity::of_partner(work, deal.partner).await? };
    if let Some(manager) = partners::find(work, deal.partner).await?.and_then(|p| p.manager) {
        match identity::get(work, manager).await {
            Ok(manager) => all.push(manager),
            // Whoever is gone is told nothing.
            Err(e) if e.kind().is_some() => {}
            Err(e) => return Err(e),
        }
    }
    if note.by_staff {
        for role in [Role::PartnerOps, Role::ChannelManager, Role::Owner] {
            all.extend(identity::staff_with(work, role).await?);
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|u| u.state == identity::UserState::Active && seen.insert(u.id));
    Ok(all)
}
