//! The pages of the touches.

mod form;
mod journey;
mod list;
mod show;

use access::Permission;
use base::{AccountMapId, CaseId, DealId, Instant, LeadId, ProposalRequestId};
use ui::{Choice, Tone, Ui};
use web::{Gate, Routes};

use super::model::{Kind, State, SubjectKind, Touch};

pub(crate) fn routes() -> Routes {
    let (read, claim) = (Gate::May(Permission::DealRead), Gate::May(Permission::DealRegister));
    Routes::new()
        .get("/touches", read, list::list)
        .post("/touches", claim, form::create)
        .get("/touches/new", claim, form::new)
        .get("/touches/{id}", read, show::show)
        .post("/touches/{id}/answer", Gate::May(Permission::DealDecide), show::answer)
        .get("/accounts/{id}/journey", Gate::May(Permission::AccountRead), journey::show)
}

/// One stop of a journey, as a timeline shows it.
pub(super) struct StopView {
    pub(super) id: String,
    /// The partner's name; empty where the reader has only one.
    pub(super) partner: String,
    /// What was done.
    pub(super) what: String,
    /// By whom, where, and in which state.
    pub(super) sub: String,
    /// Where what it is about is.
    pub(super) href: String,
    /// What that is.
    pub(super) about: String,
    pub(super) machine: String,
    pub(super) when: String,
    pub(super) icon: &'static str,
    pub(super) tone: Tone,
}

fn tone(state: State) -> Tone {
    match state {
        State::Recorded => Tone::Brand,
        State::Claimed => Tone::Warning,
        State::Confirmed => Tone::Success,
        State::Refused => Tone::Neutral,
    }
}

fn icon_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Win | Kind::Expansion | Kind::Renewal => "circle-check",
        Kind::Registration | Kind::LeadConverted | Kind::CoSell => "handshake",
        Kind::LeadAccepted | Kind::LeadContacted => "inbox",
        Kind::Award | Kind::Ruling => "scale",
        Kind::Referral | Kind::Introduction | Kind::Meeting | Kind::Demo | Kind::Workshop | Kind::Proposal | Kind::Delivery => "users",
    }
}

/// The address of what a touch is about.
fn href_of(t: &Touch) -> String {
    match t.subject.kind {
        // What everybody on its team can read.
        SubjectKind::Deal if t.kind == Kind::CoSell => format!("/deals/{}/team", DealId::from(t.subject.id)),
        SubjectKind::Deal => format!("/deals/{}", DealId::from(t.subject.id)),
        SubjectKind::Lead => format!("/leads/{}", LeadId::from(t.subject.id)),
        SubjectKind::Request => format!("/proposals/{}", ProposalRequestId::from(t.subject.id)),
        SubjectKind::Case => format!("/conflicts/{}", CaseId::from(t.subject.id)),
        SubjectKind::Mapping => format!("/mapping/{}", AccountMapId::from(t.subject.id)),
        SubjectKind::Claim => format!("/touches/{}", t.id),
    }
}

/// A day for a claim, which knows no hour; otherwise the moment.
fn when(ui: &Ui, t: &Touch, at: &Instant) -> String {
    if t.subject.kind == SubjectKind::Claim { ui.date(&at.date_naive()) } else { ui.date_time(at) }
}

/// A touch as a timeline shows it.
pub(super) fn stop_view(ui: &Ui, t: &Touch, partner: &str) -> StopView {
    let state = if t.state == State::Recorded { String::new() } else { ui.t(&t.state.label_key()) };
    StopView {
        id: t.id.to_string(),
        partner: partner.to_owned(),
        what: ui.t(&t.kind.label_key()),
        sub: [t.by_name.as_str(), t.company.name.as_str(), &state].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · "),
        href: href_of(t),
        about: ui.t(&t.subject.kind.label_key()),
        machine: ui.machine(&t.at),
        when: when(ui, t, &t.at),
        icon: icon_of(t.kind),
        tone: tone(t.state),
    }
}

/// Choices from codes with their words.
fn choices<T: Copy>(ui: &Ui, all: &[T], code: fn(T) -> &'static str, key: fn(T) -> String) -> Vec<Choice> {
    all.iter().map(|one| Choice::new(code(*one), ui.t(&key(*one)))).collect()
}
