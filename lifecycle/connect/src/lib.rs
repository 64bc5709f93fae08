//! Connect: the stage in which other systems stand beside this one, and both say the same.

mod amount;
mod client;
pub mod connections;
pub mod contract;
mod drivers;
pub mod hooks;
mod migrations;
pub mod records;
mod secrets;
pub mod simulators;
mod xml;
mod xmlrpc;

#[cfg(test)]
mod tests;

use web::{MenuItem, Side, Stage};
use work::Permission;

/// The words of this stage.
pub const MESSAGES: &[(&str, &str)] = &[("en", include_str!("../messages/en.ftl")), ("de", include_str!("../messages/de.ftl"))];

/// What this stage hands to the application.
pub fn stage() -> Stage {
    let place = MenuItem {
        side: Side::Console,
        group: "nav-run",
        label: "connections-title",
        icon: ui::icon("refresh-cw"),
        href: "/admin/connections",
        permission: Permission::ConnectionManage,
        order: 915,
        quick: None,
        count: None,
    };
    Stage {
        migrations: migrations::MIGRATIONS.to_vec(),
        messages: vec![MESSAGES],
        routes: connections::pages::routes().merge(records::pages::routes()).merge(hooks::pages::routes()),
        api: connections::api::routes().merge(records::api::routes()).merge(hooks::api::routes()),
        listeners: records::listeners::all(),
        jobs: records::jobs::all(),
        menu: vec![place],
        ..Stage::new("connect")
    }
}
