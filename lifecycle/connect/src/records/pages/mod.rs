//! The pages about what stands on the other side.

mod conflicts;
mod record;
mod show;

pub(crate) use record::verdict;
pub(crate) use show::{look, prepare};

use web::{Gate, Routes};
use work::Permission;

pub(crate) fn routes() -> Routes {
    let gate = Gate::May(Permission::ConnectionManage);
    Routes::new()
        .get("/admin/connections/{id}", gate, show::show)
        .post("/admin/connections/{id}/tests", gate, show::test)
        .post("/admin/connections/{id}/setup", gate, show::set_up)
        .post("/admin/connections/{id}/pause", gate, show::pause)
        .post("/admin/connections/{id}/pause/end", gate, show::resume)
        .post("/admin/connections/{id}/removal", gate, show::remove)
        .get("/admin/connections/{id}/records/{record}", gate, record::show)
        .post("/admin/connections/{id}/records/{record}/replay", gate, record::replay)
        .post("/admin/connections/{id}/records/{record}/rehearsal", gate, record::rehearse)
        .get("/admin/connections/{id}/conflicts", gate, conflicts::list)
        .get("/admin/connections/{id}/conflicts/{conflict}", gate, conflicts::show)
        .post("/admin/connections/{id}/conflicts/{conflict}", gate, conflicts::choose)
}
