//! What passes for a value: no floating point where money runs, no machine clock, no loose ends.

use crate::source::words;
use crate::{Finding, Findings, House};

/// Where sums of money are reckoned; a float there loses cents.
const MONEY: [&str; 2] = ["lifecycle/incentivize/", "platform/base/src/money.rs"];

/// The one place that reads the machine's clock.
const CLOCK: &str = "platform/base/src/time.rs";

pub(crate) fn check(house: &House) -> Vec<Finding> {
    let mut found = Findings::of("values");
    for (path, source) in house.rust() {
        if MONEY.iter().any(|money| path.starts_with(money)) {
            for at in words(&source.code, "f64").chain(words(&source.code, "f32")) {
                found.add(path, source.line(at), "money is whole minor units and rates are exact decimals; a float loses cents");
            }
        }
        if path != CLOCK {
            for at in words(&source.code, "Utc::now").chain(words(&source.code, "SystemTime::now")) {
                found.add(path, source.line(at), "time is a parameter: take `now` from `Work`, or ask the `Clock`");
            }
        }
        // Split, so that this file does not find itself.
        for mark in [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX")] {
            for at in words(source.text, mark) {
                found.add(path, source.line(at), format!("{mark} is a promise nobody reads; finish it, or say what is absent on purpose"));
            }
        }
        for (at, _) in source.code.match_indices("#[ignore") {
            found.add(path, source.line(at), "a test that is not run proves nothing; assert the wrong behavior with a note, or delete it");
        }
    }
    found.done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::fixture::{house, said};

    #[test]
    fn floats_clocks_and_loose_ends_are_found() {
        let note = format!("// {}: later\n#[ignore]\nfn a() {{}}", concat!("TO", "DO"));
        let house = house(&[
            ("lifecycle/incentivize/src/plans/rules.rs", "// f64 in a comment\nfn a() -> f64 { b }"),
            ("lifecycle/accelerate/src/a.rs", "fn a() -> f64 { b }"),
            ("platform/base/src/time.rs", "Utc::now()"),
            ("platform/web/src/lib.rs", "\nlet a = chrono::Utc::now();"),
            ("platform/web/src/loose.rs", &note),
        ]);
        let said = said(&check(&house));
        assert_eq!(said.len(), 4, "{said:#?}");
        assert!(said[0].starts_with("lifecycle/incentivize/src/plans/rules.rs:2 money is whole"), "{said:#?}");
        assert!(said[1].starts_with("platform/web/src/lib.rs:2 time is a parameter"), "{said:#?}");
        assert!(said[2].starts_with("platform/web/src/loose.rs:1"), "{said:#?}");
        assert!(said[3].starts_with("platform/web/src/loose.rs:2 a test that is not run"), "{said:#?}");
    }
}
