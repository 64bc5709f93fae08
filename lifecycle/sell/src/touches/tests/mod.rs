mod claims;
mod credit;
mod recorded;
mod sealed;
mod world;
