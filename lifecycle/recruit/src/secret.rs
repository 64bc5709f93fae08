//! Secrets in mailed addresses: shown once, kept as hashes.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use work::Work;

/// A new secret of 256 random bits.
pub(crate) fn new(work: &Work) -> String {
    URL_SAFE_NO_PAD.encode(work.random::<32>())
}

/// The hash under which a secret is kept. It needs no salt: nobody can guess 256 random bits.
pub(crate) fn hash(secret: &str) -> String {
    hex::encode(Sha256::digest(secret))
}
