//! What this stage hands to the application.

use access::Permission;
use base::{Money, PageRequest};
use facts::sell::{DealRecredited, DealReopened, DealWon};
use web::{Figure, JobKind, Listener, MenuItem, QueueItem, Reader, Side, Source, Stage};
use work::{Fact, Work};

use crate::accruals::model::Filter;
use crate::{accruals, ledger, migrations, plans, statements};

/// Pages, API, listeners, jobs and what this stage adds to gathering pages.
pub fn stage() -> Stage {
    Stage {
        migrations: migrations::MIGRATIONS.to_vec(),
        messages: vec![&[("en", include_str!("../messages/en.ftl")), ("de", include_str!("../messages/de.ftl"))]],
        routes: plans::pages::routes().merge(accruals::pages::routes()).merge(statements::pages::routes()),
        api: plans::api::routes().merge(accruals::api::routes()).merge(statements::api::routes()),
        listeners: vec![Listener {
            name: "incentivize.accruals",
            kinds: &[DealWon::KIND, DealReopened::KIND, DealRecredited::KIND],
            run: |work, event| Box::pin(accruals::listeners::hear(work, event)),
        }],
        jobs: vec![JobKind {
            name: "incentivize.close_month",
            // An hour after the month began, and daily after it for what did not get done.
            cron: Some("5 1 * * *"),
            run: |run| {
                Box::pin(async move {
                    let actor = run.app.system("incentivize.close_month");
                    // One partner and currency at a time, so that a stop in between loses nothing.
                    for (partner, currency) in statements::actions::due(&run.app.read(&actor)).await? {
                        run.app.transact(&actor, |work| async move { statements::actions::close(&work, partner, currency).await }).await?;
                    }
                    Ok(())
                })
            },
        }],
        menu: menu(),
        sources: vec![
            Source::Queue("queue", |work, reader| Box::pin(waiting(work, reader))),
            Source::Figures(|work, reader| Box::pin(figures(work, reader))),
            Source::Earning(|work, partner, lines| Box::pin(crate::plans::actions::earning(work, partner, lines))),
        ],
        ..Stage::new("incentivize")
    }
}

fn menu() -> Vec<MenuItem> {
    let item = |side, group, label, icon, href, permission, order| MenuItem {
        side,
        group,
        label,
        icon,
        href,
        permission,
        order,
        quick: None,
        count: None,
    };
    vec![
        item(Side::Portal, "nav-earn", "earnings-title", ui::icon("wallet"), "/earnings", Permission::AccrualRead, 400),
        item(Side::Console, "nav-enable", "earnings-title", ui::icon("wallet"), "/earnings", Permission::AccrualRead, 450),
        item(Side::Console, "nav-enable", "plans-title", ui::icon("percent"), "/incentives/plans", Permission::PlanRead, 460),
    ]
}

/// How long what was earned may wait for approval.
const DAYS_TO_APPROVE: chrono::TimeDelta = chrono::TimeDelta::days(7);

/// Accruals that wait for approval, one entry for each partner.
async fn waiting(work: &Work, reader: &Reader<'_>) -> base::Result<Vec<QueueItem>> {
    if !reader.me.is_staff()
        || !work.can(Permission::AccrualApprove, &access::Resource { kind: "accrual", id: None, partner: None, owner: None })
    {
        return Ok(Vec::new());
    }
    let page = accruals::actions::list(work, &Filter { state: Some("accrued"), ..Filter::default() }, &PageRequest::first(200)).await?;
    let ids: Vec<_> = page.items.iter().map(|a| a.partner).collect();
    let names = partners::names(work, &ids).await?;
    let mut items: Vec<QueueItem> = Vec::new();
    for a in page.items {
        let name = names.get(&a.partner).cloned().unwrap_or_default();
        let href = format!("/earnings?state=accrued&partner={}", a.partner);
        if let Some(item) = items.iter_mut().find(|i| i.href == href) {
            // The latest comes first, so that this one is older.
            item.since = a.created_at;
            item.due = Some(a.created_at + DAYS_TO_APPROVE);
            continue;
        }
        items.push(QueueItem {
            kind: reader.l.t("queue-accrual"),
            icon: ui::icon("wallet"),
            title: name.clone(),
            detail: reader.l.t("queue-accrual-detail"),
            href,
            partner: Some(name),
            since: a.created_at,
            due: Some(a.created_at + DAYS_TO_APPROVE),
        });
    }
    Ok(items)
}

/// Earned and not yet paid, in each currency.
async fn figures(work: &Work, reader: &Reader<'_>) -> base::Result<Vec<Figure>> {
    let balances = ledger::actions::balances(work, None).await?;
    let overflow = |e| base::Fault::new("adding up what is unpaid", e);
    let mut sums: Vec<Money> = Vec::new();
    for b in balances.iter().filter(|b| matches!(b.account.as_str(), "accrued" | "payable")) {
        // What is owed is a credit, so the sign turns.
        let owed = b.amount.negated().map_err(overflow)?;
        match sums.iter_mut().find(|s| s.currency == owed.currency) {
            Some(sum) => *sum = sum.plus(owed).map_err(overflow)?,
            None => sums.push(owed),
        }
    }
    // The figure is one amount: that of the currency with most in it; the page behind has them all.
    let Some(most) = sums.into_iter().max_by_key(|s| s.minor) else { return Ok(Vec::new()) };
    Ok(vec![Figure {
        key: "incentivize.unpaid",
        label: reader.l.t("figure-unpaid"),
        definition: reader.l.t("figure-unpaid-definition"),
        value: reader.l.money(most),
        money: Some(most),
        delta: None,
        note: reader.l.t("figure-unpaid-note"),
        trend: Vec::new(),
        href: "/earnings".to_owned(),
        order: 40,
    }])
}
