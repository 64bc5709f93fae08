//! Whether decisions are fair: asked once, answered with a click, and nobody's name in the figures.

use base::Instant;
use chrono::TimeDelta;
use serde_json::{Value, json};
use testkit::each_db;

use super::super::rules::{Traces, mark, quarters};
use super::world::{Contest, path_of, stages};
use crate::quarter::Quarter;

#[tokio::test]
async fn a_partner_says_with_one_click_how_fair_a_decision_was() {
    each_db(stages, |test| async move {
        let c = Contest::new(&test).await;
        let w = &c.w;
        c.rule(&w.jonas, &json!({})).await.expect(200);
        let link = w.mail("erik@nordic.example", "fairness.asked").await.unwrap();
        assert!(link.starts_with("/fairness/") && w.mail("amara@brightpath.example", "fairness.asked").await.unwrap() != link);
        let phone = test.anyone();
        let before = test.audited().await.len();
        let shown = phone.get(&link).await.expect(200).text;
        assert!(shown.contains("NORDVIK Shipping: was this fair?") && shown.contains("5, fully") && !shown.contains('⟦'), "{shown}");
        assert_eq!(test.audited().await.len(), before, "looking changes nothing");
        for wrong in ["0".repeat(48), "x".to_owned()] {
            phone.get(&format!("/fairness/{wrong}")).await.expect(404);
        }
        phone.post(&link, &[("stars", "9")]).await.expect(422);
        assert_eq!(phone.post(&link, &[("stars", "2"), ("comment", "Nobody called us.")]).await.expect(303).location(), link);
        assert!(phone.get(&link).await.expect(200).text.contains("You said 2 of 5"));
        // Signed in it is the same question; it is its own partner's alone.
        let questions = "/api/v1/fairness-questions";
        let own = w.read(&w.erik, questions).await;
        assert_eq!((own.as_array().unwrap().len(), own[0]["stars"].as_i64(), own[0]["kind"].as_str()), (1, Some(2), Some("ruling")));
        let page = w.erik.get(&format!("/conflicts/{}", c.case)).await.expect(200).text;
        assert!(page.contains("Change what you said of it"), "{page}");
        let answer = format!("{questions}/{}/answer", own[0]["id"].as_str().unwrap());
        for who in [&w.amara, &w.mona] {
            who.json("PUT", &answer, &json!({ "stars": 5 })).await.expect(404);
        }
        assert_eq!(w.read(&w.mona, questions).await, json!([]), "nobody of the vendor reads an answer");
        let refused = w.erik.json("PUT", &answer, &json!({ "stars": 0 })).await.expect(422).json();
        assert_eq!(refused["errors"][0]["field"], "stars");
        assert_eq!(w.erik.json("PUT", &answer, &json!({ "stars": 3 })).await.expect(200).json()["stars"], 3);

        w.set_terms("protection_days", json!(80)).await;
        // A decision about a registration: once for each partner, kind and quarter.
        for name in ["Fjord Foods", "Kvitfjell Resort"] {
            let host = format!("{}.no", name.to_lowercase().replace(' ', "-"));
            // Too much for the rules to approve at once.
            let deal = w.register(&w.erik, name, &host, 90_000_000).await;
            let no = json!({ "reason": "other", "note": "Not this one." });
            w.jonas.json("POST", &format!("{}/rejection", path_of(&deal)), &no).await.expect(200);
            test.settle().await;
        }
        let asked = w.read(&w.erik, questions).await;
        let kinds: Vec<&str> = asked.as_array().unwrap().iter().map(|q| q["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["rejected", "ruling"]);

        // One answer is shown as a number of answers, and no more.
        let figures = w.read(&w.mona, "/api/v1/conflict-figures").await;
        assert_eq!((&figures["quarters"][0]["answers"], &figures["quarters"][0]["fairness_hundredths"]), (&json!(1), &Value::Null));
        assert_eq!((&figures["quarters"][0]["quarter"], &figures["quarters"][0]["conflicts"]), (&json!("2026-Q4"), &json!(1)));
        assert_eq!((&figures["flagged"], &figures["flagged_apart"]), (&json!(1), &json!(0)));
        let page = w.mona.get("/conflicts/figures").await.expect(200).text;
        assert!(page.contains("fewer than 5 answers") && page.contains("Q4 2026") && !page.contains("Nobody called us."), "{page}");
        assert!(page.contains("Rules of engagement v2") && !page.contains('⟦'), "the change of the rules is marked: {page}");
        // Its time over, it is closed.
        test.advance(TimeDelta::days(31));
        assert_eq!(phone.get(&link).await.status.as_u16(), 410);
        assert_eq!(w.erik.json("PUT", &answer, &json!({ "stars": 5 })).await.expect(410).json()["code"], "case.rating_late");
        test.assert_audit_whole().await;
    })
    .await;
}

#[test]
fn quarters_and_changes_are_summed_and_a_mean_needs_five() {
    let at = |days: i64| testkit::beginning() + TimeDelta::days(days);
    let rated = |n: i64| (0..n).map(|i| (at(1), 1 + i % 5)).collect::<Vec<(Instant, i64)>>();
    let t = Traces { opened: vec![at(0), at(2), at(60)], ruled: vec![(at(1), 300), (at(3), 100), (at(4), 900)], rated: rated(4) };
    let found = quarters(&t, chrono_tz::Tz::UTC);
    assert_eq!(found.iter().map(|q| q.0.code()).collect::<Vec<_>>(), ["2027-Q1", "2026-Q4"]);
    let [_, (quarter, span)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(*quarter, Quarter { year: 2026, n: 4 });
    assert_eq!((span.disputes, span.median_minutes, span.answers, span.fairness), (2, Some(300), 4, None));
    let five = Traces { rated: rated(6), ..t };
    assert_eq!(quarters(&five, chrono_tz::Tz::UTC)[1].1.fairness, Some(267), "16 stars of 6 answers");
    let change = mark(&five, at(2), true, 3);
    assert_eq!((change.before.disputes, change.after.disputes), (1, 2));
    assert_eq!((change.before.median_minutes, change.after.median_minutes), (Some(300), Some(100)));
    assert_eq!((change.before.fairness, change.after.fairness), (Some(267), None));
}
