//! How long one has to wait.

use base::{Instant, Kind, Refusal};
use chrono::TimeDelta;
use sha2::{Digest as _, Sha256};

use super::model::Count;

/// What is counted, how many tries it has before the first delay, and the longest delay in seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) free: i64,
    pub(crate) most: i64,
}

impl Key {
    /// Tries at one account; the table does not hold the address itself.
    pub(crate) fn account(purpose: &str, email: &str) -> Self {
        let hash = Sha256::digest(email.trim().to_lowercase());
        Self { name: format!("{purpose}:account:{}", hex::encode(hash)), free: 5, most: 900 }
    }

    /// Tries from one place.
    pub(crate) fn place(purpose: &str, address: Option<std::net::IpAddr>) -> Self {
        let place = match address {
            Some(std::net::IpAddr::V4(a)) => a.to_string(),
            // A household has a whole network of these.
            Some(std::net::IpAddr::V6(a)) => {
                let [a, b, c, d, ..] = a.segments();
                format!("{a:x}:{b:x}:{c:x}:{d:x}")
            }
            None => "unknown".to_owned(),
        };
        // A whole company may come from one address, so it has more tries and waits less.
        Self { name: format!("{purpose}:place:{place}"), free: 100, most: 60 }
    }
}

/// Too many tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many tries; wait {seconds} s")]
pub(crate) struct TooOften {
    pub(crate) seconds: i64,
}

impl Refusal for TooOften {
    fn code(&self) -> &'static str {
        "sign_in.too_often"
    }
    fn kind(&self) -> Kind {
        Kind::Limit
    }
    fn args(&self) -> Vec<(&'static str, String)> {
        // In whole minutes: the exact second helps only who counts them.
        vec![("minutes", ((self.seconds + 59) / 60).to_string())]
    }
}

/// Counts one more try, or says how long to wait.
pub(crate) fn count(known: Option<Count>, key: &Key, now: Instant) -> Result<Count, TooOften> {
    let fresh = known.filter(|c| now - c.last_at < TimeDelta::days(1));
    if let Some(c) = fresh
        && c.until_at > now
    {
        return Err(TooOften { seconds: (c.until_at - now).num_seconds().max(1) });
    }
    let failures = fresh.map_or(0, |c| c.failures).saturating_add(1);
    Ok(Count { failures, last_at: now, until_at: now + delay(failures, key) })
}

/// The count without the last try, because it was no guess.
pub(crate) fn forgive(known: Count, now: Instant) -> Count {
    Count { failures: (known.failures - 1).max(0), until_at: now, ..known }
}

/// How long to wait after this many tries.
fn delay(failures: i64, key: &Key) -> TimeDelta {
    let over = failures - key.free;
    if over < 0 {
        return TimeDelta::zero();
    }
    let doublings = u32::try_from(over.min(10)).unwrap_or(10);
    TimeDelta::seconds((2 * 2_i64.pow(doublings)).min(key.most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delay_grows_and_a_quiet_day_ends_it() {
        let start = Instant::default();
        let key = &Key::account("test", "ada@example.com");
        let mut known = None;
        let mut waits = Vec::new();
        let mut now = start;
        for _ in 0..16 {
            let c = count(known, key, now).unwrap();
            waits.push((c.until_at - now).num_seconds());
            known = Some(c);
            now = c.until_at;
        }
        assert_eq!(waits, [0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
        let blocked = known.map(|c| Count { until_at: now + TimeDelta::seconds(61), ..c });
        assert_eq!(count(blocked, key, now), Err(TooOften { seconds: 61 }));
        assert_eq!(count(blocked, key, now + TimeDelta::days(2)).map(|c| c.failures), Ok(1));
    }
    #[test]
    fn a_place_has_more_tries_waits_less_and_gets_them_back() {
        let key = &Key::place("test", None);
        let now = Instant::default();
        let busy = Count { failures: 104, last_at: now, until_at: now };
        assert_eq!(count(Some(busy), key, now).map(|c| c.until_at - now), Ok(TimeDelta::seconds(60)));
        assert_eq!(forgive(Count { failures: 1, ..busy }, now).failures, 0);
        assert_eq!(forgive(Count { failures: 0, ..busy }, now).failures, 0);
        let v6 = |a: &str| Key::place("x", Some(a.parse().unwrap())).name;
        assert_eq!(v6("2a00:1:2:3:4::5"), v6("2a00:1:2:3:ffff::1"));
        assert_ne!(v6("2a00:1:2:3::1"), v6("2a00:1:2:4::1"));
    }
}
