//! What is done with accounts in the background.

use web::JobKind;

use super::actions;

/// Adds up, every few minutes, the counts that single changes left as notes.
pub(crate) const COUNTS: JobKind = JobKind {
    name: "accounts.counts",
    cron: Some("*/5 * * * *"),
    run: |run| {
        Box::pin(async move {
            let actor = run.app.system("accounts.counts");
            while run.app.transact(&actor, |work| async move { actions::add_up_counts(&work).await }).await? > 0 {}
            Ok(())
        })
    },
};

/// Learns the weights of the duplicate engine from what people said, every night.
pub(crate) const LEARN: JobKind = JobKind {
    name: "accounts.learn",
    cron: Some("20 2 * * *"),
    run: |run| {
        Box::pin(async move {
            let actor = run.app.system("accounts.learn");
            run.app.transact(&actor, |work| async move { actions::learn::learn(&work).await }).await?;
            Ok(())
        })
    },
};
