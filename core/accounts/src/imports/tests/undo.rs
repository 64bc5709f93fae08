use base::Kind;
use serde_json::json;
use testkit::each_db;
use work::Actor;

use crate::imports::actions::{self, Begin};
use crate::imports::model::State;
use crate::tests::{company, create, everything, import, keeping, ops, stages, undo};
use crate::{Details, Options};

#[tokio::test]
async fn only_what_an_import_owns_changes_and_only_that_is_taken_back() {
    each_db(stages, |t| async move {
        let before = Details { phone: "+49 30 1".to_owned(), city: "Kiel".to_owned(), ..company("Alpha GmbH", "alpha.de", "DE") };
        let made = create(&t, before.clone()).await;
        let file = "name,domain,city,employees\nALPHA GmbH,www.alpha.de,Bonn,\nBeta AG,beta.ch,Bern,5\n";
        let summary = import(&t, file.as_bytes(), Options::default()).await.unwrap();
        assert_eq!((summary.counts.created, summary.counts.updated), (1, 1));
        let now = everything(&t).await.into_iter().find(|a| a.0 == made.id).unwrap().1;
        assert_eq!(
            now,
            Details { name: "ALPHA GmbH".to_owned(), city: "Bonn".to_owned(), ..before.clone() },
            "empty cells and unmapped fields stay"
        );

        // A person changes one of the two fields since: that one stays, the other goes back.
        let changed = &Details { city: "Ulm".to_owned(), ..now };
        t.system(|work| async move { crate::update(&work, made.id, changed, None).await }).await.unwrap();
        let id = summary.import.unwrap();
        undo(&t, id).await;
        let all = everything(&t).await;
        assert_eq!(all, [(made.id, Details { city: "Ulm".to_owned(), ..before }, None)]);
        let record = t.app.read(&ops(&t).actor);
        let record = actions::get(&record, id).await.unwrap();
        assert_eq!((record.state, record.reverted, record.kept), (State::Undone, 1, 1));
        let page = ops(&t).get(&format!("/accounts/imports/{id}")).await.expect(200).text;
        assert!(page.contains("1 account set back") && page.contains("Accounts that stay") && page.contains("Alpha GmbH"), "{page}");
        let again = t.app.transact(&ops(&t).actor, |work| async move { actions::undo(&work, id).await }).await.unwrap_err();
        assert_eq!((again.code(), again.kind()), (Some("import.moved"), Some(Kind::Conflict)));
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn accounts_that_somebody_changed_or_judged_stay() {
    each_db(stages, |t| async move {
        let summary = import(&t, b"id,name,domain\n1,Alpha,alpha.de\n2,Beta,beta.de\n3,Gamma,gamma.de\n", keeping()).await.unwrap();
        let all = everything(&t).await;
        let by = |name: &str| all.iter().find(|a| a.1.name == name).unwrap().clone();
        let changed = &Details { phone: "1 234 567".to_owned(), ..by("Alpha").1 };
        let alpha = by("Alpha").0;
        t.system(|work| async move { crate::update(&work, alpha, changed, None).await }).await.unwrap();
        let other = create(&t, company("Beta Works", "", "")).await;
        let beta = by("Beta").0;
        let said = Some(matching::Judgment::Different);
        t.app
            .transact(&ops(&t).actor, |work| async move { crate::accounts::actions::judge(&work, beta, other.id, said).await })
            .await
            .unwrap();
        undo(&t, summary.import.unwrap()).await;
        let mut names: Vec<String> = everything(&t).await.into_iter().map(|a| a.1.name).collect();
        names.sort();
        assert_eq!(names, ["Alpha", "Beta", "Beta Works"], "what is changed or referred to is in use");
    })
    .await;
}

#[tokio::test]
async fn possible_duplicates_are_counted_and_listed_not_merged() {
    each_db(stages, |t| async move {
        create(&t, company("Alpha Logistics GmbH", "alpha-logistics.de", "DE")).await;
        let file = "id,name,domain\n1,Alpha Logistik AG,alpha-logistics.de\n2,Beta Steel,beta-steel.com\n3,Beta Steel Inc.,beta-steel.com\n4,Gamma,gamma.org\n";
        let summary = import(&t, file.as_bytes(), Options::default()).await.unwrap();
        assert_eq!((summary.counts.created, summary.counts.duplicates), (4, 2));
        assert_eq!(everything(&t).await.len(), 5);
        let id = summary.import.unwrap();
        let doubles = actions::doubles(&t.app.read(&ops(&t).actor), id, 0, 10).await.unwrap();
        assert_eq!(doubles.iter().map(|d| d.row).collect::<Vec<_>>(), [2, 4]);
        let page = ops(&t).get(&format!("/accounts/imports/{id}")).await.expect(200).text;
        assert!(page.contains("2 possible duplicates") && page.contains("Alpha Logistik AG") && page.contains("Alpha Logistics GmbH"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_worker_that_dies_midway_repeats_nothing_and_loses_nothing() {
    each_db(stages, |t| async move {
        let mut file = "id,name\n".to_owned();
        (0..1200).for_each(|i| file.push_str(&format!("{i},Company {i}\n")));
        let (upload, _) =
            crate::imports::jobs::keep(&t.app, "x.csv", Box::pin(futures::stream::once(async move { Ok(file.into()) }))).await.unwrap();
        let (ops, upload) = (ops(&t), &upload);
        let begun =
            t.app.transact(&ops.actor, |work| async move { actions::begin(&work, upload, &Options::default(), Begin::Caller).await }).await;
        let id = begun.unwrap().id;
        // The worker dies after its first chunk: its progress says so by panicking.
        let app = t.app.clone();
        let died = tokio::spawn(async move {
            crate::imports::jobs::drive(&app, id, None, &mut |i| assert!(i.state != State::Running || i.place < 501, "killed")).await
        });
        assert!(died.await.unwrap_err().is_panic());
        let half = everything(&t).await.len();
        assert_eq!(half, 500);
        // Nobody is at it; the schedule finds it and a job gets on with it.
        t.advance(chrono::TimeDelta::minutes(11));
        t.tick().await;
        t.advance(chrono::TimeDelta::minutes(11));
        t.tick().await;
        let done = actions::get(&t.app.read(&ops.actor), id).await.unwrap();
        assert_eq!((done.state, done.counts.created, done.counts.rows), (State::Done, 1200, 1200));
        let all = everything(&t).await;
        assert_eq!(all.len(), 1200);
        let mut keys: Vec<String> = all.into_iter().map(|a| a.2.unwrap().id).collect();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), 1200);
    })
    .await;
}

#[tokio::test]
async fn imports_tell_facts_and_audit() {
    each_db(stages, |t| async move {
        let summary = import(&t, b"id,name\n1,Alpha\n", keeping()).await.unwrap();
        undo(&t, summary.import.unwrap()).await;
        let actions = t.audited().await;
        assert_eq!(
            actions,
            ["import.begun", "account.created", "import.finished", "import.undo_begun", "account.removed", "import.undone"]
        );
        let facts = outbox::page_after(t.app.db().reader(), 0, &[], 100).await.unwrap();
        let kinds: Vec<&str> = facts.iter().map(|f| f.kind.as_str()).collect();
        assert_eq!(kinds, ["account.created", "import.finished", "import.undone"]);
        assert_eq!(facts[1].data["created"], json!(1));
        let _system: Actor = t.app.system("x");
        t.assert_audit_whole().await;
    })
    .await;
}
