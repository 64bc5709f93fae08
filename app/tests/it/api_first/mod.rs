//! What a page does, a call of the API does as well.
//!
//! `table.txt` says which. A page without a line fails, and so do a line about what is no more, an operation that
//! nobody described, a caller whom the page lets do what no operation of it does, and a page that leaves another
//! record of what it did than its operations.

mod calls;
mod table;

use std::collections::BTreeSet;

use serde_json::Value;
use web::RouteInfo;

use self::table::{Does, Line};
use crate::access::{Recorded, whoever_comes_through};

/// How many pages have no call yet. It only becomes less.
const MISSING: usize = 0;

/// How many pages at least are compared with their operations by what both record. It only becomes more.
const COMPARED: usize = 39;

/// The first words of the addresses of Sell, whose pages that only show something have a line too.
const SELL: &str = "absences accounts admin/connections hooks conflicts fairness contact contact-confirmations coverage deal-updates \
                    deals joint lead-offers leads mapping proposals touches";

fn is_of_sell(path: &str) -> bool {
    let at =
        |word: &str| path.strip_prefix('/').and_then(|p| p.strip_prefix(word)).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    SELL.split_ascii_whitespace().any(at)
}

/// Whether a route has to have a line.
fn is_asked(route: &RouteInfo) -> bool {
    !route.api && (route.method != "GET" || is_of_sell(&route.path))
}

/// The words that describe an operation; none where there is no such operation.
fn described<'a>(document: &'a Value, operation: &str) -> Option<&'a str> {
    let (method, path) = operation.split_once(' ')?;
    let found = &document["paths"][path][method.to_lowercase()];
    [&found["summary"], &found["description"]].into_iter().find_map(|words| words.as_str().filter(|w| !w.trim().is_empty()))
}

#[tokio::test]
async fn every_page_that_does_something_names_calls_that_are_there_and_described() {
    testkit::on_sqlite(towpath::stages, |t| async move {
        let lines = table::lines();
        let names = |l: &Line| l.page.clone();
        let asked: BTreeSet<String> = t.app.routes().iter().filter(|r| is_asked(r)).map(|r| format!("{} {}", r.method, r.path)).collect();
        let there: BTreeSet<String> = lines.iter().map(names).collect();
        assert_eq!(there.len(), lines.len(), "a page has two lines in app/tests/it/api_first/table.txt");
        let unsaid: Vec<_> = asked.difference(&there).collect();
        assert!(unsaid.is_empty(), "say in app/tests/it/api_first/table.txt which calls do what these pages do: {unsaid:#?}");
        let gone: Vec<_> = there.difference(&asked).collect();
        assert!(gone.is_empty(), "these lines of app/tests/it/api_first/table.txt are about no page: {gone:#?}");
        let document = serde_json::to_value(t.app.openapi()).unwrap();
        let mut complaints = Vec::new();
        for line in &lines {
            for operation in line.operations() {
                if described(&document, operation).is_none() {
                    complaints.push(format!("{}: {operation} is not there or not described", line.page));
                }
            }
        }
        assert!(complaints.is_empty(), "{complaints:#?}");
        let missing: Vec<_> = lines.iter().filter(|l| l.does == Does::Except("missing".to_owned())).map(names).collect();
        assert_eq!(missing.len(), MISSING, "the pages without a call; docs/features.md says which: {missing:#?}");
    })
    .await;
}

/// By the table of the access test.
#[test]
fn whoever_a_page_lets_through_may_make_one_of_its_calls() {
    let through = whoever_comes_through();
    let of = |route: &str| through.get(route).unwrap_or_else(|| panic!("no line for {route} in app/tests/it/access/table.txt"));
    let mut complaints = Vec::new();
    for line in table::lines().iter().filter(|l| !l.operations().is_empty()) {
        let may: BTreeSet<char> = line.operations().iter().flat_map(|o| of(o)).copied().collect();
        let left: String = of(&line.page).difference(&may).collect();
        if left.is_empty() == line.others {
            let said = if line.others { "is said to let others through" } else { "says nothing of others" };
            complaints.push(format!("{} {said}, and {left:?} may use it and make none of its calls", line.page));
        }
    }
    assert!(complaints.is_empty(), "app/tests/it/api_first/table.txt: {complaints:#?}");
}

/// Compares what pages and their operations recorded while the access test called all of them.
pub(crate) fn compare(recorded: &Recorded) {
    let of = |route: &str| -> BTreeSet<&str> { recorded.get(route).into_iter().flatten().flatten().map(String::as_str).collect() };
    let (mut complaints, mut compared) = (Vec::new(), 0);
    for line in table::lines() {
        let page = of(&line.page);
        let calls: BTreeSet<&str> = line.operations().iter().flat_map(|o| of(o)).collect();
        if page.is_empty() || calls.is_empty() {
            continue;
        }
        compared += 1;
        let more: Vec<_> = page.difference(&calls).collect();
        if more.is_empty() == line.differs {
            let said = if line.differs { "is said to differ" } else { "says nothing of a difference" };
            complaints.push(format!("{} {said}, and records {more:?} that none of its calls does: {calls:?}", line.page));
        }
    }
    assert!(complaints.is_empty(), "app/tests/it/api_first/table.txt: {complaints:#?}");
    assert!(compared >= COMPARED, "only {compared} pages and their calls both came to an end in the access test");
}
