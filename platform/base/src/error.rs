//! Two families of errors: a *refusal* is for people, a *fault* is for operators.

use std::error::Error as StdError;
use std::fmt;

/// The result of everything that can be refused or can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What sort of refusal it is; one table in `docs/api-design.md` maps kinds to status codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The input does not make sense (422).
    Invalid,
    /// It makes sense but clashes with what is there (409).
    Conflict,
    /// The actor is known and may not (403); rows out of scope are `Missing` instead.
    Forbidden,
    /// It is not there, or the actor may not know that it is (404).
    Missing,
    /// It was there and its time is over (410).
    Expired,
    /// Too many, too large, too often (429).
    Limit,
    /// Nobody is signed in (401).
    Unauthenticated,
    /// Somebody else saved first (412).
    Stale,
}

/// One thing wrong with one field of the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Path of the field as in the form and the JSON body, such as `customer.domain`.
    pub field: String,
    /// Stable code; the message key is `refusal-` and the code with dots as dashes.
    pub code: &'static str,
    /// Values for the message.
    pub args: Vec<(&'static str, String)>,
}

impl FieldError {
    /// A field error without values.
    pub fn new(field: impl Into<String>, code: &'static str) -> Self {
        Self { field: field.into(), code, args: Vec::new() }
    }

    /// Adds a value for the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// A typed "no" that a person can read and act on.
pub trait Refusal: StdError + Send + Sync + 'static {
    /// Stable code, part of the API, such as `deal.protected`.
    fn code(&self) -> &'static str;
    /// What sort of refusal it is.
    fn kind(&self) -> Kind;
    /// The fields it is about; empty when it is about the whole.
    fn fields(&self) -> Vec<FieldError> {
        Vec::new()
    }
    /// Values for the message `refusal-<code>`.
    fn args(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}

/// Everything that is not a refusal: database, network, inconsistency.
#[derive(Debug)]
pub struct Fault {
    /// What was being done.
    pub doing: String,
    /// Whether the same work may succeed if it is run again (serialization failure, busy).
    pub retry: bool,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Fault {
    /// A fault with its cause.
    pub fn new(doing: impl Into<String>, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { doing: doing.into(), retry: false, source: Some(source.into()) }
    }

    /// A fault that names an inconsistency and has no deeper cause.
    pub fn plain(what: impl Into<String>) -> Self {
        Self { doing: what.into(), retry: false, source: None }
    }

    /// Marks the fault as worth another try.
    #[must_use]
    pub fn retryable(mut self) -> Self {
        self.retry = true;
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.doing)?;
        let mut cause = self.source.as_deref().map(|e| -> &dyn StdError { e });
        while let Some(e) = cause {
            write!(f, ": {e}")?;
            cause = e.source();
        }
        Ok(())
    }
}

impl StdError for Fault {}

/// Either family; `?` takes both.
#[derive(Debug)]
pub enum Error {
    /// Somebody is told no, and why.
    Refused(Box<dyn Refusal>),
    /// Something broke.
    Fault(Fault),
}

impl Error {
    /// The refusal's code, if it is one.
    pub fn code(&self) -> Option<&'static str> {
        match self {
            Self::Refused(r) => Some(r.code()),
            Self::Fault(_) => None,
        }
    }

    /// The refusal's kind, if it is one.
    pub fn kind(&self) -> Option<Kind> {
        match self {
            Self::Refused(r) => Some(r.kind()),
            Self::Fault(_) => None,
        }
    }

    /// Whether running the same transaction again may succeed.
    pub fn is_retryable(&self) -> bool {
        matches!(self, Self::Fault(f) if f.retry)
    }

    /// The plain "not found" that a missing and a forbidden row share.
    pub fn missing() -> Self {
        refuse("missing", Kind::Missing)
    }

    /// The plain "you may not".
    pub fn forbidden() -> Self {
        refuse("forbidden", Kind::Forbidden)
    }

    /// "Somebody else saved first."
    pub fn stale() -> Self {
        refuse("stale", Kind::Stale)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(r) => write!(f, "{r}"),
            Self::Fault(e) => write!(f, "{e}"),
        }
    }
}

impl StdError for Error {}

impl<R: Refusal> From<R> for Error {
    fn from(r: R) -> Self {
        Self::Refused(Box::new(r))
    }
}

impl From<Fault> for Error {
    fn from(f: Fault) -> Self {
        Self::Fault(f)
    }
}

/// A refusal that needs no type of its own.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{code}")]
pub struct Simple {
    code: &'static str,
    kind: Kind,
    args: Vec<(&'static str, String)>,
}

impl Simple {
    /// Adds a value for the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// A refusal from its code and kind.
    pub fn new(code: &'static str, kind: Kind) -> Self {
        Self { code, kind, args: Vec::new() }
    }
}

impl Refusal for Simple {
    fn code(&self) -> &'static str {
        self.code
    }
    fn kind(&self) -> Kind {
        self.kind
    }
    fn args(&self) -> Vec<(&'static str, String)> {
        self.args.clone()
    }
}

/// A plain refusal as an error.
pub fn refuse(code: &'static str, kind: Kind) -> Error {
    Simple::new(code, kind).into()
}

/// Collects everything wrong with an input, so that a person hears it all at once.
#[derive(Debug, Default, Clone, thiserror::Error)]
#[error("the input has {} error(s): {}", .fields.len(), .fields.iter().map(|f| format!("{} {}", f.field, f.code)).collect::<Vec<_>>().join(", "))]
pub struct Invalid {
    fields: Vec<FieldError>,
}

impl Invalid {
    /// An empty collection; nothing is wrong yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes one thing that is wrong.
    pub fn push(&mut self, error: FieldError) -> &mut Self {
        self.fields.push(error);
        self
    }

    /// Notes `code` at `field` when `ok` does not hold.
    pub fn check(&mut self, ok: bool, field: &str, code: &'static str) -> &mut Self {
        if !ok {
            self.fields.push(FieldError::new(field, code));
        }
        self
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Ends the collection: an error when anything was noted.
    pub fn finish(self) -> Result<(), Self> {
        if self.fields.is_empty() { Ok(()) } else { Err(self) }
    }
}

impl Refusal for Invalid {
    fn code(&self) -> &'static str {
        "invalid"
    }
    fn kind(&self) -> Kind {
        Kind::Invalid
    }
    fn fields(&self) -> Vec<FieldError> {
        self.fields.clone()
    }
}
