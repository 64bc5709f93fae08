//! Fails early, and says what to do, when the stylesheet and scripts have not been built.
//!
//! Cargo never runs npm: `make assets` does, and what it builds is embedded in the binary.

use std::path::PathBuf;

fn main() {
    // Asked for when it runs, and watched by whole paths: where clones share a target folder, what another one built
    // would read that one's files.
    let Some(here) = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from) else {
        println!("cargo::error=CARGO_MANIFEST_DIR is not set; let cargo run this build script.");
        return;
    };
    let manifest = here.join("../../web/dist/manifest.json");
    println!("cargo::rerun-if-changed={}", here.join("build.rs").display());
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
