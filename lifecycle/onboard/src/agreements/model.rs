//! Templates, agreements, and the signatures under them.

use std::net::IpAddr;

use base::{AgreementId, AgreementTemplateId, Instant, PartnerId, UserId};

/// The kind of agreement by which a partner joins the program.
pub const PROGRAM: &str = "program";

/// The kinds of agreement that templates may be of.
pub const KINDS: [&str; 4] = [PROGRAM, "data_protection", "confidentiality", "addendum"];

/// The languages that a text may be in.
pub const LANGUAGES: [&str; 2] = ["en", "de"];

/// The names that a text may hold between double braces.
pub const VARIABLES: [&str; 7] = ["vendor", "partner", "city", "country", "date", "months", "number"];

/// The version of the words to which a signer consents; the words are `agreement-consent-` and this.
pub const CONSENT: &str = "2026-11";

/// A text in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The language, such as `de`.
    pub language: String,
    /// The title.
    pub title: String,
    /// The body in Markdown, with variables.
    pub body: String,
}

/// One version of an agreement text; a version is never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// The id of this version.
    pub id: AgreementTemplateId,
    /// What all versions of it share, such as `program`.
    pub key: String,
    /// 1 for the first version.
    pub no: i64,
    /// The kind of agreement, one of [`KINDS`].
    pub kind: String,
    /// The vendor's legal name.
    pub vendor: String,
    /// The language whose text decides.
    pub governing: String,
    /// The texts, the governing one among them.
    pub texts: Vec<Text>,
    /// How long it holds, in months; none is without end.
    pub months: Option<i64>,
    /// The partner types it is for; empty is all.
    pub types: Vec<String>,
    /// The countries it is for; empty is all.
    pub countries: Vec<String>,
    /// When this version was written.
    pub created_at: Instant,
    /// By whom.
    pub created_by: String,
}

impl Template {
    /// The text in a language, or the governing one when there is none.
    pub fn text(&self, language: &str) -> Option<&Text> {
        self.texts.iter().find(|t| t.language == language).or_else(|| self.governing_text())
    }

    /// The text that decides.
    pub fn governing_text(&self) -> Option<&Text> {
        self.texts.iter().find(|t| t.language == self.governing)
    }
}

/// A version to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTemplate {
    /// What all versions of it share: lower-case letters, digits and dashes.
    pub key: String,
    /// The kind of agreement.
    pub kind: String,
    /// The vendor's legal name.
    pub vendor: String,
    /// The language whose text decides.
    pub governing: String,
    /// The texts.
    pub texts: Vec<Text>,
    /// How long it holds, in months; none is without end.
    pub months: Option<i64>,
    /// The partner types it is for; empty is all.
    pub types: Vec<String>,
    /// The countries it is for; empty is all.
    pub countries: Vec<String>,
}

/// A file of an agreement in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The SHA-256 of its bytes in hexadecimal digits.
    pub digest: String,
    /// How many bytes it has.
    pub size: i64,
}

/// Where an agreement is; each state holds what is true only then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AgreementState {
    /// It waits for the partner.
    Sent,
    /// Somebody of the partner has opened it.
    Viewed {
        /// When first.
        at: Instant,
        /// Who first.
        by: String,
    },
    /// The partner has signed; the vendor has not.
    Signed {
        /// When.
        at: Instant,
        /// Who.
        by: String,
    },
    /// Both have signed and it holds.
    InForce {
        /// Since when.
        since: Instant,
        /// Until when; none is without end.
        until: Option<Instant>,
        /// Who signed for the vendor.
        by: String,
    },
    /// Its time is over.
    Expired {
        /// Since when it held.
        since: Instant,
        /// When it ended.
        at: Instant,
    },
    /// It was ended, or taken back before it held.
    Terminated {
        /// Since when it held, if it did.
        since: Option<Instant>,
        /// When it ended.
        at: Instant,
        /// Who ended it.
        by: String,
        /// Why.
        reason: String,
    },
    /// The partner did not want to sign it.
    Declined {
        /// When.
        at: Instant,
        /// Who.
        by: String,
        /// Why.
        reason: String,
    },
    /// Another agreement took its place.
    Superseded {
        /// Since when it held, if it did.
        since: Option<Instant>,
        /// When.
        at: Instant,
        /// Which one.
        by: AgreementId,
    },
}

impl AgreementState {
    /// The names of all states, in order.
    pub const CODES: [&'static str; 8] = ["sent", "viewed", "signed", "in_force", "expired", "terminated", "declined", "superseded"];

    /// The name in the database and the API.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Viewed { .. } => "viewed",
            Self::Signed { .. } => "signed",
            Self::InForce { .. } => "in_force",
            Self::Expired { .. } => "expired",
            Self::Terminated { .. } => "terminated",
            Self::Declined { .. } => "declined",
            Self::Superseded { .. } => "superseded",
        }
    }

    /// Since when it held, if it ever did.
    pub const fn since(&self) -> Option<Instant> {
        match self {
            Self::InForce { since, .. } | Self::Expired { since, .. } => Some(*since),
            Self::Terminated { since, .. } | Self::Superseded { since, .. } => *since,
            Self::Sent | Self::Viewed { .. } | Self::Signed { .. } | Self::Declined { .. } => None,
        }
    }

    /// Until when it holds, while it does.
    pub const fn until(&self) -> Option<Instant> {
        match self {
            Self::InForce { until, .. } => *until,
            Self::Sent
            | Self::Viewed { .. }
            | Self::Signed { .. }
            | Self::Expired { .. }
            | Self::Terminated { .. }
            | Self::Declined { .. }
            | Self::Superseded { .. } => None,
        }
    }
}

/// An agreement with one partner: the text as it was sent, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// Its id.
    pub id: AgreementId,
    /// Its number, on every page.
    pub number: String,
    /// With which partner.
    pub partner: PartnerId,
    /// The partner's name when it was sent.
    pub party: String,
    /// The vendor's legal name when it was sent.
    pub vendor: String,
    /// The version of the template it was made from.
    pub template: AgreementTemplateId,
    /// What all versions of that template share.
    pub key: String,
    /// The number of that version.
    pub no: i64,
    /// The kind of agreement.
    pub kind: String,
    /// The language it was sent in.
    pub language: String,
    /// The language whose text decides.
    pub governing: String,
    /// Its title.
    pub title: String,
    /// Its text in Markdown, filled in.
    pub body: String,
    /// How long it holds, in months; none is without end.
    pub months: Option<i64>,
    /// What it was made for; one agreement for each cause.
    pub origin: String,
    /// When it was sent.
    pub sent_at: Instant,
    /// The document to sign, once it is set.
    pub document: Option<Document>,
    /// The document with its signatures, once both are there.
    pub sealed: Option<Document>,
    /// Counts changes; a stale one is refused.
    pub version: i64,
    pub(in crate::agreements) state: AgreementState,
}

impl Agreement {
    /// Where it is.
    pub const fn state(&self) -> &AgreementState {
        &self.state
    }

    /// Whether the partner can sign or decline it now.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, AgreementState::Sent | AgreementState::Viewed { .. })
    }

    /// Whether it waits for the vendor.
    pub const fn is_signed(&self) -> bool {
        matches!(self.state, AgreementState::Signed { .. })
    }

    /// Whether it holds.
    pub const fn is_in_force(&self) -> bool {
        matches!(self.state, AgreementState::InForce { .. })
    }
}

/// Who a signature binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The partner.
    Partner,
    /// The vendor.
    Vendor,
}

impl Side {
    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Partner => "partner",
            Self::Vendor => "vendor",
        }
    }

    /// The side of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Partner, Self::Vendor].into_iter().find(|s| s.code() == code)
    }
}

/// How somebody signed.
#[derive(Debug, Clone, PartialEq)]
pub enum Method {
    /// By typing the name.
    Typed,
    /// By typing the name and drawing.
    Drawn(pdf::Drawing),
}

impl Method {
    /// The name in the database and the API.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::Drawn(_) => "drawn",
        }
    }
}

/// A signature with its evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Signature {
    /// Whom it binds.
    pub side: Side,
    /// The signed-in person.
    pub user: Option<UserId>,
    /// The name as it was typed.
    pub name: String,
    /// What the person is at the company.
    pub title: String,
    /// The person's e-mail address.
    pub email: String,
    /// When.
    pub at: Instant,
    /// From which network address.
    pub address: Option<IpAddr>,
    /// What the browser said that it is.
    pub agent: Option<String>,
    /// How.
    pub method: Method,
    /// The version of the words consented to.
    pub consent: String,
    /// The digest of the document that was signed.
    pub document: String,
}

/// What somebody hands in to sign.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignatureForm {
    /// The typed name.
    pub name: String,
    /// What the person is at the company.
    pub title: String,
    /// A drawing as SVG; empty when the name was only typed.
    pub drawing: String,
    /// Whether the consent was given.
    pub consent: bool,
    /// The digest of the document that was read, if the caller names it.
    pub document: Option<String>,
    /// The version of the row that was read, if the caller names it.
    pub version: Option<i64>,
    /// What the browser says that it is.
    pub agent: Option<String>,
    /// The e-mail address of the account.
    pub email: String,
}

/// Which agreements are asked for; all conditions hold together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// In one of these states; empty is any.
    pub states: Vec<&'static str>,
    /// With this partner.
    pub partner: Option<PartnerId>,
    /// Of this kind.
    pub kind: Option<String>,
}

/// What anybody may learn about a document that is genuine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The title.
    pub title: String,
    /// The vendor.
    pub vendor: String,
    /// The partner.
    pub party: String,
    /// Since when it holds or held.
    pub since: Instant,
}
