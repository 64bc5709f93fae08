//! Random calls by everybody, with the clock moved: the credit in force comes to the whole, and everybody in it agreed.

use std::collections::BTreeMap;

use base::PartnerId;
use chrono::TimeDelta;
use proptest::prelude::*;
use serde_json::{Value, json};
use testkit::{Persona, on_sqlite};

use super::world::{Joint, path_of, stages};

/// What somebody tries.
#[derive(Debug, Clone)]
enum Try {
    Invite(bool, i64),
    Accept(bool),
    Decline(bool),
    Propose(u8, i64, i64),
    Answer(u8, bool, bool),
    Drop,
    Leave(bool),
    Remove(bool),
    Win,
    Reopen,
    Wait(i64),
}

fn anything() -> impl Strategy<Value = Try> {
    prop_oneof![
        4 => (any::<bool>(), 0i64..70).prop_map(|(who, share)| Try::Invite(who, share)),
        4 => any::<bool>().prop_map(Try::Accept),
        1 => any::<bool>().prop_map(Try::Decline),
        4 => (0u8..5, 0i64..70, 0i64..70).prop_map(|(who, a, b)| Try::Propose(who, a, b)),
        6 => (0u8..4, any::<bool>(), any::<bool>()).prop_map(|(who, yes, fresh)| Try::Answer(who, yes, fresh)),
        1 => Just(Try::Drop),
        2 => any::<bool>().prop_map(Try::Leave),
        1 => any::<bool>().prop_map(Try::Remove),
        1 => Just(Try::Win),
        1 => Just(Try::Reopen),
        1 => (1i64..400).prop_map(Try::Wait),
    ]
}

/// What each partner has said yes to last, as the test keeps count of it: by partner, the shares in percent.
type Yes = BTreeMap<PartnerId, [i64; 3]>;

async fn attempt(j: &Joint, tried: &Try) {
    let w = &j.w;
    let member = |first: bool| -> &Persona { if first { &w.erik } else { &j.cleo } };
    let all = |n: u8| -> &Persona { [&w.amara, &w.erik, &j.cleo, &w.jonas, &w.mona][usize::from(n)] };
    let answer = match tried {
        Try::Invite(first, share) => j.invite(if *first { "erik@nordic.example" } else { "cleo@cato.example" }, *share).await,
        Try::Accept(first) if !j.asked(member(*first)).await.is_empty() => j.accept(member(*first)).await,
        Try::Decline(first) => {
            let asked = j.asked(member(*first)).await;
            let Some(one) = asked.first() else { return };
            let path = format!("/api/v1/team-invitations/{}/refusal", one["id"].as_str().unwrap());
            member(*first).json("POST", &path, &json!({ "reason": "Not now." })).await
        }
        Try::Propose(who, a, b) => j.propose(all(*who), [100 - a - b, *a, *b]).await,
        Try::Answer(who, yes, true) => j.answer(all(*who), *yes).await,
        Try::Answer(who, yes, false) => {
            all(*who).json("POST", &j.api("consent"), &json!({ "version": 2, "agrees": yes, "reason": "No, thanks." })).await
        }
        Try::Drop => w.amara.json("DELETE", &j.api("shares"), &Value::Null).await,
        Try::Leave(first) => member(*first).json("POST", &j.api("departure"), &json!({})).await,
        Try::Remove(first) => {
            let who = if *first { w.nordic } else { j.cato };
            w.amara.json("DELETE", &format!("{}/{who}", j.api("members")), &Value::Null).await
        }
        Try::Win => {
            let today = json!({ "won_on": w.test.app.now().date_naive() });
            w.amara.json("POST", &format!("{}/win", path_of(&j.deal)), &today).await
        }
        Try::Reopen => {
            w.mona.json("POST", &format!("{}/reopening", path_of(&j.deal)), &json!({ "reason": "The contract was not signed." })).await
        }
        Try::Wait(hours) => {
            w.test.advance(TimeDelta::hours(*hours));
            w.test.tick().await;
            return;
        }
        Try::Accept(_) => return,
    };
    assert!(answer.status.as_u16() < 500, "{tried:?}: {}", answer.text);
}

/// The shares as they are in force in the deal's credit.
async fn in_force(j: &Joint) -> [i64; 3] {
    let credit = j.credit().await;
    let of = |p: PartnerId| credit.iter().filter(|c| c.0 == p).map(|c| c.1).sum::<i64>();
    if credit.is_empty() { [100, 0, 0] } else { [of(j.w.brightpath), of(j.w.nordic), of(j.cato)] }
}

/// What must hold: the whole, the same wherever it is read, and each change by the yes of all.
async fn assert_sound(j: &Joint, before: [i64; 3], yes: &mut Yes, tried: &[Try]) -> [i64; 3] {
    let now = in_force(j).await;
    assert_eq!(now.iter().sum::<i64>(), 100, "after {tried:?}");
    let team = j.read(&j.w.mona).await;
    let shown: i64 = team["members"].as_array().unwrap().iter().map(|m| m["basis_points"].as_i64().unwrap()).sum();
    let on_team: Vec<PartnerId> =
        team["members"].as_array().unwrap().iter().map(|m| m["partner_id"].as_str().unwrap().parse().unwrap()).collect();
    let partners = [j.w.brightpath, j.w.nordic, j.cato];
    if now != before {
        let last = tried.last().unwrap();
        if let Try::Leave(first) = last {
            let who = if *first { 1 } else { 2 };
            let mut expected = before;
            (expected[0], expected[who]) = (before[0] + before[who], 0);
            assert_eq!(now, expected, "who leaves gives back to the lead, after {tried:?}");
        } else {
            assert!(matches!(last, Try::Accept(_) | Try::Answer(_, true, _) | Try::Propose(..)), "{before:?} to {now:?} after {tried:?}");
            // What came into force is what stood proposed, or was offered and accepted by the last who was missing.
            for (i, p) in partners.iter().enumerate().filter(|(i, p)| now[*i] > 0 || on_team.contains(p)) {
                // Who invited for the lead has agreed by that, where nothing else stood proposed.
                let offered = matches!(last, Try::Accept(_)) && i == 0;
                let agreed = yes.get(p) == Some(&now) || actor_of(j, last) == Some(*p) || offered;
                assert!(agreed, "{p} said {yes:?}, not {now:?}, after {tried:?}");
            }
        }
    }
    // Who has left after the win keeps its share, and is not on the team.
    assert!(shown <= 10_000, "after {tried:?}");
    yes.clear();
    if let Some(p) = team["proposed"].as_object() {
        let of = |who: PartnerId| {
            let share = p["shares"].as_array().unwrap().iter().find(|s| s["partner_id"] == json!(who)).cloned();
            share.map_or(0, |s| s["basis_points"].as_i64().unwrap() / 100)
        };
        let shares = partners.map(of);
        assert_eq!(shares.iter().sum::<i64>(), 100, "after {tried:?}");
        for who in p["agreed"].as_array().unwrap() {
            yes.insert(who.as_str().unwrap().parse().unwrap(), shares);
        }
        assert!(on_team.iter().any(|p| !yes.contains_key(p)), "all have agreed and nothing came of it, after {tried:?}");
    }
    now
}

/// The partner whose person tried something.
fn actor_of(j: &Joint, tried: &Try) -> Option<PartnerId> {
    let member = |first: bool| if first { j.w.nordic } else { j.cato };
    match tried {
        Try::Accept(first) => Some(member(*first)),
        Try::Answer(0, ..) | Try::Propose(0, ..) => Some(j.w.brightpath),
        Try::Answer(1, ..) => Some(j.w.nordic),
        Try::Answer(2, ..) => Some(j.cato),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn whatever_people_try_the_credit_is_whole_and_was_agreed_by_all_in_it(tries in proptest::collection::vec(anything(), 6..26)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(on_sqlite(stages, |test| {
            let tries = tries.clone();
            async move {
                let j = Joint::new(&test).await;
                let (mut before, mut yes) = ([100, 0, 0], Yes::new());
                for n in 0..tries.len() {
                    attempt(&j, &tries[n]).await;
                    test.settle().await;
                    before = assert_sound(&j, before, &mut yes, &tries[..=n]).await;
                }
                test.assert_audit_whole().await;
            }
        }));
    }
}
