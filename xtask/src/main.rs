//! The command line of the house: checks and generators.

fn main() {}
