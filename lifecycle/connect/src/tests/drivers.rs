//! Each driver against its simulator: rules that are enforced, rights that are missing, changes that come back.

use chrono::TimeDelta;
use serde_json::json;
use testkit::{each_db, on_sqlite};

use super::{WAYS, World, image, stages};
use crate::contract::model::{Mark, Protocol, System};
use crate::records::model::SyncState;
use crate::simulators::Mishap;

#[tokio::test]
async fn changes_run_both_ways_and_end_equal() {
    each_db(stages, async |t| {
        for (system, protocol) in WAYS {
            let (w, connection, deal) = World::over_with_deal(&t, system, protocol).await;
            w.pass(TimeDelta::minutes(1)).await;
            w.assert_synced(connection.id, deal).await;
            // What both may write goes over with the last who wrote.
            w.they_set_day("2027-05-31");
            w.they_set_stage(Mark::Proposal);
            w.pass(TimeDelta::minutes(1)).await;
            assert_eq!(image(deal).close_on.unwrap().to_string(), "2027-05-31", "{system:?}");
            assert_eq!(image(deal).stage.as_deref(), Some("proposal"), "{system:?}");
            w.assert_synced(connection.id, deal).await;
            // What is ours is written over again.
            let id = w.crm.deals()[0].clone();
            let field = match system {
                System::Odoo => "expected_revenue",
                System::Salesforce => "Amount",
                System::HubSpot => "amount",
            };
            w.crm.change(&id, field, if system == System::HubSpot { json!("1.5") } else { json!(1.5) });
            w.pass(TimeDelta::minutes(1)).await;
            w.pass(TimeDelta::minutes(1)).await;
            assert_eq!(w.theirs().0, 2_845_000, "{system:?}");
            // Nothing more is written when nothing more is new.
            w.pass(TimeDelta::minutes(5)).await;
            let written = |calls: Vec<String>| calls.iter().filter(|c| c.starts_with("PATCH")).count();
            w.crm.calls();
            w.pass(TimeDelta::minutes(5)).await;
            assert_eq!(written(w.crm.calls()), 0, "{system:?}");
            // Lost there is lost here.
            w.they_set_stage(Mark::Lost);
            w.pass(TimeDelta::minutes(1)).await;
            assert_eq!(image(deal).state, "lost", "{system:?}");
            w.assert_synced(connection.id, deal).await;
        }
    })
    .await;
}

#[tokio::test]
async fn two_that_write_at_once_are_no_refusal() {
    on_sqlite(stages, async |t| {
        let w = World::new(&t, System::Odoo).await;
        let connection = w.connect().await;
        let deal = w.deal("Nordvik Shipping AS");
        // Each import meets somebody else a few times: it is over before anybody would notice.
        w.crm.mishaps(&[Mishap::Crowded; 8]);
        w.approve(deal).await;
        w.settle().await;
        w.assert_synced(connection.id, deal).await;
        // One that never gets through waits for another try, and not for a person.
        let other = w.deal("Aalto Cargo");
        w.crm.mishaps(&[Mishap::Crowded; 40]);
        w.approve(other).await;
        w.settle().await;
        let record = w.record(connection.id, other).await;
        assert_eq!(
            (record.state, record.error.as_deref()),
            (SyncState::Waiting, Some("could not serialize access due to concurrent update"))
        );
        w.crm.mishaps(&[]);
        w.pass(TimeDelta::minutes(2)).await;
        assert_eq!(w.record(connection.id, other).await.state, SyncState::Synced);
        assert_eq!(w.crm.deals().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn two_deals_of_a_customer_keep_their_contacts_apart() {
    on_sqlite(stages, async |t| {
        let (w, _, first) = World::with_deal(&t, System::Odoo).await;
        let second = w.deal("Nordvik Shipping AS");
        w.change(second, |d| d.contact_email = "ola@nordvik-shipping.example".to_owned()).await;
        w.approve(second).await;
        w.settle().await;
        w.change(first, |d| d.next_step = "Offer".to_owned()).await;
        w.settle().await;
        let ids = w.crm.deals();
        let customers: Vec<_> = ids.iter().map(|id| w.crm.field(id, "partner_id")).collect();
        assert!(customers.len() == 2 && customers[0] == customers[1] && !customers[0].is_null(), "{customers:?}");
        for (id, own, other) in [(&ids[0], "ingrid@", "ola@"), (&ids[1], "ola@", "ingrid@")] {
            let said =
                [w.crm.field(id, "email_from"), w.crm.field(id, "description")].map(|v| v.as_str().unwrap_or_default().to_owned()).concat();
            assert!(said.contains(own) && !said.contains(other), "{said}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_won_there_can_be_lost() {
    on_sqlite(stages, async |t| {
        for (system, protocol) in WAYS {
            let (w, connection, deal) = World::over_with_deal(&t, system, protocol).await;
            for state in ["won", "lost", "approved", "lost", "won"] {
                w.change(deal, |d| d.state = state.to_owned()).await;
                w.settle().await;
                w.assert_synced(connection.id, deal).await;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_copy_that_somebody_makes_there_is_not_the_record() {
    on_sqlite(stages, async |t| {
        let (w, connection, deal) = World::with_deal(&t, System::Odoo).await;
        let first = w.crm.deals()[0].clone();
        w.crm.copy(&first, "");
        let copy = w.crm.deals()[1].clone();
        w.crm.change(&copy, "date_deadline", "2029-09-09".into());
        w.pass(TimeDelta::minutes(1)).await;
        w.pass(TimeDelta::minutes(1)).await;
        let record = w.record(connection.id, deal).await;
        assert_eq!((record.remote.as_deref(), record.state), (Some(first.as_str()), SyncState::Synced));
        assert_eq!(image(deal).close_on.unwrap().to_string(), "2027-02-15");
    })
    .await;
}

#[tokio::test]
async fn what_was_removed_there_is_not_made_again_by_itself() {
    on_sqlite(stages, async |t| {
        for system in System::ALL.iter().copied() {
            let (w, connection, deal) = World::with_deal(&t, system).await;
            w.crm.remove(&w.crm.deals()[0].clone());
            w.change(deal, |d| d.value_minor = 1_000).await;
            w.settle().await;
            assert_eq!(w.record(connection.id, deal).await.state, SyncState::Gone, "{system:?}");
            w.change(deal, |d| d.value_minor = 2_000).await;
            w.pass(TimeDelta::minutes(10)).await;
            assert_eq!(w.crm.deals(), Vec::<String>::new(), "{system:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_test_says_which_right_is_missing() {
    on_sqlite(stages, async |t| {
        let missing = [
            (System::Odoo, "crm.lead: create", "crm.lead: create"),
            (System::Salesforce, "Amount", "Opportunity.Amount: edit"),
            (System::Salesforce, "Towpath_Deal__c", "Opportunity.Towpath_Deal__c: external id"),
        ];
        for (system, taken, named) in missing {
            let w = World::new(&t, system).await;
            let made = w.connect().await;
            let driver = crate::drivers::driver(crate::secrets::target(&w.app, &made).unwrap());
            let health = driver.check().await;
            assert!(health.is_good(), "{health:#?}");
            w.crm.forbid(Some(taken));
            let health = driver.check().await;
            let lacking: Vec<&str> = health.needs.iter().filter(|n| !n.there).map(|n| n.what.as_str()).collect();
            assert!(lacking.contains(&named), "{lacking:?}");
        }
        // HubSpot's property is made from here.
        let w = World::new(&t, System::HubSpot).await;
        let (new, secrets) = w.wanted();
        let target = crate::contract::model::Target {
            system: System::HubSpot,
            url: new.url,
            settings: new.settings,
            secrets,
            allowed: vec!["127.0.0.1".to_owned()],
            now: w.app.now(),
        };
        let driver = crate::drivers::driver(target);
        let health = driver.check().await;
        assert_eq!(health.needs.iter().filter(|n| !n.there).map(|n| n.what.as_str()).next(), Some("deals.towpath_deal"));
        driver.prepare().await.unwrap();
        assert!(driver.check().await.is_good());
    })
    .await;
}

#[tokio::test]
async fn an_odoo_is_spoken_to_by_whichever_way_is_open() {
    on_sqlite(stages, async |t| {
        let ways = [("", "/jsonrpc", "JSON-RPC"), ("/jsonrpc", "/xmlrpc/2/", "XML-RPC"), ("/jsonrpc /xmlrpc", "/json/2/", "JSON-2")];
        for (shut, open, title) in ways {
            let w = World::new(&t, System::Odoo).await;
            w.crm.forbid(Some(shut));
            let connection = w.connect().await;
            let deal = w.deal("Nordvik Shipping AS");
            w.approve(deal).await;
            w.settle().await;
            w.assert_synced(connection.id, deal).await;
            let written = w.crm.calls().into_iter().filter(|c| c.contains(open)).count();
            assert!(written > 3, "{written} calls to {open}");
            let driver = crate::drivers::driver(crate::secrets::target(&w.app, &connection).unwrap());
            let health = driver.check().await;
            assert!(health.is_good() && health.system.ends_with(&format!("({title})")), "{health:#?}");
            // What is refused is said in the same words, whichever way it comes.
            w.crm.forbid(Some("crm.lead: read"));
            let health = driver.check().await;
            assert_eq!(health.needs.iter().find(|n| !n.there).map(|n| n.what.as_str()), Some("crm.lead: read"), "{health:#?}");
        }
        // A way that was chosen is the only one.
        let w = World::over(&t, System::Odoo, Protocol::XmlRpc).await;
        let connection = w.connect().await;
        w.crm.forbid(Some("/xmlrpc"));
        w.crm.calls();
        let driver = crate::drivers::driver(crate::secrets::target(&w.app, &connection).unwrap());
        let trouble = driver.check().await.trouble.unwrap().to_string();
        assert!(trouble.contains("is this the address of an Odoo?"), "{trouble}");
        assert_eq!(w.crm.calls(), ["POST /xmlrpc/2/common"]);
    })
    .await;
}

#[tokio::test]
async fn a_key_that_is_not_accepted_is_said_so_by_every_way() {
    on_sqlite(stages, async |t| {
        for protocol in [Protocol::JsonRpc, Protocol::XmlRpc, Protocol::Json2] {
            let w = World::over(&t, System::Odoo, protocol).await;
            let connection = w.connect().await;
            let mut target = crate::secrets::target(&w.app, &connection).unwrap();
            target.secrets.token = "key-2".to_owned();
            let trouble = crate::drivers::driver(target).check().await.trouble.unwrap();
            assert!(matches!(trouble, crate::contract::model::Trouble::Denied(_)), "{protocol:?}: {trouble}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_shut_door_is_told_and_tried_again() {
    each_db(stages, async |t| {
        let w = World::new(&t, System::Odoo).await;
        let connection = w.connect().await;
        w.crm.forbid(Some("crm.lead: create"));
        let deal = w.deal("Nordvik Shipping AS");
        w.approve(deal).await;
        w.settle().await;
        let record = w.record(connection.id, deal).await;
        assert_eq!(record.state, SyncState::Waiting);
        assert!(record.error.unwrap().contains("not allowed to create"), "the other side's words are kept");
        let pulse = w.connection(connection.id).await.pulse;
        assert!(pulse.is_failing() && pulse.limited_until.is_some() && pulse.warned_at.is_some());
        w.crm.forbid(None);
        w.pass(TimeDelta::minutes(20)).await;
        w.pass(TimeDelta::minutes(20)).await;
        w.assert_synced(connection.id, deal).await;
    })
    .await;
}

#[tokio::test]
async fn a_pause_that_is_asked_for_is_kept() {
    on_sqlite(stages, async |t| {
        for system in System::ALL.iter().copied() {
            let w = World::new(&t, system).await;
            let connection = w.connect().await;
            w.crm.mishaps(&[Mishap::TooMany(600)]);
            let deal = w.deal("Nordvik Shipping AS");
            w.approve(deal).await;
            w.settle().await;
            let other = w.deal("Aalto Cargo");
            w.approve(other).await;
            w.crm.calls();
            w.pass(TimeDelta::minutes(9)).await;
            assert_eq!(w.crm.calls(), Vec::<String>::new(), "{system:?} is left alone for ten minutes");
            let record = w.record(connection.id, deal).await;
            assert_eq!(record.attempts, 0, "a pause costs no patience");
            w.pass(TimeDelta::minutes(2)).await;
            assert_eq!(w.crm.deals().len(), 2, "{system:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_value_that_the_other_side_refuses_waits_for_a_change() {
    on_sqlite(stages, async |t| {
        for system in System::ALL.iter().copied() {
            let w = World::new(&t, system).await;
            let (mut new, secrets) = w.wanted();
            new.settings.stages[0].1 = "no-such-stage".to_owned();
            let id: base::ConnectionId = w.app.ids().next(w.app.now()).into();
            let sealed = crate::secrets::seal(&w.app, id, &secrets).unwrap();
            let (new, sealed, allowed) = (&new, sealed.as_str(), &w.app.settings().webhook_allowed_hosts);
            let actor = work::Actor::system("test");
            let made = w
                .app
                .transact(&actor, |work| async move { crate::connections::actions::make(&work, id, new, sealed, allowed).await })
                .await
                .unwrap();
            crate::drivers::driver(crate::secrets::target(&w.app, &made).unwrap()).prepare().await.unwrap();
            w.resume(id).await;
            let deal = w.deal("Nordvik Shipping AS");
            w.approve(deal).await;
            w.settle().await;
            let record = w.record(id, deal).await;
            assert_eq!(record.state, SyncState::Refused, "{system:?}: {record:#?}");
            assert!(record.error.unwrap().contains("no-such-stage"));
            assert_eq!(w.crm.deals(), Vec::<String>::new());
            w.change(deal, |d| d.stage = Some("proposal".to_owned())).await;
            w.settle().await;
            assert_eq!(w.record(id, deal).await.state, SyncState::Synced);
            assert_eq!(w.crm.deals().len(), 1);
        }
    })
    .await;
}
