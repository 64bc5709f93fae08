//! What a certificate is.

use base::{CertificateId, CourseId, Instant, PartnerId, UserId};

/// Where a certificate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateState {
    /// Valid.
    Active,
    /// Its time is over.
    Expired,
    /// Taken back.
    Revoked,
}

impl CertificateState {
    /// The name in the database and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
        }
    }

    /// The one of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Active, Self::Expired, Self::Revoked].into_iter().find(|s| s.code() == code)
    }
}

/// A certification held by a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Its id.
    pub id: CertificateId,
    /// The number that anybody can check.
    pub number: String,
    /// The certification's key.
    pub key: String,
    /// The certification's name.
    pub title: String,
    /// Who holds it.
    pub user: UserId,
    /// Their name.
    pub holder: String,
    /// Their partner's name.
    pub org: String,
    /// Of which partner.
    pub partner: Option<PartnerId>,
    /// By which course.
    pub course: CourseId,
    /// Since when.
    pub issued_at: Instant,
    /// Until when; none is open.
    pub until: Option<Instant>,
    /// Where it is.
    pub state: CertificateState,
    /// The nearest warning sent, in days before the end; 0 is none.
    pub warned: i64,
}
