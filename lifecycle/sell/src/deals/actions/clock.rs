//! What time does to deals: reminders, late decisions, the end of a protection.

use base::{DealId, PartnerId, Result};
use chrono::TimeDelta;
use notices::{Message, Recipient};
use work::{Entry, Role, Work};

use super::super::model::{Case, Deal, Held, Incumbency, Outcome, Question, State, Terms};
use super::super::rules::{self, Decision, Ring};
use super::super::store;
use super::decide::scopes_of;
use super::link::links;
use super::look::look;
use super::progress::let_go;
use super::register::create_account;
use super::{keep, standing};
use crate::absences::actions as absences;

/// The deals for which something is due.
pub async fn due(work: &Work, n: u64) -> Result<Vec<DealId>> {
    store::due(work, n).await
}

/// Does what is due for a deal; nothing when somebody else has done it.
pub async fn ring(work: &Work, id: DealId) -> Result<()> {
    let Some(deal) = store::find(work, id).await? else { return Ok(()) };
    let terms = store::terms::current(work).await?;
    let Some(ring) = rules::ring(&deal, &terms, work.now()) else {
        // Terms have changed since the alarm was set.
        let alarm = rules::alarm(&deal, &terms);
        store::save(work, deal, alarm).await?;
        return Ok(());
    };
    match ring {
        Ring::Expire => {
            let question = deal.protected().map(|p| Question::Expire { until: p.until });
            let (deal, told) = rules::expire(deal, work.now())?;
            if let Some(question) = question {
                keep(work, &deal, &terms, question, Outcome::Expired).await?;
            }
            let deal = store::save(work, deal, None).await?;
            let_go(work, deal.id).await?;
            work.record(&told)
        }
        Ring::Remind(days) => {
            let deal = rules::remind(deal, days);
            let alarm = rules::alarm(&deal, &terms);
            let deal = store::save(work, deal, alarm).await?;
            let Some(until) = deal.protected().map(|p| p.until) else { return Ok(()) };
            let mut people = owner_of(work, &deal).await?;
            people.extend(managers_of(work, deal.partner).await?);
            let message = Message {
                topic: "deal.reminder",
                args: vec![
                    ("company", deal.registration.customer.company.clone().into()),
                    ("days", days.into()),
                    ("until", notices::values::date(until.with_timezone(&terms.zone).date_naive())),
                ],
                href: format!("/deals/{id}"),
                mail: true,
            };
            notices::tell_with(work, &people, &message, &links(work, &deal, &people).await?).await?;
            work.audit(Entry::new("deal.reminded", "deal", id).partner(Some(deal.partner)).after(serde_json::json!({ "days": days })));
            Ok(())
        }
        Ring::Idle => {
            let Some(p) = deal.protected() else { return Ok(()) };
            let question = Question::Idle { active_at: deal.alive_at(), told: p.idle_told };
            keep(work, &deal, &terms, question, Outcome::Warned).await?;
            let quiet = (work.now() - deal.alive_at()).num_days();
            let ends = work.now() + TimeDelta::days(terms.idle_grace_days);
            let deal = rules::warn_idle(deal, work.now());
            let alarm = rules::alarm(&deal, &terms);
            let deal = store::save(work, deal, alarm).await?;
            let mut people = owner_of(work, &deal).await?;
            people.extend(managers_of(work, deal.partner).await?);
            let message = Message {
                topic: "deal.idle",
                args: vec![
                    ("company", deal.registration.customer.company.clone().into()),
                    ("days", quiet.into()),
                    ("until", notices::values::date(ends.with_timezone(&terms.zone).date_naive())),
                ],
                href: format!("/deals/{id}"),
                mail: true,
            };
            notices::tell_with(work, &people, &message, &links(work, &deal, &people).await?).await?;
            work.audit(Entry::new("deal.idle_told", "deal", id).partner(Some(deal.partner)).after(serde_json::json!({ "days": quiet })));
            Ok(())
        }
        Ring::Release => {
            let question = deal.protected().map(|p| Question::Idle { active_at: deal.alive_at(), told: p.idle_told });
            let (deal, told) = rules::release(deal, None, String::new(), work.now())?;
            if let Some(question) = question {
                keep(work, &deal, &terms, question, Outcome::Released).await?;
            }
            let deal = store::save(work, deal, None).await?;
            let_go(work, deal.id).await?;
            work.record(&told)
        }
        Ring::Depart => {
            let question = Question::Release { left_at: deal.left_at };
            let (deal, told) = rules::release(deal, None, String::new(), work.now())?;
            keep(work, &deal, &terms, question, Outcome::Released).await?;
            let deal = store::save(work, deal, None).await?;
            let_go(work, deal.id).await?;
            work.record(&told)
        }
        Ring::Renewal => renewal(work, deal, &terms).await,
        Ring::Escalate => breach(work, deal, &terms).await,
    }
}

/// What was sold ends before long: its partner is told until when the renewal is its own.
async fn renewal(work: &Work, mut deal: Deal, terms: &Terms) -> Result<()> {
    let State::Won { on, .. } = deal.state() else { return Ok(()) };
    let window = rules::window(*on, deal.term_ends, terms);
    deal.renewal_told = Some(work.now());
    let deal = store::save(work, deal, None).await?;
    // After a long pause of the server, or for what was brought in from elsewhere, the time may be over.
    let today = super::today(work, terms);
    let Some(window) = window.filter(|w| today <= w.lapses) else { return Ok(()) };
    if partners::find(work, deal.partner).await?.is_none_or(|p| p.state != partners::Lifecycle::Active) {
        return Ok(());
    }
    let mut people = owner_of(work, &deal).await?;
    people.extend(managers_of(work, deal.partner).await?);
    let message = Message {
        topic: "deal.renewal",
        args: vec![
            ("company", deal.registration.customer.company.clone().into()),
            ("ends", notices::values::date(window.ends)),
            ("until", notices::values::date(window.lapses)),
        ],
        href: format!("/deals/{}", deal.id),
        mail: true,
    };
    notices::tell(work, &people, &message).await?;
    work.audit(Entry::new("deal.renewal_told", "deal", deal.id).partner(Some(deal.partner)));
    Ok(())
}

/// A decision did not come in time: what the terms say follows.
async fn breach(work: &Work, deal: Deal, terms: &Terms) -> Result<()> {
    let Some(mut review) = deal.review().cloned() else { return Ok(()) };
    let standing = standing(work, deal.partner, deal.owner).await?;
    let scopes = scopes_of(&deal);
    let products: Vec<_> = deal.registration.lines.iter().map(|l| l.product).collect();
    let named: Vec<_> = products.iter().map(|p| (*p, String::new())).collect();
    let found = look(work, &deal.registration, terms, Some(deal.id)).await?.findings;
    // Who only waits as well came later, or would be in the reasons.
    let alone = found.others.iter().all(|f| f.held == Held::Open);
    let sold = Case::sold_of(&found, deal.partner);
    let first = Incumbency { business: deal.registration.business, sold, over: None };
    let alone = alone && !rules::in_the_way(&first, terms, work.now());
    let mut free = alone && rules::eligible(&standing, &named, terms).is_ok();
    let approves = free && rules::approves_late(&review.why, terms);
    if approves {
        // Somebody else may take the customer at this moment.
        free = store::customers::protect(work, deal.id, deal.partner, &scopes, &products).await?;
    }
    let question = Question::Escalate { decide_by: review.decide_by, why: review.why.clone(), tier_days: standing.tier_days, free };
    let id = deal.id;
    if approves && free {
        let days = standing.tier_days.unwrap_or(terms.protection_days);
        let first = !store::figures::has_approved(work, deal.partner).await?;
        let decision = Decision { by: None, note: String::new(), separate: false, first };
        let (mut deal, told) = rules::approve(deal, decision, terms, days, work.now())?;
        if deal.account.is_none() {
            let account = create_account(work, &deal).await?;
            store::customers::protect(work, id, deal.partner, &[format!("account:{account}")], &products).await?;
            deal.account = Some(account);
        }
        keep(work, &deal, terms, question, Outcome::Protected { until: told.protected_until }).await?;
        let alarm = rules::alarm(&deal, terms);
        store::save(work, deal, alarm).await?;
        return work.record(&told);
    }
    review.escalated = true;
    keep(work, &deal, terms, question, Outcome::Escalated).await?;
    let deal = deal.moved(State::InReview(review));
    let deal = store::save(work, deal, None).await?;
    let mut people = managers_of(work, deal.partner).await?;
    people.extend(identity_recipients(work, Role::PartnerOps).await?);
    let message = Message {
        topic: "deal.escalated",
        args: vec![
            ("company", deal.registration.customer.company.clone().into()),
            ("partner", partner_name(work, deal.partner).await?.into()),
        ],
        href: format!("/deals/{id}"),
        mail: true,
    };
    notices::tell(work, &people, &message).await?;
    work.audit(Entry::new("deal.escalated", "deal", id).partner(Some(deal.partner)));
    Ok(())
}

/// The owners of a deal who can be told: its owner, and the members beside it.
pub(crate) async fn owner_of(work: &Work, deal: &Deal) -> Result<Vec<Recipient>> {
    let beside = store::owners::of(work, deal.id).await?;
    let mut people = Vec::new();
    for owner in deal.owner.into_iter().chain(beside.into_iter().map(|o| o.user)) {
        match identity::get(work, owner).await {
            // The access of who has left with its partner has ended, but not what it should know.
            Ok(user) if deal.left_at.is_some() && user.state == identity::UserState::Suspended => people.push(user.recipient()),
            Ok(user) => people.extend(identity::recipients(&[user])),
            // Whoever is gone is told nothing.
            Err(e) if e.kind().is_some() => {}
            Err(e) => return Err(e),
        }
    }
    Ok(people)
}

/// Who looks after a partner: its manager, or everybody at partner operations.
pub(crate) async fn managers_of(work: &Work, partner: PartnerId) -> Result<Vec<Recipient>> {
    let manager = partners::find(work, partner).await?.and_then(|p| p.manager);
    // While a manager is away, its substitute looks after the partner.
    let manager = match manager {
        Some(away) => Some(absences::stand_in(work, away).await?.map_or(away, |s| s.user)),
        None => None,
    };
    if let Some(manager) = manager
        && let Ok(user) = identity::get(work, manager).await
    {
        let found = identity::recipients(&[user]);
        if !found.is_empty() {
            return Ok(found);
        }
    }
    identity_recipients(work, Role::PartnerOps).await
}

async fn identity_recipients(work: &Work, role: Role) -> Result<Vec<Recipient>> {
    Ok(identity::recipients(&identity::staff_with(work, role).await?))
}

/// The name of a partner.
pub(crate) async fn partner_name(work: &Work, partner: PartnerId) -> Result<String> {
    Ok(partners::find(work, partner).await?.map(|p| p.name).unwrap_or_default())
}

/// Forgets who asked about which customer, after 90 days.
pub async fn forget_checks(work: &Work) -> Result<()> {
    store::notes::forget_checks(work, work.now() - TimeDelta::days(90)).await
}
