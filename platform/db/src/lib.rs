//! The database: connections, dialect differences, schema and migrations.
//!
//! Embedded SQLite has one writer and a pool of readers; PostgreSQL has one pool for both. Every
//! difference between the two lives in [`dialect`], and nothing outside asks which one it is.

mod connect;
pub mod dialect;
mod fault;
mod migrate;
pub mod schema;
mod text;

pub use connect::{Db, Dialect, Target};
pub use fault::{Broken, DbResult, on_unique};
pub use migrate::{Migration, Step, migrate, pending};
pub use sea_orm::DatabaseExecutor as Conn;
pub use text::holds;
