//! Passwords: what one must be, and how it is kept (argon2id).
//!
//! Hashing takes a core for some tens of milliseconds and 19 MiB, so at most two run at a time and
//! none inside a transaction or on a thread that serves requests.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{CustomizedPasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use base::{Fault, FieldError, Invalid, Result};
use tokio::sync::Semaphore;

/// How dear a hash is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cost {
    /// For people: 19 MiB, two passes, one lane.
    Real,
    /// For the demo's and the tests' invented people only: as cheap as the algorithm allows.
    Invented,
}

impl Cost {
    fn params(self) -> Result<Params> {
        let (memory, passes) = match self {
            Self::Real => (19_456, 2),
            Self::Invented => (8, 1),
        };
        Ok(Params::new(memory, passes, 1, None).map_err(|e| Fault::new("setting the cost of a password", e))?)
    }
}

static TURNS: Semaphore = Semaphore::const_new(2);

/// A hash of nothing that anybody has as a password; whoever signs in with an unknown address is
/// measured against it, so that the answer takes as long.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| make("", &[0x6e; 16], Cost::Real).ok());

fn make(password: &str, salt: &[u8; 16], cost: Cost) -> Result<String> {
    let params = cost.params()?;
    let hash = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone())
        .hash_password_customized(password.as_bytes(), salt, Some("argon2id"), None, params)
        .map_err(|e| Fault::plain(format!("hashing a password: {e}")))?;
    Ok(hash.to_string())
}

fn fits(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|known| Argon2::default().verify_password(password.as_bytes(), &known).is_ok())
}

async fn in_turn<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let turn = TURNS.acquire().await.map_err(|e| Fault::new("waiting for a turn to hash a password", e))?;
    let out = tokio::task::spawn_blocking(run).await.map_err(|e| Fault::new("hashing a password", e))?;
    drop(turn);
    Ok(out)
}

/// Hashes a password with a salt of random bytes.
pub async fn hash(password: &str, salt: [u8; 16], cost: Cost) -> Result<String> {
    let password = password.to_owned();
    in_turn(move || make(&password, &salt, cost)).await?
}

/// Whether a password fits a hash; without one it takes as long and is false.
pub async fn verify(password: &str, hash: Option<&str>) -> Result<bool> {
    let password = password.to_owned();
    let known = hash.map(str::to_owned);
    in_turn(move || match known {
        Some(hash) => fits(&password, &hash),
        None => {
            if let Some(nobody) = NOBODY.as_deref() {
                let _ = fits(&password, nobody);
            }
            false
        }
    })
    .await
}

/// The least number of characters.
pub const MIN_LENGTH: usize = 12;
const MAX_LENGTH: usize = 200;

/// Checks a new password: long enough, and not one that is guessed soon, also from what is known of
/// the person (`about`: address, name, organization).
pub fn check(field: &str, password: &str, about: &[&str]) -> Result<(), Invalid> {
    let mut invalid = Invalid::new();
    let n = password.chars().count();
    if n < MIN_LENGTH {
        let code = if n == 0 { "required" } else { "too_short" };
        invalid.push(FieldError::new(field, code).with("min", MIN_LENGTH));
    } else if n > MAX_LENGTH {
        invalid.push(FieldError::new(field, "too_long").with("max", MAX_LENGTH));
    } else {
        // The list of common and leaked passwords is the estimator's; its words about the person are ours.
        let words: Vec<&str> = about.iter().flat_map(|a| a.split(['@', '.', ' ']).chain([*a])).filter(|w| w.len() > 2).collect();
        let score = u8::from(zxcvbn::zxcvbn(password, &words).score());
        invalid.check(score >= 3, field, "password.guessable");
    }
    invalid.finish()
}
