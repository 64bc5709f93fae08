//! What the rules leave open waits for a person, who chooses once, with a reason.

use base::{ConnectionId, PageRequest};
use chrono::TimeDelta;
use serde_json::json;
use testkit::each_db;
use work::Actor;

use super::{World, image, stages};
use crate::contract::model::{Field, Mark, System};
use crate::records::actions;
use crate::records::model::{Conflict, Side, SyncState};

async fn open(w: &World, id: ConnectionId) -> Vec<Conflict> {
    let work = w.app.read(&Actor::system("test"));
    actions::conflicts(&work, id, &PageRequest::first(50)).await.unwrap().items
}

async fn choose(w: &World, c: &Conflict, side: Side) -> base::Result<Conflict> {
    let actor = w.ops().actor;
    let (connection, id) = (c.connection, c.id);
    w.app.transact(&actor, |work| async move { actions::choose(&work, connection, id, side, "They know better").await }).await
}

#[tokio::test]
async fn what_cannot_be_followed_waits_with_both_values() {
    each_db(stages, async |t| {
        let w = World::new(&t, System::Odoo).await;
        let connection = w.connect().await;
        let deal = w.deal("Stubborn");
        w.approve(deal).await;
        w.settle().await;
        w.pass(TimeDelta::minutes(1)).await;
        w.they_set_stage(Mark::Won);
        w.pass(TimeDelta::minutes(1)).await;
        let waiting = open(&w, connection.id).await;
        assert_eq!(waiting.len(), 1, "{waiting:#?}");
        let c = &waiting[0];
        assert_eq!(
            (c.field, c.ours.as_str(), c.theirs.as_str(), c.code.as_str()),
            (Some(Field::Stage), "Qualified", "won", "deal.wrong_state")
        );
        assert_eq!(w.record(connection.id, deal).await.state, SyncState::Conflict);
        // Looked at again, it is not asked again, and nothing is written over.
        w.pass(TimeDelta::minutes(5)).await;
        assert_eq!(open(&w, connection.id).await.len(), 1);
        assert_eq!(w.theirs().2, "Won");
        choose(&w, c, Side::Ours).await.unwrap();
        assert_eq!(choose(&w, c, Side::Theirs).await.unwrap_err().code(), Some("connection.settled"));
        w.settle().await;
        assert_eq!(w.theirs().2, "Qualified");
        w.assert_synced(connection.id, deal).await;
        assert!(w.test.audited().await.contains(&"connection.conflict_settled".to_owned()));
        w.test.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn both_may_have_changed_it_and_a_person_takes_theirs() {
    each_db(stages, async |t| {
        let (w, connection, deal) = World::with_deal(&t, System::HubSpot).await;
        w.pass(TimeDelta::minutes(3)).await;
        // In the same moment on both sides: no clock decides.
        w.they_set_day("2027-07-07");
        w.change(deal, |d| d.close_on = chrono::NaiveDate::from_ymd_opt(2027, 8, 8)).await;
        w.settle().await;
        let waiting = open(&w, connection.id).await;
        assert_eq!(waiting.len(), 1, "{waiting:#?}");
        assert_eq!((waiting[0].ours.as_str(), waiting[0].theirs.as_str(), waiting[0].code.as_str()), ("2027-08-08", "2027-07-07", "both"));
        choose(&w, &waiting[0], Side::Theirs).await.unwrap();
        w.settle().await;
        assert_eq!(image(deal).close_on.unwrap().to_string(), "2027-07-07");
        w.assert_synced(connection.id, deal).await;
    })
    .await;
}

#[tokio::test]
async fn a_difference_that_ends_by_itself_leaves_the_queue() {
    each_db(stages, async |t| {
        let (w, connection, deal) = World::with_deal(&t, System::Salesforce).await;
        w.pass(TimeDelta::minutes(3)).await;
        w.crm.change(&w.crm.deals()[0].clone(), "StageName", json!("Prospecting"));
        w.pass(TimeDelta::minutes(1)).await;
        assert_eq!(open(&w, connection.id).await.iter().map(|c| c.code.clone()).collect::<Vec<_>>(), ["unknown"]);
        w.crm.change(&w.crm.deals()[0].clone(), "StageName", json!("Qualification"));
        w.pass(TimeDelta::minutes(1)).await;
        assert_eq!(open(&w, connection.id).await, []);
        w.assert_synced(connection.id, deal).await;
    })
    .await;
}

#[tokio::test]
async fn what_was_removed_is_made_again_when_a_person_says_so() {
    each_db(stages, async |t| {
        for system in System::ALL.iter().copied() {
            let (w, connection, deal) = World::with_deal(&t, system).await;
            w.crm.remove(&w.crm.deals()[0].clone());
            w.change(deal, |d| d.value_minor = 1_000).await;
            w.settle().await;
            let waiting = open(&w, connection.id).await;
            assert_eq!((waiting.len(), waiting[0].field, waiting[0].code.as_str()), (1, None, "gone"));
            choose(&w, &waiting[0], Side::Ours).await.unwrap();
            w.settle().await;
            w.assert_synced(connection.id, deal).await;
            assert_eq!(open(&w, connection.id).await, []);
        }
    })
    .await;
}
