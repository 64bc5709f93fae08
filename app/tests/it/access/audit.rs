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
    ("POST /api/v1/deal-terms/acceptance", "accepted already, on the page"),
    ("POST /earnings/approvals", "nothing is chosen"),
    ("POST /notices/settings", "nothing is changed"),
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

/// Asserts that every writing route that was called with success left a record.
pub(crate) async fn check(t: &Test) {
    let mut recorded = BTreeSet::new();
    let mut page = PageRequest::first(200);
    loop {
        let found = audit::list(t.app.db().reader(), &audit::Filter::default(), &page).await.unwrap();
        recorded.extend(found.items.into_iter().filter_map(|r| r.request));
        let Some(next) = found.next else { break };
        page = PageRequest::first(200).after(Some(next));
    }
    let calls = t.calls.lock().unwrap().clone();
    let mut silent: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    let succeeded = |status, location: &str| (200..300).contains(&status) || (status == 303 && !location.starts_with("/sign-in"));
    for call in calls.iter().filter(|c| c.method != "GET" && succeeded(c.status, &c.location)) {
        let Some(route) = route_of(t.app.routes(), &call.method, &call.path) else { continue };
        let counts = silent.entry(format!("{} {}", route.method, route.path)).or_default();
        if recorded.contains(&call.request) { counts.0 += 1 } else { counts.1 += 1 }
    }
    let never: Vec<&String> = silent.iter().filter(|(r, n)| n.0 == 0 && !SILENT.iter().any(|s| s.0 == **r)).map(|(r, _)| r).collect();
    assert!(never.is_empty(), "these routes change something and leave no audit record: {never:#?}");
}
