//! All SQL of the leads.

pub(crate) mod candidates;
pub(crate) mod keys;
pub(crate) mod list;
pub(crate) mod offers;
pub(crate) mod packed;
pub(crate) mod partners;
pub(crate) mod promises;
pub(crate) mod results;
pub(crate) mod routing;
mod rows;

pub(crate) use rows::{add, due, find, find_external, get, save};
