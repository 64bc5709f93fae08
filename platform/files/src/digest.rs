//! The name of a file's bytes.

use std::fmt;
use std::str::FromStr;

use base::{Fault, Result};
use object_store::path::Path;
use sha2::{Digest as _, Sha256};

/// The SHA-256 of a file's bytes; names them in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of bytes that are in memory anyway.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The bare 32 bytes.
    pub const fn bytes(self) -> [u8; 32] {
        self.0
    }

    /// Where the bytes are in the store.
    pub(crate) fn path(self) -> Path {
        let text = self.to_string();
        let folder: String = text.chars().take(2).collect();
        Path::from_iter(["sha256", folder.as_str(), text.as_str()])
    }
}

impl From<[u8; 32]> for Digest {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl FromStr for Digest {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).map_err(|e| Fault::new("reading a file's digest", e))?;
        Ok(Self(bytes))
    }
}
