//! Sell: the stage in which partners register deals, are protected, and win.

pub mod deals;
mod migrations;

/// The words of this stage.
pub const MESSAGES: &[(&str, &str)] = &[("en", include_str!("../messages/en.ftl")), ("de", include_str!("../messages/de.ftl"))];

/// What this stage hands to the application.
pub fn stage() -> web::Stage {
    web::Stage {
        migrations: migrations::MIGRATIONS.to_vec(),
        messages: vec![MESSAGES],
        routes: deals::pages::routes(),
        api: deals::api::routes(),
        listeners: deals::listeners::all(),
        jobs: deals::jobs::all(),
        menu: deals::panels::menu(),
        sources: deals::panels::sources(),
        ..web::Stage::new("sell")
    }
}
