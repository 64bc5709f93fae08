//! One writer: a table is named by the store of one capability only.

use std::collections::BTreeMap;

use crate::house::is_test;
use crate::source::words;
use crate::{Finding, Findings, House};

pub(crate) fn check(house: &House) -> Vec<Finding> {
    let mut found = Findings::of("tables");
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    for (path, source) in house.rust().filter(|(path, _)| !is_test(path) && !path.starts_with("xtask/")) {
        let code = source.code_without_tests();
        for at in words(&code, "table_name") {
            let is_set = code.get(at + "table_name".len()..).is_some_and(|rest| rest.trim_start().starts_with('='));
            let Some(table) = source.literals.iter().find(|l| l.at > at).filter(|_| is_set) else { continue };
            let owner = owner(path);
            match owners.get(&table.value) {
                Some(first) if *first != owner => {
                    found.add(
                        path,
                        source.line(at),
                        format!("table {} belongs to {first}; ask its actions, or keep a table of your own", table.value),
                    );
                }
                Some(_) => {}
                None => {
                    owners.insert(table.value.clone(), owner);
                }
            }
        }
    }
    found.done()
}

/// The folder that holds a store: `lifecycle/sell/src/deals` for both `deals/store.rs` and `deals/store/list.rs`.
fn owner(path: &str) -> String {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    folder.find("/store").and_then(|i| folder.get(..i)).unwrap_or(folder).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::fixture::{house, said};

    #[test]
    fn a_table_has_one_owner() {
        let house = house(&[
            ("lifecycle/sell/src/deals/store.rs", "#[sea_orm(table_name = \"deals\")]\nstruct Model;"),
            ("lifecycle/sell/src/deals/store/list.rs", "#[sea_orm(table_name = \"deals\")]\nstruct Model;"),
            ("lifecycle/sell/src/deals/tests/store.rs", "#[sea_orm(table_name = \"deals\")]\nstruct Model;"),
            ("lifecycle/sell/src/quotes/store.rs", "\n#[sea_orm(table_name = \"deals\")]\nstruct Model;"),
        ]);
        assert_eq!(
            said(&check(&house)),
            [
                "lifecycle/sell/src/quotes/store.rs:2 table deals belongs to lifecycle/sell/src/deals; ask its actions, or keep a table of your own"
            ]
        );
    }
}
