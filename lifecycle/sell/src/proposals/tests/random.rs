//! Random calls by everybody, with the clock moved: what must hold holds after each of them.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use serde_json::{Value, json};
use testkit::{Persona, on_sqlite};

use super::world::{Call, answers, stages, written};

/// What somebody tries.
#[derive(Debug, Clone)]
enum Try {
    Publish,
    Answer(bool, u8),
    TakeBack(bool),
    Review(bool, i64, i64),
    Award(u8),
    Withdraw,
    Wait(i64),
    Tick,
}

fn anything() -> impl Strategy<Value = Try> {
    prop_oneof![
        2 => Just(Try::Publish),
        4 => (any::<bool>(), any::<u8>()).prop_map(|(who, how)| Try::Answer(who, how)),
        1 => any::<bool>().prop_map(Try::TakeBack),
        3 => (any::<bool>(), 0i64..6, 0i64..7).prop_map(|(of, a, b)| Try::Review(of, a, b)),
        1 => (0u8..3).prop_map(Try::Award),
        1 => Just(Try::Withdraw),
        3 => (1i64..100).prop_map(Try::Wait),
        3 => Just(Try::Tick),
    ]
}

async fn attempt(call: &Call, tried: &Try) {
    let w = &call.w;
    let member = |first: bool| -> &Persona { if first { &w.ada } else { &w.bea } };
    let answer = match tried {
        Try::Publish => call.mona("publication", &Value::Null).await,
        Try::Answer(first, how) => member(*first).json("POST", &call.path("answer/submission"), &answers(&format!("Way {how}"))).await,
        Try::TakeBack(first) => member(*first).json("DELETE", &call.path("answer/submission"), &Value::Null).await,
        Try::Review(first, one, two) => {
            let all = call.opened().await;
            let Some(proposal) = (if *first { all.first() } else { all.last() }) else { return };
            call.review(&w.mona, proposal, &[("c1", *one), ("c2", *two)]).await
        }
        Try::Award(which) => {
            let all = call.opened().await;
            let chosen = all.get(usize::from(*which)).map(|p| p["id"].clone());
            call.mona("award", &json!({ "proposal_id": chosen, "reason": "By the points." })).await
        }
        Try::Withdraw => call.mona("withdrawal", &json!({ "reason": "Not needed." })).await,
        Try::Wait(hours) => {
            w.test.advance(TimeDelta::hours(*hours));
            return;
        }
        Try::Tick => {
            w.test.tick().await;
            return;
        }
    };
    assert!(answer.status.as_u16() < 500, "{tried:?}: {}", answer.text);
}

/// What must hold at all times.
async fn assert_sound(call: &Call, tried: &[Try]) {
    let w = &call.w;
    let request = call.read(&w.mona).await;
    let state = request["state"].as_str().unwrap();
    let deadline = request["deadline"].as_str().map(|d| d.parse::<DateTime<Utc>>().unwrap());
    let opened = call.opened().await;
    if deadline.is_none_or(|d| w.test.app.now() < d) {
        assert_eq!(opened, Vec::<Value>::new(), "an answer before the deadline after {tried:?}");
    }
    let page = w.mona.get(&call.page("")).await.expect(200).text;
    assert_eq!(page.contains("Way "), !opened.is_empty(), "the page and the API differ after {tried:?}");
    for who in [&w.ada, &w.bea] {
        if state == "draft" || deadline.is_none() {
            who.get(&call.path("")).await.expect(404);
            continue;
        }
        let own = who.get(&call.path("answer")).await.expect(200).json();
        if let (Some(at), Some(deadline)) = (own["answered_at"].as_str(), deadline) {
            assert!(at.parse::<DateTime<Utc>>().unwrap() < deadline, "answered after the deadline after {tried:?}");
        }
    }
    for p in &opened {
        let points = p["points"].as_array().unwrap();
        let sum: i64 = points.iter().map(|l| l["weight"].as_i64().unwrap() * l["average_hundredths"].as_i64().unwrap_or(0)).sum();
        assert_eq!(p["sum_hundredths"], sum, "after {tried:?}");
        if let Some(total) = p["total_hundredths"].as_i64() {
            assert_eq!(total, (2 * sum + 100) / 200, "after {tried:?}");
        }
    }
    let winner = request["partner_id"].as_str();
    assert_eq!(winner.is_some(), state == "awarded", "after {tried:?}");
    if let Some(winner) = winner {
        assert!(opened.iter().any(|p| p["partner_id"] == winner), "somebody won that did not answer after {tried:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn whatever_people_try_answers_stay_sealed_and_totals_add_up(tries in proptest::collection::vec(anything(), 4..20)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(on_sqlite(stages, |test| {
            let tries = tries.clone();
            async move {
                let call = Call::draft(&test, &written()).await;
                test.tick().await;
                for n in 0..tries.len() {
                    attempt(&call, &tries[n]).await;
                    assert_sound(&call, &tries[..=n]).await;
                }
                test.assert_audit_whole().await;
            }
        }));
    }
}
