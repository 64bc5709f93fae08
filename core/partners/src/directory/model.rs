//! What a partner is.

use base::{Currency, Instant, PartnerId, ProgramId, TierId, UserId};

use crate::codes::codes;

pub use crate::programs::model::PartnerType;

codes! {
    /// How far a partner has come.
    Lifecycle "partner-state-" {
        /// Known, not applying yet.
        Prospect = "prospect",
        /// Applying.
        Applicant = "applicant",
        /// Approved; the agreement waits for signatures.
        Contracting = "contracting",
        /// Signed; becoming operational.
        Onboarding = "onboarding",
        /// Fully operational.
        Active = "active",
        /// Held for now.
        Suspended = "suspended",
        /// Leaving.
        Offboarding = "offboarding",
        /// Gone.
        Former = "former",
        /// Not taken.
        Rejected = "rejected",
    }
}

/// A partner organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// Its id.
    pub id: PartnerId,
    /// Its name.
    pub name: String,
    /// What sort it is.
    pub kind: PartnerType,
    /// Its country, ISO 3166 alpha-2.
    pub country: String,
    /// Its city.
    pub city: String,
    /// Its web site, without scheme.
    pub website: String,
    /// How far it has come.
    pub state: Lifecycle,
    /// The partner manager at the vendor.
    pub manager: Option<UserId>,
    /// The partner above it, in two-tier distribution.
    pub parent: Option<PartnerId>,
    /// The program it is enrolled in.
    pub program: Option<ProgramId>,
    /// Its tier in the program.
    pub tier: Option<TierId>,
    /// The language it is written to in.
    pub locale: String,
    /// The currency it is paid in.
    pub currency: Currency,
    /// Since when it is known.
    pub created_at: Instant,
    /// When it first became active.
    pub activated_at: Option<Instant>,
    /// When it last moved along its lifecycle.
    pub moved_at: Option<Instant>,
    /// Counts changes; a stale one is refused.
    pub version: i64,
}

/// A partner to be admitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPartner {
    /// Its name.
    pub name: String,
    /// What sort it is.
    pub kind: PartnerType,
    /// Its country, ISO 3166 alpha-2.
    pub country: String,
    /// Its city.
    pub city: String,
    /// Its web site.
    pub website: String,
    /// The language it is written to in.
    pub locale: String,
    /// The currency it is paid in.
    pub currency: Currency,
    /// The partner manager; chosen by load when absent.
    pub manager: Option<UserId>,
}

/// Which partners are asked for; all conditions hold together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// In this state.
    pub state: Option<Lifecycle>,
    /// Of this sort.
    pub kind: Option<PartnerType>,
    /// Of this manager.
    pub manager: Option<UserId>,
    /// Whose name holds this text.
    pub q: String,
    /// Only these.
    pub ids: Option<Vec<PartnerId>>,
}
