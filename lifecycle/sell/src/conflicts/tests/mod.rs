//! Tests of this capability.

mod appeals;
mod cases;
mod fair;
mod joined;
mod leads;
mod machine;
mod propose;
mod random;
mod record;
mod sealed;
pub(crate) mod world;
