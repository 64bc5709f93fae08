//! The contract of a connector: what each driver offers, over plain values.
//!
//! A driver speaks one system's language and keeps nothing: it gets a [`Target`](model::Target) with the
//! address and the secrets, and answers with values or with [`Trouble`](model::Trouble). What to write,
//! when, and what to do about trouble is decided by those who call it, the same for every system.
//!
//! **Invariants**
//! - `create` is an upsert by the deal's id on the other side: called twice, it leaves one record.
//! - `find` looks by the id that is known and by the deal's id, before anything is written.
//! - A driver never panics on what the other side says; what it cannot read is trouble with words.

pub mod model;

use web::Boxed;

use model::{Change, Found, Health, Opportunity, Remote, Trouble, Writes};

/// How far back the first look for changes goes, because the other side's clock may be behind.
pub(crate) const FIRST_LOOK: chrono::TimeDelta = chrono::TimeDelta::hours(1);

/// What came of asking a driver.
pub type Answer<T> = Result<T, Trouble>;

/// What changed on the other side, and where the next look begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangePage {
    /// What changed, oldest first.
    pub changes: Vec<Change>,
    /// Where the next look begins.
    pub cursor: String,
    /// Whether there is more at once.
    pub more: bool,
}

/// What each system's driver offers.
pub trait Driver: Send + Sync {
    /// Looks whether everything is there that the others need, and says what is missing.
    fn check(&self) -> Boxed<'_, Health>;

    /// Makes what is missing and can be made from here, such as a property of its own.
    fn prepare(&self) -> Boxed<'_, Answer<()>>;

    /// Looks for the record of a deal: by the id that it had, and by the deal's id.
    fn find<'a>(&'a self, key: &'a str, known: Option<&'a str>) -> Boxed<'a, Answer<Found>>;

    /// Makes the record of a deal, or finds that it was made.
    fn create<'a>(&'a self, deal: &'a Opportunity) -> Boxed<'a, Answer<Remote>>;

    /// Writes some fields of a record.
    fn write<'a>(&'a self, id: &'a str, deal: &'a Opportunity, fields: &'a Writes) -> Boxed<'a, Answer<Remote>>;

    /// Reads which records changed since a cursor; begins to look when there is none.
    fn changes<'a>(&'a self, cursor: Option<&'a str>) -> Boxed<'a, Answer<ChangePage>>;
}
