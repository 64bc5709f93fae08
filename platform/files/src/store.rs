//! The content-addressed store, over a local folder or S3.

use std::fmt;
use std::path::{Path as FsPath, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use base::{Fault, FieldError, FileId, Instant, Kind, Refusal, Result};
use bytes::Bytes;
use futures::stream::{BoxStream, StreamExt, TryStreamExt};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{MultipartUpload, ObjectStore, ObjectStoreExt, PutPayload};
use sha2::{Digest as _, Sha256};

use crate::FileKind;
use crate::sniff::Sniffer;

/// How much is sent at once, and so the most that is held in memory for one upload.
///
/// S3 wants parts of at least 5 MiB and some of its kin want all but the last to be equal.
pub(crate) const PART: usize = 5 * 1024 * 1024;

/// Where uploads are until their digest is known.
const INCOMING: &str = "incoming";

/// The SHA-256 of a file's bytes; names them in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of bytes that are in memory anyway.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The bare 32 bytes.
    pub const fn bytes(self) -> [u8; 32] {
        self.0
    }

    fn path(self) -> Path {
        let text = self.to_string();
        let folder: String = text.chars().take(2).collect();
        Path::from_iter(["sha256", folder.as_str(), text.as_str()])
    }
}

impl From<[u8; 32]> for Digest {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl FromStr for Digest {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).map_err(|e| Fault::new("reading a file's digest", e))?;
        Ok(Self(bytes))
    }
}

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

/// What one use accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes.
    pub max_bytes: u64,
    /// The kinds accepted.
    pub allowed: &'static [FileKind],
}

/// A file that is in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// What it is kept under.
    pub digest: Digest,
    /// How many bytes it has.
    pub size: u64,
    /// What it is, by its content.
    pub kind: FileKind,
    /// Whether the same bytes were there before.
    pub was_there: bool,
}

impl Stored {
    /// The media type to serve it with.
    pub const fn content_type(&self) -> &'static str {
        self.kind.content_type()
    }
}

/// A file on its way out.
pub struct Download {
    /// How many bytes it has.
    pub size: u64,
    /// The bytes.
    pub body: BoxStream<'static, Result<Bytes>>,
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download").field("size", &self.size).finish_non_exhaustive()
    }
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
        let mut field = FieldError::new("file", self.code());
        field.args = self.args();
        vec![field]
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

/// The store of this deployment; cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    objects: Arc<dyn ObjectStore>,
    /// The folder, when it is one: what is left of a broken upload is not listed by the object store.
    folder: Option<PathBuf>,
}

impl Store {
    /// Opens the store; makes the folder when it is not there.
    ///
    /// For S3 the process needs its TLS provider installed before.
    pub async fn open(config: &FilesConfig) -> Result<Self, Fault> {
        match config {
            FilesConfig::Folder(folder) => {
                let doing = || format!("opening the folder for files {}", folder.display());
                tokio::fs::create_dir_all(folder).await.map_err(|e| Fault::new(doing(), e))?;
                let local = LocalFileSystem::new_with_prefix(folder).map_err(|e| Fault::new(doing(), e))?.with_fsync(true);
                Ok(Self { objects: Arc::new(local), folder: Some(folder.clone()) })
            }
            FilesConfig::S3(s3) => {
                if rustls::crypto::CryptoProvider::get_default().is_none() {
                    return Err(Fault::plain("opening S3 before a TLS provider was installed"));
                }
                let mut builder =
                    AmazonS3Builder::new().with_bucket_name(&s3.bucket).with_region(s3.region.as_deref().unwrap_or("us-east-1"));
                if let Some(endpoint) = &s3.endpoint {
                    builder = builder.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http://"));
                }
                if let (Some(key), Some(secret)) = (&s3.access_key, &s3.secret) {
                    builder = builder.with_access_key_id(key).with_secret_access_key(secret);
                }
                let bucket = builder.build().map_err(|e| Fault::new(format!("opening the bucket {}", s3.bucket), e))?;
                let objects: Arc<dyn ObjectStore> =
                    if s3.prefix.is_empty() { Arc::new(bucket) } else { Arc::new(PrefixStore::new(bucket, s3.prefix.as_str())) };
                Ok(Self { objects, folder: None })
            }
        }
    }

    /// Takes a file in, under the id that its record will have.
    ///
    /// Small files go to their place in one step. Larger ones go part by part to a place of their own
    /// and move when their digest is known. A refusal, a fault, or a caller that goes away midway
    /// leaves nothing behind.
    pub async fn put(&self, id: FileId, mut body: BoxStream<'_, Result<Bytes>>, limits: &Limits) -> Result<Stored> {
        let mut staged = Staged { upload: None };
        match self.receive(id, &mut body, limits, &mut staged).await {
            Ok(stored) => Ok(stored),
            Err(e) => {
                staged.abandon().await;
                Err(e)
            }
        }
    }

    async fn receive(&self, id: FileId, body: &mut BoxStream<'_, Result<Bytes>>, limits: &Limits, staged: &mut Staged) -> Result<Stored> {
        let place = Path::from_iter([INCOMING, &id.to_string()]);
        let mut intake = Intake::new(limits);
        let mut part = Part::default();
        while let Some(chunk) = body.next().await {
            let mut chunk = chunk?;
            intake.take(&chunk)?;
            while !chunk.is_empty() {
                // A full part is sent only when more follows, so that the last one is never empty.
                if part.room() == 0 {
                    if staged.upload.is_none() {
                        staged.upload = Some(self.objects.put_multipart(&place).await.map_err(|e| fault("beginning an upload", e))?);
                    }
                    staged.send(part.take()).await?;
                }
                part.add(chunk.split_to(chunk.len().min(part.room())));
            }
        }
        let (digest, size, kind) = intake.finish()?;
        let path = digest.path();
        let was_there = self.exists(&digest).await?;
        if was_there {
            staged.abandon().await;
        } else if staged.upload.is_some() {
            staged.send(part.take()).await?;
            staged.complete().await?;
            if let Err(e) = self.objects.rename(&place, &path).await {
                // Best effort; what stays is swept later.
                drop(self.objects.delete(&place).await);
                return Err(fault("moving an upload to its place", e).into());
            }
        } else {
            self.objects.put(&path, part.take()).await.map_err(|e| fault("storing a file", e))?;
        }
        Ok(Stored { digest, size, kind, was_there })
    }

    /// The file's bytes, streamed.
    ///
    /// A file that is not there is a fault: its record says that it is.
    pub async fn get(&self, digest: &Digest) -> Result<Download, Fault> {
        let doing = format!("reading file {digest}");
        let found = self.objects.get(&digest.path()).await.map_err(|e| fault(&doing, e))?;
        Ok(Download { size: found.meta.size, body: found.into_stream().map_err(move |e| fault(&doing, e).into()).boxed() })
    }

    /// Whether these bytes are in the store.
    pub async fn exists(&self, digest: &Digest) -> Result<bool, Fault> {
        match self.objects.head(&digest.path()).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(e) => Err(fault("looking for a file", e)),
        }
    }

    /// Removes the bytes; no fault when they are gone already.
    ///
    /// Bytes can have several records. Ask for this only when none is left, and not right after the
    /// last one went: an upload of the same bytes that is under way relies on them.
    pub async fn remove(&self, digest: &Digest) -> Result<(), Fault> {
        match self.objects.delete(&digest.path()).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(e) => Err(fault("removing a file", e)),
        }
    }

    /// Removes what uploads left that were begun before an instant and never ended, as in a crash.
    ///
    /// Returns how many there were. On S3 the unfinished parts themselves are not listed; a bucket
    /// wants the usual lifecycle rule for incomplete uploads.
    pub async fn sweep(&self, before: Instant) -> Result<usize, Fault> {
        if let Some(folder) = &self.folder {
            return sweep_folder(&folder.join(INCOMING), before).await;
        }
        let old: Vec<_> = self
            .objects
            .list(Some(&Path::from(INCOMING)))
            .try_filter(|o| std::future::ready(o.last_modified < before))
            .try_collect()
            .await
            .map_err(|e| fault("listing unfinished uploads", e))?;
        for object in &old {
            self.objects.delete(&object.location).await.map_err(|e| fault("removing an unfinished upload", e))?;
        }
        Ok(old.len())
    }
}

async fn sweep_folder(incoming: &FsPath, before: Instant) -> Result<usize, Fault> {
    let doing = |e: std::io::Error| Fault::new("removing unfinished uploads", e);
    let mut entries = match tokio::fs::read_dir(incoming).await {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(0),
        Err(e) => return Err(doing(e)),
    };
    let mut n_removed: usize = 0;
    while let Some(entry) = entries.next_entry().await.map_err(doing)? {
        // One that ended meanwhile is gone from here.
        let Ok(changed) = entry.metadata().await.and_then(|m| m.modified()) else { continue };
        if Instant::from(changed) < before && tokio::fs::remove_file(entry.path()).await.is_ok() {
            n_removed = n_removed.saturating_add(1);
        }
    }
    Ok(n_removed)
}

fn fault(doing: &str, e: object_store::Error) -> Fault {
    Fault::new(doing, e)
}

/// What is learned about a file while it comes in.
struct Intake<'a> {
    limits: &'a Limits,
    hash: Sha256,
    size: u64,
    sniffer: Sniffer,
    is_judged: bool,
}

impl<'a> Intake<'a> {
    fn new(limits: &'a Limits) -> Self {
        Self { limits, hash: Sha256::new(), size: 0, sniffer: Sniffer::new(), is_judged: false }
    }

    /// Sees a chunk; refuses as early as it is sure.
    fn take(&mut self, chunk: &Bytes) -> Result<(), FileRefused> {
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

    fn finish(self) -> Result<(Digest, u64, FileKind), FileRefused> {
        if self.size == 0 {
            return Err(FileRefused::Empty);
        }
        let allowed = self.limits.allowed;
        let found = self.sniffer.finish();
        let kind = found.accepted_as(allowed).ok_or(FileRefused::Type { found, allowed })?;
        Ok((Digest(self.hash.finalize().into()), self.size, kind))
    }
}

/// Chunks until they make a part.
#[derive(Default)]
struct Part {
    chunks: Vec<Bytes>,
    len: usize,
}

impl Part {
    fn room(&self) -> usize {
        PART.saturating_sub(self.len)
    }

    fn add(&mut self, chunk: Bytes) {
        self.len = self.len.saturating_add(chunk.len());
        self.chunks.push(chunk);
    }

    fn take(&mut self) -> PutPayload {
        self.len = 0;
        std::mem::take(&mut self.chunks).into_iter().collect()
    }
}

/// An upload under way, given up when it is dropped.
struct Staged {
    upload: Option<Box<dyn MultipartUpload>>,
}

impl Staged {
    async fn send(&mut self, part: PutPayload) -> Result<(), Fault> {
        match &mut self.upload {
            Some(upload) => upload.put_part(part).await.map_err(|e| fault("sending a part of an upload", e)),
            None => Ok(()),
        }
    }

    async fn complete(&mut self) -> Result<(), Fault> {
        if let Some(upload) = &mut self.upload {
            upload.complete().await.map_err(|e| fault("ending an upload", e))?;
        }
        self.upload = None;
        Ok(())
    }

    async fn abandon(&mut self) {
        if let Some(mut upload) = self.upload.take() {
            // Best effort: the reason for giving up is what the caller must hear.
            drop(upload.abort().await);
        }
    }
}

impl Drop for Staged {
    /// Reached with an upload in hand only when the caller went away in the middle.
    fn drop(&mut self) {
        if let (Some(mut upload), Ok(runtime)) = (self.upload.take(), tokio::runtime::Handle::try_current()) {
            runtime.spawn(async move { drop(upload.abort().await) });
        }
    }
}
