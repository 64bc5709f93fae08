//! Accelerate: numbers first, what to do next, and everything that waits for a person.
//!
//! Reports read, never reach: figures, actions and queue entries come from what the stages
//! contribute; the funnel is a table of this stage, filled from facts, and can be rebuilt.

pub mod funnel;
mod migrations;
pub mod overview;

use access::Permission;
use web::{Listener, MenuItem, Side, Stage};

/// Home, overview, work queue and funnel.
pub fn stage() -> Stage {
    Stage {
        migrations: migrations::MIGRATIONS.to_vec(),
        messages: vec![&[("en", include_str!("../messages/en.ftl")), ("de", include_str!("../messages/de.ftl"))]],
        routes: overview::pages::routes().merge(funnel::pages::routes()),
        api: overview::api::routes(),
        listeners: vec![Listener {
            name: "accelerate.funnel",
            kinds: funnel::listeners::KINDS,
            run: |work, event| Box::pin(funnel::listeners::hear(work, event)),
        }],
        menu: vec![
            item(Side::Portal, "home-title", ui::icon("house"), "/", Permission::HomeRead, 10, Some(1), None),
            item(Side::Console, "overview-title", ui::icon("gauge"), "/console", Permission::OverviewRead, 10, Some(1), None),
            item(Side::Console, "queue-title", ui::icon("inbox"), "/queue", Permission::ConsoleView, 20, Some(2), Some("queue")),
            MenuItem {
                group: "nav-run",
                ..item(Side::Console, "funnel-menu", ui::icon("chart-column"), "/funnel", Permission::OverviewRead, 800, None, None)
            },
        ],
        ..Stage::new("accelerate")
    }
}

#[expect(clippy::too_many_arguments, reason = "a row of a table, each value once")]
fn item(
    side: Side,
    label: &'static str,
    icon: &'static str,
    href: &'static str,
    permission: Permission,
    order: u16,
    quick: Option<u8>,
    count: Option<&'static str>,
) -> MenuItem {
    MenuItem { side, group: "", label, icon, href, permission, order, quick, count }
}
