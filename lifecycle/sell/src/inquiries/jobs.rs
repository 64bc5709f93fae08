//! Timed work: what nobody confirmed is forgotten.

use base::Result;
use web::{JobKind, JobRun};

use super::actions;

/// Every job of the inquiry forms.
pub(crate) fn all() -> Vec<JobKind> {
    vec![JobKind { name: "sell.forget_inquiries", cron: Some("17 * * * *"), run: |run| Box::pin(forget(run)) }]
}

async fn forget(run: &JobRun) -> Result<()> {
    run.app.transact(&run.app.system("sell.forget_inquiries"), |work| async move { actions::forget(&work).await }).await
}
