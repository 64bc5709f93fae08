//! What touches add to pages that gather from all stages: menu, queue, the page of an account.

use access::{Permission, Resource};
use askama::Template;
use base::{AccountId, Fault, PageRequest, Result};
use ui::{Ui, icon};
use web::{MenuItem, QueueItem, Reader, Side, Source};
use work::Work;

use super::actions;
use super::pages::{StopView, stop_view};

/// Places in the menu.
pub(crate) fn menu() -> Vec<MenuItem> {
    let item = |side, count| MenuItem {
        side,
        group: "nav-sell",
        label: "touches-title",
        icon: icon("route"),
        href: "/touches",
        permission: Permission::DealRead,
        order: 215,
        quick: None,
        count,
    };
    vec![item(Side::Portal, None), item(Side::Console, Some("touches-waiting"))]
}

/// Contributions to pages that gather.
pub(crate) fn sources() -> Vec<Source> {
    vec![
        Source::Queue("queue", |work, reader| Box::pin(queue(work, reader))),
        Source::Count("touches-waiting", |work, me| {
            Box::pin(async move {
                let n = if me.is_staff() { actions::waiting_count(work).await? } else { 0 };
                Ok(u64::try_from(n).unwrap_or(0))
            })
        }),
        Source::AccountBlock(40, |work, reader, account| Box::pin(of_account(work, reader, account))),
    ]
}

/// Claims that wait for an answer, by deadline.
async fn queue(work: &Work, reader: &Reader<'_>) -> Result<Vec<QueueItem>> {
    if !reader.me.is_staff() || !work.can(Permission::DealDecide, &Resource::general("touch")) {
        return Ok(Vec::new());
    }
    let l = reader.l;
    let (found, names) = actions::waiting(work, 100).await?;
    let item = |t: super::model::Touch| QueueItem {
        kind: l.t("touches-queue"),
        icon: icon("route"),
        detail: format!("{} · {}", l.t(&t.kind.label_key()), t.by_name),
        href: format!("/touches/{}", t.id),
        partner: names.get(&t.partner).cloned(),
        since: t.recorded_at,
        due: t.answer_by,
        title: t.company.name,
    };
    Ok(found.into_iter().map(item).collect())
}

#[derive(Template)]
#[template(path = "touches/pages/block.html")]
struct Block {
    ui: Ui,
    stops: Vec<StopView>,
    href: String,
    more: bool,
}

/// How many stops the page of an account shows.
const SHOWN: u64 = 8;

/// The beginning of an account's journey, on its page in the console.
async fn of_account(work: &Work, reader: &Reader<'_>, id: AccountId) -> Result<Option<String>> {
    if !reader.me.is_staff() || !work.can(Permission::DealRead, &Resource::general("touch")) {
        return Ok(None);
    }
    let (account, found) = actions::journey(work, id, None, &PageRequest::first(SHOWN)).await?;
    if found.items.is_empty() {
        return Ok(None);
    }
    let ui = Ui::new(reader.l.clone(), work.now());
    let stops = found.items.iter().map(|s| stop_view(&ui, &s.touch, &s.partner)).collect();
    let block = Block { stops, href: format!("/accounts/{}/journey", account.id), more: found.next.is_some(), ui };
    Ok(Some(block.render().map_err(|e| Fault::new("rendering the journey of an account", e))?))
}
