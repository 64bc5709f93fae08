//! Sessions: the browsers in which somebody is signed in.

pub(crate) mod model;
pub(crate) mod store;
