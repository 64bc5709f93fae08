//! Figures about deals, each with its definition and the way to its rows.

use access::{Permission, Resource};
use base::{Instant, Money, Result};
use chrono::{Months, NaiveDate, NaiveTime, TimeDelta, TimeZone as _, Utc};
use i18n::L10n;
use web::{Figure, Reader};
use work::Work;

use crate::deals::actions;
use crate::deals::model::StateKind;
use crate::deals::rules::{self, Trace};
use crate::quarter::Quarter;

/// How many points a sparkline has.
const POINTS: u32 = 7;

/// The figures of the reader: a partner's own, or the program's.
pub(super) async fn figures(work: &Work, reader: &Reader<'_>) -> Result<Vec<Figure>> {
    if !work.can(Permission::DealRead, &Resource::own("deal", work.actor())) {
        return Ok(Vec::new());
    }
    if reader.me.is_staff() { of_program(work, reader.l).await } else { of_partner(work, reader.l).await }
}

fn begin(day: NaiveDate) -> Instant {
    Utc.from_utc_datetime(&day.and_time(NaiveTime::MIN))
}

fn back(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_sub_months(Months::new(months)).unwrap_or(day)
}

fn ahead(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months)).unwrap_or(day)
}

/// The change from a value to another in percent, and whether it went up; none when there was nothing before.
fn change(l: &L10n, before: i64, now: i64) -> Option<(String, bool)> {
    if before == 0 || before == now {
        return None;
    }
    let up = now > before;
    Some((l.share((now - before).abs(), before), up))
}

/// What the change is measured against; nothing when there is no change to say.
fn against(l: &L10n, before: i64, now: i64, key: &str) -> String {
    if before == 0 || before == now { String::new() } else { l.t(key) }
}

/// A trend worth drawing: one that moves.
fn moving(values: Vec<i64>) -> Vec<i64> {
    if values.windows(2).all(|pair| pair.first() == pair.last()) { Vec::new() } else { values }
}

async fn of_partner(work: &Work, l: &L10n) -> Result<Vec<Figure>> {
    let today = l.day_of(work.now());
    let quarter = Quarter::of(today).first();
    let traces: Vec<Trace> = actions::figures(work, begin(back(quarter, 24))).await?;
    let currency = rules::main_currency(traces.iter().map(|t| t.value.currency));
    let money = |minor: i64| Money::new(minor, currency);
    let months = rules::months(today, POINTS - 2, POINTS);

    let open = rules::open_at(&traces, currency, work.now());
    let open_before = rules::open_at(&traces, currency, begin(quarter));
    let mut open_trend: Vec<i64> =
        months.iter().take(months.len().saturating_sub(1)).map(|m| rules::open_at(&traces, currency, begin(*m))).collect();
    open_trend.push(open);

    let won_in = |from: NaiveDate, months: u32| rules::won_between(&traces, currency, from, ahead(from, months));
    let (won, won_before) = (won_in(quarter, 3), won_in(back(quarter, 3), 3));

    let rate_of = |from: Instant, until: Instant| rules::won_of_ended(&traces, from, until);
    let year = TimeDelta::days(365);
    let (wins, ended) = rate_of(work.now() - year, work.now() + TimeDelta::days(1));
    let (wins_before, ended_before) = rate_of(work.now() - year * 2, work.now() - year);
    let points = |n: i64, of: i64| if of == 0 { 0 } else { n * 100 / of };
    let (rate, rate_before) = (points(wins, ended), points(wins_before, ended_before));
    let rate_delta = (ended > 0 && ended_before > 0 && rate != rate_before)
        .then(|| (l.t1("deals-figure-points", "n", (rate - rate_before).abs()), rate > rate_before));
    let rate_trend = months.iter().map(|m| {
        let until = begin(ahead(*m, 1));
        let (n, of) = rate_of(until - year, until);
        points(n, of)
    });

    Ok(vec![
        Figure {
            key: "sell.open_pipeline",
            label: l.t("deals-figure-open"),
            definition: l.t("deals-figure-open-how"),
            value: l.money_short(money(open)),
            money: Some(money(open)),
            delta: change(l, open_before, open),
            note: against(l, open_before, open, "deals-figure-vs-quarter"),
            trend: moving(open_trend),
            href: "/deals?view=board".to_owned(),
            order: 10,
        },
        Figure {
            key: "sell.won_quarter",
            label: l.t("deals-figure-won"),
            definition: l.t("deals-figure-won-how"),
            value: l.money_short(money(won)),
            money: Some(money(won)),
            delta: change(l, won_before, won),
            note: against(l, won_before, won, "deals-figure-vs-quarter"),
            trend: moving(months.iter().map(|m| won_in(*m, 1)).collect()),
            href: "/deals?state=won".to_owned(),
            order: 11,
        },
        Figure {
            key: "sell.win_rate",
            label: l.t("deals-figure-rate"),
            definition: l.t("deals-figure-rate-how"),
            value: l.share(wins, ended),
            money: None,
            delta: rate_delta,
            note: against(l, rate_before, rate, "deals-figure-vs-year"),
            trend: moving(rate_trend.collect()),
            href: "/deals?state=won".to_owned(),
            order: 12,
        },
    ])
}

async fn of_program(work: &Work, l: &L10n) -> Result<Vec<Figure>> {
    let open = actions::overview(work).await?;
    let (in_time, due) = actions::promise(work).await?;
    let currency = rules::main_currency(open.iter().map(|o| o.2.currency));
    let of = |state: StateKind| {
        let here = open.iter().filter(|o| o.0 == state);
        here.fold((0, 0), |(n, minor), o| (n + o.1, minor + if o.2.currency == currency { o.2.minor } else { 0 }))
    };
    let ((waiting, waiting_minor), (approved, approved_minor)) = (of(StateKind::InReview), of(StateKind::Approved));
    let pipeline = Money::new(approved_minor.saturating_add(waiting_minor), currency);
    Ok(vec![
        Figure {
            key: "sell.pipeline",
            label: l.t("deals-figure-pipeline"),
            definition: l.t("deals-figure-pipeline-how"),
            value: l.money_short(pipeline),
            money: Some(pipeline),
            delta: None,
            note: l.t1("deals-count", "n", approved + waiting),
            trend: Vec::new(),
            href: "/deals?view=board".to_owned(),
            order: 20,
        },
        Figure {
            key: "sell.decided_in_time",
            label: l.t("deals-figure-in-time"),
            definition: l.t("deals-figure-in-time-how"),
            value: l.share(in_time, due),
            money: None,
            delta: None,
            note: l.ta("deals-figure-decided", &[("n", due.into()), ("waiting", waiting.into())]),
            trend: Vec::new(),
            href: "/deals/answers".to_owned(),
            order: 21,
        },
    ])
}
