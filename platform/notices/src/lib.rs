//! Notices: what people are told in the portal and by mail.
//!
//! Other crates call [`tell`] inside their transaction; each user finds the notice in the inbox, the
//! bell rings on open pages, and a mail follows as far as that person wishes. The words are Fluent
//! messages of the crate that tells: `notice-deal-approved-title` and `notice-deal-approved-body`
//! for the topic `deal.approved`; a message `notice-deal-approved-name` puts the topic on the
//! preferences page, all others follow what the person says there about everything else.
//!
//! **Invariants**
//! - A notice and its mail stand or fall with the transaction that tells them.
//! - A wish changes mail only: the notice is always in the portal.
//! - Mail for signing in and for legal acts always goes at once.
//! - A mail that cannot be sent is tried again, then shown as failed; without a mail server it is kept to be read.
//! - Nothing that people write can add a header to a mail.

mod actions;
mod api;
mod jobs;
mod letter;
mod migrations;
mod model;
mod pages;
mod smtp;
mod store;
mod told;
pub mod values;

#[cfg(test)]
mod tests;

pub use actions::{leave_digest, list, mail, mails, open, read_all, tell, tell_with, wish};
pub use migrations::MIGRATIONS;
pub use model::{Mail, MailState, Message, Notice, Recipient, Timing, Written, is_email, is_transactional};
pub use told::NoticeTold;

/// The words of this crate.
pub const MESSAGES: &[(&str, &str)] = &[("en", include_str!("../messages/en.ftl")), ("de", include_str!("../messages/de.ftl"))];

/// A sub-query that counts the unread notices of the user that an expression names.
pub fn unread_of(user: sea_orm::sea_query::SimpleExpr) -> sea_orm::sea_query::SimpleExpr {
    store::unread_of(user)
}

/// What this crate hands to the application.
pub fn stage() -> web::Stage {
    let mail = web::MenuItem {
        side: web::Side::Console,
        group: "nav-run",
        label: "mail-title",
        icon: ui::icon("mail"),
        href: "/admin/mail",
        permission: work::Permission::MailRead,
        order: 940,
        quick: None,
        count: Some("mail-failed"),
    };
    web::Stage {
        migrations: MIGRATIONS.to_vec(),
        messages: vec![MESSAGES],
        routes: pages::routes(),
        api: api::routes(),
        jobs: jobs::kinds(),
        menu: vec![mail],
        sources: vec![web::Source::Count("mail-failed", |work, _| Box::pin(store::count_failed(work)))],
        ..web::Stage::new("notices")
    }
}
