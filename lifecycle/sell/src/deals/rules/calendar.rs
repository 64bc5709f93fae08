//! What of a deal falls on which day.

use std::ops::Range;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::super::model::{Card, StateKind};

/// What falls on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Falls {
    /// The answer to a registration is due.
    Answer,
    /// The customer is expected to decide.
    Close,
    /// The protection ends.
    Expiry,
}

/// Something of a deal that falls on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// On which.
    pub on: NaiveDate,
    /// What.
    pub what: Falls,
    /// Of which deal.
    pub card: Card,
}

/// Everything of these deals that falls into some days, in a zone, in the order of the days.
pub fn dated(cards: &[Card], days: &Range<NaiveDate>, zone: Tz) -> Vec<Dated> {
    let mut all = Vec::new();
    for c in cards {
        let day = |at: base::Instant| at.with_timezone(&zone).date_naive();
        let open = matches!(c.state, StateKind::InReview | StateKind::Approved);
        for (what, on) in [
            (Falls::Answer, c.answer_by.filter(|_| c.state == StateKind::InReview).map(day)),
            (Falls::Close, c.close_on.filter(|_| open)),
            (Falls::Expiry, c.protected_until.filter(|_| c.state == StateKind::Approved).map(day)),
        ] {
            if let Some(on) = on.filter(|on| days.contains(on)) {
                all.push(Dated { on, what, card: c.clone() });
            }
        }
    }
    all.sort_by(|a, b| (a.on, a.what, &a.card.company).cmp(&(b.on, b.what, &b.card.company)));
    all
}
