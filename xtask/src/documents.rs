//! Every room says at its door what it is for.

use crate::house::is_test;
use crate::{Finding, Findings, House};

pub(crate) fn check(house: &House) -> Vec<Finding> {
    let mut found = Findings::of("documents");
    for (path, text) in house.with_ending(".rs") {
        let door = ["/lib.rs", "/main.rs", "/mod.rs"].iter().any(|d| path.ends_with(d));
        if !door || is_test(path) {
            continue;
        }
        let doc: Vec<&str> = text.lines().map_while(|l| l.strip_prefix("//!")).collect();
        if doc.iter().all(|line| line.trim().is_empty()) {
            found.add(path, 1, "begins without `//!`: say what this is for, in the user's words");
        } else if is_capability(house, path) && !doc.iter().any(|line| line.contains("Invariant")) {
            found.add(path, 1, "the door of a capability lists its **Invariants**, each a sentence that a test could be named after");
        }
        let core = path.strip_prefix("core/").is_some_and(|rest| rest.ends_with("/src/lib.rs") && rest.matches('/').count() == 2);
        if core && !doc.join(" ").to_lowercase().replace("  ", " ").contains("feature-specific behavior must not go here") {
            found.add(path, 1, "core is guarded: its door says \"feature-specific behavior must not go here\"");
        }
    }
    found.done()
}

/// A folder of a stage with rules or actions is a capability.
fn is_capability(house: &House, path: &str) -> bool {
    let Some(folder) = path.strip_suffix("/mod.rs").filter(|f| f.starts_with("lifecycle/")) else { return false };
    folder.matches('/').count() == 3
        && ["rules", "actions"].iter().any(|room| {
            house.files.contains_key(&format!("{folder}/{room}.rs")) || house.files.contains_key(&format!("{folder}/{room}/mod.rs"))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::fixture::{house, said};

    #[test]
    fn doors_say_what_is_behind_them() {
        let house = house(&[
            ("platform/base/src/lib.rs", "//! Values.\n"),
            ("platform/web/src/lib.rs", "//!\nuse x;\n"),
            ("platform/web/src/forms.rs", "use x;\n"),
            ("platform/web/src/tests/mod.rs", "use x;\n"),
            ("core/facts/src/lib.rs", "//! Facts.\n"),
            ("core/partners/src/lib.rs", "//! Partners. Feature-specific behavior must\n//! not go here.\n"),
            ("lifecycle/sell/src/deals/mod.rs", "//! Deals.\n"),
            ("lifecycle/sell/src/deals/rules.rs", ""),
            ("lifecycle/sell/src/products/mod.rs", "//! Products.\n//!\n//! **Invariants**\n"),
            ("lifecycle/sell/src/products/rules.rs", ""),
        ]);
        let said = said(&check(&house));
        assert_eq!(said.len(), 3, "{said:#?}");
        assert!(said[0].starts_with("core/facts/src/lib.rs:1 core is guarded"), "{said:#?}");
        assert!(said[1].starts_with("lifecycle/sell/src/deals/mod.rs:1 the door of a capability"), "{said:#?}");
        assert!(said[2].starts_with("platform/web/src/lib.rs:1 begins without"), "{said:#?}");
    }
}
