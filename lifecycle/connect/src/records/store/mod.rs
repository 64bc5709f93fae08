//! All SQL of the records, their history, the mirrors and the conflicts.

pub(crate) mod conflicts;
pub(crate) mod mirrors;
mod rows;
pub(crate) mod steps;

pub(crate) use rows::{Filter, add, by_remote, counts, find, find_of, get, hold, lease, list, overdue, release, remove_of, save, wake_all};

use sea_orm::Condition;
use sea_orm::sea_query::Expr;
use work::{Scope, Work};

/// What stands in other systems is the vendor's business: who does not see everything sees nothing of it.
fn own(work: &Work) -> Condition {
    match work.scope() {
        Scope::All => Condition::all(),
        Scope::Partners(_) | Scope::Nothing => Condition::all().add(Expr::value(false)),
    }
}
