//! Pages of activation.

mod hand_in;
mod plan;
mod plans;
mod step;
mod templates;
mod view;

pub(in crate::activation) use hand_in::{HandIn, StepAnswers, take_in};
pub(in crate::activation) use view::{StepView, step_view};

use access::Permission;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler as _;
use web::{Gate, Routes};

/// The largest body with a document in it; the document itself may have ten megabytes.
pub(in crate::activation) const LARGEST_BODY: usize = 11_000_000;

pub(crate) fn routes() -> Routes {
    let (read, work, review) =
        (Gate::May(Permission::ActivationRead), Gate::May(Permission::ActivationWork), Gate::May(Permission::ActivationReview));
    Routes::new()
        .get("/activation", read, plan::own)
        .get("/activation/plans", Gate::May(Permission::ConsoleView), plans::list)
        .get("/activation/plans/{id}", read, plan::show)
        .get("/activation/templates", Gate::May(Permission::ConsoleView), templates::list)
        .get("/activation/steps/{id}", read, step::show)
        .post("/activation/steps/{id}/submission", work, step::submit.layer(DefaultBodyLimit::max(LARGEST_BODY)))
        .post("/activation/steps/{id}/review", review, step::review)
        .post("/activation/steps/{id}/exception", review, step::admit)
        .post("/activation/steps/{id}/waiver", review, step::skip)
        .post("/activation/steps/{id}/rating", work, step::rate)
        .get("/activation/documents/{id}", read, step::document)
}
