//! The way to the next tier, as a card on other pages.

use askama::Template;
use base::{Fault, Money, PartnerId, Result};
use partners::Tier;
use ui::Ui;
use web::Reader;
use work::Work;

use super::actions;

struct Row {
    label: String,
    text: String,
    value: u64,
    max: u64,
}

#[derive(Template)]
#[template(path = "tiers/pages/card.html")]
struct Card {
    ui: Ui,
    title: String,
    rows: Vec<Row>,
    gain: String,
}

pub(crate) async fn home(work: &Work, reader: &Reader<'_>) -> Result<Option<String>> {
    match reader.me.actor.partner {
        Some(partner) => block(work, reader, partner).await,
        None => Ok(None),
    }
}

pub(crate) async fn block(work: &Work, reader: &Reader<'_>, partner: PartnerId) -> Result<Option<String>> {
    let p = actions::progress(work, partner).await?;
    let ui = Ui::new(reader.l.clone(), work.now());
    let have = p.tier.as_ref().map_or_else(|| ui.t("tier-none"), |t| t.name.clone());
    let count = |n: i64| u64::try_from(n.max(0)).unwrap_or(0);
    let (title, rows, gain) = match &p.next {
        Some(next) => {
            let goal = Money::new(next.min_revenue_minor, next.currency);
            let rows = vec![
                Row {
                    label: ui.t("tier-revenue"),
                    text: ui.t2("tier-of", "have", ui.money(&p.revenue), "need", ui.money(&goal)),
                    value: count(p.revenue.minor),
                    max: count(goal.minor).max(1),
                },
                Row {
                    label: ui.t("tier-certified"),
                    text: ui.t2("tier-of", "have", ui.number(p.certified), "need", ui.number(next.min_certified)),
                    value: count(p.certified),
                    max: count(next.min_certified).max(1),
                },
            ];
            (ui.t2("tier-on-the-way", "have", have, "next", next.name.as_str()), rows, gain(&ui, p.tier.as_ref(), next))
        }
        None => (ui.t1("tier-top", "have", have), Vec::new(), ui.t("tier-top-text")),
    };
    let text = Card { ui, title, rows, gain }.render().map_err(|e| Fault::new("rendering the tier card", e))?;
    Ok(Some(text))
}

/// What the next tier adds, in a sentence.
fn gain(ui: &Ui, now: Option<&Tier>, next: &Tier) -> String {
    let points = next.margin_points - now.map_or(0, |t| t.margin_points);
    let days = next.protection_days - now.map_or(0, |t| t.protection_days);
    let margin = ui.l.percent(base::Rate::from_basis_points(points));
    match (points > 0, days > 0) {
        (true, true) => ui.t3("tier-gain", "next", next.name.as_str(), "margin", margin, "days", days),
        (true, false) => ui.t2("tier-gain-margin", "next", next.name.as_str(), "margin", margin),
        (false, true) => ui.t2("tier-gain-days", "next", next.name.as_str(), "days", days),
        (false, false) => String::new(),
    }
}
