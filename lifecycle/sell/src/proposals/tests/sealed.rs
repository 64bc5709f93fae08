//! Answers are sealed until the deadline, and no partner reads anything of another: over every door, on both databases.

use serde_json::json;
use testkit::each_db;
use work::Role;

use super::world::{Call, stages};

#[tokio::test]
async fn nobody_reads_an_answer_before_the_deadline_and_no_partner_another_ever() {
    each_db(stages, |t| async move {
        let call = Call::published(&t).await;
        let w = &call.w;
        call.answer(&w.ada, "Kittiwake drives there").await.expect(200);
        call.answer(&w.bea, "Plover walks there").await.expect(200);
        t.settle().await;
        let doors = |extra: &[String]| {
            let mut all: Vec<String> = [
                "/",
                "/console",
                "/queue",
                "/proposals",
                "/notices",
                "/search?q=route",
                "/api/v1/proposal-requests",
                "/api/v1/notices",
                "/leads",
                "/deals",
            ]
            .iter()
            .map(|p| (*p).to_owned())
            .collect();
            all.extend(["", "answer", "edit", "award", "withdrawal"].map(|noun| call.page(noun)));
            all.extend(["", "answer", "proposals"].map(|noun| call.path(noun)));
            all.extend_from_slice(extra);
            all
        };
        // The vendor's people, and one who views as Alpha.
        let viewer = t.member(Role::Sales, w.alpha).as_user(w.ada.actor.user.unwrap()).read_only();
        let secrets = ["Kittiwake", "Plover", "12,500", "12500"];
        let boss = t.staff(Role::Owner).as_user(w.mona.actor.user.unwrap());
        for who in [&w.mona, &boss, &viewer] {
            for path in doors(&[format!("/partners/{}", w.alpha)]) {
                let answer = who.get(&path).await;
                assert!(answer.status.as_u16() < 500, "{path}: {}", answer.text);
                for secret in secrets {
                    assert!(!answer.text.contains(secret), "{path} tells {secret} before the deadline");
                }
            }
        }
        assert!(w.mona.get(&call.path("proposals")).await.expect(200).json().as_array().unwrap().is_empty());
        let points = json!({ "proposal_id": "prp_00000000000000000000000000", "points": {} });
        let early = w.mona.json("PUT", &call.path("points"), &points).await.expect(409).json();
        assert_eq!(early["code"], "proposal.sealed");
        for record in audit::list(t.app.db().reader(), &audit::Filter::default(), &base::PageRequest::first(200)).await.unwrap().items {
            let said = format!("{record:?}");
            assert!(secrets.iter().all(|s| !said.contains(s)), "the audit record tells an answer: {said}");
        }
        // After it, and after the decision, a partner reads its own and nothing of the others.
        for step in ["open", "closed", "decided"] {
            if step == "closed" {
                call.close().await;
            } else if step == "decided" {
                let beta = call.of(w.beta).await;
                call.review(&w.mona, &beta, &[("c1", 5), ("c2", 5)]).await.expect(200);
                call.mona("award", &json!({ "proposal_id": beta["id"], "reason": "The best." })).await.expect(200);
                t.settle().await;
            }
            let (alpha, beta) = (w.alpha.to_string(), w.beta.to_string());
            for (who, others) in [(&w.ada, ["Plover", "Beta GmbH", &beta]), (&w.bea, ["Kittiwake", "Alpha GmbH", &alpha])] {
                for path in doors(&[]) {
                    let answer = who.get(&path).await;
                    assert!(answer.status.as_u16() < 500, "{path}: {}", answer.text);
                    for secret in others {
                        assert!(!answer.text.contains(secret), "{path} tells {secret} when it is {step}");
                    }
                }
                assert_eq!(who.get(&call.path("proposals")).await.status.as_u16(), 403);
                for noun in ["award", "withdrawal", "publication"] {
                    assert_eq!(who.json("POST", &call.path(noun), &json!({ "reason": "Ours." })).await.status.as_u16(), 403);
                }
            }
            // Who does not qualify finds nothing, and hears nothing.
            for path in [call.page(""), call.path(""), call.page("answer"), call.path("answer")] {
                assert_eq!(w.gil.get(&path).await.status.as_u16(), 404, "{path}");
            }
            assert_eq!(w.told("gil@gamma.example").await, Vec::<String>::new());
        }
    })
    .await;
}
