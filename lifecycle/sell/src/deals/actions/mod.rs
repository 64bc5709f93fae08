//! What people do with deals: one function for each verb, each inside one transaction.

mod clock;
mod decide;
mod look;
mod progress;
mod read;
mod register;
mod terms;

pub use clock::{due, forget_checks, ring};
pub(crate) use clock::{managers_of, owner_of, partner_name};
pub use decide::{Approval, answer_extension, approve, reject, reopen};
pub use look::{Asked, accounts_like, check_customer, holding};
pub use progress::{add_note, ask_extension, edit, lose, move_stage, set_next_step, win, withdraw};
pub use read::{
    Done, Evidence, activity, asking, board, evidence, figures, find, get, list, notes, overview, people, pipeline, sums, track_record,
    waiting,
};
pub use register::{Input, can_register, prepare, register, save_draft};
pub use terms::{business_deadline, set_terms, terms};

use base::{Error, Invalid, PartnerId, Result};
use work::{Permission, Resource, Work};

use super::model::{Deal, Line};

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

/// Where a partner stands, as the rules ask for it, and for how many days its deals are protected.
async fn standing(
    work: &Work,
    partner: PartnerId,
    owner: Option<base::UserId>,
    terms: &super::model::Terms,
) -> Result<(super::rules::Standing, i64)> {
    let s = partners::standing(work, partner).await?;
    let certificate = |g: &partners::Grant| g.right.strip_prefix("certified:").map(str::to_owned);
    let counts = |g: &&partners::Grant| owner.is_none() || g.user.is_none() || g.user == owner;
    let standing = super::rules::Standing {
        active: s.partner.state == partners::Lifecycle::Active,
        may_register: s.holds("deal.register", owner),
        certificates: s.grants.iter().filter(counts).filter_map(certificate).collect(),
    };
    let days = s.tier.as_ref().map(|t| t.protection_days).filter(|d| *d > 0).unwrap_or(terms.protection_days);
    Ok((standing, days))
}
