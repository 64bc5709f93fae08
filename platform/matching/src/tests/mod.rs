//! Tests of the engine as a whole.

mod fields;
mod matching;
mod names;
mod properties;
mod tables;
