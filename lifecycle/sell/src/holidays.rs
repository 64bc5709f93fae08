//! Public holidays, worked out by rule: fixed days, days that follow Easter, the n-th weekday of a month.
//!
//! Only what holds in the whole country is here (for `GB`, in England and Wales; for `CH`, in all cantons),
//! because a desk has one calendar. What a region adds, or a single year, is added to the terms by hand
//! or from a calendar file. Each country names the law that its list was written from.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// How a holiday is found in a year.
#[derive(Debug, Clone, Copy)]
enum Rule {
    /// Each year on this day.
    On(u32, u32),
    /// On this day; so many days later, or earlier, when it is a Saturday, or a Sunday.
    Moved(u32, u32, i64, i64),
    /// So many days after Easter Sunday.
    Easter(i64),
    /// On the n-th of these weekdays in a month.
    Nth(u32, Weekday, u8),
    /// On the last of these weekdays in a month.
    Last(u32, Weekday),
    /// On the first of these weekdays from a day on.
    From(u32, u32, Weekday),
}

use Rule::{Easter, From, Last, Moved, Nth, On};
use Weekday::{Fri, Mon, Thu};

/// A country's holidays, and the law that says so.
struct Calendar {
    country: &'static str,
    law: &'static str,
    rules: &'static [Rule],
}

const ALL: &[Calendar] = &[
    Calendar {
        country: "AT",
        law: "Arbeitsruhegesetz § 7",
        rules: &[
            On(1, 1),
            On(1, 6),
            Easter(1),
            On(5, 1),
            Easter(39),
            Easter(50),
            Easter(60),
            On(8, 15),
            On(10, 26),
            On(11, 1),
            On(12, 8),
            On(12, 25),
            On(12, 26),
        ],
    },
    Calendar {
        country: "BE",
        law: "Arrêté royal du 18 avril 1974, art. 1",
        rules: &[On(1, 1), Easter(1), On(5, 1), Easter(39), Easter(50), On(7, 21), On(8, 15), On(11, 1), On(11, 11), On(12, 25)],
    },
    Calendar { country: "CH", law: "ArG Art. 20a", rules: &[On(1, 1), Easter(39), On(8, 1), On(12, 25)] },
    Calendar {
        country: "CZ",
        law: "Zákon č. 245/2000 Sb.",
        rules: &[
            On(1, 1),
            Easter(-2),
            Easter(1),
            On(5, 1),
            On(5, 8),
            On(7, 5),
            On(7, 6),
            On(9, 28),
            On(10, 28),
            On(11, 17),
            On(12, 24),
            On(12, 25),
            On(12, 26),
        ],
    },
    Calendar {
        country: "DE",
        law: "Feiertagsgesetze der Länder; Einigungsvertrag Art. 2",
        rules: &[On(1, 1), Easter(-2), Easter(1), On(5, 1), Easter(39), Easter(50), On(10, 3), On(12, 25), On(12, 26)],
    },
    Calendar {
        country: "DK",
        law: "Helligdagsloven",
        rules: &[On(1, 1), Easter(-3), Easter(-2), Easter(1), Easter(39), Easter(50), On(12, 25), On(12, 26)],
    },
    Calendar {
        country: "ES",
        law: "Estatuto de los Trabajadores art. 37.2; Real Decreto 2001/1983 art. 45",
        rules: &[On(1, 1), On(1, 6), Easter(-2), On(5, 1), On(8, 15), On(10, 12), On(11, 1), On(12, 6), On(12, 8), On(12, 25)],
    },
    Calendar {
        country: "FI",
        law: "Kirkkolaki; laki itsenäisyyspäivän vietosta 388/1937; eves as agreed everywhere",
        rules: &[
            On(1, 1),
            On(1, 6),
            Easter(-2),
            Easter(1),
            On(5, 1),
            Easter(39),
            From(6, 19, Fri),
            On(12, 6),
            On(12, 24),
            On(12, 25),
            On(12, 26),
        ],
    },
    Calendar {
        country: "FR",
        law: "Code du travail, art. L3133-1",
        rules: &[On(1, 1), Easter(1), On(5, 1), On(5, 8), Easter(39), Easter(50), On(7, 14), On(8, 15), On(11, 1), On(11, 11), On(12, 25)],
    },
    Calendar {
        country: "GB",
        law: "Banking and Financial Dealings Act 1971, Schedule 1",
        rules: &[
            Moved(1, 1, 2, 1),
            Easter(-2),
            Easter(1),
            Nth(5, Mon, 1),
            Last(5, Mon),
            Last(8, Mon),
            Moved(12, 25, 2, 2),
            Moved(12, 26, 2, 2),
        ],
    },
    Calendar {
        country: "IT",
        law: "Legge 27 maggio 1949, n. 260",
        rules: &[
            On(1, 1),
            On(1, 6),
            Easter(1),
            On(4, 25),
            On(5, 1),
            On(6, 2),
            On(8, 15),
            On(10, 4),
            On(11, 1),
            On(12, 8),
            On(12, 25),
            On(12, 26),
        ],
    },
    Calendar {
        country: "LU",
        law: "Code du travail, art. L.232-2",
        rules: &[On(1, 1), Easter(1), On(5, 1), On(5, 9), Easter(39), Easter(50), On(6, 23), On(8, 15), On(11, 1), On(12, 25), On(12, 26)],
    },
    Calendar {
        country: "NL",
        law: "Algemene termijnenwet art. 3",
        rules: &[On(1, 1), Easter(-2), Easter(1), On(4, 27), Easter(39), Easter(50), On(12, 25), On(12, 26)],
    },
    Calendar {
        country: "NO",
        law: "Lov om helligdager og helligdagsfred § 2; lov om 1 og 17 mai",
        rules: &[On(1, 1), Easter(-3), Easter(-2), Easter(1), On(5, 1), On(5, 17), Easter(39), Easter(50), On(12, 25), On(12, 26)],
    },
    Calendar {
        country: "PL",
        law: "Ustawa o dniach wolnych od pracy",
        rules: &[
            On(1, 1),
            On(1, 6),
            Easter(1),
            On(5, 1),
            On(5, 3),
            Easter(60),
            On(8, 15),
            On(11, 1),
            On(11, 11),
            On(12, 24),
            On(12, 25),
            On(12, 26),
        ],
    },
    Calendar {
        country: "PT",
        law: "Código do Trabalho, art. 234",
        rules: &[
            On(1, 1),
            Easter(-2),
            On(4, 25),
            On(5, 1),
            Easter(60),
            On(6, 10),
            On(8, 15),
            On(10, 5),
            On(11, 1),
            On(12, 1),
            On(12, 8),
            On(12, 25),
        ],
    },
    Calendar {
        country: "SE",
        law: "Lag (1989:253) om allmänna helgdagar",
        rules: &[On(1, 1), On(1, 6), Easter(-2), Easter(1), On(5, 1), Easter(39), On(6, 6), On(12, 25), On(12, 26)],
    },
    Calendar {
        country: "US",
        law: "5 U.S.C. § 6103",
        rules: &[
            Moved(1, 1, -1, 1),
            Nth(1, Mon, 3),
            Nth(2, Mon, 3),
            Last(5, Mon),
            Moved(6, 19, -1, 1),
            Moved(7, 4, -1, 1),
            Nth(9, Mon, 1),
            Nth(10, Mon, 2),
            Moved(11, 11, -1, 1),
            Nth(11, Thu, 4),
            Moved(12, 25, -1, 1),
        ],
    },
];

/// The countries that are known, each with the law its holidays were written from.
pub(crate) fn countries() -> impl Iterator<Item = (&'static str, &'static str)> {
    ALL.iter().map(|c| (c.country, c.law))
}

/// Whether a day is a public holiday in a country, or is taken for one that falls on a weekend.
pub(crate) fn is_holiday(country: &str, day: NaiveDate) -> bool {
    let Some(calendar) = ALL.iter().find(|c| c.country == country) else { return false };
    // A holiday on New Year's Day that is a Saturday may be taken in the year before.
    [day.year(), day.year() + 1].iter().any(|year| calendar.rules.iter().any(|rule| rule.in_year(*year) == Some(day)))
}

impl Rule {
    /// The day of a year on which it falls.
    fn in_year(self, year: i32) -> Option<NaiveDate> {
        match self {
            On(month, day) => NaiveDate::from_ymd_opt(year, month, day),
            Moved(month, day, saturday, sunday) => {
                let day = NaiveDate::from_ymd_opt(year, month, day)?;
                match day.weekday() {
                    Weekday::Sat => plus(day, saturday),
                    Weekday::Sun => plus(day, sunday),
                    Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => Some(day),
                }
            }
            Easter(days) => plus(easter(year)?, days),
            Nth(month, weekday, n) => NaiveDate::from_weekday_of_month_opt(year, month, weekday, n),
            Last(month, weekday) => (4..=5).rev().find_map(|n| NaiveDate::from_weekday_of_month_opt(year, month, weekday, n)),
            From(month, day, weekday) => NaiveDate::from_ymd_opt(year, month, day)?.iter_days().take(7).find(|d| d.weekday() == weekday),
        }
    }
}

fn plus(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let by = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(by) } else { day.checked_add_days(by) }
}

/// Easter Sunday of the Gregorian calendar, by the rule that Meeus, Jones and Butcher wrote down.
#[expect(clippy::many_single_char_names, reason = "the letters are those of the rule as it was published")]
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(sum / 31).ok()?, u32::try_from(sum % 31 + 1).ok()?)
}

/// The days that somebody typed, or pasted from a table or a calendar file; none where a part is no day.
///
/// Read are days as `2026-12-25`, with commas or one on a line; lines of a table, of which the cells that are
/// no days are names; and iCalendar, of which each event's days are taken.
pub(crate) fn read_days(typed: &str) -> Option<Vec<NaiveDate>> {
    if typed.contains("BEGIN:VCALENDAR") {
        return from_icalendar(typed);
    }
    let mut days = Vec::new();
    for line in typed.lines() {
        let cells: Vec<&str> = line.split([',', ';', '\t']).map(|c| c.trim().trim_matches('"')).filter(|c| !c.is_empty()).collect();
        let mut any = false;
        for cell in &cells {
            match cell.parse() {
                Ok(day) => {
                    days.push(day);
                    any = true;
                }
                // What begins like a day and is none is a mistake, not a name.
                Err(_) if cell.starts_with(|c: char| c.is_ascii_digit()) => return None,
                Err(_) => {}
            }
        }
        // Only the first line may be the heading of a table.
        if !any && !cells.is_empty() && !days.is_empty() {
            return None;
        }
    }
    if days.is_empty() && !typed.trim().is_empty() { None } else { Some(days) }
}

fn from_icalendar(text: &str) -> Option<Vec<NaiveDate>> {
    let mut days = Vec::new();
    let mut begins: Option<NaiveDate> = None;
    for line in text.lines().map(str::trim_end) {
        let Some((name, value)) = line.split_once(':') else { continue };
        let day = || NaiveDate::parse_from_str(value.get(..8)?, "%Y%m%d").ok();
        match name.split(';').next().unwrap_or_default() {
            "DTSTART" => {
                begins = Some(day()?);
                days.extend(begins);
            }
            // The end is the first day that no longer belongs to it.
            "DTEND" if name.contains("VALUE=DATE") => {
                let end = day()?;
                let rest = begins?.iter_days().skip(1).take_while(|d| *d < end).take(60);
                days.extend(rest);
            }
            _ => {}
        }
    }
    if days.is_empty() { None } else { Some(days) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Weekdays without business in 2027, as an independent source lists them (the Python package `holidays`, 2026).
    const IN_2027: &[(&str, &str)] = &[
        ("AT", "01-01 01-06 03-29 05-06 05-17 05-27 10-26 11-01 12-08"),
        ("BE", "01-01 03-29 05-06 05-17 07-21 11-01 11-11"),
        ("CH", "01-01 05-06"),
        ("CZ", "01-01 03-26 03-29 07-05 07-06 09-28 10-28 11-17 12-24"),
        ("DE", "01-01 03-26 03-29 05-06 05-17"),
        ("DK", "01-01 03-25 03-26 03-29 05-06 05-17"),
        ("ES", "01-01 01-06 03-26 10-12 11-01 12-06 12-08"),
        ("FI", "01-01 01-06 03-26 03-29 05-06 06-25 12-06 12-24"),
        ("FR", "01-01 03-29 05-06 05-17 07-14 11-01 11-11"),
        ("GB", "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
        ("IT", "01-01 01-06 03-29 06-02 10-04 11-01 12-08"),
        ("LU", "01-01 03-29 05-06 05-17 06-23 11-01"),
        ("NL", "01-01 03-26 03-29 04-27 05-06 05-17"),
        ("NO", "01-01 03-25 03-26 03-29 05-06 05-17"),
        ("PL", "01-01 01-06 03-29 05-03 05-27 11-01 11-11 12-24"),
        ("PT", "01-01 03-26 05-27 06-10 10-05 11-01 12-01 12-08"),
        ("SE", "01-01 01-06 03-26 03-29 05-06"),
        ("US", "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31"),
    ];

    #[test]
    fn the_rules_give_the_days_that_others_list() {
        assert_eq!(IN_2027.len(), ALL.len());
        for (country, listed) in IN_2027 {
            let first = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
            let found: Vec<String> = first
                .iter_days()
                .take(365)
                .filter(|d| d.weekday().number_from_monday() <= 5 && is_holiday(country, *d))
                .map(|d| d.format("%m-%d").to_string())
                .collect();
            assert_eq!(found.join(" "), *listed, "{country}");
        }
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        // New Year's Day 2028 is a Saturday: taken on Friday in one country, on Monday in the other.
        assert!(is_holiday("US", day(2027, 12, 31)) && is_holiday("GB", day(2028, 1, 3)) && !is_holiday("DE", day(2028, 1, 3)));
        assert_eq!((easter(2000), easter(2038)), (Some(day(2000, 4, 23)), Some(day(2038, 4, 25))));
        assert!(!is_holiday("XX", day(2027, 1, 1)));
    }

    #[test]
    fn days_are_read_as_typed_from_a_table_and_from_a_calendar() {
        let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
        assert_eq!(read_days(" 2026-12-24, 2026-12-31\n"), Some(vec![day(12, 24), day(12, 31)]));
        assert_eq!(
            read_days("Date;Name\n2026-12-24;Christmas Eve\n\n\"2026-12-31\";\"New Year's Eve\""),
            Some(vec![day(12, 24), day(12, 31)])
        );
        let calendar = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261228\r\nDTEND;VALUE=DATE:20261230\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        assert_eq!(read_days(calendar), Some(vec![day(12, 28), day(12, 29)]));
        assert_eq!(read_days(""), Some(vec![]));
        for wrong in ["2026-13-01", "tomorrow", "2026-12-24\nand the day after", "BEGIN:VCALENDAR\nDTSTART:never\n"] {
            assert_eq!(read_days(wrong), None, "{wrong}");
        }
    }
}
