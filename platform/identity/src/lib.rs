//! Identity: people, how they sign in, what they lend to programs.
//!
//! Other crates invite people and ask who is who; the binary hands [`authenticate`] to the web kit.

mod account;
mod api;
mod authenticate;
mod cookie;
mod factors;
mod jobs;
mod links;
mod migrations;
mod pages;
mod password;
mod secret;
mod sessions;
mod sign_in;
mod throttle;
mod tokens;
mod users;

#[cfg(test)]
mod tests;

pub use authenticate::{actor, authenticate};
pub use migrations::MIGRATIONS;
pub use password::{Cost, hash as hash_password};
pub use tokens::actions::make as make_token;
pub use tokens::model::{NewToken, Token};
pub use users::actions::{
    add_active, end_access_of_partner, end_sessions, find_by_email, get, invite, invite_again, of_partner, partners_with, remove,
    rename_org, resume, resume_access_of_partner, set_roles, settle_in, staff_with, suspend,
};
pub use users::model::{NewUser, User, UserState, recipients};

/// The words of this crate.
pub const MESSAGES: &[(&str, &str)] = &[("en", include_str!("../messages/en.ftl")), ("de", include_str!("../messages/de.ftl"))];

/// Makes a one-time link for the first owner of a deployment that has nobody yet; it holds for a day.
///
/// A link that was made before ends.
pub async fn setup_link(app: &web::App) -> base::Result<Option<String>> {
    let actor = app.system("setup");
    let path = app.transact(&actor, |work| async move { account::setup_path(&work).await }).await?;
    Ok(path.map(|p| app.url(&p)))
}

/// What this crate hands to the application.
pub fn stage() -> web::Stage {
    let place = |side, group, label, href, permission, order| web::MenuItem {
        side,
        group,
        label,
        icon: ui::icon("users"),
        href,
        permission,
        order,
        quick: None,
        count: None,
    };
    web::Stage {
        migrations: MIGRATIONS.to_vec(),
        messages: vec![MESSAGES],
        routes: pages::routes(),
        api: api::routes(),
        jobs: jobs::kinds(),
        menu: vec![
            place(web::Side::Console, "nav-run", "users-title", "/admin/users", access::Permission::UserManage, 910),
            place(web::Side::Portal, "nav-together", "members-title", "/members", access::Permission::MemberRead, 810),
        ],
        ..web::Stage::new("identity")
    }
}
