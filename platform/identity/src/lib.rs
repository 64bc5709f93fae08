//! Identity: people, how they sign in, what they lend to programs.
//!
//! Other crates invite people and ask who is who; the binary hands [`authenticate`] to the web kit.

mod links;
mod migrations;
mod secret;
mod sessions;
mod tokens;
mod users;

#[cfg(test)]
mod tests;

pub use migrations::MIGRATIONS;
pub use users::actions::{
    add_active, end_access_of_partner, end_sessions, find_by_email, get, invite, invite_again, of_partner, remove, rename_org, resume,
    resume_access_of_partner, set_roles, staff_with, suspend,
};
pub use users::model::{NewUser, User, UserState, recipients};

/// The words of this crate.
pub const MESSAGES: &[(&str, &str)] = &[("en", include_str!("../messages/en.ftl")), ("de", include_str!("../messages/de.ftl"))];

/// What this crate hands to the application.
pub fn stage() -> web::Stage {
    web::Stage { migrations: MIGRATIONS.to_vec(), messages: vec![MESSAGES], ..web::Stage::new("identity") }
}
