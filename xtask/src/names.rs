//! The rooms of a capability are always the same, so that a reader who knows one knows all.

use std::collections::BTreeSet;

use crate::{Finding, Findings, House};

/// The files and folders that a capability may have.
const ROOMS: [&str; 11] = ["mod", "model", "rules", "store", "actions", "api", "pages", "panels", "listeners", "jobs", "tests"];

pub(crate) fn check(house: &House) -> Vec<Finding> {
    let mut found = Findings::of("names");
    let mut seen = BTreeSet::new();
    for path in house.files.keys() {
        let Some((dir, inner)) = path.split_once("/src/") else {
            if path.starts_with("lifecycle/") && path.split('/').nth(2) == Some("tests") {
                found.add(path, 0, "tests of a stage are modules of its library (src/CAPABILITY/tests/), so that there is one link");
            }
            continue;
        };
        if !dir.starts_with("lifecycle/") {
            continue;
        }
        let mut parts = inner.split('/');
        let (Some(capability), Some(room)) = (parts.next(), parts.next()) else { continue };
        if capability == "tests" {
            continue;
        }
        if !house.files.contains_key(&format!("{dir}/src/{capability}/mod.rs"))
            || !seen.insert((dir.to_owned(), capability.to_owned(), room.to_owned()))
        {
            continue;
        }
        let room = room.strip_suffix(".rs").unwrap_or(room);
        if !ROOMS.contains(&room) {
            let known = ROOMS.join(", ");
            found.add(
                path,
                0,
                format!("a capability has no room called {room}; the rooms are {known}, and a long one becomes a folder of its name"),
            );
        }
    }
    found.done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::fixture::{house, said};

    #[test]
    fn rooms_have_known_names() {
        let house = house(&[
            ("lifecycle/sell/src/deals/mod.rs", ""),
            ("lifecycle/sell/src/deals/actions/approve.rs", ""),
            ("lifecycle/sell/src/deals/pages/list.html", ""),
            ("lifecycle/sell/src/deals/service.rs", ""),
            ("lifecycle/sell/src/wiring.rs", ""),
            ("lifecycle/sell/src/tests/mod.rs", ""),
            ("lifecycle/sell/src/tests/journey.rs", ""),
            ("lifecycle/sell/tests/it.rs", ""),
            ("platform/web/src/forms/helpers.rs", ""),
        ]);
        let said = said(&check(&house));
        assert_eq!(said.len(), 2, "{said:#?}");
        assert!(said[0].starts_with("lifecycle/sell/src/deals/service.rs:0 a capability has no room called service;"), "{said:#?}");
        assert!(said[1].starts_with("lifecycle/sell/tests/it.rs:0 tests of a stage are modules"), "{said:#?}");
    }
}
