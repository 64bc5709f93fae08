//! Pages of the program: as everybody reads it, and as it is opened and changed.

mod edit;
mod products;
mod show;

use access::Permission;
use web::{Gate, Routes};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/program", Gate::May(Permission::ProgramRead), show::show)
        .get("/program/edit", Gate::May(Permission::ProgramManage), edit::edit)
        .post("/program/edit", Gate::May(Permission::ProgramManage), edit::save)
        .post("/program/products", Gate::May(Permission::ProgramManage), show::add_product)
        .get("/program/products/{id}", Gate::May(Permission::ProgramManage), products::edit)
        .post("/program/products/{id}", Gate::May(Permission::ProgramManage), products::save)
}
