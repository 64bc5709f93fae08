//! Database errors become faults here; constraint errors become refusals where they are raised.

use base::{Error, Fault};
use sea_orm::{DbErr, SqlErr};

/// What stores use for a fallible statement.
pub type DbResult<T> = std::result::Result<T, DbErr>;

/// Turns a database error into a fault that says what was being done.
pub trait Broken<T> {
    /// The fault says `doing`; serialization failures, deadlocks and a busy database are marked as
    /// worth another try.
    fn broken(self, doing: &str) -> Result<T, Fault>;
}

impl<T> Broken<T> for DbResult<T> {
    fn broken(self, doing: &str) -> Result<T, Fault> {
        self.map_err(|e| {
            let retry = may_succeed_again(&e);
            let fault = Fault::new(doing, e);
            if retry { fault.retryable() } else { fault }
        })
    }
}

fn may_succeed_again(e: &DbErr) -> bool {
    let text = e.to_string();
    // SQLSTATE 40001 and 40P01 by their messages, because the driver's error is behind an Arc; and
    // SQLite's busy answers.
    ["could not serialize access", "deadlock detected", "restart transaction", "database is locked", "database is busy", "40001", "40P01"]
        .iter()
        .any(|mark| text.contains(mark))
}

/// Turns a violated unique constraint or index into an error of the caller's choice, by its name.
///
/// SQLite names the columns (`table.column`), PostgreSQL the constraint; `name` must be contained
/// in the message, so pass the column on which both agree, and name indexes after their columns.
pub fn on_unique<T>(result: DbResult<T>, name: &str, doing: &str, refusal: impl FnOnce() -> Error) -> Result<T, Error> {
    match result {
        Err(e) => match e.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(message)) if message.contains(name) => Err(refusal()),
            _ => Err(Err::<T, DbErr>(e).broken(doing).map_or_else(Error::from, |_| Error::missing())),
        },
        Ok(v) => Ok(v),
    }
}
