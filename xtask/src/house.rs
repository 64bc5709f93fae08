//! What the checks look at: the crates of the workspace and the text files of the repository.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::source::Source;

/// Folders that hold what was built, fetched or recorded.
const SKIPPED: [&str; 8] = [".git", "target", "node_modules", "dist", "test-results", ".venv", "__pycache__", "snapshots"];

/// Endings of the text files that people write.
const READ: [&str; 12] = ["rs", "html", "ftl", "md", "toml", "js", "mjs", "css", "sh", "txt", "sql", "cedar"];

/// The repository as the checks see it.
#[derive(Debug, Default)]
pub struct House {
    /// The crates of the workspace.
    pub members: Vec<Member>,
    /// Text of each file, by its path from the root.
    pub files: BTreeMap<String, String>,
}

/// One crate of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Name in its manifest.
    pub name: String,
    /// Folder from the root, such as `platform/base`.
    pub dir: String,
    /// Names of the workspace's crates that it depends on.
    pub needs: Vec<String>,
    /// The same for its tests only.
    pub needs_for_tests: Vec<String>,
}

/// The workspace's folder: the one that cargo runs in, because a target folder that clones share may hold what another one built.
pub fn root() -> Result<PathBuf, String> {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    Ok(here.parent().ok_or("xtask has no parent folder")?.to_owned())
}

impl House {
    /// Reads the workspace that this crate belongs to.
    pub fn open() -> Result<Self, String> {
        let root = &root()?;
        let mut files = BTreeMap::new();
        read_folder(root, root, &mut files)?;
        Ok(Self { members: members(root)?, files })
    }

    /// The Rust files, each with its path.
    pub(crate) fn rust(&self) -> impl Iterator<Item = (&str, Source<'_>)> {
        self.with_ending(".rs").map(|(path, text)| (path, Source::read(text)))
    }

    /// The files whose path ends so.
    pub(crate) fn with_ending<'a>(&'a self, ending: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files.iter().filter(move |(path, _)| path.ends_with(ending)).map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The crate that a path belongs to.
    pub(crate) fn member_of(&self, path: &str) -> Option<&Member> {
        self.members.iter().find(|m| path.strip_prefix(m.dir.as_str()).is_some_and(|rest| rest.starts_with('/')))
    }
}

/// Whether a path holds tests and nothing else.
pub(crate) fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs") || path.starts_with("testkit/")
}

fn read_folder(root: &Path, dir: &Path, files: &mut BTreeMap<String, String>) -> Result<(), String> {
    let context = |e: std::io::Error| format!("reading {}: {e}", dir.display());
    for entry in fs::read_dir(dir).map_err(context)? {
        let entry = entry.map_err(context)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        let kind = entry.file_type().map_err(context)?;
        if kind.is_dir() {
            let demo_data = name == "data" && dir == root;
            if !SKIPPED.contains(&name.as_str()) && !demo_data {
                read_folder(root, &path, files)?;
            }
        } else if kind.is_file() && READ.iter().any(|ending| name.ends_with(&format!(".{ending}"))) {
            // A file that vanishes while others work in the folder is no finding.
            if let Ok(text) = fs::read_to_string(&path) {
                files.insert(from_root(root, &path), text);
            }
        }
    }
    Ok(())
}

fn from_root(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

fn members(root: &Path) -> Result<Vec<Member>, String> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root)
        .output()
        .map_err(|e| format!("running cargo metadata: {e}"))?;
    if !output.status.success() {
        return Err(format!("cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let whole: Value = serde_json::from_slice(&output.stdout).map_err(|e| format!("reading cargo metadata: {e}"))?;
    let packages = whole.get("packages").and_then(Value::as_array).ok_or("cargo metadata lists no packages")?;
    packages.iter().map(|package| member(root, package).ok_or_else(|| "cargo metadata has an unknown shape".to_owned())).collect()
}

fn member(root: &Path, package: &Value) -> Option<Member> {
    let manifest = PathBuf::from(package.get("manifest_path")?.as_str()?);
    let (mut needs, mut needs_for_tests) = (Vec::new(), Vec::new());
    for dependency in package.get("dependencies")?.as_array()? {
        if dependency.get("path").is_none_or(Value::is_null) {
            continue;
        }
        let name = dependency.get("name")?.as_str()?.to_owned();
        let for_tests = dependency.get("kind")?.as_str() == Some("dev");
        if for_tests { needs_for_tests.push(name) } else { needs.push(name) }
    }
    Some(Member { name: package.get("name")?.as_str()?.to_owned(), dir: from_root(root, manifest.parent()?), needs, needs_for_tests })
}

/// A small house for the tests of the checks.
#[cfg(test)]
pub(crate) mod fixture {
    use super::*;

    /// A house of the given files.
    pub(crate) fn house(files: &[(&str, &str)]) -> House {
        House { members: Vec::new(), files: files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect() }
    }

    /// A crate in a folder, with the crates that it needs.
    pub(crate) fn member(dir: &str, needs: &[&str], needs_for_tests: &[&str]) -> Member {
        let own = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect();
        let name = dir.rsplit('/').next().unwrap().to_owned();
        Member { name, dir: dir.to_owned(), needs: own(needs), needs_for_tests: own(needs_for_tests) }
    }

    /// What a check says about a house, as `path:line text`, so that a test reads like the output.
    pub(crate) fn said(found: &[crate::Finding]) -> Vec<String> {
        found.iter().map(|f| format!("{}:{} {}", f.path, f.line, f.text)).collect()
    }
}
