mod api;
mod pages;
mod rules;
mod store;
mod world;
