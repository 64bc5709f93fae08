//! Signatures as Standard Webhooks has them: HMAC-SHA256 over id, moment and body.
//!
//! Everything here is pure, so that it is tested with the vectors of the public specification.

use base::Instant;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use subtle::ConstantTimeEq as _;

/// What every secret begins with.
pub const PREFIX: &str = "whsec_";

/// How old or how far ahead a message may be.
pub const TOLERANCE: TimeDelta = TimeDelta::minutes(5);

/// Why a message is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// The secret is not one.
    #[error("the secret does not begin with whsec_ or is not base64")]
    Secret,
    /// The moment is unreadable or too far from now.
    #[error("the message is too old, too new, or has no readable moment")]
    Moment,
    /// No signature fits.
    #[error("no signature fits")]
    Signature,
}

fn key(secret: &str) -> Result<Vec<u8>, SignatureError> {
    let text = secret.strip_prefix(PREFIX).ok_or(SignatureError::Secret)?;
    STANDARD.decode(text).ok().filter(|k| !k.is_empty()).ok_or(SignatureError::Secret)
}

fn code(secret: &str, id: &str, seconds: i64, body: &[u8]) -> Result<Vec<u8>, SignatureError> {
    let mut mac = Hmac::<Sha256>::new_from_slice(&key(secret)?).map_err(|_| SignatureError::Secret)?;
    mac.update(format!("{id}.{seconds}.").as_bytes());
    mac.update(body);
    Ok(mac.finalize().into_bytes().to_vec())
}

/// A secret from random bytes.
pub fn secret(random: [u8; 24]) -> String {
    format!("{PREFIX}{}", STANDARD.encode(random))
}

/// The value of `webhook-signature`: one signature for each secret, so that a rotation has an overlap.
pub fn sign(secrets: &[&str], id: &str, at: Instant, body: &[u8]) -> Result<String, SignatureError> {
    let signed: Result<Vec<String>, SignatureError> =
        secrets.iter().map(|s| Ok(format!("v1,{}", STANDARD.encode(code(s, id, at.timestamp(), body)?)))).collect();
    Ok(signed?.join(" "))
}

/// Whether a message is genuine and recent: what a receiver does with the three headers and the body.
pub fn verify(secret: &str, id: &str, timestamp: &str, signatures: &str, body: &[u8], now: Instant) -> Result<(), SignatureError> {
    let seconds: i64 = timestamp.trim().parse().map_err(|_| SignatureError::Moment)?;
    let at = Instant::from_timestamp(seconds, 0).ok_or(SignatureError::Moment)?;
    if (now - at).abs() > TOLERANCE {
        return Err(SignatureError::Moment);
    }
    let expected = code(secret, id, seconds, body)?;
    let given = signatures.split(' ').filter_map(|s| STANDARD.decode(s.strip_prefix("v1,")?).ok());
    // All are compared, each in constant time.
    let fits = given.fold(false, |fits, s| fits | bool::from(s.ct_eq(&expected)));
    if fits { Ok(()) } else { Err(SignatureError::Signature) }
}
