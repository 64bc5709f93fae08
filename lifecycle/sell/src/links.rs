//! Links in mails that do one thing for one person without signing in.
//!
//! The address holds a random secret; the database keeps its digest only, so that who reads the
//! database cannot use a link. What a link is for, for whom and until when, stands beside the digest.

use base::{Error, PartnerId, Result, UserId};
use sha2::{Digest as _, Sha256};
use work::{Actor, Role, Work};

/// A new secret for an address, and what is kept of it.
pub(crate) fn fresh(work: &Work) -> (String, String) {
    let secret = hex::encode(work.random::<24>());
    let kept = digest(&secret);
    (secret, kept)
}

/// What is kept of the secret of an address; what can be none is missing.
pub(crate) fn kept(secret: &str) -> Result<String> {
    if secret.len() != 48 || !secret.chars().all(|c| c.is_ascii_hexdigit()) {
        return Err(Error::missing());
    }
    Ok(digest(secret))
}

/// Whether a member sells for its partner, so that such links are for them.
pub(crate) fn sells(user: &identity::User) -> bool {
    user.state == identity::UserState::Active && user.roles.iter().any(|r| matches!(r, Role::PartnerAdmin | Role::Sales))
}

/// The person of a link as who acts, where it still sells for that partner.
pub(crate) async fn seller(work: &Work, partner: PartnerId, user: UserId) -> Result<Option<Actor>> {
    let user = match identity::get(work, user).await {
        Ok(user) => user,
        Err(e) if e.kind().is_some() => return Ok(None),
        Err(e) => return Err(e),
    };
    Ok((user.partner == Some(partner) && sells(&user)).then(|| identity::actor(&user)))
}

fn digest(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}
