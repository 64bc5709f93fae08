//! Which way imports run: down the shelves, never to a neighbor, and in one order on each shelf.
//!
//! A total order cannot hold a cycle. A new crate is put into its list where it belongs; moving one is
//! a decision that a reviewer sees.

use crate::{Finding, Findings, House};

/// The lowest shelf, from the ground up; each crate may import only those before it.
const PLATFORM: [&str; 17] = [
    "base", "i18n", "db", "access", "audit", "outbox", "jobs", "files", "matching", "pdf", "work", "ruleset", "ui", "web", "notices",
    "identity", "webhooks",
];

/// The nouns that three or more stages speak about, in order.
const CORE: [&str; 3] = ["facts", "partners", "accounts"];

/// The stages; none imports another.
const LIFECYCLE: [&str; 8] = ["strategize", "recruit", "onboard", "enable", "sell", "incentivize", "accelerate", "connect"];

/// The crates that stand beside the shelves: `testkit` serves tests only, `xtask` imports nobody.
const BESIDE: [&str; 2] = ["testkit", "xtask"];

/// Where a crate stands: its shelf, and its place on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Platform(usize),
    Core(usize),
    Stage(usize),
    App,
    Beside,
}

fn place(dir: &str) -> Option<Place> {
    let (shelf, name) = dir.split_once('/').unwrap_or((dir, ""));
    let on = |list: &[&str]| list.iter().position(|n| *n == name);
    match shelf {
        "platform" => on(&PLATFORM).map(Place::Platform),
        "core" => on(&CORE).map(Place::Core),
        "lifecycle" => on(&LIFECYCLE).map(Place::Stage),
        "app" if name.is_empty() => Some(Place::App),
        _ if name.is_empty() && BESIDE.contains(&shelf) => Some(Place::Beside),
        _ => None,
    }
}

pub(crate) fn check(house: &House) -> Vec<Finding> {
    let mut found = Findings::of("layers");
    for member in &house.members {
        let manifest = format!("{}/Cargo.toml", member.dir);
        let Some(here) = place(&member.dir) else {
            found.add(
                &manifest,
                0,
                "this crate stands on no shelf; put it into a list of xtask/src/layers.rs, where it belongs in the order",
            );
            continue;
        };
        let folder = member.dir.rsplit('/').next().unwrap_or_default();
        if folder != member.name && here != Place::App {
            found.add(&manifest, 0, format!("the crate is called {}; a folder and its crate have one name", member.name));
        }
        for name in &member.needs {
            let Some(there) = house.members.iter().find(|m| m.name == *name).and_then(|m| place(&m.dir)) else { continue };
            if let Some(why) = objection(here, there) {
                found.add(&manifest, 0, format!("must not import {name}: {why}"));
            }
        }
        for name in &member.needs_for_tests {
            let Some(there) = house.members.iter().find(|m| m.name == *name).and_then(|m| place(&m.dir)) else { continue };
            if let (Place::Stage(_), Place::Stage(_) | Place::App) = (here, there) {
                found.add(&manifest, 0, format!("must not import {name}, not even in tests: {NEIGHBOR}"));
            }
        }
    }
    found.done()
}

const NEIGHBOR: &str = "stages meet through facts, core verbs and panels (ARCHITECTURE.md)";

fn objection(here: Place, there: Place) -> Option<&'static str> {
    match (here, there) {
        (Place::Stage(_), Place::Stage(_)) => Some(NEIGHBOR),
        (Place::Beside, _) => None,
        (_, Place::Beside) => Some("it is for tests and tools only"),
        _ if there < here => None,
        _ => Some("imports run downward: app, lifecycle, core, platform, each shelf in the order of xtask/src/layers.rs"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::fixture::member;

    fn said(members: Vec<crate::house::Member>) -> Vec<String> {
        check(&House { members, ..House::default() }).into_iter().map(|f| format!("{} {}", f.path, f.text)).collect()
    }

    #[test]
    fn imports_run_downward() {
        let good = vec![
            member("app", &["sell", "web"], &["testkit"]),
            member("lifecycle/sell", &["partners", "web"], &["testkit"]),
            member("core/partners", &["facts", "work"], &[]),
            member("core/facts", &["base"], &[]),
            member("platform/web", &["ui", "base"], &[]),
            member("platform/ui", &["base"], &[]),
            member("platform/work", &["base"], &[]),
            member("platform/base", &[], &[]),
            member("testkit", &["web", "sell"], &[]),
        ];
        assert_eq!(said(good), Vec::<String>::new());
    }

    #[test]
    fn neighbors_upward_imports_and_strangers_are_found() {
        let bad = vec![
            member("lifecycle/sell", &["enable", "testkit"], &["recruit"]),
            member("lifecycle/enable", &[], &[]),
            member("lifecycle/recruit", &[], &[]),
            member("platform/base", &["web"], &[]),
            member("platform/web", &["partners"], &[]),
            member("core/partners", &[], &[]),
            member("platform/misc", &[], &[]),
            member("testkit", &[], &[]),
        ];
        let said = said(bad);
        assert_eq!(said.len(), 6, "{said:#?}");
        assert!(said[0].starts_with("lifecycle/sell/Cargo.toml must not import enable: stages meet"), "{said:#?}");
        assert!(said[1].starts_with("lifecycle/sell/Cargo.toml must not import testkit: it is for tests"), "{said:#?}");
        assert!(said[2].starts_with("lifecycle/sell/Cargo.toml must not import recruit, not even in tests"), "{said:#?}");
        assert!(said[3].starts_with("platform/base/Cargo.toml must not import web: imports run downward"), "{said:#?}");
        assert!(said[4].starts_with("platform/web/Cargo.toml must not import partners: imports run downward"), "{said:#?}");
        assert!(said[5].starts_with("platform/misc/Cargo.toml this crate stands on no shelf"), "{said:#?}");
    }

    #[test]
    fn a_folder_and_its_crate_have_one_name() {
        let mut odd = member("platform/base", &[], &[]);
        odd.name = "towpath-base".to_owned();
        assert_eq!(said(vec![odd]), ["platform/base/Cargo.toml the crate is called towpath-base; a folder and its crate have one name"]);
    }
}
