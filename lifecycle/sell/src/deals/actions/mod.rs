//! What people do with deals: one function for each verb, each inside one transaction.

mod answers;
mod batch;
mod calendar;
mod claims;
mod clock;
mod credits;
mod decide;
mod departure;
mod files;
mod freed;
mod link;
mod look;
mod mention;
mod mirror;
mod notes;
mod owners;
mod progress;
mod read;
mod register;
mod replay;
mod settle;
mod terms;
mod update;

pub use answers::{PROMISE_DAYS, promise, promised};
pub use batch::{BATCH, Batch, apply};
pub use calendar::calendar;
pub use claims::{claim, claim_of, claim_until, claims_against, protected_at, unclaim};
pub use clock::{due, forget_checks, ring};
pub(crate) use clock::{managers_of, owner_of, partner_name};
pub use credits::{credits, recredit};
pub use decide::{Approval, answer_extension, approve, reject, release, reopen};
pub use departure::partner_moved;
pub use files::{NewFile, attach, detach, file, files, may_attach, shared_files};
pub use freed::tell_waiting;
pub use link::{ByLink, by_link, forget_links, linked};
pub use look::{Asked, Freedom, accounts_like, check_customer, coverage, holding};
pub use mention::{MENTIONS, tell_mentioned};
pub use mirror::{follow, tell_image, tell_images};
pub use notes::{NewNote, add_note, asked, questions};
pub use owners::{add_co_owner, assign, co_owners, first_claim, holder_at, remove_co_owner, sellers};
pub use progress::{ask_extension, edit, lose, move_stage, set_next_step, win, withdraw};
pub use read::{
    Done, Evidence, People, activity, asking, board, chosen, deciders, evidence, figures, find, get, list, notes, open_at_accounts,
    outcomes, overview, people, pipeline, record, record_by_tier, still_won, sums, track_record, waiting,
};
pub use register::{Input, can_register, prepare, register, save_draft};
pub use replay::{Kind, Replayed, about, decisions, replay, try_terms};
pub use settle::{bring_back, contest, deciding_people, finding_of, give_up, keep_up, registered, rivals_now, rule_setters};
pub use terms::{accept_terms, acceptance, all_terms, business_deadline, set_terms, terms};
pub use update::{Update, update};

use base::{Error, Invalid, PartnerId, Result};
use work::{Permission, Resource, Work};

use super::model::{Deal, Decided, Line, Outcome, Question};

/// The deal as permissions are asked for it.
pub(crate) fn resource(deal: &Deal) -> Resource {
    let about = Resource::of("deal", deal.partner).id(deal.id);
    match deal.owner {
        Some(owner) => about.owner(owner),
        None => about,
    }
}

fn may(work: &Work, permission: Permission, deal: &Deal) -> Result<()> {
    work.may(permission, &resource(deal))
}

/// Refuses a version that is no longer the current one.
fn fresh(deal: &Deal, version: Option<i64>) -> Result<()> {
    if version.is_some_and(|v| v != deal.version) { Err(Error::stale()) } else { Ok(()) }
}

/// The day it is now where the business is.
fn today(work: &Work, terms: &super::model::Terms) -> chrono::NaiveDate {
    work.now().with_timezone(&terms.zone).date_naive()
}

/// The names of the products of some lines; what is not in the catalog is noted as wrong.
fn product_names(catalog: &[partners::Product], lines: &[Line], known: &[Line], invalid: &mut Invalid) -> String {
    let mut names = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let kept = known.iter().any(|l| l.product == line.product);
        match catalog.iter().find(|p| p.id == line.product && (p.active || kept)) {
            Some(product) => names.push(product.name.clone()),
            None => {
                invalid.push(base::FieldError::new(format!("lines.{i}.product_id"), "choice"));
            }
        }
    }
    names.join(", ")
}

/// Where a partner stands, as the rules ask for it.
async fn standing(work: &Work, partner: PartnerId, owner: Option<base::UserId>) -> Result<super::model::Standing> {
    let s = partners::standing(work, partner).await?;
    let certificate = |g: &partners::Grant| g.right.strip_prefix("certified:").map(str::to_owned);
    let counts = |g: &&partners::Grant| owner.is_none() || g.user.is_none() || g.user == owner;
    Ok(super::model::Standing {
        active: s.partner.state == partners::Lifecycle::Active,
        may_register: s.holds("deal.register", owner),
        certificates: s.grants.iter().filter(counts).filter_map(certificate).collect(),
        tier_days: s.tier.as_ref().map(|t| t.protection_days).filter(|d| *d > 0),
    })
}

/// Keeps what the rules were asked about a deal and what they answered.
async fn keep(work: &Work, deal: &Deal, terms: &super::model::Terms, question: Question, outcome: Outcome) -> Result<()> {
    let by = work.actor().user.filter(|_| !matches!(question, Question::Register(_)));
    let decided =
        Decided { id: work.new_id(), deal: deal.id, partner: deal.partner, at: work.now(), by, version: terms.version, question, outcome };
    super::store::decisions::add(work, &decided).await
}
