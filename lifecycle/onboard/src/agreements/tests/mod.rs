mod api;
mod journey;
mod rules;
