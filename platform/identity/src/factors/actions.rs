//! Turning the second factor on and off, and showing it.

use base::{FieldError, Invalid, Result, UserId};
use serde_json::json;
use work::{Entry, Work};

use super::{rules, store};
use crate::sessions::actions::{Proof, changeable};
use crate::users::store as users;
use crate::{secret, sessions};

/// Sealed secrets are about their person.
pub(crate) fn about(user: UserId) -> String {
    format!("totp {user}")
}

/// Turns the second factor on and returns the recovery codes, which are shown once.
///
/// `step` is that of the code by which the person showed that the app works.
pub(crate) async fn enroll(work: &Work, user: UserId, sealed: &str, step: i64) -> Result<Vec<String>> {
    changeable(work)?;
    users::set_totp(work, user, Some(sealed), step).await?;
    let codes = new_codes(work, user).await?;
    work.audit(Entry::new("second_factor.enrolled", "user", user).partner(work.actor().partner));
    Ok(codes)
}

async fn new_codes(work: &Work, user: UserId) -> Result<Vec<String>> {
    let codes: Vec<String> = (0..rules::N_RECOVERY).map(|_| rules::recovery_code(work.random::<12>())).collect();
    let hashes = codes.iter().map(|c| hashed(user, c)).collect();
    store::replace(work, user, hashes).await?;
    Ok(codes)
}

/// A recovery code has fewer bits than a token, so its hash is about its person.
fn hashed(user: UserId, code: &str) -> String {
    secret::hash(&format!("recovery {user} {}", rules::plain_code(code)))
}

/// Makes new recovery codes; the old ones end.
pub(crate) async fn renew_codes(work: &Work, user: UserId) -> Result<Vec<String>> {
    changeable(work)?;
    let codes = new_codes(work, user).await?;
    work.audit(Entry::new("second_factor.codes_renewed", "user", user).partner(work.actor().partner));
    Ok(codes)
}

/// Turns the second factor off.
pub(crate) async fn end(work: &Work, user: UserId) -> Result<()> {
    changeable(work)?;
    users::set_totp(work, user, None, 0).await?;
    store::replace(work, user, Vec::new()).await?;
    work.audit(Entry::new("second_factor.ended", "user", user).partner(work.actor().partner));
    Ok(())
}

/// Turns the second factor of somebody else off, when the phone and the codes are lost.
pub(crate) async fn end_for(work: &Work, user: UserId) -> Result<()> {
    users::set_totp(work, user, None, 0).await?;
    store::replace(work, user, Vec::new()).await?;
    sessions::store::remove_all(work, user, None).await?;
    work.audit(Entry::new("second_factor.reset", "user", user).after(json!({ "by": work.actor().name })));
    Ok(())
}

/// Uses a code of the app or a recovery code; tells which it was, or refuses.
pub(crate) async fn show(work: &Work, user: UserId, secret: &[u8], code: &str) -> Result<Proof> {
    if let Some(step) = rules::step(secret, code, work.now())?
        && users::use_totp_step(work, user, step).await?
    {
        return Ok(Proof::SecondFactor);
    }
    if rules::plain_code(code).len() == 12 && store::use_up(work, user, &hashed(user, code)).await? {
        return Ok(Proof::RecoveryCode);
    }
    Err(wrong().into())
}

/// A code that is not right.
pub(crate) fn wrong() -> Invalid {
    let mut invalid = Invalid::new();
    invalid.push(FieldError::new("code", "second_factor.code"));
    invalid
}

/// How many recovery codes are left.
pub(crate) async fn codes_left(work: &Work, user: UserId) -> Result<u64> {
    store::count_left(work, user).await
}
