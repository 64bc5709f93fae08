use testkit::each_db;
use work::Role;

use crate::tests::{company, create, everything, ops, stages};

#[tokio::test]
async fn staff_add_change_and_compare_accounts() {
    each_db(stages, |t| async move {
        let ops = ops(&t);
        ops.get("/accounts/new").await.expect(200);
        let wrong =
            ops.post("/accounts", &[("name", ""), ("employees", "many"), ("duns", "1"), ("domain", "official")]).await.expect(422).text;
        for text in ["Fill this in.", "Enter a number.", "A D-U-N-S number has nine digits.", "This is no web address."] {
            assert!(wrong.contains(text), "{text}: {wrong}");
        }
        let form = [
            ("name", "Alpha Logistics GmbH"),
            ("domain", "alpha.de"),
            ("country", "DE"),
            ("employees", "1,200"),
            ("revenue", "1,990,000.50"),
            ("revenue_currency", "EUR"),
            ("isin", "DE000BASF111"),
        ];
        let href = ops.post("/accounts", &form).await.expect(303).location().to_owned();
        let page = ops.get(&href).await.expect(200).text;
        for text in [
            "Alpha Logistics GmbH",
            "alpha.de",
            "Germany",
            "1,200",
            "€1,990,000.50",
            "DE000BASF111",
            "Added by hand",
            "added the account",
            "No other account looks like this one",
        ] {
            assert!(page.contains(text), "{text}: {page}");
        }

        // A company that is known is told before it is added a second time.
        let again = [("name", "Alpha Logistik"), ("domain", "www.alpha.de")];
        let warned = ops.post("/accounts", &again).await.expect(422).text;
        assert!(warned.contains("This company may be known already") && warned.contains("Same domain"), "{warned}");
        assert_eq!(everything(&t).await.len(), 1);
        let anyway = [again[0], again[1], ("anyway", "1")];
        let other = ops.post("/accounts", &anyway).await.expect(303).location().to_owned();
        let page = ops.get(&other).await.expect(200).text;
        assert!(page.contains("Same company") && page.contains("Not the same"), "{page}");
        let id = href.rsplit('/').next().unwrap();
        ops.post(&format!("{other}/pairs"), &[("other", id), ("judgment", "different")]).await.expect(303);
        assert!(ops.get(&other).await.expect(200).text.contains("Said to be different"));
        ops.post(&format!("{other}/pairs"), &[("other", id), ("judgment", "perhaps")]).await.expect(422);

        let edit = ops.get(&format!("{href}/edit")).await.expect(200).text;
        assert!(edit.contains("value=\"Alpha Logistics GmbH\"") && edit.contains("name=\"version\" value=\"1\""), "{edit}");
        let change = [("name", "Alpha Freight GmbH"), ("country", "AT"), ("version", "1")];
        ops.post(&href, &change).await.expect(303);
        let stale = ops.post(&href, &change).await.expect(422).text;
        assert!(stale.contains("Somebody saved this before you") && stale.contains("name=\"version\" value=\"2\""), "{stale}");
        let page = ops.get(&href).await.expect(200).text;
        assert!(page.contains("Austria") && page.contains("changed: Company"), "{page}");
        let list = ops.get("/accounts?q=alpha&country=AT").await.expect(200).text;
        assert!(list.contains("Alpha Freight GmbH") && !list.contains("Alpha Logistik"), "{list}");
        assert!(ops.get("/accounts?q=nobody").await.expect(200).text.contains("No account matches"));
        let found = ops.get("/search?q=alpha").await.expect(200).text;
        assert!(found.contains(&href), "{found}");
    })
    .await;
}

#[tokio::test]
async fn to_members_there_is_no_such_page() {
    each_db(stages, |t| async move {
        let made = create(&t, company("Alpha GmbH", "alpha.de", "DE")).await;
        let partner: base::PartnerId = t.app.ids().next(t.app.now()).into();
        for role in [Role::PartnerAdmin, Role::Sales, Role::Technical, Role::Executive] {
            let member = t.member(role, partner);
            let read = ["/accounts".to_owned(), format!("/accounts/{}", made.id), "/accounts/imports".to_owned()];
            for path in read {
                let answer = member.get(&path).await.expect(404);
                assert!(!answer.text.contains("Alpha GmbH"));
            }
            member.get("/accounts/new").await.expect(403);
            member.post(&format!("/accounts/{}", made.id), &[("name", "Mine")]).await.expect(403);
            assert!(!member.get("/search?q=alpha").await.expect(200).text.contains("Alpha GmbH"));
        }
        for role in [Role::Auditor, Role::Support, Role::PartnerFinance] {
            let staff = t.staff(role);
            assert!(staff.get(&format!("/accounts/{}", made.id)).await.expect(200).text.contains("Alpha GmbH"));
            staff.get(&format!("/accounts/{}/edit", made.id)).await.expect(403);
            staff.post(&format!("/accounts/{}", made.id), &[("name", "Mine")]).await.expect(403);
        }
        assert_eq!(everything(&t).await, [(made.id, made.details, None)]);
        assert_eq!(t.audited().await, ["account.created"]);
    })
    .await;
}
