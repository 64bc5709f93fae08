use base::{Error, Fault, FileId};
use bytes::Bytes;
use futures::stream::{self, BoxStream, StreamExt};
use uuid::Uuid;

use crate::intake::readable;
use crate::staged::PART;
use crate::tests::sniff::{PDF, PNG, zip};
use crate::{Digest, FileKind, FilesConfig, Limits, Store};

pub(crate) const ANY: Limits = Limits { max_bytes: 100_000_000, allowed: FileKind::ALL };

pub(crate) fn id(n: u128) -> FileId {
    FileId::from(Uuid::from_u128(n))
}

/// The bytes as they would come in, in chunks that fit nothing.
pub(crate) fn body(bytes: &[u8]) -> BoxStream<'static, Result<Bytes, Error>> {
    let chunks: Vec<_> = bytes.chunks(99_991).map(|c| Ok(Bytes::copy_from_slice(c))).collect();
    stream::iter(chunks).boxed()
}

fn broken(bytes: &[u8]) -> BoxStream<'static, Result<Bytes, Error>> {
    body(bytes).chain(stream::once(async { Err(Fault::plain("the line went dead").into()) })).boxed()
}

/// A PDF by its beginning, as long as wanted.
pub(crate) fn long_pdf(len: usize) -> Vec<u8> {
    let mut bytes = PDF.to_vec();
    bytes.extend((0..len.saturating_sub(PDF.len())).map(|i| u8::try_from(i % 251).unwrap()));
    bytes
}

pub(crate) async fn read(store: &Store, digest: &Digest) -> Vec<u8> {
    let download = store.get(digest).await.unwrap();
    let chunks: Vec<Bytes> = download.body.map(|c| c.unwrap()).collect().await;
    let bytes = chunks.concat();
    assert_eq!(u64::try_from(bytes.len()).unwrap(), download.size);
    bytes
}

struct Place {
    folder: tempfile::TempDir,
    store: Store,
}

impl Place {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = FilesConfig::parse(&format!("file://{}/deep/files", folder.path().display())).unwrap();
        Self { store: Store::open(&config).await.unwrap(), folder }
    }

    /// Every file under the folder, also those that the object store would not list.
    fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.folder.path().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().map(|e| e.unwrap()) {
                if entry.file_type().unwrap().is_dir() {
                    folders.push(entry.path());
                } else {
                    found.push(entry.path().strip_prefix(self.folder.path()).unwrap().display().to_string());
                }
            }
        }
        found.sort();
        found
    }

    /// Aborting goes through the pool for blocking work, so what a drop began may end a little later.
    async fn settles_empty(&self) -> bool {
        for _ in 0..200 {
            if self.files().is_empty() {
                return true;
            }
            tokio::task::yield_now().await;
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        false
    }
}

#[tokio::test]
async fn a_small_file_comes_back_and_is_known() {
    let place = Place::new().await;
    let stored = place.store.put(id(1), body(PNG), &ANY).await.unwrap();
    assert_eq!((stored.kind, stored.content_type(), stored.size, stored.was_there), (FileKind::Png, "image/png", 29, false));
    assert_eq!(stored.digest, Digest::of(PNG));
    assert_eq!(read(&place.store, &stored.digest).await, PNG);
    let hex = stored.digest.to_string();
    assert_eq!(place.files(), [format!("deep/files/sha256/{}/{hex}", &hex[..2])]);
    assert_eq!(hex.parse::<Digest>().unwrap(), stored.digest);
    assert!("xyz".parse::<Digest>().is_err());
}

#[tokio::test]
async fn the_same_bytes_are_stored_once_however_large() {
    let place = Place::new().await;
    for (n, len) in [(1, 1000), (10, PART), (20, PART + 1), (30, 2 * PART), (40, 2 * PART + 777)] {
        let bytes = long_pdf(len);
        let first = place.store.put(id(n), body(&bytes), &ANY).await.unwrap();
        let second = place.store.put(id(n + 1), body(&bytes), &ANY).await.unwrap();
        assert_eq!((first.was_there, second.was_there), (false, true), "{len}");
        assert_eq!(first.digest, second.digest);
        assert!(read(&place.store, &first.digest).await == bytes, "{len}");
    }
    assert_eq!(place.files().len(), 5, "{:?}", place.files());
    assert!(place.files().iter().all(|f| f.starts_with("deep/files/sha256/")));
}

#[tokio::test]
async fn removing_is_final_and_may_be_repeated() {
    let place = Place::new().await;
    let stored = place.store.put(id(1), body(PNG), &ANY).await.unwrap();
    assert!(place.store.exists(&stored.digest).await.unwrap());
    place.store.remove(&stored.digest).await.unwrap();
    place.store.remove(&stored.digest).await.unwrap();
    assert!(!place.store.exists(&stored.digest).await.unwrap());
    assert!(place.store.get(&stored.digest).await.is_err());
}

#[tokio::test]
async fn what_is_refused_says_why_and_leaves_nothing() {
    let place = Place::new().await;
    let images = Limits { max_bytes: 1000, allowed: FileKind::IMAGES };
    let put = async |bytes: &[u8], limits: &Limits| place.store.put(id(1), body(bytes), limits).await.unwrap_err();

    let Error::Refused(refusal) = put(PDF, &images).await else { panic!("not a refusal") };
    assert_eq!(refusal.code(), "file.type");
    assert_eq!(refusal.args(), [("found", "PDF".to_owned()), ("allowed", "PNG, JPEG, WebP, GIF".to_owned())]);
    assert_eq!(refusal.fields()[0].field, "file");

    assert_eq!(put(b"<svg onload='alert(1)'/>", &images).await.code(), Some("file.type"));
    assert_eq!(put(b"<html>", &Limits { max_bytes: 1000, allowed: FileKind::DOCUMENTS }).await.code(), Some("file.type"));
    assert_eq!(put(&zip(&[("a.exe", b"MZ")]), &Limits { max_bytes: 1000, allowed: FileKind::DOCUMENTS }).await.code(), Some("file.type"));
    assert_eq!(put(b"", &images).await.code(), Some("file.empty"));
    assert_eq!(put(&[PNG, &[0; 1000]].concat(), &images).await.code(), Some("file.size"));

    let large = long_pdf(2 * PART + 5);
    let just_too_small = Limits { max_bytes: u64::try_from(large.len() - 1).unwrap(), allowed: FileKind::ALL };
    assert_eq!(put(&large, &just_too_small).await.code(), Some("file.size"));
    // A text all along that ends in a zero byte, when most of it is sent already.
    let almost = [b"word ".repeat(PART / 2), vec![0]].concat();
    assert_eq!(put(&almost, &Limits { max_bytes: 100_000_000, allowed: &[FileKind::Text] }).await.code(), Some("file.type"));
    assert!(place.settles_empty().await, "{:?}", place.files());
}

#[tokio::test]
async fn a_wrong_kind_is_refused_before_the_rest_is_read() {
    let place = Place::new().await;
    let endless = stream::repeat_with(|| Ok(Bytes::from_static(&[b'x'; 4096]))).boxed();
    let limits = Limits { max_bytes: u64::MAX, allowed: FileKind::IMAGES };
    assert_eq!(place.store.put(id(1), endless, &limits).await.unwrap_err().code(), Some("file.type"));
}

#[tokio::test]
async fn a_fault_in_mid_stream_leaves_nothing_behind() {
    let place = Place::new().await;
    for len in [1000, PART + 1, 3 * PART] {
        let e = place.store.put(id(1), broken(&long_pdf(len)), &ANY).await.unwrap_err();
        assert_eq!(e.to_string(), "the line went dead");
    }
    assert!(place.settles_empty().await, "{:?}", place.files());
}

#[tokio::test]
async fn a_caller_that_goes_away_leaves_nothing_behind() {
    let place = Place::new().await;
    let stalled = body(&long_pdf(2 * PART)).chain(stream::pending()).boxed();
    let put = place.store.put(id(1), stalled, &ANY);
    let ended = tokio::time::timeout(std::time::Duration::from_millis(1500), put).await;
    assert!(ended.is_err(), "it was still going on");
    assert!(place.settles_empty().await, "{:?}", place.files());
}

#[tokio::test]
async fn what_a_crash_left_is_swept_when_it_is_old() {
    let place = Place::new().await;
    let store = &place.store;
    assert_eq!(store.sweep(base::Instant::MAX_UTC).await.unwrap(), 0);
    let incoming = place.folder.path().join("deep/files/incoming");
    std::fs::create_dir_all(&incoming).unwrap();
    std::fs::write(incoming.join("file_x#1"), b"half").unwrap();
    let kept = store.put(id(1), body(PNG), &ANY).await.unwrap();
    assert_eq!(store.sweep(base::Instant::UNIX_EPOCH).await.unwrap(), 0, "it is younger than that");
    assert_eq!(store.sweep(base::Instant::MAX_UTC).await.unwrap(), 1);
    assert!(store.exists(&kept.digest).await.unwrap());
    assert_eq!(place.files().len(), 1);
}

#[tokio::test]
async fn uploads_of_the_same_bytes_at_once_all_succeed() {
    let place = Place::new().await;
    let bytes = long_pdf(PART + 10);
    let puts = (1..=6).map(|n| place.store.put(id(n), body(&bytes), &ANY));
    for stored in futures::future::join_all(puts).await {
        assert_eq!(stored.unwrap().digest, Digest::of(&bytes));
    }
    assert_eq!(place.files().len(), 1, "{:?}", place.files());
}

#[test]
fn the_setting_is_a_folder_or_a_bucket() {
    assert_eq!(FilesConfig::parse("file:///var/lib/towpath").unwrap(), FilesConfig::Folder("/var/lib/towpath".into()));
    assert_eq!(FilesConfig::parse("file://data/my files").unwrap(), FilesConfig::Folder("data/my files".into()));
    let FilesConfig::S3(s3) = FilesConfig::parse("s3://bucket/some/prefix/").unwrap() else { panic!("no bucket") };
    assert_eq!((s3.bucket.as_str(), s3.prefix.as_str()), ("bucket", "some/prefix"));
    let secret = crate::S3 { secret: Some("hush".to_owned()), ..s3 };
    assert!(!format!("{secret:?}").contains("hush"));
    for wrong in ["", "file://", "s3://", "s3:///x", "/var/lib", "gs://bucket"] {
        assert!(FilesConfig::parse(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn sizes_read_as_people_say_them() {
    assert_eq!(readable(512), "512 B");
    assert_eq!(readable(25_000_000), "25 MB");
    assert_eq!(readable(5 * 1024 * 1024), "5.2 MB");
    assert_eq!(readable(2_000_000_000), "2 GB");
}
