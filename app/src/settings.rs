//! Settings: from flags, environment and one TOML file, each with its source.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use db::Target;
use i18n::Locale;
use web::{ObjectStore, Settings, Smtp};

/// Where a setting's value came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A flag of the command line.
    Flag,
    /// An environment variable.
    Env,
    /// The settings file.
    File,
    /// Nobody said anything.
    Default,
}

impl Origin {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Flag => "flag",
            Self::Env => "environment",
            Self::File => "file",
            Self::Default => "default",
        }
    }
}

/// One setting as it is in force.
#[derive(Debug, Clone)]
pub(crate) struct Resolved {
    pub(crate) key: &'static str,
    pub(crate) value: String,
    pub(crate) origin: Origin,
    pub(crate) secret: bool,
}

/// Every setting: key, environment variable, default, whether it is a secret, what it is.
pub(crate) const KEYS: &[(&str, &str, &str, bool, &str)] = &[
    ("database_url", "DATABASE_URL", "", true, "postgres://… ; the embedded database in the data folder when empty"),
    ("database_connections", "TOWPATH_DATABASE_CONNECTIONS", "16", false, "the most connections to PostgreSQL"),
    ("durable", "TOWPATH_DURABLE", "false", false, "embedded database: every commit waits for the disk"),
    ("listen", "TOWPATH_LISTEN", "127.0.0.1:8080", false, "address and port of the web server"),
    ("metrics_listen", "TOWPATH_METRICS_LISTEN", "", false, "address and port of the Prometheus listener; off when empty"),
    ("base_url", "TOWPATH_BASE_URL", "", false, "where people reach this deployment; http:// and the listen address when empty"),
    ("vendor", "TOWPATH_VENDOR", "Towpath", false, "the vendor's name"),
    ("locale", "TOWPATH_LOCALE", "en", false, "language of mails to people whose language is not known"),
    ("dev", "TOWPATH_DEV", "false", false, "serves development pages such as /_kit"),
    ("smtp_url", "TOWPATH_SMTP_URL", "", true, "smtp://user:password@host:port; mails go to the outbox page when empty"),
    ("smtp_from", "TOWPATH_SMTP_FROM", "", false, "sender of mails"),
    ("s3_bucket", "TOWPATH_S3_BUCKET", "", false, "bucket for files; the data folder when empty"),
    ("s3_endpoint", "TOWPATH_S3_ENDPOINT", "", false, "endpoint of the object store"),
    ("s3_region", "TOWPATH_S3_REGION", "us-east-1", false, "region of the object store"),
    ("s3_access_key", "TOWPATH_S3_ACCESS_KEY", "", true, "access key of the object store"),
    ("s3_secret_key", "TOWPATH_S3_SECRET_KEY", "", true, "secret key of the object store"),
    ("session_idle_minutes", "TOWPATH_SESSION_IDLE_MINUTES", "720", false, "minutes after which an idle session ends"),
    ("session_hours", "TOWPATH_SESSION_HOURS", "336", false, "hours after which any session ends"),
    ("api_per_minute", "TOWPATH_API_PER_MINUTE", "1200", false, "API requests a minute for each token or user; 0 is no limit"),
    (
        "webhook_allowed_hosts",
        "TOWPATH_WEBHOOK_ALLOWED_HOSTS",
        "",
        false,
        "hosts with private addresses to which webhooks may go, separated by commas",
    ),
    ("trusted_proxies", "TOWPATH_TRUSTED_PROXIES", "0", false, "proxies in front whose X-Forwarded-For is believed"),
    ("otlp_endpoint", "OTEL_EXPORTER_OTLP_ENDPOINT", "", false, "OpenTelemetry collector for traces; off when empty"),
    ("log", "TOWPATH_LOG", "info", false, "what is logged, such as info or debug,sea_orm=warn"),
    ("log_format", "TOWPATH_LOG_FORMAT", "text", false, "text or json"),
];

/// All settings in force.
#[derive(Debug, Clone)]
pub(crate) struct All {
    pub(crate) data: PathBuf,
    pub(crate) resolved: Vec<Resolved>,
    pub(crate) file: Option<PathBuf>,
}

impl All {
    /// Reads flags, environment and file; a wrong setting is named with its source.
    pub(crate) fn load(data: &Path, file: Option<&Path>, flags: &[(&'static str, String)]) -> Result<Self> {
        let standard = data.join("towpath.toml");
        let path = match file {
            Some(f) if !f.exists() => bail!("the settings file {} is not there", f.display()),
            Some(f) => Some(f.to_owned()),
            None => standard.exists().then_some(standard),
        };
        let table = match &path {
            Some(p) => {
                let source = config::File::from(p.as_path()).format(config::FileFormat::Toml);
                let read = config::Config::builder().add_source(source).build().with_context(|| format!("reading {}", p.display()))?;
                read.cache.into_table().with_context(|| format!("reading {}", p.display()))?
            }
            None => config::Map::new(),
        };
        if let Some(unknown) = table.keys().find(|k| !KEYS.iter().any(|known| known.0 == k.as_str())) {
            bail!("{}: no setting is called {unknown:?}; `towpath doctor` lists them all", path.unwrap_or_default().display());
        }
        let mut resolved = Vec::with_capacity(KEYS.len());
        for (key, env, default, secret, _) in KEYS {
            let flag = flags.iter().find(|f| f.0 == *key).map(|f| f.1.clone());
            let from_env = std::env::var(env).ok();
            let from_file =
                table.get(*key).map(|v| v.clone().into_string()).transpose().with_context(|| format!("setting {key} in the file"))?;
            let (value, origin) = match (flag, from_env, from_file) {
                (Some(v), ..) => (v, Origin::Flag),
                (None, Some(v), _) => (v, Origin::Env),
                (None, None, Some(v)) => (v, Origin::File),
                (None, None, None) => ((*default).to_owned(), Origin::Default),
            };
            resolved.push(Resolved { key, value, origin, secret: *secret });
        }
        let all = Self { data: data.to_owned(), resolved, file: path };
        all.check()?;
        Ok(all)
    }

    /// The value of a setting.
    pub(crate) fn get(&self, key: &str) -> &str {
        self.resolved.iter().find(|r| r.key == key).map_or("", |r| r.value.as_str())
    }

    fn parsed<T: std::str::FromStr>(&self, key: &str, what: &str) -> Result<T> {
        let found = self.resolved.iter().find(|r| r.key == key).context("no such setting")?;
        found
            .value
            .trim()
            .parse()
            .map_err(|_| anyhow::anyhow!("setting {key} (from {}) is {:?}; it must be {what}", found.origin.as_str(), found.value))
    }

    fn check(&self) -> Result<()> {
        self.web(false)?;
        self.target()?;
        self.parsed::<std::net::SocketAddr>("listen", "an address and port such as 127.0.0.1:8080")?;
        if !self.get("metrics_listen").is_empty() {
            self.parsed::<std::net::SocketAddr>("metrics_listen", "an address and port such as 127.0.0.1:9090")?;
        }
        if !matches!(self.get("log_format"), "text" | "json") {
            bail!("setting log_format is {:?}; it must be text or json", self.get("log_format"));
        }
        Ok(())
    }

    /// Where the web server listens.
    pub(crate) fn listen(&self) -> Result<std::net::SocketAddr> {
        self.parsed("listen", "an address and port")
    }

    /// The database.
    pub(crate) fn target(&self) -> Result<Target> {
        let connections: u32 = self.parsed("database_connections", "a number of connections")?;
        match self.get("database_url") {
            "" => Ok(Target::Sqlite { path: self.data.join("towpath.db"), durable: self.parsed("durable", "true or false")? }),
            url => match url.parse::<Target>().map_err(|e| anyhow::anyhow!("setting database_url: {e}"))? {
                Target::Postgres { url, .. } => Ok(Target::Postgres { url, connections }),
                sqlite @ Target::Sqlite { .. } => Ok(sqlite),
            },
        }
    }

    /// The settings of the running program.
    pub(crate) fn web(&self, demo: bool) -> Result<Settings> {
        let text = |key: &str| self.get(key).to_owned();
        let base_url = match self.get("base_url").trim_end_matches('/') {
            "" => format!("http://{}", self.get("listen")),
            url if url.starts_with("http://") || url.starts_with("https://") => url.to_owned(),
            url => bail!("setting base_url is {url:?}; it must begin with http:// or https://"),
        };
        let smtp = match self.get("smtp_url") {
            "" => None,
            url => {
                if self.get("smtp_from").is_empty() {
                    bail!("setting smtp_url is given, so smtp_from must be given too");
                }
                Some(Smtp { url: url.to_owned(), from: text("smtp_from") })
            }
        };
        let object_store = match self.get("s3_bucket") {
            "" => None,
            bucket => Some(ObjectStore {
                endpoint: text("s3_endpoint"),
                bucket: bucket.to_owned(),
                region: text("s3_region"),
                access_key: text("s3_access_key"),
                secret_key: text("s3_secret_key"),
            }),
        };
        let locale: Locale = self.parsed("locale", "a language such as en or de")?;
        Ok(Settings {
            base_url,
            data_dir: self.data.clone(),
            vendor: if demo && self.get("vendor") == "Towpath" { "Kestrel".to_owned() } else { text("vendor") },
            demo,
            dev: self.parsed("dev", "true or false")?,
            locale,
            smtp,
            object_store,
            session_idle_minutes: self.parsed("session_idle_minutes", "a number of minutes")?,
            session_hours: self.parsed("session_hours", "a number of hours")?,
            api_per_minute: self.parsed("api_per_minute", "a number")?,
            webhook_allowed_hosts: self
                .get("webhook_allowed_hosts")
                .split(',')
                .map(str::trim)
                .filter(|h| !h.is_empty())
                .map(str::to_owned)
                .collect(),
            trusted_proxies: self.parsed("trusted_proxies", "a number up to 255")?,
        })
    }
}
