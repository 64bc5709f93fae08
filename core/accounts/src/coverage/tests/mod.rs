mod api;
mod approve;
mod pages;
mod rules;
mod store;
mod world;
