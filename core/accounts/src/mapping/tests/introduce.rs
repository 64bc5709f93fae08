//! Introductions: asked and answered between two sides, and nothing beyond what both agreed to.

use chrono::TimeDelta;
use serde_json::{Value, json};
use testkit::{Persona, each_db};
use work::Role;

use super::world::{LISTS, MAPS, World, agree, overlaps, propose, stages};
use crate::mapping::rules::answer_by;
use crate::tests::speak;

/// What asks about the first overlap of a side.
async fn about(who: &Persona, path: &str) -> Value {
    let first = overlaps(who, path).await["data"][0].clone();
    json!({ "our_list_id": first["our_list_id"], "our_number": first["our_number"], "reason": "Their new depot needs a route planner" })
}

async fn listed(who: &Persona, path: &str) -> Vec<Value> {
    who.get(&format!("{path}/introductions")).await.expect(200).json()["data"].as_array().unwrap().clone()
}

#[tokio::test]
async fn one_side_asks_the_other_answers_and_both_see_it() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let path = w.agreed(&t, "owner", "owner").await;
        let (place, id) = (format!("{path}/introductions"), path.rsplit('/').next().unwrap().to_owned());
        let body = about(&w.bright.who, &path).await;
        w.bright
            .who
            .json("POST", &place, &json!({ "our_list_id": body["our_list_id"], "our_number": body["our_number"], "reason": "Why?" }))
            .await
            .expect(422);
        let made = w.bright.who.json("POST", &place, &body).await.expect(201).json();
        assert_eq!(
            (made["state"].as_str(), made["company"].as_str(), made["owner"].as_str()),
            (Some("waiting"), Some("Aurora Shipping AS"), Some("Vendor Person"))
        );
        w.bright.who.json("POST", &place, &body).await.expect(409);
        // The other side calls the company as it does itself, and answers once.
        let seen = listed(&w.vendor.who, &path).await;
        assert_eq!((seen.len(), seen[0]["is_ours"].as_bool(), seen[0]["company"].as_str()), (1, Some(false), Some("Aurora Shipping")));
        let answer = format!("{place}/1/answer");
        w.bright.who.json("PUT", &answer, &json!({ "verb": "accept", "words": "To myself" })).await.expect(404);
        w.vendor.who.json("PUT", &answer, &json!({ "verb": "accept" })).await.expect(422);
        let page = w.vendor.who.get(&format!("/mapping/{id}")).await.expect(200).text;
        assert!(page.contains("Their new depot needs a route planner"), "{page}");
        let own = format!("/mapping/{id}/introductions/1");
        assert!(w.vendor.who.get(&own).await.expect(200).text.contains("Introduce them"));
        w.bright.who.get(&own).await.expect(404);
        w.vendor.who.post(&own, &[("verb", "accept"), ("words", "")]).await.expect(422);
        speak(&w.vendor.who, &[&own]).await;
        w.vendor
            .who
            .post(&format!("/mapping/{id}/introductions/1"), &[("verb", "accept"), ("words", "Call Ingrid on Monday")])
            .await
            .expect(303);
        w.vendor.who.json("PUT", &answer, &json!({ "verb": "decline" })).await.expect(409);
        let done = listed(&w.bright.who, &path).await;
        assert_eq!((done[0]["state"].as_str(), done[0]["words"].as_str()), (Some("accepted"), Some("Call Ingrid on Monday")));
        // The vendor asks too; nobody answers, and it ends by the clock.
        let body = about(&w.vendor.who, &path).await;
        let asked = w.vendor.who.json("POST", &place, &body).await.expect(201).json();
        assert_eq!(asked["number"], 2);
        t.tick().await;
        t.advance(TimeDelta::days(6));
        t.tick().await;
        assert_eq!(listed(&w.bright.who, &path).await[0]["state"], "waiting");
        t.advance(TimeDelta::days(2));
        t.tick().await;
        assert_eq!(listed(&w.bright.who, &path).await[0]["state"], "lapsed");
        // On the page, from the overlap.
        let shown = w.bright.who.get(&format!("/mapping/{id}")).await.expect(200).text;
        let link = shown.split_once("/introductions/new?company=").unwrap().1.split_once('"').unwrap().0.to_owned();
        assert!(
            w.bright
                .who
                .get(&format!("/mapping/{id}/introductions/new?company={link}"))
                .await
                .expect(200)
                .text
                .contains("Vendor Person looks after it there")
        );
        let refused = [("company", link.as_str()), ("reason", "no")];
        w.bright.who.post(&format!("/mapping/{id}/introductions"), &refused).await.expect(422);
        speak(&w.bright.who, &[&format!("/mapping/{id}"), &format!("/mapping/{id}/introductions/new?company={link}")]).await;
        let audited = t.audited().await;
        for action in ["mapping.intro_asked", "mapping.intro_accepted", "mapping.intro_lapsed"] {
            assert!(audited.iter().any(|a| a == action), "{action}");
        }
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn nothing_is_asked_or_shown_beyond_what_both_agreed_to() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let path = w.agreed(&t, "owner", "owner").await;
        let place = format!("{path}/introductions");
        let body = about(&w.bright.who, &path).await;
        w.bright.who.json("POST", &place, &body).await.expect(201);
        // Others, and companies that are no overlap.
        for who in [&w.nordic.who, &w.stranger] {
            who.get(&place).await.expect(404);
            who.json("POST", &place, &body).await.expect(404);
            who.json("PUT", &format!("{place}/1/answer"), &json!({ "verb": "accept", "words": "Mine now" })).await.expect(404);
        }
        let reader = t.member(Role::Sales, w.bright_id);
        assert_eq!(listed(&reader, &path).await.len(), 1);
        reader.json("POST", &place, &body).await.expect(403);
        for (list, number) in [(&w.vendor.list, 1), (&w.bright.list, 999)] {
            let odd = json!({ "our_list_id": list, "our_number": number, "reason": "Just to see whether it is there" });
            w.bright.who.json("POST", &place, &odd).await.expect(404);
        }
        // One side shows less: nothing is shown, asked or answered; it shows more again, and it goes on.
        agree(&w.vendor, &path, "name").await;
        t.settle().await;
        assert_eq!((listed(&w.bright.who, &path).await, listed(&w.vendor.who, &path).await), (Vec::new(), Vec::new()));
        w.bright.who.json("POST", &place, &body).await.expect(404);
        w.vendor.who.json("PUT", &format!("{place}/1/answer"), &json!({ "verb": "accept", "words": "Too late" })).await.expect(404);
        agree(&w.vendor, &path, "owner").await;
        t.settle().await;
        assert_eq!(listed(&w.vendor.who, &path).await.len(), 1);
        // Withdrawn, it is gone, also when both agree again.
        w.bright.who.json("DELETE", &format!("{path}/consent"), &Value::Null).await.expect(204);
        assert_eq!(listed(&w.vendor.who, &path).await, Vec::<Value>::new());
        agree(&w.bright, &path, "owner").await;
        t.settle().await;
        assert_eq!(listed(&w.vendor.who, &path).await, Vec::<Value>::new());
        // A list that is removed takes what was asked about its companies out of sight.
        w.bright.who.json("POST", &place, &about(&w.bright.who, &path).await).await.expect(201);
        w.vendor.who.json("DELETE", &format!("{LISTS}/{}", w.vendor.list), &Value::Null).await.expect(204);
        assert_eq!(listed(&w.bright.who, &path).await, Vec::<Value>::new());
        // Without the second consent there is nothing to ask about.
        let alone = format!("{MAPS}/{}", propose(&w.nordic, "owner").await);
        w.nordic.who.json("POST", &format!("{alone}/introductions"), &body).await.expect(404);
    })
    .await;
}

#[test]
fn an_answer_is_due_after_five_working_days() {
    let at = |text: &str| text.parse::<base::Instant>().unwrap();
    let cases = [
        ("2026-11-16T09:00:00Z", "2026-11-23T09:00:00Z"),
        ("2026-11-20T17:00:00Z", "2026-11-27T17:00:00Z"),
        ("2026-11-21T08:00:00Z", "2026-11-27T08:00:00Z"),
        ("2026-11-22T08:00:00Z", "2026-11-27T08:00:00Z"),
    ];
    for (from, until) in cases {
        assert_eq!(answer_by(at(from)), at(until), "{from}");
    }
}
