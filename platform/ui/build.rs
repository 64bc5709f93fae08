//! Fails early, and says what to do, when the stylesheet and scripts have not been built.
//!
//! Cargo never runs npm: `make assets` does, and what it builds is embedded in the binary.

use std::path::Path;

fn main() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/dist/manifest.json");
    println!("cargo::rerun-if-changed=build.rs");
    if !manifest.exists() {
        // Watching the missing file makes the next build look again.
        println!("cargo::rerun-if-changed={}", manifest.display());
        println!("cargo::error=The front end has not been built (web/dist/manifest.json is missing). Run `make assets`, then build again.");
    }
    // A development build reads the files when it starts, so only a release must look at them again.
    if std::env::var("PROFILE").is_ok_and(|p| p == "release") {
        println!("cargo::rerun-if-changed={}", manifest.display());
    }
}
