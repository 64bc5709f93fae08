//! One approved deal makes exactly one record, whatever goes wrong on the way.

use chrono::TimeDelta;
use proptest::prelude::*;
use testkit::{each_db, on_sqlite};

use super::{WAYS, World, stages};
use crate::contract::model::System;
use crate::records::model::SyncState;
use crate::simulators::Mishap;

/// Lets enough time pass for every pause to end.
async fn patience(w: &World) {
    for minutes in [1, 2, 6, 6, 31, 130, 310] {
        w.pass(TimeDelta::minutes(minutes)).await;
    }
}

#[tokio::test]
async fn each_fault_at_each_call_leaves_one_record() {
    on_sqlite(stages, async |t| {
        for (system, protocol) in WAYS {
            let w = World::over(&t, system, protocol).await;
            let connection = w.connect().await;
            let deal = w.deal("Nordvik Shipping AS");
            w.approve(deal).await;
            w.crm.calls();
            w.settle().await;
            let calls = w.crm.calls().len();
            w.assert_synced(connection.id, deal).await;
            for mishap in Mishap::ENDING {
                for at in 0..calls {
                    for id in w.crm.deals() {
                        w.crm.remove(&id);
                    }
                    let deal = w.deal("Nordvik Shipping AS");
                    let mut schedule = vec![Mishap::None; at];
                    schedule.push(mishap);
                    w.crm.mishaps(&schedule);
                    w.approve(deal).await;
                    w.settle().await;
                    patience(&w).await;
                    let record = w.record(connection.id, deal).await;
                    assert_eq!(
                        record.state,
                        SyncState::Synced,
                        "{system:?}, {protocol:?}, {mishap:?} at call {at} of {calls}: {record:#?}"
                    );
                    w.assert_synced(connection.id, deal).await;
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn killed_between_any_two_steps_it_is_still_one_record() {
    each_db(stages, async |t| {
        for system in System::ALL.iter().copied() {
            let w = World::new(&t, system).await;
            let connection = w.connect().await;
            for mishap in [Mishap::Hang, Mishap::HangAfter] {
                for at in 0..12 {
                    for id in w.crm.deals() {
                        w.crm.remove(&id);
                    }
                    let deal = w.deal("Nordvik Shipping AS");
                    let mut schedule = vec![Mishap::None; at];
                    schedule.push(mishap);
                    w.approve(deal).await;
                    w.crm.mishaps(&schedule);
                    // The process ends while it waits for an answer: everything in it is dropped.
                    tokio::select! {
                        () = w.crm.hung() => {}
                        () = w.settle() => {}
                    }
                    w.crm.mishaps(&[]);
                    patience(&w).await;
                    w.assert_synced(connection.id, deal).await;
                }
            }
        }
    })
    .await;
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn any_schedule_of_faults_ends_equal_with_one_record(
        (system, protocol) in prop::sample::select(WAYS.to_vec()),
        making in prop::collection::vec(prop::sample::select(Mishap::ENDING.to_vec()), 0..12),
        changing in prop::collection::vec(prop::sample::select(Mishap::ENDING.to_vec()), 0..12),
    ) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(on_sqlite(stages, async |t| {
            let w = World::over(&t, system, protocol).await;
            let connection = w.connect().await;
            let deal = w.deal("Nordvik Shipping AS");
            w.crm.mishaps(&making);
            w.approve(deal).await;
            w.settle().await;
            // Repeated while it is under way, and told twice.
            w.approve(deal).await;
            w.settle().await;
            patience(&w).await;
            w.crm.mishaps(&[]);
            patience(&w).await;
            w.assert_synced(connection.id, deal).await;
            w.crm.mishaps(&changing);
            w.change(deal, |d| {
                d.value_minor = 3_100_000;
                d.stage = Some("proposal".to_owned());
            })
            .await;
            w.settle().await;
            w.they_set_day("2027-03-31");
            patience(&w).await;
            w.crm.mishaps(&[]);
            patience(&w).await;
            w.assert_synced(connection.id, deal).await;
            assert_eq!(w.theirs().0, 3_100_000);
            assert_eq!(w.theirs().1, "2027-03-31");
        }));
    }
}

#[tokio::test]
async fn two_workers_at_once_make_one_record() {
    each_db(stages, async |t| {
        let w = World::new(&t, System::Odoo).await;
        let connection = w.connect().await;
        let deal = w.deal("Nordvik Shipping AS");
        w.approve(deal).await;
        let (a, b, c) = tokio::join!(Box::pin(web::settle(&w.app)), Box::pin(web::settle(&w.app)), Box::pin(web::settle(&t.app)));
        for outcome in [a, b, c] {
            outcome.unwrap();
        }
        patience(&w).await;
        w.assert_synced(connection.id, deal).await;
    })
    .await;
}
