//! The static files: built once by `web/`, embedded in the binary, named by their content.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::{LazyLock, Mutex};

use rust_embed::RustEmbed;

/// The address under which the static files are served.
pub const PREFIX: &str = "/assets/";

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Dist;

struct Manifest {
    /// Plain name to the name with the content's hash.
    files: BTreeMap<String, String>,
    icons: BTreeSet<String>,
}

static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| {
    let json = Dist::get("manifest.json").and_then(|f| serde_json::from_slice::<serde_json::Value>(&f.data).ok()).unwrap_or_default();
    let files = json.get("files").and_then(|f| f.as_object());
    let icons = json.get("icons").and_then(|i| i.as_array());
    Manifest {
        files: files.into_iter().flatten().filter_map(|(name, hashed)| Some((name.clone(), hashed.as_str()?.to_owned()))).collect(),
        icons: icons.into_iter().flatten().filter_map(|i| Some(i.as_str()?.to_owned())).collect(),
    }
});

static UNKNOWN: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// The address of a static file by its plain name, such as `app.css`.
///
/// A name that does not exist is logged and gives an address that answers 404.
pub fn url(name: &str) -> String {
    match MANIFEST.files.get(name) {
        Some(hashed) => format!("{PREFIX}{hashed}"),
        None => {
            note_unknown("asset", name);
            format!("{PREFIX}{name}")
        }
    }
}

/// The address of an icon in the sprite.
///
/// An icon that the build did not find is logged and drawn as a dashed circle.
pub fn icon_url(name: &str) -> String {
    let drawn = if MANIFEST.icons.contains(name) {
        name
    } else {
        note_unknown("icon", name);
        "circle-dashed"
    };
    format!("{}#{drawn}", url("icons.svg"))
}

fn note_unknown(what: &'static str, name: &str) {
    tracing::error!(asset.kind = what, asset.name = name, "not in the built front end; run `make assets`");
    if let Ok(mut unknown) = UNKNOWN.lock() {
        unknown.insert(format!("{what} {name}"));
    }
}

/// What pages have asked for since the start and the build does not have, sorted.
///
/// A test renders its pages and asserts that this is empty.
pub fn unknown() -> Vec<String> {
    UNKNOWN.lock().map(|u| u.iter().cloned().collect()).unwrap_or_default()
}

/// Whether the sprite has an icon.
pub fn has_icon(name: &str) -> bool {
    MANIFEST.icons.contains(name)
}

/// A static file, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// The bytes, compressed if `encoding` says so.
    pub bytes: Cow<'static, [u8]>,
    /// The media type.
    pub content_type: &'static str,
    /// The value of `content-encoding`, if any.
    pub encoding: Option<&'static str>,
    /// A strong entity tag, in quotes; another one for each encoding.
    pub etag: String,
    /// Whether the name carries the content's hash, so that it may be kept for ever.
    pub immutable: bool,
}

impl Asset {
    /// The value of `cache-control`.
    pub fn cache_control(&self) -> &'static str {
        if self.immutable { "public, max-age=31536000, immutable" } else { "public, max-age=3600" }
    }
}

/// A static file by the name in its address, without [`PREFIX`].
///
/// `brotli` tells whether the client takes it; the compressed copy was made at build time.
pub fn serve(name: &str, brotli: bool) -> Option<Asset> {
    // A plain name (`favicon.svg`) is answered too; its content may change under the same address.
    let stored = MANIFEST.files.get(name).map_or(name, String::as_str);
    let immutable = stored == name && MANIFEST.files.values().any(|h| h == name);
    if stored == "manifest.json" || has_suffix(stored, "br") {
        return None;
    }
    let content_type = content_type(stored)?;
    let (file, encoding) = match brotli.then(|| Dist::get(&format!("{stored}.br"))).flatten() {
        Some(file) => (file, Some("br")),
        None => (Dist::get(stored)?, None),
    };
    let mut etag = String::from("\"");
    for byte in file.metadata.sha256_hash().iter().take(12) {
        // Writing to a string cannot fail.
        let _ = write!(etag, "{byte:02x}");
    }
    etag.push('"');
    Some(Asset { bytes: file.data, content_type, encoding, etag, immutable })
}

fn has_suffix(name: &str, ext: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, e)| e == ext)
}

fn content_type(name: &str) -> Option<&'static str> {
    Some(match name.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "png" => "image/png",
        "webmanifest" => "application/manifest+json",
        _ => return None,
    })
}
