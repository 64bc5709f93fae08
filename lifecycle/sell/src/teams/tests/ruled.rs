//! Rulings and teams: the ruled shares make the team, and what was ruled before is undone by what is ruled later.

use base::{CaseId, PartnerId};
use serde_json::{Value, json};
use testkit::each_db;

use super::world::{World, path_of, stages};
use crate::conflicts::tests::world::Contest;

/// Who is on the team of a deal, with their credit in percent.
fn on_team(team: &Value) -> Vec<(String, i64)> {
    let one = |m: &Value| (m["name"].as_str().unwrap().to_owned(), m["basis_points"].as_i64().unwrap() / 100);
    team["members"].as_array().unwrap().iter().map(one).collect()
}

#[tokio::test]
async fn a_ruling_to_sell_together_makes_the_team_and_an_appeal_makes_it_anew() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let first = w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000).await;
        t.advance(chrono::TimeDelta::hours(1));
        w.register(&w.erik, "NORDVIK Shipping", "nordvik-shipping.no", 3_000_000).await;
        t.settle().await;
        let list = w.read(&w.jonas, "/api/v1/conflicts").await;
        let case: CaseId = list["data"][0]["id"].as_str().unwrap().parse().unwrap();
        let path = format!("/api/v1/conflicts/{case}");
        let sides = w.read(&w.jonas, &path).await["sides"].as_array().unwrap().clone();
        let side = |p: PartnerId| sides.iter().find(|s| s["partner_id"] == json!(p)).unwrap()["id"].clone();
        let (a, b) = (side(w.brightpath), side(w.nordic));
        let shared = json!({
            "kind": "co_sell", "lead_id": a, "parts": [{ "side_id": a, "share": 70 }, { "side_id": b, "share": 30 }], "reason": "Both did their part.",
        });
        w.jonas.json("POST", &format!("{path}/ruling"), &shared).await.expect(200);
        t.settle().await;
        let team = format!("{}/team", path_of(&first));
        let expected = vec![("Brightpath Systems".to_owned(), 70), ("Nordic IT Partners".to_owned(), 30)];
        let found = w.read(&w.erik, &team).await;
        assert_eq!((on_team(&found), found["ruled"].clone(), found["value_minor"].clone()), (expected.clone(), json!(true), Value::Null));
        assert!(w.notices(&w.erik).await.contains(&"team.ruled".to_owned()));
        // Heard again, nothing changes.
        let before = t.audited().await.len();
        t.system(|work| async move { super::super::actions::ruled(&work, case).await }).await.unwrap();
        assert_eq!((on_team(&w.read(&w.mona, &team).await), t.audited().await.len()), (expected, before));
        // What was ruled only partner operations proposes to change, and everybody still agrees.
        let shares = json!({ "shares": [{ "partner_id": w.brightpath, "basis_points": 5_000 }, { "partner_id": w.nordic, "basis_points": 5_000 }] });
        assert_eq!(w.amara.json("PUT", &format!("{team}/shares"), &shares).await.expect(409).json()["code"], "team.frozen");
        w.mona.json("PUT", &format!("{team}/shares"), &shares).await.expect(200);
        // On appeal one gets all: the proposal falls, and the member that the first ruling made is none any more.
        w.erik.json("POST", &format!("{path}/appeal"), &json!({ "reason": "We met them first, on the fair." })).await.expect(200);
        let confirm = json!({ "kind": "confirm", "lead_id": a, "reason": "It was the first." });
        w.mona.json("POST", &format!("{path}/ruling"), &confirm).await.expect(200);
        t.settle().await;
        w.erik.get(&team).await.expect(404);
        let found = w.read(&w.mona, &team).await;
        assert_eq!((on_team(&found), found["ruled"].clone(), found["proposed"].clone()), (vec![("Brightpath Systems".to_owned(), 100)], json!(false), Value::Null));
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn a_split_makes_no_team_and_seals_who_shares() {
    each_db(stages, |t| async move {
        let c = Contest::new(&t).await;
        let w = &c.w;
        c.split(&w.jonas, 70).await.expect(200);
        let team = format!("{}/team", path_of(&c.first));
        w.erik.get(&team).await.expect(404);
        assert!(!w.notices(&w.erik).await.contains(&"team.ruled".to_owned()));
        let seen = w.read(&w.amara, &team).await;
        assert_eq!((on_team(&seen), seen["ruled"].clone()), (vec![("Brightpath Systems".to_owned(), 70)], json!(true)));
        for place in [team.clone(), team.replace("/api/v1", "")] {
            let text = w.amara.get(&place).await.expect(200).text;
            assert!(!text.contains("Nordic") && !text.contains(&w.nordic.to_string()), "{place} names who shares: {text}");
        }
        assert!(w.mona.get(&team.replace("/api/v1", "")).await.expect(200).text.contains("Not on the team"), "staff read it");
        // Nobody would ask the one who shares, so the team cannot take its share.
        let all = json!({ "shares": [{ "partner_id": w.brightpath, "basis_points": 10_000 }] });
        assert_eq!(w.mona.json("PUT", &format!("{team}/shares"), &all).await.expect(409).json()["code"], "team.share_apart");
        t.assert_audit_whole().await;
    })
    .await;
}
