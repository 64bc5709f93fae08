//! What people do with inquiry forms: staff make them, strangers send them.

use base::{Error, InquiryFormId, Invalid, Page, PageRequest, Result};
use chrono::TimeDelta;
use notices::{Message, Recipient};
use serde_json::json;
use work::{Entry, Permission, Resource, Work};

use super::model::{InquiryForm, NewForm};
use super::rules::{self, InquiryRefusal};
use super::store;
use crate::leads::actions as leads;
use crate::leads::model::NewLead;
use crate::links;

/// How long a link confirms.
const CONFIRMS: TimeDelta = TimeDelta::hours(48);

fn may(work: &Work) -> Result<()> {
    work.may(Permission::LeadManage, &Resource::general("inquiry_form"))
}

fn told(f: &InquiryForm) -> serde_json::Value {
    json!({ "key": f.new.key, "title": f.new.title, "verifies": f.new.verifies, "live": f.new.live })
}

/// A page of forms, newest first.
pub async fn list(work: &Work, page: &PageRequest) -> Result<Page<InquiryForm>> {
    may(work)?;
    store::page(work, page).await
}

/// A form.
pub async fn get(work: &Work, id: InquiryFormId) -> Result<InquiryForm> {
    may(work)?;
    store::get(work, id).await
}

/// Makes a form.
pub async fn add(work: &Work, new: &NewForm, unread: &Invalid) -> Result<InquiryForm> {
    may(work)?;
    let new = rules::check(new.clone(), unread.clone())?;
    let form = InquiryForm { id: work.new_id(), new, received: 0, created_at: work.now(), version: 1 };
    store::add(work, &form).await?;
    work.audit(Entry::new("inquiry_form.added", "inquiry_form", form.id).after(told(&form)));
    Ok(form)
}

/// Changes a form.
pub async fn change(work: &Work, id: InquiryFormId, version: Option<i64>, new: &NewForm, unread: &Invalid) -> Result<InquiryForm> {
    may(work)?;
    let before = store::get(work, id).await?;
    if version.is_some_and(|v| v != before.version) {
        return Err(Error::stale());
    }
    let new = rules::check(new.clone(), unread.clone())?;
    let saved = store::save(work, InquiryForm { new, ..before.clone() }).await?;
    work.audit(Entry::new("inquiry_form.changed", "inquiry_form", id).change(told(&before), told(&saved)));
    Ok(saved)
}

/// The form at an address, for whoever comes by; one that is off is missing.
pub async fn live(work: &Work, key: &str) -> Result<InquiryForm> {
    store::live(work, key).await
}

/// Counts an inquiry from a place; how many it are in this hour.
pub async fn take_turn(work: &Work, place: &str) -> Result<i64> {
    store::turn(work, place).await
}

fn recipient(form: &InquiryForm, lead: &NewLead) -> Recipient {
    Recipient { user: None, email: lead.contact.email.clone(), name: lead.contact.name.clone(), locale: form.new.locale.clone() }
}

/// Takes what somebody sent: captured at once, or kept until the address is confirmed.
pub async fn send(work: &Work, key: &str, lead: &NewLead, unread: &Invalid) -> Result<InquiryForm> {
    let form = store::live(work, key).await?;
    let mut wrong = unread.clone();
    // An address is what this form answers to; a phone number alone is not enough here.
    wrong.check(!lead.contact.email.trim().is_empty(), "contact.email", "email");
    let lead = leads::checked(work, lead, &wrong).await?;
    if !form.new.verifies {
        captured(work, &form, &lead).await?;
        return Ok(form);
    }
    let (secret, kept) = links::fresh(work);
    let id: base::InquiryId = work.new_id();
    store::keep(work, id, form.id, &kept, &lead).await?;
    work.audit(Entry::new("inquiry.received", "inquiry", id).after(json!({ "form": form.id })));
    let args = vec![("title", form.new.title.clone().into())];
    let message = Message { topic: "inquiry.confirm", args, href: format!("/contact-confirmations/{secret}"), mail: true };
    notices::mail(work, &recipient(&form, &lead), &message).await?;
    Ok(form)
}

async fn captured(work: &Work, form: &InquiryForm, lead: &NewLead) -> Result<()> {
    leads::receive(work, lead).await?;
    store::count(work, form.id).await?;
    let args = vec![("title", form.new.title.clone().into())];
    let message = Message { topic: "inquiry.received", args, href: format!("/contact/{}/thanks", form.new.key), mail: true };
    notices::mail(work, &recipient(form, lead), &message).await
}

/// The form of what waits behind a link; looking confirms nothing.
pub async fn confirming(work: &Work, secret: &str) -> Result<InquiryForm> {
    let found = store::waiting(work, &links::kept(secret)?, work.now() - CONFIRMS).await?;
    found.map(|(_, form, _)| form).ok_or_else(|| InquiryRefusal::LinkOver.into())
}

/// Confirms an address: what waited is captured, once.
pub async fn confirm(work: &Work, secret: &str) -> Result<InquiryForm> {
    let found = store::waiting(work, &links::kept(secret)?, work.now() - CONFIRMS).await?;
    let Some((id, form, lead)) = found else { return Err(InquiryRefusal::LinkOver.into()) };
    if !store::end(work, id).await? {
        return Err(InquiryRefusal::LinkOver.into());
    }
    work.audit(Entry::new("inquiry.confirmed", "inquiry", id).after(json!({ "form": form.id })));
    captured(work, &form, &lead).await?;
    Ok(form)
}

/// Forgets what nobody confirmed.
pub async fn forget(work: &Work) -> Result<()> {
    store::forget(work, work.now() - CONFIRMS).await
}
