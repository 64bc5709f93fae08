//! Tests of this capability.

mod appeals;
mod cases;
mod machine;
mod propose;
mod random;
mod record;
mod sealed;
mod world;
