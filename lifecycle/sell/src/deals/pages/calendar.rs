//! The deals by day: expected closes, ends of protection and answers, by month and by week.

use std::ops::Range;

use askama::Template;
use axum::extract::State;
use base::PartnerId;
use chrono::{Datelike as _, Days, Months, NaiveDate};
use serde::Deserialize;
use ui::{Choice, Tone, Ui, icon};
use web::{App, Me, Page, Query, Reply, html};

use super::super::actions;
use super::super::model::{Filter, StateKind};
use super::super::rules::{Dated, Falls};

/// Which days are shown.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct CalendarQuery {
    span: String,
    on: String,
    product: String,
    mine: String,
    partner: String,
}

impl CalendarQuery {
    fn href(&self, span: &str, on: &str) -> String {
        let query = [("span", span), ("on", on), ("product", &self.product), ("mine", &self.mine), ("partner", &self.partner)];
        format!("/deals/calendar?{}", web::query_string(&query))
    }
}

/// A month or a week, and what stands around it.
struct Span {
    week: bool,
    days: Range<NaiveDate>,
    before: NaiveDate,
    after: NaiveDate,
}

fn monday(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))).unwrap_or(day)
}

/// The month or week that a day is in.
fn span(week: bool, on: NaiveDate) -> Span {
    let plus = |day: NaiveDate, days: u64| day.checked_add_days(Days::new(days)).unwrap_or(day);
    if week {
        let first = monday(on);
        return Span {
            week,
            days: first..plus(first, 7),
            before: first.checked_sub_days(Days::new(7)).unwrap_or(first),
            after: plus(first, 7),
        };
    }
    let first = on.with_day(1).unwrap_or(on);
    let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
    Span { week, days: first..next, before: first.checked_sub_months(Months::new(1)).unwrap_or(first), after: next }
}

struct Event {
    href: String,
    company: String,
    what: String,
    sub: String,
    icon: &'static str,
    tone: Tone,
}

struct Day {
    number: u32,
    name: String,
    today: bool,
    /// Whether it belongs to the month; the days around it fill the weeks.
    inside: bool,
    events: Vec<Event>,
}

#[derive(Template)]
#[template(path = "deals/pages/calendar.html")]
struct CalendarPage {
    ui: Ui,
    query: CalendarQuery,
    title: String,
    weekdays: Vec<String>,
    weeks: Vec<Vec<Day>>,
    month_href: String,
    week_href: String,
    before_href: String,
    today_href: String,
    after_href: String,
    week: bool,
    empty: bool,
    more: bool,
    products: Vec<Choice>,
}

impl CalendarPage {
    /// What stands beside the name of a day.
    fn note(&self, day: &Day) -> String {
        if day.today { self.ui.t("calendar-today") } else { String::new() }
    }
}

fn event(ui: &Ui, d: &Dated, partner: &str) -> Event {
    let (key, icon, tone) = match d.what {
        Falls::Answer => ("calendar-answer", icon("clock"), Tone::Info),
        Falls::Close => ("calendar-close", icon("trophy"), Tone::Success),
        Falls::Expiry => ("calendar-expiry", icon("shield-alert"), Tone::Warning),
    };
    let sub = [partner.to_owned(), ui.l.money(d.card.value)];
    Event {
        href: format!("/deals/{}", d.card.id),
        company: d.card.company.clone(),
        what: ui.t(key),
        sub: sub.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · "),
        icon,
        tone,
    }
}

pub(super) async fn show(State(app): State<App>, me: Me, Query(query): Query<CalendarQuery>) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let work = app.read(&me.actor);
    let today = ui.l.day_of(ui.now);
    let sound = |d: &NaiveDate| (1970..=9000).contains(&d.year());
    let on = query.on.parse().ok().filter(sound).unwrap_or(today);
    let span = span(query.span == "week", on);
    let filter = Filter {
        states: vec![StateKind::InReview, StateKind::Approved],
        product: query.product.parse().ok(),
        owner: me.actor.user.filter(|_| !query.mine.is_empty()),
        partner: query.partner.parse::<PartnerId>().ok(),
        ..Filter::default()
    };
    // Whole weeks, so that each column is one day of the week.
    let first = monday(span.days.start);
    let length = u64::try_from((span.days.end - first).num_days()).unwrap_or(0).next_multiple_of(7);
    let shown = first..first.checked_add_days(Days::new(length)).unwrap_or(first);
    let (found, names, more) = actions::calendar(&work, &filter, &shown, ui.l.zone()).await?;
    let day = |on: NaiveDate| Day {
        number: on.day(),
        name: ui.l.weekday(on),
        today: on == today,
        inside: span.days.contains(&on),
        events: found.iter().filter(|d| d.on == on).map(|d| event(&ui, d, names.get(&d.card.partner).map_or("", String::as_str))).collect(),
    };
    let days: Vec<NaiveDate> = shown.start.iter_days().take_while(|d| *d < shown.end).collect();
    let last = span.days.end.pred_opt().unwrap_or(span.days.start);
    let products = partners::products(&work).await?;
    html(&CalendarPage {
        title: if span.week {
            ui.t2("calendar-span", "first", ui.l.date(span.days.start), "last", ui.l.date(last))
        } else {
            ui.l.month(span.days.start)
        },
        weekdays: (1..=7).map(|n| ui.t(&format!("calendar-day-{n}"))).collect(),
        weeks: days.chunks(7).map(|week| week.iter().map(|d| day(*d)).collect()).collect(),
        month_href: query.href("", &on.to_string()),
        week_href: query.href("week", &on.to_string()),
        before_href: query.href(&query.span, &span.before.to_string()),
        today_href: query.href(&query.span, ""),
        after_href: query.href(&query.span, &span.after.to_string()),
        week: span.week,
        empty: found.is_empty(),
        more,
        products: products.iter().map(|p| Choice::new(p.id.to_string(), p.name.clone())).collect(),
        query,
        ui,
    })
}
