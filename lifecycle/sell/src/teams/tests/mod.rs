mod path;
mod plan;
mod random;
mod ruled;
mod rules;
mod sealed;
mod world;
