//! Onboard: from signature to first deal.
//!
//! Two capabilities: `agreements` (texts, signing, sealed documents) and `activation` (the plan by
//! which a new partner becomes operational). They meet other stages by facts and by the core's verbs.

mod activation;
mod agreements;
mod migrations;
#[cfg(test)]
mod tests;
mod vat;

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
        routes: agreements::pages::routes().merge(activation::pages::routes()),
        api: agreements::api::routes().merge(activation::api::routes()),
        reactions: vec![agreements::listeners::REACTION, activation::listeners::REACTION],
        listeners: vec![activation::listeners::LISTENER],
        jobs: agreements::jobs::JOBS.to_vec(),
        menu: menu(),
        sources: [agreements::panels::sources(), activation::panels::sources()].concat(),
        ..Stage::new("onboard")
    }
}

fn menu() -> Vec<MenuItem> {
    let item = |side, group, label, icon, href, permission, order, count| MenuItem {
        side,
        group,
        label,
        icon,
        href,
        permission,
        order,
        quick: None,
        count,
    };
    let (agreements, plans) = (ui::icon("file-signature"), ui::icon("list-checks"));
    let (queue, reviews) = (Some(agreements::panels::QUEUE), Some(activation::panels::QUEUE));
    vec![
        item(Side::Portal, "nav-grow", "activation-title", plans, "/activation", Permission::ActivationRead, 210, None),
        item(Side::Portal, "nav-together", "agreements-title", agreements, "/agreements", Permission::AgreementRead, 520, None),
        item(Side::Console, "nav-partners", "onboarding-title", plans, "/activation/plans", Permission::ActivationRead, 320, reviews),
        item(Side::Console, "nav-partners", "agreements-title", agreements, "/agreements", Permission::AgreementRead, 330, queue),
    ]
}
