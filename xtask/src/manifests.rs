//! Manifests of the crates: lints inherited, versions and features declared once in the workspace.
//!
//! A feature that one crate adds changes what its dependencies are built with, and building one crate
//! or all of them would then rebuild the world in turn.

use crate::{Finding, Findings, House};

pub(crate) fn check(house: &House) -> Vec<Finding> {
    let mut found = Findings::of("manifests");
    for member in &house.members {
        let path = format!("{}/Cargo.toml", member.dir);
        let Some(text) = house.files.get(&path) else { continue };
        let (mut section, mut lints, mut doctest) = (String::new(), false, false);
        for (number, line) in text.lines().enumerate().map(|(i, l)| (i + 1, l.trim())) {
            if let Some(name) = line.strip_prefix('[') {
                section = name.trim_end_matches(']').trim().to_owned();
                continue;
            }
            let Some((key, value)) = line.split_once('=').filter(|_| !line.starts_with('#')) else { continue };
            let (key, value) = (key.trim(), value.trim());
            match section.as_str() {
                "lints" => lints |= key == "workspace" && value == "true",
                "lib" => doctest |= key == "doctest" && value == "false",
                "package" if ["version", "edition", "rust-version", "license", "publish"].contains(&key) => {
                    found.add(&path, number, format!("write `{key}.workspace = true`; it is said once for all crates"));
                }
                s if s.ends_with("dependencies") => {
                    if let Some(why) = objection(key, value) {
                        found.add(&path, number, format!("{}: {why}", key.trim_end_matches(".workspace")));
                    }
                }
                s if s.contains("dependencies.") => found.add(&path, number, "write a dependency on one line: `name.workspace = true`"),
                _ => {}
            }
        }
        if !lints {
            found.add(&path, 0, "add `[lints] workspace = true`; the rules of the house hold in every crate");
        }
        if !doctest && house.files.contains_key(&format!("{}/src/lib.rs", member.dir)) {
            found.add(&path, 0, "add `[lib] doctest = false`; examples are tests of their own, and one link is enough");
        }
    }
    found.done()
}

fn objection(key: &str, value: &str) -> Option<&'static str> {
    let fields = value.trim_matches(['{', '}']).split(',').filter_map(|f| f.split_once('=')).map(|(k, _)| k.trim());
    let fields: Vec<&str> = fields.collect();
    if key.ends_with(".workspace") && value == "true" {
        None
    } else if fields.iter().any(|f| f.contains("features")) {
        Some("features are chosen once, in the workspace; a crate that adds one makes everybody rebuild")
    } else if fields.contains(&"workspace") || (fields.contains(&"path") && !fields.contains(&"version")) {
        None
    } else {
        Some("versions are declared once, in the workspace; write `name.workspace = true` here")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::fixture::{house, member, said};

    const GOOD: &str = "[package]\nname = \"base\"\nversion.workspace = true\n[lib]\ndoctest = false\n[dependencies]\nserde.workspace = true\n# x = \"1\"\nweb = { path = \"../web\" }\nobject_store = { workspace = true, optional = true }\n[lints]\nworkspace = true\n";

    fn found(manifest: &str) -> Vec<String> {
        let mut house = house(&[("platform/base/Cargo.toml", manifest), ("platform/base/src/lib.rs", "")]);
        house.members.push(member("platform/base", &[], &[]));
        said(&check(&house))
    }

    #[test]
    fn a_tidy_manifest_is_not_touched() {
        assert_eq!(found(GOOD), Vec::<String>::new());
    }

    #[test]
    fn versions_features_and_missing_lints_are_found() {
        let bad = "[package]\nversion = \"1.0.0\"\n[dependencies]\nserde = \"1\"\ncsv = { version = \"1\" }\n[dev-dependencies]\ntokio = { workspace = true, features = [\"test-util\"] }\n[dependencies.uuid]\nversion = \"1\"\n";
        let said = found(bad);
        assert_eq!(said.len(), 7, "{said:#?}");
        assert!(said[0].contains(":2 write `version.workspace = true`"), "{said:#?}");
        assert!(said[1].contains(":4 serde: versions are declared once"), "{said:#?}");
        assert!(said[2].contains(":5 csv: versions are declared once"), "{said:#?}");
        assert!(said[3].contains(":7 tokio: features are chosen once"), "{said:#?}");
        assert!(said[4].contains(":9 write a dependency on one line"), "{said:#?}");
        assert!(said[5].contains(":0 add `[lints]"), "{said:#?}");
        assert!(said[6].contains(":0 add `[lib] doctest"), "{said:#?}");
    }
}
