//! The folder rule: inside a capability, which file may know what.
//!
//! `pages`, `api`, `jobs` and `listeners` call `actions`; `actions` use `rules` and `store`; both use
//! `model`. Rules and store do not know each other, and SQL stays in the store.

use crate::house::is_test;
use crate::source::{is_name, words};
use crate::{Finding, Findings, House};

/// What a file may not name, by the role that its name gives it.
const BANS: [(&str, &[&str], &str); 5] = [
    ("rules", &["axum", "sea_orm", "sqlx", "reqwest", "tokio", "askama"], "a rule takes values and returns a value or a refusal"),
    (
        "model",
        &["Serialize", "Deserialize", "axum", "sea_orm", "sqlx", "askama"],
        "a model is values only; wire structs live in api.rs, rows in store.rs",
    ),
    ("store", &["axum", "askama"], "a store knows the database and the model"),
    ("actions", &["axum", "askama", "StatusCode"], "an action knows nothing of HTTP"),
    ("api", &["askama"], "the API speaks JSON"),
];

/// Modules that a role may not use: of its own capability, and crates of ours.
const MODULES: [(&str, &[&str], &str); 4] = [
    (
        "rules",
        &["store", "actions", "api", "pages", "listeners", "jobs", "web", "db", "work"],
        "a rule takes values and returns a value or a refusal",
    ),
    (
        "model",
        &["rules", "store", "actions", "api", "pages", "listeners", "jobs", "web", "db", "work"],
        "everything uses the model, it uses nothing",
    ),
    (
        "store",
        &["rules", "actions", "api", "pages", "listeners", "jobs", "web"],
        "rules and store do not know each other; an action joins them",
    ),
    ("actions", &["api", "pages", "web"], "handlers call actions, not the other way round"),
];

/// Crates whose business is the database; elsewhere only a `store` or `migrations` names it.
const DATABASE: [&str; 8] = ["db", "work", "audit", "outbox", "jobs", "identity", "notices", "webhooks"];

pub(crate) fn check(house: &House) -> Vec<Finding> {
    let mut found = Findings::of("folders");
    for (path, source) in house.rust() {
        let Some((dir, inner)) = path.split_once("/src/") else { continue };
        if is_test(path) || dir.starts_with("xtask") {
            continue;
        }
        let code = source.code_without_tests();
        let role = role(inner);
        let capability = inner.split('/').next().unwrap_or_default();
        for (_, names, why) in BANS.iter().filter(|(r, ..)| Some(*r) == role) {
            for (name, at) in names.iter().flat_map(|n| words(&code, n).map(move |at| (n, at))) {
                found.add(path, source.line(at), format!("{}.rs must not name {name}: {why}", role.unwrap_or_default()));
            }
        }
        for (_, modules, why) in MODULES.iter().filter(|(r, ..)| Some(*r) == role && in_capability(inner)) {
            for (module, at) in modules.iter().flat_map(|m| uses(&code, m, capability).into_iter().map(move |at| (m, at))) {
                found.add(path, source.line(at), format!("{}.rs must not use {module}: {why}", role.unwrap_or_default()));
            }
        }
        let may_query = matches!(role, Some("store" | "migrations")) || DATABASE.iter().any(|c| dir == format!("platform/{c}"));
        if !may_query && let Some(at) = words(&code, "sea_orm").chain(words(&code, "sea_orm_migration")).chain(words(&code, "sqlx")).next()
        {
            found.add(path, source.line(at), "SQL lives in store.rs (or migrations.rs); this file must not name the database library");
        }
    }
    found.done()
}

/// The role of a file: the first part of its path inside the crate that is one of the known names.
fn role(inner: &str) -> Option<&'static str> {
    const ROLES: [&str; 9] = ["model", "rules", "store", "actions", "api", "pages", "listeners", "jobs", "migrations"];
    inner.split('/').map(|part| part.strip_suffix(".rs").unwrap_or(part)).find_map(|part| ROLES.into_iter().find(|r| *r == part))
}

/// Whether a file stands in the folder of a capability, and not beside `lib.rs`.
fn in_capability(inner: &str) -> bool {
    inner.contains('/')
}

/// Where code of a capability reaches into a module: `store::`, `super::store`, `use super::{model, store}`.
fn uses(code: &str, module: &str, capability: &str) -> Vec<usize> {
    let ours = ["super", "crate", "self", capability];
    let mut places: Vec<usize> = words(code, module)
        .filter(|at| {
            let after = code.get(at + module.len()..).unwrap_or_default();
            let before = code.get(..*at).unwrap_or_default();
            let field = before.ends_with('.') || before.ends_with("fn ") || before.ends_with("mod ");
            let foreign = before.strip_suffix("::").is_some_and(|path| !ours.contains(&last_name(path)));
            !field && ((after.starts_with("::") && !foreign) || before.ends_with("super::") || before.ends_with("use "))
        })
        .collect();
    // `use super::{a, b};` names modules without a path of their own.
    for (at, _) in code.match_indices("use super::{") {
        let end = code.get(at..).and_then(|rest| rest.find(';')).map_or(code.len(), |i| at + i);
        let list = code.get(at..end).unwrap_or_default();
        places.extend(words(list, module).filter(|i| !list.get(..*i).is_some_and(|b| b.ends_with("::"))).map(|i| at + i));
    }
    places.sort_unstable();
    places.dedup();
    places
}

/// The last name of a path such as `crate::deals`.
fn last_name(path: &str) -> &str {
    path.rfind(|c| !is_name(c)).and_then(|i| path.get(i + 1..)).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::fixture::{house, said};

    #[test]
    fn a_tidy_capability_is_not_touched() {
        let house = house(&[
            ("lifecycle/sell/src/lib.rs", "mod products;\nmod deals;\n"),
            ("lifecycle/sell/src/products/mod.rs", ""),
            ("lifecycle/sell/src/deals/mod.rs", ""),
            ("lifecycle/sell/src/deals/model.rs", "/// Not Serialize.\npub struct Deal { store: String }"),
            (
                "lifecycle/sell/src/deals/rules.rs",
                "use super::model::Deal; fn x(store: u8) { let y = self.store; restore::x() }\n#[cfg(test)]\nmod tests { use super::store; }",
            ),
            ("lifecycle/sell/src/deals/store.rs", "use sea_orm::EntityTrait; use super::model::Deal; use work::Work;"),
            ("lifecycle/sell/src/deals/actions.rs", "use super::{rules, store}; use crate::products::model::Product;"),
            ("lifecycle/sell/src/deals/tests/store.rs", "use super::super::rules; use sea_orm::X;"),
            ("platform/db/src/lib.rs", "use sea_orm::X;"),
        ]);
        assert_eq!(said(&check(&house)), Vec::<String>::new());
    }

    #[test]
    fn what_a_file_may_not_know_is_found() {
        let house = house(&[
            ("lifecycle/sell/src/deals/model.rs", "use serde::Serialize;\n"),
            (
                "lifecycle/sell/src/deals/rules.rs",
                "use super::store;\nuse super::{model::A, actions};\nfn a() { web::page() }\nuse axum::X;",
            ),
            ("lifecycle/sell/src/deals/store/list.rs", "use super::super::rules::x;\n"),
            ("lifecycle/sell/src/deals/pages.rs", "\nuse sea_orm::EntityTrait;"),
            ("lifecycle/sell/src/deals/actions.rs", "use crate::deals::pages::Form;"),
        ]);
        assert_eq!(
            said(&check(&house)),
            [
                "lifecycle/sell/src/deals/actions.rs:1 actions.rs must not use pages: handlers call actions, not the other way round",
                "lifecycle/sell/src/deals/model.rs:1 model.rs must not name Serialize: a model is values only; wire structs live in api.rs, rows in store.rs",
                "lifecycle/sell/src/deals/pages.rs:2 SQL lives in store.rs (or migrations.rs); this file must not name the database library",
                "lifecycle/sell/src/deals/rules.rs:4 rules.rs must not name axum: a rule takes values and returns a value or a refusal",
                "lifecycle/sell/src/deals/rules.rs:1 rules.rs must not use store: a rule takes values and returns a value or a refusal",
                "lifecycle/sell/src/deals/rules.rs:2 rules.rs must not use actions: a rule takes values and returns a value or a refusal",
                "lifecycle/sell/src/deals/rules.rs:3 rules.rs must not use web: a rule takes values and returns a value or a refusal",
                "lifecycle/sell/src/deals/store/list.rs:1 store.rs must not use rules: rules and store do not know each other; an action joins them",
            ]
        );
    }
}
