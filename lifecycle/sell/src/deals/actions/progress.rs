//! What the partner does with its deals: changing, moving on, winning, losing, taking back, asking.

use base::{DealId, Result};
use chrono::NaiveDate;
use facts::sell::DealChanged;
use work::{Permission, Work};

use super::super::model::{Deal, LossReason, Outcome, Question, Registration, Stage, StateKind};
use super::super::rules::{self, Depth};
use super::super::store;
use super::decide::said;
use super::look::look;
use super::register::Input;
use super::{fresh, keep, may, product_names, standing, today};

/// Changes what a deal says. Until the decision the customer is looked for again.
pub async fn edit(work: &Work, id: DealId, input: &Input) -> Result<Deal> {
    let before = store::get(work, id).await?;
    may(work, Permission::DealEdit, &before)?;
    fresh(&before, input.version)?;
    if before.kind() == StateKind::Draft {
        return super::save_draft(work, &Input { draft: Some(id), ..input.clone() }).await;
    }
    let terms = store::terms::current(work).await?;
    let catalog = partners::products(work).await?;
    let mut invalid = input.unread.clone();
    let products = product_names(&catalog, &input.registration.lines, &before.registration.lines, &mut invalid);
    let registration = rules::check(input.registration.clone(), Depth::Full, today(work, &terms), invalid)?;
    if before.kind() != StateKind::InReview {
        let (mut deal, told) = rules::edit(before, registration, None, work.now())?;
        deal.products = products;
        return written(work, deal, told, &terms).await;
    }
    let standing = standing(work, before.partner, before.owner).await?;
    let asked: Vec<_> = registration.lines.iter().map(|l| l.product).collect();
    let named: Vec<_> = catalog.iter().filter(|p| asked.contains(&p.id)).map(|p| (p.id, p.name.clone())).collect();
    rules::eligible(&standing, &named, &terms)?;
    rules::open_tender(registration.published_on, &terms, work.now())?;
    let findings = look(work, &registration, &terms, Some(id)).await?.findings;
    let why = rules::route(&rules::case(&registration, &findings, before.partner, standing), &terms, work.now());
    let (mut deal, told) = rules::edit(before, registration, Some((why, &findings.others)), work.now())?;
    deal.products = products;
    deal.account = findings.account;
    store::customers::remove_keys(work, id).await?;
    store::customers::add_keys(work, id, &findings.keys).await?;
    store::customers::put_findings(work, id, &findings.others, false).await?;
    written(work, deal, told, &terms).await
}

async fn written(work: &Work, deal: Deal, told: Option<DealChanged>, terms: &super::super::model::Terms) -> Result<Deal> {
    let Some(told) = told else { return Ok(deal) };
    let alarm = rules::alarm(&deal, terms);
    let deal = store::save(work, deal, alarm).await?;
    store::put_lines(work, &deal).await?;
    work.record(&told)?;
    Ok(deal)
}

/// Says how far the sale is.
pub async fn move_stage(work: &Work, id: DealId, version: Option<i64>, to: Stage) -> Result<Deal> {
    let deal = store::get(work, id).await?;
    may(work, Permission::DealEdit, &deal)?;
    fresh(&deal, version)?;
    let (deal, told) = rules::move_stage(deal, to, work.now())?;
    let Some(told) = told else { return Ok(deal) };
    let alarm = rules::alarm(&deal, &store::terms::current(work).await?);
    let deal = store::save(work, deal, alarm).await?;
    work.record(&told)?;
    Ok(deal)
}

/// Says what is done next.
pub async fn set_next_step(work: &Work, id: DealId, version: Option<i64>, next_step: &str) -> Result<Deal> {
    let deal = store::get(work, id).await?;
    may(work, Permission::DealEdit, &deal)?;
    fresh(&deal, version)?;
    let mut invalid = base::Invalid::new();
    let mut next_step = next_step.to_owned();
    rules::check_line(&mut invalid, "next_step", &mut next_step, 0, 160);
    invalid.finish()?;
    let next = Registration { next_step, ..deal.registration.clone() };
    let (deal, told) = rules::edit(deal, next, None, work.now())?;
    let Some(told) = told else { return Ok(deal) };
    let alarm = rules::alarm(&deal, &store::terms::current(work).await?);
    let deal = store::save(work, deal, alarm).await?;
    work.record(&told)?;
    Ok(deal)
}

/// The customer bought, and what it bought runs until a day, where that is known.
pub async fn win(work: &Work, id: DealId, version: Option<i64>, on: NaiveDate, term_ends: Option<NaiveDate>) -> Result<Deal> {
    let deal = store::get(work, id).await?;
    may(work, Permission::DealEdit, &deal)?;
    fresh(&deal, version)?;
    let tier_rank = partners::standing(work, deal.partner).await?.tier.map_or(0, |t| t.rank);
    let deal = rules::sold_until(deal, on, term_ends)?;
    let (deal, mut told) = rules::win(deal, on, tier_rank, work.now())?;
    told.credits = super::credits::shared(work, deal.id).await?;
    let alarm = rules::alarm(&deal, &store::terms::current(work).await?);
    let deal = store::save(work, deal, alarm).await?;
    // The keys stay, so that others who register this customer soon after meet the winner.
    store::customers::unprotect(work, deal.id).await?;
    work.record(&told)?;
    Ok(deal)
}

/// The customer did not buy.
pub async fn lose(work: &Work, id: DealId, version: Option<i64>, reason: LossReason, note: &str) -> Result<Deal> {
    let deal = store::get(work, id).await?;
    may(work, Permission::DealEdit, &deal)?;
    fresh(&deal, version)?;
    let note = said("note", note, 0)?;
    let (deal, told) = rules::lose(deal, reason, note.clone(), work.now())?;
    let deal = store::save(work, deal, None).await?;
    let_go(work, deal.id).await?;
    work.record_change(&told, None, Some(note.as_str()).filter(|n| !n.is_empty()))?;
    Ok(deal)
}

/// Takes a deal back; what was handed in needs a reason.
pub async fn withdraw(work: &Work, id: DealId, version: Option<i64>, note: &str) -> Result<Deal> {
    let deal = store::get(work, id).await?;
    may(work, Permission::DealEdit, &deal)?;
    fresh(&deal, version)?;
    let note = said("note", note, if deal.kind() == StateKind::Draft { 0 } else { 3 })?;
    let (deal, told) = rules::withdraw(deal, note.clone(), work.now())?;
    let deal = store::save(work, deal, None).await?;
    let_go(work, deal.id).await?;
    work.record_change(&told, None, Some(note.as_str()).filter(|n| !n.is_empty()))?;
    Ok(deal)
}

/// The customer of a deal is free again.
pub(super) async fn let_go(work: &Work, id: DealId) -> Result<()> {
    store::customers::unprotect(work, id).await?;
    store::customers::remove_keys(work, id).await
}

/// Asks for more time: progress gives it at once, otherwise a person answers.
pub async fn ask_extension(work: &Work, id: DealId, version: Option<i64>, reason: &str) -> Result<Deal> {
    let deal = store::get(work, id).await?;
    may(work, Permission::DealEdit, &deal)?;
    fresh(&deal, version)?;
    let reason = said("reason", reason, 3)?;
    let terms = store::terms::current(work).await?;
    let question = deal.protected().map(|p| Question::AskExtension {
        approved_at: p.approved_at,
        active_at: deal.active_at,
        until: p.until,
        extensions: p.extensions,
    });
    let (deal, told) = rules::ask_extension(deal, reason.clone(), &terms, work.now())?;
    if let Some(question) = question {
        let outcome = told.as_ref().map_or(Outcome::Asked, |t| Outcome::Extended { until: t.protected_until });
        keep(work, &deal, &terms, question, outcome).await?;
    }
    let alarm = rules::alarm(&deal, &terms);
    let deal = store::save(work, deal, alarm).await?;
    match told {
        Some(told) => work.record_change(&told, None, Some(&reason))?,
        None => {
            let told = DealChanged { deal: deal.id, partner: deal.partner, fields: vec!["extension_asked".to_owned()] };
            work.record_change(&told, None, Some(&reason))?;
        }
    }
    Ok(deal)
}
