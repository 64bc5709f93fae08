//! Uploads that are sent part by part.

use base::Fault;
use bytes::Bytes;
use object_store::{MultipartUpload, PutPayload};

use crate::store::fault;

/// How much is sent at once, and so the most that is held in memory for one upload.
///
/// S3 wants parts of at least 5 MiB and some of its kin want all but the last to be equal.
pub(crate) const PART: usize = 5 * 1024 * 1024;

/// Chunks until they make a part.
#[derive(Default)]
pub(crate) struct Part {
    chunks: Vec<Bytes>,
    len: usize,
}

impl Part {
    pub(crate) fn room(&self) -> usize {
        PART.saturating_sub(self.len)
    }

    pub(crate) fn add(&mut self, chunk: Bytes) {
        self.len = self.len.saturating_add(chunk.len());
        self.chunks.push(chunk);
    }

    pub(crate) fn take(&mut self) -> PutPayload {
        self.len = 0;
        std::mem::take(&mut self.chunks).into_iter().collect()
    }
}

/// An upload under way, given up when it is dropped.
pub(crate) struct Staged {
    pub(crate) upload: Option<Box<dyn MultipartUpload>>,
}

impl Staged {
    pub(crate) async fn send(&mut self, part: PutPayload) -> Result<(), Fault> {
        match &mut self.upload {
            Some(upload) => upload.put_part(part).await.map_err(|e| fault("sending a part of an upload", e)),
            None => Ok(()),
        }
    }

    pub(crate) async fn complete(&mut self) -> Result<(), Fault> {
        if let Some(upload) = &mut self.upload {
            upload.complete().await.map_err(|e| fault("ending an upload", e))?;
        }
        self.upload = None;
        Ok(())
    }

    pub(crate) async fn abandon(&mut self) {
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
