//! Looking at the portal as a partner sees it.

use axum::extract::State;
use base::PartnerId;
use serde::Deserialize;
use web::{App, Form, Gate, Me, Reply, Routes, redirect};
use work::{Actor, Permission, Scope};

use super::session;
use crate::sessions::actions;
use crate::users::store as users;
use crate::{account, authenticate};

pub(super) fn routes() -> Routes {
    Routes::new().post("/view-as", Gate::May(Permission::ViewAsUse), begin).post("/view-as/end", Gate::SignedIn, end)
}

#[derive(Deserialize)]
struct Chosen {
    partner: PartnerId,
    /// The partner's name for the banner, if it has no people yet who carry it.
    #[serde(default)]
    name: String,
}

async fn begin(State(app): State<App>, me: Me, Form(form): Form<Chosen>) -> Reply {
    let id = session(&me)?;
    let people = users::of_partner(&app.read(&me.actor), form.partner).await?;
    let given = base::one_line(&form.name).chars().take(120).collect::<String>();
    let known = people.first().map(|u| u.org.clone()).filter(|o| !o.is_empty());
    let name = known.or((!given.is_empty()).then_some(given)).unwrap_or_else(|| form.partner.to_string());
    let (partner, name) = (form.partner, name.as_str());
    app.transact(&me.actor, |work| async move { actions::view_as(&work, id, partner, name).await }).await?;
    Ok(redirect("/"))
}

async fn end(State(app): State<App>, me: Me) -> Reply {
    let id = session(&me)?;
    let (Some(_), Scope::Partners(own)) = (&me.view_as, me.actor.scope()) else { return Ok(redirect("/console")) };
    let user = account::own(&app.read(&me.actor), me.user()?).await?;
    // The end is the staff person's own doing, not the looked-at member's.
    let staff = Actor { address: me.actor.address, request: me.actor.request.clone(), ..authenticate::actor(&user) };
    if let Some(partner) = own.first().copied() {
        app.transact(&staff, |work| async move { actions::end_view_as(&work, id, partner).await }).await?;
    }
    Ok(redirect("/console"))
}
