//! Families by their rules, over the API and on the page.

use base::AccountId;
use proptest::prelude::*;
use serde_json::json;
use testkit::each_db;
use uuid::Uuid;
use work::Role;

use super::rules;
use crate::tests::{company, create, ops, speak, stages};

fn id(n: u128) -> AccountId {
    Uuid::from_u128(n).into()
}

proptest! {
    #[test]
    fn no_way_of_giving_parents_makes_anybody_their_own_ancestor(moves in proptest::collection::vec((0_u128..8, 0_u128..8), 0..60)) {
        let mut parent: std::collections::HashMap<u128, u128> = std::collections::HashMap::new();
        let line = |parent: &std::collections::HashMap<u128, u128>, from: u128| {
            let (mut line, mut at) = (vec![id(from)], from);
            while let Some(next) = parent.get(&at) {
                line.push(id(*next));
                at = *next;
                assert!(line.len() <= 8, "a circle: {line:?}");
            }
            line
        };
        for (child, of) in moves {
            if rules::check(id(child), &line(&parent, of), 0).is_ok() {
                parent.insert(child, of);
            }
        }
        for n in 0..8 {
            line(&parent, n);
        }
    }
}

#[tokio::test]
async fn a_family_is_put_together_and_circles_are_refused() {
    each_db(stages, |t| async move {
        let ops = ops(&t);
        let mut made = Vec::new();
        for name in ["Holding", "North", "Depot", "Stranger"] {
            made.push(create(&t, company(name, &format!("{}.com", name.to_lowercase()), "NO")).await.id);
        }
        let [holding, north, depot, stranger] = made[..] else { unreachable!() };
        let put = async |child: AccountId, parent: Option<AccountId>| {
            ops.json("PUT", &format!("/api/v1/accounts/{child}/parent"), &json!({ "parent_id": parent })).await
        };
        put(north, Some(holding)).await.expect(204);
        ops.json("PUT", &format!("/api/v1/accounts/{north}/parent"), &json!({})).await.expect(422);
        put(depot, Some(north)).await.expect(204);
        for (child, parent) in [(holding, depot), (holding, north), (holding, holding)] {
            let told = put(child, Some(parent)).await.expect(422).json();
            assert_eq!(told["errors"][0]["code"], "account.parent_circle", "{told}");
        }
        let told = put(holding, Some(id(9))).await.expect(422).json();
        assert_eq!(told["errors"][0]["code"], "account.parent_unknown");
        let family = ops.get(&format!("/api/v1/accounts/{depot}/family")).await.expect(200).json();
        assert_eq!(
            family,
            json!({ "ancestors": [{ "id": north, "name": "North" }, { "id": holding, "name": "Holding" }], "children": [] })
        );

        // As a person does it: by the name, or by the domain.
        let address = format!("/accounts/{stranger}/parent");
        let wrong = ops.post(&address, &[("parent", "Nobody at all")]).await.expect(422).text;
        assert!(wrong.contains("No account is called that.") && wrong.contains("value=\"Nobody at all\""), "{wrong}");
        ops.post(&address, &[("parent", "www.holding.com")]).await.expect(303);
        let page = ops.get(&format!("/accounts/{holding}")).await.expect(200).text;
        assert!(page.contains("Belongs to") && page.contains("North") && page.contains("Stranger"), "{page}");
        ops.post(&address, &[("parent", "depot")]).await.expect(303);
        ops.post(&format!("/accounts/{holding}/parent"), &[("parent", "Stranger")]).await.expect(422);
        speak(&ops, &[&address, &format!("/accounts/{depot}")]).await;
        ops.post(&address, &[("parent", "")]).await.expect(303);
        put(holding, Some(stranger)).await.expect(204);

        // A whole chain as deep as it may be, and one more.
        let mut last = depot;
        for n in 0..6 {
            let next = create(&t, company(&format!("Level {n}"), "", "NO")).await.id;
            put(next, Some(last)).await.expect(204);
            last = next;
        }
        let over = create(&t, company("Over", "", "NO")).await.id;
        put(over, Some(last)).await.expect(422);
        let above = create(&t, company("Above", "", "NO")).await.id;
        put(stranger, Some(above)).await.expect(422);
        t.assert_audit_whole().await;
        let before = t.audited().await.len();
        let auditor = t.staff(Role::Auditor);
        auditor.json("PUT", &format!("/api/v1/accounts/{north}/parent"), &json!({ "parent_id": null })).await.expect(403);
        t.member(Role::PartnerAdmin, Uuid::from_u128(1).into()).get(&format!("/api/v1/accounts/{north}/family")).await.expect(404);
        assert_eq!(t.audited().await.len(), before);
    })
    .await;
}

#[tokio::test]
async fn two_who_close_a_circle_together_do_not_both_come_through() {
    each_db(stages, |t| async move {
        let ops = ops(&t);
        let (a, b) = (create(&t, company("Left", "", "NO")).await.id, create(&t, company("Right", "", "SE")).await.id);
        let put = async |child: AccountId, parent: AccountId| {
            ops.json("PUT", &format!("/api/v1/accounts/{child}/parent"), &json!({ "parent_id": parent })).await.status.as_u16()
        };
        let (one, other) = tokio::join!(put(a, b), put(b, a));
        let mut answers = [one, other];
        answers.sort_unstable();
        assert_eq!(answers, [204, 422]);
    })
    .await;
}
