//! The plan over the API.

use serde_json::json;
use testkit::each_db;
use work::Role;

use super::world::{World, stages};

#[tokio::test]
async fn a_plan_is_drafted_published_and_explains_each_account() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        w.ops.get("/api/v1/coverage-plan").await.expect(404);
        let open = w.of(&w.alpha).await;
        assert_eq!(
            (open["by"].as_str(), open["served"]["way"].as_str(), open["version"].as_i64()),
            (Some("no_plan"), Some("open"), Some(0))
        );
        w.publish(w.plan()).await;
        t.settle().await;

        let large = w.of(&w.alpha).await;
        assert_eq!((large["by"].as_str(), large["served"]["way"].as_str()), (Some("rule"), Some("direct")));
        assert_eq!((large["served"]["segment"].as_str(), large["version"].as_i64()), (Some("Enterprise"), Some(1)));
        assert_eq!(large["why"][0]["outcome"], "decided");
        let north = w.of(&w.beta).await;
        assert_eq!((north["served"]["way"].as_str(), north["served"]["partners"].clone()), (Some("partner_led"), json!([w.nordic])));
        assert_eq!((north["why"][0]["outcome"].as_str(), north["why"][1]["outcome"].as_str()), (Some("does_not_fit"), Some("decided")));
        let seen = &north["why"][0]["trace"][1];
        assert_eq!(
            (seen["what"].as_str(), seen["held"].as_bool(), seen["seen"]["account.country"].as_str()),
            (Some("test"), Some(false), Some("NO"))
        );
        assert_eq!(w.of(&w.gamma).await["by"], "otherwise", "no country, no rule");

        // Rules keep their ids from version to version; an id of nowhere is not taken over.
        let first = w.ops.get("/api/v1/coverage-plan").await.expect(200).json();
        assert_eq!((first["version"].as_i64(), first["reason"].as_str()), (Some(1), Some("Agreed with sales")));
        let mut next = json!({ "rules": first["rules"], "otherwise": first["otherwise"] });
        next["rules"].as_array_mut().unwrap().reverse();
        w.publish(next.clone()).await;
        let second = w.ops.get("/api/v1/coverage-plan").await.expect(200).json();
        assert_eq!(second["rules"][0]["id"], first["rules"][1]["id"]);
        assert_eq!(w.ops.get("/api/v1/coverage-plan/versions/1").await.expect(200).json(), first, "older versions stay");
        w.ops.get("/api/v1/coverage-plan/versions/9").await.expect(404);
        t.assert_audit_whole().await;
        let audited = t.audited().await;
        assert_eq!(audited.iter().filter(|a| *a == "coverage.published").count(), 2);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_is_said_with_its_place_and_nothing_changes() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let put = async |plan| w.ops.json("PUT", "/api/v1/coverage-plan/draft", &plan).await;
        let bad = json!({
            "rules": [
                { "name": "Fine", "condition": "true", "served": { "way": "open" } },
                { "name": "Wrong", "condition": "account.country = \"DE\"", "served": { "way": "co_sell" } },
            ],
            "otherwise": { "way": "open", "partners": [w.nordic] },
        });
        let told = put(bad).await.expect(422).json();
        let fields: Vec<&str> = told["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap()).collect();
        assert_eq!(fields, ["rules.1.condition", "rules.1.served.partners", "otherwise.partners"], "{told}");
        put(json!({ "rules": [], "otherwise": { "way": "sideways" } })).await.expect(422);
        let nobody = base::PartnerId::from(uuid::Uuid::from_u128(3));
        put(json!({ "rules": [], "otherwise": { "way": "partner_led", "partners": [nobody] } })).await.expect(422);
        let stranger = base::UserId::from(uuid::Uuid::from_u128(3));
        put(json!({ "rules": [], "otherwise": { "way": "direct", "owner_id": stranger } })).await.expect(422);
        w.ops.get("/api/v1/coverage-plan/draft").await.expect(404);

        // Two people at one draft: the second is told.
        let first = put(w.plan()).await.expect(200);
        let tag = first.headers["etag"].to_str().unwrap().to_owned();
        let with = [("if-match", tag.as_str())];
        w.ops.json_with("PUT", "/api/v1/coverage-plan/draft", &w.plan(), &with).await.expect(200);
        w.ops.json_with("PUT", "/api/v1/coverage-plan/draft", &w.plan(), &with).await.expect(412);
        w.ops.json("POST", "/api/v1/coverage-plan/draft/publication", &json!({ "reason": " " })).await.expect(422);
        w.ops.get("/api/v1/coverage-plan").await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn nobody_else_sees_or_changes_a_plan() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        w.publish(w.plan()).await;
        let before = t.audited().await.len();
        let member = t.member(Role::PartnerAdmin, w.nordic);
        for path in
            ["/api/v1/coverage-plan", "/api/v1/coverage-plan/versions/1", "/api/v1/coverage-plan/names", "/api/v1/coverage-plan/draft"]
        {
            assert_eq!(member.get(path).await.status.as_u16(), 403, "{path}");
        }
        member.get(&format!("/api/v1/accounts/{}/coverage", w.beta.id)).await.expect(404);
        let manager = t.staff(Role::ChannelManager);
        manager.get("/api/v1/coverage-plan").await.expect(200);
        for who in [&member, &manager] {
            who.json("PUT", "/api/v1/coverage-plan/draft", &w.plan()).await.expect(403);
            who.json("POST", "/api/v1/coverage-plan/draft/publication", &json!({ "reason": "Mine" })).await.expect(403);
        }
        assert_eq!(t.audited().await.len(), before, "nothing changed");
    })
    .await;
}

#[tokio::test]
async fn what_would_change_is_counted_before_it_does() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let ask = async || {
            w.ops.json("POST", "/api/v1/coverage-plan/draft/what-if", &json!(null)).await.expect(202);
            t.settle().await;
            w.ops.get("/api/v1/coverage-plan/draft/what-if").await.expect(200).json()
        };
        w.ops.json("PUT", "/api/v1/coverage-plan/draft", &w.plan()).await.expect(200);
        assert_eq!(w.ops.get("/api/v1/coverage-plan/draft/what-if").await.expect(200).json()["state"], "not_asked");
        let first = ask().await;
        assert_eq!(
            (first["state"].as_str(), first["looked_at"].as_i64(), first["outdated"].as_bool()),
            (Some("done"), Some(3), Some(false))
        );
        let moves = |told: &serde_json::Value| {
            let all = told["moves"].as_array().unwrap().iter();
            all.map(|m| format!("{} {} {}", m["from"].as_str().unwrap(), m["to"].as_str().unwrap(), m["accounts"])).collect::<Vec<_>>()
        };
        assert_eq!(moves(&first), ["open direct 1", "open partner_led 2"]);
        assert_eq!(first["moves"][0]["some"], json!([w.alpha.id]));
        w.publish(w.plan()).await;

        // A draft that says the same changes nothing; other partners for the same way are a change.
        w.ops.json("PUT", "/api/v1/coverage-plan/draft", &w.plan()).await.expect(200);
        assert_eq!(moves(&ask().await), Vec::<String>::new());
        let mut other = w.plan();
        other["rules"][1]["served"]["partners"] = json!([w.brightpath]);
        w.ops.json("PUT", "/api/v1/coverage-plan/draft", &other).await.expect(200);
        assert_eq!(w.ops.get("/api/v1/coverage-plan/draft/what-if").await.expect(200).json()["outdated"], true);
        assert_eq!(moves(&ask().await), ["partner_led partner_led 1"]);
        assert_eq!(w.of(&w.beta).await["served"]["partners"], json!([w.nordic]), "counting changes nothing");
    })
    .await;
}

#[tokio::test]
async fn who_served_an_account_can_be_told_of_any_moment() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let day = chrono::TimeDelta::days(1);
        let begun = t.app.now();
        let pass = || t.clock.advance(day);
        pass();
        w.publish(w.plan()).await;
        pass();
        // It moves to Germany and grows: the first rule takes it from here on.
        let grown = json!({ "country": "DE", "employees": 900 });
        w.ops.json("PATCH", &format!("/api/v1/accounts/{}", w.beta.id), &grown).await.expect(200);
        pass();
        let until = (t.app.now() + day * 2).date_naive();
        let served = json!({ "way": "co_sell", "partners": [w.brightpath] });
        let named = json!({ "served": served, "until": until, "note": "Framework contract" });
        w.ops.json("PUT", &format!("/api/v1/coverage-plan/draft/names/{}", w.beta.id), &named).await.expect(204);
        w.ops.json("POST", "/api/v1/coverage-plan/draft/publication", &json!({ "reason": "Agreed" })).await.expect(200);
        for _ in 0..4 {
            pass();
        }
        let told = async |days: i32, status: u16| {
            let at = (begun + day * days + chrono::TimeDelta::hours(1)).to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
            w.ops.get(&format!("/api/v1/accounts/{}/coverage?at={at}", w.beta.id)).await.expect(status).json()
        };
        let mut found = Vec::new();
        for days in 0..7 {
            let c = told(days, 200).await;
            found.push((c["version"].as_i64().unwrap(), format!("{} {}", c["by"].as_str().unwrap(), c["served"]["way"].as_str().unwrap())));
        }
        let expected = [
            (0, "no_plan open"),
            (1, "rule partner_led"),
            (1, "rule direct"),
            (2, "name co_sell"),
            (2, "name co_sell"),
            (2, "name co_sell"),
            (2, "rule direct"),
        ];
        assert_eq!(found, expected.map(|(version, text)| (version, text.to_owned())));
        told(-2, 422).await;
        told(30, 422).await;
        let page = w.ops.get(&format!("/accounts/{}/coverage", w.beta.id)).await.expect(200).text;
        let mut rest = page.as_str();
        for text in ["Large in Germany", "Framework contract", "Large in Germany", "Norway", "No coverage plan"] {
            rest = rest.split_once(text).unwrap_or_else(|| panic!("{text}: {page}")).1;
        }
        assert_eq!(page.matches("Since ").count(), 5, "{page}");
        crate::tests::speak(&w.ops, &[&format!("/accounts/{}/coverage", w.beta.id)]).await;
        t.member(work::Role::PartnerAdmin, w.nordic).get(&format!("/accounts/{}/coverage", w.beta.id)).await.expect(403);
    })
    .await;
}
