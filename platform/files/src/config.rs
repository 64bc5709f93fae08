//! Where files are kept, as the settings say it.

use std::fmt;
use std::path::PathBuf;

use base::Fault;

/// Where files are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilesConfig {
    /// A folder on this machine; made when it is not there.
    Folder(PathBuf),
    /// A bucket of S3 or of one of its kin.
    S3(S3),
}

/// A bucket and how to reach it.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct S3 {
    /// The bucket's name.
    pub bucket: String,
    /// What every key begins with; may be empty.
    pub prefix: String,
    /// The address, for what is not AWS itself; `http://` is accepted for a store on the same machine.
    pub endpoint: Option<String>,
    /// The region; `us-east-1` when not given.
    pub region: Option<String>,
    /// The access key; when not given, the machine's own role is used.
    pub access_key: Option<String>,
    /// The secret of the access key.
    pub secret: Option<String>,
}

impl fmt::Debug for S3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("S3")
            .field("bucket", &self.bucket)
            .field("prefix", &self.prefix)
            .field("endpoint", &self.endpoint)
            .field("region", &self.region)
            .field("access_key", &self.access_key)
            .field("secret", &self.secret.as_ref().map(|_| "…"))
            .finish()
    }
}

impl FilesConfig {
    /// The setting as people write it: `file://DIR` or `s3://BUCKET/PREFIX`.
    ///
    /// What follows `file://` is the folder as it is, without percent decoding. For S3 the rest of the
    /// settings are fields of [`S3`].
    pub fn parse(location: &str) -> Result<Self, Fault> {
        if let Some(folder) = location.strip_prefix("file://").filter(|d| !d.is_empty()) {
            return Ok(Self::Folder(folder.into()));
        }
        let Some((bucket, prefix)) = location.strip_prefix("s3://").map(|rest| rest.split_once('/').unwrap_or((rest, ""))) else {
            return Err(Fault::plain(format!("the place for files is neither file://DIR nor s3://BUCKET/PREFIX: {location}")));
        };
        if bucket.is_empty() {
            return Err(Fault::plain(format!("the place for files names no bucket: {location}")));
        }
        Ok(Self::S3(S3 { bucket: bucket.to_owned(), prefix: prefix.trim_matches('/').to_owned(), ..S3::default() }))
    }
}
