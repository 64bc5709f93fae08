//! What people do with leads: one function for each verb, each inside one transaction.

mod answer;
mod capture;
mod claim;
mod clock;
mod offer;
mod promises;
mod qualify;
mod read;
mod results;
mod route;
mod ruled;
mod rules;
mod work_on;

pub use answer::{Answer, answer, by_link, linked};
pub use capture::{capture, checked, receive};
pub use clock::{contacts_due, offers_due, partner_left, ring_contact, ring_offer};
pub use promises::{Standing, promise, promises, standings};
pub use qualify::{Sought, qualifying};
pub use read::{Seen, counts, get, list, offered, seen, vocabulary};
pub use results::results;
pub(crate) use route::ROUTE;
#[cfg(test)]
pub use route::replay;
pub use route::route_again;
pub use ruled::{Evidence, evidence, give_up, hand_over, keep_up, let_go};
pub use rules::{Difference, profile, rules, set_profile, set_rules, tallies, try_rules, versions};
pub use work_on::{assign, award, contact, convert, disqualify, recall};

use base::{Error, Result};
use work::{Permission, Resource, Work};

use super::model::{Contact, Customer, Lead};
use crate::deals::model as deal;

/// The lead as permissions are asked for it: of the partner that has it, or that it is offered to.
pub(crate) fn resource(work: &Work, lead: &Lead) -> Resource {
    // A member that finds the row was offered the lead or has it: to that member it is its own.
    let partner = work.actor().partner.or(lead.holder());
    Resource::general("lead").partner(partner).id(lead.id)
}

fn may(work: &Work, permission: Permission, lead: &Lead) -> Result<()> {
    work.may(permission, &resource(work, lead))
}

/// The customer of a lead as deals know customers.
fn deal_customer(customer: &Customer, contact: &Contact) -> deal::Customer {
    deal::Customer {
        company: customer.company.clone(),
        domain: customer.domain.clone(),
        country: customer.country.clone(),
        city: customer.city.clone(),
        contact_name: contact.name.clone(),
        contact_email: contact.email.clone(),
        contact_role: contact.role.clone(),
    }
}

/// Refuses a version that is no longer the current one.
fn fresh(lead: &Lead, version: Option<i64>) -> Result<()> {
    if version.is_some_and(|v| v != lead.version) { Err(Error::stale()) } else { Ok(()) }
}
