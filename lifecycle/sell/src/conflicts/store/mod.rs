//! All SQL of the conflicts.

pub(crate) mod cases;
pub(crate) mod entries;
pub(crate) mod letters;
pub(crate) mod opportunities;
pub(crate) mod ratings;
pub(crate) mod rulings;
pub(crate) mod sides;
