//! The API of imports.
