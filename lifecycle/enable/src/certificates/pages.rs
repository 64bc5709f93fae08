//! The public page of a certificate.

use askama::Template;
use axum::extract::State;
use ui::Ui;
use web::{App, Gate, Me, Page, Path, Reply, Routes, html};

use super::actions;
use super::model::{Certificate, CertificateState};

pub(crate) fn routes() -> Routes {
    Routes::new().get("/certificates/{number}", Gate::Public, show)
}

#[derive(Template)]
#[template(path = "certificates/pages/show.html")]
struct ShowPage {
    ui: Ui,
    c: Certificate,
    state: String,
    tone: &'static str,
    issued: String,
    until: String,
}

async fn show(State(app): State<App>, me: Me, Path(number): Path<String>) -> Reply {
    // Who has the number may know; no other row can be reached this way.
    let work = app.read(&app.system("certificate check"));
    let c = actions::check(&work, &number).await?;
    let ui = Page::plain(&app, &me);
    let lapsed = c.until.is_some_and(|u| u <= ui.now);
    let (key, tone) = match c.state {
        CertificateState::Active if lapsed => ("certificate-expired", "warning"),
        CertificateState::Active => ("certificate-active", "success"),
        CertificateState::Expired => ("certificate-expired", "warning"),
        CertificateState::Revoked => ("certificate-revoked", "danger"),
    };
    html(&ShowPage {
        state: ui.t(key),
        tone,
        issued: ui.l.date(ui.l.day_of(c.issued_at)),
        until: c.until.map_or_else(|| ui.t("certificate-open"), |u| ui.l.date(ui.l.day_of(u))),
        c,
        ui,
    })
}
