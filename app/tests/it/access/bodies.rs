//! What is sent to a route: enough to reach the action behind it where a member could get at a record.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use web::RouteInfo;
use work::Role;

use super::world::{Whose, World};

/// A list for account mapping that is nobody's.
const NO_LIST: &str = "amls_00000000000000000000000000";

/// A partner that there is not.
const NO_PARTNER: &str = "ptn_00000000000000000000000000";

/// Whether a route ends a record, so that it is asked last.
pub(super) fn ends_something(method: &str, path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    method == "DELETE" || ["removal", "end", "withdrawal", "decline", "termination", "reversal", "undo", "state"].contains(&last)
}

/// The request to a route about a record.
pub(super) fn request(world: &World, route: &RouteInfo, path: &str, whose: Whose) -> Request<Body> {
    let builder = Request::builder().method(route.method).uri(path);
    if route.method == "GET" {
        return builder.body(Body::empty()).unwrap();
    }
    if route.path.ends_with("/deals/{id}/files") {
        let part = "--cut\r\ncontent-disposition: form-data; name=\"file\"; filename=\"note.txt\"\r\n\r\nThey called.\r\n--cut--\r\n";
        return builder.header("content-type", "multipart/form-data; boundary=cut").body(Body::from(part)).unwrap();
    }
    if route.api {
        let body = json_body(world, route, whose);
        let builder = builder.header("content-type", "application/json");
        return builder.body(if body.is_null() { Body::empty() } else { Body::from(body.to_string()) }).unwrap();
    }
    let form: Vec<String> = form(&route.path).iter().map(|(name, value)| format!("{name}={}", value.replace(' ', "+"))).collect();
    builder.header("content-type", "application/x-www-form-urlencoded").body(Body::from(form.join("&"))).unwrap()
}

/// The smallest body that passes the extractor and comes to the action; empty where a member's record is not at stake.
fn json_body(world: &World, route: &RouteInfo, _whose: Whose) -> Value {
    let today = world.t.app.now().date_naive();
    match (route.method, route.path.as_str()) {
        ("POST", "/api/v1/conflicts/{id}/messages" | "/api/v1/conflicts/{id}/statements") => json!({ "body": "They called." }),
        ("POST", "/api/v1/conflicts/{id}/appeal" | "/api/v1/deals/{id}/dispute") => json!({ "reason": "Look again." }),
        ("PUT", "/api/v1/fairness-questions/{id}/answer") => json!({ "stars": 4 }),
        ("POST", "/api/v1/direct-opportunities/{id}/answer") => json!({ "allow": true }),
        ("PUT", "/api/v1/conflicts/{id}/assignee") => json!({ "user_id": world.vendor.staff(Role::Owner).id }),
        ("PATCH", "/api/v1/deals/{id}") => json!({ "next_step": "Visit the depot" }),
        ("POST", "/api/v1/deals/{id}/notes") => json!({ "body": "They called." }),
        ("PUT", "/api/v1/deals/{id}/next-step") => json!({ "next_step": "Call back" }),
        ("POST", "/api/v1/deal-terms/acceptance") => json!({ "version": 1 }),
        ("PUT", "/api/v1/deals/{id}/stage") => json!({ "stage": "proposal" }),
        ("POST", "/api/v1/deals/{id}/win") => json!({ "won_on": today }),
        ("POST", "/api/v1/deals/{id}/co-owners") | ("PUT", "/api/v1/deals/{id}/owner") => {
            json!({ "user_id": world.vendor.staff(Role::Owner).id })
        }
        ("POST", "/api/v1/deals/{id}/team/invitations") => json!({ "email": "nobody@nowhere.example", "role": "co_sell" }),
        ("PUT", "/api/v1/deals/{id}/team/shares") => json!({ "shares": [{ "partner_id": NO_PARTNER, "basis_points": 10_000 }] }),
        ("POST", "/api/v1/deals/{id}/team/consent") => json!({ "version": 0, "agrees": true }),
        ("PUT", "/api/v1/deals/{id}/team/staff/{user}") => json!({ "role": "overlay" }),
        ("POST", "/api/v1/deals/{id}/team/tasks") | ("PUT", "/api/v1/deals/{id}/team/tasks/{task}") => json!({ "title": "Call back" }),
        ("POST", "/api/v1/deals/{id}/team/tasks/{task}/closure") => json!({ "done": true }),
        ("POST", "/api/v1/deals/{id}/team/notes") => json!({ "body": "They called." }),
        ("POST", "/api/v1/team-invitations/{id}/refusal") => json!({ "reason": "We have no people." }),
        ("POST", "/api/v1/deals/{id}/loss") => json!({ "reason": "price" }),
        ("POST", "/api/v1/deals/{id}/withdrawal") => json!({ "note": "A mistake." }),
        ("POST", "/api/v1/deals/{id}/extension" | "/api/v1/deals/{id}/reopening") => json!({ "reason": "They asked for it." }),
        ("POST", "/api/v1/deals/{id}/approval") => json!({ "note": "Fine." }),
        ("POST", "/api/v1/deals/{id}/rejection") => json!({ "reason": "already_registered", "note": "Not this one." }),
        ("POST", "/api/v1/touches/{id}/answer") => json!({ "confirmed": true }),
        ("POST", "/api/v1/leads/{id}/decline") => json!({ "reason": "no_capacity" }),
        ("POST", "/api/v1/leads/{id}/disqualification") => json!({ "reason": "no_need" }),
        ("PUT", "/api/v1/proposal-requests/{id}/answer") | ("POST", "/api/v1/proposal-requests/{id}/answer/submission") => {
            json!({ "answers": {} })
        }
        ("POST", "/api/v1/agreements/{id}/signature" | "/api/v1/agreements/{id}/countersignature") => {
            json!({ "name": "Amara Diallo", "title": "Director", "consent": true })
        }
        ("POST", "/api/v1/agreements/{id}/decline" | "/api/v1/agreements/{id}/termination") => json!({ "reason": "Not these terms." }),
        ("POST", "/api/v1/activation-steps/{id}/submission") => json!({ "answers": {} }),
        ("POST", "/api/v1/activation-steps/{id}/review") => json!({ "verdict": "take" }),
        ("POST", "/api/v1/activation-steps/{id}/exception" | "/api/v1/activation-steps/{id}/waiver") => json!({ "reason": "They ask." }),
        ("PUT", "/api/v1/activation-steps/{id}/rating") => json!({ "clear": 4 }),
        ("PUT", "/api/v1/me/profile") => json!({ "name": "Maren Voss", "locale": "en", "zone": "UTC", "theme": "system" }),
        ("PUT", "/api/v1/notice-settings") => json!({ "wishes": [{ "topic": "other", "timing": "daily" }] }),
        ("POST", "/api/v1/users") => json!({ "email": "ilse@people.example", "name": "Ilse Brandt", "roles": ["support"] }),
        ("POST", "/api/v1/members") => json!({ "email": "omar@people.example", "name": "Omar Reyes", "roles": ["sales"] }),
        ("POST", "/api/v1/products") => json!({ "key": "beacon", "name": "Beacon" }),
        ("POST", "/api/v1/courses") => json!({
            "key": "claims", "title": "Claims", "path": "sales", "valid_months": 0, "pass_mark": 80, "draw": 0, "attempts": 3,
            "text": "# Who was first (4 min)",
        }),
        ("PUT", "/api/v1/users/{id}/roles") => json!({ "roles": ["auditor"] }),
        ("PUT", "/api/v1/attempts/{id}/answers") => json!({ "question": 0, "chosen": [0] }),
        ("PUT", "/api/v1/members/{id}/roles") => json!({ "roles": ["sales"] }),
        ("PATCH", "/api/v1/partners/{id}") => json!({ "city": "Bremen", "website": "brightpath.example" }),
        ("POST", "/api/v1/account-mappings/{id}/introductions") => {
            json!({ "our_list_id": NO_LIST, "our_number": 1, "reason": "Their new depot" })
        }
        ("PUT", "/api/v1/account-mappings/{id}/introductions/{number}/answer") => json!({ "verb": "accept", "words": "Fine." }),
        ("PUT", "/api/v1/account-mappings/{id}/consent") => json!({ "level": "count", "list_ids": [NO_LIST] }),
        ("PUT", "/api/v1/account-mapping-lists/{id}") => {
            json!({ "name": "Ours", "population": "customer", "companies": [{ "name": "Harbor Lines" }] })
        }
        ("PATCH", "/api/v1/accounts/{id}") => json!({ "city": "Stavanger" }),
        ("POST", _) if route.path.ends_with("/attempts") || !takes_body(world, route) => Value::Null,
        ("PUT", "/api/v1/courses/{key}/lessons/{position}/completion") | ("DELETE", _) => Value::Null,
        _ => json!({}),
    }
}

fn takes_body(world: &World, route: &RouteInfo) -> bool {
    world.document["paths"][&route.path][route.method.to_lowercase()]["requestBody"].is_object()
}

/// The fields of a form.
fn form(path: &str) -> Vec<(&'static str, &'static str)> {
    match path {
        "/mapping/{id}/introductions/{number}" => vec![("verb", "accept"), ("words", "Fine")],
        "/mapping/{id}/consent" => vec![("level", "count"), ("lists", NO_LIST)],
        "/deals/overlap" => vec![("company", "Ferrovia Nord"), ("domain", "ferrovia-nord.example"), ("country", "IT")],
        "/learning/attempts/{id}/answers" => vec![("q", "1"), ("choice", "0")],
        "/conflicts/{id}/messages" | "/conflicts/{id}/statements" => vec![("body", "They called")],
        "/conflicts/{id}/appeal" | "/deals/{id}/dispute" => vec![("reason", "Look again")],
        "/fairness/questions/{id}" => vec![("stars", "4")],
        "/conflicts/opportunities/{id}/answer" => vec![("allow", "yes")],
        "/conflicts/{id}/ruling" => vec![("choice", "proposal")],
        "/touches/{id}/answer" => vec![("verdict", "confirm")],
        "/deals/rules/acceptance" => vec![("version", "1")],
        "/deals/{id}/notes" => vec![("body", "They called.")],
        "/deals/{id}/next-step" => vec![("next_step", "Call back")],
        "/deals/{id}/team/invitations" => vec![("email", "nobody@nowhere.example"), ("role", "co_sell")],
        "/deals/{id}/team/notes" => vec![("body", "They called.")],
        "/deals/{id}/team/tasks" | "/deals/{id}/team/tasks/{task}" => vec![("title", "Call back")],
        "/joint/invitations/{id}" => vec![("then", "accept")],
        "/deals/{id}/stage" => vec![("stage", "proposal")],
        "/deals/{id}/win" => vec![("won_on", "2026-11-30")],
        "/deals/{id}/loss" => vec![("reason", "price"), ("note", "Too dear")],
        "/deals/{id}/withdrawal" => vec![("note", "A mistake")],
        "/deals/{id}/extension" | "/deals/{id}/reopening" => vec![("reason", "They asked for it")],
        "/leads/{id}/disqualification" => vec![("reason_code", "no_need")],
        "/leads/{id}/decline" => vec![("reason_code", "no_capacity")],
        "/agreements/{id}/decline" | "/agreements/{id}/termination" => vec![("reason", "Not these terms")],
        "/agreements/{id}/signature" | "/agreements/{id}/countersignature" => {
            vec![("name", "Amara Diallo"), ("title", "Director"), ("consent", "1")]
        }
        "/activation/steps/{id}/exception" | "/activation/steps/{id}/waiver" => vec![("reason", "They ask")],
        "/activation/steps/{id}/rating" => vec![("clear", "4")],
        "/admin/users/{id}/roles" => vec![("roles", "auditor")],
        "/notices/settings" => vec![("other", "never")],
        "/members/{id}/roles" => vec![("roles", "sales")],
        "/accounts/{id}/parent" => vec![("parent", "Aalto Cargo")],
        _ => new_thing(path),
    }
}

/// The fields of a form that makes something new; it comes to an end the first time that somebody may send it.
fn new_thing(path: &str) -> Vec<(&'static str, &'static str)> {
    match path {
        "/accounts" => vec![("name", "Lumen Freight")],
        "/admin/users" => vec![("email", "rosa@people.example"), ("name", "Rosa Lind"), ("roles", "support"), ("locale", "en")],
        "/admin/webhooks" => vec![("url", "https://hooks.example.com/form")],
        "/deals/views" => vec![("name", "Mine"), ("query", "state=won")],
        "/leads/forms" => vec![
            ("key", "winter-study"),
            ("title", "Talk to us"),
            ("consent", "A partner may call me."),
            ("thanks", "Thank you."),
            ("locale", "en"),
            ("source", "web"),
        ],
        "/learning/new" => vec![
            ("key", "claims-too"),
            ("title", "Claims"),
            ("path", "sales"),
            ("valid_months", "0"),
            ("pass_mark", "80"),
            ("draw", "0"),
            ("attempts", "3"),
            ("text", "# Who was first (4 min)"),
        ],
        "/members" => vec![("email", "pia@people.example"), ("name", "Pia Stern"), ("roles", "sales"), ("locale", "en")],
        "/program/products" => vec![("key", "buoy"), ("name", "Buoy")],
        "/touches" => vec![
            ("company", "Skagen Logistik"),
            ("country", "DK"),
            ("kind", "meeting"),
            ("on", "2026-11-20"),
            ("what", "We met their head of logistics."),
            ("evidence", "The minutes of the meeting."),
        ],
        _ => Vec::new(),
    }
}
