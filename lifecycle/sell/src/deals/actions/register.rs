//! Registering a deal: drafts, and handing in.

use base::{DealId, Error, FieldError, Invalid, PartnerId, Result, UserId};
use facts::sell::DealContested;
use serde_json::json;
use work::{Entry, Permission, Resource, Work};

use super::super::model::{Case, Deal, Findings, NewDeal, Question, Registration, StateKind, Terms, Why};
use super::super::rules::{self, Depth, Submission};
use super::super::store;
use super::look::look;
use super::{fresh, keep, may, product_names, resource, standing, today};

/// What somebody hands in.
#[derive(Debug, Clone)]
pub struct Input {
    /// For which partner; a member's own when absent.
    pub partner: Option<PartnerId>,
    /// The draft that it comes from.
    pub draft: Option<DealId>,
    /// The version of the draft that was read.
    pub version: Option<i64>,
    /// What it says.
    pub registration: Registration,
    /// What could not even be read.
    pub unread: Invalid,
}

/// Everything that a submission needs to know, read before its transaction.
///
/// Looking for a customer among a million accounts takes longer than writing a deal, and while it is
/// looked for nobody should wait for the database. What may have changed meanwhile is asked again inside.
#[derive(Debug, Clone)]
pub struct Ready {
    input: Input,
    partner: PartnerId,
    owner: Option<UserId>,
    products: String,
    terms: Terms,
    case: Case,
    findings: Findings,
    seen: Vec<DealId>,
}

/// For which partner, by whom.
fn whose(work: &Work, input: &Input) -> Result<(PartnerId, Option<UserId>)> {
    let actor = work.actor();
    if let Some(own) = actor.partner {
        // Another partner's id in the body is refused like a row that is not there.
        if input.partner.is_some_and(|p| p != own) {
            return Err(Error::missing());
        }
        return Ok((own, actor.user));
    }
    match input.partner {
        Some(partner) => Ok((partner, None)),
        None => {
            let mut invalid = Invalid::new();
            invalid.push(FieldError::new("partner_id", "required"));
            Err(invalid.into())
        }
    }
}

/// Checks a registration in full and looks for its customer; writes nothing.
pub async fn prepare(work: &Work, input: &Input) -> Result<Ready> {
    let (partner, owner) = whose(work, input)?;
    work.may(Permission::DealRegister, &Resource::of("deal", partner))?;
    let terms = store::terms::current(work).await?;
    let catalog = partners::products(work).await?;
    let mut invalid = input.unread.clone();
    let products = product_names(&catalog, &input.registration.lines, &[], &mut invalid);
    let registration = rules::check(input.registration.clone(), Depth::Full, today(work, &terms), invalid)?;
    let standing = standing(work, partner, owner).await?;
    let asked: Vec<_> = registration.lines.iter().map(|l| l.product).collect();
    let named: Vec<_> = catalog.iter().filter(|p| asked.contains(&p.id)).map(|p| (p.id, p.name.clone())).collect();
    rules::eligible(&standing, &named, &terms)?;
    rules::open_tender(registration.published_on, &terms, work.now())?;
    let looked = look(work, &registration, &terms, input.draft).await?;
    let case = rules::case(&registration, &looked.findings, partner, standing);
    let input = Input { registration, ..input.clone() };
    Ok(Ready { input, partner, owner, products, terms, case, findings: looked.findings, seen: looked.seen })
}

/// Hands a registration in: approved at once when it is free and small, otherwise for a person to decide.
pub async fn register(work: &Work, ready: &Ready) -> Result<Deal> {
    let (mut deal, is_new) = begun(work, ready).await?;
    let products: Vec<_> = ready.input.registration.lines.iter().map(|l| l.product).collect();
    let (mut findings, mut case) = (ready.findings.clone(), ready.case.clone());
    let mut why = rules::route(&case, &ready.terms, work.now());
    let mut first = false;
    if why.is_empty() {
        // Somebody else may have handed in the same customer while this one was being looked for.
        let unseen = store::customers::unseen(work, &findings.keys, &ready.seen).await?
            || super::claims::on(work, &ready.input.registration.customer, findings.account).await? != findings.claims;
        let taken = !unseen && !store::customers::protect(work, deal.id, deal.partner, &findings.scopes, &products).await?;
        if unseen || taken {
            findings = look(work, &ready.input.registration, &ready.terms, Some(deal.id)).await?.findings;
            case = rules::case(&ready.input.registration, &findings, deal.partner, case.standing);
            case.taken = taken;
            why = rules::route(&case, &ready.terms, work.now());
            if why.is_empty() && !store::customers::protect(work, deal.id, deal.partner, &findings.scopes, &products).await? {
                case.taken = true;
                why = rules::route(&case, &ready.terms, work.now());
            }
        }
        first = why.is_empty() && !store::figures::has_approved(work, deal.partner).await?;
    }
    if why.is_empty() && findings.account.is_none() {
        let account = create_account(work, &deal).await?;
        findings.account = Some(account);
        store::customers::protect(work, deal.id, deal.partner, &[format!("account:{account}")], &products).await?;
    }
    let days = case.standing.tier_days.unwrap_or(ready.terms.protection_days);
    let submission = Submission { findings: &findings, why, terms: &ready.terms, days, first, now: work.now() };
    let (moved, (told, approved)) = rules::submit(deal, submission)?;
    deal = moved;
    let alarm = rules::alarm(&deal, &ready.terms);
    if is_new {
        store::add(work, &deal, alarm).await?;
    } else {
        deal = store::save(work, deal, alarm).await?;
        store::put_lines(work, &deal).await?;
    }
    store::customers::add_keys(work, deal.id, &findings.keys).await?;
    store::customers::put_findings(work, deal.id, &findings.others, true).await?;
    store::origins::keep(work, &deal).await?;
    if !is_new {
        store::files::hand_in(work, deal.id).await?;
    }
    if let Some(outcome) = rules::outcome(&deal) {
        keep(work, &deal, &ready.terms, Question::Register(case), outcome).await?;
    }
    work.record(&told)?;
    if let Some(approved) = approved {
        work.record(&approved)?;
    }
    if deal.review().is_some_and(|r| r.why.iter().any(|w| matches!(w, Why::Overlap | Why::Claimed | Why::Direct | Why::Coverage))) {
        work.signal(&DealContested { deal: deal.id, partner: deal.partner })?;
    }
    Ok(deal)
}

/// The draft that is handed in, or a new deal.
async fn begun(work: &Work, ready: &Ready) -> Result<(Deal, bool)> {
    let Some(id) = ready.input.draft else {
        let owner_name = if ready.owner.is_some() { work.actor().name.clone() } else { String::new() };
        let new = NewDeal { id: work.new_id(), partner: ready.partner, owner: ready.owner, owner_name };
        return Ok((Deal::draft(new, ready.input.registration.clone(), ready.products.clone(), work.now()), true));
    };
    let mut deal = store::get(work, id).await?;
    may(work, Permission::DealRegister, &deal)?;
    fresh(&deal, ready.input.version)?;
    deal.registration = ready.input.registration.clone();
    deal.products.clone_from(&ready.products);
    Ok((deal, false))
}

/// The account of a customer that was not known.
pub(super) async fn create_account(work: &Work, deal: &Deal) -> Result<base::AccountId> {
    let details = rules::company(&deal.registration.customer);
    Ok(accounts::create(work, &accounts::NewAccount::new(details, accounts::Origin::Deal)).await?.id)
}

/// Keeps what somebody has written so far; only texts that could not be kept are refused.
pub async fn save_draft(work: &Work, input: &Input) -> Result<Deal> {
    let (partner, owner) = whose(work, input)?;
    work.may(Permission::DealRegister, &Resource::of("deal", partner))?;
    let terms = store::terms::current(work).await?;
    let catalog = partners::products(work).await?;
    let mut invalid = input.unread.clone();
    let products = product_names(&catalog, &input.registration.lines, &[], &mut invalid);
    let registration = rules::check(input.registration.clone(), Depth::Draft, today(work, &terms), invalid)?;
    let Some(id) = input.draft else {
        let Some(owner) = owner else { return Err(Error::forbidden()) };
        let new = NewDeal { id: work.new_id(), partner, owner: Some(owner), owner_name: work.actor().name.clone() };
        let mut deal = Deal::draft(new, registration, products, work.now());
        deal.completeness = rules::completeness(&deal.registration);
        store::add(work, &deal, None).await?;
        work.audit(Entry::new("deal.drafted", "deal", deal.id).partner(Some(partner)).after(json!({ "deal": deal.id })));
        return Ok(deal);
    };
    let mut deal = store::get(work, id).await?;
    work.may(Permission::DealEdit, &resource(&deal))?;
    fresh(&deal, input.version)?;
    if deal.kind() != StateKind::Draft {
        let allowed = rules::allowed(deal.kind());
        return Err(rules::DealRefusal::WrongState { state: deal.kind(), wanted: super::super::model::Move::Submit, allowed }.into());
    }
    deal.registration = registration;
    deal.products = products;
    deal.active_at = work.now();
    deal.completeness = rules::completeness(&deal.registration);
    let deal = store::save(work, deal, None).await?;
    store::put_lines(work, &deal).await?;
    Ok(deal)
}

/// Why a partner cannot register deals at all, as a code, and for how many days its deals are protected.
pub async fn can_register(work: &Work, partner: PartnerId) -> Result<(Option<&'static str>, i64)> {
    let terms = store::terms::current(work).await?;
    let standing = standing(work, partner, work.actor().user).await?;
    let days = standing.tier_days.unwrap_or(terms.protection_days);
    let refused = rules::eligible(&standing, &[], &terms).err();
    Ok((refused.map(|r| base::Refusal::code(&r)), days))
}
