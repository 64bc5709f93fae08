//! What the core's accounts hand to the application.

use access::Permission;
use web::{MenuItem, Side, Source, Stage};

use crate::{accounts, coverage, families, imports, mapping, merges};

/// Pages, API, jobs, menu and search of the accounts and their imports.
pub fn stage() -> Stage {
    Stage {
        migrations: crate::migrations::MIGRATIONS.to_vec(),
        messages: vec![crate::MESSAGES],
        routes: accounts::pages::routes()
            .merge(coverage::pages::routes())
            .merge(families::pages::routes())
            .merge(merges::pages::routes())
            .merge(imports::pages::routes())
            .merge(mapping::pages::routes()),
        api: accounts::api::routes()
            .merge(coverage::api::routes())
            .merge(families::api::routes())
            .merge(merges::api::routes())
            .merge(imports::api::routes())
            .merge(mapping::api::routes()),
        jobs: vec![
            accounts::jobs::COUNTS,
            accounts::jobs::LEARN,
            coverage::jobs::COUNT,
            coverage::jobs::TELL,
            imports::jobs::IMPORT,
            imports::jobs::RESUME,
            mapping::jobs::COMPARE,
            mapping::jobs::FILL,
            mapping::jobs::LAPSE,
        ],
        menu: vec![
            place("accounts-title", ui::icon("building"), "/accounts", Permission::AccountRead, 240),
            place("coverage-title", ui::icon("route"), "/coverage", Permission::CoverageRead, 245),
            place("mapping-title", ui::icon("git-compare-arrows"), "/mapping", Permission::MappingRead, 247),
            MenuItem {
                side: Side::Portal,
                ..place("mapping-title", ui::icon("git-compare-arrows"), "/mapping", Permission::MappingRead, 150)
            },
        ],
        sources: vec![
            accounts::pages::SEARCH,
            Source::Queue("queue", |work, reader| Box::pin(coverage::pages::queue(work, reader))),
            Source::AccountBlock(30, |work, reader, account| Box::pin(merges::pages::of_account(work, reader, account))),
            Source::AccountBlock(20, |work, reader, account| Box::pin(families::pages::of_account(work, reader, account))),
            Source::AccountBlock(10, |work, reader, account| Box::pin(coverage::pages::of_account(work, reader, account))),
        ],
        ..Stage::new("accounts")
    }
}

/// A place in the console's menu.
fn place(label: &'static str, icon: &'static str, href: &'static str, permission: Permission, order: u16) -> MenuItem {
    MenuItem { side: Side::Console, group: "nav-sell", label, icon, href, permission, order, quick: None, count: None }
}
