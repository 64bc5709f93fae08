//! Where ids and random bytes come from: one source, seeded for the demo and tests.

use std::sync::{Mutex, PoisonError};

use base::Instant;
use rand::{RngCore, SeedableRng};
use rand_chacha::ChaCha20Rng;
use uuid::{Builder, Uuid};

/// Makes `UUIDv7` keys from a moment and a stream of random bits.
#[derive(Debug)]
pub struct IdSource {
    rng: Mutex<ChaCha20Rng>,
    /// The last millisecond and how many keys it has: what is made later in it sorts later, so that the
    /// facts and records of one transaction keep their order.
    last: Mutex<(u64, u16)>,
}

impl IdSource {
    /// A source seeded by the operating system.
    pub fn random_seed() -> Self {
        Self { rng: Mutex::new(ChaCha20Rng::from_os_rng()), last: Mutex::default() }
    }

    /// A source that gives the same ids again; for the demo and tests, never for secrets of a real deployment.
    pub fn seeded(seed: u64) -> Self {
        Self { rng: Mutex::new(ChaCha20Rng::seed_from_u64(seed)), last: Mutex::default() }
    }

    /// The next key, sorted by its moment.
    pub fn next(&self, at: Instant) -> Uuid {
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
        let [high, low] = self.count(millis).to_be_bytes();
        let mut tail: [u8; 10] = self.random();
        for (place, byte) in tail.iter_mut().zip([high, low]) {
            *place = byte;
        }
        Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
    }

    /// The place within a millisecond, in the twelve bits that follow it in the key.
    fn count(&self, millis: u64) -> u16 {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        *last = if last.0 == millis { (millis, (last.1 + 1) % 4096) } else { (millis, 0) };
        last.1
    }

    /// Random bytes.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.rng.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
        bytes
    }
}
