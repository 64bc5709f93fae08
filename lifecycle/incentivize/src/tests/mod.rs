//! What the capabilities do together, and the world that their tests stand on.

mod books;
pub(crate) mod world;
