//! The settings of a deployment, as the binary read them.

use std::path::PathBuf;

use i18n::Locale;

/// How mail leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Smtp {
    /// `smtp://user:password@host:port`; `smtps://` for TLS from the start.
    pub url: String,
    /// The sender, such as `Kestrel Partners <partners@kestrel.example>`.
    pub from: String,
}

/// An S3-like object store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectStore {
    /// The endpoint.
    pub endpoint: String,
    /// The bucket.
    pub bucket: String,
    /// The region.
    pub region: String,
    /// The access key.
    pub access_key: String,
    /// The secret key.
    pub secret_key: String,
}

/// The settings that the running program needs.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where people reach this deployment, without a slash at the end.
    pub base_url: String,
    /// The folder of the embedded database, files and keys.
    pub data_dir: PathBuf,
    /// The vendor's name.
    pub vendor: String,
    /// Whether this is the demo: personas on the sign-in page, the mail page open to staff.
    pub demo: bool,
    /// Whether development pages such as `/_kit` are served.
    pub dev: bool,
    /// The language of mails to people whose language is not known.
    pub locale: Locale,
    /// How mail leaves; without it, mails go to the outbox page.
    pub smtp: Option<Smtp>,
    /// The object store; without it, the data folder.
    pub object_store: Option<ObjectStore>,
    /// Minutes after which an idle session ends.
    pub session_idle_minutes: i64,
    /// Hours after which any session ends.
    pub session_hours: i64,
    /// API requests a minute for each token or user; 0 is no limit.
    pub api_per_minute: u32,
    /// Hosts to which webhooks may go although their address is private.
    pub webhook_allowed_hosts: Vec<String>,
    /// Proxies in front whose `X-Forwarded-For` is believed.
    pub trusted_proxies: u8,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            base_url: "http://127.0.0.1:8080".to_owned(),
            data_dir: PathBuf::from("./data"),
            vendor: "Towpath".to_owned(),
            demo: false,
            dev: false,
            locale: Locale::En,
            smtp: None,
            object_store: None,
            session_idle_minutes: 60 * 12,
            session_hours: 24 * 14,
            api_per_minute: 1200,
            webhook_allowed_hosts: Vec::new(),
            trusted_proxies: 0,
        }
    }
}

impl Settings {
    /// Whether people reach it by HTTPS, so that cookies can be `Secure` with the `__Host-` prefix.
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}
