//! Time is a parameter: code asks a clock, and tests move it.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

/// A moment in UTC, whole microseconds, so that it is the same after a trip through either database.
pub type Instant = DateTime<Utc>;

/// Cuts a moment to whole microseconds.
pub fn micros(at: Instant) -> Instant {
    at.trunc_subsecs(6)
}

/// Who tells the time.
pub trait Clock: Send + Sync + 'static {
    /// The moment now, in whole microseconds.
    fn now(&self) -> Instant;
}

/// The machine's clock.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    fn now(&self) -> Instant {
        micros(Utc::now())
    }
}

/// A clock that stands still until it is moved; each reading is a microsecond later than the last,
/// so that order is kept.
#[derive(Debug)]
pub struct ManualClock {
    base: Mutex<Instant>,
    ticks: AtomicI64,
}

impl ManualClock {
    /// A clock that stands at a moment.
    pub fn new(at: Instant) -> Self {
        Self { base: Mutex::new(micros(at)), ticks: AtomicI64::new(0) }
    }

    /// Moves the clock to a moment.
    pub fn set(&self, at: Instant) {
        if let Ok(mut base) = self.base.lock() {
            *base = micros(at);
            self.ticks.store(0, Ordering::SeqCst);
        }
    }

    /// Moves the clock on.
    pub fn advance(&self, by: TimeDelta) {
        let now = self.now();
        self.set(now + by);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Instant {
        let tick = self.ticks.fetch_add(1, Ordering::SeqCst);
        let base = self.base.lock().map(|b| *b).unwrap_or_default();
        base + TimeDelta::microseconds(tick)
    }
}
