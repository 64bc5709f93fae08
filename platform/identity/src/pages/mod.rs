//! The pages of identity: handlers parse, call one action, render.

mod account;
mod factors;
mod links;
mod people;
mod sign_in;
mod tokens;
mod view_as;

use base::{Kind, Result, SessionId, refuse};
use i18n::Locale;
use ui::{Choice, Ui};
use web::{Me, Routes, Via};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .merge(sign_in::routes())
        .merge(links::routes())
        .merge(account::routes())
        .merge(factors::routes())
        .merge(tokens::routes())
        .merge(people::routes())
        .merge(view_as::routes())
}

/// The session of a page that is for people at a browser, not for programs.
fn session(me: &Me) -> Result<SessionId> {
    match me.via {
        Via::Session(id) => Ok(id),
        Via::Nothing => Err(refuse("unauthenticated", Kind::Unauthenticated)),
        Via::Token => Err(refuse("forbidden", Kind::Forbidden)),
    }
}

/// A page with a secret on it, which nothing on its way may keep.
fn unkept(page: &impl askama::Template) -> web::Reply {
    let mut response = web::html(page)?;
    response.headers_mut().insert(http::header::CACHE_CONTROL, http::HeaderValue::from_static("no-store"));
    Ok(response)
}

/// The page after signing in.
fn home(staff: bool) -> &'static str {
    if staff { "/console" } else { "/" }
}

fn languages() -> Vec<Choice> {
    Locale::OFFERED.iter().map(|l| Choice::new(l.tag(), l.name())).collect()
}

/// The roles of a side as choices, with what each may do.
fn roles(ui: &Ui, staff: bool) -> Vec<Choice> {
    let list = access::Role::ALL.iter().filter(|r| r.is_staff() == staff);
    list.map(|r| {
        let key = r.code().replace('_', "-");
        Choice::new(r.code(), ui.t(&format!("role-{key}"))).hint(ui.t(&format!("role-{key}-hint")))
    })
    .collect()
}

/// The names of some roles, for a line of text.
fn role_names(ui: &Ui, roles: &[access::Role]) -> String {
    let names = roles.iter().map(|r| ui.t(&format!("role-{}", r.code().replace('_', "-"))));
    names.collect::<Vec<_>>().join(", ")
}
