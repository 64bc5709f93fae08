//! The pages of applications: public ones in `apply` and `status`, those of staff in `review`.

mod apply;
mod review;
mod status;

use web::{App, Me, Routes};
use work::Actor;

use super::model::State;

pub(crate) fn routes() -> Routes {
    apply::routes().merge(status::routes()).merge(review::routes())
}

/// Who acts for a stranger: the deployment itself, with the stranger's address in the record.
pub(crate) fn applicant(app: &App, me: &Me) -> Actor {
    web::visitor::stranger(app, me, "applicant")
}

/// Counts an application from this place, in a transaction of its own: it counts even when what follows fails.
pub(crate) async fn take_turn(app: &App, me: &Me) -> base::Result<()> {
    if app.settings().api_per_minute == 0 {
        return Ok(());
    }
    let place = web::visitor::place(me);
    let place = place.as_str();
    let actor = Actor { idempotency: None, ..applicant(app, me) };
    app.transact(&actor, |work| async move { super::actions::take_turn(&work, place).await }).await
}

/// The color of a state.
pub(crate) fn tone(state: &State) -> ui::Tone {
    match state {
        State::Draft | State::Withdrawn { .. } => ui::Tone::Neutral,
        State::Submitted { .. } | State::InReview { .. } => ui::Tone::Info,
        State::InfoRequested { .. } => ui::Tone::Warning,
        State::Approved { .. } => ui::Tone::Success,
        State::Rejected { .. } => ui::Tone::Danger,
    }
}
