//! Blocks for the partner's home and for a partner's own page in the console.

use access::{Permission, Resource};
use askama::Template;
use base::{Fault, Money, PageRequest, PartnerId, Result};
use i18n::L10n;
use ui::charts::{Plot, Series, bar_stacked};
use ui::{Html, Ui};
use web::Reader;
use work::Work;

use crate::deals::actions;
use crate::deals::model::{Card, Filter, Sort, StateKind};
use crate::deals::pages::{Badge, badge, next_line};
use crate::deals::rules;

#[derive(Template)]
#[template(path = "deals/panels/home.html")]
struct HomeBlock {
    ui: Ui,
    chart: Html,
}

fn said(page: &impl Template) -> Result<String> {
    Ok(page.render().map_err(|e| Fault::new("rendering a block", e))?)
}

/// Pipeline by expected close: won, approved and in review, two months back and three ahead.
pub(super) async fn home(work: &Work, reader: &Reader<'_>) -> Result<Option<String>> {
    if !reader.me.is_member() || !work.can(Permission::DealRead, &Resource::own("deal", work.actor())) {
        return Ok(None);
    }
    let l = reader.l;
    let months = rules::months(l.day_of(work.now()), 2, 6);
    let (currency, [won, approved, review]) = actions::pipeline(work, &months).await?;
    if [&won, &approved, &review].iter().all(|s| s.iter().all(|v| *v == 0)) {
        return Ok(None);
    }
    let money = |minor: i64| Money::new(minor, currency);
    // The chart draws whole units of the currency; cents would only make the axis longer.
    let unit = 10_i64.pow(currency.digits());
    let whole = |values: Vec<i64>| values.into_iter().map(|v| v / unit).collect::<Vec<i64>>();
    let series = vec![
        Series::new(l.t("deal-state-won"), whole(won)),
        Series::new(l.t("deal-state-approved"), whole(approved)),
        Series::new(l.t("deal-state-in-review"), whole(review)),
    ];
    let labels: Vec<String> = months.iter().map(|m| l.month_short(*m)).collect();
    let plot = Plot {
        id: "pipeline".to_owned(),
        summary: summary(l, &labels, &series, &|v| l.money_short(money(v * unit))),
        caption: l.t("deals-chart-title"),
        axis: l.t("deals-chart-month"),
        labels,
        series,
        goal: None,
    };
    let chart = bar_stacked(l, &plot, &|v| l.money_short(money(v * unit)));
    Ok(Some(said(&HomeBlock { ui: Ui::new(l.clone(), work.now()), chart })?))
}

/// The chart in words: its span and its highest month.
fn summary(l: &L10n, labels: &[String], series: &[Series], text: &dyn Fn(i64) -> String) -> String {
    let total = |i: usize| series.iter().map(|s| s.values.get(i).copied().unwrap_or(0)).sum::<i64>();
    let best = (0..labels.len()).max_by_key(|i| total(*i)).unwrap_or(0);
    let label = |i: usize| labels.get(i).cloned().unwrap_or_default();
    l.ta(
        "deals-chart-summary",
        &[
            ("first", label(0).into()),
            ("last", label(labels.len().saturating_sub(1)).into()),
            ("best", label(best).into()),
            ("sum", text(total(best)).into()),
        ],
    )
}

struct BlockRow {
    href: String,
    company: String,
    sub: String,
    badge: Badge,
}

#[derive(Template)]
#[template(path = "deals/panels/partner.html")]
struct PartnerPart {
    ui: Ui,
    rows: Vec<BlockRow>,
    note: String,
    all: String,
    register: String,
}

/// A partner's open deals, for its page in the console.
pub(super) async fn of_partner(work: &Work, reader: &Reader<'_>, partner: PartnerId) -> Result<Option<String>> {
    if !work.can(Permission::DealRead, &Resource::of("deal", partner)) {
        return Ok(None);
    }
    let l = reader.l;
    let states = vec![StateKind::InReview, StateKind::Approved];
    let filter = Filter { partner: Some(partner), states, ..Filter::default() };
    let (found, _) = actions::list(work, &filter, Sort::Close, &PageRequest::first(6)).await?;
    let sums = actions::sums(work, &filter).await?;
    let ui = Ui::new(l.clone(), work.now());
    let n: i64 = sums.iter().map(|s| s.n).sum();
    let currency = rules::main_currency(sums.iter().map(|s| s.value.currency));
    let open: i64 = sums.iter().filter(|s| s.value.currency == currency).map(|s| s.value.minor).sum();
    let row = |c: &Card| {
        let (next, _) = next_line(&ui, c);
        let sub = [l.money(c.value), c.products.clone(), next].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ");
        BlockRow { href: format!("/deals/{}", c.id), company: c.company.clone(), sub, badge: badge(&ui, c, "") }
    };
    let rows = found.items.iter().map(row).collect();
    let may_register = reader.me.is_staff() && work.can(Permission::DealRegister, &Resource::of("deal", partner));
    let block = PartnerPart {
        rows,
        note: l.ta("deals-block-note", &[("n", n.into()), ("sum", l.money_short(Money::new(open, currency)).into())]),
        all: if reader.me.is_staff() { format!("/deals?partner={partner}") } else { "/deals".to_owned() },
        register: if may_register { format!("/deals/new?partner={partner}") } else { String::new() },
        ui,
    };
    said(&block).map(Some)
}
