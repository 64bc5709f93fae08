//! Request limits for the API, one bucket for each token, user or address.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use base::{Instant, Kind, Result, Simple};
use http::{HeaderMap, HeaderValue};

use crate::Me;

/// Buckets that refill by the minute.
///
/// They live in this process: with several nodes behind a balancer, the limit is for each node.
pub(crate) struct Limiter {
    per_minute: u32,
    buckets: Mutex<HashMap<String, (i64, u32)>>,
}

/// What a bucket said.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Taken {
    limit: u32,
    remaining: Option<u32>,
    reset_seconds: i64,
}

impl Limiter {
    pub(crate) fn new(per_minute: u32) -> Self {
        Self { per_minute, buckets: Mutex::default() }
    }

    /// Takes one request from the reader's bucket.
    pub(crate) fn take(&self, me: &Me, now: Instant) -> Taken {
        let who = match (me.actor.token, me.actor.user, me.actor.address) {
            (Some(t), ..) => t.to_string(),
            (None, Some(u), _) => u.to_string(),
            (None, None, Some(a)) => a.to_string(),
            (None, None, None) => String::new(),
        };
        self.take_named(who, self.per_minute, now)
    }

    /// Takes one from a bucket of any name, of which so many may be taken in a minute; 0 is no limit.
    pub(crate) fn take_named(&self, who: String, per_minute: u32, now: Instant) -> Taken {
        let reset_seconds = 60 - now.timestamp().rem_euclid(60);
        if per_minute == 0 {
            return Taken { limit: 0, remaining: Some(u32::MAX), reset_seconds };
        }
        let minute = now.timestamp().div_euclid(60);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() > 50_000 {
            buckets.retain(|_, b| b.0 == minute);
        }
        let bucket = buckets.entry(who).or_insert((minute, 0));
        if bucket.0 != minute {
            *bucket = (minute, 0);
        }
        bucket.1 = bucket.1.saturating_add(1);
        Taken { limit: per_minute, remaining: per_minute.checked_sub(bucket.1), reset_seconds }
    }
}

impl Taken {
    /// Refused when the bucket was empty.
    pub(crate) fn verdict(self) -> Result<()> {
        match self.remaining {
            Some(_) => Ok(()),
            None => Err(Simple::new("limit", Kind::Limit).with("seconds", self.reset_seconds).into()),
        }
    }

    /// Says the limit in the answer's headers.
    pub(crate) fn headers(self, headers: &mut HeaderMap) {
        if self.limit == 0 {
            return;
        }
        let mut set = |name: &'static str, value: String| {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(name, value);
            }
        };
        set("ratelimit-limit", self.limit.to_string());
        set("ratelimit-remaining", self.remaining.unwrap_or(0).to_string());
        set("ratelimit-reset", self.reset_seconds.to_string());
        if self.remaining.is_none() {
            set("retry-after", self.reset_seconds.to_string());
        }
    }
}
