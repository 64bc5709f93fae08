//! A letter that is kept as a document.

use base::{CaseId, CasePartyId, Instant, PartnerId, RulingId};

/// The document of one letter in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptLetter {
    /// Of which ruling.
    pub ruling: RulingId,
    /// In which case.
    pub case: CaseId,
    /// To which side.
    pub side: CasePartyId,
    /// Of which partner.
    pub partner: PartnerId,
    /// The language, as a tag.
    pub lang: String,
    /// SHA-256 of the document.
    pub digest: String,
    /// When it was ruled.
    pub at: Instant,
    /// Whether the ruling answers an appeal.
    pub appeal: bool,
}
