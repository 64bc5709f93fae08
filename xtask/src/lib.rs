//! Checks and generators of the house.
