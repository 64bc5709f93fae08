//! Whose message it is, and what it says.

mod messages;
mod proof;

pub use messages::read;
pub use proof::{Signed, is_secret, is_signed};

use base::Invalid;

/// Checks the secret that HubSpot signs with.
pub fn check(secret: &str) -> Result<(), Invalid> {
    let mut invalid = Invalid::new();
    invalid.check((16..=200).contains(&secret.len()) && secret.chars().all(|c| c.is_ascii_graphic()), "secret", "connection.hook_secret");
    invalid.finish()
}
