//! Whoever changes something leaves a record of it: every writing call that succeeded is looked for
//! in the audit log by the id of its request.

use std::collections::{BTreeMap, BTreeSet};

use base::PageRequest;
use testkit::Test;
use web::RouteInfo;

/// Writing calls that need no record, and why.
const SILENT: &[(&str, &str)] = &[
    ("PUT /api/v1/attempts/{id}/answers", "an answer is kept as it is chosen; the attempt is on record with its result"),
    ("POST /learning/attempts/{id}/answers", "the same on the page"),
    ("POST /api/v1/notices/{id}/reading", "that somebody has read a notice of their own"),
    ("POST /api/v1/notices/reading", "the same of all at once"),
    ("POST /notices/read", "the same on the page"),
    ("POST /preferences/language", "a cookie"),
    ("POST /preferences/theme", "a cookie"),
    ("POST /password/forgot", "answers alike whoever asks for whom; the job that finds somebody writes the record"),
    ("POST /api/v1/connections/{id}/records/{record}/rehearsal", "a rehearsal writes nothing, here or there"),
    ("POST /admin/connections/{id}/records/{record}/rehearsal", "the same on the page"),
    // What nothing comes of in this world; the calls of the API that do the same leave their records.
    ("POST /accounts/imports/{id}/run", "the import runs already"),
    ("POST /deals/new", "no customer is named; the check of one is on record"),
    ("POST /coverage/draft", "there is a draft already"),
    ("POST /agreements/{id}/signature", "the agreement is in force already"),
    ("POST /agreements/templates/{id}/sending", "nobody has an older version"),
    ("POST /api/v1/agreement-templates/{id}/sending", "the same"),
    ("POST /api/v1/deal-terms/acceptance", "accepted already, on the page"),
    ("POST /earnings/approvals", "nothing is chosen"),
    (
        "POST /proposals/{id}/answer/draft",
        "an answer is in already or the draft is of an older version; the page says so and keeps nothing",
    ),
];

/// The route that a call went to.
fn route_of<'a>(routes: &'a [RouteInfo], method: &str, path: &str) -> Option<&'a RouteInfo> {
    let fits = |route: &&RouteInfo| {
        let (a, b): (Vec<&str>, Vec<&str>) = (route.path.split('/').collect(), path.split('/').collect());
        route.method == method && a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| a.starts_with('{') || a == b)
    };
    // `/members/new` goes before `/members/{id}`.
    routes.iter().filter(fits).min_by_key(|r| r.path.matches('{').count())
}

/// What each call of a writing route recorded that came to an end, by the route's method and path.
pub(crate) type Recorded = BTreeMap<String, Vec<BTreeSet<String>>>;

/// Looks back at the calls of a test.
pub(crate) async fn recorded(t: &Test) -> Recorded {
    let mut actions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut page = PageRequest::first(200);
    loop {
        let found = audit::list(t.app.db().reader(), &audit::Filter::default(), &page).await.unwrap();
        for record in found.items {
            actions.entry(record.request.unwrap_or_default()).or_default().insert(record.action);
        }
        let Some(next) = found.next else { break };
        page = PageRequest::first(200).after(Some(next));
    }
    let calls = t.calls.lock().unwrap().clone();
    let succeeded = |status, location: &str| (200..300).contains(&status) || (status == 303 && !location.starts_with("/sign-in"));
    let mut recorded = Recorded::new();
    for call in calls.iter().filter(|c| c.method != "GET" && succeeded(c.status, &c.location)) {
        let Some(route) = route_of(t.app.routes(), &call.method, &call.path) else { continue };
        let made = actions.get(&call.request).cloned().unwrap_or_default();
        recorded.entry(format!("{} {}", route.method, route.path)).or_default().push(made);
    }
    recorded
}

/// Asserts that every writing route that was called with success left a record.
pub(crate) fn check(recorded: &Recorded) {
    let left_none =
        |(route, calls): &(&String, &Vec<BTreeSet<String>>)| calls.iter().all(BTreeSet::is_empty) && !SILENT.iter().any(|s| s.0 == **route);
    let never: Vec<&String> = recorded.iter().filter(left_none).map(|(r, _)| r).collect();
    assert!(never.is_empty(), "these routes change something and leave no audit record: {never:#?}");
}
