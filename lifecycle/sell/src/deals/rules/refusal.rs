//! Why something about a deal is refused.

use base::{FieldError, Kind, Refusal};

use super::super::model::{Move, StateKind};

/// A "no" about a deal that a person can act on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DealRefusal {
    /// The state does not allow the move.
    #[error("a deal that is {state} does not allow {wanted}")]
    WrongState {
        /// The state it is in.
        state: StateKind,
        /// What was asked for.
        wanted: Move,
        /// What would be allowed.
        allowed: Vec<Move>,
    },
    /// Another deal holds the customer and a product.
    #[error("another deal protects this customer and product")]
    ProtectedByOther,
    /// Another partner was given a lead about the customer.
    #[error("another partner was given a lead about this customer")]
    ClaimedByLead,
    /// The partner is not active.
    #[error("the partner is not active")]
    PartnerNotActive,
    /// The partner has no right to register deals.
    #[error("the partner may not register deals")]
    NoRight,
    /// A product asks for a certificate that the owner does not hold.
    #[error("the certificate {certificate} is missing for {product}")]
    NotCertified {
        /// The product's name.
        product: String,
        /// The certificate's key.
        certificate: String,
    },
    /// Extended as often as the terms allow.
    #[error("the protection was extended {most} times already")]
    ExtensionLimit {
        /// How often that is.
        most: i64,
    },
    /// An extension was asked for already.
    #[error("an extension was asked for already")]
    ExtensionPending,
    /// The protection still lasts long.
    #[error("an extension can be asked for in the last {days} days")]
    ExtensionEarly {
        /// In the last so many days it can.
        days: i64,
    },
    /// Nobody asked for an extension.
    #[error("nobody asked for an extension")]
    NoExtensionAsked,
    /// Customer and products are fixed by the approval.
    #[error("customer and products are fixed by the approval")]
    CustomerFixed,
    /// A decision is disputed within some days.
    #[error("a decision can be disputed within {days} days")]
    DisputeLate {
        /// Within so many.
        days: i64,
    },
    /// The protection has not ended yet.
    #[error("the protection has not ended yet")]
    NotDue,
    /// A sum came without its lines, or in another currency.
    #[error("a sum came without its lines, or in another currency")]
    SeveralLines,
    /// The link of a mail is over, or whom it was sent to may no longer do it.
    #[error("the link of the mail is over")]
    LinkEnded,
    /// Another partner goes first with this customer's renewal or expansion.
    #[error("another partner goes first with the renewal or expansion of this customer")]
    IncumbentFirst,
    /// The customer's choice needs its letter.
    #[error("the letter in which the customer chooses is not among the files")]
    LetterMissing,
    /// A tender that is published already cannot be registered.
    #[error("the tender is published already")]
    TenderPublished,
    /// As many files as a deal can have.
    #[error("a deal has {most} files at most")]
    TooManyFiles {
        /// So many.
        most: u64,
    },
    /// As many members as can own a deal.
    #[error("{most} members own a deal beside its owner at most")]
    TooManyOwners {
        /// So many.
        most: usize,
    },
    /// The file was handed in with the registration.
    #[error("the file was handed in with the registration")]
    HandedIn,
    /// Too many checks in an hour.
    #[error("too many checks in an hour")]
    TooManyChecks {
        /// So many are allowed.
        most: i64,
    },
}

impl Refusal for DealRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::WrongState { .. } => "deal.wrong_state",
            Self::ProtectedByOther => "deal.protected_by_other",
            Self::ClaimedByLead => "deal.claimed_by_lead",
            Self::PartnerNotActive => "deal.partner_not_active",
            Self::NoRight => "deal.no_right",
            Self::NotCertified { .. } => "deal.not_certified",
            Self::ExtensionLimit { .. } => "deal.extension_limit",
            Self::ExtensionPending => "deal.extension_pending",
            Self::ExtensionEarly { .. } => "deal.extension_early",
            Self::NoExtensionAsked => "deal.no_extension_asked",
            Self::CustomerFixed => "deal.customer_fixed",
            Self::NotDue => "deal.not_due",
            Self::DisputeLate { .. } => "deal.dispute_late",
            Self::SeveralLines => "deal.several_lines",
            Self::LinkEnded => "deal.link_ended",
            Self::TooManyFiles { .. } => "deal.too_many_files",
            Self::TooManyOwners { .. } => "deal.too_many_owners",
            Self::HandedIn => "deal.handed_in",
            Self::IncumbentFirst => "deal.incumbent_first",
            Self::LetterMissing => "deal.letter_missing",
            Self::TenderPublished => "deal.tender_published",
            Self::TooManyChecks { .. } => "deal.too_many_checks",
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Self::TooManyChecks { .. } | Self::TooManyFiles { .. } | Self::TooManyOwners { .. } => Kind::Limit,
            Self::LinkEnded => Kind::Expired,
            Self::WrongState { .. }
            | Self::ProtectedByOther
            | Self::ClaimedByLead
            | Self::PartnerNotActive
            | Self::NoRight
            | Self::NotCertified { .. }
            | Self::ExtensionLimit { .. }
            | Self::ExtensionPending
            | Self::ExtensionEarly { .. }
            | Self::NoExtensionAsked
            | Self::CustomerFixed
            | Self::NotDue
            | Self::DisputeLate { .. }
            | Self::HandedIn
            | Self::IncumbentFirst
            | Self::LetterMissing
            | Self::TenderPublished
            | Self::SeveralLines => Kind::Conflict,
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::NotCertified { product, certificate } => {
                vec![FieldError::new("lines", "deal.not_certified").with("product", product).with("certificate", certificate)]
            }
            _ => Vec::new(),
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::WrongState { state, wanted, allowed } => vec![
                ("state", state.code().to_owned()),
                ("move", wanted.code().to_owned()),
                ("allowed", allowed.iter().map(|m| m.code()).collect::<Vec<_>>().join(", ")),
            ],
            Self::NotCertified { product, certificate } => vec![("product", product.clone()), ("certificate", certificate.clone())],
            Self::ExtensionLimit { most } | Self::TooManyChecks { most } => vec![("most", most.to_string())],
            Self::TooManyFiles { most } => vec![("most", most.to_string())],
            Self::TooManyOwners { most } => vec![("most", most.to_string())],
            Self::ExtensionEarly { days } | Self::DisputeLate { days } => vec![("days", days.to_string())],
            _ => Vec::new(),
        }
    }
}
