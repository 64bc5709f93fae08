//! What the other side says by itself: looked at, never believed.

use axum::body::Body;
use base::{ConnectionId, Instant};
use chrono::TimeDelta;
use http::Request;
use serde_json::{Value, json};
use testkit::{Answer, each_db, on_sqlite};
use work::Actor;

use super::{World, image, stages};
use crate::connections::model::{Connection, Hook as Kept};
use crate::contract::model::{Change, System};
use crate::hooks::rules::{Signed, is_secret, is_signed, read};
use crate::records::model::SyncState;
use crate::simulators::{Hook, Message};

const SECRET: &str = "hub-client-secret-0001";

/// The path of an address of this deployment.
fn path(address: &str) -> &str {
    address.strip_prefix("https://partners.kestrel.example").unwrap()
}

impl World {
    /// Opens the hook of a connection; the whole address.
    async fn open(&self, connection: &Connection) -> String {
        let body = if self.system == System::HubSpot { json!({ "secret": SECRET }) } else { json!({}) };
        let opened = self.ops().json("PUT", &format!("/api/v1/connections/{}/hook", connection.id), &body).await.expect(200).json();
        opened["url"].as_str().unwrap().to_owned()
    }

    /// What the other side would send about all that is there.
    fn message(&self, address: &str) -> Message {
        self.crm.message(&self.crm.deals(), &Hook { address, secret: SECRET, now: self.app.now() })
    }

    /// Sends a message; in the answer the address stands for itself, whichever it was.
    async fn send(&self, address: &str, message: &Message) -> Answer {
        let mut request = Request::post(path(address));
        for (name, value) in &message.headers {
            request = request.header(*name, value);
        }
        let mut answer = self.test.anyone().at(self.router.clone()).send(request.body(Body::from(message.body.clone())).unwrap()).await;
        answer.text = answer.text.replace(path(address), "…");
        answer
    }

    async fn hook(&self, id: ConnectionId) -> Kept {
        let work = self.app.read(&Actor::system("test"));
        crate::connections::actions::find_hook(&work, id).await.unwrap().unwrap()
    }
}

#[tokio::test]
async fn a_message_lets_a_record_be_looked_at_once_within_seconds() {
    each_db(stages, async |t| {
        for system in System::ALL.iter().copied() {
            let (w, connection, deal) = World::with_deal(&t, system).await;
            w.pass(TimeDelta::minutes(5)).await;
            let address = w.open(&connection).await;
            w.they_set_day("2027-05-31");
            let first = w.message(&address);
            // Three times: it is delivered at least once, and looked at once.
            for _ in 0..3 {
                let answer = w.send(&address, &first).await;
                match system {
                    System::Salesforce => assert!(answer.expect(200).text.contains("<Ack>true</Ack>")),
                    System::Odoo | System::HubSpot => assert_eq!(answer.expect(204).text, ""),
                }
            }
            assert_eq!(w.record(connection.id, deal).await.state, SyncState::Waiting, "{system:?}");
            w.pass(TimeDelta::seconds(3)).await;
            assert_eq!(image(deal).close_on.unwrap().to_string(), "2027-05-31", "{system:?}");
            w.assert_synced(connection.id, deal).await;
            let hook = w.hook(connection.id).await;
            assert_eq!((hook.heard, hook.looked, hook.refused), (3, 1, 0), "{system:?}");
            // Once more, long after: it is known. About something else: it is nobody's.
            w.pass(TimeDelta::minutes(10)).await;
            w.crm.calls();
            w.send(&address, &w.message(&address)).await;
            let other = if system == System::Salesforce { "006000000000000999" } else { "999" };
            w.send(&address, &w.crm.message(&[other.to_owned()], &Hook { address: &address, secret: SECRET, now: w.app.now() })).await;
            w.pass(TimeDelta::seconds(3)).await;
            let hook = w.hook(connection.id).await;
            assert_eq!((hook.heard, hook.looked, hook.refused), (5, 1, 0), "{system:?}");
            assert_eq!(w.crm.calls(), Vec::<String>::new(), "{system:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn messages_late_lost_and_in_another_order_end_the_same() {
    on_sqlite(stages, async |t| {
        for system in System::ALL.iter().copied() {
            let (w, connection, deal) = World::with_deal(&t, system).await;
            w.pass(TimeDelta::minutes(5)).await;
            let address = w.open(&connection).await;
            w.they_set_day("2027-05-30");
            let first = w.message(&address);
            w.test.advance(TimeDelta::seconds(5));
            w.they_set_day("2027-05-31");
            let second = w.message(&address);
            w.send(&address, &second).await;
            w.pass(TimeDelta::seconds(3)).await;
            w.send(&address, &first).await;
            w.pass(TimeDelta::seconds(3)).await;
            assert_eq!(image(deal).close_on.unwrap().to_string(), "2027-05-31", "{system:?}");
            // The next one is lost: looking goes on, only less often.
            w.they_set_day("2027-06-30");
            w.crm.calls();
            w.pass(TimeDelta::minutes(2)).await;
            assert_eq!(w.crm.calls(), Vec::<String>::new(), "{system:?}");
            w.pass(TimeDelta::minutes(4)).await;
            w.pass(TimeDelta::minutes(1)).await;
            assert_eq!(image(deal).close_on.unwrap().to_string(), "2027-06-30", "{system:?}");
            w.assert_synced(connection.id, deal).await;
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_not_proven_is_answered_like_an_address_that_is_not_there() {
    each_db(stages, async |t| {
        for system in System::ALL.iter().copied() {
            let (w, connection, deal) = World::with_deal(&t, system).await;
            w.pass(TimeDelta::minutes(5)).await;
            let bare = format!("https://partners.kestrel.example/hooks/crm/{}", connection.id);
            let closed = w.send(&bare, &w.message(&bare)).await.expect(404).text;
            let nobody: ConnectionId = w.app.ids().next(w.app.now()).into();
            let missing = format!("https://partners.kestrel.example/hooks/crm/{nobody}");
            assert_eq!(w.send(&missing, &w.message(&missing)).await.expect(404).text, closed, "{system:?}");
            let before = w.open(&connection).await;
            let address = w.open(&connection).await;
            let good = w.message(&address);
            let garbled = Message { body: "]{".to_owned(), ..good.clone() };
            let mut wrong = vec![(address.clone(), garbled), (format!("{bare}/{}", "0".repeat(64)), good.clone())];
            if system == System::HubSpot {
                let (old, now) = (w.app.now() - TimeDelta::minutes(6), w.app.now());
                let signed = |secret, now| w.crm.message(&w.crm.deals(), &Hook { address: &address, secret, now });
                wrong.push((address.clone(), signed("another-client-secret", now)));
                wrong.push((address.clone(), signed(SECRET, old)));
                wrong.push((address.clone(), Message { headers: Vec::new(), ..good.clone() }));
                wrong.push((address.clone(), Message { body: good.body.replace("77", "78"), ..good.clone() }));
            } else {
                assert_ne!(before, address);
                wrong.push((before, good.clone()));
                wrong.push((bare.clone(), good.clone()));
                wrong.push((address[..address.len() - 1].to_owned(), good.clone()));
            }
            for (address, message) in &wrong {
                assert_eq!(w.send(address, message).await.expect(404).text, closed, "{system:?} {message:?}");
            }
            let long = Message { body: " ".repeat(600 * 1024), ..good.clone() };
            w.send(&address, &long).await.expect(413);
            assert_eq!(w.record(connection.id, deal).await.state, SyncState::Synced, "{system:?}");
            let hook = w.hook(connection.id).await;
            assert_eq!((hook.heard, hook.looked), (0, 0), "{system:?}");
            assert_eq!(hook.refused, i64::try_from(wrong.len()).unwrap(), "{system:?}");
            let told = w.test.audited().await.into_iter().filter(|a| a == "connection.hook_refused").count();
            assert_eq!(told, System::ALL.iter().position(|s| *s == system).unwrap() + 1, "once an hour, not once a message");
        }
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn a_flood_is_stopped_and_costs_little() {
    on_sqlite(stages, async |t| {
        let w = World::new(&t, System::Odoo).await;
        let connection = w.connect().await;
        let address = w.open(&connection).await;
        let (good, wrong) = (w.message(&address), format!("{}x", &address[..address.len() - 1]));
        for _ in 0..300 {
            w.send(&wrong, &good).await.expect(404);
        }
        w.send(&address, &good).await.expect(429);
        assert_eq!(w.hook(connection.id).await.refused, 10, "what is beyond that is not written down");
        w.test.advance(TimeDelta::minutes(1));
        assert_eq!(w.hook(connection.id).await.heard, 0);
        w.send(&address, &Message { body: json!({ "_id": 1, "_model": "crm.lead" }).to_string(), ..good }).await.expect(204);
    })
    .await;
}

#[tokio::test]
async fn a_secret_is_shown_once_and_ends_with_the_next() {
    each_db(stages, async |t| {
        let w = World::new(&t, System::Odoo).await;
        let connection = w.connect().await;
        let ops = w.ops();
        let place = format!("/admin/connections/{}/hook", connection.id);
        assert!(ops.get(&place).await.expect(200).text.contains("No messages yet"));
        let api = format!("/api/v1/connections/{}/hook", connection.id);
        ops.get(&api).await.expect(404);
        let shown = ops.post(&place, &[]).await.expect(200);
        assert_eq!(shown.headers.get("cache-control").unwrap(), "no-store");
        let begin = format!("https://partners.kestrel.example/hooks/crm/{}/", connection.id);
        let secret: String = shown.text.split_once(begin.as_str()).unwrap().1.chars().take_while(char::is_ascii_hexdigit).collect();
        assert_eq!(secret.len(), 64);
        let again = ops.get(&place).await.expect(200).text;
        assert!(!again.contains(&secret) && again.contains("Replace the secret"), "{again}");
        assert!(!ops.get(&api).await.expect(200).text.contains(&secret));
        assert!(ops.get(&format!("/admin/connections/{}", connection.id)).await.expect(200).text.contains("Last message"));
        ops.json("DELETE", &api, &Value::Null).await.expect(204);
        ops.json("DELETE", &api, &Value::Null).await.expect(404);
        ops.post(&place, &[]).await.expect(200);
        ops.post(&format!("{place}/end"), &[]).await.expect(303);
        ops.post(&place, &[]).await.expect(200);
        // With the connection its hook goes too.
        ops.post(&format!("/admin/connections/{}/removal", connection.id), &[]).await.expect(303);
        ops.get(&place).await.expect(404);
        // HubSpot signs with a secret of its own.
        let w = World::new(&t, System::HubSpot).await;
        let connection = w.connect().await;
        let place = format!("/admin/connections/{}/hook", connection.id);
        assert!(w.ops().post(&place, &[("secret", "")]).await.expect(422).text.contains("16 to 200 characters"));
        w.ops().post(&place, &[("secret", SECRET)]).await.expect(303);
        let page = w.ops().get(&place).await.expect(200).text;
        assert!(!page.contains(SECRET) && page.contains(&format!("/hooks/crm/{}", connection.id)));
        let audited = w.test.audited().await;
        for action in ["connection.hook_opened", "connection.hook_closed"] {
            assert!(audited.iter().any(|a| a == action), "{action}");
        }
        assert_eq!(w.app.catalogs().unknown(), Vec::<String>::new());
    })
    .await;
}

#[test]
fn signatures_are_those_that_hubspot_publishes() {
    let at = |ms: i64| Instant::from_timestamp_millis(ms).unwrap();
    let body = b"{'example_field':'example_value'}";
    let vectors = [
        ("1693657560000", "K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y="),
        ("1700000300000", "RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw="),
    ];
    let secret = b"yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";
    for (timestamp, signature) in vectors {
        let sent: i64 = timestamp.parse().unwrap();
        let good = Signed { method: "POST", address: "https://www.example.com/webhook_uri", body, timestamp, signature };
        assert!(is_signed(&good, secret, at(sent + 1_000)));
        assert!(is_signed(&good, secret, at(sent + 300_000)));
        let encoded = Signed { address: "https%3A%2F%2Fwww.example.com/webhook_uri", ..good };
        assert!(is_signed(&encoded, secret, at(sent)), "what it decodes is decoded");
        assert!(!is_signed(&good, secret, at(sent + 300_001)), "too old");
        assert!(!is_signed(&good, secret, at(sent - 300_001)), "from the future");
        assert!(!is_signed(&good, b"another", at(sent)));
        let plus = format!("+{timestamp}");
        for wrong in [
            Signed { method: "GET", ..good },
            Signed { address: "https://www.example.com/webhook_uri/", ..good },
            Signed { body: b"{}", ..good },
            Signed { timestamp: "", ..good },
            Signed { timestamp: &plus, ..good },
            Signed { timestamp: "99999999999999999999", ..good },
            Signed { signature: "", ..good },
            Signed { signature: "not base64", ..good },
        ] {
            assert!(!is_signed(&wrong, secret, at(sent)), "{wrong:?}");
        }
    }
    assert!(is_secret("abc", b"abc") && !is_secret("abd", b"abc") && !is_secret("ab", b"abc") && !is_secret("", b""));
}

#[test]
fn messages_are_read_as_each_system_writes_them() {
    let ids = |system, body: &str| read(system, body.as_bytes()).map(|c| c.into_iter().map(|c: Change| c.id).collect::<Vec<_>>());
    let merged = json!([
        { "subscriptionType": "deal.merge", "primaryObjectId": 5, "mergedObjectIds": [6, "7"], "occurredAt": 1_790_000_001_000_i64 },
        { "subscriptionType": "object.propertyChange", "objectTypeId": "0-3", "objectId": 8 },
        { "subscriptionType": "object.propertyChange", "objectTypeId": "0-1", "objectId": 9 },
        { "subscriptionType": "contact.creation", "objectId": 10 },
        { "subscriptionType": "deal.deletion", "objectId": "'; --" },
    ]);
    assert_eq!(ids(System::HubSpot, &merged.to_string()), Some(["5", "6", "7", "8"].map(str::to_owned).to_vec()));
    let many: Vec<Value> = (0..5_000).map(|n| json!({ "subscriptionType": "deal.creation", "objectId": n })).collect();
    assert_eq!(ids(System::HubSpot, &Value::Array(many).to_string()).unwrap().len(), 1_000);
    let lead = json!({ "_action": "x(#1)", "_id": 4, "_model": "crm.lead", "write_date": "2026-11-22 10:00:00.123456" });
    assert_eq!(ids(System::Odoo, &lead.to_string()), Some(vec!["4".to_owned()]));
    assert_eq!(ids(System::Odoo, &json!({ "_id": 4, "_model": "res.partner" }).to_string()), Some(Vec::new()));
    let soap = "<e:Envelope xmlns:e=\"s\"><e:Body><notifications><Notification><Id>04l</Id><sObject><sf:Id>006000000000001AAA</sf:Id></sObject></Notification><Notification><sObject><Id>short</Id></sObject></Notification></notifications></e:Body></e:Envelope>";
    assert_eq!(ids(System::Salesforce, soap), Some(vec!["006000000000001AAA".to_owned()]));
    for system in System::ALL.iter().copied() {
        for odd in ["", "null", "1", "{}", "<a/>", "\u{0}"] {
            assert_eq!(ids(system, odd), None, "{system:?}: {odd:?}");
        }
    }
}
