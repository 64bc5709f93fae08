//! What programs, tiers and products are.

use base::{Currency, ProductId, ProgramId, TierId};

use crate::codes::codes;

codes! {
    /// What sort of partner it is.
    PartnerType "partner-type-" {
        /// Sells to customers.
        Reseller = "reseller",
        /// Sells to resellers.
        Distributor = "distributor",
        /// Runs services for customers.
        Msp = "msp",
        /// Makes software.
        Isv = "isv",
        /// Integrates systems.
        Si = "si",
        /// Refers customers.
        Referral = "referral",
        /// Delivers services.
        ServiceDelivery = "service_delivery",
        /// Does marketing.
        Agency = "agency",
        /// Builds or supplies parts.
        Oem = "oem",
    }
}

/// A partner program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// Its id.
    pub id: ProgramId,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// The types of partners it takes; none is all.
    pub kinds: Vec<PartnerType>,
    /// Whether new partners are enrolled in it.
    pub is_default: bool,
    /// Counts its versions.
    pub version: i64,
}

/// A level of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tier {
    /// Its id.
    pub id: TierId,
    /// Of which program.
    pub program: ProgramId,
    /// 1 is the entry.
    pub rank: i64,
    /// Its name.
    pub name: String,
    /// Revenue of won deals in twelve months that it asks for, in minor units.
    pub min_revenue_minor: i64,
    /// The currency of the revenue.
    pub currency: Currency,
    /// How many certified people it asks for.
    pub min_certified: i64,
    /// Points of margin that it adds, in basis points.
    pub margin_points: i64,
    /// How many days an approved deal is protected.
    pub protection_days: i64,
    /// What else it brings, one line each.
    pub benefits: String,
}

/// A product that partners sell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Its id.
    pub id: ProductId,
    /// Its stable key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its family.
    pub family: String,
    /// Whether it is sold.
    pub active: bool,
    /// Counts changes.
    pub version: i64,
}

impl Program {
    /// Whether it takes partners of a type.
    pub fn takes(&self, kind: PartnerType) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }
}

/// How a program is to be, whether it is opened or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Design {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// The types of partners it takes; none is all.
    pub kinds: Vec<PartnerType>,
    /// Its tiers, entry first.
    pub tiers: Vec<NewTier>,
}

/// What may change in a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductChange {
    /// Its name.
    pub name: String,
    /// Its family.
    pub family: String,
    /// Whether it is sold.
    pub active: bool,
}

/// A program to be opened, with its tiers from the entry up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProgram {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// Its tiers, entry first.
    pub tiers: Vec<NewTier>,
}

/// A tier of a program to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTier {
    /// Its name.
    pub name: String,
    /// Revenue of won deals in twelve months that it asks for, in minor units.
    pub min_revenue_minor: i64,
    /// The currency of the revenue.
    pub currency: Currency,
    /// How many certified people it asks for.
    pub min_certified: i64,
    /// Points of margin that it adds, in basis points.
    pub margin_points: i64,
    /// How many days an approved deal is protected.
    pub protection_days: i64,
    /// What else it brings, one line each.
    pub benefits: String,
}

/// A product to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProduct {
    /// Its stable key: lower-case letters, digits and dashes.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its family.
    pub family: String,
}
