//! Who else is at a customer.

use base::{DealId, ProductId, Result};
use matching::Judgment;
use serde_json::json;
use work::{Entry, Permission, Resource, Work};

use super::super::model::{Business, Case, Customer, Finding, Findings, Held, Registration, Sale, Terms};
use super::super::rules::{self, Candidate, DealRefusal};
use super::super::store;

/// What a look found, with the deals that were looked at.
pub(super) struct Looked {
    pub(super) findings: Findings,
    pub(super) seen: Vec<DealId>,
}

/// Looks for the customer among accounts, protections and deals of everybody.
pub(super) async fn look(work: &Work, r: &Registration, terms: &Terms, except: Option<DealId>) -> Result<Looked> {
    let known = rules::prepare(&r.customer);
    let keys = rules::keys(&known);
    let mut scopes = rules::scopes(&known);
    let matches = accounts::matches(work, &known.record, 5).await?;
    let same = matches.iter().find(|m| m.verdict == Judgment::Same);
    let maybe: Vec<_> = matches.iter().filter(|m| same.is_none() && m.verdict == Judgment::Likely).map(|m| m.account.id).collect();
    let account_stage = same.map(|m| m.account.lifecycle_stage.clone()).unwrap_or_default();
    let served = match same {
        Some(m) => accounts::coverage_of(work, accounts::Whom::Account(&m.account)).await?.served,
        None => accounts::coverage_of(work, accounts::Whom::Company(&rules::company(&r.customer))).await?.served,
    };
    // What was protected under the id of an account that was merged into this one is protected under this one.
    let ids = match same {
        Some(m) => accounts::hold(work, m.account.id).await?,
        None => Vec::new(),
    };
    let account = ids.first().copied();
    let claims = super::claims::on(work, &r.customer, account).await?;
    scopes.extend(account.map(|a| format!("account:{a}")));
    let also: Vec<String> = scopes.iter().cloned().chain(ids.iter().skip(1).chain(&maybe).map(|a| format!("account:{a}"))).collect();
    let sharing = store::customers::sharing(work, &keys, except).await?;
    let protecting = store::customers::protecting(work, &also, except).await?;
    let seen = sharing.iter().chain(&protecting).map(|o| o.deal).collect();
    let products: Vec<_> = r.lines.iter().map(|l| l.product).collect();
    let candidates: Vec<Candidate> = sharing
        .into_iter()
        .map(|o| Candidate {
            deal: o.deal,
            partner: o.partner,
            state: o.state,
            closed_at: o.closed_at,
            customer: o.customer,
            products: o.products,
            submitted_at: o.submitted_at,
            won_on: o.won_on,
            term_ends: o.term_ends,
        })
        .collect();
    let found = rules::weigh(&known, &products, &candidates);
    let sales = sold_last(work, r.business, &found, &candidates, &products).await?;
    let (mut others, mut past): (Vec<_>, Vec<_>) = found.into_iter().partition(|f| rules::holds(f.held, f.won_at, terms, work.now()));
    // What holds one of the customer's names holds the customer, however differently it is written.
    for o in protecting {
        if others.iter().all(|f| f.deal != o.deal) {
            others.push(Finding {
                deal: o.deal,
                partner: o.partner,
                held: Held::Protected,
                same: true,
                same_product: o.products.iter().any(|p| products.contains(p)),
                won_at: None,
                score: 1_000,
                evidence: vec!["scope".to_owned()],
            });
        }
    }
    others.truncate(20);
    past.truncate(20);
    Ok(Looked { findings: Findings { account, maybe, account_stage, served, others, past, claims, sales, scopes, keys }, seen })
}

/// What of these products, or of their families where it is not new business, the customer was sold last.
async fn sold_last(
    work: &Work,
    business: Business,
    found: &[Finding],
    candidates: &[Candidate],
    products: &[ProductId],
) -> Result<Vec<Sale>> {
    if !found.iter().any(|f| f.same && f.held == Held::Won) {
        return Ok(Vec::new());
    }
    let catalog = if business == Business::New { Vec::new() } else { partners::products(work).await? };
    let family = |id: ProductId| catalog.iter().find(|p| p.id == id).map(|p| p.family.as_str()).filter(|f| !f.is_empty());
    let mut all = rules::sales(found, candidates, products, |a, b| family(a).is_some() && family(a) == family(b));
    for sale in &mut all {
        // Asked without the actor's scope: who serves a customer is said to nobody, only whether that goes first.
        let partner = partners::find(work, sale.partner).await?;
        sale.sold.active = partner.is_some_and(|p| p.state == partners::Lifecycle::Active);
    }
    Ok(all)
}

/// Whether an account is free, as far as a partner may know: these answers and no others, whoever holds it and how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Freedom {
    /// No registration of another partner is known.
    #[default]
    Free,
    /// Another partner may be there; a person would decide.
    Conflict,
    /// The asker's own partner has a deal with this customer.
    Own,
    /// The partner cannot register deals now, whoever the customer is.
    NotEligible,
    /// The rules of engagement tell nothing before a registration.
    Unsaid,
}

impl Freedom {
    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Conflict => "conflict",
            Self::Own => "own",
            Self::NotEligible => "not_eligible",
            Self::Unsaid => "unsaid",
        }
    }
}

/// What a partner may know of a customer before registering.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// The answer in one word.
    pub answer: Freedom,
    /// Whether another partner is there; the same answer whoever it is, and none when the terms keep quiet.
    pub overlap: bool,
    /// Deals of the asker's own partner about the same customer.
    pub own: Vec<DealId>,
}

/// Tells whether a customer is free, without telling who holds it; counted and noted for each person.
pub async fn check_customer(work: &Work, customer: &Customer) -> Result<Asked> {
    work.may(Permission::DealRegister, &Resource::own("deal", work.actor()))?;
    let Some(user) = work.actor().user else { return Err(base::Error::forbidden()) };
    let terms = store::terms::current(work).await?;
    if store::notes::count_check(work, user).await? > terms.checks_per_hour {
        return Err(DealRefusal::TooManyChecks { most: terms.checks_per_hour }.into());
    }
    let r = Registration { customer: customer.clone(), ..Registration::empty(base::Currency::EUR) };
    let looked = look(work, &r, &terms, None).await?;
    let own = work.actor().partner;
    let others = &looked.findings.others;
    let given = own.is_some_and(|own| rules::claimed(&Case::claims_of(&looked.findings, own), &terms, work.now()));
    let overlap = given || others.iter().any(|f| Some(f.partner) != own);
    store::notes::log_check(work, user, customer, overlap).await?;
    // Said in the record too, so that somebody who asks about many customers is seen.
    work.audit(
        Entry::new("deal.customer_checked", "user", user).partner(own).after(json!({ "company": customer.company, "found": overlap })),
    );
    let mine: Vec<DealId> = others.iter().filter(|f| Some(f.partner) == own).map(|f| f.deal).collect();
    let blocked = match own {
        Some(partner) => super::can_register(work, partner).await?.0.is_some(),
        None => false,
    };
    let answer = match (blocked, mine.is_empty(), terms.overlap_hint) {
        (true, ..) => Freedom::NotEligible,
        (false, false, _) => Freedom::Own,
        (false, true, false) => Freedom::Unsaid,
        (false, true, true) if overlap => Freedom::Conflict,
        (false, true, true) => Freedom::Free,
    };
    Ok(Asked { answer, overlap: overlap && terms.overlap_hint, own: mine })
}

/// Who serves the customer of a deal by the plan in force; for those who decide.
pub async fn coverage(work: &Work, deal: &super::super::model::Deal) -> Result<accounts::Coverage> {
    let account = match deal.account {
        Some(id) => accounts::find(work, id).await?,
        None => None,
    };
    match &account {
        Some(account) => accounts::coverage_of(work, accounts::Whom::Account(account)).await,
        None => accounts::coverage_of(work, accounts::Whom::Company(&rules::company(&deal.registration.customer))).await,
    }
}

/// The accounts that the customer of a deal may be, best first; for those who decide.
pub async fn accounts_like(work: &Work, deal: &super::super::model::Deal) -> Result<Vec<accounts::Match>> {
    accounts::matches(work, &rules::prepare(&deal.registration.customer).record, 5).await
}

/// What holds a customer, for the vendor's own use: routing a lead around a deal that is there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holding {
    /// The account that it is for sure.
    pub account: Option<base::AccountId>,
    /// A deal that protects it, or waits for its decision, for sure.
    pub deal: Option<DealId>,
}

/// Looks who holds a customer.
pub async fn holding(work: &Work, customer: &Customer) -> Result<Holding> {
    let terms = store::terms::current(work).await?;
    let r = Registration { customer: customer.clone(), ..Registration::empty(base::Currency::EUR) };
    let found = look(work, &r, &terms, None).await?.findings;
    let held = found.others.iter().find(|f| f.same && matches!(f.held, Held::Protected | Held::Open));
    Ok(Holding { account: found.account, deal: held.map(|f| f.deal) })
}
