//! Sell: the stage in which partners register deals, are protected, and win; are given leads; answer requests for proposals; conflicts are settled; and what each contributed is kept.

pub mod absences;
mod choices;
mod codes;
pub mod conflicts;
pub mod deals;
mod due;
mod holidays;
pub mod inquiries;
pub mod leads;
mod links;
mod lists;
mod migrations;
pub mod proposals;
mod quarter;
mod remarks;
pub mod teams;
mod texts;
pub mod touches;
pub mod views;

/// The words of this stage.
pub const MESSAGES: &[(&str, &str)] = &[
    ("en", include_str!("../messages/en.ftl")),
    ("de", include_str!("../messages/de.ftl")),
    ("en", include_str!("../messages/en/deals.ftl")),
    ("de", include_str!("../messages/de/deals.ftl")),
    ("en", include_str!("../messages/en/rights.ftl")),
    ("de", include_str!("../messages/de/rights.ftl")),
    ("en", include_str!("../messages/en/leads.ftl")),
    ("de", include_str!("../messages/de/leads.ftl")),
    ("en", include_str!("../messages/en/conflicts.ftl")),
    ("de", include_str!("../messages/de/conflicts.ftl")),
    ("en", include_str!("../messages/en/proposals.ftl")),
    ("de", include_str!("../messages/de/proposals.ftl")),
    ("en", include_str!("../messages/en/inquiries.ftl")),
    ("de", include_str!("../messages/de/inquiries.ftl")),
    ("en", include_str!("../messages/en/touches.ftl")),
    ("de", include_str!("../messages/de/touches.ftl")),
    ("en", include_str!("../messages/en/teams.ftl")),
    ("de", include_str!("../messages/de/teams.ftl")),
];

/// What this stage hands to the application.
pub fn stage() -> web::Stage {
    web::Stage {
        migrations: migrations::MIGRATIONS.to_vec(),
        messages: vec![MESSAGES],
        routes: deals::pages::routes()
            .merge(views::pages::routes())
            .merge(leads::pages::routes())
            .merge(conflicts::pages::routes())
            .merge(proposals::pages::routes())
            .merge(inquiries::pages::routes())
            .merge(absences::pages::routes())
            .merge(teams::pages::routes())
            .merge(touches::pages::routes()),
        api: deals::api::routes()
            .merge(views::api::routes())
            .merge(leads::api::routes())
            .merge(conflicts::api::routes())
            .merge(proposals::api::routes())
            .merge(inquiries::api::routes())
            .merge(absences::api::routes())
            .merge(teams::api::routes())
            .merge(touches::api::routes()),
        listeners: [
            deals::listeners::all(),
            leads::listeners::all(),
            conflicts::listeners::all(),
            teams::listeners::all(),
            touches::listeners::all(),
        ]
        .concat(),
        reactions: [conflicts::listeners::reactions(), teams::listeners::reactions()].concat(),
        jobs: [
            deals::jobs::all(),
            leads::jobs::all(),
            conflicts::jobs::all(),
            proposals::jobs::all(),
            inquiries::jobs::all(),
            teams::jobs::all(),
        ]
        .concat(),
        menu: [
            deals::panels::menu(),
            leads::panels::menu(),
            conflicts::panels::menu(),
            proposals::panels::menu(),
            teams::panels::menu(),
            touches::panels::menu(),
        ]
        .concat(),
        sources: [
            deals::panels::sources(),
            leads::panels::sources(),
            conflicts::panels::sources(),
            proposals::panels::sources(),
            teams::panels::sources(),
            touches::panels::sources(),
        ]
        .concat(),
        ..web::Stage::new("sell")
    }
}
