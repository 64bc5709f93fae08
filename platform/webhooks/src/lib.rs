//! Webhooks: what happens here is told to other systems, signed as Standard Webhooks has it.
//!
//! A listener writes a delivery for each endpoint that hears a fact; jobs deliver. The console's
//! pages about what the machinery does (audit record, jobs) live here too, because this crate sees
//! all of it.

mod api;
mod client;
mod deliveries;
mod endpoints;
mod guard;
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
    let hear = web::Listener {
        name: "webhooks",
        kinds: &[],
        run: |work, event| Box::pin(deliveries::actions::fan_out(work, event)),
    };
    web::Stage {
        migrations: MIGRATIONS.to_vec(),
        messages: vec![MESSAGES],
        routes: pages::routes(),
        api: api::routes(),
        listeners: vec![hear],
        jobs: jobs::kinds(),
        ..web::Stage::new("webhooks")
    }
}
