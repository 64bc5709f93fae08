//! A second person looks at a plan before it is in force, where there is one.

use std::sync::Arc;

use base::UserId;
use serde_json::json;
use testkit::{Persona, Test, each_db};
use work::Role;

use super::world::{World, person, stages, told};

const DRAFT: &str = "/api/v1/coverage-plan/draft";

/// Somebody of the vendor who is in the database.
async fn staff(t: &Arc<Test>, name: &str, role: Role) -> (UserId, Persona) {
    let id = person(t, name, role, None).await;
    (id, t.staff(role).as_user(id))
}

/// What waits for somebody in their work queue.
async fn queue(t: &Arc<Test>, who: &Persona) -> Vec<String> {
    let me = web::Me { actor: who.actor.clone(), ..web::Me::nobody(i18n::Locale::En) };
    let l = me.l10n(&t.app);
    let work = t.app.read(&me.actor);
    let reader = web::Reader { me: &me, l: &l };
    let mut out = Vec::new();
    for source in t.app.sources() {
        if let web::Source::Queue(_, list) = source {
            out.extend(list(&work, &reader).await.unwrap().into_iter().map(|i| i.href));
        }
    }
    out
}

async fn propose(who: &Persona, reason: &str) -> testkit::Answer {
    who.json("POST", &format!("{DRAFT}/publication"), &json!({ "reason": reason })).await
}

#[tokio::test]
async fn a_plan_waits_for_somebody_else_and_holds_still_meanwhile() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let (mona, by_mona) = staff(&t, "mona", Role::PartnerOps).await;
        let (otto, by_otto) = staff(&t, "otto", Role::PartnerOps).await;
        by_mona.json("PUT", DRAFT, &w.plan()).await.expect(200);
        by_mona.json("POST", &format!("{DRAFT}/what-if"), &json!(null)).await.expect(202);
        t.settle().await;
        let proposed = propose(&by_mona, "Agreed with sales").await.expect(202).json();
        assert_eq!(proposed["state"], "draft");
        by_mona.get("/api/v1/coverage-plan").await.expect(404);
        // It holds still, for everybody, and what was counted of it holds too.
        let counted = by_otto.get(&format!("{DRAFT}/what-if")).await.expect(200).json();
        assert_eq!((counted["state"].as_str(), counted["outdated"].as_bool()), (Some("done"), Some(false)));
        for who in [&by_mona, &by_otto] {
            assert_eq!(who.json("PUT", DRAFT, &w.plan()).await.expect(409).json()["code"], "coverage.proposed");
            let named = json!({ "served": { "way": "open" } });
            who.json("PUT", &format!("{DRAFT}/names/{}", w.beta.id), &named).await.expect(409);
            who.json("DELETE", DRAFT, &json!(null)).await.expect(409);
            propose(who, "Once more").await.expect(409);
        }
        // Who proposed it does not approve it; who is asked is told, and finds it in the queue.
        assert_eq!((told(&t, mona).await, told(&t, otto).await), (Vec::new(), vec!["coverage.proposed".to_owned()]));
        assert_eq!((queue(&t, &by_mona).await, queue(&t, &by_otto).await), (Vec::new(), vec!["/coverage/draft".to_owned()]));
        let own = by_mona.json("POST", &format!("{DRAFT}/approval"), &json!({})).await.expect(403).json();
        assert_eq!(own["code"], "coverage.own_proposal");
        by_otto.json("DELETE", &format!("{DRAFT}/proposal"), &json!(null)).await.expect(403);
        let page = by_otto.get("/coverage/draft").await.expect(200).text;
        for text in ["It waits for a second person", "Agreed with sales", "Asked: otto", "Approve"] {
            assert!(page.contains(text), "{text}: {page}");
        }
        assert!(!page.contains("/coverage/draft/order"), "nothing is changed on it: {page}");
        assert!(by_mona.get("/coverage/draft").await.expect(200).text.contains("Take it back"));

        // Refused with a reason, it is worked on again.
        assert!(by_otto.post("/coverage/draft/refusal", &[("words", "")]).await.expect(422).text.contains("It waits for a second person"));
        by_otto.post("/coverage/draft/refusal", &[("words", "Norway is missing")]).await.expect(303);
        assert_eq!(told(&t, mona).await, ["coverage.refused"]);
        assert!(by_mona.get("/coverage/draft").await.expect(200).text.contains("Norway is missing"));
        by_mona.json("PUT", DRAFT, &w.plan()).await.expect(200);
        propose(&by_mona, "With Norway").await.expect(202);
        by_mona.json("DELETE", &format!("{DRAFT}/proposal"), &json!(null)).await.expect(204);
        by_otto.json("POST", &format!("{DRAFT}/approval"), &json!({})).await.expect(404);
        propose(&by_mona, "With Norway at last").await.expect(202);
        // Two who decide at once: one does.
        let (words, place) = (json!({ "words": "Good" }), format!("{DRAFT}/approval"));
        let (one, two) = tokio::join!(by_otto.json("POST", &place, &words), by_otto.json("POST", &place, &words));
        let mut answers = [one.status.as_u16(), two.status.as_u16()];
        answers.sort_unstable();
        assert!(answers == [200, 404] || answers == [200, 412], "{answers:?}");
        t.settle().await;
        let plan = by_mona.get("/api/v1/coverage-plan").await.expect(200).json();
        assert_eq!((plan["version"].as_i64(), plan["reason"].as_str()), (Some(1), Some("With Norway at last")));
        assert_eq!(told(&t, mona).await, ["coverage.refused", "coverage.approved"]);
        assert!(by_mona.get("/coverage").await.expect(200).text.contains("approved by"), "the plan says who looked at it");
        assert_eq!(queue(&t, &by_otto).await, Vec::<String>::new());
        let audited = t.audited().await;
        for (action, n) in [("coverage.proposed", 3), ("coverage.refused", 1), ("coverage.withdrawn", 1), ("coverage.approved", 1)] {
            assert_eq!(audited.iter().filter(|a| *a == action).count(), n, "{action}");
        }
        assert_eq!(audited.iter().filter(|a| *a == "coverage.published").count(), 1);
        t.assert_audit_whole().await;
        crate::tests::speak(&by_otto, &["/coverage"]).await;
    })
    .await;
}

#[tokio::test]
async fn nobody_is_waited_for_who_is_not_there() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let (_, mona) = staff(&t, "mona", Role::PartnerOps).await;
        mona.json("PUT", DRAFT, &w.plan()).await.expect(200);
        propose(&mona, "Alone here").await.expect(200);
        // Somebody comes, is asked, and leaves: then the one who is left goes on.
        let (otto, by_otto) = staff(&t, "otto", Role::PartnerOps).await;
        mona.json("PUT", DRAFT, &w.plan()).await.expect(200);
        propose(&mona, "Two of us").await.expect(202);
        t.system(|work| async move { identity::suspend(&work, otto).await }).await.unwrap();
        mona.json("POST", &format!("{DRAFT}/approval"), &json!({})).await.expect(200);
        // The owner may say that nobody is asked, but not over somebody's head.
        let (_, olga) = staff(&t, "olga", Role::Owner).await;
        let (setting, alone) = ("/api/v1/coverage-plan/approval", json!({ "approval": "alone" }));
        mona.json("PUT", DRAFT, &w.plan()).await.expect(200);
        propose(&mona, "Three").await.expect(202);
        olga.json("PUT", setting, &alone).await.expect(409);
        olga.json("POST", &format!("{DRAFT}/approval"), &json!({})).await.expect(200);
        mona.json("PUT", setting, &alone).await.expect(403);
        assert_eq!(mona.get(setting).await.expect(200).json()["approval"], "second");
        olga.post("/coverage/approval", &[("approval", "alone")]).await.expect(303);
        assert_eq!(mona.get(setting).await.expect(200).json(), alone);
        mona.json("PUT", DRAFT, &w.plan()).await.expect(200);
        propose(&mona, "As set").await.expect(200);
        olga.json("PUT", setting, &json!({ "approval": "never" })).await.expect(422);
        assert!(t.audited().await.contains(&"coverage.approval_set".to_owned()));
        drop(by_otto);
    })
    .await;
}
