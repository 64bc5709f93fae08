//! What the core's accounts hand to the application.

use web::Stage;

use crate::{accounts, imports};

/// Pages, API, jobs, menu and search of the accounts and their imports.
pub fn stage() -> Stage {
    Stage {
        migrations: crate::migrations::MIGRATIONS.to_vec(),
        messages: vec![crate::MESSAGES],
        jobs: vec![accounts::jobs::COUNTS, imports::jobs::IMPORT, imports::jobs::RESUME],
        ..Stage::new("accounts")
    }
}
