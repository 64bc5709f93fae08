//! The pages of the deals.

mod answers;
mod around;
mod banner;
mod batch;
mod calendar;
mod check;
mod coverage;
mod decisions;
mod disputed;
mod export;
mod form;
mod input;
mod link;
mod list;
mod moves;
mod notes;
mod record;
mod show;
mod terms;
mod terms_form;
mod trial;
mod view;

use access::Permission;
use axum::handler::Handler as _;
use web::{Gate, Routes};

use super::api::body_limit;

pub(super) use self::view::{Badge, badge, next_line};

pub(crate) fn routes() -> Routes {
    let (read, register) = (Gate::May(Permission::DealRead), Gate::May(Permission::DealRegister));
    let (edit, decide, manage) = (Gate::May(Permission::DealEdit), Gate::May(Permission::DealDecide), Gate::May(Permission::DealManage));
    Routes::new()
        .get("/deals", read, list::list)
        .post("/deals", register, form::create)
        .get("/deals/new", register, form::new)
        .post("/deals/new", register, form::look_over)
        .get("/deals/calendar", read, calendar::show)
        .get("/deals/check", register, check::show)
        .post("/deals/check", register, check::ask)
        .post("/deals/draft", register, form::autosave)
        .post("/deals/overlap", register, form::overlap)
        .get("/deals/export", read, export::export)
        .get("/deals/answers", read, answers::show)
        .get("/deals/batch", edit, batch::ask)
        .post("/deals/batch", edit, batch::run)
        .get("/deals/rules", read, terms::show)
        .get("/deals/rules/edit", manage, terms_form::edit)
        .post("/deals/rules/edit", manage, terms_form::save)
        .post("/deals/rules/trial", manage, trial::show)
        .post("/deals/rules/acceptance", register, terms::accept)
        .get("/deals/{id}", read, show::show)
        .post("/deals/{id}", edit, form::change)
        .get("/deals/{id}/edit", edit, form::edit)
        .post("/deals/{id}/notes", edit, notes::add)
        .post("/deals/{id}/files", edit, around::add_file.layer(body_limit()))
        .get("/deals/{id}/files/{file}", read, around::get_file)
        .post("/deals/{id}/files/{file}/removal", edit, around::remove_file)
        .post("/deals/{id}/owners", edit, around::add_owner)
        .post("/deals/{id}/co-owners/{user}/removal", edit, around::remove_owner)
        .post("/deals/{id}/next-step", edit, show::set_next_step)
        .post("/deals/{id}/stage", edit, moves::stage)
        .get("/deals/{id}/win", edit, moves::ask_win)
        .post("/deals/{id}/win", edit, moves::win)
        .get("/deals/{id}/loss", edit, moves::ask_loss)
        .post("/deals/{id}/loss", edit, moves::lose)
        .get("/deals/{id}/withdrawal", edit, moves::ask_withdrawal)
        .post("/deals/{id}/withdrawal", edit, moves::withdraw)
        .get("/deals/{id}/extension", edit, moves::ask_extension)
        .post("/deals/{id}/extension", edit, moves::extend)
        .get("/deals/{id}/release", decide, moves::ask_release)
        .post("/deals/{id}/release", decide, moves::release)
        .get("/deals/{id}/reopening", decide, moves::ask_reopening)
        .post("/deals/{id}/reopening", decide, moves::reopen)
        .get("/deals/{id}/decision", decide, moves::ask_decision)
        .post("/deals/{id}/decision", decide, moves::decide)
        .get("/deal-updates/{secret}", Gate::Public, link::show)
        .post("/deal-updates/{secret}", Gate::Public, link::answer)
}
