//! Secrets that must be read again, such as those of second factors and webhooks, are sealed with a
//! key that is not in the database.
//!
//! The key is the file `secret.key` in the data folder, made when it is first needed; nodes that share
//! a database share the file. Who has only the database has no secret.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use base::{Fault, Result};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

/// The key of a deployment.
pub struct Seal {
    key: LessSafeKey,
}

impl Seal {
    /// Reads the key of a data folder, or makes one from random bytes.
    pub(crate) fn open(folder: &Path, random: impl FnOnce() -> [u8; 32]) -> Result<Self> {
        let path = folder.join("secret.key");
        let doing = |what: &str| format!("{what} {}", path.display());
        fs::create_dir_all(folder).map_err(|e| Fault::new(doing("making the folder of"), e))?;
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&path) {
            Ok(mut file) => {
                let text = hex::encode(random());
                file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(|e| Fault::new(doing("writing"), e))?;
            }
            Err(e) if e.kind() == ErrorKind::AlreadyExists => {}
            Err(e) => return Err(Fault::new(doing("making"), e).into()),
        }
        let text = fs::read_to_string(&path).map_err(|e| Fault::new(doing("reading"), e))?;
        let bytes = hex::decode(text.trim()).map_err(|e| Fault::new(doing("reading"), e))?;
        Self::from_key(&bytes)
    }

    fn from_key(bytes: &[u8]) -> Result<Self> {
        let key = UnboundKey::new(&CHACHA20_POLY1305, bytes).map_err(|_| Fault::plain("secret.key does not hold 32 bytes in hex"))?;
        Ok(Self { key: LessSafeKey::new(key) })
    }

    /// Seals a secret; `about` says whose it is and is asked for again when it is opened, so that one
    /// person's secret cannot be put in another's place. `nonce` is random.
    pub fn seal(&self, nonce: [u8; NONCE_LEN], about: &str, secret: &[u8]) -> Result<String> {
        let mut bytes = secret.to_vec();
        self.key
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(about), &mut bytes)
            .map_err(|_| Fault::plain("a secret could not be sealed"))?;
        Ok(format!("{}{}", hex::encode(nonce), hex::encode(bytes)))
    }

    /// Opens what was sealed about the same thing with the same key.
    pub fn open_sealed(&self, about: &str, sealed: &str) -> Result<Vec<u8>> {
        let broken = || Fault::plain("a sealed secret does not fit the key in secret.key, or was changed");
        let bytes = hex::decode(sealed).map_err(|_| broken())?;
        let (nonce, body) = bytes.split_at_checked(NONCE_LEN).ok_or_else(broken)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| broken())?;
        let mut body = body.to_vec();
        let secret = self.key.open_in_place(nonce, Aad::from(about), &mut body).map_err(|_| broken())?;
        Ok(secret.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_only_with_the_same_key_about_the_same_thing() {
        let seal = Seal::from_key(&[7; 32]).unwrap();
        let sealed = seal.seal([1; 12], "totp usr_1", b"secret").unwrap();
        assert_eq!(seal.open_sealed("totp usr_1", &sealed).unwrap(), b"secret");
        assert!(seal.open_sealed("totp usr_2", &sealed).is_err());
        assert!(Seal::from_key(&[8; 32]).unwrap().open_sealed("totp usr_1", &sealed).is_err());
        for bad in ["", "zz", "00", &sealed.replace('a', "b")] {
            assert!(seal.open_sealed("totp usr_1", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_folder_keeps_its_key() {
        let dir = std::env::temp_dir().join(format!("towpath-seal-{}", std::process::id()));
        let sealed = Seal::open(&dir, || [9; 32]).unwrap().seal([1; 12], "x", b"s").unwrap();
        assert_eq!(Seal::open(&dir, || [1; 32]).unwrap().open_sealed("x", &sealed).unwrap(), b"s");
        fs::remove_dir_all(dir).unwrap();
    }
}
