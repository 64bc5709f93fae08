//! What applications hear: new partners, so that their companies are found again.

use base::{PartnerId, Result};
use work::{Envelope, Work};

use super::actions::{company, keys_of};
use super::store;

/// Keeps the keys of a new partner.
pub(crate) async fn hear(work: &Work, event: &Envelope) -> Result<()> {
    let Some(id) = event.partner.or(Some(PartnerId::from(event.subject))) else { return Ok(()) };
    let Some(p) = partners::find(work, id).await? else { return Ok(()) };
    let known = company(&p.id.to_string(), &p.name, &p.website, &p.city, &p.country, "");
    store::set_keys(work, "partner", id.uuid(), &keys_of(&known)).await
}
