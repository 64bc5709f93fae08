//! What comes in, judged while it comes.

use base::{FieldError, Kind, Refusal};
use bytes::Bytes;
use sha2::{Digest as _, Sha256};

use crate::sniff::Sniffer;
use crate::{Digest, FileKind};

/// What one use accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes.
    pub max_bytes: u64,
    /// The kinds accepted.
    pub allowed: &'static [FileKind],
}

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileRefused {
    /// It has more bytes than this use accepts.
    #[error("the file is larger than {max} bytes")]
    Size {
        /// The most bytes.
        max: u64,
    },
    /// It is of a kind that this use does not accept.
    #[error("the file is {found}, which is not accepted")]
    Type {
        /// What it is.
        found: FileKind,
        /// What is accepted.
        allowed: &'static [FileKind],
    },
    /// It has no bytes.
    #[error("the file is empty")]
    Empty,
}

impl Refusal for FileRefused {
    fn code(&self) -> &'static str {
        match self {
            Self::Size { .. } => "file.size",
            Self::Type { .. } => "file.type",
            Self::Empty => "file.empty",
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Self::Size { .. } => Kind::Limit,
            Self::Type { .. } | Self::Empty => Kind::Invalid,
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        vec![FieldError { field: "file".to_owned(), code: self.code(), args: self.args() }]
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Size { max } => vec![("max", readable(*max))],
            Self::Type { found, allowed } => {
                let labels: Vec<&str> = allowed.iter().filter(|k| **k != FileKind::OldText).map(|k| k.label()).collect();
                vec![("found", found.label().to_owned()), ("allowed", labels.join(", "))]
            }
            Self::Empty => Vec::new(),
        }
    }
}

/// A number of bytes as people say it.
pub(crate) fn readable(bytes: u64) -> String {
    let units = [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)];
    match units.iter().find(|(_, size)| bytes >= *size) {
        Some((unit, size)) if bytes.is_multiple_of(*size) => format!("{} {unit}", bytes.checked_div(*size).unwrap_or(0)),
        Some((unit, size)) => {
            let tenths = bytes.saturating_mul(10).checked_div(*size).unwrap_or(0);
            format!("{}.{} {unit}", tenths / 10, tenths % 10)
        }
        None => format!("{bytes} B"),
    }
}

/// What is learned about a file while it comes in.
pub(crate) struct Intake<'a> {
    limits: &'a Limits,
    hash: Sha256,
    size: u64,
    sniffer: Sniffer,
    is_judged: bool,
}

impl<'a> Intake<'a> {
    pub(crate) fn new(limits: &'a Limits) -> Self {
        Self { limits, hash: Sha256::new(), size: 0, sniffer: Sniffer::new(), is_judged: false }
    }

    /// Sees a chunk; refuses as early as it is sure.
    pub(crate) fn take(&mut self, chunk: &Bytes) -> Result<(), FileRefused> {
        let n = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        self.size = self.size.saturating_add(n);
        if self.size > self.limits.max_bytes {
            return Err(FileRefused::Size { max: self.limits.max_bytes });
        }
        self.hash.update(chunk);
        self.sniffer.see(chunk);
        if !self.is_judged && self.sniffer.is_begun() {
            self.is_judged = true;
            if let Err(found) = self.sniffer.may_become(self.limits.allowed) {
                return Err(FileRefused::Type { found, allowed: self.limits.allowed });
            }
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<(Digest, u64, FileKind), FileRefused> {
        if self.size == 0 {
            return Err(FileRefused::Empty);
        }
        let allowed = self.limits.allowed;
        let found = self.sniffer.finish();
        let kind = found.accepted_as(allowed).ok_or(FileRefused::Type { found, allowed })?;
        Ok((Digest::from(<[u8; 32]>::from(self.hash.finalize())), self.size, kind))
    }
}
