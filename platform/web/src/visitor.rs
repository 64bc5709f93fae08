//! Somebody from outside at a public form: who acts for them, where they come from, whether a person typed.

use base::Result;
use chrono::{DateTime, TimeDelta};
use work::Actor;

use crate::{App, Me};

/// Who acts for a stranger: the deployment itself, with the stranger's address in the record.
pub fn stranger(app: &App, me: &Me, name: &'static str) -> Actor {
    Actor { address: me.actor.address, request: me.actor.request.clone(), idempotency: me.actor.idempotency.clone(), ..app.system(name) }
}

/// The place that a request comes from, for counting: its address, or the network of a household.
pub fn place(me: &Me) -> String {
    match me.actor.address {
        Some(std::net::IpAddr::V4(a)) => a.to_string(),
        // A household has a whole network of these.
        Some(std::net::IpAddr::V6(a)) => {
            let [one, two, three, four, ..] = a.segments();
            format!("{one:x}:{two:x}:{three:x}:{four:x}")
        }
        None => "unknown".to_owned(),
    }
}

/// A sealed moment: when a form was opened.
pub fn stamp(app: &App, about: &str) -> Result<String> {
    app.seal()?.seal(app.ids().random::<12>(), about, app.now().timestamp().to_string().as_bytes())
}

/// Whether a person may have filled a form in: not within three seconds, not after a day.
pub fn is_fresh(app: &App, about: &str, stamp: &str) -> bool {
    let Ok(seal) = app.seal() else { return false };
    let opened = seal.open_sealed(about, stamp).ok();
    let opened =
        opened.and_then(|b| String::from_utf8(b).ok()).and_then(|t| t.parse::<i64>().ok()).and_then(|t| DateTime::from_timestamp(t, 0));
    let now = app.now();
    opened.is_some_and(|at| at + TimeDelta::seconds(3) <= now && now <= at + TimeDelta::hours(24))
}
