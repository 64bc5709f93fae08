//! What people do with requests for proposals: one function for each verb, each inside one transaction.

mod answer;
mod award;
mod clock;
mod edit;
mod read;
mod review;

pub use answer::{save_draft, submit, take_back};
pub use award::{award, take_up, withdraw};
pub use clock::{CALL, call, due, ring};
pub use edit::{begin, change, preview, publish};
pub use read::{Letter, Opened, asked, get, letter, list, opened, part};
pub use review::{Points, review};

use base::{Error, Result};
use work::{Permission, Resource, Work};

use super::model::Request;

/// Refuses a version that is no longer the current one.
fn fresh(current: i64, version: Option<i64>) -> Result<()> {
    if version.is_some_and(|v| v != current) { Err(Error::stale()) } else { Ok(()) }
}

/// The request as permissions are asked for it: a member that finds the row was asked, so to it it is its own.
fn resource(work: &Work, request: &Request) -> Resource {
    Resource::general("proposal_request").partner(work.actor().partner).id(request.id)
}

fn may(work: &Work, permission: Permission, request: &Request) -> Result<()> {
    work.may(permission, &resource(work, request))
}

/// A text that goes with a decision.
fn said(text: &str) -> Result<String> {
    let (mut invalid, mut text) = (base::Invalid::new(), text.to_owned());
    crate::texts::text(&mut invalid, "reason", &mut text, 3, 4_000);
    invalid.finish()?;
    Ok(text)
}
