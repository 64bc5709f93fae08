//! Versions and names in the database.

use serde_json::json;
use testkit::each_db;

use super::world::{World, person, stages, told};
use crate::Whom;
use crate::coverage::{actions, store};

#[tokio::test]
async fn a_version_copies_no_names_and_a_discarded_draft_leaves_none() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let name = |account: &crate::Account| format!("/api/v1/coverage-plan/draft/names/{}", account.id);
        let direct = json!({ "served": { "way": "direct" }, "note": "Key customer" });
        w.ops.json("PUT", &name(&w.beta), &direct).await.expect(204);
        w.publish(w.plan()).await;
        assert_eq!(w.of(&w.beta).await["by"], "name");

        // The second version changes one name and adds another, and the first stays what it was.
        let other = json!({ "served": { "way": "co_sell", "partners": [w.brightpath] } });
        w.ops.json("PUT", &name(&w.beta), &other).await.expect(204);
        w.ops.json("PUT", &name(&w.gamma), &direct).await.expect(204);
        assert_eq!(w.of(&w.beta).await["served"]["way"], "direct", "a draft is not in force");
        let work = t.app.read(&w.ops.actor);
        let ways = async |version: i64| {
            let names = store::names::find_many(&work, version, &[w.beta.id, w.gamma.id]).await.unwrap();
            let mut ways: Vec<&str> = names.iter().map(|n| n.served.way.code()).collect();
            ways.sort_unstable();
            ways.join(" ")
        };
        assert_eq!((ways(1).await, ways(2).await), ("direct".to_owned(), "co_sell direct".to_owned()));

        w.ops.json("DELETE", "/api/v1/coverage-plan/draft", &json!(null)).await.expect(204);
        assert_eq!((ways(1).await, ways(2).await), ("direct".to_owned(), "direct".to_owned()), "as if it had never been");
        w.ops.json("DELETE", "/api/v1/coverage-plan/draft", &json!(null)).await.expect(404);

        w.ops.json("DELETE", &name(&w.beta), &json!(null)).await.expect(204);
        w.ops.json("DELETE", &name(&w.beta), &json!(null)).await.expect(404);
        w.publish(w.plan()).await;
        assert_eq!((ways(1).await, ways(2).await), ("direct".to_owned(), String::new()));
        assert_eq!(w.of(&w.beta).await["by"], "rule");
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn one_draft_and_no_change_of_what_was_published() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let begun = t.app.transact(&w.ops.actor, |work| async move { actions::begin(&work).await }).await.unwrap();
        let again = t.app.transact(&w.ops.actor, |work| async move { actions::begin(&work).await }).await.unwrap();
        assert_eq!((begun.id, begun.version), (again.id, 1));
        let done = t.app.transact(&w.ops.actor, |work| async move { actions::publish(&work, Some(1), "First").await }).await.unwrap();
        assert!(!done.is_draft());
        // Whoever still has the draft open is told, and the published version stays.
        let draft = &begun;
        let late = t.app.transact(&w.ops.actor, |work| async move { store::save(&work, draft.clone()).await }).await;
        assert_eq!(late.unwrap_err().kind(), Some(base::Kind::Stale));
        let work = t.app.read(&w.ops.actor);
        assert_eq!(store::find(&work, 1).await.unwrap().unwrap(), done);
        // The plan is read once; after that only its version is asked for.
        let first = crate::coverage_of(&work, Whom::Account(&w.alpha)).await.unwrap();
        assert_eq!(first, crate::coverage_of(&work, Whom::Account(&w.alpha)).await.unwrap());
        assert_eq!(first.version, 1);
    })
    .await;
}

#[tokio::test]
async fn both_sides_are_told_when_an_account_goes_from_one_to_the_other() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let nordic = person(&t, "nordic", work::Role::Sales, Some(w.nordic)).await;
        let bright = person(&t, "bright", work::Role::PartnerAdmin, Some(w.brightpath)).await;
        let finance = person(&t, "finance", work::Role::MemberFinance, Some(w.brightpath)).await;
        let owner = person(&t, "owner", work::Role::ChannelManager, None).await;
        w.publish(w.plan()).await;
        t.settle().await;
        assert_eq!((told(&t, nordic).await, told(&t, bright).await), (vec!["coverage.partner_won".to_owned()], Vec::new()));
        let named = json!({ "served": { "way": "co_sell", "partners": [w.brightpath], "owner_id": owner } });
        w.ops.json("PUT", &format!("/api/v1/coverage-plan/draft/names/{}", w.beta.id), &named).await.expect(204);
        w.publish(w.plan()).await;
        t.settle().await;
        assert_eq!(told(&t, nordic).await, ["coverage.partner_won", "coverage.partner_lost"]);
        assert_eq!(
            (told(&t, bright).await, told(&t, owner).await),
            (vec!["coverage.partner_won".to_owned()], vec!["coverage.owner_won".to_owned()])
        );
        assert_eq!(told(&t, finance).await, Vec::<String>::new());
        // The same plan again changes nothing, and nobody hears of it.
        w.publish(w.plan()).await;
        t.settle().await;
        assert_eq!((told(&t, nordic).await.len(), told(&t, bright).await.len()), (2, 1));
    })
    .await;
}
