//! Onboard: from signature to first deal.
//!
//! Two capabilities: `agreements` (texts, signing, sealed documents) and `activation` (the plan by
//! which a new partner becomes operational). They meet other stages by facts and by the core's verbs.

mod activation;
mod agreements;
mod countries;
mod migrations;

use access::Permission;
use web::{MenuItem, Side, Stage};

pub use activation::actions::seed as seed_activation;
pub use agreements::actions::seed as seed_agreements;
pub use migrations::MIGRATIONS;

/// The words of this stage.
pub const MESSAGES: &[(&str, &str)] = &[("en", include_str!("../messages/en.ftl")), ("de", include_str!("../messages/de.ftl"))];

/// What a partner may do from the day both have signed: take courses, use core assets.
pub const BASE_BUNDLE: [&str; 1] = ["portal.learn"];

/// What this stage hands to the application.
pub fn stage() -> Stage {
    Stage {
        migrations: MIGRATIONS.to_vec(),
        messages: vec![MESSAGES, pdf::MESSAGES],
        routes: agreements::pages::routes(),
        api: agreements::api::routes(),
        listeners: vec![agreements::listeners::LISTENER, activation::listeners::LISTENER],
        jobs: agreements::jobs::JOBS.to_vec(),
        menu: menu(),
        sources: agreements::panels::sources(),
        ..Stage::new("onboard")
    }
}

fn menu() -> Vec<MenuItem> {
    vec![
        MenuItem {
            side: Side::Portal,
            group: "nav-together",
            label: "agreements-title",
            icon: ui::icon("file-signature"),
            href: "/agreements",
            permission: Permission::AgreementRead,
            order: 520,
            quick: None,
            count: None,
        },
        MenuItem {
            side: Side::Console,
            group: "nav-partners",
            label: "agreements-title",
            icon: ui::icon("file-signature"),
            href: "/agreements",
            permission: Permission::AgreementRead,
            order: 330,
            quick: None,
            count: Some(agreements::panels::QUEUE),
        },
    ]
}
