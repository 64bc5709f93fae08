//! The pages of the leads.

mod capture;
mod import;
mod link;
mod list;
mod moves;
mod profile;
mod promises;
mod results;
mod rule;
mod rules;
mod show;

use access::Permission;
use ui::{Choice, Tone, Ui};
use web::{Gate, Routes};

use super::model::StateKind;

pub(crate) fn routes() -> Routes {
    let (read, work) = (Gate::May(Permission::LeadRead), Gate::May(Permission::LeadWork));
    let (capture, assign) = (Gate::May(Permission::LeadCapture), Gate::May(Permission::LeadAssign));
    let manage = Gate::May(Permission::LeadManage);
    Routes::new()
        .get("/leads", read, list::list)
        .post("/leads", capture, capture::create)
        .get("/leads/new", capture, capture::new)
        .get("/leads/import", capture, import::ask)
        .post("/leads/import", capture, import::run)
        .get("/leads/rules", manage, rules::show)
        .post("/leads/rules", manage, rules::save)
        .post("/leads/rules/order", manage, rules::order)
        .get("/leads/rules/{key}", manage, rule::show)
        .post("/leads/rules/{key}", manage, rule::save)
        .get("/leads/results", manage, results::show)
        .get("/leads/promises", manage, promises::show)
        .post("/leads/promises", manage, promises::save)
        .get("/leads/partners", manage, profile::list)
        .get("/leads/partners/{id}", manage, profile::show)
        .post("/leads/partners/{id}", manage, profile::save)
        .get("/leads/{id}", read, show::show)
        .post("/leads/{id}/acceptance", work, moves::accept)
        .get("/leads/{id}/decline", work, moves::ask_decline)
        .post("/leads/{id}/decline", work, moves::decline)
        .post("/leads/{id}/contact", work, moves::contact)
        .post("/leads/{id}/conversion", work, moves::convert)
        .get("/leads/{id}/disqualification", Gate::SignedIn, moves::ask_drop)
        .post("/leads/{id}/disqualification", Gate::SignedIn, moves::drop)
        .get("/leads/{id}/assignment", assign, moves::ask_assignment)
        .post("/leads/{id}/assignment", assign, moves::assign)
        .get("/leads/{id}/recall", assign, moves::ask_recall)
        .post("/leads/{id}/recall", assign, moves::recall)
        .get("/lead-offers/{secret}", Gate::Public, link::show)
        .post("/lead-offers/{secret}", Gate::Public, link::answer)
}

fn tone(state: StateKind) -> Tone {
    match state {
        StateKind::New | StateKind::Duplicate | StateKind::Disqualified => Tone::Neutral,
        StateKind::Offered | StateKind::Waiting => Tone::Warning,
        StateKind::Accepted | StateKind::Contacted => Tone::Brand,
        StateKind::Converted => Tone::Success,
    }
}

/// Choices from codes with their words.
fn choices<T: Copy>(ui: &Ui, all: &[T], code: fn(T) -> &'static str, key: fn(T) -> String) -> Vec<Choice> {
    all.iter().map(|one| Choice::new(code(*one), ui.t(&key(*one)))).collect()
}
