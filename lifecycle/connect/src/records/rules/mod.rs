//! What a deal looks like in a CRM, and which side a value follows.

mod image;
mod merge;

pub use image::{begins, opportunity, ours};
pub use merge::{Sides, merge, told};

use base::{Instant, Kind, Refusal};
use chrono::TimeDelta;

/// Why something about a record is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecordRefusal {
    /// The conflict was settled already.
    #[error("settled already")]
    Settled,
    /// The other side's value cannot be followed here.
    #[error("the other side's value cannot be followed here")]
    Unfollowable,
    /// The connection is paused.
    #[error("the connection is paused")]
    Paused,
}

impl Refusal for RecordRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Settled => "connection.settled",
            Self::Unfollowable => "connection.unfollowable",
            Self::Paused => "connection.is_paused",
        }
    }

    fn kind(&self) -> Kind {
        Kind::Conflict
    }
}

/// Seconds between one try and the next; together a little over three days.
const WAITS: [i64; 11] = [5, 20, 60, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

/// How long to wait after so many failures; none when that was the last try.
///
/// `random` moves it by up to a fifth either way, so that what failed together does not come back together.
pub fn wait(attempts: i64, random: u8) -> Option<TimeDelta> {
    let seconds = usize::try_from(attempts - 1).ok().and_then(|i| WAITS.get(i))?;
    let base = seconds * 1000;
    Some(TimeDelta::milliseconds(base + base * (i64::from(random) - 128) / 640))
}

/// How long from one look for changes to the next: short, and longer while the other side itself says what changed.
pub fn pace(told: Option<Instant>, now: Instant) -> TimeDelta {
    match told {
        Some(at) if now - at < TimeDelta::hours(1) => TimeDelta::seconds(285),
        _ => TimeDelta::zero(),
    }
}
