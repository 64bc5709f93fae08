//! The pages of teams.

mod joint;
mod moves;
mod plan;
mod show;

use access::Permission;
use ui::{Tone, Ui};
use web::{Gate, Routes};

use crate::deals::model::{Stage, StateKind};

pub(crate) fn routes() -> Routes {
    let (read, edit) = (Gate::May(Permission::DealRead), Gate::May(Permission::DealEdit));
    Routes::new()
        .get("/joint", read, joint::list)
        .get("/joint/{id}", read, show::show)
        .get("/joint/invitations/{id}", read, joint::ask)
        .post("/joint/invitations/{id}", edit, joint::answer)
        .get("/deals/{id}/team", read, show::show)
        .post("/deals/{id}/team/invitations", edit, moves::invite)
        .post("/deals/{id}/team/invitations/{invitation}/removal", edit, moves::take_back)
        .post("/deals/{id}/team/shares", edit, moves::propose)
        .post("/deals/{id}/team/shares/removal", edit, moves::drop_proposed)
        .post("/deals/{id}/team/consent", edit, moves::respond)
        .post("/deals/{id}/team/members/{partner}/removal", edit, moves::remove)
        .post("/deals/{id}/team/departure", edit, moves::leave)
        .post("/deals/{id}/team/staff", edit, moves::add_staff)
        .post("/deals/{id}/team/staff/{user}/removal", edit, moves::remove_staff)
        .post("/deals/{id}/team/tasks", edit, plan::add_task)
        .post("/deals/{id}/team/tasks/{task}", edit, plan::change_task)
        .post("/deals/{id}/team/notes", edit, plan::add_note)
        .get("/deals/{id}/team/files/{file}", read, plan::file)
}

/// Where a deal is, in a word or two, with its color.
fn place_of(ui: &Ui, kind: StateKind, stage: Option<Stage>) -> (String, Tone) {
    match (kind, stage) {
        (StateKind::Approved, Some(stage)) => (ui.t(&stage.label_key()), Tone::Brand),
        (StateKind::Won, _) => (ui.t(&kind.label_key()), Tone::Success),
        _ => (ui.t(&kind.label_key()), Tone::Neutral),
    }
}

/// Hundredths of a percent as people read them.
fn percent(ui: &Ui, points: i64) -> String {
    ui.l.share(points, super::model::WHOLE)
}
