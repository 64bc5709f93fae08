//! Values of a family.

use crate::accounts::model::Account;

/// The most accounts from the head of a family to its last member.
pub(crate) const DEEPEST: usize = 10;

/// Where an account stands in its family.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Family {
    /// Its ancestors: the parent first, the head of the family last.
    pub ancestors: Vec<Account>,
    /// Its children, by name; at most the first hundred.
    pub children: Vec<Account>,
}
