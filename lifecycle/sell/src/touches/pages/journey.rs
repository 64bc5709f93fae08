//! The journey of a customer, for the vendor's people.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use base::{AccountId, Cursor, PageRequest, PartnerId};
use serde::Deserialize;
use ui::{Choice, Ui};
use web::{App, Me, Page, Path, Query, Reply, html};

use super::super::actions;
use super::{StopView, stop_view};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct JourneyQuery {
    partner: String,
    after: String,
}

#[derive(Template)]
#[template(path = "touches/pages/journey.html")]
struct JourneyPage {
    ui: Ui,
    name: String,
    href: String,
    /// The address of this page.
    path: String,
    query: JourneyQuery,
    partners: Vec<Choice>,
    stops: Vec<StopView>,
    next: String,
    shown: String,
}

/// Every partner's part in the order of time.
pub(super) async fn show(State(app): State<App>, me: Me, Path(id): Path<AccountId>, Query(query): Query<JourneyQuery>) -> Reply {
    let work = app.read(&me.actor);
    let of = query.partner.parse::<PartnerId>().ok();
    let page = PageRequest::first(100).after(Cursor::decode(&query.after));
    let (account, found) = actions::journey(&work, id, of, &page).await?;
    let ui = Page::full(&app, &me).await?;
    let href = format!("/accounts/{}", account.id);
    let path = format!("{href}/journey");
    let next = found.next.as_ref().map(|after| {
        let after = after.encode();
        format!("{path}?{}", web::query_string(&[("partner", query.partner.as_str()), ("after", &after)]))
    });
    let mut partners: BTreeMap<String, String> = BTreeMap::new();
    for (partner, name) in actions::partners_at(&work, account.id).await? {
        partners.insert(name, partner.to_string());
    }
    html(&JourneyPage {
        shown: ui.t1("touches-shown", "n", found.items.len()),
        name: account.name.clone(),
        partners: partners.into_iter().map(|(name, id)| Choice::new(id, name)).collect(),
        stops: found.items.iter().map(|s| stop_view(&ui, &s.touch, &s.partner)).collect(),
        next: next.unwrap_or_default(),
        href,
        path,
        query,
        ui,
    })
}
