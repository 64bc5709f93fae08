//! Nothing of another partner slips out: not on a page or list, not by search, filter, picker, export
//! or count, not by an id in a body, and not through the event stream.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use futures::StreamExt as _;
use serde_json::{Value, json};
use testkit::{Answer, Persona};
use work::Role;

use crate::access::{Caller, Whose, World, plain};
use crate::cast::{registration, text};

/// What a member must never read: names, addresses and ids of the other partner and its customers.
async fn secrets(world: &World) -> Vec<String> {
    let mut secrets: Vec<String> =
        ["Nordic Haulage", "nordichaulage.example", "Aalto Cargo", "aalto-cargo", "Kvarner Trucks", "kvarner.example", "Torsten Vale"]
            .map(str::to_owned)
            .into();
    secrets.extend(world.secret_ids().map(str::to_owned));
    secrets
}

/// Every address that can be read without naming another's record.
async fn readable(world: &World, who: &Caller) -> Vec<String> {
    let mut paths = Vec::new();
    for route in world.t.app.routes().iter().filter(|r| r.method == "GET" && r.path != "/events") {
        // A certificate is public by its number, and a link by its secret.
        if !route.path.contains("{secret}") && !route.path.contains("{other}") {
            paths.push(world.path(route, who, Whose::Own).await);
        }
    }
    paths
}

fn assert_silent(secrets: &[String], who: &str, path: &str, said: &str) {
    for secret in secrets {
        assert!(!said.contains(secret.as_str()), "{path} tells {who} about another partner: {secret}\n{}", around(said, secret));
    }
}

/// Where two texts begin to differ.
fn difference(a: &str, b: &str) -> String {
    let at = a.char_indices().zip(b.chars()).find(|((_, a), b)| a != b).map_or(a.len().min(b.len()), |((at, _), _)| at);
    let piece = |text: &str| {
        text.chars().skip(text.get(..at).unwrap_or_default().chars().count().saturating_sub(150)).take(400).collect::<String>()
    };
    format!("\n{}\n---\n{}", piece(a), piece(b))
}

fn around(text: &str, needle: &str) -> String {
    let at = text.find(needle).unwrap_or_default();
    let begin = text[..at].char_indices().rev().nth(200).map_or(0, |c| c.0);
    text[begin..].chars().take(500).collect()
}

#[tokio::test]
async fn no_page_list_export_or_figure_of_a_member_names_another_partner() {
    testkit::each_db_by(towpath::stages, identity::authenticate, |t| async move {
        let world = World::make(&t).await;
        let secrets = secrets(&world).await;
        for who in &world.members {
            for path in readable(&world, who).await {
                let answer = who.api.get(&path).await;
                assert!(answer.status.as_u16() < 500, "{path}: {}", answer.text);
                assert_silent(&secrets, who.name, &path, &answer.text);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn nothing_that_another_partner_does_changes_what_a_member_sees() {
    testkit::each_db_by(towpath::stages, identity::authenticate, |t| async move {
        let world = World::make(&t).await;
        let who = &world.members[0];
        let paths = readable(&world, who).await;
        let before = answers(who, &paths).await;
        let again = answers(who, &paths).await;
        // What differs from look to look by itself says nothing, such as a fresh notice that was made to be read.
        let steady: Vec<&String> = paths.iter().filter(|p| before[*p] == again[*p]).collect();
        assert!(steady.len() * 10 > paths.len() * 8, "{} of {} stay as they are", steady.len(), paths.len());

        let v = &world.vendor;
        let other = &world.other_seller;
        let deal = v.registers(other, "Solent Ferries", "solent-ferries.example", 3_000_000).await;
        v.wins(other, &deal).await;
        other.json("POST", "/api/v1/deals", &registration(v, "Harwich Haul", "harwich-haul.example", 90_000_000)).await.expect(201);
        v.approves_earnings().await;

        let after = answers(who, &paths).await;
        for path in steady {
            let (was, is) = (&before[path], &after[path]);
            assert!(was == is, "{path} changed for a member although only another partner did something: {}", difference(was, is));
        }
    })
    .await;
}

async fn answers(who: &Caller, paths: &[String]) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for path in paths {
        all.insert(path.clone(), plain(who.api.get(path).await, "").text);
    }
    all
}

#[tokio::test]
async fn neither_search_nor_filters_nor_pickers_find_another_partners_records() {
    testkit::each_db_by(towpath::stages, identity::authenticate, |t| async move {
        let world = World::make(&t).await;
        let secrets = secrets(&world).await;
        let words = ["Nordic", "Haulage", "Aalto Cargo", "aalto-cargo.example", "Kvarner", "Torsten", "matrix@nordichaulage.example"];
        let (partner, deal, account) = (world.other("partner"), world.other("deal"), world.other("account"));
        for who in &world.members {
            for word in words {
                let q = word.replace(' ', "%20");
                let mut paths = vec![format!("/search?q={q}")];
                for list in ["deals", "accounts", "members", "partners"] {
                    paths.extend([format!("/api/v1/{list}?q={q}"), format!("/{list}?q={q}")]);
                }
                for path in paths {
                    let typed = |text: &str| text.replace(word, "").replace(&word.to_lowercase(), "");
                    let answer = who.api.get(&path).await;
                    assert_silent(&secrets, who.name, &path, &typed(&answer.text));
                    let palette = Request::get(&path).header("hx-request", "true").body(Body::empty()).unwrap();
                    assert_silent(&secrets, who.name, &path, &typed(&who.api.send(palette).await.text));
                }
            }
            for (path, id) in [
                ("/api/v1/deals?partner_id=", partner),
                ("/api/v1/deals?account_id=", account),
                ("/api/v1/members?partner=", partner),
                ("/api/v1/activation-plans?partner=", partner),
                ("/api/v1/agreements?partner=", partner),
                ("/api/v1/accruals?deal=", deal),
                ("/deals?partner=", partner),
                ("/deals?account=", account),
                ("/deals/export?partner=", partner),
            ] {
                let asked = who.api.get(&format!("{path}{id}")).await;
                let nothing = world.nobodys(id);
                let missing = who.api.get(&format!("{path}{nothing}")).await;
                assert_eq!(asked.status, missing.status, "{path} as {}", who.name);
                // In an address of the page the underscore of an id is escaped.
                let bare = |answer: Answer, id: &str| plain(answer, "").text.replace(id.split_once('_').unwrap().1, "ID");
                let (asked, missing) = (bare(asked, id), bare(missing, &nothing));
                assert!(
                    asked == missing,
                    "{path} tells {} whether another partner's record is there: {}",
                    who.name,
                    difference(&asked, &missing)
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn an_id_in_a_body_opens_no_other_partners_door() {
    testkit::each_db_by(towpath::stages, identity::authenticate, |t| async move {
        let world = World::make(&t).await;
        let (partner, nobody) = (world.other("partner"), world.nobodys(world.other("partner")));
        let deal = |id: &str| {
            let mut deal = registration(&world.vendor, "Tyne Carriers", "tyne-carriers.example", 400_000);
            deal["partner_id"] = json!(id);
            deal
        };
        let member = |id: &str| json!({ "email": "mole@people.example", "name": "A Mole", "roles": ["partner_admin"], "partner": id });
        for who in &world.members {
            for (path, ours, theirs) in
                [("/api/v1/deals", deal(partner), deal(&nobody)), ("/api/v1/members", member(partner), member(&nobody))]
            {
                let asked = who.api.json("POST", path, &ours).await;
                let missing = who.api.json("POST", path, &theirs).await;
                assert!(asked.status.is_client_error(), "{path} as {}: {}", who.name, asked.text);
                let (asked, missing) = (plain(asked, ""), plain(missing, ""));
                assert_eq!((asked.status, asked.text), (missing.status, missing.text), "{path} as {}", who.name);
            }
        }
        // The customer of another partner's deal: an overlap and nothing else, and no account to look at.
        let asked = json!({ "company": "Aalto Cargo", "domain": "aalto-cargo.example", "country": "NO" });
        let said = world.members[1].api.json("POST", "/api/v1/deal-checks", &asked).await.expect(200).json();
        assert_eq!(said, json!({ "answer": "conflict", "overlap": true, "own_deals": [] }));
    })
    .await;
}

#[tokio::test]
async fn the_event_stream_tells_a_member_only_of_their_own_partner() {
    testkit::each_db_by(towpath::stages, identity::authenticate, |t| async move {
        let world = World::make(&t).await;
        let seller = world.members.iter().find(|m| m.name == Role::Sales.code()).unwrap();
        let (own, other) = (world.own("deal"), world.other("deal"));
        let running = web::start(&t.app);
        for topics in [format!("?topics={own},{other}"), format!("?topics={other}"), "?topics=deal".to_owned()] {
            let request = Request::get(format!("/events{topics}")).body(Body::empty()).unwrap();
            let mut stream = seller.api.open(request).await.into_body().into_data_stream();
            change(&world, &world.other_seller, other).await;
            assert!(next(&mut stream).await.is_none(), "/events{topics} tells of another partner's deal");
            change(&world, &seller.api, own).await;
            let heard = next(&mut stream).await;
            assert_eq!(heard.is_some(), !topics.ends_with(&format!("={other}")), "/events{topics}: {heard:?}");
            // Never an id: the page asks for the new state with its own rights.
            assert!(heard.unwrap_or_default().lines().all(|l| !l.contains("deal_")), "an event carries a record's id");
        }
        running.stop().await;
    })
    .await;
}

async fn change(world: &World, who: &Persona, deal: &str) {
    let step = json!({ "body": format!("They called at {}.", world.t.app.now()) });
    who.json("POST", &format!("/api/v1/deals/{deal}/notes"), &step).await.expect(201);
}

/// What comes within a moment, if anything does.
async fn next(stream: &mut axum::body::BodyDataStream) -> Option<String> {
    let piece = tokio::time::timeout(Duration::from_millis(1500), stream.next()).await.ok()??;
    Some(String::from_utf8_lossy(&piece.unwrap()).into_owned())
}

#[tokio::test]
async fn what_a_token_may_not_do_its_owners_role_does_not_mend() {
    testkit::each_db_by(towpath::stages, identity::authenticate, |t| async move {
        let world = World::make(&t).await;
        let admin = &world.members[0].api;
        let made = admin
            .json("POST", "/api/v1/tokens", &json!({ "name": "Deals only", "scopes": ["deal.read", "api.use"] }))
            .await
            .expect(201)
            .json();
        let narrow = t.bearer(text(&made, "/secret"));
        narrow.get("/api/v1/deals").await.expect(200);
        for path in ["/api/v1/accruals", "/api/v1/members", "/api/v1/statements", "/api/v1/sessions", "/api/v1/tokens"] {
            narrow.get(path).await.expect(403);
        }
        narrow.json("POST", "/api/v1/deals", &Value::Null).await.expect(403);
    })
    .await;
}
