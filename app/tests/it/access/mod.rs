//! Every route × every role × own or another partner's record.
//!
//! What is expected of each is a line of `table.txt`. A route without a line fails, and so does a
//! line that says something else than what happens.

mod audit;
mod bodies;
mod claims;
mod filed;
mod mapped;
mod mirrored;
mod table;
mod world;

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Request;
use testkit::{Answer, Persona};
use web::RouteInfo;

use self::table::{Row, Seen};

pub(crate) use self::audit::{Recorded, check, recorded};
pub(crate) use self::table::whoever_comes_through;
pub(crate) use self::world::{Caller, Whose, World};

#[tokio::test]
async fn every_reading_route_answers_each_role_as_the_table_says() {
    testkit::on_sqlite_by(towpath::stages, identity::authenticate, |t| async move {
        let world = World::make(&t).await;
        ask_all(&world, |r| r.method == "GET").await;
    })
    .await;
}

#[tokio::test]
async fn every_writing_route_answers_each_role_as_the_table_says() {
    testkit::on_sqlite_by(towpath::stages, identity::authenticate, |t| async move {
        let world = World::make(&t).await;
        ask_all(&world, |r| r.method != "GET").await;
        let recorded = recorded(&t).await;
        check(&recorded);
        crate::api_first::compare(&recorded);
    })
    .await;
}

#[tokio::test]
async fn the_table_the_router_and_the_api_document_list_the_same_routes() {
    testkit::on_sqlite(towpath::stages, |t| async move {
        let routes: BTreeSet<(String, String)> = t.app.routes().iter().map(|r| (r.method.to_owned(), r.path.clone())).collect();
        let rows: BTreeSet<(String, String)> = table::rows().into_iter().map(|r| (r.method, r.path)).collect();
        let missing: Vec<_> = routes.difference(&rows).collect();
        assert!(
            missing.is_empty(),
            "these routes have no line in app/tests/it/access/table.txt: {missing:#?}; the tests beside this one say what to add"
        );
        let gone: Vec<_> = rows.difference(&routes).collect();
        assert!(gone.is_empty(), "these lines of app/tests/it/access/table.txt are about routes that are no more: {gone:#?}");
        let document = serde_json::to_value(t.app.openapi()).unwrap();
        let mut described = BTreeSet::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            described.extend(item.as_object().unwrap().keys().map(|method| (method.to_uppercase(), path.clone())));
        }
        let api: BTreeSet<_> = t.app.routes().iter().filter(|r| r.api).map(|r| (r.method.to_owned(), r.path.clone())).collect();
        assert_eq!(api, described, "the router and the API document list different operations");
    })
    .await;
}

/// Asks each route as each caller and compares with the table.
async fn ask_all(world: &World, wanted: fn(&RouteInfo) -> bool) {
    let rows = table::rows();
    let mut complaints = Vec::new();
    // What ends records goes last, so that the others still find them.
    let mut routes: Vec<&RouteInfo> = world.t.app.routes().iter().filter(|r| wanted(r)).collect();
    routes.sort_by_key(|r| bodies::ends_something(r.method, &r.path));
    for route in routes {
        let (seen, oracles) = ask(world, route).await;
        complaints.extend(oracles);
        let kind = world::kind(&route.path);
        if world::of_a_partner(kind) && seen.other.chars().any(char::is_alphabetic) {
            complaints.push(format!("{} {}: a member gets at another partner's {kind}: {}", route.method, route.path, seen.other));
        }
        let line = seen.line(route, kind);
        match rows.iter().find(|r| r.method == route.method && r.path == route.path) {
            None => complaints.push(format!("no line for this route; if this is how it should be, add\n{line}")),
            Some(row) if Row::parse(&line) != *row => complaints.push(format!("the table says\n{}\nand this happens\n{line}", row.text)),
            Some(_) => {}
        }
    }
    assert!(complaints.is_empty(), "app/tests/it/access/table.txt:\n\n{}", complaints.join("\n\n"));
}

/// What happens to each caller, and by what a forbidden record can be told from one that is not there.
async fn ask(world: &World, route: &RouteInfo) -> (Seen, Vec<String>) {
    let (mut seen, mut oracles) = (Seen::default(), Vec::new());
    seen.nobody = one(world, route, &world.nobody, Whose::Own).await.0;
    for caller in &world.staff {
        seen.staff.push(one(world, route, caller, Whose::Own).await.0);
    }
    let has_record = route.path.contains('{');
    for caller in &world.members {
        seen.own.push(one(world, route, caller, Whose::Own).await.0);
        if !has_record {
            continue;
        }
        let (outcome, other) = one(world, route, caller, Whose::Other).await;
        seen.other.push(outcome);
        if world::of_a_partner(world::kind(&route.path)) {
            let (_, nothing) = one(world, route, caller, Whose::Nobodys).await;
            if (other.status, &other.text) != (nothing.status, &nothing.text) {
                oracles.push(format!(
                    "{} {} tells {} that another partner's record is there: {} {}\nwhere a missing one is answered {} {}",
                    route.method,
                    route.path,
                    caller.name,
                    other.status,
                    excerpt(&other),
                    nothing.status,
                    excerpt(&nothing)
                ));
            }
        }
    }
    (seen, oracles)
}

fn excerpt(a: &Answer) -> String {
    a.text.chars().take(600).collect()
}

/// Calls a route about a record, and says in one letter what came of it.
async fn one(world: &World, route: &RouteInfo, caller: &Caller, whose: Whose) -> (char, Answer) {
    let path = world.path(route, caller, whose).await;
    let request = bodies::request(world, route, &path, whose);
    let answer = send(&caller.api, request, &route.path).await;
    assert!(answer.status.as_u16() < 500, "{} {path} as {}: {} {}", route.method, caller.name, answer.status, excerpt(&answer));
    let outcome = match answer.status.as_u16() {
        401 => '!',
        303 if answer.location().starts_with("/sign-in?next=") => '!',
        303 if answer.location() == "/sign-in" && route.gate != web::Gate::Public => '!',
        403 => '-',
        404 => '.',
        _ => caller.letter,
    };
    (outcome, plain(answer, &path))
}

/// The event stream has no end, so only its beginning is read.
async fn send(who: &Persona, request: Request<Body>, route: &str) -> Answer {
    if route != "/events" {
        return who.send(request).await;
    }
    let (parts, _) = who.open(request).await.into_parts();
    Answer { status: parts.status, headers: parts.headers, text: String::new(), bytes: axum::body::Bytes::new() }
}

/// An answer without what differs from call to call: the id in its address and the request's own.
pub(crate) fn plain(mut answer: Answer, path: &str) -> Answer {
    let request = answer.headers.get("x-request-id").and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    for part in path.split('/').filter(|p| p.len() > 20) {
        answer.text = answer.text.replace(part, "ID");
    }
    if !request.is_empty() {
        answer.text = answer.text.replace(&request, "REQUEST");
    }
    answer
}
