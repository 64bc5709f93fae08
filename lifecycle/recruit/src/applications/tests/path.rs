//! From a stranger to a partner, on both databases.

use access::Role;
use base::Kind;
use partners::Lifecycle;
use testkit::each_db;

use super::sample::{details, filed, open_program, stages};
use crate::applications::actions;
use crate::applications::model::{Details, Reason, State, Verdict};

fn yes() -> Verdict {
    Verdict { reason: Reason::Fits, words: "Good to have you.".to_owned(), version: None }
}

#[tokio::test]
async fn a_stranger_becomes_a_partner_with_administrator_and_manager() {
    each_db(stages, |t| async move {
        open_program(&t).await;
        let manager = &identity::NewUser {
            email: "rosa@kestrel.example".to_owned(),
            name: "Rosa Lind".to_owned(),
            roles: vec![Role::ChannelManager],
            partner: None,
            org: "Kestrel".to_owned(),
            locale: "en".to_owned(),
            zone: "UTC".to_owned(),
        };
        let manager = t.system(|work| async move { identity::add_active(&work, manager, None, None).await }).await.unwrap();
        let done = filed(&t, &details()).await;
        let a = &done.application;
        assert!(matches!(a.state, State::Submitted { .. }) && a.score() > 60, "{a:?}");
        let rosa = t.staff(Role::ChannelManager).as_user(manager);
        let verdict = &yes();
        let id = a.id;
        let a = t.app.transact(&rosa.actor, |work| async move { actions::decide(&work, id, verdict).await }).await.unwrap();
        let State::Approved { partner, .. } = a.state else { panic!("{a:?}") };
        let p = t.system(|work| async move { partners::get(&work, partner).await }).await.unwrap();
        assert_eq!(
            (p.state, p.manager, p.name.as_str(), p.locale.as_str()),
            (Lifecycle::Contracting, Some(manager), "Brightpath Systems GmbH", "de")
        );
        assert!(p.tier.is_some() && p.program.is_some());
        let people = t.system(|work| async move { identity::of_partner(&work, partner).await }).await.unwrap();
        assert_eq!(
            people.iter().map(|u| (u.email.as_str(), u.roles.clone())).collect::<Vec<_>>(),
            [("amara.diallo@brightpath.example", vec![Role::PartnerAdmin])]
        );
        let audited = t.audited().await;
        for action in ["application.submitted", "application.moved", "partner.created", "user.invited", "application.approved"] {
            assert!(audited.iter().any(|a| a == action), "{action} in {audited:?}");
        }
        t.settle().await;
        t.assert_audit_whole().await;

        // The second decider hears that somebody was faster, and nothing is made twice.
        let again = t.app.transact(&rosa.actor, |work| async move { actions::decide(&work, id, verdict).await }).await.unwrap_err();
        assert_eq!(again.kind(), Some(Kind::Conflict));

        // The same company applies again: staff see the partner with its likeness; the applicant's page names nobody.
        let twin =
            filed(&t, &Details { company: "Brightpath Systems".to_owned(), email: "tom@brightpath.example".to_owned(), ..details() }).await;
        let found = twin.application.found.unwrap();
        assert!(found.is_known(), "{found:?}");
        assert_eq!((found.twins[0].kind.as_str(), found.twins[0].name.as_str()), ("partner", "Brightpath Systems GmbH"));
        assert!(!found.twins[0].evidence.is_empty());
        let page = t.anyone().get(&format!("/applications/status/{}", twin.status)).await.expect(200);
        assert!(page.text.contains("Ask your colleague") && !page.text.contains("GmbH") && !page.text.contains("Rosa"), "{}", page.text);
    })
    .await;
}

#[tokio::test]
async fn a_confirmation_works_once_and_a_stranger_asks_answers_and_withdraws() {
    each_db(stages, |t| async move {
        open_program(&t).await;
        let d = &details();
        let begun = &t.system(|work| async move { actions::begin(&work, None, d, "en").await }).await.unwrap();
        let done = t.system(|work| async move { actions::verify(&work, &begun.confirm).await }).await.unwrap();
        let again = t.system(|work| async move { actions::verify(&work, &begun.confirm).await }).await.unwrap_err();
        assert_eq!(again.kind(), Some(Kind::Expired));
        let id = done.application.id;
        let ops = t.staff(Role::PartnerOps);
        ops.json("POST", &format!("/api/v1/applications/{id}/info-request"), &serde_json::json!({ "question": "Which region?" }))
            .await
            .expect(200);
        let path = format!("/applications/status/{}", done.status);
        let page = t.anyone().get(&path).await.expect(200);
        assert!(page.text.contains("Which region?"));
        t.anyone().post(&format!("{path}/answer"), &[("answer", "")]).await.expect(422);
        t.anyone().post(&format!("{path}/answer"), &[("answer", "All of the north.")]).await.expect(303);
        let body = ops.get(&format!("/api/v1/applications/{id}")).await.expect(200).json();
        assert_eq!(body["state"], "in_review");
        t.anyone().post(&format!("{path}/withdrawal"), &[]).await.expect(303);
        ops.json("POST", &format!("/api/v1/applications/{id}/decision"), &serde_json::json!({ "reason": "fits" })).await.expect(409);
        t.anyone().get("/applications/status/unknown").await.expect(410);
    })
    .await;
}

#[tokio::test]
async fn of_two_who_decide_at_once_one_wins() {
    each_db(stages, |t| async move {
        open_program(&t).await;
        let id = filed(&t, &details()).await.application.id;
        let (one, two) = (t.staff(Role::PartnerOps), t.staff(Role::PartnerOps));
        let (yes, no) = (&yes(), &Verdict { reason: Reason::NoFit, words: String::new(), version: None });
        let (a, b) = tokio::join!(
            Box::pin(t.app.transact(&one.actor, |work| async move { actions::decide(&work, id, yes).await })),
            Box::pin(t.app.transact(&two.actor, |work| async move { actions::decide(&work, id, no).await })),
        );
        assert_eq!([a.is_ok(), b.is_ok()].iter().filter(|ok| **ok).count(), 1, "{a:?} {b:?}");
        let lost = a.err().or(b.err()).unwrap();
        // Refused by the state, or by the version when both had read the same.
        assert!(matches!(lost.kind(), Some(Kind::Conflict | Kind::Stale)), "{lost:?}");
    })
    .await;
}
