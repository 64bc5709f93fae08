//! Between capabilities of one crate: never through the other's store, and never in a circle.
//!
//! Pages may show what another capability knows, so they count for the doors but not for circles.

use std::collections::{BTreeMap, BTreeSet};

use crate::house::is_test;
use crate::source::{braces, is_name, words};
use crate::{Finding, Findings, House};

/// Rooms that are a capability's own. Rules are pure and pages are pictures; both may be borrowed.
const PRIVATE: [&str; 3] = ["store", "listeners", "jobs"];

/// One import of another capability.
struct Import<'a> {
    from: &'a str,
    to: &'a str,
    path: &'a str,
    line: usize,
    /// Whether it is a page or the API that asks.
    rim: bool,
}

pub(crate) fn check(house: &House) -> Vec<Finding> {
    let mut found = Findings::of("capabilities");
    let capabilities = capabilities(house);
    let mut imports: BTreeMap<&str, Vec<Import>> = BTreeMap::new();
    for (path, source) in house.rust().filter(|(path, _)| !is_test(path)) {
        let Some((dir, inner)) = path.split_once("/src/") else { continue };
        let (Some(known), Some((own, room))) = (capabilities.get(dir), inner.split_once('/')) else { continue };
        let guarded = dir.starts_with("lifecycle/") || dir.starts_with("core/");
        if !guarded || !known.contains(own) {
            continue;
        }
        let code = source.code_without_tests();
        for other in known.iter().filter(|other| **other != own) {
            for (at, private) in words(&code, other).filter_map(|at| Some((at, private(code.get(at + other.len()..)?)?))) {
                found.add(path, source.line(at), format!("{other}::{private} is the other capability's own; use its actions"));
            }
        }
        for (at, name) in references(&code) {
            let Some(other) = known.get(name).filter(|other| **other != own) else { continue };
            let line = source.line(at);
            let rim = room.starts_with("pages") || room.starts_with("api");
            imports.entry(dir).or_default().push(Import { from: own, to: other, path, line, rim });
        }
    }
    for imports in imports.values() {
        for import in imports.iter().filter(|i| !i.rim && reaches(imports, i.to, i.from)) {
            let text = format!("{} and {} import each other; what both need belongs below, or into one of them", import.from, import.to);
            found.add(import.path, import.line, text);
        }
    }
    found.done()
}

/// The private room that follows a capability's name.
fn private(rest: &str) -> Option<&'static str> {
    let rest = rest.strip_prefix("::")?;
    PRIVATE.into_iter().find(|p| words(rest, p).next() == Some(0))
}

/// The capabilities of each crate that has a `lib.rs`: folders with a `mod.rs` and actions or a model.
fn capabilities(house: &House) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut all: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for path in house.files.keys() {
        let Some((dir, inner)) = path.split_once("/src/") else { continue };
        if let Some((name, "mod.rs")) = inner.split_once('/') {
            all.entry(dir).or_default().insert(name);
        }
    }
    all
}

/// Places where code names a module of its crate.
fn references(code: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let start = at + "crate::".len();
        let rest = code.get(start..).unwrap_or_default();
        if rest.starts_with('{') {
            let group = braces(code, start).and_then(|range| code.get(range)).unwrap_or_default();
            let mut depth = 0_usize;
            for piece in group.split_inclusive([',', '{', '}']) {
                if depth == 0 {
                    found.push((at, first_name(piece.trim_start())));
                }
                depth = if piece.ends_with('{') {
                    depth + 1
                } else if piece.ends_with('}') {
                    depth.saturating_sub(1)
                } else {
                    depth
                };
            }
        } else {
            found.push((at, first_name(rest)));
        }
    }
    found
}

fn first_name(text: &str) -> &str {
    text.split(|c| !is_name(c)).next().unwrap_or_default()
}

/// Whether one capability imports another, perhaps through others.
fn reaches(imports: &[Import], from: &str, to: &str) -> bool {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(here) = open.pop() {
        if here == to {
            return true;
        }
        if seen.insert(here) {
            open.extend(imports.iter().filter(|i| !i.rim && i.from == here).map(|i| i.to));
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::fixture::{house, said};

    #[test]
    fn one_way_and_by_the_front_door() {
        let house = house(&[
            ("core/partners/src/standing/mod.rs", ""),
            (
                "core/partners/src/standing/actions.rs",
                "use base::store;\nuse crate::Partner; let a = restanding::store;\nuse crate::standing::store;",
            ),
            ("core/partners/src/standing/pages.rs", "use crate::directory::actions;"),
            ("core/partners/src/directory/mod.rs", ""),
            ("core/partners/src/directory/actions.rs", "use crate::{migrations, standing::{actions, model::Grant}};"),
        ]);
        assert_eq!(said(&check(&house)), Vec::<String>::new());
    }

    #[test]
    fn circles_and_back_doors_are_found() {
        let house = house(&[
            ("lifecycle/sell/src/a/mod.rs", "use crate::b::model::X;"),
            ("lifecycle/sell/src/b/mod.rs", ""),
            ("lifecycle/sell/src/b/actions.rs", "\nuse crate::{base, c::actions};"),
            ("lifecycle/sell/src/c/mod.rs", ""),
            ("lifecycle/sell/src/c/rules/x.rs", "use crate::a::model;\nuse crate::b::stored;\nuse crate::a::store;"),
            ("lifecycle/sell/src/c/pages.rs", "use crate::a;\nfn x() { a::jobs::y() }"),
            ("platform/web/src/a/mod.rs", "use crate::b::store;"),
            ("platform/web/src/b/mod.rs", "use crate::a::store;"),
        ]);
        let said = said(&check(&house));
        assert!(said.contains(&"lifecycle/sell/src/c/rules/x.rs:3 a::store is the other capability's own; use its actions".to_owned()));
        assert!(said.contains(&"lifecycle/sell/src/c/pages.rs:2 a::jobs is the other capability's own; use its actions".to_owned()));
        assert!(said.iter().any(|s| s.starts_with("lifecycle/sell/src/a/mod.rs:1 a and b import each other")), "{said:#?}");
        assert!(said.iter().any(|s| s.starts_with("lifecycle/sell/src/b/actions.rs:2 b and c import each other")), "{said:#?}");
        assert_eq!(said.len(), 7, "{said:#?}");
    }
}
