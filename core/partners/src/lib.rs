//! Partners: the organizations of the program, where each stands, and what each may.
//!
//! Feature-specific behavior must not go here. Stages ask [`standing`] and use the verbs
//! [`admit`], [`move_to`], [`activate`], [`give_grant`] and [`end_grants`]; why a partner gets a
//! grant is the stage's own business.

mod codes;
pub mod directory;
mod migrations;
pub mod programs;
mod stage;
pub mod standing;
#[cfg(test)]
mod tests;

pub use directory::actions::{activate, admit, assign, edit, find, get, list, move_to, names, set_tier};
pub use directory::model::{Filter, Lifecycle, NewPartner, Partner, PartnerType};
pub use programs::actions::{add_product, default_program, open_program, products, tier_by_rank, tiers};
pub use programs::model::{Design, NewProduct, NewProgram, NewTier, Product, Program, Tier};
pub use stage::stage;
pub use standing::actions::{end_grants, give_grant, grants_of, holders, standing};
pub use standing::model::{Grant, NewGrant, Standing};

/// What becoming active gives a partner.
pub const ACTIVE_BUNDLE: [&str; 3] = ["deal.register", "incentive.earn", "market.use"];
