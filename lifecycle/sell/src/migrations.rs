//! The tables of the stage.
