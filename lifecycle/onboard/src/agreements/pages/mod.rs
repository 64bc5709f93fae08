//! Pages of agreements.

mod list;
mod show;
mod sign;
mod templates;
mod verify;

use access::Permission;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler as _;
use base::{Error, Instant};
use http::HeaderMap;
use http::header::USER_AGENT;
use i18n::L10n;
use ui::{Errors, Tone, Ui};
use web::{Gate, Routes};

pub(in crate::agreements) use show::document;

use super::model::{Agreement, AgreementState};

/// The largest document that the verify page reads.
const LARGEST_DOCUMENT: usize = 20_000_000;

pub(crate) fn routes() -> Routes {
    let (read, sign, manage) =
        (Gate::May(Permission::AgreementRead), Gate::May(Permission::AgreementSign), Gate::May(Permission::AgreementManage));
    Routes::new()
        .get("/agreements", read, list::list)
        .get("/agreements/new", manage, list::new)
        .post("/agreements", manage, list::send)
        .get("/agreements/{id}", read, show::show)
        .get("/agreements/{id}/document.pdf", read, show::document)
        .get("/agreements/{id}/sign", sign, sign::form)
        .post("/agreements/{id}/signature", sign, sign::sign)
        .get("/agreements/{id}/decline", sign, sign::decline_form)
        .post("/agreements/{id}/decline", sign, sign::decline)
        .post("/agreements/{id}/countersignature", Gate::May(Permission::AgreementCountersign), show::countersign)
        .post("/agreements/{id}/termination", manage, show::terminate)
        .get("/agreements/templates", manage, templates::list)
        .get("/agreements/templates/new", manage, templates::form)
        .post("/agreements/templates", manage, templates::write)
        .get("/agreements/templates/{id}", manage, templates::show)
        .post("/agreements/templates/{id}/sending", manage, templates::send)
        .get("/verify/agreement", Gate::Public, verify::form)
        .post("/verify/agreement", Gate::Public, verify::verify.layer(DefaultBodyLimit::max(LARGEST_DOCUMENT)))
}

/// The color of a state.
pub(crate) fn tone(state: &AgreementState) -> Tone {
    match state {
        AgreementState::Sent | AgreementState::Viewed { .. } => Tone::Warning,
        AgreementState::Signed { .. } => Tone::Info,
        AgreementState::InForce { .. } => Tone::Success,
        AgreementState::Declined { .. } | AgreementState::Terminated { .. } => Tone::Danger,
        AgreementState::Expired { .. } | AgreementState::Superseded { .. } => Tone::Neutral,
    }
}

/// A state in words, as the side that reads sees it.
pub(crate) fn state_name(ui: &Ui, a: &Agreement) -> String {
    let side = if ui.console { "vendor" } else { "partner" };
    match a.state() {
        AgreementState::Sent | AgreementState::Viewed { .. } | AgreementState::Signed { .. } => {
            ui.t(&format!("agreement-state-{}-{side}", a.state().name()))
        }
        AgreementState::InForce { .. }
        | AgreementState::Expired { .. }
        | AgreementState::Terminated { .. }
        | AgreementState::Declined { .. }
        | AgreementState::Superseded { .. } => ui.t(&format!("agreement-state-{}", a.state().name())),
    }
}

/// A moment as the day that it is for the reader.
fn day(ui: &Ui, at: Instant) -> String {
    ui.l.date(ui.l.day_of(at))
}

/// Names the fields of these forms in the list of what is wrong.
fn named(errors: Errors, l: &L10n) -> Errors {
    const NAMES: [(&str, &str); 15] = [
        ("name", "agreement-signer-name"),
        ("title", "agreement-signer-title"),
        ("reason", "agreement-reason"),
        ("partner", "agreement-partner"),
        ("template", "agreement-template"),
        ("key", "agreement-key"),
        ("kind", "agreement-kind"),
        ("vendor", "agreement-vendor"),
        ("months", "agreement-months"),
        ("governing", "agreement-governing"),
        ("countries", "agreement-countries"),
        ("title_en", "onboard-language-en"),
        ("body_en", "onboard-language-en"),
        ("title_de", "onboard-language-de"),
        ("body_de", "onboard-language-de"),
    ];
    NAMES.iter().fold(errors, |errors, (field, key)| errors.named(field, l.t(key)))
}

/// Who wrote a text; those that ship were written by nobody here.
pub(crate) fn author(ui: &Ui, name: &str) -> String {
    if name.is_empty() { ui.t("onboard-shipped") } else { name.to_owned() }
}

/// What the browser says that it is.
fn agent(headers: &HeaderMap) -> Option<String> {
    headers.get(USER_AGENT).and_then(|v| v.to_str().ok()).map(str::to_owned)
}

/// The address of the account, which the signature names.
fn email(me: &web::Me) -> Result<String, Error> {
    me.account.as_ref().map(|a| a.email.clone()).ok_or_else(Error::forbidden)
}
