//! The world that the tests of the capabilities stand on.
