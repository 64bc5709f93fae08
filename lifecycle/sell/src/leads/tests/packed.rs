//! Decisions are kept small, and nothing of them is lost.

use testkit::each_db;

use super::super::rules::{Candidate, Method, decide, pack_input, pack_outcome, prepare_set, vocabulary, worn};
use super::super::store::packed::{candidates, unpack_input, unpack_outcome};
use super::fairness::{candidate, input_of, set_of};
use super::world::{World, stages};

#[test]
fn what_was_packed_comes_back_and_takes_a_tenth() {
    let words = vocabulary(&[]).unwrap();
    let set = set_of(Method::Turns);
    let draft = prepare_set(&set, &words);
    let (mut at, mut all) = (super::fairness::begin(), (1..=200).map(candidate).collect::<Vec<_>>());
    let (mut picture, mut pictures): (Option<Vec<Candidate>>, usize) = (None, 0);
    let (mut before, mut after) = (0, 0);
    for lead in 0..400_usize {
        at += chrono::TimeDelta::minutes(45);
        // One got a lead, another answered; now and then one leaves and another comes.
        let (offered, answered) = (lead * 37 % all.len(), lead * 53 % all.len());
        all[offered].open += 1;
        all[offered].waits_since = at;
        all[offered].territories = vec![if lead % 9 == 0 { "AT" } else { "DE" }.to_owned()];
        all[answered].history.answered += 1;
        if lead % 50 == 49 {
            all.remove(lead % all.len());
            all.push(candidate(u128::try_from(1000 + lead).unwrap()));
        }
        let input = input_of(at, all.clone());
        let outcome = decide(&draft, &input);
        assert_eq!(outcome.ranked.len() + outcome.more + outcome.tried[0].left_out.len(), all.len());
        let (whole, told) = (serde_json::to_value(&input).unwrap(), serde_json::to_value(&outcome).unwrap());
        before += whole.to_string().len() + told.to_string().len();

        let fits = picture.as_ref().map(|p| pack_input(&input, p).unwrap()).filter(|(_, n)| !worn(*n, all.len()));
        let mut small = fits.map_or_else(
            || {
                after += serde_json::to_string(&all).unwrap().len();
                (picture, pictures) = (Some(all.clone()), pictures + 1);
                let (small, n) = pack_input(&input, &all).unwrap();
                assert_eq!(n, 0);
                small
            },
            |(small, _)| small,
        );
        let mut short = pack_outcome(&outcome, &all).unwrap();
        after += small.to_string().len() + short.to_string().len();

        let kept = serde_json::to_value(&picture).unwrap();
        unpack_input(&mut small, kept.as_array().unwrap());
        assert_eq!(small, whole, "lead {lead}");
        unpack_outcome(&mut short, candidates(&small));
        assert_eq!(short, told, "lead {lead}");
    }
    assert!((5..60).contains(&pictures), "{pictures}");
    assert!(after * 10 < before * 2, "{after} of {before}");
}

#[tokio::test]
async fn decisions_share_a_picture_and_each_replays() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        for n in 0..6 {
            w.capture(&format!("Isar Logistik {n} GmbH"), &format!("isar-{n}.example")).await;
        }
        let work = t.app.read(&t.app.system("test"));
        let past = super::super::store::routing::latest(&work, 10).await.unwrap();
        assert_eq!(past.len(), 6);
        let mut open = Vec::new();
        for d in &past {
            let all = d.input["candidates"].as_array().unwrap();
            assert_eq!(all.len(), 3, "{}", d.input);
            open.push(all.iter().map(|c| c["open"].as_i64().unwrap()).sum::<i64>());
            let (then, now) = super::super::actions::replay(&work, d.lead, 1).await.unwrap().unwrap();
            assert_eq!(then, now);
            assert_eq!(then.tried[0].left_out.len() + then.ranked.len(), 3);
        }
        open.sort_unstable();
        assert_eq!(open, [0, 1, 2, 3, 4, 5], "each saw what the ones before it did");
        assert_eq!(super::super::store::candidates::count(&work).await.unwrap(), 1);
    })
    .await;
}
