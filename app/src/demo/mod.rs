//! The demo's world: Kestrel, its partners and a year of history, made by the real actions with a
//! moved clock, so that audit, facts and ledger are all there. The same seed gives the same world.

mod client;
mod courses;
mod dice;
mod history;
mod people;
mod world;

pub(crate) use world::fill;
