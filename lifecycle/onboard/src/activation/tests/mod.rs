mod api;
mod journey;
mod panels;
mod rules;
