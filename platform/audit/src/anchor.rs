//! Signed heads: the ends of all chains, signed together and kept in a file apart from the database.
//!
//! Who copies that file to another place can prove later that nothing was cut off or rewritten
//! before that moment.

use std::fs;
use std::path::{Path, PathBuf};

use base::Instant;
use ed25519_dalek::{Signature, Signer, SigningKey, Verifier, VerifyingKey};
use serde::{Deserialize, Serialize};

/// The end of one chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Which chain.
    pub chain: i64,
    /// The number of its last record.
    pub seq: i64,
    /// The hash of its last record.
    pub hash: String,
}

/// The signed ends of all chains at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// When they were signed.
    pub at: Instant,
    /// The ends.
    pub heads: Vec<Head>,
    /// The Ed25519 public key, hex.
    pub public_key: String,
    /// The signature over `at` and the heads, hex.
    pub signature: String,
}

impl Anchor {
    fn message(at: Instant, heads: &[Head]) -> String {
        let mut text = format!("towpath audit heads v1\n{}\n", at.timestamp_micros());
        for h in heads {
            text.push_str(&format!("{} {} {}\n", h.chain, h.seq, h.hash));
        }
        text
    }

    /// Whether the signature fits the heads and the key named in the file.
    pub fn is_genuine(&self) -> bool {
        let key =
            hex::decode(&self.public_key).ok().and_then(|k| <[u8; 32]>::try_from(k).ok()).and_then(|k| VerifyingKey::from_bytes(&k).ok());
        let signature = hex::decode(&self.signature).ok().and_then(|s| Signature::from_slice(&s).ok());
        match (key, signature) {
            (Some(key), Some(signature)) => key.verify(Self::message(self.at, &self.heads).as_bytes(), &signature).is_ok(),
            _ => false,
        }
    }
}

/// Why signed heads cannot be kept.
#[derive(Debug, thiserror::Error)]
pub enum AnchorError {
    /// The folder or a file in it cannot be read or written.
    #[error("{}: {source}", .path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file is there but is not what it should be.
    #[error("{}: not readable as {what}", .path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// As what.
        what: &'static str,
    },
}

/// Holds the signing key and writes the signed heads.
pub struct Keeper {
    key: SigningKey,
    file: PathBuf,
}

impl Keeper {
    /// Opens the keeper in a folder; the key is made on first use, with `seed` as its secret.
    pub fn open(dir: &Path, seed: impl FnOnce() -> [u8; 32]) -> Result<Self, AnchorError> {
        let path = dir.join("audit-signing.key");
        let io = |path: &Path| {
            let path = path.to_owned();
            move |source| AnchorError::File { path, source }
        };
        fs::create_dir_all(dir).map_err(io(dir))?;
        let secret = match fs::read_to_string(&path) {
            Ok(text) => {
                let bytes = hex::decode(text.trim()).ok().and_then(|b| <[u8; 32]>::try_from(b).ok());
                bytes.ok_or(AnchorError::Unreadable { path: path.clone(), what: "a key of 32 bytes in hex" })?
            }
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                let secret = seed();
                write_private(&path, &hex::encode(secret)).map_err(io(&path))?;
                secret
            }
            Err(e) => return Err(io(&path)(e)),
        };
        Ok(Self { key: SigningKey::from_bytes(&secret), file: dir.join("audit-heads.json") })
    }

    /// Signs heads and replaces the file in one step.
    pub fn sign(&self, at: Instant, heads: Vec<(i64, i64, String)>) -> Result<Anchor, AnchorError> {
        let heads: Vec<Head> = heads.into_iter().map(|(chain, seq, hash)| Head { chain, seq, hash }).collect();
        let signature = self.key.sign(Anchor::message(at, &heads).as_bytes());
        let anchor = Anchor {
            at,
            heads,
            public_key: hex::encode(self.key.verifying_key().to_bytes()),
            signature: hex::encode(signature.to_bytes()),
        };
        let text = serde_json::to_string_pretty(&anchor).unwrap_or_default();
        let partial = self.file.with_extension("json.new");
        let io = |path: &Path| {
            let path = path.to_owned();
            move |source| AnchorError::File { path, source }
        };
        fs::write(&partial, text).map_err(io(&partial))?;
        fs::rename(&partial, &self.file).map_err(io(&self.file))?;
        Ok(anchor)
    }

    /// The signed heads, if any were written yet.
    pub fn last(&self) -> Result<Option<Anchor>, AnchorError> {
        match fs::read_to_string(&self.file) {
            Ok(text) => {
                let anchor: Anchor =
                    serde_json::from_str(&text).map_err(|_| AnchorError::Unreadable { path: self.file.clone(), what: "signed heads" })?;
                // A file that was signed by another key proves nothing.
                if anchor.public_key == hex::encode(self.key.verifying_key().to_bytes()) {
                    Ok(Some(anchor))
                } else {
                    Ok(Some(Anchor { signature: String::new(), ..anchor }))
                }
            }
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(AnchorError::File { path: self.file.clone(), source }),
        }
    }
}

#[cfg(unix)]
fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())
}

#[cfg(not(unix))]
fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    fs::write(path, text)
}
