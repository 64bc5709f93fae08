//! All deals of the reader: table and board, two views of one address.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use base::{Cursor, PageRequest, PartnerId, ProductId};
use chrono::{Datelike as _, Months, NaiveDate, TimeDelta};
use serde::Deserialize;
use ui::{Choice, Ui};
use web::{App, Me, Page, Query, Reply, html};

use super::super::actions;
use super::super::model::{Card, Filter, Sort, StateKind, Sum};
use super::view::{Badge, PLACES, badge, next_line, place_of};
use crate::quarter::Quarter;
use crate::views;

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct ListQuery {
    q: String,
    view: String,
    state: String,
    product: String,
    closing: String,
    ending: String,
    mine: String,
    partner: String,
    sort: String,
    col: Vec<String>,
    after: String,
}

impl ListQuery {
    /// The address of this list with some values set anew.
    fn href(&self, changes: &[(&str, &str)]) -> String {
        let own = [
            ("q", &self.q),
            ("view", &self.view),
            ("state", &self.state),
            ("product", &self.product),
            ("closing", &self.closing),
            ("ending", &self.ending),
            ("mine", &self.mine),
            ("partner", &self.partner),
            ("sort", &self.sort),
        ];
        let changed = changes.iter().map(|(name, value)| (*name, *value));
        let kept = own.iter().filter(|(name, _)| !changes.iter().any(|c| c.0 == *name)).map(|(name, value)| (*name, value.as_str()));
        let columns = self.col.iter().map(|c| ("col", c.as_str()));
        let query = web::query_string(&kept.chain(columns).chain(changed).collect::<Vec<_>>());
        if query.is_empty() { "/deals".to_owned() } else { format!("/deals?{query}") }
    }

    /// What a view would keep of this address.
    fn kept(&self) -> String {
        let href = self.href(&[]);
        href.split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default()
    }

    fn is_filtered(&self) -> bool {
        [&self.q, &self.state, &self.product, &self.closing, &self.ending, &self.mine, &self.partner].iter().any(|v| !v.is_empty())
    }

    /// The filter; what is no value of it filters nothing.
    pub(super) fn filter(&self, me: &Me, ui: &Ui) -> Filter {
        let today = ui.l.day_of(ui.now);
        let (closing_from, closing_until) = closing(&self.closing, today);
        let place = PLACES.iter().find(|p| p.key == self.state);
        let states = match place {
            Some(place) => vec![place.state],
            None => StateKind::from_code(&self.state).map_or_else(
                // What was taken back is out of the way unless somebody asks for it.
                || StateKind::ALL.iter().copied().filter(|s| *s != StateKind::Withdrawn).collect(),
                |s| vec![s],
            ),
        };
        let days: Option<i64> = self.ending.parse().ok().filter(|d| (1..=365).contains(d));
        Filter {
            q: self.q.chars().take(200).collect(),
            states,
            stage: place.and_then(|p| p.stage),
            product: self.product.parse::<ProductId>().ok(),
            closing_from,
            closing_until,
            ending_until: days.map(|d| ui.now + TimeDelta::days(d)),
            owner: me.actor.user.filter(|_| !self.mine.is_empty()),
            partner: self.partner.parse::<PartnerId>().ok(),
            account: None,
            merged: Vec::new(),
        }
    }
}

/// The span of expected closes that a filter names.
fn closing(name: &str, today: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let month = today.with_day(1).unwrap_or(today);
    let span = |from: NaiveDate, months: u32| (Some(from), from.checked_add_months(Months::new(months)));
    match name {
        "month" => span(month, 1),
        "quarter" => span(Quarter::of(today).first(), 3),
        "half" => span(NaiveDate::from_ymd_opt(today.year(), if today.month() > 6 { 7 } else { 1 }, 1).unwrap_or(month), 6),
        "past" => (None, Some(today)),
        _ => (None, None),
    }
}

/// The columns of the table beside the customer's; those that are shown unless others are chosen come first.
const COLUMNS: [&str; 7] = ["stage", "value", "status", "next", "owner", "close", "until"];

/// How many of them are shown unless others are chosen.
const USUAL: usize = 5;

/// A view as a chip above the list.
struct ViewChip {
    name: String,
    href: String,
    on: bool,
}

struct MoveTo {
    key: &'static str,
    label: String,
    dot: u8,
    here: bool,
}

struct Row {
    id: String,
    company: String,
    sub: String,
    amount: String,
    place: String,
    dot: u8,
    badge: Badge,
    ended: bool,
    next: String,
    missing: bool,
    close: String,
    until: String,
    owner: String,
    initials: String,
    hue: u8,
    moves: Vec<MoveTo>,
}

struct Column {
    key: &'static str,
    label: String,
    dot: u8,
    n: i64,
    sum: String,
    href: String,
    current: bool,
    rows: Vec<Row>,
    /// How many more there are than the board shows, and where they are.
    more: i64,
    all: String,
    folded: bool,
}

#[derive(Template)]
#[template(path = "deals/pages/list.html")]
struct ListPage {
    ui: Ui,
    query: ListQuery,
    sub: String,
    board: bool,
    may_register: bool,
    may_edit: bool,
    table_href: String,
    board_href: String,
    export_href: String,
    by_company: String,
    by_value: String,
    by_recent: String,
    sort: Sort,
    states: Vec<Choice>,
    products: Vec<Choice>,
    closings: Vec<Choice>,
    endings: Vec<Choice>,
    filtered: bool,
    rows: Vec<Row>,
    columns: Vec<Column>,
    /// The columns of the table: code, name, and whether it is shown.
    shown_columns: Vec<(&'static str, String, bool)>,
    views: Vec<ViewChip>,
    save_href: String,
    total: String,
    shown: String,
    next: String,
}

impl ListPage {
    /// Whether a column is shown.
    fn shows(&self, column: &str) -> bool {
        self.shown_columns.iter().any(|(code, _, on)| *on && *code == column)
    }

    /// Whether the list is in this order, as a heading says it.
    fn order_of(&self, sort: &str) -> &'static str {
        match self.sort {
            Sort::Company if sort == "company" => "ascending",
            Sort::Value if sort == "value" => "descending",
            Sort::Recent if sort == "recent" => "descending",
            _ => "none",
        }
    }
}

/// Sums in each currency, the largest first, in short: `€938k + $12k`.
fn short_sums(ui: &Ui, sums: &[Sum], of: impl Fn(&Sum) -> bool) -> String {
    let mut by: HashMap<base::Currency, i64> = HashMap::new();
    for s in sums.iter().filter(|s| of(s)) {
        *by.entry(s.value.currency).or_default() += s.value.minor;
    }
    let mut all: Vec<_> = by.into_iter().filter(|(_, minor)| *minor > 0).collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    all.into_iter().map(|(currency, minor)| ui.l.money_short(base::Money::new(minor, currency))).collect::<Vec<_>>().join(" + ")
}

fn row(ui: &Ui, me: &Me, c: &Card, partner: &str, reviewer: &str, may_edit: bool) -> Row {
    let (place, dot) = place_of(ui, c.state, c.stage);
    let (next, missing) = next_line(ui, c);
    let sub = if partner.is_empty() { c.products.clone() } else { format!("{partner} · {}", c.products) };
    let who = if c.owner_name.is_empty() { partner.to_owned() } else { c.owner_name.clone() };
    let moves = if may_edit && c.state == StateKind::Approved && !me.actor.read_only {
        let to = PLACES.iter().filter(|p| p.state == StateKind::Approved || p.state == StateKind::Won);
        to.map(|p| MoveTo { key: p.key, label: ui.t(p.label), dot: p.dot, here: p.holds(c.state, c.stage) }).collect()
    } else {
        Vec::new()
    };
    Row {
        id: c.id.to_string(),
        company: if c.company.is_empty() { ui.t("deals-no-company") } else { c.company.clone() },
        sub,
        amount: if c.value.minor == 0 { String::new() } else { ui.l.money(c.value) },
        place,
        dot,
        badge: badge(ui, c, reviewer),
        ended: !matches!(c.state, StateKind::Draft | StateKind::InReview | StateKind::Approved),
        next,
        missing,
        close: c.close_on.map(|on| ui.l.date_short(on)).unwrap_or_default(),
        until: c.protected_until.map(|at| ui.l.date_short(ui.l.day_of(at))).unwrap_or_default(),
        initials: base::initials(&who),
        hue: ui::hue(&who),
        owner: who,
        moves,
    }
}

pub(super) async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let work = app.read(&me.actor);
    let filter = query.filter(&me, &ui);
    let board = query.view == "board";
    let sort = Sort::from_code(&query.sort).unwrap_or_default();
    let (items, names, sums, next) = if board {
        let (cards, names, sums) = actions::board(&work, &filter).await?;
        (cards, names, sums, None)
    } else {
        let page = PageRequest::first(80).after(Cursor::decode(&query.after));
        let (found, names) = actions::list(&work, &filter, sort, &page).await?;
        // A further page only adds rows; the sums above it are there already.
        let sums = if query.after.is_empty() { actions::sums(&work, &filter).await? } else { Vec::new() };
        (found.items, names, sums, found.next)
    };
    let reviewer = match me.actor.partner {
        Some(own) if items.iter().any(|c| c.state == StateKind::InReview && !c.overlap) => {
            actions::people(&app.read(&app.system("deals")), own).await?.reviewer
        }
        _ => String::new(),
    };
    let may_edit = me.can(&app, access::Permission::DealEdit);
    let make = |c: &Card| row(&ui, &me, c, names.get(&c.partner).map_or("", String::as_str), &reviewer, may_edit);
    let columns = columns(&ui, &me, &query, &items, &sums, &make);
    let rows: Vec<Row> = items.iter().map(&make).collect();
    let products = partners::products(&work).await?;
    let sub = subtitle(&ui, &sums);
    let is_open = |s: &Sum| matches!(s.state, StateKind::InReview | StateKind::Approved);
    let kept = query.kept();
    let chip = |v: views::model::View| ViewChip { on: v.query == kept, href: views::pages::href(&v), name: v.name };
    let views = views::actions::list(&work).await?.into_iter().map(chip).collect();
    let chosen = query.col.iter().any(|c| COLUMNS.contains(&c.as_str()));
    let is_shown = |i: usize, code: &str| if chosen { query.col.iter().any(|c| c == code) } else { i < USUAL };
    let shown_columns = COLUMNS.iter().enumerate().map(|(i, c)| (*c, ui.t(&format!("views-column-{c}")), is_shown(i, c))).collect();
    let page = ListPage {
        shown_columns,
        views,
        save_href: format!("/deals/views?{}", web::query_string(&[("query", &kept)])),
        may_edit: may_edit && !me.actor.read_only,
        sub,
        board,
        may_register: me.is_member() && me.can(&app, access::Permission::DealRegister) && !me.actor.read_only,
        table_href: query.href(&[("view", "")]),
        board_href: query.href(&[("view", "board")]),
        export_href: query.href(&[("view", "")]).replacen("/deals", "/deals/export", 1),
        by_company: query.href(&[("sort", "company")]),
        by_value: query.href(&[("sort", "value")]),
        by_recent: query.href(&[("sort", "")]),
        sort,
        states: states(&ui, me.is_staff()),
        products: products.iter().map(|p| Choice::new(p.id.to_string(), p.name.clone())).collect(),
        closings: ["month", "quarter", "half", "past"].iter().map(|c| Choice::new(*c, ui.t(&format!("deals-closing-{c}")))).collect(),
        endings: ["7", "14", "30"].iter().map(|d| Choice::new(*d, ui.t1("deals-ending-days", "n", *d))).collect(),
        filtered: query.is_filtered(),
        total: short_sums(&ui, &sums, is_open),
        shown: ui.t1("kit-shown", "n", rows.len()),
        next: next.map(|n| query.href(&[("after", n.encode().as_str())])).unwrap_or_default(),
        rows,
        columns,
        query,
        ui,
    };
    html(&page)
}

/// "10 deals · €938k open · 2 need a next step"
fn subtitle(ui: &Ui, sums: &[Sum]) -> String {
    if sums.is_empty() {
        return ui.t("deals-sub");
    }
    let n: i64 = sums.iter().map(|s| s.n).sum();
    let idle: i64 = sums.iter().filter(|s| s.state == StateKind::Approved).map(|s| s.idle).sum();
    let open = short_sums(ui, sums, |s| matches!(s.state, StateKind::InReview | StateKind::Approved));
    let mut parts = vec![ui.t1("deals-count", "n", n)];
    if !open.is_empty() {
        parts.push(ui.t1("deals-open-sum", "sum", open));
    }
    if idle > 0 {
        parts.push(ui.t1("deals-idle", "n", idle));
    }
    parts.join(" · ")
}

fn states(ui: &Ui, staff: bool) -> Vec<Choice> {
    let places = PLACES.iter().filter(|p| !(staff && p.state == StateKind::Draft)).map(|p| Choice::new(p.key, ui.t(p.label)));
    let others = [StateKind::Lost, StateKind::Expired, StateKind::Released, StateKind::Rejected, StateKind::Withdrawn, StateKind::Disputed];
    places.chain(others.iter().map(|s| Choice::new(s.code(), ui.t(&s.label_key())))).collect()
}

/// How many won deals the board shows.
const WON_ON_BOARD: usize = 12;

fn columns(ui: &Ui, me: &Me, query: &ListQuery, items: &[Card], sums: &[Sum], make: &dyn Fn(&Card) -> Row) -> Vec<Column> {
    let places = PLACES.iter().filter(|p| !(me.is_staff() && p.state == StateKind::Draft));
    places
        .map(|p| {
            let here = |s: &Sum| p.holds(s.state, s.stage);
            let mut rows: Vec<Row> = items.iter().filter(|c| p.holds(c.state, c.stage)).map(make).collect();
            // Without sums, which staff see only for a narrower list, the cards are what can be counted.
            let counted: i64 = sums.iter().filter(|s| here(s)).map(|s| s.n).sum();
            let n = if sums.is_empty() { i64::try_from(rows.len()).unwrap_or(0) } else { counted };
            // What is won stays in sight for a while; the table has the rest.
            if p.state == StateKind::Won {
                rows.truncate(WON_ON_BOARD);
            }
            Column {
                more: if p.state == StateKind::Won { n - i64::try_from(rows.len()).unwrap_or(n) } else { 0 },
                all: query.href(&[("state", p.key), ("view", "")]),
                key: p.key,
                label: ui.t(p.label),
                dot: p.dot,
                n,
                sum: short_sums(ui, sums, here),
                href: query.href(&[("state", if query.state == p.key { "" } else { p.key })]),
                current: query.state == p.key,
                rows,
                folded: p.state == StateKind::Draft,
            }
        })
        .collect()
}
