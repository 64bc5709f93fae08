//! Pages of the directory: the list, a partner as staff see it, and the partner's own company page.

mod company;
mod list;
mod moves;
mod show;

use access::Permission;
use ui::{Tone, Ui};
use web::{Gate, Routes};

use super::model::{Lifecycle, Partner};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/partners", Gate::May(Permission::ConsoleView), list::list)
        .get("/partners/{id}", Gate::May(Permission::PartnerRead), show::show)
        .post("/partners/{id}/state", Gate::May(Permission::PartnerManage), moves::move_to)
        .post("/partners/{id}/manager", Gate::May(Permission::PartnerManage), moves::assign)
        .post("/partners/{id}/tier", Gate::May(Permission::PartnerManage), moves::set_tier)
        .get("/company", Gate::May(Permission::PartnerRead), company::company)
        .post("/company", Gate::May(Permission::MemberManage), company::edit)
}

/// The color of a state.
pub fn tone(state: Lifecycle) -> Tone {
    match state {
        Lifecycle::Active => Tone::Success,
        Lifecycle::Contracting | Lifecycle::Onboarding | Lifecycle::Applicant => Tone::Info,
        Lifecycle::Suspended | Lifecycle::Offboarding => Tone::Warning,
        Lifecycle::Rejected => Tone::Danger,
        Lifecycle::Prospect | Lifecycle::Former => Tone::Neutral,
    }
}

fn place(ui: &Ui, p: &Partner) -> String {
    let country = ui.l.country(&p.country);
    if p.city.is_empty() { country.to_owned() } else { format!("{}, {country}", p.city) }
}
