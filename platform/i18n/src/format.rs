//! How a language writes numbers, money, dates and times; the shapes are those of CLDR.

use std::fmt;
use std::sync::Arc;

use base::{Currency, Instant, Money, Rate};
use chrono::{DateTime, NaiveDate, TimeDelta};
use chrono_tz::Tz;
use rust_decimal::Decimal;
use rust_decimal::prelude::RoundingStrategy;

use crate::{Arg, Catalogs, Direction, Locale, ToArg};

/// A space that does not break the line, as between a number and its unit.
const NBSP: char = '\u{a0}';

/// What a page needs to speak to its reader: language, time zone and words. Cheap to clone.
#[derive(Clone)]
pub struct L10n {
    catalogs: Arc<Catalogs>,
    locale: Locale,
    zone: Tz,
}

impl fmt::Debug for L10n {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("L10n").field("locale", &self.locale).field("zone", &self.zone).finish_non_exhaustive()
    }
}

impl L10n {
    /// Speaks a language and shows times in a zone.
    pub fn new(catalogs: Arc<Catalogs>, locale: Locale, zone: Tz) -> Self {
        Self { catalogs, locale, zone }
    }

    /// The same words in another language.
    #[must_use]
    pub fn in_locale(&self, locale: Locale) -> Self {
        Self { locale, ..self.clone() }
    }

    /// The same language with times in another zone.
    #[must_use]
    pub fn in_zone(&self, zone: Tz) -> Self {
        Self { zone, ..self.clone() }
    }

    /// The language.
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// The time zone.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// The words of all crates.
    pub fn catalogs(&self) -> &Arc<Catalogs> {
        &self.catalogs
    }

    /// The value of `<html lang>`.
    pub fn lang(&self) -> &'static str {
        self.locale.tag()
    }

    /// The value of `<html dir>`.
    pub fn dir(&self) -> &'static str {
        match self.locale.direction() {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }

    // ---- words ----

    /// A message without values.
    pub fn t(&self, key: &str) -> String {
        self.catalogs.text(self.locale, key, &[])
    }

    /// A message with values.
    pub fn ta(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.catalogs.text(self.locale, key, args)
    }

    /// A message with one value.
    pub fn t1(&self, key: &str, name: &str, value: impl ToArg) -> String {
        self.ta(key, &[(name, value.to_arg())])
    }

    /// What a refusal or a field error says: the message `refusal-` and its code with `.` and `_` as `-`.
    pub fn refusal(&self, code: &str, args: &[(&'static str, String)]) -> String {
        let key = format!("refusal-{}", code.replace(['.', '_'], "-"));
        let args: Vec<(&str, Arg)> = args.iter().map(|(name, value)| (*name, plural_or_text(value))).collect();
        self.ta(&key, &args)
    }

    // ---- numbers ----

    /// A whole number, such as `1,234`.
    pub fn number(&self, n: i64) -> String {
        localized(&n.to_string(), self.locale)
    }

    /// A decimal with at most so many digits after the sign, rounded half up, without closing zeros.
    pub fn decimal(&self, n: Decimal, digits: u32) -> String {
        let rounded = n.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero).normalize();
        localized(&rounded.to_string(), self.locale)
    }

    /// A rate as a percentage, such as `41%` or `12.5 %`.
    pub fn percent(&self, rate: Rate) -> String {
        self.with_percent_sign(&self.decimal(rate.percent(), 2))
    }

    /// A share of a whole as a percentage without fraction; a whole of nothing is a dash.
    pub fn share(&self, part: i64, whole: i64) -> String {
        if whole == 0 {
            return "–".to_owned();
        }
        let percent = Decimal::from(part) * Decimal::ONE_HUNDRED / Decimal::from(whole);
        self.with_percent_sign(&self.decimal(percent, 0))
    }

    fn with_percent_sign(&self, number: &str) -> String {
        match self.locale.source() {
            Locale::De => format!("{number}{NBSP}%"),
            Locale::En | Locale::Accented | Locale::Mirrored => format!("{number}%"),
        }
    }

    // ---- money ----

    /// An amount as people read it, such as `€28,450` or `28.450 €`; minor digits only when there are any.
    pub fn money(&self, money: Money) -> String {
        self.with_symbol(&self.amount(money), money.currency)
    }

    /// An amount with all its minor digits, as on a statement: `€28,450.00`.
    pub fn money_exact(&self, money: Money) -> String {
        self.with_symbol(&localized(&money.decimal().to_string(), self.locale), money.currency)
    }

    /// An amount rounded to what fits a tile, such as `€938k` or `1,2 Mio. €`.
    pub fn money_short(&self, money: Money) -> String {
        let mut scaled = money.decimal();
        let mut step = 0u8;
        // Rounding may reach the next step (999,950 is a million), so the rounded value is compared.
        while step < 3 && short_digits(scaled).abs() >= Decimal::ONE_THOUSAND {
            scaled /= Decimal::ONE_THOUSAND;
            step += 1;
        }
        let mut number = localized(&short_digits(scaled).normalize().to_string(), self.locale);
        number.push_str(match (self.locale.source(), step) {
            (_, 0) => "",
            (Locale::De, 1) => "\u{a0}Tsd.",
            (Locale::De, 2) => "\u{a0}Mio.",
            (Locale::De, _) => "\u{a0}Mrd.",
            (Locale::En | Locale::Accented | Locale::Mirrored, 1) => "k",
            (Locale::En | Locale::Accented | Locale::Mirrored, 2) => "M",
            (Locale::En | Locale::Accented | Locale::Mirrored, _) => "B",
        });
        self.with_symbol(&number, money.currency)
    }

    /// An amount without its currency, as it stands in an input: `95,000`.
    pub fn amount(&self, money: Money) -> String {
        let exact = money.decimal();
        let text = if exact.fract().is_zero() { exact.trunc().to_string() } else { exact.to_string() };
        localized(text.split_once('.').filter(|_| exact.fract().is_zero()).map_or(text.as_str(), |(whole, _)| whole), self.locale)
    }

    fn with_symbol(&self, number: &str, currency: Currency) -> String {
        let (sign, number) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
        let symbol = symbol(currency, self.locale);
        match self.locale.source() {
            Locale::De => format!("{sign}{number}{NBSP}{symbol}"),
            Locale::En | Locale::Accented | Locale::Mirrored => {
                // A code in letters is set off from the digits, a symbol is not.
                let gap = if symbol.ends_with(|c: char| c.is_ascii_alphabetic()) { "\u{a0}" } else { "" };
                format!("{sign}{symbol}{gap}{number}")
            }
        }
    }

    // ---- dates and times ----

    /// The calendar date of a moment in the reader's zone.
    pub fn day_of(&self, at: Instant) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }

    /// A date in full: `25 November 2026`, `25. November 2026`.
    pub fn date(&self, date: NaiveDate) -> String {
        self.form(date, "%-d %B %Y", "%-d. %B %Y")
    }

    /// A short date with its year: `25 Nov 2026`, `25.11.2026`.
    pub fn date_short(&self, date: NaiveDate) -> String {
        self.form(date, "%-d %b %Y", "%d.%m.%Y")
    }

    /// A date without its year: `25 Nov`, `25. Nov`.
    pub fn day(&self, date: NaiveDate) -> String {
        self.form(date, "%-d %b", "%-d. %b")
    }

    /// A date with its weekday: `Wed 25 Nov`, `Mi 25. Nov`.
    pub fn weekday(&self, date: NaiveDate) -> String {
        self.form(date, "%a %-d %b", "%a %-d. %b")
    }

    /// A month with its year: `November 2026`.
    pub fn month(&self, date: NaiveDate) -> String {
        self.form(date, "%B %Y", "%B %Y")
    }

    /// A month's short name: `Nov`.
    pub fn month_short(&self, date: NaiveDate) -> String {
        self.form(date, "%b", "%b")
    }

    /// A time of day: `17:00`.
    pub fn time(&self, at: Instant) -> String {
        self.local(at).format("%H:%M").to_string()
    }

    /// A short date and time: `25 Nov 2026, 17:00`.
    pub fn date_time(&self, at: Instant) -> String {
        format!("{}, {}", self.date_short(self.day_of(at)), self.time(at))
    }

    /// A weekday and time, for what is near: `Wed 25 Nov, 17:00`.
    pub fn day_and_time(&self, at: Instant) -> String {
        format!("{}, {}", self.weekday(self.day_of(at)), self.time(at))
    }

    /// A deadline with its time zone: `Wed 25 Nov, 17:00 CET`.
    pub fn deadline(&self, at: Instant) -> String {
        format!("{} {}", self.day_and_time(at), self.local(at).format("%Z"))
    }

    /// The value of `<time datetime>`.
    pub fn machine(&self, at: Instant) -> String {
        self.local(at).format("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// How far `to` is from `from`: `in 3 days`, `2 hours ago`, `now`.
    pub fn relative(&self, from: Instant, to: Instant) -> String {
        let distance = to - from;
        let way = if distance < TimeDelta::zero() { "ago" } else { "in" };
        match Span::of(distance.abs()) {
            None => self.t("time-now"),
            Some(span) => self.t1(&format!("time-{way}-{}", span.unit), "n", span.n),
        }
    }

    /// What is left until a deadline: `6 days left`, `5 h left`, `over`.
    pub fn left(&self, now: Instant, until: Instant) -> String {
        if until <= now {
            return self.t("time-over");
        }
        self.t1("time-left", "span", self.span(until - now))
    }

    /// A length of time in its largest whole unit: `22 min`, `5 h`, `90 days`.
    pub fn span(&self, length: TimeDelta) -> String {
        let minutes = length.num_minutes();
        match () {
            () if minutes >= 48 * 60 || minutes == 24 * 60 => self.t1("time-days", "n", length.num_days()),
            () if minutes >= 60 => self.t1("time-hours", "n", length.num_hours()),
            () => self.t1("time-minutes", "n", minutes.max(1)),
        }
    }

    fn local(&self, at: Instant) -> DateTime<Tz> {
        at.with_timezone(&self.zone)
    }

    fn form(&self, date: NaiveDate, en: &str, de: &str) -> String {
        let form = match self.locale.source() {
            Locale::De => de,
            Locale::En | Locale::Accented | Locale::Mirrored => en,
        };
        date.format_localized(form, self.locale.calendar()).to_string()
    }
}

/// A distance in its largest whole unit.
struct Span {
    unit: &'static str,
    n: i64,
}

impl Span {
    /// None when it is under a minute.
    fn of(distance: TimeDelta) -> Option<Self> {
        let (minutes, days) = (distance.num_minutes(), distance.num_days());
        let (unit, n) = match () {
            () if days >= 730 => ("years", days / 365),
            () if days >= 60 => ("months", days / 30),
            () if days >= 1 => ("days", days),
            () if minutes >= 60 => ("hours", distance.num_hours()),
            () if minutes >= 1 => ("minutes", minutes),
            () => return None,
        };
        Some(Self { unit, n })
    }
}

/// Arguments of refusals are text; those that are whole numbers may choose a plural.
fn plural_or_text(value: &str) -> Arg {
    match value.parse::<i64>() {
        Ok(n) if value.len() <= 15 && !value.starts_with('+') && (value == "0" || !value.starts_with('0')) => Arg::Number(n),
        _ => Arg::Text(value.to_owned()),
    }
}

/// One digit after the sign below a hundred, none above.
fn short_digits(n: Decimal) -> Decimal {
    let digits = u32::from(n.abs() < Decimal::ONE_HUNDRED);
    n.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero)
}

/// Digits with a point, as Rust writes them, with the language's grouping and decimal signs.
pub(crate) fn localized(plain: &str, locale: Locale) -> String {
    let (group, point) = match locale.source() {
        Locale::De => ('.', ','),
        Locale::En | Locale::Accented | Locale::Mirrored => (',', '.'),
    };
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut out = String::with_capacity(plain.len() + plain.len() / 3 + 1);
    out.push_str(sign);
    for (at, c) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(group);
        }
        out.push(c);
    }
    if !fraction.is_empty() {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

/// The sign that a language uses for a currency; its code where a sign would be ambiguous.
fn symbol(currency: Currency, locale: Locale) -> &'static str {
    match (currency.code(), locale.source()) {
        ("EUR", _) => "€",
        ("USD", _) => "$",
        ("GBP", _) => "£",
        ("JPY", _) => "¥",
        ("INR", _) => "₹",
        ("KRW", _) => "₩",
        ("BRL", _) => "R$",
        ("CAD", Locale::En | Locale::Accented | Locale::Mirrored) => "CA$",
        ("AUD", Locale::En | Locale::Accented | Locale::Mirrored) => "A$",
        ("NZD", Locale::En | Locale::Accented | Locale::Mirrored) => "NZ$",
        ("MXN", Locale::En | Locale::Accented | Locale::Mirrored) => "MX$",
        ("CNY", Locale::En | Locale::Accented | Locale::Mirrored) => "CN¥",
        (code, _) => code,
    }
}
