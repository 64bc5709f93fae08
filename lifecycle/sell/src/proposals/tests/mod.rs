//! Tests of this capability.

mod machine;
mod path;
mod random;
mod sealed;
mod world;
