//! The content-addressed store, over a local folder or S3.

use std::fmt;
use std::path::{Path as FsPath, PathBuf};
use std::sync::Arc;

use base::{Fault, FileId, Instant, Result};
use bytes::Bytes;
use futures::stream::{BoxStream, StreamExt, TryStreamExt};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{ObjectStore, ObjectStoreExt};

use crate::intake::Intake;
use crate::staged::{Part, Staged};
use crate::{Digest, FileKind, FilesConfig, Limits};

/// Where uploads are until their digest is known.
const INCOMING: &str = "incoming";

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

pub(crate) fn fault(doing: &str, e: object_store::Error) -> Fault {
    Fault::new(doing, e)
}
