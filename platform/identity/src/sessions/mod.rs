//! Sessions: the browsers in which somebody is signed in.
//!
//! The cookie holds a secret of 256 random bits, the database its hash.
//!
//! **Invariants**
//! - Signing in always makes a new session; the one that the browser had before ends.
//! - A session ends after its idle time, after its lifetime, when it is revoked and when its person loses access.
//! - A session whose second step is open lets nobody in.
//! - Who looks at a partner's view changes nothing, and each view is audited from start to end.

pub(crate) mod actions;
pub(crate) mod model;
pub(crate) mod store;
