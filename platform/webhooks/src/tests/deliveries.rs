use base::PageRequest;
use chrono::TimeDelta;
use testkit::{Test, each_db};
use work::{Actor, Role};

use super::{Receiver, allowing, endpoint, happen, stages};
use crate::deliveries::model::{Delivery, DeliveryState};
use crate::endpoints::model::{Endpoint, EndpointState};
use crate::endpoints::{actions, store as endpoints};
use crate::{deliveries, signature};

async fn list(t: &Test, e: &Endpoint) -> Vec<Delivery> {
    let work = t.app.read(&Actor::system("test"));
    deliveries::store::list(&work, e.id, None, &PageRequest::default()).await.unwrap().items
}

#[tokio::test]
async fn a_fact_is_delivered_signed_as_a_cloud_event() {
    each_db(stages, async |t| {
        let receiver = Receiver::start().await;
        let app = allowing(&t, &["127.0.0.1"]);
        let (made, secret) = endpoint(&app, &receiver.url, &["thing.*"]).await;
        let (deaf, _) = endpoint(&app, &receiver.url, &["deal.approved"]).await;
        happen(&t, 1).await;
        web::settle(&app).await.unwrap();
        let got = receiver.got();
        assert_eq!(got.len(), 1);
        let m = &got[0];
        signature::verify(&secret, &m.id, &m.timestamp, &m.signature, m.body.as_bytes(), t.app.now()).unwrap();
        let event: serde_json::Value = serde_json::from_str(&m.body).unwrap();
        assert_eq!(event["specversion"], "1.0");
        assert_eq!(event["type"], "thing.happened.v1");
        assert_eq!(event["source"], "https://partners.kestrel.example");
        assert_eq!(event["id"], m.id.as_str());
        assert!(m.id.starts_with("evt_"));
        let all = list(&t, &made).await;
        assert_eq!((all.len(), all[0].state, all[0].attempts), (1, DeliveryState::Delivered, 1));
        assert_eq!(list(&t, &deaf).await, []);
        // Nobody's secret is in the database as it is.
        let stored = endpoints::get(&t.app.read(&Actor::system("test")), made.id).await.unwrap();
        assert!(!stored.secret.contains(&secret[6..]));
    })
    .await;
}

#[tokio::test]
async fn a_bell_of_somebody_is_nobody_elses_business() {
    each_db(stages, async |t| {
        let receiver = Receiver::start().await;
        let app = allowing(&t, &["127.0.0.1"]);
        endpoint(&app, &receiver.url, &[]).await;
        let to = &notices::Recipient {
            user: Some(t.app.ids().next(t.app.now()).into()),
            email: "a@b.example".into(),
            name: "A".into(),
            locale: "en".into(),
        };
        let message = &notices::Message { topic: "account.reset", args: vec![], href: "/".into(), mail: false };
        t.system(|work| async move { notices::tell(&work, std::slice::from_ref(to), message).await }).await.unwrap();
        web::settle(&app).await.unwrap();
        assert_eq!(receiver.got().len(), 0);
    })
    .await;
}

#[tokio::test]
async fn what_fails_is_tried_over_three_days_then_given_up_and_told() {
    each_db(stages, async |t| {
        let owner = identity::NewUser {
            email: "mira@kestrel.example".into(),
            name: "Mira".into(),
            roles: vec![Role::Owner],
            partner: None,
            org: "Kestrel".into(),
            locale: "en".into(),
            zone: "UTC".into(),
        };
        let owner = &owner;
        let mira = t.system(|work| async move { identity::add_active(&work, owner, None, None).await }).await.unwrap();
        let receiver = Receiver::start().await;
        receiver.answers(500, "ouch\u{0}");
        let app = allowing(&t, &["127.0.0.1"]);
        let (made, _) = endpoint(&app, &receiver.url, &["thing.happened"]).await;
        let begun = t.app.now();
        happen(&t, 1).await;
        for _ in 0..200 {
            web::settle(&app).await.unwrap();
            if list(&t, &made).await[0].state == DeliveryState::Dead {
                break;
            }
            t.advance(TimeDelta::minutes(30));
        }
        let took = t.app.now() - begun;
        assert!(took > TimeDelta::days(2) && took < TimeDelta::days(4), "{took}");
        assert_eq!(receiver.got().len(), 10);
        assert!(receiver.got().iter().all(|m| m.id == receiver.got()[0].id), "every try carries the same id");
        let dead = list(&t, &made).await.remove(0);
        assert_eq!((dead.state, dead.attempts), (DeliveryState::Dead, 10));
        let work = t.app.read(&Actor::system("test"));
        let attempts = deliveries::store::attempts(&work, dead.id).await.unwrap();
        assert_eq!(attempts.len(), 10);
        assert_eq!((attempts[0].status, attempts[0].excerpt.as_deref()), (Some(500), Some("ouch ")));
        let told = notices::list(&work, mira, true, &PageRequest::default()).await.unwrap().items;
        assert_eq!(told.iter().map(|n| n.topic.as_str()).collect::<Vec<_>>(), ["webhook.dead"]);

        // By hand it goes out again, with the same id.
        receiver.answers(204, "");
        let (endpoint, id) = (made.id, dead.id);
        t.system(|work| async move { deliveries::actions::redeliver(&work, endpoint, id).await }).await.unwrap();
        let twice = t.system(|work| async move { deliveries::actions::redeliver(&work, endpoint, id).await }).await.unwrap_err();
        assert_eq!(twice.code(), Some("webhook.state"));
        web::settle(&app).await.unwrap();
        assert_eq!(list(&t, &made).await[0].state, DeliveryState::Delivered);
        assert_eq!(receiver.got()[10].id, receiver.got()[0].id);
    })
    .await;
}

#[tokio::test]
async fn a_receiver_that_is_gone_is_not_called_any_more() {
    each_db(stages, async |t| {
        let receiver = Receiver::start().await;
        receiver.answers(410, "");
        let app = allowing(&t, &["127.0.0.1"]);
        let (made, _) = endpoint(&app, &receiver.url, &["thing.happened"]).await;
        happen(&t, 1).await;
        web::settle(&app).await.unwrap();
        happen(&t, 2).await;
        web::settle(&app).await.unwrap();
        assert_eq!(receiver.got().len(), 1);
        let work = t.app.read(&Actor::system("test"));
        assert_eq!(endpoints::get(&work, made.id).await.unwrap().state, EndpointState::Gone);
        assert_eq!(list(&t, &made).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn after_a_rotation_both_secrets_fit_for_a_day() {
    each_db(stages, async |t| {
        let receiver = Receiver::start().await;
        let app = allowing(&t, &["127.0.0.1"]);
        let (made, old) = endpoint(&app, &receiver.url, &["thing.happened"]).await;
        let (new, sealed) = crate::pages::new_secret(&app, made.id).unwrap();
        let (id, sealed) = (made.id, sealed.as_str());
        t.system(|work| async move { actions::rotate(&work, id, sealed).await }).await.unwrap();
        happen(&t, 1).await;
        web::settle(&app).await.unwrap();
        t.advance(TimeDelta::hours(25));
        happen(&t, 2).await;
        web::settle(&app).await.unwrap();
        let got = receiver.got();
        let fits = |m: &super::Message, secret: &str| {
            let at = base::Instant::from_timestamp(m.timestamp.parse().unwrap(), 0).unwrap();
            signature::verify(secret, &m.id, &m.timestamp, &m.signature, m.body.as_bytes(), at).is_ok()
        };
        assert_eq!([fits(&got[0], &old), fits(&got[0], &new)], [true, true]);
        assert_eq!([fits(&got[1], &old), fits(&got[1], &new)], [false, true]);
        assert!(t.audited().await.contains(&"webhook.secret_rotated".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_fact_that_is_heard_twice_is_delivered_once() {
    each_db(stages, async |t| {
        let receiver = Receiver::start().await;
        let app = allowing(&t, &["127.0.0.1"]);
        let (made, _) = endpoint(&app, &receiver.url, &[]).await;
        happen(&t, 1).await;
        web::settle(&app).await.unwrap();
        let facts = outbox::page_after(t.app.db().reader(), 0, &["thing.happened"], 10).await.unwrap();
        let fact = &facts[0];
        t.system(|work| async move { deliveries::actions::fan_out(&work, fact).await }).await.unwrap();
        web::settle(&app).await.unwrap();
        assert_eq!(list(&t, &made).await.len(), 1);
        assert_eq!(receiver.got().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_paused_endpoint_hears_only_tests() {
    each_db(stages, async |t| {
        let receiver = Receiver::start().await;
        let app = allowing(&t, &["127.0.0.1"]);
        let (made, _) = endpoint(&app, &receiver.url, &[]).await;
        let id = made.id;
        happen(&t, 1).await;
        t.system(|work| async move { actions::pause(&work, id).await }).await.unwrap();
        happen(&t, 2).await;
        t.system(|work| async move { deliveries::actions::ping(&work, id).await }).await.unwrap();
        web::settle(&app).await.unwrap();
        let got = receiver.got();
        assert_eq!(got.len(), 1);
        assert!(got[0].body.contains("webhook.ping.v1"));
        t.system(|work| async move { actions::resume(&work, id).await }).await.unwrap();
        happen(&t, 3).await;
        web::settle(&app).await.unwrap();
        assert_eq!(receiver.got().len(), 2);
    })
    .await;
}
