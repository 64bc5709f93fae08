//! What stands around a deal: its files, the people who own it, and how it began.

use base::{DealId, FileId, Instant, Money, PartnerId, UserId};
use chrono::NaiveDate;

use super::codes::Paper;

/// A file of a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealFile {
    /// Its id.
    pub id: FileId,
    /// Of which deal.
    pub deal: DealId,
    /// Of which partner.
    pub partner: PartnerId,
    /// What it is for.
    pub paper: Paper,
    /// What it was called.
    pub name: String,
    /// The digest of its bytes.
    pub digest: String,
    /// Its content type.
    pub content: String,
    /// How many bytes it has.
    pub size: i64,
    /// Who uploaded it.
    pub by: Option<UserId>,
    /// That person's name.
    pub by_name: String,
    /// Whether a person of the vendor did.
    pub by_staff: bool,
    /// Whether only the vendor's staff see it.
    pub internal: bool,
    /// Whether it was handed in with the registration; then it stays.
    pub handed_in: bool,
    /// When.
    pub at: Instant,
}

/// A member who owns a deal beside its owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoOwner {
    /// Who.
    pub user: UserId,
    /// The name at that time.
    pub name: String,
    /// Since when.
    pub at: Instant,
}

/// What was claimed when a deal was handed in first; it never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstClaim {
    /// Of which deal.
    pub deal: DealId,
    /// When it was handed in.
    pub at: Instant,
    /// By whom.
    pub by: Option<UserId>,
    /// That person's name.
    pub by_name: String,
    /// The customer's name, as it was written then.
    pub company: String,
    /// Its website.
    pub domain: String,
    /// Its country, two letters.
    pub country: String,
    /// The names of the products.
    pub products: String,
    /// The value.
    pub value: Money,
    /// When the customer was expected to decide.
    pub close_on: Option<NaiveDate>,
    /// Under which version of the terms.
    pub terms_version: i64,
}

/// Who owned a deal at a moment, and what held its customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Whose deal it was.
    pub partner: PartnerId,
    /// The member who owned it.
    pub owner: Option<UserId>,
    /// That member's name.
    pub owner_name: String,
    /// What was decided last before that moment.
    pub decided: Option<super::Decided>,
    /// Whether the deal protected its customer then.
    pub protected: bool,
}
