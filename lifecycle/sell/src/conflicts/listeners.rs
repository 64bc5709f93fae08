//! What happens together with the facts of deals, and who is told of cases after the commit.

use base::{CaseId, DealId, Result};
use facts::accounts::{AccountChanged, AccountCreated, AccountMerged, AccountUnmerged};
use facts::sell as fact;
use notices::{Message, Recipient, values};
use web::Listener;
use work::{Envelope, Fact as _, Reaction, Role, Work};

use super::actions;
use super::model::{Case, Fate, Side, StateKind};
use crate::absences::actions as absences;
use crate::deals::actions as deals;
use crate::links;

/// What must be true together with a submission, and with whatever becomes of a deal.
pub(crate) fn reactions() -> Vec<Reaction> {
    let opened = Reaction {
        name: "sell.cases",
        kinds: &[fact::DealContested::KIND],
        run: |work, e| Box::pin(async move { actions::contested(work, DealId::from(e.subject)).await }),
    };
    let moved = Reaction {
        name: "sell.claims",
        kinds: &[
            fact::DealApproved::KIND,
            fact::DealRejected::KIND,
            fact::DealReleased::KIND,
            fact::DealExpired::KIND,
            fact::DealWithdrawn::KIND,
            fact::DealWon::KIND,
            fact::DealLost::KIND,
        ],
        run: |work, e| Box::pin(moved(work, e)),
    };
    let named = Reaction {
        name: "sell.case_desk",
        kinds: &[fact::CaseOpened::KIND, fact::CaseChanged::KIND],
        run: |work, e| Box::pin(named(work, e)),
    };
    let merged = Reaction {
        name: "sell.merged_accounts",
        kinds: &[AccountMerged::KIND, AccountUnmerged::KIND],
        run: |work, e| Box::pin(merged(work, e)),
    };
    let staged = Reaction { name: "sell.account_stage", kinds: &[AccountChanged::KIND], run: |work, e| Box::pin(staged(work, e)) };
    vec![opened, moved, named, merged, staged]
}

async fn moved(work: &Work, e: &Envelope) -> Result<()> {
    // What the rules approve at once is before no case.
    if e.fact::<fact::DealApproved>().is_some_and(|f| f.automatic) {
        return Ok(());
    }
    actions::claim_moved(work, DealId::from(e.subject)).await
}

async fn staged(work: &Work, e: &Envelope) -> Result<()> {
    match e.fact::<AccountChanged>() {
        Some(told) if told.fields.iter().any(|f| f == "lifecycle_stage") => actions::stage_changed(work, told.account, &e.actor).await,
        _ => Ok(()),
    }
}

/// An account may be new and its customer not. After the commit, because a file brings many that nobody protects.
async fn created(work: &Work, e: &Envelope) -> Result<()> {
    match e.fact::<AccountCreated>() {
        // What a deal makes is at no stage.
        Some(told) if told.source != "deal" => actions::stage_changed(work, told.account, &e.actor).await,
        _ => Ok(()),
    }
}

async fn merged(work: &Work, e: &Envelope) -> Result<()> {
    if let Some(told) = e.fact::<AccountMerged>() {
        return actions::accounts_merged(work, &told).await;
    }
    match e.fact::<AccountUnmerged>() {
        Some(told) => actions::accounts_unmerged(work, &told).await,
        None => Ok(()),
    }
}

async fn named(work: &Work, e: &Envelope) -> Result<()> {
    if e.fact::<fact::CaseChanged>().is_some_and(|f| f.what != "appealed") {
        return Ok(());
    }
    actions::name_somebody(work, CaseId::from(e.subject)).await
}

/// Every listener of the conflicts.
pub(crate) fn all() -> Vec<Listener> {
    vec![
        Listener { name: "sell.new_accounts", kinds: &[AccountCreated::KIND], run: |work, e| Box::pin(created(work, e)) },
        Listener {
            name: "sell.case_notices",
            kinds: &[fact::CaseOpened::KIND, fact::CaseChanged::KIND],
            run: |work, e| Box::pin(told(work, e)),
        },
        Listener {
            name: "sell.fairness",
            kinds: &[fact::DealApproved::KIND, fact::DealRejected::KIND],
            run: |work, e| Box::pin(decided(work, e)),
        },
    ]
}

/// A person decided about a registration: the partner is asked whether it was fair.
async fn decided(work: &Work, e: &Envelope) -> Result<()> {
    // Nobody decided what the rules approve at once.
    if e.fact::<fact::DealApproved>().is_some_and(|f| f.automatic) {
        return Ok(());
    }
    actions::ask_about_decision(work, DealId::from(e.subject), e.kind == fact::DealApproved::KIND).await
}

async fn told(work: &Work, e: &Envelope) -> Result<()> {
    let Some(case) = actions::find(work, CaseId::from(e.subject)).await? else { return Ok(()) };
    let Some(changed) = e.fact::<fact::CaseChanged>() else {
        return desk(work, &case, "conflict.opened").await;
    };
    match (changed.what.as_str(), changed.partner) {
        ("stated", _) => desk(work, &case, "conflict.stated").await,
        ("answered", _) => desk(work, &case, "conflict.answered").await,
        ("escalated", _) => desk(work, &case, "conflict.escalated").await,
        ("assigned", _) => desk(work, &case, "conflict.assigned").await,
        ("merged", _) => desk(work, &case, "conflict.merged").await,
        (what, Some(partner)) => {
            let sides = actions::sides(work, case.id).await?;
            let own: Vec<&Side> = sides.iter().filter(|s| s.partner == Some(partner)).collect();
            let Some(side) = own.first() else { return Ok(()) };
            if what == "appealed" && own.iter().any(|s| s.appealed_at.is_some()) {
                // Who appealed knows; the desk is told once, by its side.
                return desk(work, &case, "conflict.appeal_made").await;
            }
            let topic = match what {
                "joined" => "conflict.joined",
                "written" => "conflict.written",
                "dropped" => "conflict.dropped",
                "appealed" => "conflict.appealed",
                "ruled" => match side.fate {
                    Some(Fate::Confirmed) => "conflict.confirmed",
                    Some(Fate::Shared | Fate::Together) => "conflict.shared",
                    Some(Fate::Ended) | None => "conflict.ended",
                },
                _ => return Ok(()),
            };
            to_side(work, &case, side, topic, what == "ruled").await
        }
        _ => Ok(()),
    }
}

/// Who rules is told, or partner operations where nobody does yet.
async fn desk(work: &Work, case: &Case, topic: &'static str) -> Result<()> {
    // Who is away since it was named does not hear of it, but its substitute.
    let named = match case.assignee {
        Some(id) => Some(absences::stand_in(work, id).await?.map_or(id, |s| s.user)),
        None => None,
    };
    let people = match named {
        Some(id) => match identity::get(work, id).await {
            Ok(user) => identity::recipients(&[user]),
            Err(e) if e.kind().is_some() => Vec::new(),
            Err(e) => return Err(e),
        },
        None => Vec::new(),
    };
    let people = if people.is_empty() { identity::recipients(&identity::staff_with(work, Role::PartnerOps).await?) } else { people };
    let args = vec![("company", case.company.clone().into()), ("by", values::moment(case.decide_by))];
    let message = Message { topic, args, href: format!("/conflicts/{}", case.id), mail: true };
    notices::tell(work, &people, &message).await
}

/// The owner of a side's deal, or the partner's administrators.
async fn people_of(work: &Work, side: &Side) -> Result<Vec<Recipient>> {
    if let Some(deal) = side.deal
        && let Some(deal) = deals::find(work, deal).await?
    {
        let owner = deals::owner_of(work, &deal).await?;
        if !owner.is_empty() {
            return Ok(owner);
        }
    }
    let Some(partner) = side.partner else { return Ok(Vec::new()) };
    let people = identity::of_partner(work, partner).await?;
    // A lead is for those who sell, as its offer was.
    let asked = |u: &identity::User| if side.deal.is_none() { links::sells(u) } else { u.has(Role::PartnerAdmin) };
    Ok(identity::recipients(&people.into_iter().filter(asked).collect::<Vec<_>>()))
}

async fn to_side(work: &Work, case: &Case, side: &Side, topic: &'static str, ruled: bool) -> Result<()> {
    let people = people_of(work, side).await?;
    if people.is_empty() {
        return Ok(());
    }
    // The customer under the name that the side itself wrote.
    let company = match side.deal {
        Some(deal) => deals::find(work, deal).await?.map(|d| d.registration.customer.company).unwrap_or_default(),
        None => actions::evidence(work, side).await?.map(|e| e.company).unwrap_or_default(),
    };
    let decided = matches!(case.kind(), StateKind::Decided | StateKind::Closed);
    let href = if decided { format!("/conflicts/{}/letter", case.id) } else { format!("/conflicts/{}", case.id) };
    let until = case.state.settled().map_or(case.decide_by, |s| s.appeal_until);
    let args = vec![
        ("company", company.clone().into()),
        ("by", values::moment(if topic == "conflict.joined" { side.statement_by } else { case.decide_by })),
        ("until", values::moment(until)),
    ];
    notices::tell(work, &people, &Message { topic, args, href, mail: true }).await?;
    if ruled {
        return actions::ask_about_ruling(work, case, side, &company, &people).await;
    }
    Ok(())
}
