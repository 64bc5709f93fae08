//! What a notice, a mail and a reader's wishes are.

use base::{Instant, MailId, NoticeId, UserId};
use i18n::Arg;

/// Who is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The user; none for people without an account, who get mail only.
    pub user: Option<UserId>,
    /// The e-mail address.
    pub email: String,
    /// The full name.
    pub name: String,
    /// The tag of the language, such as `de`; an unknown one is the deployment's own.
    pub locale: String,
}

/// What they are told; the words are messages of the crate that tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// The topic, such as `deal.approved`: its words are `notice-deal-approved-title` and `-body`.
    pub topic: &'static str,
    /// The values that the words name; see [`crate::values`] for dates and money.
    pub args: Vec<(&'static str, Arg)>,
    /// The path that the notice opens.
    pub href: String,
    /// Whether it also goes by mail, as far as the person wishes.
    pub mail: bool,
}

/// When mail about a topic is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Timing {
    /// At once.
    #[default]
    Now,
    /// In one mail a day.
    Daily,
    /// Not at all; the notice is still in the portal.
    Never,
}

impl Timing {
    /// Every timing.
    pub const ALL: [Self; 3] = [Self::Now, Self::Daily, Self::Never];

    /// The name in the database and in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Daily => "daily",
            Self::Never => "never",
        }
    }

    /// The timing of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|t| t.code() == code)
    }
}

/// A notice as its reader finds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// Whose it is.
    pub user: UserId,
    /// What it is about.
    pub topic: String,
    /// The values for its words.
    pub args: Vec<(String, Arg)>,
    /// The path it opens.
    pub href: String,
    /// Since when it is there.
    pub at: Instant,
    /// When it was read.
    pub read_at: Option<Instant>,
}

/// Where a mail is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailState {
    /// Waits to be sent, or to be tried again.
    Queued,
    /// The mail server took it.
    Sent,
    /// There is no mail server; it can be read in the console.
    Kept,
    /// Given up.
    Failed,
}

impl MailState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Queued, Self::Sent, Self::Kept, Self::Failed];

    /// The name in the database and in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Kept => "kept",
            Self::Failed => "failed",
        }
    }

    /// The state of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// One mail to one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Mail {
    /// Its id, also in its `Message-ID`.
    pub id: MailId,
    /// To whom.
    pub to: Recipient,
    /// What it is about.
    pub topic: String,
    /// The values for its words.
    pub args: Vec<(String, Arg)>,
    /// The path it leads to.
    pub href: String,
    /// Where it is.
    pub state: MailState,
    /// Since when.
    pub created_at: Instant,
    /// When it was sent, kept or given up.
    pub ended_at: Option<Instant>,
    /// How often it was tried.
    pub attempts: i64,
    /// What went wrong last.
    pub last_error: Option<String>,
    /// The secret in its unsubscribe address; none when it cannot be unsubscribed.
    pub unsubscribe: Option<String>,
    /// Its words, once written.
    pub written: Option<Written>,
}

/// The words of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The subject line.
    pub subject: String,
    /// The plain part.
    pub text: String,
    /// The HTML part.
    pub html: String,
}

/// Topics whose mails always go at once: they belong to signing in and to legal acts.
const TRANSACTIONAL: [&str; 3] = ["account.", "agreement.", "application."];

/// Whether mail about a topic always goes at once.
pub fn is_transactional(topic: &str) -> bool {
    TRANSACTIONAL.iter().any(|t| topic.starts_with(t))
}

/// Whether mails about a topic hold a link that lets its bearer in; their words go once they are sent.
pub fn holds_secret(topic: &str) -> bool {
    ["account.", "application."].iter().any(|t| topic.starts_with(t))
}

/// The topic as it stands in the names of messages and in preferences.
pub fn slug(topic: &str) -> String {
    topic.replace(['.', '_'], "-")
}

/// Whether a text is an e-mail address that mail can be sent to.
pub fn is_email(text: &str) -> bool {
    text.len() <= 254 && text.contains('.') && text.parse::<lettre::Address>().is_ok()
}
