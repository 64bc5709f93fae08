//! Tests of this capability.

mod path;
