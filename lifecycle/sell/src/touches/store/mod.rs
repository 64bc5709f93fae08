//! All SQL of the touches.

pub(crate) mod figures;
mod list;
mod rows;

pub(crate) use list::{known_parts, page, partners_at, waiting, waiting_of};
pub(crate) use rows::{add, answer, get, heard, place, repeated};
