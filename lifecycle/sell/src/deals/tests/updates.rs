//! Quick updates: by the link of a reminder without signing in, and over the API.

use chrono::TimeDelta;
use serde_json::json;
use testkit::each_db;

use super::super::actions;
use super::super::model::{Outcome, Terms};
use super::super::rules::{self, Ring};
use super::sample::*;
use super::world::{World, id_of, path_of, stages};
use crate::deals::model::StateKind;

#[tokio::test]
async fn the_link_of_a_reminder_updates_one_deal_without_signing_in() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let deal = w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000).await;
        let (id, path) = (id_of(&deal), path_of(&deal));
        w.pass(TimeDelta::days(60)).await;
        // The member gets a link of its own, in both mails; the manager is led to the portal.
        let link = w.mail("amara@brightpath.example", "deal.reminder").await.unwrap();
        let other = w.mail("amara@brightpath.example", "deal.idle").await.unwrap();
        assert!(link.starts_with("/deal-updates/") && other.starts_with("/deal-updates/") && link != other);
        assert_eq!(w.mail("jonas@kestrel.example", "deal.reminder").await.unwrap(), format!("/deals/{id}"));
        let phone = test.anyone();
        let before = (w.read(&w.amara, &path).await, test.audited().await.len());
        let shown = phone.get(&link).await.expect(200).text;
        for words in ["How does it stand?", "Nordvik Shipping AS", "30 days left", "No change", "For Amara Diallo alone"] {
            assert!(shown.contains(words), "{words}");
        }
        assert!(!shown.contains("⟦") && shown.contains("no-referrer"));
        // Looking changes nothing, and neither does a link that is not one.
        assert_eq!((w.read(&w.amara, &path).await, test.audited().await.len()), before);
        for wrong in ["0".repeat(48), "x".to_owned()] {
            phone.get(&format!("/deal-updates/{wrong}")).await.expect(404);
            phone.post(&format!("/deal-updates/{wrong}"), &[("answer", "no_change")]).await.expect(404);
        }
        let version = before.0["version"].as_i64().unwrap().to_string();
        let answer = |fields: Vec<(&'static str, &'static str)>, version: String| {
            let (phone, link) = (phone.clone(), link.clone());
            async move {
                let mut form = vec![("version", version.as_str())];
                form.extend(fields);
                phone.post(&link, &form).await
            }
        };
        for wrong in [
            vec![("answer", "")],
            vec![("answer", "update"), ("stage", "sold")],
            vec![("answer", "update"), ("close_on", "2020-01-01")],
            vec![("answer", "update"), ("note", "x")],
            vec![("answer", "withdraw"), ("reason", "")],
        ] {
            answer(wrong, version.clone()).await.expect(422);
        }
        assert_eq!(w.read(&w.amara, &path).await, before.0);
        let news = vec![("answer", "update"), ("stage", "proposal"), ("close_on", "2027-03-31"), ("note", "They chose us.")];
        assert_eq!(answer(news, version.clone()).await.expect(303).location(), link);
        let now = w.read(&w.amara, &path).await;
        assert_eq!((now["stage"].as_str(), now["close_on"].as_str()), (Some("proposal"), Some("2027-03-31")));
        let notes = w.read(&w.jonas, &format!("{path}/notes")).await;
        assert_eq!((notes["data"][0]["author_name"].as_str(), notes["data"].as_array().unwrap().len()), (Some("Amara Diallo"), 1));
        assert!(test.audited().await.contains(&"deal.updated_by_link".to_owned()));
        // What was read before somebody wrote is not written over.
        answer(vec![("answer", "no_change")], version).await.expect(422);
        test.advance(TimeDelta::days(1));
        let version = now["version"].as_i64().unwrap().to_string();
        answer(vec![("answer", "no_change")], version).await.expect(303);
        let read = test.app.read(&w.amara.actor);
        let kept = actions::get(&read, id).await.unwrap();
        assert_eq!((read.now() - kept.protected().unwrap().confirmed_at.unwrap()).num_minutes(), 0);
        assert_eq!((read.now() - kept.active_at).num_days(), 1, "that nothing has changed is no progress");
        assert!(w.jonas.get(&format!("/deals/{id}")).await.expect(200).text.contains("said that nothing has changed"));
        // Withdrawn, and then there is nothing left to say.
        let version = kept.version.to_string();
        answer(vec![("answer", "withdraw"), ("reason", "The project was stopped.")], version).await.expect(303);
        assert_eq!(w.read(&w.amara, &path).await["state"], "withdrawn");
        assert!(phone.get(&link).await.expect(200).text.contains("nothing to update any more"));
        test.settle().await;
        test.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn a_link_ends_with_its_time_and_with_the_partner() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let deal = w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000).await;
        w.pass(TimeDelta::days(60)).await;
        let link = w.mail("amara@brightpath.example", "deal.reminder").await.unwrap();
        let phone = test.anyone();
        let partner = w.brightpath;
        test.system(|work| async move { partners::move_to(&work, partner, partners::Lifecycle::Suspended, Some("Unpaid")).await })
            .await
            .unwrap();
        let said = phone.get(&link).await.expect(410).text;
        assert!(said.contains("This link is over") && !said.contains("Nordvik"), "an ended link tells nothing");
        phone.post(&link, &[("answer", "no_change")]).await.expect(410);
        test.system(|work| async move { partners::move_to(&work, partner, partners::Lifecycle::Active, Some("Paid")).await })
            .await
            .unwrap();
        phone.get(&link).await.expect(200);
        // Three weeks of more time outlast the link.
        w.jonas.json("POST", &format!("{}/extension", path_of(&deal)), &json!({ "reason": "They called" })).await.expect(200);
        test.advance(TimeDelta::days(30));
        phone.get(&link).await.expect(410);
        test.system(|work| async move { actions::forget_links(&work).await }).await.unwrap();
        phone.get(&link).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn an_update_says_it_all_in_one_call() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let free = w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000).await;
        let waits = w.register(&w.amara, "Castellan Bank", "castellan-bank.com", 90_000_000).await;
        let updates = format!("{}/updates", path_of(&free));
        let body = json!({ "stage": "negotiation", "close_on": "2027-01-31", "note": "Terms are agreed." });
        let done = w.amara.json("POST", &updates, &body).await.expect(200).json();
        assert_eq!((done["stage"].as_str(), done["close_on"].as_str()), (Some("negotiation"), Some("2027-01-31")));
        w.amara.json("POST", &updates, &json!({})).await.expect(200);
        w.erik.json("POST", &updates, &json!({})).await.expect(404);
        w.auditor.json("POST", &updates, &json!({})).await.expect(403);
        w.amara.json("POST", &updates, &json!({ "close_on": "1999-01-01" })).await.expect(422);
        let refused = w.amara.json("POST", &format!("{}/updates", path_of(&waits)), &json!({})).await.expect(409).json();
        assert_eq!(refused["code"], "deal.wrong_state");
    })
    .await;
}

#[test]
fn that_nothing_has_changed_keeps_a_deal_and_extends_nothing() {
    let terms = Terms::default();
    let day = |n: i64| now() + TimeDelta::days(n);
    let deal = rules::extend(in_state(StateKind::Approved), &terms, true, now()).unwrap().0;
    assert_eq!(rules::ring(&deal, &terms, day(60)), Some(Ring::Idle));
    let told = rules::warn_idle(deal, day(60));
    assert_eq!(rules::ring(&told, &terms, day(90)), Some(Ring::Release));
    let (kept, fact) = rules::confirm(told, day(80)).unwrap();
    assert_eq!(fact.fields, ["confirmed"]);
    assert_eq!(rules::ring(&kept, &terms, day(90)), Some(Ring::Remind(30)), "it is not given up");
    // More time is asked of a person: nothing has moved since the approval.
    let (asked, extended) = rules::ask_extension(kept, "More".to_owned(), &terms, day(95)).unwrap();
    assert!(extended.is_none() && asked.protected().unwrap().ask.is_some());
    assert!(matches!(rules::outcome(&asked), Some(Outcome::Protected { .. })));
}
