//! Tests of this capability.

mod machine;
mod rules;
mod sample;
