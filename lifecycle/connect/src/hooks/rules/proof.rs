//! Whether a message is from who it says.

use base::Instant;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use subtle::ConstantTimeEq as _;

/// How old, or how far ahead, a signed message may be.
const TOLERANCE: TimeDelta = TimeDelta::minutes(5);

/// What HubSpot signs in an address is what these stand for; everything else stays as it is.
const DECODED: [(&str, &str); 12] = [
    ("%3A", ":"),
    ("%2F", "/"),
    ("%3F", "?"),
    ("%40", "@"),
    ("%21", "!"),
    ("%24", "$"),
    ("%27", "'"),
    ("%28", "("),
    ("%29", ")"),
    ("%2A", "*"),
    ("%2C", ","),
    ("%3B", ";"),
];

/// A message with the signature of its sender, version 3.
#[derive(Debug, Clone, Copy)]
pub struct Signed<'a> {
    /// How it was sent.
    pub method: &'a str,
    /// The whole address to which it was sent.
    pub address: &'a str,
    /// What was sent, byte for byte.
    pub body: &'a [u8],
    /// When, in milliseconds.
    pub timestamp: &'a str,
    /// The signature, in base64.
    pub signature: &'a str,
}

/// Whether a message was signed with a secret, just now.
pub fn is_signed(message: &Signed<'_>, secret: &[u8], now: Instant) -> bool {
    let digits = !message.timestamp.is_empty() && message.timestamp.len() < 17 && message.timestamp.bytes().all(|b| b.is_ascii_digit());
    let at = message.timestamp.parse::<i64>().ok().filter(|_| digits).and_then(Instant::from_timestamp_millis);
    let fresh = at.is_some_and(|at| (now - at).abs() <= TOLERANCE);
    let (Ok(given), Ok(mut mac)) = (STANDARD.decode(message.signature), Hmac::<Sha256>::new_from_slice(secret)) else { return false };
    let address = DECODED.iter().fold(message.address.to_owned(), |text, (coded, plain)| text.replace(coded, plain));
    mac.update(message.method.as_bytes());
    mac.update(address.as_bytes());
    mac.update(message.body);
    mac.update(message.timestamp.as_bytes());
    mac.verify_slice(&given).is_ok() && fresh
}

/// Whether a text is the secret; a wrong one is found out no faster than a right one.
pub fn is_secret(given: &str, secret: &[u8]) -> bool {
    !secret.is_empty() && bool::from(given.as_bytes().ct_eq(secret))
}
