//! The S3 side against a small stand-in that speaks as much S3 as is asked of it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Method, Response, StatusCode, Uri};

use crate::staged::PART;
use crate::tests::store::{ANY, body, id, long_pdf, read};
use crate::{FilesConfig, S3, Store};

#[derive(Default)]
struct Bucket {
    objects: BTreeMap<String, Bytes>,
    uploads: BTreeMap<String, BTreeMap<u32, Bytes>>,
    n_uploads: usize,
}

type Shared = Arc<Mutex<Bucket>>;

fn answer(status: StatusCode, text: impl Into<Body>) -> Response<Body> {
    let modified = "Sat, 21 Nov 2026 10:00:00 GMT";
    Response::builder().status(status).header("etag", "\"e\"").header("last-modified", modified).body(text.into()).unwrap()
}

fn serve(bucket: &Shared, method: &Method, uri: &Uri, headers: &HeaderMap, sent: Bytes) -> Response<Body> {
    let mut bucket = bucket.lock().unwrap();
    assert!(headers.contains_key("authorization"), "every request is signed");
    let key = uri.path().strip_prefix("/files/").unwrap_or_default().to_owned();
    let query: BTreeMap<&str, &str> = uri.query().unwrap_or_default().split('&').map(|p| p.split_once('=').unwrap_or((p, ""))).collect();
    match (method.as_str(), query.get("uploadId")) {
        ("POST", None) if query.contains_key("uploads") => {
            bucket.n_uploads += 1;
            let upload = format!("u{}", bucket.n_uploads);
            bucket.uploads.insert(upload.clone(), BTreeMap::new());
            answer(StatusCode::OK, format!("<InitiateMultipartUploadResult><UploadId>{upload}</UploadId></InitiateMultipartUploadResult>"))
        }
        ("PUT", Some(upload)) => {
            let number = query["partNumber"].parse().unwrap();
            bucket.uploads.get_mut(*upload).unwrap().insert(number, sent);
            answer(StatusCode::OK, "")
        }
        ("POST", Some(upload)) => {
            let parts: Vec<Bytes> = bucket.uploads.remove(*upload).unwrap().into_values().collect();
            let (last, rest) = parts.split_last().unwrap();
            assert!(rest.iter().all(|p| p.len() == PART) && !last.is_empty(), "equal parts, the last one not empty");
            bucket.objects.insert(key, parts.concat().into());
            answer(StatusCode::OK, "<CompleteMultipartUploadResult><ETag>e</ETag></CompleteMultipartUploadResult>")
        }
        ("DELETE", Some(upload)) => {
            bucket.uploads.remove(*upload);
            answer(StatusCode::NO_CONTENT, "")
        }
        ("POST", None) if query.contains_key("delete") => {
            let text = String::from_utf8(sent.to_vec()).unwrap();
            let keys = text.split("<Key>").skip(1).filter_map(|t| t.split("</Key>").next());
            let mut deleted = String::new();
            for key in keys {
                bucket.objects.remove(key);
                deleted.push_str(&["<Deleted><Key>", key, "</Key></Deleted>"].concat());
            }
            answer(StatusCode::OK, format!("<DeleteResult>{deleted}</DeleteResult>"))
        }
        ("PUT", None) => {
            let from =
                headers.get("x-amz-copy-source").map(|s| s.to_str().unwrap().trim_start_matches('/').strip_prefix("files/").unwrap());
            let bytes = from.map_or(sent, |from| bucket.objects[from].clone());
            bucket.objects.insert(key, bytes);
            answer(StatusCode::OK, "<CopyObjectResult><ETag>e</ETag></CopyObjectResult>")
        }
        ("DELETE", None) => {
            bucket.objects.remove(&key);
            answer(StatusCode::NO_CONTENT, "")
        }
        ("GET", None) if key.is_empty() => {
            let prefix = query["prefix"].replace("%2F", "/");
            let mut found = String::new();
            for (k, bytes) in bucket.objects.iter().filter(|(k, _)| k.starts_with(&prefix)) {
                let rest = format!("<LastModified>2026-11-21T10:00:00.000Z</LastModified><Size>{}</Size><ETag>e</ETag>", bytes.len());
                found.push_str(&["<Contents><Key>", k, "</Key>", &rest, "</Contents>"].concat());
            }
            answer(StatusCode::OK, format!("<ListBucketResult><IsTruncated>false</IsTruncated>{found}</ListBucketResult>"))
        }
        ("GET" | "HEAD", None) => match bucket.objects.get(&key) {
            Some(bytes) => answer(StatusCode::OK, bytes.clone()),
            None => answer(StatusCode::NOT_FOUND, ""),
        },
        other => panic!("not understood: {other:?} {uri}"),
    }
}

async fn open() -> (Store, Shared) {
    // A second test in the same process finds it installed.
    drop(rustls::crypto::ring::default_provider().install_default());
    let bucket = Shared::default();
    let held = bucket.clone();
    let routes = Router::new()
        .fallback(
            move |method: Method, uri: Uri, headers: HeaderMap, sent: Bytes| async move { serve(&held, &method, &uri, &headers, sent) },
        )
        .layer(axum::extract::DefaultBodyLimit::disable());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, routes).await });
    let FilesConfig::S3(s3) = FilesConfig::parse("s3://files/tow").unwrap() else { panic!("no bucket") };
    let s3 = S3 { endpoint: Some(endpoint), access_key: Some("key".to_owned()), secret: Some("secret".to_owned()), ..s3 };
    (Store::open(&FilesConfig::S3(s3)).await.unwrap(), bucket)
}

fn keys(bucket: &Shared) -> Vec<String> {
    bucket.lock().unwrap().objects.keys().cloned().collect()
}

#[tokio::test]
async fn small_and_large_files_go_to_the_bucket_and_come_back() {
    let (store, bucket) = open().await;
    for (n, len) in [(1, 1000), (2, PART), (3, 2 * PART), (4, 2 * PART + 77)] {
        let bytes = long_pdf(len);
        let stored = store.put(id(n), body(&bytes), &ANY).await.unwrap();
        assert!(read(&store, &stored.digest).await == bytes, "{len}");
        assert!(store.put(id(n + 10), body(&bytes), &ANY).await.unwrap().was_there);
        assert!(store.exists(&stored.digest).await.unwrap());
    }
    assert_eq!(keys(&bucket).len(), 4);
    assert!(keys(&bucket).iter().all(|k| k.starts_with("tow/sha256/")), "{:?}", keys(&bucket));
    assert!(bucket.lock().unwrap().uploads.is_empty());
}

#[tokio::test]
async fn a_refused_upload_is_given_up_in_the_bucket_too() {
    let (store, bucket) = open().await;
    let limits = crate::Limits { max_bytes: u64::try_from(2 * PART).unwrap(), ..ANY };
    let e = store.put(id(1), body(&long_pdf(3 * PART)), &limits).await.unwrap_err();
    assert_eq!(e.code(), Some("file.size"));
    assert!(keys(&bucket).is_empty());
    assert_eq!(bucket.lock().unwrap().n_uploads, 1);
    assert!(bucket.lock().unwrap().uploads.is_empty());
}

#[tokio::test]
async fn what_a_crash_left_in_the_bucket_is_swept() {
    let (store, bucket) = open().await;
    let kept = store.put(id(1), body(&long_pdf(100)), &ANY).await.unwrap();
    bucket.lock().unwrap().objects.insert("tow/incoming/file_x".to_owned(), Bytes::from_static(b"whole but not moved"));
    assert_eq!(store.sweep(base::Instant::UNIX_EPOCH).await.unwrap(), 0);
    assert_eq!(store.sweep(base::Instant::MAX_UTC).await.unwrap(), 1);
    assert_eq!(keys(&bucket).len(), 1);
    store.remove(&kept.digest).await.unwrap();
    assert!(!store.exists(&kept.digest).await.unwrap());
    assert!(keys(&bucket).is_empty());
}
