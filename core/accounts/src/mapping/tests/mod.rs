//! Account mapping by its rules, over the API and on the pages; above all what it does not tell.

mod introduce;
mod leaks;
mod rules;
mod verbs;
mod world;
