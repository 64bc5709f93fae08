//! Endpoints: addresses of other systems that hear what happens here.
//!
//! ```text
//! active ◀──resume── paused
//!   │ └────pause──────▲
//!   └─the receiver answers 410─▶ gone
//! ```
//!
//! **Invariants**
//! - The secret is shown when it is made and kept sealed.
//! - After a rotation both secrets sign for a day, so that the receiver can change over.
//! - An address in a private network is refused unless the deployment allows its host.

pub(crate) mod actions;
pub(crate) mod model;
pub(crate) mod rules;
pub(crate) mod store;
