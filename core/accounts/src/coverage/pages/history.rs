//! Who served an account before.

use askama::Template;
use axum::extract::State;
use base::AccountId;
use ui::Ui;
use web::{App, Me, Page, Path, Reply, html};

use super::block::decided;
use super::staff_only;
use super::view::{People, ServedView, served_view};
use crate::coverage::actions;
use crate::coverage::model::Served;

struct PastView {
    since: String,
    served: ServedView,
    by: String,
    because: String,
    href: String,
}

#[derive(Template)]
#[template(path = "coverage/pages/history.html")]
struct HistoryPage {
    ui: Ui,
    name: String,
    href: String,
    past: Vec<PastView>,
}

pub(super) async fn show(State(app): State<App>, me: Me, Path(id): Path<AccountId>) -> Reply {
    staff_only(&me)?;
    let work = app.read(&me.actor);
    let (account, past) = actions::history(&work, id).await?;
    let served: Vec<&Served> = past.iter().map(|p| &p.coverage.served).collect();
    let people = People::about(&work, &served, &[]).await?;
    let ui = Page::full(&app, &me).await?;
    let view = |p: &crate::coverage::model::Past| {
        let (by, because) = decided(&ui, &p.coverage);
        PastView {
            since: ui.t1("coverage-past-since", "when", ui.date_time(&p.since)),
            served: served_view(&ui, &p.coverage.served, &people),
            by,
            because,
            href: if p.coverage.version > 0 { format!("/coverage/versions/{}", p.coverage.version) } else { "/coverage".to_owned() },
        }
    };
    html(&HistoryPage { name: account.details.name, href: format!("/accounts/{}", account.id), past: past.iter().map(view).collect(), ui })
}
