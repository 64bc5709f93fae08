//! Webhooks: what happens here is told to other systems, signed as Standard Webhooks has it.
//!
//! A listener writes a delivery for each endpoint that hears a fact; jobs deliver. The console's
//! pages about what the machinery does (audit record, jobs) live here too, because this crate sees
//! all of it.

mod api;
mod client;
mod console;
mod deliveries;
mod endpoints;
pub mod guard;
mod jobs;
mod migrations;
mod pages;
pub mod signature;

#[cfg(test)]
mod tests;

pub use migrations::MIGRATIONS;

/// The words of this crate.
pub const MESSAGES: &[(&str, &str)] = &[("en", include_str!("../messages/en.ftl")), ("de", include_str!("../messages/de.ftl"))];

/// What this crate hands to the application.
pub fn stage() -> web::Stage {
    let hear = web::Listener { name: "webhooks", kinds: &[], run: |work, event| Box::pin(deliveries::actions::fan_out(work, event)) };
    let place = |label, icon, href, permission, order| web::MenuItem {
        side: web::Side::Console,
        group: "nav-run",
        label,
        icon,
        href,
        permission,
        order,
        quick: None,
        count: None,
    };
    web::Stage {
        migrations: MIGRATIONS.to_vec(),
        messages: vec![MESSAGES],
        routes: pages::routes().merge(console::routes()),
        api: api::routes().merge(console::api_routes()),
        listeners: vec![hear],
        jobs: jobs::kinds(),
        menu: vec![
            place("webhooks-title", ui::icon("webhook"), "/admin/webhooks", work::Permission::WebhookManage, 920),
            place("audit-title", ui::icon("history"), "/admin/audit", work::Permission::AuditRead, 930),
            place("jobs-title", ui::icon("list-checks"), "/admin/jobs", work::Permission::JobRead, 950),
        ],
        ..web::Stage::new("webhooks")
    }
}
