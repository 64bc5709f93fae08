//! The pages of the conflicts.

mod ask;
mod compare;
mod fair;
mod figures;
mod letter;
mod list;
mod opportunities;
mod opportunity;
mod ruling;
mod show;
mod side;

use access::Permission;
use ui::{Tone, Ui};
use web::{Gate, Routes};

use super::model::{Fate, StateKind};

pub(crate) fn routes() -> Routes {
    let (read, edit) = (Gate::May(Permission::DealRead), Gate::May(Permission::DealEdit));
    let decide = Gate::May(Permission::DealDecide);
    Routes::new()
        .get("/conflicts", read, list::list)
        .get("/conflicts/figures", read, figures::show)
        .get("/conflicts/opportunities", decide, opportunities::list)
        .post("/conflicts/opportunities", decide, opportunities::add)
        .get("/conflicts/opportunities/{id}", decide, opportunity::show)
        .post("/conflicts/opportunities/{id}/answer", decide, opportunity::answer)
        .get("/conflicts/{id}", read, show::show)
        .get("/conflicts/{id}/letter", read, letter::show)
        .get("/conflicts/{id}/letter.pdf", read, letter::document)
        .post("/conflicts/{id}/ruling", decide, ruling::rule)
        .post("/conflicts/{id}/assignee", decide, ruling::assign)
        .post("/conflicts/{id}/messages", edit, side::write)
        .post("/conflicts/{id}/statements", edit, side::state)
        .get("/conflicts/{id}/appeal", edit, ask::ask_appeal)
        .post("/conflicts/{id}/appeal", edit, ask::appeal)
        .get("/fairness/{secret}", Gate::Public, fair::by_link)
        .post("/fairness/{secret}", Gate::Public, fair::say_by_link)
        .get("/fairness/questions/{id}", edit, fair::show)
        .post("/fairness/questions/{id}", edit, fair::say)
        .get("/deals/{id}/dispute", edit, ask::ask_dispute)
        .post("/deals/{id}/dispute", edit, ask::dispute)
}

/// How urgent a state is.
fn tone(state: StateKind) -> Tone {
    match state {
        StateKind::Open => Tone::Danger,
        StateKind::Appealed => Tone::Warning,
        StateKind::Decided => Tone::Info,
        StateKind::Closed | StateKind::Dropped => Tone::Neutral,
    }
}

/// How good an outcome is for a side.
fn fate_tone(fate: Fate) -> Tone {
    match fate {
        Fate::Confirmed => Tone::Success,
        Fate::Shared | Fate::Together => Tone::Info,
        Fate::Ended => Tone::Warning,
    }
}

/// A clause with its number and name, by its code.
fn clause_name(ui: &Ui, code: &str) -> String {
    super::jobs::clause_name(&ui.l, code)
}
