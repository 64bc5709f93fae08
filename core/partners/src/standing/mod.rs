//! Standing: what a partner and its people may, for how long and why.
//!
//! **Words.** A *grant* is a right held by a partner or by one of its people, with a beginning, an
//! end and a reason. *Standing* is the partner with its tier and the grants that hold now.
//!
//! **Invariants**
//! - A right is given once: giving it again to the same holder only moves its end.
//! - A grant that ended or whose end has passed counts for nothing.
//! - Every beginning and end is a fact.

pub mod actions;
pub mod model;
pub(crate) mod store;
#[cfg(test)]
mod tests;
