//! Whether a form can be taken as it is, and how often a place may send something.

use base::{Invalid, Kind, Refusal};

use super::model::NewForm;
use crate::texts::{line, text};

/// How many inquiries one place may send in an hour.
pub const AN_HOUR: i64 = 20;

/// A "no" about an inquiry that a person can act on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InquiryRefusal {
    /// The form was open for too short or too long a time.
    #[error("the form was open too briefly or too long")]
    Stamp,
    /// This place has sent too many.
    #[error("too many inquiries from this place")]
    TooMany,
    /// The link was used, or its time is over.
    #[error("the link is over")]
    LinkOver,
}

impl Refusal for InquiryRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Stamp => "inquiry.stamp",
            Self::TooMany => "inquiry.too_many",
            Self::LinkOver => "inquiry.link_over",
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Self::Stamp => Kind::Invalid,
            Self::TooMany => Kind::Limit,
            Self::LinkOver => Kind::Expired,
        }
    }
}

/// Checks a form and tidies it.
pub fn check(mut f: NewForm, mut invalid: Invalid) -> Result<NewForm, Invalid> {
    f.key = f.key.trim().to_lowercase();
    let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    invalid.check((3..=40).contains(&f.key.len()) && f.key.chars().all(fine), "key", "inquiry.key");
    line(&mut invalid, "title", &mut f.title, 3, 120);
    text(&mut invalid, "intro", &mut f.intro, 0, 4_000);
    line(&mut invalid, "consent", &mut f.consent, 10, 600);
    text(&mut invalid, "thanks", &mut f.thanks, 3, 4_000);
    line(&mut invalid, "campaign", &mut f.campaign, 0, 120);
    invalid.check(matches!(f.locale.as_str(), "en" | "de"), "locale", "choice");
    f.fields.sort_unstable();
    f.fields.dedup();
    invalid.finish().map(|()| f)
}
