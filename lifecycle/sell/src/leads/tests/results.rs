//! What routing achieved, beside chance.

use chrono::TimeDelta;
use serde_json::{Value, json};
use testkit::each_db;

use super::super::rules::{CONTROL, Figures, Input, Method, Verdict, decide, prepare_set, verdict, vocabulary};
use super::fairness::{candidate, input_of, set_of};
use super::world::{World, path, stages};

#[test]
fn a_difference_is_named_only_when_chance_hardly_makes_it() {
    let f = |known: i64, won: i64| Figures { placed: known, known, won, contact_minutes: None };
    for (routed, control, says) in [
        (f(29, 29), f(1_000, 0), Verdict::TooFew),
        (f(1_000, 900), f(29, 0), Verdict::TooFew),
        (f(30, 0), f(30, 0), Verdict::Unclear),
        (f(100, 50), f(100, 50), Verdict::Unclear),
        // One in sixteen by chance, and one in thirty-one.
        (f(100, 50), f(100, 37), Verdict::Unclear),
        (f(100, 50), f(100, 35), Verdict::Better),
        (f(100, 35), f(100, 50), Verdict::Worse),
        (f(1_000_000, 500_000), f(1_000_000, 497_000), Verdict::Better),
    ] {
        assert_eq!(verdict(&routed, &control), says, "{routed:?} {control:?}");
    }
}

#[test]
fn chance_is_fair_to_who_is_eligible_and_moves_no_turn() {
    let (set, words) = (set_of(Method::Turns), vocabulary(&[]).unwrap());
    let draft = prepare_set(&set, &words);
    let mut all: Vec<_> = (1..=5).map(candidate).collect();
    all[4].paused = true;
    let mut got = Vec::new();
    for draw in 0..8 {
        let input = Input { draw: Some(draw), ..input_of(super::fairness::begin(), all.clone()) };
        let outcome = decide(&draft, &input);
        assert_eq!((outcome.method.as_str(), outcome.rule.as_deref(), outcome.turn.clone()), (CONTROL, Some("all"), None));
        assert_eq!(outcome, decide(&draft, &input), "the draw is kept, so it replays");
        got.extend(outcome.chosen);
    }
    got.sort_unstable();
    let each: Vec<_> = all[..4].iter().flat_map(|c| [c.partner, c.partner]).collect();
    assert_eq!(got, each);
}

#[tokio::test]
async fn figures_are_by_rule_and_beside_a_control() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let mut rules = w.mona.get("/api/v1/lead-rules").await.expect(200).json();
        rules["holdout"] = json!(51);
        w.mona.json("PUT", "/api/v1/lead-rules", &rules).await.expect(422);
        rules["holdout"] = json!(50);
        w.mona.json("PUT", "/api/v1/lead-rules", &rules).await.expect(200);
        let names = [
            "Isar Logistik",
            "Neckar Spedition",
            "Donau Fracht",
            "Elbe Kurier",
            "Weser Milch",
            "Saale Druck",
            "Lech Papier",
            "Ems Kies",
            "Havel Beton",
            "Fulda Textil",
        ];
        let mut leads = Vec::new();
        for name in names {
            leads.push(w.capture(name, &format!("{}.example", name.to_lowercase().replace(' ', "-"))).await);
        }
        let figures = async || w.mona.get("/api/v1/lead-results").await.expect(200).json();
        let found = figures().await;
        assert_eq!((found[0]["rule"].as_str(), found[1]["rule"].as_str()), (Some(""), Some("everybody")));
        let placed = |side: &str| found[1][side]["placed"].as_i64().unwrap();
        assert_eq!(placed("routed") + placed("control"), 10);
        assert!(placed("routed") > 0 && placed("control") > 0, "{found}");

        // One is won, one turns out to be none; the rest is open and counts nowhere.
        let own = if w.asked(&leads[0]).await == [w.alpha.to_string()] { &w.ada } else { &w.bea };
        own.json("POST", &format!("{}/acceptance", path(&leads[0])), &Value::Null).await.expect(200);
        t.advance(TimeDelta::minutes(90));
        own.json("POST", &format!("{}/contact", path(&leads[0])), &Value::Null).await.expect(200);
        let done = own.json("POST", &format!("{}/conversion", path(&leads[0])), &Value::Null).await.expect(200).json();
        let deal = format!("/api/v1/deals/{}", done["deal_id"].as_str().unwrap());
        let line = own.get(&deal).await.expect(200).json()["lines"][0]["product_id"].clone();
        let rest = json!({ "lines": [{ "product_id": line, "quantity": 1, "amount_minor": 90_000 }], "close_on": "2027-02-01" });
        own.json("PATCH", &deal, &rest).await.expect(200);
        own.json("POST", &format!("{deal}/submission"), &Value::Null).await.expect(200);
        own.json("POST", &format!("{deal}/win"), &json!({ "won_on": t.app.now().date_naive() })).await.expect(200);
        w.mona.json("POST", &format!("{}/disqualification", path(&leads[1])), &json!({ "reason": "no_need" })).await.expect(200);
        let found = figures().await;
        let sum = |what: &str| ["routed", "control"].iter().map(|s| found[0][s][what].as_i64().unwrap()).sum::<i64>();
        assert_eq!((sum("placed"), sum("known"), sum("won")), (10, 2, 1));
        let minutes = ["routed", "control"].iter().find_map(|s| found[0][s]["contact_minutes"].as_i64());
        assert_eq!((minutes, found[0]["verdict"].as_str()), (Some(90), Some("too_few")));
        let shown = w.mona.get("/leads/results").await.expect(200).text;
        assert!(shown.contains("too few to say") && shown.contains("1 of ") && !shown.contains('⟦'), "{shown}");
        w.ada.get("/leads/results").await.expect(403);
    })
    .await;
}
