//! A deal and its mirror in a connected system: how it stands, and what is followed of the other side.

use base::{Cursor, DealId, Error, Invalid, Kind, PageRequest, Result};
use facts::connect::{CrmDealChanged, DealImagesAsked};
use facts::sell::{DealChangeRefused, DealImage, DealImaged, DealImagesTold, DealLine};
use work::{Entry, Work};

use super::super::model::{Deal, Filter, LossReason, Registration, Sort, Stage, State, StateKind};
use super::super::rules::DealRefusal;
use super::register::Input;
use super::{edit, find, list, lose, move_stage, partner_name, win};

/// How many deals are told at once to a connection that asks for all.
const AT_ONCE: u64 = 50;

/// Tells how a deal stands; nothing about one that was never handed in.
pub async fn tell_image(work: &Work, id: DealId) -> Result<()> {
    let Some(deal) = find(work, id).await?.filter(|d| d.submitted_at.is_some()) else { return Ok(()) };
    let partner_name = partner_name(work, deal.partner).await?;
    // Nobody did anything: it is told again what was recorded already.
    work.signal(&DealImaged { deal: deal.id, partner: deal.partner, image: image(&deal, partner_name) })
}

/// Tells a page of all protected deals to a connection that asked.
pub async fn tell_images(work: &Work, asked: &DealImagesAsked) -> Result<()> {
    let page = PageRequest { after: asked.after.as_deref().and_then(Cursor::decode), limit: AT_ONCE };
    let filter = Filter { states: vec![StateKind::Approved], ..Filter::default() };
    let (found, _) = list(work, &filter, Sort::Recent, &page).await?;
    for card in &found.items {
        tell_image(work, card.id).await?;
    }
    let n = i64::try_from(found.items.len()).unwrap_or(i64::MAX);
    work.signal(&DealImagesTold { connection: asked.connection, n, next: found.next.map(|c| c.encode()) })
}

fn image(deal: &Deal, partner_name: String) -> DealImage {
    let (r, value) = (&deal.registration, deal.value());
    DealImage {
        version: deal.version,
        active_at: deal.active_at,
        state: deal.kind().code().to_owned(),
        stage: deal.protection().map(|p| p.stage.code().to_owned()),
        account: deal.account,
        company: r.customer.company.clone(),
        domain: r.customer.domain.clone(),
        country: r.customer.country.clone(),
        city: r.customer.city.clone(),
        contact_name: r.customer.contact_name.clone(),
        contact_email: r.customer.contact_email.clone(),
        contact_role: r.customer.contact_role.clone(),
        partner_name,
        owner_name: deal.owner_name.clone(),
        products: deal.products.clone(),
        need: r.need.clone(),
        next_step: r.next_step.clone(),
        lines: r.lines.iter().map(|l| DealLine { product: l.product, quantity: l.quantity, amount_minor: l.amount_minor }).collect(),
        value_minor: value.minor,
        currency: value.currency.code().to_owned(),
        close_on: r.close_on,
        won_on: if let State::Won { on, .. } = deal.state() { Some(*on) } else { None },
        protected_until: deal.protected().map(|p| p.until),
    }
}

/// Follows a change that was made in a connected CRM; what the rules do not allow is told as refused.
pub async fn follow(work: &Work, told: &CrmDealChanged) -> Result<()> {
    let Some(deal) = find(work, told.deal).await?.filter(|d| d.partner == told.partner) else { return Ok(()) };
    let mut done = Vec::new();
    let mut note = |field: &'static str, outcome: Result<bool>| -> Result<()> {
        match outcome {
            Ok(true) => done.push(field),
            Ok(false) => {}
            // What two did at the same moment is tried again, and a broken database is no refusal.
            Err(e) if e.kind().is_none_or(|k| k == Kind::Stale) => return Err(e),
            Err(e) => {
                let code = e.code().unwrap_or_default().to_owned();
                let (deal, partner) = (deal.id, deal.partner);
                work.signal(&DealChangeRefused { deal, partner, connection: told.connection, field: field.to_owned(), code })?;
            }
        }
        Ok(())
    };
    if let Some(minor) = told.value_minor {
        note("value", revalue(work, &deal, minor, told.currency.as_deref()).await)?;
    }
    if told.close_on.is_some() {
        note("close_on", rewrite(work, deal.id, |r| r.close_on = told.close_on).await)?;
    }
    if let Some(stage) = &told.stage {
        note("stage", go_to(work, told, stage).await)?;
    }
    if !done.is_empty() {
        let entry = Entry::new("deal.followed_crm", "deal", deal.id).partner(Some(deal.partner));
        work.audit(entry.after(serde_json::json!({ "fields": done, "connection": told.connection })).reason(told.system.clone()));
    }
    Ok(())
}

/// Sets the value of a deal with one line; how a sum spreads over several, the other side cannot know.
async fn revalue(work: &Work, deal: &Deal, minor: i64, currency: Option<&str>) -> Result<bool> {
    if deal.value().minor == minor {
        return Ok(false);
    }
    if deal.registration.lines.len() != 1 || currency != Some(deal.value().currency.code()) {
        return Err(DealRefusal::SeveralLines.into());
    }
    rewrite(work, deal.id, |r| r.lines.iter_mut().for_each(|l| l.amount_minor = minor)).await
}

async fn rewrite(work: &Work, id: DealId, change: impl FnOnce(&mut Registration)) -> Result<bool> {
    let before = find(work, id).await?.ok_or_else(Error::missing)?;
    let mut registration = before.registration.clone();
    change(&mut registration);
    if registration == before.registration {
        return Ok(false);
    }
    let input = Input { partner: None, draft: None, version: None, registration, unread: Invalid::new() };
    edit(work, id, &input).await?;
    Ok(true)
}

async fn go_to(work: &Work, told: &CrmDealChanged, stage: &str) -> Result<bool> {
    let deal = find(work, told.deal).await?.ok_or_else(Error::missing)?;
    match (stage, deal.kind()) {
        ("won", StateKind::Won) | ("lost", StateKind::Lost) => Ok(false),
        ("won", _) => {
            win(work, deal.id, None, work.now().date_naive(), None).await?;
            Ok(true)
        }
        ("lost", _) => {
            lose(work, deal.id, None, LossReason::Other, &told.system).await?;
            Ok(true)
        }
        (code, _) => match Stage::from_code(code) {
            Some(stage) if deal.stage() == Some(stage) => Ok(false),
            Some(stage) => move_stage(work, deal.id, None, stage).await.map(|_| true),
            None => Ok(false),
        },
    }
}
