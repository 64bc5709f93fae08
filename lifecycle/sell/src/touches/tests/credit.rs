//! Who sourced and who influenced, by hand.

use base::{AccountId, Instant, PartnerId};
use chrono::{NaiveDate, TimeZone as _, Utc};
use uuid::Uuid;

use super::super::model::{Kind, Seen, Win};
use super::super::rules::{credit, period, tally_of, totals};

fn partner(n: u128) -> PartnerId {
    Uuid::from_u128(n).into()
}

fn at(day: u32) -> Instant {
    Utc.with_ymd_and_hms(2026, 10, day, 12, 0, 0).unwrap()
}

fn account(n: u128) -> AccountId {
    Uuid::from_u128(100 + n).into()
}

fn seen(a: u128, p: u128, kind: Kind, day: u32) -> Seen {
    Seen { partner: partner(p), account: account(a), kind, at: at(day) }
}

fn win(deal: u128, a: u128, kind: Kind, day: u32) -> Win {
    Win { deal: Uuid::from_u128(200 + deal).into(), account: account(a), kind, at: at(day) }
}

#[test]
fn each_deal_counts_once_and_only_for_who_came_before_it() {
    let touches = [
        // At the first account, 1 came before anybody registered it; 2 later; 3 after the win.
        seen(1, 2, Kind::Demo, 8),
        seen(1, 1, Kind::Referral, 3),
        seen(1, 4, Kind::Registration, 5),
        seen(1, 3, Kind::Workshop, 21),
        // At the second, the meeting is of the day of the registration: not before it.
        seen(2, 1, Kind::Meeting, 5),
        seen(2, 4, Kind::Registration, 5),
        // At the third, the vendor gave a lead first.
        seen(3, 2, Kind::LeadAccepted, 2),
        seen(3, 1, Kind::Introduction, 4),
        // At the fourth there is a registration and nothing else.
        seen(4, 4, Kind::Registration, 1),
    ];
    let wins = [
        win(1, 1, Kind::Win, 20),
        win(2, 2, Kind::Win, 20),
        win(3, 3, Kind::Win, 20),
        win(4, 4, Kind::Win, 20),
        // Won a second time after it was opened again, and a renewal, which nobody sources.
        win(1, 1, Kind::Win, 19),
        win(5, 1, Kind::Renewal, 22),
    ];
    let credits = credit(&wins, &touches);
    assert_eq!(credits.len(), 5);
    // Sourced, influenced, customers.
    assert_eq!(tally_of(&credits, partner(1)), (1, 3, 3));
    assert_eq!(tally_of(&credits, partner(2)), (0, 3, 2));
    assert_eq!(tally_of(&credits, partner(3)), (0, 1, 1));
    assert_eq!(tally_of(&credits, partner(4)), (0, 0, 0));
    // Four of the five deals had help: one was sourced, three influenced.
    assert_eq!(totals(&credits), (1, 3, 3));
}

#[test]
fn a_period_is_whole_months() {
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    assert_eq!(period(day(2026, 11, 18)), (day(2025, 11, 1), day(2026, 11, 1)));
}
