//! What the core's accounts hand to the application.

use access::Permission;
use web::{MenuItem, Side, Stage};

use crate::{accounts, imports};

/// Pages, API, jobs, menu and search of the accounts and their imports.
pub fn stage() -> Stage {
    Stage {
        migrations: crate::migrations::MIGRATIONS.to_vec(),
        messages: vec![crate::MESSAGES],
        routes: accounts::pages::routes().merge(imports::pages::routes()),
        api: accounts::api::routes().merge(imports::api::routes()),
        jobs: vec![accounts::jobs::COUNTS, imports::jobs::IMPORT, imports::jobs::RESUME],
        menu: vec![MenuItem {
            side: Side::Console,
            group: "nav-sell",
            label: "accounts-title",
            icon: ui::icon("building"),
            href: "/accounts",
            permission: Permission::AccountRead,
            order: 240,
            quick: None,
            count: None,
        }],
        sources: vec![accounts::pages::SEARCH],
        ..Stage::new("accounts")
    }
}
