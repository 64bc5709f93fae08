//! Mails on their way to the mail server.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use base::Instant;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use web::{App, Smtp};

use crate::model::{Mail, Written};

type Transport = AsyncSmtpTransport<Tokio1Executor>;

/// Why a mail did not leave.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SmtpError {
    /// It never will: the address or the text is not acceptable.
    #[error("{0}")]
    Never(String),
    /// It may at another time.
    #[error("{0}")]
    NotNow(String),
}

macro_rules! header {
    ($(#[$doc:meta])* $name:ident, $text:literal) => {
        $(#[$doc])*
        #[derive(Clone)]
        struct $name(String);

        impl Header for $name {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($text)
            }
            fn parse(s: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Ok(Self(s.to_owned()))
            }
            fn display(&self) -> HeaderValue {
                HeaderValue::new(Self::name(), self.0.clone())
            }
        }
    };
}

header!(/// Where one stops such mails (RFC 2369).
    ListUnsubscribe, "List-Unsubscribe");
header!(/// That one POST is enough (RFC 8058).
    ListUnsubscribePost, "List-Unsubscribe-Post");
header!(/// That nobody needs to be told about an absence (RFC 3834).
    AutoSubmitted, "Auto-Submitted");

/// The mail with its headers; people's words become one line before they become a header.
pub(crate) fn message(app: &App, smtp: &Smtp, mail: &Mail, words: &Written, now: Instant) -> Result<lettre::Message, SmtpError> {
    let never = |e: &dyn std::fmt::Display| SmtpError::Never(e.to_string());
    let from: Mailbox = smtp.from.parse().map_err(|e| never(&e))?;
    let address: Address = mail.to.email.parse().map_err(|e| never(&e))?;
    let name = base::one_line(&mail.to.name);
    let to = Mailbox::new((!name.is_empty()).then_some(name), address);
    let host = app.settings().base_url.split("://").nth(1).and_then(|h| h.split([':', '/']).next()).unwrap_or("localhost");
    let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
    let mut builder = lettre::Message::builder()
        .from(from)
        .to(to)
        .subject(base::one_line(&words.subject))
        .message_id(Some(format!("<{}@{host}>", mail.id)))
        .date(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
        .header(AutoSubmitted("auto-generated".to_owned()));
    if let Some(secret) = &mail.unsubscribe {
        builder = builder
            .header(ListUnsubscribe(format!("<{}>", app.url(&format!("/unsubscribe/{secret}")))))
            .header(ListUnsubscribePost("List-Unsubscribe=One-Click".to_owned()));
    }
    builder.multipart(MultiPart::alternative_plain_html(words.text.clone(), words.html.clone())).map_err(|e| never(&e))
}

/// One pool of connections for each mail server.
static TRANSPORTS: LazyLock<Mutex<HashMap<String, Transport>>> = LazyLock::new(Mutex::default);

fn transport(url: &str) -> Result<Transport, SmtpError> {
    let mut known = TRANSPORTS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(transport) = known.get(url) {
        return Ok(transport.clone());
    }
    let builder = Transport::from_url(url).map_err(|e| SmtpError::NotNow(e.to_string()))?;
    let made: Transport = builder.timeout(Some(Duration::from_secs(20))).build();
    known.insert(url.to_owned(), made.clone());
    Ok(made)
}

/// Hands a mail to the mail server.
pub(crate) async fn send(app: &App, smtp: &Smtp, mail: &Mail, words: &Written) -> Result<(), SmtpError> {
    let message = message(app, smtp, mail, words, app.now())?;
    match transport(&smtp.url)?.send(message).await {
        Ok(_) => Ok(()),
        // A refusal of the address or the text stays one; what the server says about itself may pass.
        Err(e) if e.is_permanent() => Err(SmtpError::Never(chain(&e))),
        Err(e) => Err(SmtpError::NotNow(chain(&e))),
    }
}

fn chain(e: &dyn std::error::Error) -> String {
    let mut text = e.to_string();
    let mut cause = e.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}
