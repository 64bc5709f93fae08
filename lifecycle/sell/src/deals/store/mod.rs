//! All SQL of the deals.

pub(crate) mod answers;
pub(crate) mod claims;
pub(crate) mod credits;
pub(crate) mod customers;
pub(crate) mod decisions;
pub(crate) mod figures;
pub(crate) mod files;
pub(crate) mod links;
pub(crate) mod list;
pub(crate) mod notes;
pub(crate) mod origins;
pub(crate) mod owners;
mod rows;
pub(crate) mod terms;

pub(crate) use rows::{add, due, find, get, put_lines, save, touch};
