//! Claims side by side: one line for each comparison, one column for each side.

use ui::Ui;

use super::super::actions::{Seen, SideSeen};
use super::super::model::{Check, Claim};

/// One cell of the comparison.
pub(super) struct Cell {
    pub(super) win: bool,
    pub(super) value: String,
    pub(super) sub: String,
}

/// One comparison.
pub(super) struct Line {
    pub(super) label: String,
    pub(super) cells: Vec<Cell>,
}

/// What is known of one side about one thing.
fn cell(ui: &Ui, check: Check, s: &SideSeen, claim: Option<&Claim>) -> (String, String) {
    let nothing = || (ui.t("cases-none-on-record"), String::new());
    let Some(c) = claim else { return nothing() };
    let moment = |at: base::Instant| ui.day_and_time(&at);
    let day = |at: base::Instant| ui.l.date(ui.l.day_of(at));
    match check {
        Check::First => c.submitted_at.map_or_else(nothing, |at| (moment(at), String::new())),
        Check::Protection => match (c.protected_since, s.deal.as_ref().and_then(|d| d.protected())) {
            (Some(at), Some(p)) => (day(at), ui.t1("deals-until", "on", day(p.until))),
            _ => nothing(),
        },
        Check::Lead => match (c.lead_at, s.lead.as_ref().and_then(|l| l.until)) {
            (Some(at), Some(until)) => (moment(at), ui.t1("cases-claim-until", "on", day(until))),
            _ => nothing(),
        },
        Check::Scope => match &s.deal {
            Some(d) => {
                let close = d.registration.close_on.map(|on| ui.date(&on)).unwrap_or_default();
                let sub = [ui.l.money(d.value()), close].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ");
                (d.products.clone(), sub)
            }
            None if s.products.is_empty() => nothing(),
            None => (s.products.clone(), String::new()),
        },
        Check::Buyer => match &s.deal {
            Some(d) if c.buyer => (d.registration.customer.contact_name.clone(), d.registration.customer.contact_role.clone()),
            Some(d) => (d.registration.customer.contact_email.clone(), ui.t("cases-no-person")),
            None => s.lead.as_ref().filter(|_| c.buyer).map_or_else(nothing, |l| (l.contact_name.clone(), String::new())),
        },
        Check::Skills => (ui.t1("cases-certified", "n", c.certified), String::new()),
        Check::Incumbency => c.won_at.map_or_else(nothing, |at| (ui.t1("cases-won", "on", day(at)), String::new())),
        Check::Progress => c.progress_at.map_or_else(nothing, |at| (day(at), String::new())),
        Check::Coverage => match c.covered {
            Some(true) => (ui.t("cases-covered"), String::new()),
            Some(false) => (ui.t("cases-not-covered"), String::new()),
            None => (ui.t("cases-open-to-all"), String::new()),
        },
    }
}

/// What is known of all sides, one line for each comparison.
pub(super) fn lines(ui: &Ui, seen: &Seen) -> Vec<Line> {
    let (Some(q), Some(p)) = (&seen.question, &seen.proposed) else { return Vec::new() };
    let order = [
        Check::First,
        Check::Protection,
        Check::Lead,
        Check::Scope,
        Check::Buyer,
        Check::Skills,
        Check::Incumbency,
        Check::Progress,
        Check::Coverage,
    ];
    let line = |check: Check| {
        let favored = p.favors.iter().find(|f| f.check == check).and_then(|f| f.side);
        let cells = seen.sides.iter().map(|s| {
            let (value, sub) = cell(ui, check, s, q.claims.iter().find(|c| c.side == s.side.id));
            Cell { win: favored == Some(s.side.id), value, sub }
        });
        Line { label: ui.t(&check.label_key()), cells: cells.collect() }
    };
    // Leads are a line where there are any.
    order.into_iter().filter(|check| p.favors.iter().any(|f| f.check == *check)).map(line).collect()
}
