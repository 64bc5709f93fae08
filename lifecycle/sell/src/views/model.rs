//! The view.

use base::{DealViewId, Instant, UserId};

/// A name for an address of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Its id.
    pub id: DealViewId,
    /// Whose it is.
    pub owner: UserId,
    /// Whether all staff see it.
    pub shared: bool,
    /// Its name.
    pub name: String,
    /// The filters, columns and order, as the address writes them.
    pub query: String,
    /// When it was saved.
    pub at: Instant,
}

/// A view to save.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewView {
    /// Its name.
    pub name: String,
    /// The filters, columns and order, as the address writes them.
    pub query: String,
    /// Whether all staff are to see it.
    pub shared: bool,
}
