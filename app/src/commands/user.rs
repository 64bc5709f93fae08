//! `user`: people, without the web.

use std::io::BufRead as _;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use clap::{Args, Subcommand};
use identity::{Cost, NewUser, hash_password};
use serde_json::json;
use work::{Actor, Role};

use super::{Global, finish, say};
use crate::{telemetry, wiring};

#[derive(Subcommand)]
pub(crate) enum UserCommand {
    /// Adds a person of the vendor; the password is read from standard input.
    Add(AddArgs),
    /// Ends every session of a person.
    SignOut(WhoArgs),
    /// Keeps a person out, until they are let in again.
    Suspend(WhoArgs),
    /// Lets a suspended person in again.
    Resume(WhoArgs),
}

#[derive(Args)]
pub(crate) struct AddArgs {
    /// Their e-mail address.
    email: String,
    /// Their full name.
    #[arg(long)]
    name: String,
    /// What they may do, such as owner or channel_manager.
    #[arg(long, default_value = "owner")]
    role: String,
}

#[derive(Args)]
pub(crate) struct WhoArgs {
    /// Their e-mail address.
    email: String,
}

pub(crate) async fn run(global: &Global, command: UserCommand) -> Result<ExitCode> {
    let all = global.settings(&[])?;
    let telemetry = telemetry::begin(&all)?;
    let built = wiring::build(&all, false).await?;
    let app = &built.app;
    let actor = Actor::system("towpath user");
    match command {
        UserCommand::Add(args) => {
            let Some(role) = Role::from_code(&args.role).filter(|r| r.is_staff()) else {
                let known: Vec<&str> = Role::ALL.iter().filter(|r| r.is_staff()).map(|r| r.code()).collect();
                bail!("--role is {:?}; it must be one of {}", args.role, known.join(", "));
            };
            let mut line = String::new();
            std::io::stdin().lock().read_line(&mut line).context("reading the password from standard input")?;
            let password = line.trim_end_matches(['\r', '\n']);
            if password.chars().count() < 12 {
                bail!("the password on standard input must have at least 12 characters");
            }
            let hash = hash_password(password, app.ids().random(), Cost::Real).await?;
            let new = NewUser {
                email: args.email,
                name: args.name,
                roles: vec![role],
                partner: None,
                org: app.settings().vendor.clone(),
                locale: app.settings().locale.tag().to_owned(),
                zone: "UTC".to_owned(),
            };
            let (new, hash) = (&new, &hash);
            let id = app.transact(&actor, |work| async move { identity::add_active(&work, new, Some(hash.clone()), None).await }).await?;
            say(&format!("Added {} as {}", new.email, role.code()));
            finish(global, &json!({ "id": id, "email": new.email, "role": role.code() }));
        }
        UserCommand::SignOut(who) => {
            let email = &who.email;
            let n = app.transact(&actor, |work| async move { identity::end_sessions(&work, user(&work, email).await?).await }).await?;
            say(&format!("Ended {n} sessions of {email}"));
            finish(global, &json!({ "email": email, "sessions": n }));
        }
        UserCommand::Suspend(who) => {
            let email = &who.email;
            app.transact(&actor, |work| async move { identity::suspend(&work, user(&work, email).await?).await }).await?;
            say(&format!("{email} is suspended"));
            finish(global, &json!({ "email": email, "state": "suspended" }));
        }
        UserCommand::Resume(who) => {
            let email = &who.email;
            app.transact(&actor, |work| async move { identity::resume(&work, user(&work, email).await?).await }).await?;
            say(&format!("{email} may sign in again"));
            finish(global, &json!({ "email": email, "state": "active" }));
        }
    }
    telemetry.end();
    Ok(ExitCode::SUCCESS)
}

async fn user(work: &work::Work, email: &str) -> base::Result<base::UserId> {
    identity::find_by_email(work, email).await?.map(|u| u.id).ok_or_else(base::Error::missing)
}
