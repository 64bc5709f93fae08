use base::{Instant, Money, Rate};
use chrono::{NaiveDate, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::l10n;
use crate::{L10n, Locale};

fn eur(minor: i64) -> Money {
    Money::new(minor, "EUR".parse().unwrap())
}

fn both(f: impl Fn(&L10n) -> String) -> (String, String) {
    (f(&l10n(Locale::En)), f(&l10n(Locale::De)).replace('\u{a0}', "~"))
}

fn at(y: i32, m: u32, d: u32, h: u32, min: u32) -> Instant {
    Utc.with_ymd_and_hms(y, m, d, h, min, 0).unwrap()
}

fn pair(en: &str, de: &str) -> (String, String) {
    (en.to_owned(), de.to_owned())
}

#[test]
fn money_is_written_as_the_language_does() {
    assert_eq!(both(|l| l.money(eur(2_845_000))), pair("€28,450", "28.450~€"));
    assert_eq!(both(|l| l.money(eur(2_845_050))), pair("€28,450.50", "28.450,50~€"));
    assert_eq!(both(|l| l.money(eur(-99))), pair("-€0.99", "-0,99~€"));
    assert_eq!(both(|l| l.money(eur(0))), pair("€0", "0~€"));
    assert_eq!(both(|l| l.money_exact(eur(2_845_000))), pair("€28,450.00", "28.450,00~€"));
    assert_eq!(both(|l| l.amount(eur(9_500_000))), pair("95,000", "95.000"));
    assert_eq!(both(|l| l.money(Money::new(1000, "JPY".parse().unwrap()))), pair("¥1,000", "1.000~¥"));
    assert_eq!(l10n(Locale::En).money(Money::new(9_500_000, "NOK".parse().unwrap())), "NOK\u{a0}95,000");
    assert_eq!(both(|l| l.money(Money::new(100, "CAD".parse().unwrap()))), pair("CA$1", "1~CAD"));
    assert_eq!(both(|l| l.money(Money::new(1234, "KWD".parse().unwrap()))).0, "KWD\u{a0}1.234");
}

#[test]
fn short_money_keeps_what_fits_a_tile() {
    assert_eq!(both(|l| l.money_short(eur(93_800_000))), pair("€938k", "938~Tsd.~€"));
    assert_eq!(both(|l| l.money_short(eur(9_999))), pair("€100", "100~€"));
    assert_eq!(both(|l| l.money_short(eur(2_845_000))), pair("€28.5k", "28,5~Tsd.~€"));
    assert_eq!(both(|l| l.money_short(eur(99_995_000))), pair("€1M", "1~Mio.~€"));
    assert_eq!(both(|l| l.money_short(eur(12_345_678_900))), pair("€123M", "123~Mio.~€"));
    assert_eq!(both(|l| l.money_short(eur(-125_000_000_000))), pair("-€1.3B", "-1,3~Mrd.~€"));
    assert_eq!(both(|l| l.money_short(eur(i64::MAX))).0, "€92,233,720B");
}

#[test]
fn numbers_and_shares() {
    assert_eq!(both(|l| l.number(-1_234_567)), pair("-1,234,567", "-1.234.567"));
    assert_eq!(both(|l| l.percent(Rate::from_basis_points(4125))), pair("41.25%", "41,25~%"));
    assert_eq!(both(|l| l.percent(Rate::from_basis_points(4100))), pair("41%", "41~%"));
    assert_eq!(both(|l| l.share(2, 3)), pair("67%", "67~%"));
    assert_eq!(l10n(Locale::En).share(0, 0), "–");
}

#[test]
fn dates_and_times_are_the_readers() {
    let day = NaiveDate::from_ymd_opt(2026, 3, 5).unwrap();
    assert_eq!(both(|l| l.date(day)), pair("5 March 2026", "5. März 2026"));
    assert_eq!(both(|l| l.date_short(day)), pair("5 Mar 2026", "05.03.2026"));
    assert_eq!(both(|l| l.day(day)).0, "5 Mar");
    assert_eq!(both(|l| l.weekday(day)).0, "Thu 5 Mar");
    assert_eq!(both(|l| l.month(day)), pair("March 2026", "März 2026"));
    let deadline = at(2026, 11, 25, 16, 0);
    assert_eq!(l10n(Locale::En).day_and_time(deadline), "Wed 25 Nov, 17:00");
    assert_eq!(l10n(Locale::En).deadline(deadline), "Wed 25 Nov, 17:00 CET");
    assert_eq!(l10n(Locale::De).date_time(deadline), "25.11.2026, 17:00");
    assert_eq!(l10n(Locale::En).machine(deadline), "2026-11-25T17:00:00+01:00");
    // Shortly before midnight in London it is already tomorrow in Berlin, and summer time counts.
    let late = at(2026, 7, 1, 22, 30);
    assert_eq!(l10n(Locale::En).day_of(late), NaiveDate::from_ymd_opt(2026, 7, 2).unwrap());
    assert_eq!(l10n(Locale::En).in_zone(Tz::Europe__London).day_of(late), NaiveDate::from_ymd_opt(2026, 7, 1).unwrap());
    assert_eq!(l10n(Locale::En).deadline(late), "Thu 2 Jul, 00:30 CEST");
}

#[test]
fn distances_are_told_in_their_largest_unit() {
    let now = at(2026, 11, 21, 10, 0);
    let tell = |by: TimeDelta| both(|l| l.relative(now, now + by));
    assert_eq!(tell(TimeDelta::seconds(20)), pair("now", "jetzt"));
    assert_eq!(tell(TimeDelta::minutes(-5)), pair("5 min ago", "vor 5 Min."));
    assert_eq!(tell(TimeDelta::hours(1)), pair("in 1 hour", "in 1 Stunde"));
    assert_eq!(tell(TimeDelta::hours(30)), pair("in 1 day", "in 1 Tag"));
    assert_eq!(tell(TimeDelta::days(-90)), pair("3 months ago", "vor 3 Monaten"));
    assert_eq!(tell(TimeDelta::days(800)), pair("in 2 years", "in 2 Jahren"));
    assert_eq!(both(|l| l.left(now, now + TimeDelta::days(6))), pair("6 days left", "noch 6 Tage"));
    assert_eq!(both(|l| l.left(now, now + TimeDelta::hours(5))), pair("5 h left", "noch 5 Std."));
    assert_eq!(both(|l| l.left(now, now)), pair("over", "vorbei"));
    assert_eq!(both(|l| l.span(TimeDelta::hours(30))), pair("30 h", "30 Std."));
    assert_eq!(both(|l| l.span(TimeDelta::seconds(5))), pair("1 min", "1 Min."));
}

proptest! {
    #[test]
    fn an_amount_that_is_shown_can_be_typed_again(minor in -1_000_000_000_000i64..1_000_000_000_000, de in any::<bool>()) {
        let l = l10n(if de { Locale::De } else { Locale::En });
        let text = l.amount(eur(minor));
        prop_assert_eq!(Money::parse(&text, "EUR".parse().unwrap()).unwrap().minor, minor, "{}", text);
    }
}
